"""Compose a topic's answer: labelled bubbles, with the next steps under the last one."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, List, Literal, Sequence, Tuple

from bot.core.content import ENTRY_TOPIC, Content
from bot.core.content_files import BUBBLE_WORDS
from bot.core.messages import MENU, Button, Message

Depth = Literal["answer", "more", "simpler"]


def buttons(content: Content, ids: Sequence[str]) -> Tuple[Button, ...]:
    """Buttons for topic ids, with `menu` among several ids as one button and alone as the whole menu.

    What is not there is not offered: no check without its questions.
    """
    if list(ids) == [MENU]:
        ids = content.phrases.menu_topics
    return tuple(Button(id=each, title=content.title(each)) for each in ids if not content.lacks(each))


def next_steps(content: Content, topic_id: str) -> List[str]:
    """Ids offered under a topic's answer: its related topics; for a section's entry, the whole section.

    Last comes what its section offers besides.
    """
    offers = content.sections[topic_id.split("/")[0]].offers
    if topic_id.endswith(f"/{ENTRY_TOPIC}"):
        return [*content.in_section(topic_id), *offers]
    return [*content.topics[topic_id].related, *offers]


def with_buttons(content: Content, texts: Sequence[str], ids: Sequence[str]) -> List[Message]:
    """One message a text, the last one with the buttons for `ids`."""
    messages = [Message(text) for text in texts]
    messages[-1] = replace(messages[-1], buttons=buttons(content, ids))
    return messages


def bubbles(content: Content, topic_id: str, depth: Depth = "answer") -> List[str]:
    """The texts of a topic's answer.

    Args:
        content: all content.
        topic_id: which topic, `section/topic`.
        depth: the first answer, what more there is, or the same in simpler words.

    Returns:
        One to three texts, each kept to one kind: our own words, the article's, a safety note, or a gap. None
        where the topic has nothing at that depth.
    """
    topic = content.topics[topic_id]
    part = getattr(topic, depth)
    if part is None:
        return []
    labels = content.phrases.labels
    texts = list(part.text)
    if part.says:
        said = f"{part.lead or ''} {labels.says} {part.says} ({sections(topic.source)})"
        texts.append(said.strip())
    if part.safety_note:
        texts.append(f"{labels.safety_note} {part.safety_note}")
    if part.not_in_article:
        texts.append(f"{labels.not_in_article} {part.not_in_article}")
    return texts


def pictured(content: Content, messages: Sequence[Message], topic_id: str, depth: Depth = "answer") -> List[Message]:
    """An answer with its topic's picture on the bubble it belongs to, if the topic has one and that bubble is there.

    Args:
        content: all content.
        messages: the answer; other bubbles and other words around its own do no harm.
        topic_id, depth: what was answered; "tell me more" has no picture, as the answer showed it.
    """
    topic = content.topics[topic_id]
    part = getattr(topic, depth)
    if topic.picture is None or depth == "more" or part is None:
        return list(messages)
    said = getattr(part, topic.picture_with) if topic.picture_with else bubbles(content, topic_id, depth)[0]
    shown = next((each for each in messages if said in each.text), None)
    return [_with_picture(content, each, topic_id) if each is shown else each for each in messages]


def pictured_together(content: Content, messages: Sequence[Message], topic_ids: Sequence[str]) -> List[Message]:
    """The answers that `together` gave, each with its topic's picture, and what follows them."""
    answered = [_with_picture(content, *each) for each in zip(messages, topic_ids, strict=False)]
    return [*answered, *messages[len(answered) :]]


def _with_picture(content: Content, message: Message, topic_id: str) -> Message:
    picture = content.topics[topic_id].picture
    return replace(message, image=picture, alt=content.pictures[picture]) if picture else message


def together(content: Content, topic_ids: Sequence[str], depth: Depth = "answer") -> List[str]:
    """The texts that answer several topics at once: a bubble for each, headed by its title.

    An answer too long for one bubble is given in its simpler words.
    """
    texts = []
    for topic_id in topic_ids:
        said = "\n".join(bubbles(content, topic_id, depth))  # an empty line would make Rasa two bubbles of it
        if not said or len(said.split()) > BUBBLE_WORDS:
            said = "\n".join(bubbles(content, topic_id, "simpler")) or said
        texts.append(f"**{content.topics[topic_id].title}.** {said}")
    return texts


def quoted(content: Content, topic_id: str, depth: Depth, place: int) -> List[str]:
    """The bubble of an answer that holds a passage, and the answer's safety note; none if there is no such bubble."""
    texts = bubbles(content, topic_id, depth)
    notes = [text for text in texts if text.startswith(content.phrases.labels.safety_note)]
    return list(dict.fromkeys([texts[place], *notes])) if place < len(texts) else []


def source(content: Content, topic_id: str) -> str:
    """Where a topic's answer comes from, and who has reviewed it."""
    topic, phrases = content.topics[topic_id], content.phrases
    review = phrases.not_reviewed
    if topic.reviewed != "not yet":
        review = phrases.reviewed.format(by=topic.reviewed.by, date=topic.reviewed.date)
    if not topic.source:
        return phrases.source_own.format(review=review)
    return phrases.source.format(source=sections(topic.source, " and "), review=review)


def sections(sources: Sequence[str], joint: str = "; ") -> str:
    """The article's parts, each section's number said once: "section 3, Stretching, Heat and ice"."""
    parts: Dict[str, List[str]] = {}
    for passage in sources:
        number, name = passage.split(", ", 1)
        parts.setdefault(number, []).append(name)
    return joint.join(f"section {number}, {', '.join(names)}" for number, names in parts.items())
