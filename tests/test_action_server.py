"""Actions in another process, and what happens when that is away."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from rasa.utils.endpoints import ClientResponseError

from bot import action_server
from bot.action_server import RemoteActions
from bot.local_actions import LocalActions
from bot.model import ROOT
from bot.ports import free_port

HERE, THERE = {"events": [], "responses": ["here"]}, {"events": [], "responses": ["there"]}


@pytest.fixture(autouse=True)
def here(monkeypatch):
    async def request(*_, **__):
        return HERE

    monkeypatch.setattr(LocalActions, "request", request)


def asked(answer, times=1, wait=0.0):
    """What is got of a server that answers so, and how often it was asked."""
    calls = []

    async def webhook(request):
        calls.append(await request.json())
        await asyncio.sleep(wait)
        return answer()

    async def run():
        app = web.Application()
        app.router.add_post("/webhook", webhook)
        runner = web.AppRunner(app)
        await runner.setup()
        port = free_port()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            actions = RemoteActions(f"http://127.0.0.1:{port}/webhook")
            return [await actions.request(json={"next_action": "action_answer"}) for _ in range(times)]
        finally:
            await runner.cleanup()

    return asyncio.run(run()), len(calls)


def test_the_server_is_asked():
    assert asked(lambda: web.json_response(THERE), times=2) == ([THERE, THERE], 2)


def test_a_rejection_is_passed_on():
    with pytest.raises(ClientResponseError) as error:
        asked(lambda: web.json_response({"action_name": "a", "error": "no"}, status=400))
    assert error.value.status == 400
    assert '"action_name": "a"' in error.value.text


@pytest.mark.parametrize("answer", [lambda: web.Response(status=502), lambda: web.Response(text="<html>")])
def test_one_that_fails_is_replaced_and_left_alone_for_a_while(answer):
    assert asked(answer, times=3) == ([HERE] * 3, 1)


def test_one_that_hangs_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(action_server, "_WAIT", aiohttp.ClientTimeout(total=0.2))
    started = time.monotonic()
    assert asked(lambda: web.json_response(THERE), times=3, wait=2) == ([HERE] * 3, 1)
    assert time.monotonic() - started < 5


def test_it_is_asked_again_later(monkeypatch):
    monkeypatch.setattr(action_server, "_PASSED_OVER", 0)
    answers = iter([web.Response(status=503), web.json_response(THERE)])
    assert asked(lambda: next(answers), times=2) == ([HERE, THERE], 2)


def test_the_server_runs_actions_and_repeats_nothing_that_was_said():
    port = free_port()
    process = subprocess.Popen([Path(sys.executable).parent / "ilio", "actions", "--port", str(port)], cwd=ROOT)

    async def talk():
        async with aiohttp.ClientSession() as client:
            url = f"http://127.0.0.1:{port}"
            for _ in range(300):
                try:
                    async with client.get(f"{url}/health") as answer:
                        assert answer.status == 200
                        break
                except aiohttp.ClientConnectionError:
                    assert process.poll() is None
                    await asyncio.sleep(0.2)
            found = []
            for call in ({"next_action": "action_nothing"}, {"next_action": "action_answer", "tracker": "my secret"}):
                async with client.post(f"{url}/webhook", json={**call, "sender_id": "my secret"}) as answer:
                    found.append((answer.status, await answer.text()))
            return found

    try:
        (unknown, _), (failed, text) = asyncio.run(talk())
    finally:
        process.terminate()
        process.wait()
    assert (unknown, failed) == (404, 500)
    assert "secret" not in text
