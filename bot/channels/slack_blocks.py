"""Ilio's bubbles as Slack's blocks: a turn is one message, with all its buttons; nothing is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, List, Optional, Sequence, Union
from urllib.parse import urlsplit

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    ImageBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.channels.attachments import bars, calendar
from bot.channels.replies import Choice, Reply
from bot.channels.slack_words import escaped, mrkdwn, words
from bot.channels.splitting import split
from bot.core import answers, pictures
from bot.core.content import content

# Slack's limits: https://docs.slack.dev/reference/block-kit/blocks
BLOCKS, SECTION, ELEMENTS, TITLE, ALT, ADDRESS = 50, 3000, 25, 75, 2000, 3000
TEXT = 3000  # of the line for notifications, and of each message where blocks are refused
_Part = Union[str, ImageBlock, Sequence[Choice]]
_HOME = "home"  # begins the action ids of the buttons on the app's home


@dataclass(frozen=True)
class Sent:
    """A message for Slack.

    Args:
        text: for notifications and screen readers, and all there is if the blocks are refused.
        blocks: as Slack's API takes them.
        choices: titles of the buttons in it.
    """

    text: str
    blocks: List[Dict[str, Any]]
    choices: Sequence[str] = ()

    def plain(self) -> List[str]:
        """The texts to send if Slack refuses the blocks, with the choices to type."""
        return list(_within("\n".join([self.text, *(f"• {escaped(each)}" for each in self.choices)])))


@dataclass
class _Message:
    texts: List[str]
    blocks: List[Block]
    choices: List[Choice]

    def sent(self) -> Sent:
        return Sent("\n".join(self.texts), [each.to_dict() for each in self.blocks], [c.title for c in self.choices])


def with_file(reply: Reply, server: Optional[str]) -> Reply:
    """A bubble with a link to the calendar file of its card.

    Args:
        reply: the bubble; one without such a card stays as it is.
        server: the address of the web channel, if there is one: without it the words say how to do without the file.
    """
    file = calendar(reply.card)
    if not (file and server and reply.card):
        return reply
    link = f"[{words().calendar}]({server}/{file.name}?{reply.card['query']})"
    return replace(reply, text=f"{reply.text}\n{link}")


def says(text: str) -> Sent:
    """A message of words alone."""
    return render([Reply(text)], "", lambda payload: "")[0]


def render(replies: Sequence[Reply], tag: str, name: Callable[[str], str], clicked: Optional[str] = None) -> List[Sent]:
    """The messages of a turn, as few as Slack's limits allow.

    Args:
        replies: the bubbles.
        tag: says where the buttons belong; comes back with a click, before a `|`.
        name: the id of a button with a payload.
        clicked: the id of the button that was clicked: that message alone is rendered, with what was chosen in place
            of the buttons.
    """
    messages = [_Message([], [], [])]
    for reply in replies:
        groups = [reply.choices[at : at + ELEMENTS] for at in range(0, len(reply.choices), ELEMENTS)]
        parts: List[_Part] = [*_texts(reply), *_picture(reply), *groups]
        for part in parts:
            if len(messages[-1].blocks) == BLOCKS:
                messages.append(_Message([], [], []))
            into = messages[-1]
            if isinstance(part, str):
                into.texts.append(mrkdwn(part))
                into.blocks.append(_section(part))
            elif isinstance(part, ImageBlock):
                into.texts.append(escaped(part.alt_text or ""))
                into.blocks.append(part)
            else:
                into.blocks.append(_actions(part, f"{tag}|{len(into.blocks)}", name))
                into.choices += part
    if clicked is None:
        return [each.sent() for each in messages if each.blocks]
    for each in messages:
        chosen = next((choice for choice in each.choices if name(choice.payload) == clicked), None)
        if chosen:
            each.blocks = [block for block in each.blocks if not isinstance(block, ActionsBlock)][: BLOCKS - 1]
            each.blocks.append(_context(words().chosen.format(title=chosen.title)))
            each.choices = []
            return [each.sent()]
    return []


def shown_from(reply: Reply, server: Optional[str]) -> Reply:
    """A bubble with its picture as Slack can fetch it.

    Args:
        reply: the bubble.
        server: the address of the web channel, if there is one: without it pictures are left out, as the words say all.
    """
    ours = pictures.named(reply.image)
    if not ours:
        return reply
    if not server:
        return replace(reply, image=None, alt="")
    return replace(reply, image=f"{server}/pictures/{pictures.raster(ours).name}")


def _texts(reply: Reply) -> List[str]:
    lines = [reply.text]
    numbers = (reply.card or {}).get("numbers")
    if isinstance(numbers, (list, tuple)):
        missing = [str(each) for each in numbers if str(each) not in reply.text]
        lines += [words().call.format(numbers=", ".join(missing))] if missing else []
    if reply.image and not _shown(reply):
        lines += [words().picture.format(alt=reply.alt or reply.image)]
    lines += [bars(reply.card)]
    lines += [f"- {each.title}" for each in reply.choices if len(each.title) > TITLE]
    return split("\n".join(each for each in lines if each), SECTION, lambda text: len(mrkdwn(text)))


def _shown(reply: Reply) -> bool:
    """Whether Slack can fetch a reply's picture."""
    address = reply.image or ""
    return urlsplit(address).scheme == "https" and len(address) <= ADDRESS


