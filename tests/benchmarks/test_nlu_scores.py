"""What the bench counts as right, refused and out of scope."""

import pytest

from benchmarks.nlu_scores import Answer, score
from benchmarks.nlu_split import Example, Split

LEARNT = [Example("a", "A"), Example("b", "B"), Example("o", "OOS")]


def scored(truth, given, threshold=0.5):
    """Scores of answers, each a label or a label, its score and whether the pipeline refused."""
    asked = Split("test", LEARNT, [Example(label.lower(), label) for label in truth], frozenset({"OOS"}))
    answers = [Answer(*((each, 0.9, False) if isinstance(each, str) else each), milliseconds=1.0) for each in given]
    return score(asked, answers, threshold)


def test_a_score_below_the_threshold_is_out_of_scope_and_one_on_it_is_not():
    given = [("A", score, False) for score in (0.29, 0.3, 0.31)]
    assert scored("AAA", given, 0.3).accuracy == pytest.approx(2 / 3)
    assert scored(["OOS"] * 3, given, 0.3).recall == pytest.approx(1 / 3)


def test_any_other_label_is_out_of_scope_at_any_threshold():
    assert scored(["OOS"] * 4, ["OOS", "never learnt", "", "A"], 0.0).recall == 0.75


def test_the_own_threshold_is_what_the_pipeline_did_whatever_the_score():
    assert scored("AB", [("A", 0.9, True), ("B", 0.1, False)], None).accuracy == 0.5


def test_matthews_correlation_of_two_classes_is_the_well_known_one():
    # 3 true positives, 2 true negatives, 1 false positive, 2 false negatives
    found = scored([*"AAAAA", *["OOS"] * 3], ["A", "A", "A", "", "", "A", "", ""])
    assert found.mcc == pytest.approx((3 * 2 - 1 * 2) / (4 * 5 * 3 * 4) ** 0.5)
    assert (found.accuracy, found.recall) == (pytest.approx(3 / 5), pytest.approx(2 / 3))


def test_a_wrong_label_is_no_better_than_a_refusal_for_accuracy_and_no_catch():
    found = scored(["A", "A", "OOS", "OOS"], ["B", "", "", "A"])
    assert (found.accuracy, found.recall) == (0.0, 0.5)


def test_a_message_may_have_two_right_labels():
    asked = Split("test", LEARNT, [Example("either", "A", also=frozenset({"B"}))] * 3, frozenset({"OOS"}))
    found = score(asked, [Answer(label, 0.9, False, 1.0) for label in ("A", "B", "OOS")], 0.5)
    assert found.accuracy == pytest.approx(2 / 3)


def test_without_messages_of_a_kind_there_is_no_share_of_them():
    assert scored("AB", "AB") == (1.0, None, pytest.approx(1.0))
    assert scored(["OOS", "OOS"], ["", "A"]).accuracy is None
