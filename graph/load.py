"""Documents' graphs into a store: batched, each in one transaction, and only when something changed.

A document is whole or absent at any moment, whenever the process or the server dies: everything that belongs to it
is written in the transaction that makes its Document node. Loading the same again writes nothing; loading another
reading of the same document (same id, or same file) takes the old one out in the same transaction.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph import schema
from graph.protocol import LoadResult, LoadStatus, Row, Store, Transaction

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

BATCH = 5000
# Up to so many rows go in one round trip.
WHOLE = 20_000

FIND = """
UNWIND $wanted AS row MATCH (d:Document {id: row.id}) WHERE d.loaded
RETURN row.id AS wanted, d.id AS id, d.fingerprint AS fingerprint, d.source AS source,
  d.folder AS folder, d.sha256 AS sha256
UNION
UNWIND $wanted AS row MATCH (d:Document {sha256: row.sha256}) WHERE d.loaded
RETURN row.id AS wanted, d.id AS id, d.fingerprint AS fingerprint, d.source AS source,
  d.folder AS folder, d.sha256 AS sha256
"""
# What a document shares with others; each may be left without any use once the document is gone.
SHARED = """
MATCH (d:Document {id: $id})-[:CITES|ISSUED_BY|IN_REGION|INVOLVES]->(n) RETURN DISTINCT labels(n)[0] AS label, n.id AS id
UNION
MATCH (d:Document {id: $id})-[:IN_REGION]->(:Region)-[:PART_OF*1..3]->(n:Region)
RETURN DISTINCT 'Region' AS label, n.id AS id
UNION
MATCH (m:Measure {document: $id})-[:LED_BY|RESPONSIBLE|SUPPORTED_BY]->(n:Unit)
RETURN DISTINCT 'Unit' AS label, n.id AS id
UNION
MATCH (t:Target {document: $id})-[:MEASURES]->(n:Indicator) RETURN DISTINCT 'Indicator' AS label, n.id AS id
"""
# The write before the check locks the node, so that a load that runs beside this one cannot take it up meanwhile. It
# writes no indexed property: Neo4j 2026 still finds a node by a key that was written before the node was deleted.
SWEEP = """
UNWIND $ids AS id MATCH (n:{label} {{id: id}}) SET n.sweeping = true REMOVE n.sweeping
WITH n WHERE {unused} DETACH DELETE n RETURN count(*) AS deleted
"""
# A county, its city, its province: each may go only after the one below it.
SWEEPS = 3
# In this order: a unit stands in a region. A document that is cited only goes; one that was loaded stays.
UNUSED = {
    # A counterpart that a comparison found is no use of a unit.
    "Unit": "NOT (n)<-[:LED_BY|RESPONSIBLE|SUPPORTED_BY|INVOLVES|ISSUED_BY]-()",
    "Indicator": "NOT (n)<--()",
    "Document": "NOT n.loaded AND NOT (n)<--()",
    "Region": "NOT (n)<--()",
}


@dataclass(frozen=True, slots=True)
class Batch:
    """One statement with the rows it is run over."""

    cypher: str
    rows: list[Row]


def load(store: Store, graph: Graph) -> LoadResult:
    """Load the graph that `graph.build.build` made; see the module for what holds when it is cut short."""
    return store.transaction(lambda tx: _load(tx, [graph]))[0]


def load_all(store: Store, graphs: Iterable[Graph], size: int = BATCH) -> Iterator[LoadResult]:
    """Load many graphs, several to a transaction of about `size` rows; a result for each, in order, once it is stored.

    Each document is still whole or absent; what is dear is a transaction, and a server asked for each document.
    """
    for group in _groups(graphs, size):
        yield from store.transaction(functools.partial(_load, graphs=group))


def _groups(graphs: Iterable[Graph], size: int) -> Iterator[list[Graph]]:
    """Consecutive graphs of about `size` rows together; the same document or file never twice in one group."""
    group: list[Graph] = []
    rows, seen = 0, set[str]()
    for graph in graphs:
        key = graph.graph["document"]
        marks = {key, graph.nodes[key]["properties"]["sha256"]}
        if group and (rows >= size or seen & marks):
            yield group
            group, rows, seen = [], 0, set()
        group.append(graph)
        rows += graph.number_of_nodes() + graph.number_of_edges()
        seen |= marks
    if group:
        yield group


def _load(tx: Transaction, graphs: list[Graph]) -> list[LoadResult]:
    own = {graph.graph["document"]: graph.nodes[graph.graph["document"]]["properties"] for graph in graphs}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in tx.run(FIND, wanted=[{"id": key, "sha256": properties["sha256"]} for key, properties in own.items()]):
        found[row["wanted"]].append(row)
    results, changed, shared = [], [], []
    for graph in graphs:
        key = graph.graph["document"]
        if [(row["id"], row["fingerprint"]) for row in found[key]] == [(key, own[key]["fingerprint"])]:
            results.append(LoadResult(key, "unchanged", 0, 0))
            continue
        shared += [row for old in found[key] for row in _take_out(tx, old["id"])]
        status: LoadStatus = "replaced" if found[key] else "added"
        others = sorted({row["source"] for row in found[key] if _elsewhere(row, own[key])})
        results.append(
            LoadResult(key, status, graph.number_of_nodes(), graph.number_of_edges(), "、".join(others) or None)
        )
        changed.append(graph)
    _write(tx, list(to_batches(changed)))
    _sweep(tx, shared)
    return results


def _elsewhere(old: Row, new: Row) -> bool:
    """Is a document that is replaced that of another file: other content, from another name or folder?"""
    if old["sha256"] == new["sha256"]:
        return False
    folders = old["folder"], new.get("folder")
    return old["source"] != new["source"] or (None not in folders and folders[0] != folders[1])


def remove(store: Store, document_id: str) -> bool:
    """Take a loaded document out, with the units, indicators and regions that nothing else uses."""

    def work(tx: Transaction) -> bool:
        if not tx.run("MATCH (d:Document {id: $id}) WHERE d.loaded RETURN d.id AS id", id=document_id):
            return False
        take_out(tx, [document_id])
        return True

    return store.transaction(work)


def take_out(tx: Transaction, document_ids: Iterable[str]) -> None:
    """Delete loaded documents with all that belongs to them, and what nothing else uses then."""
    _sweep(tx, [row for document_id in document_ids for row in _take_out(tx, document_id)])


def to_batches(graphs: Iterable[Graph], size: int = BATCH) -> Iterator[Batch]:
    """The statements that write `graphs`, nodes first, each over at most `size` rows."""
    known = schema.load()
    rows: dict[str, list[Row]] = defaultdict(list)
    for graph in graphs:
        for _, data in graph.nodes(data=True):
            properties: Row = data["properties"]
            own = known.labels[data["label"]].owner == "document" and properties.get("loaded") is not False
            rows[_node_statement(data["label"], own)].append(properties)
        for start, end, data in graph.edges(data=True):
            ends = graph.nodes[start]["label"], graph.nodes[end]["label"]
            row: Row = {"start": start, "end": end, "properties": data["properties"]}
            rows[_edge_statement(known, data["type"], *ends)].append(row)
    for cypher in _statements():
        for first in range(0, len(rows[cypher]), size):
            yield Batch(cypher, rows[cypher][first : first + size])


@functools.cache
def _statements() -> tuple[str, ...]:
    """Every statement that a document can need, in an order in which ends are there before relationships."""
    known = schema.load()
    nodes = [
        _node_statement(label.name, own)
        for label in known.labels.values()
        for own in (True, False)
        if label.stage == "build" and (label.name == "Document" or own == (label.owner == "document"))
    ]
    edges = [
        _edge_statement(known, relationship.name, start, end)
        for relationship in known.relationships.values()
        for start, end in relationship.ends
        if relationship.stage == "build"
    ]
    return (*nodes, *edges)


@functools.cache
def _whole_statement() -> str:
    """All of `_statements` as one: a round trip for a document, and one plan for the server to keep for all of them."""
    parts = [f"CALL () {{ {cypher.replace('$rows', f'$rows{n}')} }}" for n, cypher in enumerate(_statements())]
    return "\n".join([*parts, "RETURN 1 AS done"])


def _write(tx: Transaction, batches: list[Batch]) -> None:
    if not batches:
        return
    if sum(len(batch.rows) for batch in batches) > WHOLE:
        for batch in batches:
            tx.run(batch.cypher, rows=batch.rows)
        return
    rows: dict[str, list[Row]] = defaultdict(list)
    for batch in batches:
        rows[batch.cypher] += batch.rows
    tx.run(_whole_statement(), **{f"rows{n}": rows[cypher] for n, cypher in enumerate(_statements())})


def _node_statement(label: str, own: bool) -> str:
    """A shared node's properties follow from its key, so whoever comes first sets them.

    But a document that is only cited may be there from an older version, without the keys that it is found by now.
    """
    if own:
        return f"UNWIND $rows AS row CREATE (n:{label}) SET n = row"
    renewed = " ON MATCH SET n += CASE WHEN n.loaded THEN {} ELSE row END" if label == "Document" else ""
    return f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) ON CREATE SET n += row{renewed}"


def _edge_statement(known: schema.Schema, type_: str, start: str, end: str) -> str:
    """A relationship that leaves a shared node may be there already."""
    match = f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}})"
    verb = "CREATE" if known.labels[start].owner == "document" else "MERGE"
    properties = " SET r = row.properties" if known.relationships[type_].properties else ""
    return f"{match} {verb} (a)-[r:{type_}]->(b){properties}"


def _take_out(tx: Transaction, document_id: str) -> list[Row]:
    """Delete a document and all that belongs to it; gives the shared nodes it pointed at."""
    shared = tx.run(SHARED, id=document_id)
    for label in schema.load().labels.values():
        if "document" in label.properties:
            tx.run(f"MATCH (n:{label.name} {{document: $id}}) DETACH DELETE n", id=document_id)
    for side in ("upper", "lower"):
        tx.run(f"MATCH (f:Finding {{{side}: $id}}) DETACH DELETE f", id=document_id)
    tx.run("MATCH (d:Document {id: $id}) DETACH DELETE d", id=document_id)
    return shared


def _sweep(tx: Transaction, shared: list[Row]) -> None:
    """Delete those of `shared` that nothing points at any more."""
    for label, unused in UNUSED.items():
        ids = sorted({row["id"] for row in shared if row["label"] == label})
        for _ in range(SWEEPS):
            if not ids or not tx.run(SWEEP.format(label=label, unused=unused), ids=ids)[0]["deleted"]:
                break
