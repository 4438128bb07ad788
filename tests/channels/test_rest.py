"""The channel `rest`: what is no message gets a sentence, and so does a turn that fails."""

import asyncio
import json
import logging

import aiohttp
import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.channels.rest import RestInput
from bot.core.content import content
from bot.ports import free_port

Sanic.test_mode = True


async def _reply(message: UserMessage):
    assert isinstance(message.text, str)
    if message.text == "fail":
        raise RuntimeError(message.text)
    await message.output_channel.send_text_message(message.sender_id, f"You said {message.text}")
    if message.text == "bridge":
        await message.output_channel.send_image_url(message.sender_id, "/chat/pictures/bridge.svg")


def post(*bodies):
    """Status and JSON of the answer to each body, and what the server logged of errors."""

    async def ask():
        app, port = Sanic(f"rest_{free_port()}", configure_logging=False), free_port()
        app.blueprint(RestInput().blueprint(_reply), url_prefix="/webhooks/rest")
        running = await app.create_server("127.0.0.1", port, return_asyncio_server=True, access_log=False)
        await running.startup()
        found = []
        try:
            async with aiohttp.ClientSession() as client:
                for body in bodies:
                    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
                    async with client.post(url, data=body, headers={"Content-Type": "application/json"}) as answer:
                        found.append((answer.status, await answer.json()))
        finally:
            running.close()
            await running.wait_closed()
        return found

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "`message` is missing"),
        ({"message": None}, "`message` is missing"),
        ({"message": 5}, "`message`"),
        ({"message": True}, "`message`"),
        ({"message": ["hi"]}, "`message`"),
        ({"message": {"text": "hi"}}, "`message`"),
        ({"message": "\ud800"}, "`message`"),
        ({"message": "x" * 1_000_000}, "too large"),
        ({"message": "hi", "sender": ["a"]}, "`sender`"),
        ({"message": "hi", "sender": "a\0b"}, "`sender`"),
        ({"message": "hi", "sender": "a" * 256}, "`sender`"),
        ({"message": "hi", "metadata": 5}, "`metadata`"),
        ({"message": "hi", "input_channel": []}, "`input_channel`"),
        ([1], "JSON"),
        (b"", "JSON"),
        (b"message=hi", "JSON"),
        (b"\xff", "JSON"),
        (b"[" * 20_000, "JSON"),
    ],
)
def test_what_is_no_message_is_refused_in_a_sentence(caplog, body, named):
    with caplog.at_level(logging.ERROR):
        ((status, said),) = post(body if isinstance(body, bytes) else json.dumps(body))
    assert (status, said["error"]) == (400, "bad_request")
    assert named in said["message"] and said["message"].endswith(".")
    assert not caplog.records


def test_messages_are_answered_as_rasa_does():
    hi = json.dumps({"sender": "somebody", "message": "hi", "metadata": {"a": 1}})
    assert post(hi, json.dumps({"message": ""})) == [
        (200, [{"recipient_id": "somebody", "text": "You said hi"}]),
        (200, [{"recipient_id": "default", "text": "You said"}]),
    ]


def test_a_turn_that_fails_is_owned_up_to_and_what_was_said_is_not_logged(content, caplog):
    ((status, said),) = post(json.dumps({"sender": "somebody", "message": "fail"}))
    assert (status, said[0]["text"]) == (200, content.phrases.failed)
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR] == [
        "A message on the channel rest failed: RuntimeError"
    ]


def test_a_picture_comes_with_its_words():
    ((status, answer),) = post(json.dumps({"sender": "a", "message": "bridge"}))
    shown = {"image": "/chat/pictures/bridge.svg", "alt": content().pictures["bridge"]}
    assert (status, answer) == (200, [{"recipient_id": "a", "text": "You said bridge", **shown}])
