"""Draws figures and the things around them as one SVG: light and dark, still and moving."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, List, Optional, Sequence, Tuple

from bot.core.pictures import HEIGHT, WIDTH
from scripts.pictures.figure import FRAMES, Bone, Chain, Point, Pose, between, bones, eased, outline

_LINE = 4  # of outlines
_SECONDS = 1.6  # of a movement; there, back and there again stays under 5 seconds, so nothing needs a stop button
_LIGHT = "--ink:#14212b;--paper:#fbfaf7;--near:#fff;--far:#cddbd9;--thing:#e3ecea;--act:#b54a22"
_DARK = "--ink:#e8efee;--paper:#0f1b1e;--near:#35505a;--far:#1f333a;--thing:#24383e;--act:#f0a07e"
_JOINTED = ("thigh", "shin", "foot", "upper_arm", "forearm", "hand")
_STYLE = f"""
svg{{{_LIGHT}}}
@media(prefers-color-scheme:dark){{svg{{{_DARK}}}}}
#light:target{{{_LIGHT}}}
#dark:target{{{_DARK}}}
path,circle,ellipse,rect{{stroke-linecap:round;stroke-linejoin:round}}
.card{{fill:var(--paper)}}
.outline{{fill:var(--ink);stroke:var(--ink);stroke-width:{2 * _LINE}}}
.near{{fill:var(--near)}}
.far{{fill:var(--far)}}
.joint{{fill:var(--ink)}}
.thing{{fill:var(--thing);stroke:var(--ink);stroke-width:{_LINE}}}
.line{{fill:none;stroke:var(--ink);stroke-width:{_LINE}}}
.level{{fill:none;stroke:var(--ink);stroke-width:3;stroke-dasharray:1 8}}
.thin{{fill:none;stroke:var(--ink);stroke-width:3}}
.muscle{{fill:none;stroke:var(--act);stroke-width:11;stroke-linecap:butt;stroke-dasharray:6 2.5}}
.arrow{{fill:none;stroke:var(--act);stroke-width:7}}
.head{{fill:var(--act);stroke:var(--act);stroke-width:3}}
.hot{{fill:var(--act);stroke:var(--ink);stroke-width:{_LINE}}}
.cold{{fill:var(--near);stroke:var(--ink);stroke-width:{_LINE}}}
.wave,.flake{{fill:none;stroke-width:6;stroke:var(--act)}}
.flake{{stroke:var(--ink);stroke-width:5}}
.back{{fill:none;stroke:var(--ink);stroke-width:10}}
.sight{{fill:none;stroke:var(--act);stroke-width:5;stroke-dasharray:2 11}}
.angle,.lens{{fill:none;stroke:var(--act);stroke-width:5}}
.lens{{stroke-dasharray:10 8}}
.skin{{fill:var(--near);stroke:var(--ink);stroke-width:3}}
.bone{{fill:var(--far);stroke:var(--ink);stroke-width:3}}
.under{{fill:none;stroke:var(--near);stroke-width:17;stroke-linecap:butt}}
.psoas{{fill:none;stroke:var(--act);stroke-width:13;stroke-dasharray:7 2.5;stroke-linecap:butt}}
.bowl{{fill:var(--far);stroke:var(--act);stroke-width:7}}
.spine{{fill:none;stroke:var(--ink);stroke-width:11;stroke-dasharray:8 4;stroke-linecap:butt}}
.next{{fill:none;stroke:var(--ink);stroke-width:6}}
""".replace("\n", "")  # fmt: skip


@dataclass(frozen=True)
class View:
    """Where a figure stands in the picture.

    Args:
        x: of the figure's zero.
        ground: how far down the ground is.
        scale: picture units a percent of the body's height.
    """

    x: float
    ground: float = 296
    scale: float = 2.6

    def at(self, point: Point) -> Point:
        """A point of the figure's as one of the picture's."""
        return round(self.x + self.scale * point[0], 1), round(self.ground - self.scale * point[1], 1)


@dataclass
class Drawing:
    """A picture that is being drawn, from back to front."""

    parts: List[str] = field(default_factory=list)
    moves: List[str] = field(default_factory=list)

    def add(self, markup: str) -> None:
        """Draw something given as markup."""
        self.parts.append(markup)

    def path(self, kind: str, data: str) -> None:
        """Draw a line or a shape of a kind, one of the classes of the style."""
        self.add(f'<path class="{kind}" d="{data}"/>')

    def through(self, kind: str, view: View, points: Sequence[Point], closed: bool = False) -> None:
        """Draw straight lines through points of a figure's."""
        self.path(kind, "M" + "L".join("{:g} {:g}".format(*view.at(each)) for each in points) + "Z" * closed)

    def ground(self, left: float, right: float, down: float = 296) -> None:
        """Draw the floor."""
        self.path("line", f"M{left} {down + _LINE}H{right}")

    def arrow(self, start: Point, bow: Point, end: Point, both: bool = False) -> None:
        """Draw an arrow, bent towards a point; with heads at both ends, for there and back."""
        self.path("arrow", f"M{start[0]:g} {start[1]:g}Q{bow[0]:g} {bow[1]:g} {end[0]:g} {end[1]:g}")
        self._head(bow, end)
        if both:
            self._head(bow, start)

    def _head(self, tail: Point, tip: Point) -> None:
        x, y = tip[0] - tail[0], tip[1] - tail[1]
        far = (x * x + y * y) ** 0.5
        x, y = x / far, y / far
        corners = [(tip[0] + 9 * x, tip[1] + 9 * y)]
        corners += [(tip[0] - 8 * x + side * 11 * y, tip[1] - 8 * y - side * 11 * x) for side in (1, -1)]
        self.path("head", "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in corners) + "Z")

    def next(self, x: float, y: float, turn: float = 0) -> None:
        """Draw the sign between the start and the end of a movement; it points right, or where it is turned to."""
        self.add(f'<path class="next" transform="translate({x:g} {y:g})rotate({turn})" d="M-6 -13L6 0L-6 13"/>')

    def figure(
        self, view: View, pose: Pose, start: Optional[Pose] = None, muscles: Optional[Dict[str, str]] = None
    ) -> None:
        """Draw a person.

        Args:
            view: where.
            pose: how the body is held.
            start: from where it moves there; nowhere if left out.
            muscles: by near part of the body, path data along it: what is stretched or works.
        """
        frames = [bones(between(start, pose, eased(frame))) for frame in range(FRAMES + 1)] if start else [bones(pose)]
        self.chains(view, frames, muscles or {})

    def chains(self, view: View, frames: Sequence[Sequence[Chain]], muscles: Dict[str, str]) -> None:
        """Draw a person from the parts of the body at each frame of a movement; the last frame is where it rests."""
        over: List[str] = []
        for place, chain in enumerate(frames[-1]):
            kind = "far" if place < 2 else "near"
            placed = [self._placed(view, [frame[place][each] for frame in frames]) for each in range(len(chain))]
            shapes = [
                f'<path {where} d="{outline(bone.shape, view.scale)}"/>'
                for bone, where in zip(chain, placed, strict=True)
            ]
            self.add(f'<g class="outline">{"".join(shapes)}</g><g class="{kind}">{"".join(shapes)}</g>')
            if kind == "near":
                for bone, where in zip(chain, placed, strict=True):
                    if bone.shape in muscles:
                        over.append(f'<path class="muscle" {where} d="{muscles[bone.shape]}"/>')
                    if bone.shape in _JOINTED:
                        self.add(f'<circle class="joint" {where} r="4.5"/>')
        self.parts += over

    def _placed(self, view: View, frames: Sequence[Bone]) -> str:
        """The attributes that put a part in its place, and move it there if it moves."""
        turns = [frames[0].angle]  # no turn of more than half a round between two frames
        for bone in frames[1:]:
            turns.append(turns[-1] + (bone.angle - turns[-1] + 180) % 360 - 180)
        where = [(*view.at(bone.at), -turn, bone.stretch) for bone, turn in zip(frames, turns, strict=True)]
        x, y, turn, stretch = where[-1]
        longer = f"scale({stretch:.2f} 1)" if stretch != 1 else ""
        still = f'transform="translate({x:g} {y:g})rotate({turn:.1f}){longer}'
        if max(abs(a - b) for each in where for a, b in zip(each, where[-1], strict=True)) < 0.2:
            return f'{still}"'
        return f'{still}" style="animation-name:m{self._movement(where)}"'

    def _movement(self, where: Sequence[Tuple[float, float, float, float]]) -> int:
        steps = []
        for frame, (x, y, turn, stretch) in enumerate(where):
            scale = f" scale({stretch:.2f},1)" if any(each[3] != 1 for each in where) else ""
            at = f"{15 + 70 * frame / FRAMES:.0f}%"
            at = f"0%,{at}" if frame == 0 else f"{at},to" if frame == FRAMES else at
            steps.append(f"{at}{{transform:translate({x:g}px,{y:g}px) rotate({turn:.1f}deg){scale}}}")
        made = "".join(steps)
        if made not in self.moves:
            self.moves.append(made)
        return self.moves.index(made)

    def svg(self) -> str:
        """The picture."""
        moving = "".join(f"@keyframes m{number}{{{steps}}}" for number, steps in enumerate(self.moves))
        if moving:
            timing = f"[style]{{animation:{_SECONDS}s linear 3 alternate}}"
            moving = f"@media(prefers-reduced-motion:no-preference){{{timing}}}{moving}"
        body = "\n".join(self.parts)
        size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n'
            f"<style>{_STYLE}{moving}</style>\n"
            f'<g id="light"><g id="dark"><rect class="card" width="{WIDTH}" height="{HEIGHT}"/>\n'
            f"{body}\n</g></g></svg>\n"
        )
