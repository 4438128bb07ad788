"""The pictures: drawn from their numbers, safe to show, with words, and a body that is one."""

import hashlib
import re
from itertools import pairwise
from math import dist
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.channels.slack_blocks import ALT
from bot.core.content import content
from bot.core.pictures import FOLDER, HEIGHT, WIDTH, address, named, raster
from scripts.pictures import drawing
from scripts.pictures.__main__ import MADE_OF
from scripts.pictures.figure import Pose, Reaching, Turned, between, bones, length, moved
from scripts.pictures.scenes import SCENES

NAMES = sorted(SCENES)
TAGS = {"svg", "style", "g", "path", "rect", "circle", "clipPath"}
PAGE = 200_000  # bytes of all of them on a page


def svg(name):
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def test_each_picture_is_drawn_and_has_words():
    assert sorted(content().pictures) == NAMES
    assert {path.name for path in FOLDER.iterdir()} == {
        "README.md",
        *(f"{name}.{kind}" for name in NAMES for kind in ("svg", "png")),
    }
    for words in content().pictures.values():
        assert words.endswith(".") and len(words) < ALT


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_what_the_numbers_make(name):
    assert svg(name) == SCENES[name]().svg(), "draw it anew with `make pictures`"


@pytest.mark.parametrize("name", NAMES)
def test_a_raster_is_made_of_its_svg(name):
    with Image.open(raster(name)) as image:
        assert image.size == (2 * WIDTH, 2 * HEIGHT)
        assert image.text[MADE_OF] == hashlib.sha256(svg(name).encode()).hexdigest(), "run `make pictures`"
        assert len(image.getcolors()) > 3  # something is drawn


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_holds_no_script_no_text_and_nothing_from_elsewhere(name):
    root = ElementTree.fromstring(svg(name))
    assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
    for each in root.iter():
        tag = each.tag.removeprefix("{http://www.w3.org/2000/svg}")
        assert tag in TAGS
        assert tag == "style" or not (each.text or "").strip()
        assert not [key for key in each.attrib if key.startswith("on") or "href" in key]
        assert all("url(" not in value or value == "url(#c)" for value in each.attrib.values())
    style = root.find("{http://www.w3.org/2000/svg}style").text
    assert not re.search(r"@import|url\(|expression|javascript", style)


def test_all_pictures_together_are_small():
    assert sum(len(svg(name).encode()) for name in NAMES) < PAGE
    assert sum(raster(name).stat().st_size for name in NAMES) < 250_000


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_moves_only_where_that_is_wanted_and_for_less_than_5_seconds(name):
    style = re.search(r"<style>(.*)</style>", svg(name), re.DOTALL)[1]
    wanted = re.search(r"@media\(prefers-reduced-motion:no-preference\)\{\[style\]\{animation:(.+?)\}\}", style)
    rest = style.replace(wanted[0], "") if wanted else style
    assert "animation" not in rest
    if wanted:
        seconds, _, times, _ = wanted[1].split()
        assert float(seconds.removesuffix("s")) * int(times) < 5
    moves = {"kneeling_stretch", "standing_quad_stretch", "bridge", "clamshell", "foam_rolling"}
    assert bool(wanted) == (name in moves)


def luminance(colour):
    if len(colour) == 4:
        colour = "#" + "".join(2 * each for each in colour[1:])
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [drawing._LIGHT, drawing._DARK])
def test_lines_and_what_works_are_seen_in_both_themes_by_lightness_alone(theme):
    colours = dict(re.findall(r"--(\w+):(#\w+)", theme))
    for under in ("paper", "near", "far", "thing"):
        assert contrast(colours["ink"], colours[under]) >= 4.5
        assert contrast(colours["act"], colours[under]) >= 3
    assert contrast(colours["act"], colours["ink"]) >= 1.5


def test_an_address_is_of_a_picture_that_is_there():
    assert named(address("bridge")) == "bridge"
    for strange in ("plank", "", None, "../bridge"):
        assert address(strange) is None
    for elsewhere in (
        "https://a.example/chat/pictures/bridge.svg",
        "/chat/pictures/plank.svg",
        "/chat/bridge.svg",
        "",
        None,
    ):
        assert named(elsewhere) is None


# ── the body ─────────────────────────────────────────────────────────────────────────────────────────────────────

START = Pose((0, 52), (90, 90), 90, *[Turned(270, 270, 0)] * 4)
places = st.floats(-80, 80)


@given(places, places, st.sampled_from((1, -1)))
def test_a_limb_stays_in_one_piece_and_reaches_what_it_can(x, y, bend):
    leg = bones(START.but(near_leg=Reaching(x, y, 0, bend)))[3]
    for bone, after in pairwise(leg):
        assert dist(moved(bone.at, bone.angle, length(bone.shape)), after.at) < 1e-6
    far = dist(START.hip, (x, y))
    if 0.1 < far < 47.9:
        assert dist(leg[2].at, (x, y)) < 1e-3
    elif far > 48:
        assert dist(leg[2].at, START.hip) == pytest.approx(48, abs=0.1)


@given(st.floats(0, 1))
def test_between_two_poses_the_body_is_whole(part):
    end = START.but(hip=(10, 40), spine=(80, 100), near_leg=Turned(200, 300, 40))
    for chain in bones(between(START, end, part)):
        for bone, after in pairwise([each for each in chain if each.shape in ("thigh", "shin", "foot")]):
            assert dist(moved(bone.at, bone.angle, length(bone.shape)), after.at) < 1e-6
    assert between(START, end, 0) == START
    assert between(START, end, 1) == end
