"""The bench of a cluster: what is counted of the messages that people sent, and what the report says of it."""

import json

import pytest

from benchmarks import cluster
from benchmarks.cluster_counts import Extent, found
from benchmarks.cluster_report import write
from bot.errors import BenchFailed


def load(messages, kept, servers=1, counted=range(10)):
    memory = {"rasa1": 300_000_000, "rasa2": 310_000_000, "actions1": 150_000_000, "redis": 1, "nginx": 1}
    return found(messages, kept, servers, 4, counted, {**memory, "postgresql": 20_000_000}, 0.5)


def answered(count, took=100.0, at=0.0, sent=(200,)):
    return [(at, took, f"{at} {number}", list(sent)) for number in range(count)]


def test_what_was_answered_and_is_not_kept_is_lost_and_what_is_kept_twice_is_doubled():
    messages = answered(3)
    got = load(messages, {"0.0 0": 1, "0.0 1": 2})
    assert (got.answered, got.lost, got.doubled) == (3, 1, 1)


def test_what_was_never_acknowledged_may_be_kept_or_not():
    given_up = [(1.0, 60_000.0, "a", [503] * 9), (1.0, 60_000.0, "b", [0])]
    got = load(answered(1) + given_up, {"0.0 0": 1, "a": 1})
    assert (got.answered, got.unanswered, got.again, got.lost, got.doubled) == (1, 2, 8, 0, 0)


def test_what_had_to_be_sent_again_counts_once_with_all_its_time():
    got = load(answered(1, took=5000.0, sent=(503, 0, 200)), {"0.0 0": 1})
    assert (got.answered, got.again, got.slowest) == (1, 2, 5000.0)


def test_a_refusal_is_no_answer_and_no_loss():
    got = load([*answered(1), (1.0, 5.0, "a", [404]), (1.0, 5.0, "b", [400])], {"0.0 0": 1})
    assert (got.answered, got.refused, got.unanswered, got.lost) == (1, 2, 0, 0)


def test_only_answers_in_the_time_that_counts_are_timed_but_all_are_looked_for():
    messages = answered(1, took=9000.0, at=1.0) + answered(20, at=15.0) + answered(1, took=9000.0, at=20.0)
    got = load(messages, {}, counted=range(10, 20))
    assert (got.rate, got.p50, got.slowest, got.answered, got.lost) == (2.0, 100.0, 100.0, 22, 22)


def test_where_nothing_was_answered_nothing_is_reported():
    with pytest.raises(BenchFailed, match="nothing was answered"):
        load([(1.0, 60_000.0, "a", [0])], {})


def test_the_report_says_what_the_second_server_adds_and_what_went_wrong(tmp_path):
    ones = [load(answered(rate * 10), {}, 1) for rate in (9, 10, 12)]
    twos = [load(answered(rate * 10), {f"0.0 {each}": 1 for each in range(200)}, 2) for rate in (13, 15, 14)]
    crowd = load(answered(50, took=300.0), {"0.0 0": 3}, 2)
    text = write(tmp_path, Extent(), [*ones, *twos], crowd)
    row = next(line for line in text.splitlines() if "messages answered a second" in line)
    assert [each.strip() for each in row.split("|")[2:-1]] == ["10.0 (9.0 to 12.0)", "14.0 (13.0 to 15.0)", "5.0"]
    assert "1.40 times as many" in text
    assert "Of 780 messages answered 359 were lost and 1 kept twice." in text
    assert (tmp_path / "cluster.md").read_text() == text
    assert json.loads((tmp_path / "cluster.json").read_text())["crowd"]["doubled"] == 1


@pytest.mark.bench
def test_a_cluster_is_loaded_and_loses_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "QUICK", tmp_path)
    cluster.bench(quick=True)
    told = json.loads((tmp_path / "cluster.json").read_text())
    assert [each["servers"] for each in told["loads"]] == [1, 2]
    for each in [*told["loads"], told["crowd"]]:
        assert each["rate"] > 1 and each["lost"] == each["doubled"] == each["unanswered"] == 0
        assert each["memory"]["rasa1"] > 50_000_000
