"""A Telegram of the tests' own, as strict as its documentation (core.telegram.org/bots/api)."""

from __future__ import annotations

import contextlib
import itertools
import json
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .telegram_texts import Parsed, Wrong, size

TOKEN = "123456789:AAtestsTESTStestsTESTStestsTESTStes"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Ilio", "username": "IlioTestBot"}
SECRET = "0123456789abcdef0123456789abcdef_-secret"
WAIT = 60  # seconds a test waits for what should come
_COMMON = {"chat_id", "message_thread_id", "reply_parameters", "reply_markup", "parse_mode"}
_TAKES = {
    "getMe": set(),
    "sendMessage": _COMMON | {"text", "link_preview_options"},
    "sendPhoto": _COMMON | {"photo", "caption"},
    "sendDocument": _COMMON | {"document"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert"},
    "editMessageReplyMarkup": {"chat_id", "message_id"},
    "setWebhook": {"url", "secret_token", "allowed_updates", "drop_pending_updates", "max_connections"},
    "deleteWebhook": {"drop_pending_updates"},
    "getWebhookInfo": set(),
    "setMyCommands": {"commands", "scope", "language_code"},
}


class Telegram:
    """The server: what it took, and what it should answer instead.

    `next` holds what the next calls that send get: a number for a status, ("429", seconds) or ("hang", seconds). While
    `down`, every call is cut off; `odd` is what every call gets in place of its answer. `most` is how many messages a
    chat takes in a second, 0 for any number.
    """

    def __init__(self):
        self.calls, self.sent, self.next, self.down, self.most = [], [], [], False, 0
        self.asked, self.limited, self.refused = [], 0, []
        self.clicks, self.webhook, self.commands = set(), {"url": ""}, []
        self.odd = None
        self._ids, self._lock, self._times = itertools.count(1000), threading.Lock(), {}
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = fake.answer(self.path, self.headers.get("Content-Type") or "", body)
                if answer is None:
                    self.close_connection = True
                    self.connection.close()
                    return
                code, given = answer
                payload = json.dumps(given).encode() if fake.odd is None else fake.odd
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            do_GET = do_POST

            def handle(self):
                with contextlib.suppress(OSError, ValueError):
                    super().handle()

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    # ── what the bot asks ────────────────────────────────────────────────────────────────────────────────────────

    def answer(self, path, kind, body):
        found = re.fullmatch(r"/bot([^/]+)/(\w+)", path)
        token, method = found.groups() if found else ("", "")
        with self._lock:
            self.calls.append(method)
            instead = None
            if method not in ("getMe", "setWebhook", "deleteWebhook", "getWebhookInfo", "setMyCommands"):
                instead = self.next.pop(0) if self.next else None
            if self.down:
                return None
        if isinstance(instead, tuple) and instead[0] == "hang":
            time.sleep(instead[1])
            return None
        if isinstance(instead, tuple):
            return self._error(Wrong("Too Many Requests: retry later", 429, retry_after=instead[1]))
        if instead:
            return instead, {"ok": False, "error_code": instead, "description": "Bad Request: as the test wants it"}
        try:
            if token != TOKEN:
                raise Wrong("Unauthorized", 401)
            if method not in _TAKES:
                raise Wrong("Not Found", 404)
            given, files = _fields(kind, body)
            unknown = set(given) - _TAKES[method]
            if unknown:
                raise Wrong(f"Bad Request: unknown {unknown}")
            with self._lock:
                self.asked.append((method, given))
                return 200, {"ok": True, "result": getattr(self, f"_{method}")(given, files)}
        except Wrong as wrong:
            return self._error(wrong)

    def _error(self, wrong):
        body = {"ok": False, "error_code": wrong.code, "description": str(wrong)}
        if wrong.code == 429:
            self.limited += 1
        else:
            self.refused.append(str(wrong))
        return wrong.code, {**body, **({"parameters": wrong.parameters} if wrong.parameters else {})}

    def _getMe(self, given, files):
        return BOT

    def _sendMessage(self, given, files):
        return self._keep(given, "text", 4096)

    def _sendPhoto(self, given, files):
        photo = given.get("photo", "")
        if not files and not re.match(r"https?://", photo):
            raise Wrong("Bad Request: wrong file identifier/HTTP URL specified")
        if "broken" in photo:
            raise Wrong("Bad Request: failed to get HTTP URL content")
        return self._keep(given, "caption", 1024, photo=photo or "file")

    def _sendDocument(self, given, files):
        if not files:
            raise Wrong("Bad Request: there is no document in the request")
        return self._keep(given, "caption", 1024, document=next(iter(files.values())))

    def _keep(self, given, part, most, **more):
        source, chat = given.get(part, ""), given.get("chat_id", "")
        if not re.fullmatch(r"-?\d+", chat):
            raise Wrong("Bad Request: chat not found")
        if "parse_mode" in given and given["parse_mode"] != "HTML":
            raise Wrong("Bad Request: unsupported parse_mode")
        parsed = Parsed(source) if "parse_mode" in given else None
        text = (parsed.text if parsed else source).strip()
        if not text and part == "text":
            raise Wrong("Bad Request: message text is empty")
        if size(text) > most:
            raise Wrong("Bad Request: message is too long")
        keyboard = _keyboard(given.get("reply_markup"))
        if self.most:
            times = [each for each in self._times.get(chat, []) if each > time.monotonic() - 1]
            if len(times) >= self.most:
                raise Wrong("Too Many Requests: retry after 1", 429, retry_after=1)
            self._times[chat] = [*times, time.monotonic()]
        number = next(self._ids)
        answers = json.loads(given.get("reply_parameters") or "{}").get("message_id")
        bold = parsed.bold if parsed else []
        message = {
            "chat": int(chat),
            "id": number,
            "text": text,
            "keyboard": keyboard,
            "bold": bold,
            "answers": answers,
        }
        self.sent.append({**message, "thread": given.get("message_thread_id"), "at": time.monotonic(), **more})
        return {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": int(chat), "type": "private"},
            part: text,
        }

    def _answerCallbackQuery(self, given, files):
        if given.get("callback_query_id") not in self.clicks:
            raise Wrong("Bad Request: query is too old and response timeout expired or query ID is invalid")
        if size(given.get("text", "")) > 200:
            raise Wrong("Bad Request: MESSAGE_TOO_LONG")
        self.clicks.discard(given["callback_query_id"])
        return True

    def _editMessageReplyMarkup(self, given, files):
        for message in self.sent:
            if str(message["id"]) == given.get("message_id") and str(message["chat"]) == given.get("chat_id"):
                if not message["keyboard"]:
                    raise Wrong("Bad Request: message is not modified")
                message["keyboard"] = []
                return True
        raise Wrong("Bad Request: message to edit not found")

    def _setWebhook(self, given, files):
        address = urllib.parse.urlsplit(given.get("url", ""))
        if address.scheme != "https":
            raise Wrong("Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if (address.port or 443) not in (443, 80, 88, 8443):
            raise Wrong("Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", given.get("secret_token", "")):
            raise Wrong("Bad Request: secret token contains unallowed characters")
        self.webhook = {"url": given["url"], "allowed_updates": json.loads(given["allowed_updates"])}
        return True

    def _deleteWebhook(self, given, files):
        self.webhook = {"url": ""}
        return True

    def _getWebhookInfo(self, given, files):
        return {"has_custom_certificate": False, "pending_update_count": 0, **self.webhook}

    def _setMyCommands(self, given, files):
        self.commands = json.loads(given["commands"])
        for each in self.commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", each["command"]) or not 1 <= len(each["description"]) <= 256:
                raise Wrong("Bad Request: BOT_COMMAND_INVALID")
        return True

    # ── what a test asks ─────────────────────────────────────────────────────────────────────────────────────────

    def to(self, chat):
        """What was sent to a chat."""
        with self._lock:
            return [dict(each) for each in self.sent if each["chat"] == chat]

    def notices(self):
        """What was said over buttons."""
        with self._lock:
            return [given.get("text") for method, given in self.asked if method == "answerCallbackQuery"]


def _fields(kind, body):
    if kind.startswith("multipart/form-data"):
        boundary = kind.split("boundary=")[1].encode()
        given, files = {}, {}
        for part in body.split(b"--" + boundary)[1:-1]:
            head, _, value = part.strip(b"\r\n").partition(b"\r\n\r\n")
            name = re.search(rb'name="([^"]+)"', head)[1].decode()
            if b"filename=" in head:
                files[name] = value
            else:
                given[name] = value.decode()
        return {k: v for k, v in given.items() if k not in files}, files
    return dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True, errors="strict")), {}


def _keyboard(markup):
    if not markup:
        return []
    rows = json.loads(markup)["inline_keyboard"]
    if sum(map(len, rows)) > 100:
        raise Wrong("Bad Request: reply markup is too long")
    for button in itertools.chain.from_iterable(rows):
        if not button["text"].strip():
            raise Wrong("Bad Request: BUTTON_TEXT_INVALID")
        if not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Wrong("Bad Request: BUTTON_DATA_INVALID")
    return [[(each["text"], each["callback_data"]) for each in row] for row in rows]
