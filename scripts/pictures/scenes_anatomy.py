"""Muscles and bones. A correction is a number here; `make pictures` draws them anew."""

from __future__ import annotations

from scripts.pictures.drawing import Drawing, View
from scripts.pictures.figure import Pose, Turned, bones


def hip_flexors() -> Drawing:
    """The muscles at the front of the hip: lifting the knee, and seen from the front on spine, pelvis and thigh."""
    made = Drawing()
    view = View(110, scale=2.75)
    pose = Pose(
        hip=(0, 52),
        spine=(90, 90),
        head=87,
        near_leg=Turned(-32, 258, -6),
        far_leg=Turned(270, 270, 0),
        near_arm=Turned(228, 262, 265),
        far_arm=Turned(278, 296, 300),
    )
    made.ground(40, 190)
    x, y = view.at((3, 55))
    made.path("thin", f"M{x + 10} {y - 34}L330 33M{x + 10} {y + 34}L330 287")
    made.figure(view, pose, muscles={"thigh": "M4 -10L46 -8", "belly": "M-4 12L24 11"})
    made.arrow(view.at((29, 34)), view.at((34, 45)), view.at((31, 56)))
    made.add(f'<circle class="lens" cx="{x}" cy="{y}" r="36"/>')
    made.add('<clipPath id="c"><circle cx="400" cy="160" r="142"/></clipPath>')
    made.add('<circle class="thing" cx="400" cy="160" r="144"/><g clip-path="url(#c)">')
    made.path("skin", "M318 0Q338 70 326 112Q296 170 300 330H392L400 214L408 330H500Q504 170 474 112Q462 70 482 0Z")
    for side in (1, -1):
        made.add(f'<g transform="translate(400)scale({side} 1)">')
        made.path(
            "bone", "M10 122Q40 96 66 104Q72 128 52 150Q58 166 40 178Q22 196 6 196V184Q26 176 28 160Q10 150 10 122Z"
        )
        made.path("bone", "M50 160a11 11 0 1 1 8 18L66 182Q62 220 58 330H38Q44 230 44 206Q38 196 44 184Z")
        made.add("</g>")
    for row in range(5):
        made.add(f'<rect class="bone" x="384" y="{8 + 22 * row}" width="32" height="17" rx="5"/>')
    made.path("bone", "M384 120H416L410 168L400 178L390 168Z")
    for side in (1, -1):
        made.add(f'<g transform="translate(400)scale({side} 1)">')
        for band in ("M66 106Q62 150 50 188", "M72 160Q74 240 57 330", "M24 10Q28 80 38 124T47 200"):
            made.path("under", band)
            made.path("psoas", band)
        made.add("</g>")
    made.add("</g>")
    return made


def forward_tilt() -> Drawing:
    """The pelvis level, and tipped forward with a deeper hollow in the lower back."""
    made = Drawing()
    for view, tilt in ((View(140, 392, 3.7), 0), (View(415, 392, 3.7), 1)):
        pose = Pose(
            hip=(0, 52.2),
            spine=(92 - 24 * tilt, 90 + 11 * tilt),
            head=88 - 4 * tilt,
            near_leg=Turned(270 + 3 * tilt, 270 - 3 * tilt, 0),
            far_leg=Turned(271, 270, 0),
            near_arm=Turned(0, 0, 0),
            far_arm=Turned(285, 300, 300),
        )
        made.chains(view, [bones(pose)[:4]], {})
        x, y = view.at((0, 52.2))
        made.path("level", f"M{x - 62} {y - 18}H{x + 62}")
        made.add(
            f'<path class="bowl" transform="translate({x} {y - 4})rotate({26 * tilt})" '
            'd="M-26 -14H26Q26 18 4 22Q-26 22 -26 -14Z"/>'
        )
        if tilt:
            made.path("spine", f"M{x - 16} {y - 30}Q{x + 10} {y - 56} {x - 2} {y - 90}T{x - 8} {y - 116}")
            made.arrow((x + 44, y - 44), (x + 66, y - 20), (x + 52, y + 8))
        else:
            made.path("spine", f"M{x - 18} {y - 22}Q{x - 4} {y - 46} {x - 8} {y - 74}T{x - 4} {y - 118}")
    made.next(280, 150)
    return made
