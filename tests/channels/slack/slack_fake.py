"""A Slack of the tests' own: its Web API on loopback, as strict as the documentation says, failing when told to.

Limits: https://docs.slack.dev/reference/block-kit/blocks, .../block-elements, .../methods/chat.postMessage
"""

import json
import re
import socket
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

TOKEN = "xoxb-of-the-tests"
# what may stand between angle brackets in what Ilio writes: a link with words
ANGLES = re.compile(r"<(?:https|mailto):[^<>|\s]+\|[^<>|]+>|&(?:amp|lt|gt);")


class Wrong(Exception):
    """Slack's word for what is wrong with a call."""


def need(held, word="invalid_blocks"):
    if not held:
        raise Wrong(word)


def check_text(text, most, kinds=("mrkdwn", "plain_text")):
    need(isinstance(text, dict) and text.get("type") in kinds)
    need(isinstance(text["text"], str) and 0 < len(text["text"]) <= most)
    need("emoji" not in text or text["type"] == "plain_text")
    if text["type"] == "mrkdwn":
        check_marks(text["text"])


def check_marks(text):
    """Nothing that Slack would take for a mention, a command or a link that is none."""
    need(not re.search(r"[<>]|&(?!amp;|lt;|gt;)", ANGLES.sub("", text)), "not_escaped")


def check_button(element):
    need(element.get("type") == "button")
    check_text(element["text"], 75, ("plain_text",))
    need(len(element["action_id"]) <= 255 and len(element.get("value", "x")) in range(1, 2001))
    need(element.get("style") in (None, "primary", "danger"))
    if "confirm" in element:
        check_text(element["confirm"]["title"], 100, ("plain_text",))
        check_text(element["confirm"]["text"], 300)
        check_text(element["confirm"]["confirm"], 30, ("plain_text",))
        check_text(element["confirm"]["deny"], 30, ("plain_text",))


def check_block(block):
    kind = block.get("type")
    if kind == "section":
        check_text(block["text"], 3000)
    elif kind == "header":
        check_text(block["text"], 150, ("plain_text",))
    elif kind == "image":
        need(0 < len(block["alt_text"]) <= 2000 and len(block["image_url"]) <= 3000)
        need(block["image_url"].startswith("https://"))
    elif kind == "context":
        need(0 < len(block["elements"]) <= 10)
        for each in block["elements"]:
            check_text(each, 2000)
    elif kind == "actions":
        need(0 < len(block["elements"]) <= 25)
        for each in block["elements"]:
            check_button(each)
        ids = [each["action_id"] for each in block["elements"]]
        need(len(ids) == len(set(ids)))
    else:
        raise Wrong("invalid_blocks")


def check_blocks(blocks, most=50):
    need(isinstance(blocks, list) and len(blocks) <= most)
    ids = [each["block_id"] for each in blocks if "block_id" in each]
    need(len(ids) == len(set(ids)) and all(len(each) <= 255 for each in ids))
    try:
        for each in blocks:
            check_block(each)
    except (KeyError, TypeError):
        raise Wrong("invalid_blocks") from None


def check_message(body):
    """What every message must hold, whichever method it comes by."""
    need(body.get("text") or body.get("blocks"), "no_text")
    need(len(body.get("text") or "") <= 40_000, "msg_too_long")
    check_marks(body.get("text") or "")
    check_blocks(body.get("blocks") or [])
    known = {"channel", "user", "text", "blocks", "thread_ts", "ts", "unfurl_links", "unfurl_media"}
    need(set(body) <= known | {"response_type", "replace_original"}, "invalid_arguments")


