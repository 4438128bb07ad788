"""Nothing is left of a deleted talk."""

import contextlib
import glob
import hashlib
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import jwt
import pytest
from redis import Redis

from bot.cluster.part import DEPLOY

from .people import ask, begun, message
from .running import metrics, shared

ILIO = Path(sys.executable).parent / "ilio"


@pytest.mark.heavy
@pytest.mark.parametrize("how", ["by the page", "by ilio privacy"])
def test_nothing_is_left_of_a_deleted_talk_in_the_database_redis_or_any_log(cluster, how):
    chat, word = f"{cluster.url}/chat", f"zebra{uuid.uuid4().hex}"
    tokens = [begun(chat) for _ in range(2)]
    gone, stays = (jwt.decode(token, options={"verify_signature": False})["sub"] for token in tokens)
    for token in tokens:
        for text in ("my left foot has gone numb", f"{word} does heat help", "quiz me"):
            assert ask(f"{chat}/messages", token, message(text))[0] == 200
    assert word in everywhere(cluster) and gone in everywhere(cluster)
    if how == "by the page":
        assert ask(f"{chat}/session", tokens[0], method="DELETE")[0] == 204
    else:
        command = [ILIO, "privacy", "delete", gone, "--endpoints", DEPLOY / "endpoints.yml"]
        subprocess.run(command, env={**os.environ, **shared(cluster)}, check=True, stdout=subprocess.DEVNULL)
    busy = (
        hashlib.sha256(gone.encode()).hexdigest().encode()
    )  # what Redis knows of a talk, until a lease after its last turn
    deadline = time.monotonic() + 30
    while busy in in_redis(cluster) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert busy not in in_redis(cluster)
    left = everywhere(cluster)
    assert gone not in left
    assert left.count(stays) and left.count(word)  # of the other talk
    assert ask(f"{chat}/session", tokens[1], method="DELETE")[0] == 204
    left = everywhere(cluster)
    assert word not in left and stays not in left


def in_redis(cluster):
    """All that is in Redis."""
    with contextlib.closing(Redis.from_url(shared(cluster)["ILIO_REDIS"])) as redis:
        return b"".join(key + (redis.dump(key) or b"") for key in redis.keys("*"))


def everywhere(cluster):
    """All that is in the database, in Redis, in the logs and in the metrics."""
    pg_dump = [
        sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_dump"))[-1],
        f"--dbname={shared(cluster)['ILIO_DATABASE']}",
    ]
    found = subprocess.run(pg_dump, check=True, capture_output=True).stdout + in_redis(cluster)
    found += b"".join(log.read_bytes() for log in cluster.folder.rglob("*.log"))
    return found.decode(errors="replace") + metrics(cluster)
