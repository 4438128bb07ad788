"""The web channel: what the chat on a site talks to, over plain HTTP.

    POST   session     begin a conversation, or renew its token              201 {token, expires}
    POST   messages    say something: text, a button, or an event            200 {message_id, at, said, messages,
                                                                                   emergency: the number to call}
    GET    history     everything said so far                                200 {turns, emergency}
    POST   restart     start over, in the same conversation                  200 {turns}
    DELETE session     delete the conversation and all that was said in it   204
    GET    health                                                            200 {status}
    GET    ready       whether the server can answer, and which part is away 200, or 503 while not ready {status, parts}
    GET    breaks.ics  a plan of breaks for a calendar, ?from=9:00&to=17:00&every=60; holds nothing of anybody
    GET    (nothing)   a page with the chat on it; ilio-chat.js is the chat itself

All but the last four lines want `Authorization: Bearer <token>`, which alone says whose conversation it is. What is
refused is answered with a status that fits and `{error, message}`: a word and a sentence.
"""

from __future__ import annotations

from typing import Any, Awaitable, Callable, Coroutine, Dict, Iterable, List, Optional

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import web_files
from bot.channels.attachments import calendar_now
from bot.channels.http import assistant, body, refusal
from bot.channels.inbox import Inbox
from bot.channels.rate_limits import RateLimit
from bot.channels.readiness import Readiness, enough
from bot.channels.refusals import Refused, bad_request
from bot.channels.secret import shared_secret
from bot.channels.settings import settings
from bot.channels.web_messages import incoming, shown
from bot.channels.web_origins import Origins
from bot.channels.web_sessions import Session, Sessions
from bot.channels.web_settings import Settings
from bot.core import breaks_content, breaks_plan

_LARGEST = 32_768  # bytes of a request
_REMEMBERED = 300  # turns of a conversation that are shown again
_ALL = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_OPEN = ("/health", "/ready", "/breaks.ics")  # what no page's script asks for
_Handler = Callable[[Request], Coroutine[Any, Any, Optional[HTTPResponse]]]


