"""What each picture shows. A correction is a number here; `make pictures` draws them anew."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Callable, Dict, List

from scripts.pictures.drawing import Drawing, View
from scripts.pictures.figure import FRAMES, Bone, Chain, Pose, Reaching, Turned, bones, chain, direction, eased

_HIP_FRONT = {"thigh": "M0 -11L42 -9", "belly": "M-8 14L16 11"}


def kneeling_stretch() -> Drawing:
    """One knee down, other foot flat in front; the hips move forward, the trunk stays upright."""
    made = Drawing()
    left, right = View(140, scale=3.3), View(410, scale=3.3)
    hip = (-1, 27.9)
    start = Pose(
        hip=hip,
        spine=(91, 90),
        head=85,
        near_leg=Turned(direction(hip, (0, 3.9)) % 360, 183, 192),
        far_leg=Reaching(25, 4.2, 0, 1),
        near_arm=Reaching(17, 35, -10, -1),
        far_arm=Reaching(19, 36, -10, -1),
    )
    hip = (13, 24.1)
    end = start.but(
        hip=hip,
        spine=(92, 88),
        near_leg=Turned(direction(hip, (0, 3.9)) % 360, 183, 192),
        near_arm=Reaching(26, 33.3, -4, -1),
        far_arm=Reaching(28, 34, -4, -1),
    )
    made.ground(20, 260)
    made.ground(300, 545)
    made.figure(left, start)
    made.next(280, 130)
    made.arrow(right.at((-16, 30)), right.at((-8, 30)), right.at((-1, 30)))
    made.figure(right, end, start, _HIP_FRONT)
    return made


def standing_quad_stretch() -> Drawing:
    """One hand on a wall; the heel comes to the buttock, knees together, thigh pointing down."""
    made = Drawing()
    left, right = View(120, scale=2.75), View(395, scale=2.75)
    start = Pose(
        hip=(0, 52),
        spine=(90, 90),
        head=86,
        near_leg=Turned(270, 270, 0),
        far_leg=Turned(270, 270, 0),
        near_arm=Reaching(-1.5, 49.5, 275, -1),
        far_arm=Reaching(28, 77, 80, -1),
    )
    end = start.but(near_leg=Turned(269, 117, 163), near_arm=Reaching(-13.5, 54, 262, -1))
    for view in (left, right):
        x, y = view.at((33, 100))
        made.add(f'<rect class="thing" x="{x}" y="{y}" width="16" height="{298 - y}"/>')
        made.ground(int(view.x) - 85, int(x) + 16)
    made.figure(left, start)
    made.next(262, 150)
    made.arrow(right.at((-23, 17)), right.at((-28, 33)), right.at((-22, 46)))
    made.figure(right, end, start, {"thigh": "M10 -10L62 -7"})
    return made


def bridge() -> Drawing:
    """On the back, knees bent, feet flat; the hips come up until shoulders, hips and knees are in line."""
    made = Drawing()
    left, right = View(160, 226, 3.15), View(438, 226, 3.15)
    start = Pose(
        hip=(1, 8.2),
        spine=(183, 181),
        head=180,
        near_leg=Reaching(22, 4.2, 0, 1),
        far_leg=Reaching(24, 4.2, 0, 1),
        near_arm=Turned(-9, 0, 0),
        far_arm=Turned(-9, 0, 0),
    )
    end = start.but(hip=(-0.5, 20), spine=(209, 207), near_arm=Turned(-9, 2, 0), far_arm=Turned(-9, 2, 0))
    made.ground(8, 260, 226)
    made.ground(286, 540, 226)
    made.figure(left, start)
    made.next(274, 130)
    made.figure(right, end, start, {"belly": "M-18 -14Q-4 -22 16 -15"})
    made.arrow(right.at((0, 33)), right.at((0, 38)), right.at((0, 45)))
    return made


def clamshell() -> Drawing:
    """On one side, knees bent, feet together; the top knee opens upwards."""
    made = Drawing()
    upper, lower = View(290, 102, 3.6), View(290, 266, 3.6)
    frames = [_lying_on_the_side(62 * eased(frame)) for frame in range(FRAMES + 1)]
    for view, number in ((upper, 1), (lower, FRAMES + 1)):
        made.through("thing", view, [(-50, 7), (47, 7), (50, -12), (-55, -12)], closed=True)
        x, y = view.at((-51, 8))
        made.add(f'<rect class="thing" x="{x}" y="{y}" width="68" height="32" rx="14"/>')
        made.chains(view, frames[:number], {} if number == 1 else {"front_belly": "M-22 27Q0 37 22 29"})
    made.next(110, 172, 90)
    made.arrow(lower.at((25, 8)), lower.at((29, 17)), lower.at((24, 26)))
    return made


def _lying_on_the_side(opened: float) -> List[Chain]:
    """Somebody lying on one side, facing the onlooker, with the top knee opened by an angle."""
    # x along the body towards the feet, y up, z towards the onlooker, who looks down a little
    hip, foot = (0.0, 14.0, 0.0), (34.0, 9.5, 3.0)
    knee = (16.0, 12.0 + 17 * sin(radians(opened)), 1.5 + 17 * cos(radians(opened)))
    top = [(x, y - 0.45 * z) for x, y, z in (hip, knee, foot)]
    under = [(0.0, 7.0), (15.4, -2.6), (33.0, 3.0)]
    trunk = [
        Bone("neck", (-28, 11), 178),
        Bone("front_belly", (0, 11), 180),
        Bone("front_chest", (-11, 11), 180),
        Bone("head", (-41, 12.5), 180),
    ]
    leg = ("thigh", "shin", "foot")
    arm = ("upper_arm", "forearm", "hand")
    return [
        chain([(-26, 5), (-37, -2), (-26, -7)], -10, arm),
        chain(under, 8, leg),
        trunk,
        chain(top, 8, leg),
        chain([(-25, 17), (-15, 8), (-17, -6)], 200, arm),
    ]


def foam_rolling() -> Drawing:
    """Face down on the forearms, the roller under the front of the thighs; forward and back over it."""
    made = Drawing()
    frames = [_on_the_roller(10 * eased(frame) - 5) for frame in range(FRAMES + 1)]
    for ground, number in ((150, 1), (300, FRAMES + 1)):
        made.ground(40, 500, ground)
        made.chains(View(262, ground, 3.6), frames[:number], {} if number == 1 else {"thigh": "M24 -12L72 -9"})
    made.arrow((230, 190), (262, 190), (294, 190), both=True)
    return made


def _on_the_roller(x: float) -> List[Chain]:
    """Somebody whose hips are at a place, and the roller, which comes half as far as the body."""
    pose = Pose(
        hip=(x, 17.5),
        spine=(8, 6),
        head=18,
        near_leg=Turned(185, 192, 265),
        far_leg=Turned(185, 192, 265),
        near_arm=Reaching(44, 2.5, 0, -1),
        far_arm=Reaching(47, 2.5, 0, -1),
    )
    middle = (x / 2 - 15, 5.3)
    return [*bones(pose), [Bone("roller", middle, 0)], [Bone("hole", middle, 0)]]


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


SCENES: Dict[str, Callable[[], Drawing]] = {
    scene.__name__: scene
    for scene in (
        kneeling_stretch,
        standing_quad_stretch,
        bridge,
        clamshell,
        foam_rolling,
        heat_and_ice,
        desk_setup,
        hip_flexors,
        forward_tilt,
    )
}
