"""Where pictures are: only those that there are, at no address but their own."""

import pytest

from bot.core.content import content
from bot.core.pictures import PATH, address, named, raster


def test_every_picture_has_an_address_and_a_file():
    for name in content().pictures:
        assert named(address(name)) == name and raster(name).is_file()


@pytest.mark.parametrize("name", [None, "no_such", "../phrases"])
def test_what_is_no_picture_has_no_address(name):
    assert address(name) is None


@pytest.mark.parametrize(
    "at", [None, "", "bridge.svg", f"{PATH}bridge.png", f"{PATH}x/bridge.svg", f"{PATH}no_such.svg"]
)
def test_an_address_that_is_not_ours_names_nothing(at):
    assert named(at) is None
