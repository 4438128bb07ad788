"""The person in every picture: bones of fixed length, posed by angles and by what hands and feet rest on.

Lengths are percent of the body's height, x to the right and y upwards from the ground. Angles are degrees from the
right, anticlockwise. The person looks to the right when upright.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import pairwise
from math import atan2, cos, degrees, dist, hypot, pi, radians, sin
from typing import Any, List, NamedTuple, Sequence, Tuple, Union

Point = Tuple[float, float]
FRAMES = 6  # of a movement, between which a browser moves on by itself

# circles (along the bone, to its right, radius): the skin is drawn tight round neighbours
_SHAPES = {
    "belly": ((1, -1.4, 6.8), (11, 0, 5.6)),
    "chest": ((0, 0, 5.6), (8, 0, 6.8), (17, 0, 4.6)),
    "front_belly": ((0, 0, 9), (11, 0, 7.6)),
    "front_chest": ((0, 0, 7.6), (13, 0, 9.6), (16, 0, 8)),
    "neck": ((0, 0, 3), (9, 0, 2.6)),
    "thigh": ((0, 0, 6.2), (24, 0, 3.9)),
    "shin": ((0, 0, 3.9), (8, 0.9, 3.8), (24, 0, 2.4)),
    "foot": ((0, 0, 2.4), (-1.6, 2, 2.2), (9.5, 2.7, 1.5), (0, 0, 2.4)),
    "upper_arm": ((0, 0, 3.2), (17, 0, 2.5)),
    "forearm": ((0, 0, 2.5), (15, 0, 1.8)),
    "roller": ((0, 0, 5.3), (0.1, 0, 5.3)),
    "hole": ((0, 0, 1.6), (0.1, 0, 1.6)),
    "hand": ((0, 0, 1.9), (4, 0, 2.2)),
}
_LEG, _ARM = ("thigh", "shin", "foot"), ("upper_arm", "forearm", "hand")
_SPINE = (11.0, 18.0)  # from the hips to the waist, from there to the shoulders
_HEAD = (12.5, 6.6, 7.8)  # from the shoulders to its middle; half its width and height


def length(bone: str) -> float:
    """How long a bone is, in percent of the body's height."""
    return {"thigh": 24.0, "shin": 24.0, "upper_arm": 17.0, "forearm": 15.0}[bone]


class Turned(NamedTuple):
    """An arm or leg by the directions of its parts."""

    upper: float
    lower: float
    tip: float


class Reaching(NamedTuple):
    """An arm or leg whose wrist or ankle is at a place.

    Args:
        x, y: the place.
        tip: direction of the hand or foot.
        bend: 1 or -1: to which side the elbow or knee points.
    """

    x: float
    y: float
    tip: float
    bend: float


Limb = Union[Turned, Reaching]


@dataclass(frozen=True)
class Pose:
    """How the body is held.

    Args:
        hip: where the hip joints are.
        spine: directions from the hips to the waist, and from there to the shoulders.
        head: direction from the shoulders to the head.
        near_leg, far_leg, near_arm, far_arm: the limbs; near is what the onlooker sees first.
    """

    hip: Point
    spine: Tuple[float, float]
    head: float
    near_leg: Limb
    far_leg: Limb
    near_arm: Limb
    far_arm: Limb

    def but(self, **changes: Any) -> Pose:
        """The same with some parts held otherwise."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Bone:
    """A part of the body as it lies in the picture.

    Args:
        shape: which part.
        at: where it begins.
        angle: its direction.
        stretch: how long it looks, as a part of how long it is.
    """

    shape: str
    at: Point
    angle: float
    stretch: float = 1.0


Chain = List[Bone]


def moved(start: Point, angle: float, by: float) -> Point:
    """The point some way off in a direction."""
    return start[0] + by * cos(radians(angle)), start[1] + by * sin(radians(angle))


def direction(start: Point, end: Point) -> float:
    """The direction from one point to another."""
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def bones(pose: Pose) -> List[Chain]:
    """The body's parts, in the order in which they are drawn: far arm and leg, trunk, near leg and arm."""
    waist = moved(pose.hip, pose.spine[0], _SPINE[0])
    shoulders = moved(waist, pose.spine[1], _SPINE[1])
    trunk = [
        Bone("neck", shoulders, pose.head),
        Bone("belly", pose.hip, pose.spine[0]),
        Bone("chest", waist, pose.spine[1]),
        Bone("head", moved(shoulders, pose.head, _HEAD[0]), pose.head),
    ]
    arm = moved(shoulders, pose.spine[1], -1)
    return [
        _limb(arm, pose.far_arm, _ARM),
        _limb(pose.hip, pose.far_leg, _LEG),
        trunk,
        _limb(pose.hip, pose.near_leg, _LEG),
        _limb(arm, pose.near_arm, _ARM),
    ]


