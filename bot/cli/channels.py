"""The verbs that set channels up: `ilio telegram` and `ilio slack`."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from bot.cli.options import add_file

_ADDRESS = "where this server is reached from outside, such as https://ilio.example"


def add(verbs: Any) -> None:
    """Add them to the verbs of `ilio`."""
    whats = verbs.add_parser("telegram", help="set Telegram up")
    whats = whats.add_subparsers(dest="what", required=True, metavar="WHAT")
    for what, text in (
        ("set-webhook", "have Telegram bring what is written to this server, see docs/telegram.md"),
        ("delete-webhook", "have Telegram bring nothing any more"),
        ("info", "what Telegram knows of the bot"),
    ):
        verb = whats.add_parser(what, help=text)
        if what == "set-webhook":
            verb.add_argument("address", help=_ADDRESS)
        add_file(verb, "credentials")
        verb.set_defaults(run=telegram, parser=verb)

    slack = verbs.add_parser("slack", help="set Slack up").add_subparsers(dest="what", required=True, metavar="WHAT")
    verb = slack.add_parser("manifest", help="print the manifest to make the app from, see docs/slack.md")
    verb.add_argument("address", help=_ADDRESS)
    verb.set_defaults(run=slack_manifest, parser=verb)


def telegram(arguments: argparse.Namespace) -> int:
    """Tell Telegram where the bot is, or ask it how things are."""
    from bot.channels import telegram_setup

    asked = {
        "set-webhook": lambda: telegram_setup.set_webhook(arguments.credentials, arguments.address),
        "delete-webhook": lambda: telegram_setup.delete_webhook(arguments.credentials),
        "info": lambda: telegram_setup.info(arguments.credentials),
    }
    print("\n".join(asyncio.run(asked[arguments.what]())))
    return 0


def slack_manifest(arguments: argparse.Namespace) -> int:
    """Print what Slack is told of the app."""
    from bot.channels.slack_manifest import manifest

    print(manifest(arguments.address), end="")
    return 0
