"""Documents out of a store: as the graph that was loaded, or as the very same records again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.errors import UserError
from extractors.records import Document, Plan
from graph import schema
from graph.store import Row, Store

if TYPE_CHECKING:
    import networkx as nx

ATTEMPTS = 3

DOCUMENTS = """
MATCH (d:Document) WHERE d.loaded
OPTIONAL MATCH (d)-[r:CITES]->(c:Document)
WITH d, r.position AS position, c ORDER BY position
WITH d, collect({title: c.title, doc_number: c.doc_number}) AS cites
RETURN d.id AS id, d.title AS title, d.doc_number AS doc_number, d.issuer AS issuer, d.region AS region,
       d.level AS level, d.issued_on AS issued_on, d.period AS period, d.sha256 AS sha256, d.source AS source,
       d.media_type AS media_type, d.pages AS pages, cites
ORDER BY region, issued_on, title, id
"""
NODES = "MATCH (n:{label} {{{key}: $id}}) RETURN properties(n) AS properties"
EDGES = """
MATCH (a:{label} {{{key}: $id}})-[r:{types}]->(b)
RETURN a.id AS start, type(r) AS type, properties(r) AS properties, b.id AS end, labels(b)[0] AS label,
       CASE WHEN labels(b)[0] IN $shared OR b.loaded = false THEN properties(b) ELSE null END AS target
"""
UNIT_REGIONS = """
UNWIND $ids AS id MATCH (u:Unit {id: id})-[:IN_REGION]->(r:Region)
RETURN u.id AS start, r.id AS end, properties(r) AS target
"""

PARENT_REGIONS = """
MATCH (d:Document {id: $id})-[:IN_REGION]->(:Region)-[:PART_OF*0..3]->(a:Region)-[:PART_OF]->(b:Region)
RETURN a.id AS start, b.id AS end, properties(b) AS target
"""


def load_plan(store: Store, document_id: str) -> Plan:
    """The plan that was loaded under `document_id`, equal to the one that was built.

    Raises UserError when no such document is in the store.
    """
    from graph.restore import restore

    return restore(load_graph(store, document_id))


def list_documents(store: Store) -> list[Document]:
    """Every loaded document, by region, date and title."""
    from graph.restore import document

    return [
        document(row, [cited for cited in row["cites"] if cited["title"] is not None]) for row in store.read(DOCUMENTS)
    ]


def load_graph(store: Store, document_id: str) -> nx.MultiDiGraph[str]:
    """The graph that was loaded under `document_id`, without what linking added. Raises UserError when not there.

    It is read by several statements; the fingerprint tells when the document was replaced in between.
    """
    from graph.build import fingerprint

    for _ in range(ATTEMPTS):
        graph = _read_graph(store, document_id)
        if graph.nodes[document_id]["properties"]["fingerprint"] == fingerprint(graph):
            return graph
    raise UserError(f"数据库 {store.address} 中的文件 {document_id} 与读入时不符：请用 zhengtu add 重新读入")


def _read_graph(store: Store, document_id: str) -> nx.MultiDiGraph[str]:
    import networkx as nx

    known = schema.load()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(document=document_id)
    shared = [label.name for label in known.labels.values() if label.owner == "shared"]
    parts = [(label.name, "document") for label in known.labels.values() if "document" in label.properties]
    types = "|".join(sorted(r.name for r in known.relationships.values() if r.stage == "build"))
    edges: list[Row] = []
    for label, key in [("Document", "id"), *parts]:
        for row in store.read(NODES.format(label=label, key=key), id=document_id):
            graph.add_node(row["properties"]["id"], label=label, properties=row["properties"])
        if label == "Document" and not (graph and graph.nodes[document_id]["properties"]["loaded"]):
            raise UserError(f"数据库 {store.address} 中没有文件 {document_id}：用 zhengtu list 查看已读入的文件")
        edges += store.read(EDGES.format(label=label, key=key, types=types), id=document_id, shared=shared)
    for row in edges:
        if row["target"] is not None:
            graph.add_node(row["end"], label=row["label"], properties=row["target"])
    for row in edges:
        graph.add_edge(row["start"], row["end"], type=row["type"], properties=row["properties"])
    units = [key for key, node in graph.nodes(data=True) if node["label"] == "Unit"]
    between = {"IN_REGION": store.read(UNIT_REGIONS, ids=units), "PART_OF": store.read(PARENT_REGIONS, id=document_id)}
    for type_, rows in between.items():
        for row in rows:
            graph.add_node(row["end"], label="Region", properties=row["target"])
            graph.add_edge(row["start"], row["end"], type=type_, properties={})
    return graph