def _limb(root: Point, limb: Limb, parts: Tuple[str, str, str]) -> Chain:
    if isinstance(limb, Reaching):
        limb = _bent(root, limb, length(parts[0]), length(parts[1]))
    middle = moved(root, limb.upper, length(parts[0]))
    end = moved(middle, limb.lower, length(parts[1]))
    return [Bone(parts[0], root, limb.upper), Bone(parts[1], middle, limb.lower), Bone(parts[2], end, limb.tip)]


def _bent(root: Point, limb: Reaching, upper: float, lower: float) -> Turned:
    """The directions in which a limb of two parts reaches a place, or as near to it as it can."""
    way = direction(root, (limb.x, limb.y))
    far = min(hypot(limb.x - root[0], limb.y - root[1]), upper + lower - 0.01)
    cosine = (upper**2 + far**2 - lower**2) / (2 * upper * far)
    first = way + limb.bend * degrees(_arccos(cosine))
    return Turned(first, direction(moved(root, first, upper), moved(root, way, far)), limb.tip)


def _arccos(value: float) -> float:
    value = max(-1.0, min(1.0, value))
    return atan2((1 - value**2) ** 0.5, value)


def chain(points: Sequence[Point], tip: float, parts: Tuple[str, str, str]) -> Chain:
    """A limb through given points, for parts that come towards the onlooker and so look shorter."""
    made = [
        Bone(part, start, direction(start, end), dist(start, end) / length(part))
        for part, start, end in zip(parts[:2], points[:2], points[1:], strict=True)
    ]
    return [*made, Bone(parts[2], points[-1], tip)]


def between(start: Any, end: Any, part: float) -> Any:
    """What is some part of the way from one pose, limb, point or number to another."""
    if isinstance(start, Pose):
        names = [field.name for field in fields(Pose)]
        return Pose(**{name: between(getattr(start, name), getattr(end, name), part) for name in names})
    if isinstance(start, tuple):
        made = [between(one, other, part) for one, other in zip(start, end, strict=True)]
        return type(start)(*made) if hasattr(start, "_fields") else tuple(made)
    return start + (end - start) * part


def eased(frame: int) -> float:
    """How far a movement has come at a frame: slow at both ends."""
    return (1 - cos(pi * frame / FRAMES)) / 2


def outline(shape: str, scale: float) -> str:
    """A part's shape as path data, along the x axis."""
    if shape == "head":
        wide, high = _HEAD[1] * scale, _HEAD[2] * scale
        return f"M{-high:.1f} 0A{high:.1f} {wide:.1f} 0 1 1 {high:.1f} 0A{high:.1f} {wide:.1f} 0 1 1 {-high:.1f} 0Z"
    circles = [(x * scale, y * scale, r * scale) for x, y, r in _SHAPES[shape]]
    return "".join(_skin(one, other) for one, other in pairwise(circles))


def _skin(one: Tuple[float, float, float], other: Tuple[float, float, float]) -> str:
    """The hull of two circles, the first not smaller by more than their distance."""
    (x1, y1, r1), (x2, y2, r2) = one, other
    way, far = atan2(y2 - y1, x2 - x1), hypot(x2 - x1, y2 - y1)
    lean = _arccos((r1 - r2) / far)
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
        (x + r * cos(way + side * lean), y + r * sin(way + side * lean))
        for x, y, r, side in ((x1, y1, r1, -1), (x2, y2, r2, -1), (x2, y2, r2, 1), (x1, y1, r1, 1))
    )
    big, small = int(r1 > r2), int(r2 > r1)
    return (
        f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}A{r2:.1f} {r2:.1f} 0 {small} 1 {cx:.1f} {cy:.1f}"
        f"L{dx:.1f} {dy:.1f}A{r1:.1f} {r1:.1f} 0 {big} 1 {ax:.1f} {ay:.1f}Z"
    )
