"""Everything Ilio can say, as Telegram gets it: within its limits, nothing dropped."""

import asyncio
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.channels.replies import Choice, Reply, opaque, replies
from bot.channels.telegram_rendering import BUTTONS, CAPTION, TEXT, pieces, size
from bot.channels.telegram_sender import Place, Sender, client
from bot.core import breaks, breaks_content, pictures

from ..every_message import everything, odd
from .telegram_fake import TOKEN, Telegram
from .telegram_texts import Wrong

KEY = b"k" * 40


@pytest.fixture(scope="module")
def telegram():
    fake = Telegram()
    yield fake
    fake.close()


def button_id(payload):
    return opaque(KEY, "talk", payload)


def rendered(message):
    return pieces(replies([message]), button_id)


def letters(text):
    return "".join(text.replace("**", "").split())


def take(telegram, piece):
    """Have the fake take a piece, as it would from the bot; raises where the real one would refuse it."""
    rows = [[{"text": title, "callback_data": data}] for title, data in piece.keyboard]
    given = {"chat_id": "1", "parse_mode": "HTML", "reply_markup": json.dumps({"inline_keyboard": rows})}
    if piece.photo or piece.document:
        return telegram._keep({**given, "caption": piece.html}, "caption", 1024)
    return telegram._keep({**given, "text": piece.html}, "text", 4096)


def test_everything_ilio_can_say_is_taken_and_nothing_is_dropped(telegram):
    told = everything()
    assert len(told) > 10_000
    for message in told:
        assert message["text"]
        made = rendered(message)
        for piece in made:
            take(telegram, piece)
        shown = telegram.sent[-len(made) :]
        assert "".join(letters(each["text"]) for each in shown).startswith(letters(message["text"])), message
        offered = [row[0] for each in shown for row in each["keyboard"]]
        assert offered == [(each["title"], button_id(each["payload"])) for each in message.get("buttons", ())]
        for number in (message.get("card") or {}).get("numbers", ()):
            assert number in shown[-1]["text"].splitlines()[-1]
        assert "**" not in shown[-1]["text"] or message["text"].count("**") % 2
        telegram.sent.clear()


def test_what_nobody_wrote_yet_is_shown_or_less_of_it(telegram):
    for message in odd():
        made = rendered(message)
        for piece in made:
            take(telegram, piece)
        text = "".join(letters(each.text) for each in made)
        assert letters(message.get("text") or "") in text
        assert letters(message.get("alt") or "") in text
        offered = [title for each in made for title, _ in each.keyboard]
        for button in message.get("buttons", ()):
            assert button["title"] in offered or letters(button["title"]) in text


def test_the_odd_ones_are_sent_as_they_are(telegram):
    async def scenario():
        sender = Sender(client(TOKEN, telegram.url), patience=5)
        for message in odd():
            for piece in rendered(message):
                before = len(telegram.sent)
                assert await sender.send(Place(7), piece) == Place(7)
                assert len(telegram.sent) == before + 1
                sent = telegram.sent[-1]["text"]
                assert letters(piece.text) == letters(sent)
        await sender.close()

    asyncio.run(scenario())


PIECES = st.text(max_size=60) | st.sampled_from(["**", "<b>", "&", "*", "a. b", "\n", "🙂", "\ud800", "\0", "]]>"])


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=30).map("".join), st.lists(st.text(min_size=1, max_size=90), max_size=4))
def test_no_text_and_no_title_is_refused(text, titles):
    fake = Telegram.__new__(Telegram)  # without its server
    fake.most, fake.sent, fake._ids = 0, [], iter(range(10**9))
    for piece in pieces([Reply(text.strip(), tuple(Choice(each, "/x") for each in titles))], button_id):
        if piece.text.strip("\x1c\x1d\x1e\x1f\x85\u2028\u2029"):
            take(fake, piece)


def test_the_fake_refuses_what_telegram_would():
    fake = Telegram.__new__(Telegram)
    fake.most, fake.sent, fake._ids = 0, [], iter(range(10**9))
    for wrong in ("x" * 4097, "🙂" * 2049, "", "<b>x", "<u>x</u>", "a & b &nope;", "</b>"):
        with pytest.raises(Wrong):
            fake._keep({"chat_id": "1", "parse_mode": "HTML", "text": wrong}, "text", 4096)
    for data in ("", "x" * 65, "é" * 33):
        rows = json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": data}]]})
        with pytest.raises(Wrong):
            fake._keep({"chat_id": "1", "text": "x", "reply_markup": rows}, "text", 4096)


def test_bold_words_stay_bold_across_a_cut_and_marks_of_html_are_text():
    long = "**" + "Bold & <i>words</i>. " * 300 + "** plain"
    made = rendered({"text": long})
    assert len(made) > 1
    assert all(each.html.startswith("<b>Bold &amp; &lt;i&gt;") for each in made)
    assert all(each.html.count("<b>") == each.html.count("</b>") for each in made)
    assert all(size(each.text) <= TEXT for each in made)


