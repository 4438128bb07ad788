"""The verbs that serve: `ilio serve`, `web`, `actions` and `cluster`."""

from __future__ import annotations

import argparse
import sys
from typing import Any, Optional

from bot import serving
from bot.cli.options import add_address, add_file, path, port
from bot.core.content import content
from bot.model import ROOT


def add(verbs: Any) -> None:
    """Add them to the verbs of `ilio`."""
    for name, run, text in (
        ("serve", serve, "serve the HTTP channels of credentials.yml"),
        ("web", web, "serve the chat for websites, and a page with it"),
    ):
        verb = verbs.add_parser(name, help=text)
        add_address(verb, 5005)
        add_file(verb, "credentials")
        add_file(verb, "endpoints")
        if name == "serve":
            how = "serve this channel alone, so that no other can be reached"
            verb.add_argument("--only", choices=serving.CHANNELS, help=how)
        how = "have the action server of endpoints.yml run the actions"
        verb.add_argument("--remote-actions", action="store_true", help=how)
        verb.set_defaults(run=run, parser=verb)

    verb = verbs.add_parser("actions", help="serve the actions alone, for servers with --remote-actions")
    add_address(verb, 5055)
    verb.set_defaults(run=actions, parser=verb)

    verb = verbs.add_parser("cluster", help="run several servers and all they need on this machine")
    verb.add_argument("--port", type=port, default=8080, help="port of its one address (default: %(default)s)")
    verb.add_argument("--folder", type=path, default=ROOT / ".cluster", help="keeps its data (default: %(default)s)")
    verb.set_defaults(run=cluster, parser=verb)


def serve(arguments: argparse.Namespace) -> int:
    """Serve the channels of `credentials.yml`, or one of them, with the actions in the same process."""
    return _serve(arguments, arguments.only)


def web(arguments: argparse.Namespace) -> int:
    """Serve the chat for websites alone, and a page with it."""
    return _serve(arguments, "web")


def _serve(arguments: argparse.Namespace, only: Optional[str]) -> int:
    print(f"Starting on port {arguments.port}; this takes a few seconds …", file=sys.stderr, flush=True)
    content()
    serving.can_listen(arguments.host, arguments.port, arguments.verb)
    serving.serve(
        arguments.host, arguments.port, arguments.credentials, arguments.endpoints, only, arguments.remote_actions
    )
    return 0


def actions(arguments: argparse.Namespace) -> int:
    """Serve the actions alone, for Rasa servers elsewhere."""
    content()
    from bot.action_server import serve_actions
    from bot.assistant import quiet

    quiet()
    serving.can_listen(arguments.host, arguments.port, "actions")
    serve_actions(arguments.host, arguments.port)
    return 0


def cluster(arguments: argparse.Namespace) -> int:
    """Run several servers and all they need on this machine, until stopped."""
    content()
    from bot.cluster import run

    return run(arguments.folder, arguments.port)
