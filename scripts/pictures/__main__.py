"""Draw the pictures of bot/content/pictures anew: SVG from their numbers, PNG from the SVG.

python -m scripts.pictures                  draw all; the PNG by a browser, Chromium or Chrome
python -m scripts.pictures --sheet FILE     look at all: light, dark, as small as on a phone, as colour-blind people do
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bot.core.pictures import FOLDER, HEIGHT, WIDTH
from scripts.pictures.scenes import SCENES

MADE_OF = "svg-sha256"  # in a PNG: what it was made of
_SHARP = 2  # pixels of a PNG to a unit of its SVG
_COLOURS = 48
_SEEN = {  # as by Machado and others (2009), severity 1.0, in linear light
    "protanopia": "0.152 1.053 -0.205 0 0 0.115 0.786 0.099 0 0 -0.004 -0.048 1.052 0 0 0 0 0 1 0",
    "deuteranopia": "0.367 0.861 -0.228 0 0 0.280 0.673 0.047 0 0 -0.012 0.043 0.969 0 0 0 0 0 1 0",
    "tritanopia": "1.256 -0.077 -0.179 0 0 -0.078 0.931 0.148 0 0 0.005 0.691 0.304 0 0 0 0 0 1 0",
    "no colour": "0.213 0.715 0.072 0 0 0.213 0.715 0.072 0 0 0.213 0.715 0.072 0 0 0 0 0 1 0",
}


def main() -> None:
    """Do what the command line asks."""
    options = argparse.ArgumentParser(prog="python -m scripts.pictures", description="Draw the pictures anew.")
    options.add_argument("--sheet", type=Path, metavar="FILE", help="write one PNG with all of them, to look at")
    given = options.parse_args()
    if given.sheet:
        sheet(given.sheet)
        return
    FOLDER.mkdir(exist_ok=True)
    drawn = {name: scene().svg() for name, scene in SCENES.items()}
    for name, svg in drawn.items():
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
    rasters(drawn)
    print(f"{len(drawn)} pictures, {sum(len(svg) for svg in drawn.values()) // 1000} kB of SVG, in {FOLDER}")


def rasters(drawn: Dict[str, str]) -> None:
    """Write a PNG beside each SVG, with the hash of what it was made of."""
    images = "".join(f'<img src="{FOLDER.as_uri()}/{name}.svg#light">' for name in drawn)
    page = f"<style>body{{margin:0;background:#fbfaf7}}img{{display:block}}</style>{images}"
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        _photograph(page, shot, WIDTH, HEIGHT * len(drawn), _SHARP)
        with Image.open(shot) as whole:
            for row, (name, svg) in enumerate(drawn.items()):
                box = (0, row * HEIGHT * _SHARP, WIDTH * _SHARP, (row + 1) * HEIGHT * _SHARP)
                small = whole.crop(box).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
                note = PngInfo()
                note.add_text(MADE_OF, hashlib.sha256(svg.encode()).hexdigest())
                small.save(FOLDER / f"{name}.png", optimize=True, pnginfo=note)


def sheet(file: Path) -> None:
    """Write a PNG with every picture in light, dark and simulated colour blindness, all as small as on a phone."""
    filters = "".join(
        f'<filter id="f{place}" color-interpolation-filters="linearRGB"><feColorMatrix values="{matrix}"/></filter>'
        for place, matrix in enumerate(_SEEN.values())
    )
    heads = "".join(f"<b>{name}</b>" for name in ("light", "dark", *_SEEN))
    rows = ""
    for name in SCENES:
        address = f"{FOLDER.as_uri()}/{name}.svg"
        rows += f'<img src="{address}#light"><img src="{address}#dark">'
        rows += "".join(f'<img style="filter:url(#f{place})" src="{address}#light">' for place in range(len(_SEEN)))
    grid = f"display:grid;grid-template-columns:repeat({2 + len(_SEEN)},280px);gap:8px;font:14px sans-serif"
    page = f'<svg width="0" height="0" style="position:absolute">{filters}</svg><div style="{grid}">{heads}{rows}</div>'
    page += "<style>body{margin:8px;background:#ddd}img{width:280px}</style>"
    _photograph(page, file.absolute(), 16 + 288 * (2 + len(_SEEN)), 40 + 168 * len(SCENES), 1)


def _photograph(page: str, file: Path, width: int, height: int, sharp: int) -> None:
    """Write what a browser shows of a page as a PNG."""
    names = (os.environ.get("ILIO_BROWSER", ""), "chromium", "chromium-browser", "google-chrome")
    browser = next((found for name in names if name and (found := shutil.which(name))), None)
    if not browser:
        sys.exit("No browser was found. Install Chromium, or name one: ILIO_BROWSER=/path/to/chromium")
    with tempfile.TemporaryDirectory() as folder:
        shown = Path(folder) / "page.html"
        shown.write_text(f"<!doctype html><meta charset=utf-8>{page}", encoding="utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += ["--force-prefers-reduced-motion", f"--force-device-scale-factor={sharp}"]
        command += [f"--user-data-dir={folder}/profile", f"--window-size={width},{height}", f"--screenshot={file}"]
        subprocess.run([*command, shown.as_uri()], check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    main()
