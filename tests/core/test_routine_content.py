"""The content of the guided routine: what does not fit is refused."""

import pytest

from bot.core.content_files import CONTENT
from bot.core.routine_content import Exercise, load, routine
from bot.errors import ContentError

BRIDGE = routine().exercise("bridge").dict()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"seconds": (20, 30)}, "either `seconds` or `repetitions`"),
        ({"repetitions": None}, "either `seconds` or `repetitions`"),
        ({"repetitions": (15, 12)}, "the least and the most"),
        ({"repetitions": (10, 15)}, r"`says` has 10 to 12, and the figures are \[10, 15\]; write the same"),
        ({"sides": {"left": "the left leg"}}, "`left` and `right`"),
        ({"easier": "word " * 200}, "shorten it to about 60"),
    ],
)
def test_an_exercise_that_does_not_fit_is_refused(changes, says):
    with pytest.raises(ValueError, match=says):
        Exercise(**{**BRIDGE, **changes})


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("exercises.yml", "  - id: bridge", "  - id: clamshell", "the same `id`"),
        ("routine.yml", "minutes: [2, 5, 10]", "minutes: [5, 2, 10]", "must rise"),
        ("routine.yml", "wishes:\n  stop:", "wishes:\n  halt:", "needs these keys"),
    ],
)
def test_broken_files_are_refused(tmp_path, file, old, new, says):
    for name in ("exercises.yml", "routine.yml"):
        text = (CONTENT / name).read_text(encoding="utf-8")
        assert name != file or old in text
        (tmp_path / name).write_text(text.replace(old, new) if name == file else text, encoding="utf-8")
    with pytest.raises(ContentError, match=says):
        load(tmp_path)


def test_a_gentle_exercise_that_there_is_not_is_refused(tmp_path):
    text = (CONTENT / "exercises.yml").read_text(encoding="utf-8")
    flag = next(iter(routine().moves.soon))
    (tmp_path / "exercises.yml").write_text(
        text.replace(f"  {flag}: [", f"  {flag}: [gone, ").replace("gone, ]", "gone]")
    )
    (tmp_path / "routine.yml").write_text((CONTENT / "routine.yml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ContentError, match=f"soon.{flag}"):
        load(tmp_path)
