"""The exercises, each from its start to its end. A correction is a number here; `make pictures` draws them anew."""

from __future__ import annotations

from math import cos, radians, sin
from typing import List

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
