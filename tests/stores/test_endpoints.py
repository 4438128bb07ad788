"""The stores of `endpoints.yml` are tried before anything is loaded; what is wrong is named with file and key."""

import pytest

from bot.errors import ModelMissing
from bot.ports import free_port

SQL, LOCKS = "bot.stores.sql.SQLStore", "bot.stores.locks.RedisLocks"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "tracker_store: {type: slq}",
            "has 'slq' as tracker_store, type, which there is none of. To mend it: write one",
        ),
        ("tracker_store: {type: bot.stores.sql.Nothing}", "has 'bot.stores.sql.Nothing' as tracker_store, type"),
        ("tracker_store: {type: 5}", "has 5 as tracker_store, type. "),
        ("tracker_store: {db: talks.db}", "has no type under tracker_store. "),
        ("tracker_store: 5", "has no settings under tracker_store. "),
        ("tracker_store: {5: 5}", "has no settings under tracker_store. "),
        ("tracker_stor: {type: SQL}", "has a part tracker_stor that nothing reads. "),
        (f"tracker_store: {{type: {SQL}, dialect: 5}}", "has 5 as tracker_store, dialect. "),
        (f"tracker_store: {{type: {SQL}, dialect: sqlite, db: [a]}}", "has ['a'] as tracker_store, db. "),
        ("tracker_store: {type: SQL, dialect: slq}", "has a tracker_store that can't be opened: Can't load plugin"),
        ("tracker_store: {type: SQL, port: abc}", "has a tracker_store that can't be opened: The port 'abc' cannot"),
        (
            f"tracker_store: {{type: {SQL}, dialect: sqlite, db: no/folder.db}}",
            "has a tracker_store that can't be opened",
        ),
        (
            f"tracker_store: {{type: {SQL}, dialect: postgresql, url: 127.0.0.1, port: 9}}",
            "has a tracker_store that can't",
        ),
        ("lock_store: {type: rdis}", "has 'rdis' as lock_store, type, which there is none of. "),
        ("lock_store: {type: redis, port: {}}", "has a lock_store that can't be opened: "),
        (
            "lock_store: {type: bot.stores.locks.RedisLock}",
            "has 'bot.stores.locks.RedisLock' as lock_store, type, which",
        ),
        (f"lock_store: {{type: {SQL}}}", f"has '{SQL}' as lock_store, type, which is something else. "),
        (f"lock_store: {{type: {LOCKS}, url: 5}}", "has 5 as lock_store, url. "),
        (
            f"lock_store: {{type: {LOCKS}, lease: 99}}",
            "has a lock_store that can't be opened: a lease has 1 to 60 seconds. ",
        ),
        (f"lock_store: {{type: {LOCKS}, colour: red}}", "has a lock_store that can't be opened: "),
        (f"tracker_store: {{type: {SQL}, dialect: oracle}}", "has a tracker_store that can't be opened: "),
        (f"tracker_store: {{type: {SQL}, colour: red}}", "has a tracker_store that can't be opened: "),
        ("event_broker: {type: kfka}", "has 'kfka' as event_broker, type, which there is none of. "),
        ("event_broker: {type: bot.metrics.Count}", "has 'bot.metrics.Count' as event_broker, type, which there is"),
    ],
)
def test_stores_are_tried_before_anything_is_loaded(ilio, tmp_path, monkeypatch, text, problem):
    monkeypatch.setattr("bot.serving.ensure_fresh", lambda: pytest.fail("loads the model"))
    (tmp_path / "mine.yml").write_text(text)
    status, said = ilio("serve", "--endpoints", "mine.yml", "--port", free_port())
    assert status == 2
    assert said.startswith(f"{tmp_path}/mine.yml {problem}") and "To mend it: " in said


@pytest.mark.parametrize(
    "text",
    [
        "tracker_store:",
        "tracker_store: {type: bot.stores.memory.MemoryStore}",
        "lock_store: {type: in_memory}",
        "nlg:",
        f"lock_store: {{type: {LOCKS}, url: 'redis://127.0.0.1:9/0', lease: 5}}",
        "event_broker: {type: bot.metrics.Counts}",
        f"tracker_store: {{type: {SQL}, dialect: sqlite, db: {{folder}}/mine.db}}",
        "lock_store: {type: bot.stores.locks.MemoryLocks}",
    ],
)
def test_stores_that_there_are_get_past_the_check(ilio, tmp_path, monkeypatch, text):
    def reached():
        raise ModelMissing("here")

    monkeypatch.setattr("bot.serving.ensure_fresh", reached)
    (tmp_path / "mine.yml").write_text(text.replace("{folder}", str(tmp_path)))
    assert ilio("serve", "--endpoints", "mine.yml", "--port", free_port())[1].startswith("No trained model in here/")
