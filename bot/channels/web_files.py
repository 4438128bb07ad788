"""The files of the web channel: the chat itself, a page to show it on, and pictures."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Coroutine, Dict, List

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.web_origins import clear
from bot.channels.web_page import page
from bot.core import pictures

FOLDER = Path(__file__).parent / "static"
_PICTURES = "/pictures/"
_KEPT = 86_400  # seconds a browser keeps a picture: one that was redrawn is seen a day later
WIDGET = "ilio-chat.js"
_PAGE = "index.html"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
# the page works under a policy as strict as a clinic's may be
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'"
)


@dataclass(frozen=True)
class _File:
    """A file as it is sent: plain and compressed, with its type, its tag and how long it may be kept unasked."""

    plain: bytes
    small: bytes
    kind: str
    tag: str
    keep: str


def serves(request: Request) -> bool:
    """Whether a request is for one of these files."""
    return (request.name or "").split(".")[-1].startswith("file_")


def mark(request: Request, answer: HTTPResponse) -> None:
    """Let a page of any site load and check the script and show pictures; what it may do the channel decides."""
    clear(answer)
    if request.path.endswith(f"/{WIDGET}"):
        answer.headers["Access-Control-Allow-Origin"] = "*"
    if request.path.endswith(f"/{WIDGET}") or _PICTURES in request.path:
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"


def add_to(routes: Blueprint) -> List[str]:
    """Add a route for each file in `static`, and for pictures; `index.html` is the page at the channel's own address.

    Returns:
        The paths.
    """
    paths = {"/" if path.name == _PAGE else f"/{path.name}": path for path in sorted(FOLDER.iterdir())}
    paths.update((f"{_PICTURES}{path.name}", path) for path in sorted(pictures.FOLDER.iterdir()))
    known = {where: path for where, path in paths.items() if path.suffix in _TYPES}
    for where, path in known.items():
        name = f"file_{path.name.replace('-', '_').replace('.', '_')}"
        routes.add_route(_sender(_read(path)), where, ["GET", "HEAD"], name=name)
    return list(known)


def _read(path: Path) -> _File:
    plain = page(path.read_text(encoding="utf-8")).encode() if path.name == _PAGE else path.read_bytes()
    tag = f'"{hashlib.sha256(plain).hexdigest()[:16]}"'
    keep = f"max-age={_KEPT}" if path.parent == pictures.FOLDER else "no-cache"
    return _File(plain, gzip.compress(plain, 9, mtime=0), _TYPES[path.suffix], tag, keep)


def _sender(file: _File) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    """The handler that sends a file, compressed where the browser takes that."""

    async def send(request: Request) -> HTTPResponse:
        if file.kind == _TYPES[".html"] and not request.path.endswith("/"):  # its files are beside it, not above
            asked = f"?{request.query_string}" if request.query_string else ""
            return response.redirect(f"{request.path.rsplit('/', 1)[-1]}/{asked}", status=307)
        headers: Dict[str, str] = {"ETag": file.tag, "Cache-Control": file.keep, "Vary": "Accept-Encoding"}
        if file.kind.startswith("text/html"):
            headers.update({"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer"})
        if request.headers.get("if-none-match") == file.tag:
            return response.empty(304, headers)
        body = file.plain
        if "gzip" in request.headers.get("accept-encoding", ""):
            body, headers["Content-Encoding"] = file.small, "gzip"
        return response.raw(body, headers=headers, content_type=file.kind)

    return send
