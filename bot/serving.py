"""The server: channels and actions in one process. Settings are checked before anything is loaded or trained."""

from __future__ import annotations

import errno
import socket
import sys
from pathlib import Path
from typing import Any, Optional

from bot.errors import CannotListen, NoActionServer, NotServed, PortTaken
from bot.model import ensure_fresh

CHANNELS = {  # what `--only` takes: the name in `credentials.yml`, and where its addresses begin
    "web": ("bot.channels.web.WebInput", "/chat/"),
    "slack": ("bot.channels.slack.SlackInput", "/webhooks/slack/"),
    "telegram": ("bot.channels.telegram.TelegramInput", "/webhooks/telegram/"),
    "rest": ("bot.channels.rest.RestInput", "/webhooks/rest/webhook"),
}

_LARGEST = 2_097_152  # bytes of a request: more than any channel takes, and less than the 100 MB that Sanic would keep


def can_listen(host: str, port: int, verb: str) -> None:
    """See whether a server can begin here, before the seconds that loading takes.

    Args:
        host, port: where.
        verb: of the command that wants to know.

    Raises:
        IlioError: it can't; says why.
    """
    try:
        family = socket.getaddrinfo(host, port)[0][0]
        with socket.create_server((host, port), family=family):
            pass
    except (OSError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise PortTaken(port, verb) from None
        problem = getattr(error, "strerror", None) or str(error)
        raise CannotListen(host, port, problem.split(" (")[0]) from None


def serve(
    host: str, port: int, credentials: Path, endpoints: Path, only: Optional[str], remote_actions: bool = False
) -> None:
    """Serve channels until stopped; say at which address once ready.

    Args:
        host, port: where to listen.
        credentials, endpoints: Rasa's settings files.
        only: one of `CHANNELS`; all that `credentials` names if left out.
        remote_actions: whether the action server that `endpoints` names runs the actions.

    Raises:
        IlioError: the settings can't be used, or the server can't begin; says why.
    """
    from bot import settings_files

    for file in (credentials, endpoints):  # before the seconds that importing Rasa takes
        settings_files.read(file)
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints
    from rasa.shared.exceptions import RasaException

    from bot.assistant import quiet, settle
    from bot.channels import credentials as channels
    from bot.local_actions import LocalActions
    from bot.stores import endpoints as stores

    quiet()
    channel, path = CHANNELS[only] if only else (None, "/")
    named = settings_files.expanded(credentials)
    if channel:
        named = {channel: named.get(channel)}
    channels.check(credentials, named)
    stores.check(endpoints, settings_files.expanded(endpoints))
    if not only and {"rest", CHANNELS["rest"][0]} & set(named):
        path = CHANNELS["rest"][1]
    front = CHANNELS["web"][1] if CHANNELS["web"][0] in named else None

    async def begin(app: Any, _: Any) -> None:
        app.config.REQUEST_MAX_SIZE = _LARGEST
        app.register_middleware(_front(front), "request")

    async def ready(app: Any, _: Any) -> None:
        await app.ctx.agent.parse_message("hello")  # or the first person would wait for what is read when it is needed
        settle()
        print(f"Ready: http://{host}:{port}{path} (stop with Ctrl-C)", file=sys.stderr, flush=True)

    chosen = AvailableEndpoints.read_endpoints(str(endpoints))
    chosen.action = _remote_actions(chosen.action) if remote_actions else LocalActions()
    try:
        serve_application(
            model_path=str(ensure_fresh()),
            channel=channel,
            interface=host,
            port=port,
            credentials=str(credentials),
            enable_api=False,
            endpoints=chosen,
            server_listeners=[(begin, "before_server_start"), (ready, "after_server_start")],
        )
    except RasaException as error:
        raise NotServed(settings_files.first_sentence(error), credentials, endpoints) from None


def _remote_actions(endpoint: Any) -> Any:
    """The action server that the settings name.

    Raises:
        NoActionServer: they name none.
    """
    from bot.action_server import RemoteActions

    if endpoint is None or not endpoint.url:
        raise NoActionServer()
    return RemoteActions(endpoint.url)


def _front(page: Optional[str]) -> Any:
    """What stands at the root of the server, where Rasa would name itself and its version.

    Args:
        page: where the page with the chat is; None if it is not served.
    """
    from sanic import response

    async def front(request: Any) -> Any:
        if request.path != "/":
            return None
        if page:
            return response.redirect(page.lstrip("/"), status=307)
        return response.text("Ilio is running. It is talked with on the channels that credentials.yml names.")

    return front
