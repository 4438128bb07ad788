"""Pictures of ours: where they are on the web and on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from bot.core.content import content
from bot.core.content_files import CONTENT

FOLDER = CONTENT / "pictures"
WIDTH, HEIGHT = 560, 320  # of each, as they are drawn
PATH = "/chat/pictures/"  # on a server with the web channel


def address(name: Optional[str]) -> Optional[str]:
    """Where a picture is on the server; None if there is none of that name."""
    return f"{PATH}{name}.svg" if name in content().pictures else None


def named(address: Optional[str]) -> Optional[str]:
    """The name of the picture at an address, if it is one of ours."""
    name = Path(address or "").stem
    return name if name in content().pictures and address == f"{PATH}{name}.svg" else None


def raster(name: str) -> Path:
    """The file of a picture for those who can't show an SVG."""
    return FOLDER / f"{name}.png"