def test_buttons_stand_under_the_last_piece_one_a_row():
    made = rendered(
        {"text": "One. " * 2000, "buttons": [{"title": "A", "payload": "/a"}, {"title": "B", "payload": "/b"}]}
    )
    assert [bool(each.keyboard) for each in made] == [*[False] * (len(made) - 1), True]
    assert [title for title, _ in made[-1].keyboard] == ["A", "B"]


def test_more_buttons_than_telegram_takes_are_listed():
    many = [{"title": f"Choice {number}", "payload": f"/{number}"} for number in range(BUTTONS + 5)]
    made = rendered({"text": "?", "buttons": many})
    assert len(made[-1].keyboard) == BUTTONS
    assert made[-1].text.count("• Choice") == 5


def test_a_number_is_said_once_in_a_turn():
    card = {"type": "emergency", "version": 1, "numbers": ["112"]}
    made = pieces(replies([{"text": "Call.", "card": card}, {"text": "Wait.", "card": card}]), button_id)
    assert [each.text for each in made] == ["Call.\nPhone: 112", "Wait."]


def test_a_picture_has_its_words_and_its_buttons():
    picture = {"image": "https://a.example/b.png", "alt": "A person kneels."}
    buttons = [{"title": "Next", "payload": "/n"}]
    (one,) = rendered({"text": "**Kneel.**", "buttons": buttons, **picture})
    assert (one.photo, one.text) == (picture["image"], "Kneel.\n\nPicture: A person kneels.")
    assert (one.html[:13], one.keyboard[0][0]) == ("<b>Kneel.</b>", "Next")
    first, *rest = rendered({"text": "Kneel. " * 400, "buttons": buttons, **picture})
    assert (first.photo, first.text, first.keyboard) == (picture["image"], "Picture: A person kneels.", ())
    assert size(first.text) <= CAPTION
    assert rest[-1].keyboard


@pytest.mark.parametrize(
    "image", ["javascript:alert(1)", "/etc/passwd", "/chat/../../.secret", "http://[", "//x/y.png"]
)
def test_a_picture_that_can_not_be_shown_leaves_its_words(image):
    (one,) = rendered({"text": "Kneel.", "image": image, "alt": "A person kneels."})
    assert (one.photo, one.text) == (None, "Kneel.\n\nPicture: A person kneels.")


def test_a_picture_of_ours_is_sent_as_a_file_with_its_words(telegram):
    message = {"text": "Lift your hips.", "image": "/chat/pictures/bridge.svg", "alt": "Lie on your back."}
    (one,) = rendered(message)
    assert (one.photo, one.text) == (pictures.raster("bridge"), "Lift your hips.\n\nPicture: Lie on your back.")

    async def scenario():
        sender = Sender(client(TOKEN, telegram.url), patience=5)
        assert await sender.send(Place(7), one) == Place(7)
        await sender.close()

    asyncio.run(scenario())
    assert (telegram.sent[-1]["photo"], telegram.sent[-1]["text"]) == ("file", one.text)


def test_a_picture_that_telegram_can_not_fetch_is_sent_as_words(telegram):
    async def scenario():
        sender = Sender(client(TOKEN, telegram.url), patience=5)
        (one,) = rendered({"text": "Kneel.", "image": "https://a.example/broken.png", "alt": "A person kneels."})
        assert await sender.send(Place(9), one)
        await sender.close()

    asyncio.run(scenario())
    assert [each["text"] for each in telegram.to(9)] == ["Kneel.\n\nPicture: A person kneels."]


def sent_to(telegram, chat, message):
    """Have a message sent to a chat, and give what came there."""

    async def scenario():
        sender = Sender(client(TOKEN, telegram.url), patience=5)
        for piece in rendered(message):
            assert await sender.send(Place(chat), piece)
        await sender.close()

    asyncio.run(scenario())
    return telegram.to(chat)


PLAN = breaks.told(breaks_content.usual())[1]
DIARY = {"date": "2026-11-22", "low": 8, "high": 8}, {"date": "2026-11-23", "low": 5, "high": 6}


def test_a_plan_of_breaks_comes_with_its_file(telegram):
    text, file = sent_to(telegram, 20, {"text": PLAN.text, "card": PLAN.card})
    assert text["text"] == PLAN.text and file["text"] == ""
    assert len(Calendar.from_ical(file["document"]).walk("VEVENT")) == 7


def test_a_diary_is_a_picture_with_the_words_as_its_caption(telegram):
    buttons = [{"title": "Summary", "payload": "/s"}]
    card = {"type": "diary", "version": 1, "days": [*DIARY], "alt": "A plot."}
    (one,) = sent_to(telegram, 21, {"text": "8 yesterday, 5 to 6 today.", "card": card, "buttons": buttons})
    assert (
        one["photo"] == "file"
        and one["text"] == "8 yesterday, 5 to 6 today."
        and [row[0][0] for row in one["keyboard"]] == ["Summary"]
    )


def test_a_picture_that_can_not_be_made_leaves_its_words(telegram, monkeypatch):
    def fail(days):
        raise OSError("no fonts")

    monkeypatch.setattr("bot.channels.attachments.png", fail)
    card = {"type": "diary", "version": 1, "days": [*DIARY]}
    (one,) = sent_to(telegram, 22, {"text": "8 yesterday.", "card": card})
    assert one["text"] == "8 yesterday." and "photo" not in one
