"""Settings files that can't be used: each is named, with the mend."""

import os

import pytest


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "can't be read (No such file or directory)"),
        (b"rest: [", "is no valid YAML in line 1"),
        (b"rest:\nslack: {\n", "is no valid YAML in line"),
        (b"\xff\xfe", "is no text"),
        (b"lock_store:\ntracker_store:\nlock_store:\n", "has the key lock_store twice, again in line 3"),
        (b"- rest", "has no names with settings under them"),
    ],
)
@pytest.mark.parametrize("verb", [("telegram", "info"), ("telegram", "delete-webhook"), ("serve",), ("web",)])
def test_a_file_that_can_not_be_used_is_named_with_the_mend(ilio, tmp_path, verb, content, problem):
    file = tmp_path / "mine.yml"
    if content is not None:
        file.write_bytes(content)
    status, said = ilio(*verb, "--credentials", "mine.yml")
    assert status == 2
    assert said.startswith(f"{file} {problem}") and "To mend it: " in said
    if verb[0] != "telegram":
        assert ilio(*verb, "--endpoints", "mine.yml")[1].startswith(f"{file} {problem}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(ilio, tmp_path):
    (tmp_path / "mine.yml").touch(0o000)
    assert "Permission denied" in ilio("telegram", "info", "--credentials", "mine.yml")[1]
