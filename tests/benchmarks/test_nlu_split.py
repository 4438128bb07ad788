"""What the bench reads, and what it says where it cannot."""

import pytest

from benchmarks.nlu_split import from_files, own, read, split
from bot.cli import main
from bot.errors import BenchDataError, HalfASplit

TRAIN = "sentence,label\nwhat does it cost,COST\nwhere are you,SHOP\n"


@pytest.fixture
def csv(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_message_may_hold_commas_quotes_and_line_ends(csv):
    path = csv("a.csv", 'label,note,sentence\r\n A/b ,x,"one, ""two""\nthree"\r\nÄ %,,[four](five)\u2028\x85six\r\n')
    assert [(each.text, each.label, each.line) for each in read(path)] == [
        ('one, "two"\nthree', "A/b", 3),
        ("[four](five)\u2028\x85six", "Ä %", 4),
    ]


def test_a_byte_order_mark_is_no_part_of_the_header(csv):
    assert len(read(csv("a.csv", TRAIN.encode("utf-8-sig")))) == 2


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("", 1, "the column 'sentence' is missing"),
        ("sentence;label\na;b\n", 1, "the column 'sentence' is missing"),
        ("sentence,intent\na,b\n", 1, "the column 'label' is missing"),
        ("text,label\na,b\n", 1, "the column 'sentence' is missing"),
        ("sentence,label\n", 1, "there is no message"),
        ("sentence,label\na,b\nc\n", 3, "the label is empty"),
        ("sentence,label\n ,b\n", 2, "the sentence is empty"),
        ("sentence,label\na,b\nc, d,e\n", 3, "it has more fields than the header"),
        (b"sentence,label\na,b\ncaf\xe9,d\n", 3, "it is not UTF-8"),
        ('sentence,label\na,b\n"c,d\ne,f\n', 3, "unexpected end of data"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line_and_mend(csv, content, line, problem):
    path = csv("a.csv", content)
    with pytest.raises(BenchDataError) as error:
        read(path)
    said = str(error.value)
    assert said.startswith(f"{path}, line {line}: {problem}; ") and said.endswith(".") and "\n" not in said


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BenchDataError, match=r"none\.csv: No such file or directory; name a CSV file"):
        read(tmp_path / "none.csv")


def test_a_label_only_in_the_test_is_an_error_unless_it_means_out_of_scope(csv):
    train, test = csv("train.csv", TRAIN), csv("test.csv", "sentence,label\nhow much,COST\nwho won,SPORT\n")
    with pytest.raises(BenchDataError, match=r"test\.csv, line 3: the label 'SPORT' is not in .*train\.csv"):
        from_files(train, test)
    assert from_files(train, test, "SPORT").outside == {"SPORT"}


def test_an_unknown_label_cannot_mean_out_of_scope(csv):
    path = csv("train.csv", TRAIN)
    with pytest.raises(BenchDataError, match=r"no label is 'SPORT', nor in .*; give --label-oos one"):
        from_files(path, path, "SPORT")


def test_one_label_is_nothing_to_learn(csv):
    path = csv("train.csv", "sentence,label\na,A\nb,A\n")
    with pytest.raises(BenchDataError, match="all messages have one label"):
        from_files(path, path)


def test_the_mark_of_hint3_means_out_of_scope_where_it_occurs(csv):
    train, test = csv("train.csv", TRAIN), csv("test.csv", "sentence,label\nwho won,NO_NODES_DETECTED\n")
    assert from_files(train, test).outside == {"NO_NODES_DETECTED"}
    assert from_files(train, train).outside == frozenset()


def test_what_is_wrong_is_said_in_a_sentence_and_by_the_exit_status(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["bench", "nlu", "--train", "none.csv", "--test", "none.csv"]) == 2
    assert (
        capsys.readouterr().err
        == f"{tmp_path}/none.csv: No such file or directory; name a CSV file that can be read.\n"
    )


def test_files_go_together(csv):
    path = csv("train.csv", TRAIN)
    for given in [(path, None, None), (None, path, None), (None, None, "SPORT")]:
        with pytest.raises(HalfASplit):
            split(*given)


def test_without_files_ilio_is_asked_its_two_held_out_sets():
    found = own()
    assert len(found.train) > 3000 and len(found.test) > 900
    assert "WHAT CAUSES IT" in {each.text for each in found.test} and any(each.also for each in found.test)
    assert {label for each in found.test for label in (each.label, *each.also)} <= {each.label for each in found.train}
    assert found.outside and all(label.startswith("out_of_scope/") for label in found.outside)
