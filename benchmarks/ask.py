"""How long questions take on a graph of many plans: every file of queries/questions, with its own example.

    python benchmarks/ask.py [--governments 200] [--engine embedded|neo4j] [--repeat 40]

The examples name places and units of the two plans. A question that takes a region is asked twice: within one, drawn
anew for each run so that no answer comes from a cache of results, and of the whole graph, where answers have thousands
of rows and a page of 100 is given with their number. The bar, 50 ms at the 95th percentile, holds for all of them.
"""

import argparse
import random
import sys
import time
from typing import Any

from engines import ENGINES, copies, engine_name, fresh_store

from graph.build import build
from graph.store import Store
from queries.catalogue import FOUND, Question, catalogue

BAR_MS = 50.0
# A server compiles what it runs often: these runs of each question are not counted.
WARM = 10


def parameters(question: Question, regions: list[str], everywhere: bool) -> dict[str, Any]:
    """The question's example, asked of one of `regions` where it takes one and the whole graph is not meant."""
    values = {**question.defaults, **question.example}
    if "region" in values:
        values["region"] = "" if everywhere and "region" in question.defaults else random.choice(regions)
    return values


def percentiles(
    store: Store, question: Question, regions: list[str], everywhere: bool, repeat: int
) -> tuple[float, float, int, int]:
    """Median and 95th percentile in ms; of the last answer the rows given and the rows that there are."""
    times, rows = [], []
    for turn in range(WARM + repeat):
        values = parameters(question, regions, everywhere)
        begin = time.perf_counter()
        rows = store.read(question.cypher, **values)
        if turn >= WARM:
            times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    high = times[min(len(times) - 1, int(len(times) * 0.95))]
    return times[len(times) // 2], high, len(rows), rows[0][FOUND] if rows else 0


def measure(engine: str, graphs: list[Any], regions: list[str], repeat: int) -> bool:
    """Print a line for each question and scope; whether all keep the bar."""
    kept = True
    with fresh_store(engine) as store:
        assert {result.status for result in store.load_all(graphs)} == {"added"}
        print(f"{engine_name(engine)}: {len(graphs)} documents")
        for name, question in catalogue().items():
            scopes = ("one region", "everywhere") if "region" in question.defaults else ("",)
            for scope in scopes:
                median, high, rows, found = percentiles(store, question, regions, scope == "everywhere", repeat)
                kept &= high <= BAR_MS
                mark = "  over the bar" if high > BAR_MS else ""
                times = f"p50 {median:6.1f} ms   p95 {high:6.1f} ms"
                print(f"  {name:32} {scope:12} {times}   {rows:4} of {found:5} rows{mark}", flush=True)
    return kept


def main() -> int:
    """Exit code 1 when a question takes longer than the bar."""
    random.seed(7)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--governments", type=int, default=200)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--repeat", type=int, default=40)
    chosen = parser.parse_args()
    plans = list(copies(chosen.governments))
    regions = [plan.document.region or "" for plan in plans]
    graphs = [build(plan) for plan in plans]
    kept = [measure(engine, graphs, regions, chosen.repeat) for engine in chosen.engine or ENGINES]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
