"""How long questions take on a graph of many plans: every file of queries/questions, with its own example.

    python benchmarks/ask.py [--governments 200] [--engine embedded|neo4j] [--repeat 40]

The examples name places and units of the two plans; on a graph of invented governments a region, where the question
takes one, is drawn anew for each run, so that no answer comes from a cache of results. The bar, 50 ms at the 95th
percentile, holds for the questions by key or by words within one region; the others are printed beside them.
"""

import argparse
import random
import sys
import time
from typing import Any

from engines import ENGINES, copies, engine_name, fresh_store

from graph.build import build
from graph.store import Store
from queries.catalogue import Question, catalogue

BAR_MS = 50.0
WARM = 5


def parameters(question: Question, regions: list[str]) -> dict[str, Any]:
    """The question's example, asked of one of `regions` where it can be."""
    values = {**question.defaults, **question.example}
    if "region" in values:
        values["region"] = random.choice(regions)
    if values.get("document"):
        values["document"] = next(name for name in ("新郑市", "郑州市") if name in values["document"])
    return values


def percentiles(store: Store, question: Question, regions: list[str], repeat: int) -> tuple[float, float, int]:
    """Median and 95th percentile in ms, and rows of the last answer."""
    times, rows = [], 0
    for turn in range(WARM + repeat):
        values = parameters(question, regions)
        begin = time.perf_counter()
        rows = len(store.read(question.cypher, **values))
        if turn >= WARM:
            times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    return times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.95))], rows


def measure(engine: str, graphs: list[Any], regions: list[str], repeat: int) -> bool:
    """Print a line for each question; whether all that the bar holds for keep it."""
    kept = True
    with fresh_store(engine) as store:
        for graph in graphs:
            store.load(graph)
        print(f"{engine_name(engine)}: {len(graphs)} documents")
        for name, question in catalogue().items():
            median, high, rows = percentiles(store, question, regions, repeat)
            barred = "region" in question.parameters
            kept &= not barred or high <= BAR_MS
            mark = ("  over the bar" if high > BAR_MS else "") if barred else "  (no bar)"
            print(f"  {name:32} p50 {median:7.1f} ms   p95 {high:7.1f} ms   {rows:5} rows{mark}", flush=True)
    return kept


def main() -> int:
    """Exit code 1 when a question by key or by words takes longer than the bar."""
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
