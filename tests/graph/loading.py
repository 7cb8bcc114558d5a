"""A process that loads documents one after another until it is killed: `python loading.py FOLDER-OR-URL`.

Prints ``open`` when the store is open and a line for each document once it is reported as loaded. For a server the
password comes by the environment.
"""

import os
import sys

from made import small_plan

from graph.build import build
from graph.store import open_store

DOCUMENTS = 12
MEASURES = 40


def plan_number(number: int, rate: float = 95.0):  # type: ignore[no-untyped-def]
    """The plan that is loaded as number `number`: large enough for loading to take a while."""
    from dataclasses import replace

    plan = small_plan("甲市", title=f"方案{number}", rate=rate)
    task = plan.tasks[0]
    measures = tuple(replace(task.measures[0], id=f"{task.id}/m{n}") for n in range(MEASURES))
    target = replace(plan.targets[0], measure=measures[0].id)
    return replace(plan, tasks=(replace(task, measures=measures),), targets=(target,))


if __name__ == "__main__":
    with open_store(sys.argv[1], password=os.environ.get("ZHENGTU_TEST_PASSWORD")) as store:
        print("open", flush=True)
        for number in range(DOCUMENTS):
            store.load(build(plan_number(number, 90.0)))
            print(f"{number} 90.0", flush=True)
        for number, _ in enumerate(store.load_all(build(plan_number(n, 95.0)) for n in range(DOCUMENTS))):
            print(f"{number} 95.0", flush=True)
