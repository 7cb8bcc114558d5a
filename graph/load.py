"""One document's graph into a store: batched, in one transaction, and only when something changed.

A document is whole or absent at any moment, whenever the process or the server dies: everything that belongs to it
is written in the transaction that makes its Document node. Loading the same again writes nothing; loading another
reading of the same document (same id, or same file) takes the old one out in the same transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph import schema
from graph.store import LoadResult, LoadStatus, Row, Store, Transaction

if TYPE_CHECKING:
    import networkx as nx

BATCH = 5000

FIND = """
MATCH (d:Document {id: $id}) WHERE d.loaded RETURN d.id AS id, d.fingerprint AS fingerprint
UNION
MATCH (d:Document {sha256: $sha256}) WHERE d.loaded RETURN d.id AS id, d.fingerprint AS fingerprint
"""
# What a document shares with others; each may be left without any use once the document is gone.
SHARED = """
MATCH (d:Document {id: $id})-[:CITES|ISSUED_BY|IN_REGION]->(n) RETURN DISTINCT labels(n)[0] AS label, n.id AS id
UNION
MATCH (d:Document {id: $id})-[:IN_REGION]->(:Region)-[:PART_OF*1..3]->(n:Region)
RETURN DISTINCT 'Region' AS label, n.id AS id
UNION
MATCH (m:Measure {document: $id})-[:LED_BY|RESPONSIBLE|SUPPORTED_BY]->(n:Unit)
RETURN DISTINCT 'Unit' AS label, n.id AS id
UNION
MATCH (t:Target {document: $id})-[:MEASURES]->(n:Indicator) RETURN DISTINCT 'Indicator' AS label, n.id AS id
"""
# The write before the check locks the node, so that a load that runs beside this one cannot take it up meanwhile.
SWEEP = """
UNWIND $ids AS id MATCH (n:{label} {{id: id}}) SET n.id = id
WITH n WHERE {unused} DETACH DELETE n RETURN count(*) AS deleted
"""
# In this order: a unit stands in a region. A document that is cited only goes; one that was loaded stays.
UNUSED = {
    "Unit": "NOT (n)<--()",
    "Indicator": "NOT (n)<--()",
    "Document": "NOT n.loaded AND NOT (n)<--()",
    "Region": "NOT (n)<--()",
}


@dataclass(frozen=True, slots=True)
class Batch:
    """One statement with the rows it is run over."""

    cypher: str
    rows: list[Row]


def load(store: Store, graph: nx.MultiDiGraph[str]) -> LoadResult:
    """Load the graph that `graph.build.build` made; see the module for what holds when it is cut short."""
    key: str = graph.graph["document"]
    own = graph.nodes[key]["properties"]
    batches = list(to_batches(graph))

    def work(tx: Transaction) -> LoadResult:
        found = tx.run(FIND, id=key, sha256=own["sha256"])
        if [row["fingerprint"] for row in found] == [own["fingerprint"]] and found[0]["id"] == key:
            return LoadResult(key, "unchanged", 0, 0)
        shared = [row for old in found for row in _take_out(tx, old["id"])]
        for batch in batches:
            tx.run(batch.cypher, rows=batch.rows)
        _sweep(tx, shared)
        status: LoadStatus = "replaced" if found else "added"
        return LoadResult(key, status, graph.number_of_nodes(), graph.number_of_edges())

    return store.transaction(work)


def remove(store: Store, document_id: str) -> bool:
    """Take a loaded document out, with the units, indicators and regions that nothing else uses."""

    def work(tx: Transaction) -> bool:
        if not tx.run("MATCH (d:Document {id: $id}) WHERE d.loaded RETURN d.id AS id", id=document_id):
            return False
        _sweep(tx, _take_out(tx, document_id))
        return True

    return store.transaction(work)


def to_batches(graph: nx.MultiDiGraph[str], size: int = BATCH) -> Iterator[Batch]:
    """The statements that write `graph`, nodes first, each over at most `size` rows."""
    labels = schema.load().labels
    nodes: dict[str, list[Row]] = defaultdict(list)
    for _, data in graph.nodes(data=True):
        properties: Row = data["properties"]
        own = labels[data["label"]].owner == "document" and properties.get("loaded", True)
        nodes[_node_statement(data["label"], own)].append(properties)
    edges: dict[str, list[Row]] = defaultdict(list)
    for start, end, data in graph.edges(data=True):
        ends = graph.nodes[start]["label"], graph.nodes[end]["label"]
        own = labels[ends[0]].owner == "document"
        row: Row = {"start": start, "end": end}
        if data["properties"]:
            row["properties"] = data["properties"]
        edges[_edge_statement(data["type"], *ends, own, bool(data["properties"]))].append(row)
    for cypher, rows in [*nodes.items(), *edges.items()]:
        for first in range(0, len(rows), size):
            yield Batch(cypher, rows[first : first + size])


def _node_statement(label: str, own: Any) -> str:
    """A shared node's properties follow from its key, so whoever comes first sets them."""
    if own:
        return f"UNWIND $rows AS row CREATE (n:{label}) SET n = row"
    return f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) ON CREATE SET n += row"


def _edge_statement(type_: str, start: str, end: str, own: bool, properties: bool) -> str:
    """A relationship that leaves a shared node may be there already."""
    match = f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}})"
    verb = "CREATE" if own else "MERGE"
    return f"{match} {verb} (a)-[r:{type_}]->(b)" + (" SET r = row.properties" if properties else "")


def _take_out(tx: Transaction, document_id: str) -> list[Row]:
    """Delete a document and all that belongs to it; gives the shared nodes it pointed at."""
    shared = tx.run(SHARED, id=document_id)
    for label in schema.load().labels.values():
        if "document" in label.properties:
            tx.run(f"MATCH (n:{label.name} {{document: $id}}) DETACH DELETE n", id=document_id)
    tx.run("MATCH (d:Document {id: $id}) DETACH DELETE d", id=document_id)
    return shared


def _sweep(tx: Transaction, shared: list[Row]) -> None:
    """Delete those of `shared` that nothing points at any more."""
    for label, unused in UNUSED.items():
        ids = sorted({row["id"] for row in shared if row["label"] == label})
        # Again while something goes: with a county goes what held its city.
        while ids and tx.run(SWEEP.format(label=label, unused=unused), ids=ids)[0]["deleted"]:
            pass
