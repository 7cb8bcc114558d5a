"""Loading against a bare ``UNWIND $rows`` of the same rows, by the same statements, through the same driver.

    python benchmarks/load.py [--governments 200] [--engine embedded|neo4j]

The bare run sends the rows of all documents together, 5,000 to a statement and a transaction; loading sends each
document in a transaction of its own, having looked whether it is there. Both start on an empty store with the same
indexes and take turns, an eighth of the documents each, so that what else the machine does falls on both. The bar is
0.8 of the bare rate; the rates of the eighths show whether it is flat as the graph grows.
"""

import argparse
import sys
import time
from collections import defaultdict
from typing import Any

from engines import ENGINES, copies, engine_name, fresh_store

from graph.build import build
from graph.load import BATCH, to_batches
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
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for graph in graphs:
        for batch in to_batches(graph):
            grouped[batch.cypher].extend(batch.rows)
    order = sorted(grouped, key=lambda cypher: "MATCH (a:" in cypher)  # nodes before relationships
    begin = time.perf_counter()
    with store._driver.session(database=store._database) as session:  # type: ignore[attr-defined]
        for cypher in order:
            for first in range(0, len(grouped[cypher]), BATCH):
                rows = grouped[cypher][first : first + BATCH]
                session.execute_write(lambda tx, c=cypher, r=rows: tx.run(c, rows=r).consume())
    return time.perf_counter() - begin


def loaded(store: Store, graphs: list[Any]) -> float:
    """Seconds for loading each of `graphs`."""
    begin = time.perf_counter()
    for graph in graphs:
        assert store.load(graph).status == "added"
    return time.perf_counter() - begin


def count(store: Store) -> tuple[int, int]:
    """Nodes and relationships in the store."""
    nodes = store.read("MATCH (n) RETURN count(n) AS c")[0]["c"]
    return nodes, store.read("MATCH ()-[r]->() RETURN count(r) AS c")[0]["c"]


def measure(engine: str, graphs: list[Any], warm: list[Any]) -> float:
    """Print and give the ratio of the two rates on `engine`."""
    parts = [graphs[n * len(graphs) // PARTS : (n + 1) * len(graphs) // PARTS] for n in range(PARTS)]
    rows = [sum(map(rows_of, part)) for part in parts]
    with fresh_store(engine) as one, fresh_store(engine) as other:
        bare(one, warm)
        loaded(other, warm)
        pairs = [(bare(one, part), loaded(other, part)) for part in parts]
        assert count(one) == count(other)
    bare_seconds, seconds = (sum(times) for times in zip(*pairs, strict=True))
    ratio = bare_seconds / seconds
    print(f"{engine_name(engine)}: {len(graphs)} documents, {sum(rows)} rows")
    print(f"  bare UNWIND   {sum(rows) / bare_seconds:8.0f} rows/s   {bare_seconds:6.1f} s")
    print(f"  store.load    {sum(rows) / seconds:8.0f} rows/s   {seconds:6.1f} s   ratio {ratio:.2f} (bar {BAR})")
    for name, place in (("bare", 0), ("load", 1)):
        print(
            f"  {name} by eighths",
            *(f"{n / pair[place]:6.0f}" for n, pair in zip(rows, pairs, strict=True)),
            flush=True,
        )
    return ratio


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
