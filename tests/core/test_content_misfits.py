"""What is wrong with a value, in plain words."""

from typing import Any, Dict, List, Literal

import pytest
from pydantic import BaseModel, Extra, Field, ValidationError

from bot.core.content_misfits import misfit


class Inner(BaseModel, extra=Extra.forbid):
    name: str


class Model(BaseModel, extra=Extra.forbid):
    words: List[str] = Field([], max_items=1)
    seconds: float = Field(1, gt=0, le=60)
    places: int = 1
    kind: Literal["a", "b"] = "a"
    title: str = Field("ok", max_length=4)
    inner: Inner = Inner(name="x")


def of(**values: Any):
    with pytest.raises(ValidationError) as caught:
        Model(**values)
    return misfit(Model, caught.value)


@pytest.mark.parametrize(
    ("values", "key", "said"),
    [
        ({"words": 3}, "words", "write a list, each entry on a line of its own after a dash"),
        ({"words": ["a", "b"]}, "words", "keep it to 1 entries"),
        ({"seconds": 0}, "seconds", "write a number above 0 and no more than 60"),
        ({"seconds": "soon"}, "seconds", "write a number above 0 and no more than 60"),
        ({"places": "many"}, "places", "write a whole number"),
        ({"kind": "c"}, "kind", "write one of a, b"),
        ({"title": "too long"}, "title", "write no more than 4 letters"),
        ({"inner": {}}, "inner.name", "it is missing"),
    ],
)
def test_it_names_the_key_and_what_to_write(values: Dict[str, Any], key: str, said: str):
    assert of(**values)[::2] == (key, said)


def test_an_unknown_key_at_the_top_names_those_there_are():
    key, kind, said = of(word=[])
    assert (key, kind) == ("word", "value_error.extra")
    assert said == "there is no such key; those there are: words, seconds, places, kind, title, inner"
    assert of(inner={"name": "x", "nick": "y"})[2] == "there is no such key"
