"""People write to the cluster all the time while parts of it are killed, stopped or cut off."""

import contextlib
import re
import signal
import time

import psycopg2
import pytest

from .people import Crowd, begun, emergency, until_answered
from .running import metrics, shared


@pytest.mark.heavy
def test_faults_lose_and_double_nothing(cluster):
    chat = f"{cluster.url}/chat"
    alarmed = iter([begun(chat) for _ in range(8)])
    with Crowd(chat) as crowd:
        time.sleep(3)
        for name in ("rasa1", "actions1"):
            cluster.kill(name)
            assert emergency(chat, next(alarmed)) == 200  # the other one answers
            time.sleep(3)
            assert emergency(chat, next(alarmed)) == 200
            cluster.start(name)
        cluster.kill("actions1")
        cluster.kill("actions2")
        assert emergency(chat, next(alarmed)) == 200  # the actions are run where the talk is
        time.sleep(2)
        cluster.start("actions1", "actions2")
    crowd.check()


@pytest.mark.heavy
@pytest.mark.parametrize("name", ["redis", "postgresql"])
def test_a_store_that_is_killed_loses_and_doubles_nothing(cluster, name):
    chat = f"{cluster.url}/chat"
    token = begun(chat)
    with Crowd(chat) as crowd:
        time.sleep(3)
        killed = time.monotonic()
        cluster.kill(name)
        emergency(chat, token)  # answered, or sent to the phone
        cluster.start(name)
        started = time.monotonic()
        until_answered(chat, token)
        print(f"{name}: away for {started - killed:.1f} s, answers {time.monotonic() - started:.1f} s later")
        time.sleep(3)
    crowd.check()


@pytest.mark.heavy
def test_a_redis_that_hangs_loses_and_doubles_nothing(cluster):
    chat, redis = f"{cluster.url}/chat", cluster.processes["redis"]
    token = begun(chat)
    with Crowd(chat) as crowd:
        time.sleep(3)
        redis.send_signal(signal.SIGSTOP)
        try:
            for _ in range(2):
                emergency(chat, token)  # answered, or sent to the phone
                time.sleep(2)
            time.sleep(2)
        finally:
            redis.send_signal(signal.SIGCONT)
        went_on = time.monotonic()
        until_answered(chat, token)
        print(f"answers {time.monotonic() - went_on:.1f} s after Redis went on")
        time.sleep(3)
    crowd.check()


@pytest.mark.heavy
def test_connections_to_the_database_that_are_cut_again_and_again_lose_and_double_nothing(cluster):
    chat, cuts = f"{cluster.url}/chat", 0
    token = begun(chat)
    with Crowd(chat) as crowd, contextlib.closing(psycopg2.connect(shared(cluster)["ILIO_DATABASE"])) as database:
        time.sleep(2)
        database.autocommit = True
        for number in range(30):
            with database.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ilio'")
                cuts += cursor.rowcount
            if number % 10 == 5:
                emergency(chat, token)  # answered, or sent to the phone
            time.sleep(0.2)
        assert cuts > 20  # else there was nothing to cut
        assert emergency(chat, token) == 200
        time.sleep(2)
    print(f"{cuts} connections cut")
    crowd.check()


@pytest.mark.heavy
def test_parts_that_are_started_again_lose_and_double_nothing(cluster):
    chat = f"{cluster.url}/chat"
    token = begun(chat)
    with Crowd(chat) as crowd:
        for name in ("actions1", "redis", "postgresql", "nginx"):
            time.sleep(2)
            cluster.stop(name)
            if name != "nginx":  # without it the page itself tells people to phone
                emergency(chat, token)
            cluster.start(name)
            back = time.monotonic()
            until_answered(chat, token)
            print(f"{name}: answers {time.monotonic() - back:.1f} s after it was started again")
    crowd.check()


@pytest.mark.heavy
def test_a_server_that_is_told_to_end_is_missed_by_nobody(cluster):
    with Crowd(f"{cluster.url}/chat") as crowd:
        time.sleep(3)
        asked = time.monotonic()
        cluster.stop("rasa2")
        print(f"\nended after {time.monotonic() - asked:.1f} s")
        assert cluster.processes["rasa2"].returncode == 0
        time.sleep(3)
        cluster.start("rasa2")
        time.sleep(2)
    assert crowd.check() == 0
    told = metrics(cluster)
    for figure in ('turn_seconds_count{channel="web"}', "intents_total{", "part_ready{"):
        assert f"ilio_{figure}" in told
    assert not re.search("heat help|psoas|clamshell|web-", told)


@pytest.mark.heavy
def test_without_any_server_people_are_told_to_phone(cluster):
    chat = f"{cluster.url}/chat"
    token = begun(chat)
    cluster.kill("rasa1")
    cluster.kill("rasa2")
    assert emergency(chat, token) == 503
    cluster.start("rasa1", "rasa2")
