"""What Slack is told of the app, to be pasted where one is made: https://docs.slack.dev/reference/app-manifest"""

from __future__ import annotations

import yaml

from bot.channels.slack_words import words
from bot.channels.webhook_address import webhook

_PATH = "/webhooks/slack/events"


def manifest(address: str) -> str:
    """The app's manifest, as YAML.

    Args:
        address: where the server is reached from outside, such as `https://ilio.example`.

    Raises:
        BadAddress: Slack could not reach it.
    """
    say = words().app
    url = webhook(address, _PATH)
    made = {
        "display_information": {
            "name": "Ilio",
            "description": say.description,
            "long_description": say.long_description,
            "background_color": "#0B5D5E",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Ilio", "always_online": True},
            "slash_commands": [
                {
                    "command": "/ilio",
                    "url": url,
                    "description": say.command,
                    "usage_hint": "your question, or: quiz, check, delete",
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": ["app_mentions:read", "chat:write", "commands", "im:history"]}},
        "settings": {
            "event_subscriptions": {
                "request_url": url,
                "bot_events": ["app_home_opened", "app_mention", "message.im"],
            },
            "interactivity": {"is_enabled": True, "request_url": url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
        },
    }
    return yaml.safe_dump(made, sort_keys=False, width=120)
