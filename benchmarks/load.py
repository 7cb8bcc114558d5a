"""Loading against a bare ``UNWIND $rows`` of the same rows, by the same statements, through the same driver.

    python benchmarks/load.py [--governments 200] [--engine embedded|neo4j]

The bare run sends the rows of all documents together, 5,000 to a statement and a transaction; `store.load_all` looks
whether each document is there and writes each whole, some to a transaction, and `store.load` (printed as well, no bar)
each in a transaction of its own. All start on an empty store with the same
indexes and take turns, an eighth of the documents each, so that what else the machine does falls on both. The bar is
0.8 of the bare rate; the rates of the eighths show whether it is flat as the graph grows.
"""

import argparse
import contextlib
import sys
import time
from typing import Any

from engines import ENGINES, copies, engine_name, fresh_store

from graph.build import build
from graph.load import to_batches
from graph.store import Store

BAR = 0.8
PARTS = 8
# Governments loaded before the clock starts: a server compiles what it runs often.
WARM = 25


def rows_of(graph: Any) -> int:
    """Rows that a graph is loaded by."""
    return int(graph.number_of_nodes() + graph.number_of_edges())


def bare(store: Store, graphs: list[Any]) -> float:
    """Seconds for the rows of all `graphs`, grouped by statement."""
    batches = list(to_batches(graphs))
    begin = time.perf_counter()
    with store._driver.session(database=store._database) as session:  # type: ignore[attr-defined]
        for batch in batches:
            session.execute_write(lambda tx, batch=batch: tx.run(batch.cypher, rows=batch.rows).consume())
    return time.perf_counter() - begin


def loaded(store: Store, graphs: list[Any]) -> float:
    """Seconds for loading all of `graphs` in one call."""
    begin = time.perf_counter()
    assert {result.status for result in store.load_all(graphs)} == {"added"}
    return time.perf_counter() - begin


def loaded_singly(store: Store, graphs: list[Any]) -> float:
    """Seconds for loading each of `graphs` by a call of its own."""
    begin = time.perf_counter()
    assert {store.load(graph).status for graph in graphs} == {"added"}
    return time.perf_counter() - begin


def count(store: Store) -> tuple[int, int]:
    """Nodes and relationships in the store."""
    nodes = store.read("MATCH (n) RETURN count(n) AS c")[0]["c"]
    return nodes, store.read("MATCH ()-[r]->() RETURN count(r) AS c")[0]["c"]


def measure(engine: str, graphs: list[Any], warm: list[Any]) -> float:
    """Print and give the ratio of the two rates on `engine`."""
    parts = [graphs[n * len(graphs) // PARTS : (n + 1) * len(graphs) // PARTS] for n in range(PARTS)]
    rows = [sum(map(rows_of, part)) for part in parts]
    ways = (bare, loaded, loaded_singly)
    with contextlib.ExitStack() as stack:
        stores = [stack.enter_context(fresh_store(engine)) for _ in ways]
        for way, store in zip(ways, stores, strict=True):
            way(store, warm)
        times = [[way(store, part) for way, store in zip(ways, stores, strict=True)] for part in parts]
        assert len({count(store) for store in stores}) == 1
    print(f"{engine_name(engine)}: {len(graphs)} documents, {sum(rows)} rows")
    seconds = [sum(column) for column in zip(*times, strict=True)]
    for place, name in enumerate(("bare UNWIND", "store.load_all", "store.load")):
        eighths = " ".join(f"{n / row[place]:6.0f}" for n, row in zip(rows, times, strict=True))
        ratio = f"ratio {seconds[0] / seconds[place]:.2f}"
        print(f"  {name:15} {sum(rows) / seconds[place]:7.0f} rows/s  {ratio}  by eighths {eighths}", flush=True)
    return seconds[0] / seconds[1]


def main() -> int:
    """Exit code 1 when an engine stays under the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--governments", type=int, default=200)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    chosen = parser.parse_args()
    graphs = [build(plan) for plan in copies(chosen.governments + WARM)]
    warm, graphs = graphs[: 2 * WARM], graphs[2 * WARM :]
    ratios = [measure(engine, graphs, warm) for engine in chosen.engine or ENGINES]
    return int(min(ratios) < BAR)


if __name__ == "__main__":
    sys.exit(main())