def _picture(reply: Reply) -> List[ImageBlock]:
    if not _shown(reply):
        return []
    alt = reply.alt or reply.text or words().home.title
    return [ImageBlock(image_url=reply.image, alt_text=_short(alt, ALT))]


def _actions(choices: Sequence[Choice], tag: str, name: Callable[[str], str]) -> ActionsBlock:
    buttons = [
        ButtonElement(text=_label(choice.title), action_id=f"ilio.{number}", value=name(choice.payload))
        for number, choice in enumerate(choices)
    ]
    return ActionsBlock(elements=buttons, block_id=tag)


def _section(text: str) -> SectionBlock:
    # verbatim: Slack makes no links or mentions of its own from words
    return SectionBlock(text=MarkdownTextObject(text=mrkdwn(text), verbatim=True))


def _context(text: str) -> ContextBlock:
    return ContextBlock(elements=[PlainTextObject(text=_short(text, ALT), emoji=False)])


def _label(text: str) -> PlainTextObject:
    return PlainTextObject(text=_short(text, TITLE), emoji=False)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _within(text: str) -> List[str]:
    return [text[at : at + TEXT] for at in range(0, len(text), TEXT)]


def wish_of(action: str) -> Optional[str]:
    """What a button of the home is for: open, quiz, check or delete; None for any other button."""
    kind, _, wish = action.partition(".")
    return wish if kind == _HOME and wish in ("open", "quiz", "check", "delete") else None


def home() -> Dict[str, Any]:
    """The app's home: what Ilio is and does, and where to begin."""
    say = words().home
    more = [(name, title) for name, title in (("quiz", say.quiz), ("check", say.check)) if name in content().can]
    sure = ConfirmObject(
        title=_label(say.delete_title),
        text=PlainTextObject(text=say.delete_text, emoji=False),
        confirm=_label(say.delete_yes),
        deny=_label(say.delete_no),
        style="danger",
    )
    buttons = [
        ButtonElement(text=_label(say.start), action_id=f"{_HOME}.open", style="primary"),
        *(ButtonElement(text=_label(title), action_id=f"{_HOME}.{name}") for name, title in more),
        ButtonElement(text=_label(say.delete), action_id=f"{_HOME}.delete", style="danger", confirm=sure),
    ]
    texts = [text for topic in say.topics for text in answers.bubbles(content(), topic)]
    blocks = [HeaderBlock(text=_label(say.title)), *map(_section, texts), ActionsBlock(elements=buttons)]
    return {"type": "home", "blocks": [each.to_dict() for each in blocks]}