class Slack:
    """The service: what was posted where, and what to fail next."""

    def __init__(self):
        self.messages, self.homes, self.calls = [], [], []
        self.failing = {}  # by method, "*" for all: what to answer instead, the next first
        self.down = False
        self.members = {"C0ROOM"}  # channels Ilio was invited to
        self._stamp, self._lock = 0, threading.Lock()
        slack = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                slack.serve(self)

            do_GET = do_POST

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    # ── how it fails ─────────────────────────────────────────────────────────────────────────────────────────────

    def fail(self, method, *how):
        """Fail the next calls of a method: a status, a word, seconds to wait as a float, `hang` or `lose`."""
        self.failing.setdefault(method, deque()).extend(how)

    def serve(self, request):
        raw = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        path, _, query = request.path.partition("?")
        method = path.removeprefix("/api/")
        method = "respond" if method.startswith("/respond") else method
        with self._lock:
            queue = self.failing.get(method) or self.failing.get("*")
            how = 503 if self.down else queue.popleft() if queue else None
            self.calls.append((method, how))
        try:
            if isinstance(how, float):
                return self._answer(request, 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(int(how))})
            if isinstance(how, int):
                return self._answer(request, how, "<html>no</html>")
            if how == "hang":
                return time.sleep(60)
            if how not in (None, "lose"):
                raise Wrong(how)
            given = self._do(request, method, raw or query.encode())
            if how == "lose":  # it was done, and nobody hears of it
                return request.connection.shutdown(socket.SHUT_RDWR)
            self._answer(request, 200, {"ok": True, **given} if method != "respond" else "ok")
        except Wrong as wrong:
            status = 400 if method == "respond" else 200
            self._answer(request, status, str(wrong) if method == "respond" else {"ok": False, "error": str(wrong)})
        except OSError:
            pass

    def _answer(self, request, status, body, headers=()):
        raw = (body if isinstance(body, str) else json.dumps(body)).encode()
        request.send_response(status)
        request.send_header("Content-Type", "text/html" if isinstance(body, str) else "application/json; charset=utf-8")
        request.send_header("Content-Length", str(len(raw)))
        for name, value in dict(headers).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(raw)

    # ── what it does ─────────────────────────────────────────────────────────────────────────────────────────────

    def _do(self, request, method, raw):
        kind = request.headers.get("Content-Type", "")
        form = {key: values[0] for key, values in parse_qs(raw.decode(errors="replace")).items()}
        body = json.loads(raw) if kind.startswith("application/json") and raw.startswith(b"{") else form
        if method == "respond":
            return self._respond(request.path.rpartition("/")[2], body)
        need(request.headers.get("Authorization") == f"Bearer {TOKEN}", "invalid_auth")
        does = {
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._whisper,
            "chat.update": self._update,
            "views.publish": self._publish,
            "conversations.history": self._history,
            "conversations.replies": self._history,
        }
        need(method in does, "unknown_method")
        return does[method](body)

    def next_stamp(self):
        with self._lock:
            self._stamp += 1
            return f"{1_700_000_000 + self._stamp}.000100"

    def _keep(self, body, channel, **more):
        message = {
            **body,
            "channel": channel,
            "ts": self.next_stamp(),
            "at": time.monotonic(),
            "original": body,
            **more,
        }
        self.messages.append(message)
        return {"channel": channel, "ts": message["ts"], "message_ts": message["ts"]}

    def _post(self, body):
        check_message(body)
        channel = body["channel"]
        if channel.startswith("U"):
            channel = f"D{channel[1:]}"  # of the talk with that person
        need(channel.startswith("D") or channel in self.members, "not_in_channel")
        return self._keep(body, channel, seen_by=f"U{channel[1:]}" if channel.startswith("D") else "all")

    def _whisper(self, body):
        check_message(body)
        need(body["channel"] in self.members, "channel_not_found")
        return self._keep(body, body["channel"], seen_by=body["user"], ephemeral=True)

    def _respond(self, user, body):
        check_message(body)
        need(body.get("response_type") == "ephemeral", "shouted")
        if body.get("replace_original"):
            shown = next(each for each in reversed(self.messages) if each.get("ephemeral") and each["seen_by"] == user)
            shown = next((each for each in self.messages if each.get("clicked") and each["seen_by"] == user), shown)
            shown.update(text=body["text"], blocks=body.get("blocks") or [], clicked=False)
            return {}
        return self._keep(body, "anywhere", seen_by=user, ephemeral=True)

    def _update(self, body):
        check_message(body)
        shown = next(
            (each for each in self.messages if (each["channel"], each["ts"]) == (body["channel"], body["ts"])), None
        )
        need(shown and not shown.get("ephemeral"), "message_not_found")
        shown.update(text=body["text"], blocks=body.get("blocks") or [])
        return {}

    def _publish(self, body):
        need(body["view"]["type"] == "home", "invalid_arguments")
        check_blocks(body["view"]["blocks"], 100)
        self.homes.append((body["user_id"], body["view"]))
        return {}

    def _history(self, body):
        here = [each for each in self.messages if each["channel"] == body["channel"] and not each.get("ephemeral")]
        return {"messages": [{"blocks": each.get("blocks")} for each in reversed(here)]}

    def seen_by(self, user):
        """The messages that one person alone sees, as they are shown now; with `all`, those that everybody does."""
        return [each for each in self.messages if each["seen_by"] == user]
