"""People who write to the bot in Telegram, in private or in a group, and a server with the channel."""

import itertools
import json
import time
import urllib.error
import urllib.parse
import urllib.request

from bot.channels.telegram_settings import SECRET as SECRET_NAME
from bot.channels.telegram_settings import TOKEN as TOKEN_NAME

from ..servers import Server
from .telegram_fake import BOT, SECRET, TOKEN, WAIT

EMERGENCY = "i cant pee and im numb down there"
GROUP = -1001234567890
ENVIRONMENT = {TOKEN_NAME: TOKEN, SECRET_NAME: SECRET}


class TelegramServer(Server):
    """`ilio serve` with the Telegram channel alone."""

    path, alive = "/webhooks/telegram", "/health"

    def __init__(self, folder, api, environment=ENVIRONMENT):
        entry = {"api": api, "messages_per_minute": 600, "patience": 60}
        super().__init__(folder, "serve", "bot.channels.telegram.TelegramInput", environment, **entry)
        self.webhook = f"{self.url}/webhook"


_numbers = itertools.count(int(time.time()) % 1_000_000 * 100)


def post(address, body, secret=SECRET, **headers):
    """Bring the bot something, as Telegram does; the status."""
    body = json.dumps(body).encode() if not isinstance(body, bytes) else body
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret, **headers}
    request = urllib.request.Request(address, body, {k: v for k, v in headers.items() if v is not None}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=WAIT) as response:
            response.read()
            return response.status
    except urllib.error.HTTPError as error:
        error.read()
        return error.code


class Person:
    """Somebody who uses Telegram, in private or in a group."""

    def __init__(self, telegram, address, chat=None, locale="en"):
        self.telegram, self.address, self.locale = telegram, address, locale
        self.id = next(_numbers)
        self.chat = chat or self.id

    def user(self):
        return {"id": self.id, "is_bot": False, "first_name": "Ann <b>&", "language_code": self.locale}

    def place(self):
        return {"id": self.chat, "type": "private", "first_name": "Ann"} if self.chat > 0 else {
            "id": self.chat, "type": "supergroup", "title": "Hips"
        }  # fmt: skip

    def message(self, text=None, **more):
        parts = {"message_id": next(_numbers), "from": self.user(), "chat": self.place(), "date": int(time.time())}
        return {"update_id": next(_numbers), "message": {**parts, **({} if text is None else {"text": text}), **more}}

    def click(self, title, message=None, data=None):
        """The update of a click on a button of the last message that has it."""
        for each in [message] if message else reversed(self.telegram.to(self.chat)):
            for (shown, button), *_ in each["keyboard"]:
                if shown == title or data:
                    click = f"{next(_numbers)}"
                    self.telegram.clicks.add(click)
                    under = {"message_id": each["id"], "from": BOT, "chat": self.place(), "date": int(time.time())}
                    return {
                        "update_id": next(_numbers),
                        "callback_query": {
                            "id": click,
                            "from": self.user(),
                            "message": {**under, "text": each["text"]},
                            "chat_instance": "77",
                            "data": data or button,
                        },
                    }
        raise AssertionError(f"no button {title}")

    def bring(self, update):
        """Bring an update, and wait for what comes of it."""
        before = len(self.telegram.to(self.chat))
        assert post(self.address, update) == 200
        return self.wait(before)

    def say(self, text):
        return self.bring(self.message(text))

    def press(self, title):
        return self.bring(self.click(title))

    def wait(self, before, least=1, quiet=0.4):
        """The messages after so many, once no more come."""
        deadline = time.monotonic() + WAIT
        while True:
            got = self.telegram.to(self.chat)
            if len(got) >= before + least and time.monotonic() - got[-1]["at"] > quiet:
                return got[before:]
            assert time.monotonic() < deadline, f"{len(got) - before} of {least} messages came"
            time.sleep(0.03)


def words(messages):
    """All that was said."""
    return "\n".join(each["text"] for each in messages)


def titles(messages):
    """The buttons under the last message."""
    return [row[0][0] for row in messages[-1]["keyboard"]]


def member(telegram, server):
    return Person(telegram, server.webhook, GROUP)


def nothing_more(person, before, seconds=1.0):
    """That a person gets nothing more than so many messages."""
    time.sleep(seconds)
    assert len(person.telegram.to(person.chat)) == before
    return True


def all_acknowledged(person, seconds=10.0):
    """That every click is acknowledged within so many seconds: else Telegram shows it as waiting."""
    deadline = time.monotonic() + seconds
    while person.telegram.clicks and time.monotonic() < deadline:
        time.sleep(0.05)
    return not person.telegram.clicks


def others(person):
    chat, user, now = person.place(), person.user(), int(time.time())
    message = person.message("does heat help")["message"]
    return {
        "edited": {"edited_message": {**message, "edit_date": now}},
        "channel post": {"channel_post": {**message, "chat": {"id": -100555, "type": "channel", "title": "C"}}},
        "blocked": {
            "my_chat_member": {
                "chat": chat,
                "from": user,
                "date": now,
                "old_chat_member": {"user": BOT, "status": "member"},
                "new_chat_member": {"user": BOT, "status": "kicked", "until_date": 0},
            }
        },
        "joined": {"message": {**{k: v for k, v in message.items() if k != "text"}, "new_chat_members": [user]}},
        "title": {"message": {**{k: v for k, v in message.items() if k != "text"}, "new_chat_title": "X"}},
        "by a bot": {"message": {**message, "from": {**BOT, "id": 5}}},
        "by nobody": {"message": {k: v for k, v in message.items() if k != "from"}},
        "late": {"message": {**message, "date": now - 2 * 24 * 3600}},
        "poll": {
            "poll": {
                "id": "1",
                "question": "?",
                "options": [],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
            }
        },
        "inline": {"inline_query": {"id": "1", "from": user, "query": "heat", "offset": ""}},
        "click inline": {
            "callback_query": {"id": "1", "from": user, "inline_message_id": "x", "chat_instance": "1", "data": "x"}
        },
        "new kind": {"a_kind_nobody_knows": {"id": 1}},
        "nothing": {},
    }
