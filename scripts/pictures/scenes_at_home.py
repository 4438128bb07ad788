"""Heat, ice and the desk. A correction is a number here; `make pictures` draws them anew."""

from __future__ import annotations

from math import radians, sin

from scripts.pictures.drawing import Drawing, View
from scripts.pictures.figure import Pose, Reaching, Turned


def heat_and_ice() -> Drawing:
    """On the back with a wrapped pack on the front of the hip: once warm, once cold, a third of an hour at most."""
    made = Drawing()
    pose = Pose(
        hip=(0, 8.2),
        spine=(183, 181),
        head=178,
        near_leg=Reaching(37, 4.2, 0, 1),
        far_leg=Reaching(39, 4.2, 0, 1),
        near_arm=Turned(-14, 8, 0),
        far_arm=Turned(-14, 8, 0),
    )
    for view, cold in ((View(146, 286, 2.7), False), (View(420, 286, 2.7), True)):
        made.ground(int(view.x) - 138, int(view.x) + 132, 286)
        x, y = view.at((-50, 5))
        made.add(f'<rect class="thing" x="{x}" y="{y}" width="40" height="14" rx="7"/>')
        made.figure(view, pose)
        x, y = view.at((1.5, 16))
        made.add(f'<g transform="translate({x} {y})rotate(-14)"><path class="thing" d="M-40 2H38V10H-40Z"/>')  # a cloth
        made.add(f'<rect class="{"cold" if cold else "hot"}" x="-26" y="-16" width="52" height="18" rx="8"/>')
        made.add('<path class="thin" d="M-14 0l8 -14M-3 0l8 -14M8 0l8 -14"/></g>' if cold else "</g>")
        x -= 26
        _cold_pack(made, x, 84) if cold else _hot_bottle(made, x, 84)
        made.arrow((x, 146), (x + 2, 176), (x + 16, 204))
        _third_of_an_hour(made, x + 98, 82)
    return made


def _hot_bottle(made: Drawing, x: float, y: float) -> None:
    made.path("thing", f"M{x - 9} {y - 38}h18v12q22 4 22 24v34q0 16 -16 16h-30q-16 0 -16 -16v-34q0 -20 22 -24z")
    made.path("thing", f"M{x - 13} {y - 48}h26v11h-26z")
    for at in (-14, 0, 14):
        made.path("wave", f"M{x + at} {y + 34}q-8 -9 0 -18t0 -18")


def _cold_pack(made: Drawing, x: float, y: float) -> None:
    made.add(f'<rect class="thing" x="{x - 44}" y="{y - 36}" width="88" height="76" rx="16"/>')
    for turn in range(0, 180, 60):
        made.add(
            f'<path class="flake" transform="translate({x:g} {y + 2:g})rotate({turn})" '
            'd="M0 -28V28M-8 -24L0 -16L8 -24M-8 24L0 16L8 24"/>'
        )


def _third_of_an_hour(made: Drawing, x: float, y: float) -> None:
    made.add(f'<circle class="thing" cx="{x}" cy="{y}" r="36"/>')
    made.path("head", f"M{x} {y}V{y - 27}A27 27 0 0 1 {x + 27 * sin(radians(120)):.1f} {y + 13.5}Z")
    for turn in range(0, 360, 90):
        made.add(f'<path class="thin" transform="translate({x} {y})rotate({turn})" d="M0 -36V-28"/>')


def desk_setup() -> Drawing:
    """Sitting at a desk: feet flat, back held, elbows at a right angle, the screen's top at the eyes' height."""
    made = Drawing()
    view = View(190, scale=3.3)

    def block(left: float, low: float, right: float, high: float, rx: int = 4) -> None:
        (x, y), (across, down) = view.at((left, high)), view.at((right, low))
        made.add(f'<rect class="thing" x="{x}" y="{y}" width="{across - x:.1f}" height="{down - y:.1f}" rx="{rx}"/>')

    made.ground(40, 530)
    pose = Pose(
        hip=(0, 28.4),
        spine=(91, 92),
        head=88,
        near_leg=Turned(0, 270, 0),
        far_leg=Turned(-1, 272, 0),
        near_arm=Turned(274, 2, 0),
        far_arm=Turned(280, 4, 0),
    )
    block(1, 4, 5, 18, 0)
    made.through("line", view, [(-13, 3.5), (3, 6), (19, 3.5)])
    for castor in (-13, 3, 19):
        made.add('<circle class="thing" cx="{}" cy="{}" r="5"/>'.format(*view.at((castor, 1.8))))
    block(-11, 17, 17, 21.5, 7)
    spots = [view.at(each) for each in ((-13, 19), (-15, 30), (-7.5, 32), (-8.5, 40), (-14, 52), (-16, 62))]
    (a, b), (c, d), (e, f), (g, h), (k, m), (n, o) = spots
    made.path("back", f"M{a} {b}C{c} {d} {e} {f} {g} {h}S{k} {m} {n} {o}")
    block(66, 0, 69, 35, 0)
    made.through("line", view, [(52, 36), (52, 46)])
    made.through("thing", view, [(46, 71.5), (58, 74.5), (58, 44), (46, 47)], closed=True)
    block(45, 37.5, 59, 39, 2)
    block(20, 34.5, 72, 37.5)
    made.figure(view, pose)
    block(26, 37.5, 37, 39, 2)
    made.through("line", view, [(-2, 21), (-2, 34)])
    block(-7, 33, 13, 36, 6)
    made.through("sight", view, [(9, 71.5), (45, 71.5)])
    x, y = view.at((4.5, 47.5))
    made.path("angle", f"M{x} {y}h14v14")
    made.through("muscle", view, [(-9.3, 34), (-9.3, 45)])
    return made
