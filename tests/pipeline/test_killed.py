"""`zhengtu add` killed at many points leaves every document whole or absent, and the database usable."""

import os
import subprocess
import sys
import time
from pathlib import Path

from extractors.extract import extract_file
from graph.plans import list_documents, load_plan
from graph.store import open_store

ROOT = Path(__file__).resolve().parents[2]
PLANS = ROOT / "corpus" / "plans"
DELAYS = (0.3, 0.5, 0.7, 0.85, 1.0, 1.15, 1.3, 1.5)


def test_killed_add(tmp_path: Path) -> None:
    whole = {plan.document.id: plan for plan in map(extract_file, PLANS.iterdir())}
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "add", str(PLANS)]
    seen = set()
    for number, delay in enumerate(DELAYS):
        folder = tmp_path / str(number)
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "ZHENGTU_DB": str(folder)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(delay)
        process.kill()
        process.wait()
        with open_store(str(folder)) as store:
            documents = list_documents(store)
            seen.add(len(documents))
            for document in documents:
                assert load_plan(store, document.id).tasks == whole[document.id].tasks
            counted = store.read("MATCH (t:Task) RETURN count(t) AS tasks")[0]["tasks"]
            assert counted == sum(len(whole[document.id].tasks) for document in documents)
    assert 0 in seen