class WebInput(InputChannel):
    """The channel `bot.channels.web.WebInput` of `credentials.yml`.

    Args:
        settings: its settings.
        key: signs tokens and names buttons.
    """

    def __init__(self, settings: Settings, key: bytes) -> None:
        self._origins, self._country = Origins(settings.origins), settings.country
        self._secret, self._sessions = key, Sessions(key, settings.days)
        self._inbox = Inbox(self.name(), key, settings.messages_per_minute)
        self._begun = RateLimit(burst=30, per_minute=settings.sessions_per_minute)
        self._readiness = Readiness()

    @classmethod
    def name(cls) -> str:
        """Kept with each message, and told to actions."""
        return "web"

    def url_prefix(self) -> str:
        """Where its addresses begin, at the root of the server."""
        return "/chat"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> WebInput:
        """Make the channel from its entry in `credentials.yml`.

        Raises:
            IlioError: the entry or the secret can't be used; says what to write.
        """
        return cls(settings(Settings, f"{cls.__module__}.{cls.__name__}", credentials), shared_secret())

    def blueprint(self, on_new_message: Callable[..., Awaitable[Any]]) -> Blueprint:
        """The routes; `on_new_message` is not used, as turns must be read back under the conversation's lock."""
        routes = Blueprint("ilio_web")
        for path, handlers in {
            "/session": {"POST": self._begin, "DELETE": self._delete},
            "/messages": {"POST": self._message},
            "/history": {"GET": self._history},
            "/restart": {"POST": self._restart},
            "/health": {"GET": self._health},
            "/ready": {"GET": self._ready},
            "/breaks.ics": {"GET": self._breaks},
        }.items():
            for method, handler in handlers.items():
                guarded, name = self._guarded(handler), handler.__name__.strip("_")
                routes.add_route(guarded, path, _and_head([method]), name=name, stream=method == "POST")
            methods = _and_head(handlers)
            if path not in _OPEN:
                routes.add_route(_preflight, path, ["OPTIONS"], name=f"preflight_{path[1:]}")
                methods.append("OPTIONS")
            self._refuse_others(routes, path, methods)
        for path in web_files.add_to(routes):
            self._refuse_others(routes, path, ["GET", "HEAD"])
        routes.middleware("response")(self._mark)
        routes.listener("before_server_stop")(self._stop)
        return routes

    def _refuse_others(self, routes: Blueprint, path: str, methods: List[str]) -> None:
        """Refuse the other methods of a path, and say which it has."""

        async def refuse(request: Request) -> HTTPResponse:
            sentence = f"This address takes {', '.join(methods)} only."
            raise Refused(405, "method_not_allowed", sentence, allow=", ".join(methods))

        others = [each for each in _ALL if each not in methods]
        routes.add_route(self._guarded(refuse), path, others, name=f"others_{len(routes._future_routes)}")

    def _guarded(self, handler: _Handler) -> _Handler:
        """Turns what a handler refuses into an answer, and refuses other sites' pages."""

        async def guarded(request: Request) -> Optional[HTTPResponse]:
            try:
                self._origins.check(request)
                if request.method == "POST" and request.stream:
                    request.ctx.body = await body(request, _LARGEST, "a message")
                return await handler(request)
            except Refused as no:
                return refusal(no)

        return guarded

    # ── what can be asked ────────────────────────────────────────────────────────────────────────────────────────

    async def _begin(self, request: Request) -> HTTPResponse:
        if request.headers.get("authorization"):
            conversation = self._conversation(request)
            await self._inbox.history(assistant(request.app), conversation)
        else:
            self._begun.spend(request.remote_addr or request.ip)
            conversation = self._sessions.new_conversation()
            await self._inbox.begin(assistant(request.app), conversation)
        given: Session = self._sessions.give(conversation)
        return response.json({"token": given.token, "expires": given.expires}, 201)

    async def _message(self, request: Request) -> HTTPResponse:
        conversation, message = self._conversation(request), incoming(request, self._country)
        turn = await self._inbox.take(assistant(request.app), conversation, message)
        answer = shown(self._secret, conversation, turn)
        return response.json({**answer, **await self._emergency(request, conversation)})

    async def _history(self, request: Request) -> HTTPResponse:
        conversation = self._conversation(request)
        turns = await self._inbox.history(assistant(request.app), conversation)
        latest = [shown(self._secret, conversation, each) for each in turns[-_REMEMBERED:]]
        return response.json({"turns": latest, **await self._emergency(request, conversation)})

    async def _emergency(self, request: Request, conversation: str) -> Dict[str, Optional[str]]:
        """What the page must know while nothing can be asked: whom to call."""
        return {"emergency": await self._inbox.emergency(assistant(request.app), conversation)}

    async def _restart(self, request: Request) -> HTTPResponse:
        conversation = self._conversation(request)
        self._begun.spend(conversation)
        await self._inbox.restart(assistant(request.app), conversation)
        return response.json({"turns": []})

    async def _delete(self, request: Request) -> HTTPResponse:
        await self._inbox.delete(assistant(request.app), self._conversation(request, expired=True))
        return response.empty()

    async def _health(self, request: Request) -> HTTPResponse:
        return response.json({"status": "ok"})

    async def _ready(self, request: Request) -> HTTPResponse:
        agent = getattr(request.app.ctx, "agent", None)
        parts = await self._readiness.parts(agent)
        status = "ready" if enough(agent, parts) else "not ready"
        if self._inbox.background.closing:
            status = "stopping"
        return response.json({"status": status, "parts": parts}, 200 if status == "ready" else 503)

    async def _breaks(self, request: Request) -> HTTPResponse:
        """A calendar file that nothing is kept of: all that is in it stands in the address."""
        given = {name: request.args.getlist(name) for name in request.args}
        if sorted(given) != ["every", "from", "to"] or any(len(each) != 1 for each in given.values()):
            raise bad_request("Write the address as breaks.ics?from=9:00&to=17:00&every=60.")
        try:
            plan = breaks_plan.between(*(given[name][0] for name in ("from", "to", "every")))
        except ValueError as error:
            raise bad_request(f"That can't be planned: {error}.") from None
        headers = {"Content-Disposition": f'attachment; filename="{breaks_content.words().file}"'}
        return response.raw(calendar_now(plan), headers=headers, content_type="text/calendar; charset=utf-8")

    # ── in and out ───────────────────────────────────────────────────────────────────────────────────────────────

    def _conversation(self, request: Request, expired: bool = False) -> str:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return self._sessions.conversation(token if scheme.lower() == "bearer" else "", expired)

    async def _mark(self, request: Request, answer: HTTPResponse) -> None:
        """Say the last word on who may read an answer, whatever `rasa run --cors` was given."""
        if web_files.serves(request):
            web_files.mark(request, answer)
        else:
            self._origins.mark(request, answer)

    async def _stop(self, app: Sanic, loop: Any) -> None:
        await self._inbox.background.finish()


def _and_head(methods: Iterable[str]) -> List[str]:
    """Methods, and HEAD beside GET: the server leaves the body out."""
    return [each for method in methods for each in ([method, "HEAD"] if method == "GET" else [method])]


async def _preflight(request: Request) -> HTTPResponse:
    """What a browser asks before it lets another site's page ask; the headers come with every answer."""
    return response.empty()
