"""Nothing is half-written: a process that loads documents is killed with kill -9 at many points.

Afterwards the store opens, each document is whole or absent, and each that was reported as loaded is there, in the
version last reported or, when the kill came after the commit, in the one after it.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from loading import DOCUMENTS, plan_number
from neo4j_server import Neo4jServer

from graph.plans import list_documents, load_plan
from graph.store import Store, open_store

HERE = Path(__file__).parent
ROUNDS = 12
# Loading all takes one to three seconds; kills are spread evenly over the first, with a fixed seed.
LONGEST = 1.2


def load_and_kill(target: str, pause: float, password: str | None = None) -> dict[int, float]:
    """Start loading, kill it `pause` seconds after the store is open; gives number and rate of what was reported."""
    process = subprocess.Popen(
        [sys.executable, "loading.py", target],
        cwd=HERE,
        env={**os.environ, "ZHENGTU_TEST_PASSWORD": password or ""} if password else None,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    time.sleep(pause)
    process.kill()
    lines = process.stdout.read().splitlines()
    process.wait()
    return {int(number): float(rate) for number, rate in (line.split() for line in lines if line.count(" ") == 1)}


def check(store: Store, reported: dict[int, float]) -> int:
    """Assert that every document is whole and none that was reported is lost; gives how many there are."""
    present = {document.id for document in list_documents(store)}
    for number in range(DOCUMENTS):
        old, new = plan_number(number, 90.0), plan_number(number, 95.0)
        if old.document.id in present:
            assert load_plan(store, old.document.id) in (old, new)
        if number in reported:
            found = load_plan(store, old.document.id)
            assert found == new or (reported[number] == 90.0 and found == old)
    belonging = store.read("MATCH (n) WHERE n.document IS NOT NULL RETURN DISTINCT n.document AS id")
    assert {row["id"] for row in belonging} <= present
    adrift = store.read("MATCH (n) WHERE NOT (n)--() RETURN count(n) AS c")
    assert adrift == [{"c": 0}]
    return len(present)


def test_embedded_survives_kill(tmp_path: Path) -> None:
    chance = random.Random(3)
    seen = set()
    for turn in range(ROUNDS):
        target = str(tmp_path / f"store{turn % 3}")  # three stores are killed four times each, over what was left
        reported = load_and_kill(target, LONGEST * (turn + chance.random()) / ROUNDS)
        with open_store(target) as store:
            seen.add(check(store, reported))
    assert len(seen) > 1, "the kills should fall at different points"


def test_server_survives_killed_client(neo4j_store: Store, neo4j_server: Neo4jServer) -> None:
    chance = random.Random(5)
    for turn in range(4):
        reported = load_and_kill(neo4j_server.url, 0.3 * (turn + chance.random()), neo4j_server.password)
        end = time.monotonic() + 20
        while True:  # the server rolls back what the dead client left open in its own time
            try:
                check(neo4j_store, reported)
                break
            except AssertionError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)


def test_store_that_was_killed_loads_on(tmp_path: Path) -> None:
    target = str(tmp_path / "store")
    load_and_kill(target, 0.4)
    subprocess.run([sys.executable, "loading.py", target], cwd=HERE, check=True, stdout=subprocess.DEVNULL)
    with open_store(target) as store:
        assert check(store, dict.fromkeys(range(DOCUMENTS), 95.0)) == DOCUMENTS


@pytest.mark.parametrize("pause", [0.0, 0.02, 0.05, 0.1, 0.2, 0.3])
def test_kill_while_the_store_is_made(tmp_path: Path, pause: float) -> None:
    target = str(tmp_path / "store")
    process = subprocess.Popen([sys.executable, "loading.py", target], cwd=HERE, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 20
    while not Path(target).exists() and time.monotonic() < end:
        time.sleep(0.002)
    time.sleep(pause)
    process.kill()
    process.wait()
    with open_store(target) as store:
        check(store, {})
