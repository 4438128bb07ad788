"""All pictures by their names, which are those in bot/content/pictures.yml."""

from __future__ import annotations

from typing import Callable, Dict

from scripts.pictures.drawing import Drawing
from scripts.pictures.scenes_anatomy import forward_tilt, hip_flexors
from scripts.pictures.scenes_at_home import desk_setup, heat_and_ice
from scripts.pictures.scenes_exercises import (
    bridge,
    clamshell,
    foam_rolling,
    kneeling_stretch,
    standing_quad_stretch,
)

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
