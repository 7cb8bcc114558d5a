"""A graph as a file: GraphML for drawing programs, node-link JSON for programs, Cypher for any Neo4j.

Graphs come from `graph.build.build`, `graph.plans.load_graph` (one document) or `read_store` (all of a store).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from extractors.errors import UserError
from graph import schema
from graph.store import Row, Store

if TYPE_CHECKING:
    import networkx as nx

BATCH = 500
# XML 1.0, production [2]: every other character makes a file that no program opens.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CYPHER_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
CONTROL = re.compile("[\\\\'\u0000-\u001f\u007f-\u009f\u2028\u2029]")


def export(graph: nx.MultiDiGraph[str], form: str) -> str:
    """`graph` in one of `FORMS` (graphml, json, cypher). Raises UserError for another."""
    if form not in FORMS:
        raise UserError(f"不认识导出格式“{form}”：可用 {'、'.join(FORMS)}")
    return FORMS[form](graph)


def read_store(store: Store) -> nx.MultiDiGraph[str]:
    """All that `store` holds, links and findings included."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    known = schema.load()
    for label in known.labels:
        for row in store.read(f"MATCH (n:{label}) RETURN properties(n) AS properties ORDER BY n.id"):
            graph.add_node(row["properties"]["id"], label=label, properties=row["properties"])
    for relationship in known.relationships.values():
        for start, end in relationship.ends:
            edges = store.read(
                f"MATCH (a:{start})-[r:{relationship.name}]->(b:{end}) "
                "RETURN a.id AS start, b.id AS end, properties(r) AS properties ORDER BY start, end"
            )
            for row in edges:
                graph.add_edge(row["start"], row["end"], type=relationship.name, properties=row["properties"])
    return graph


def to_graphml(graph: nx.MultiDiGraph[str]) -> str:
    """GraphML; a list becomes its JSON text, and a character that XML cannot hold becomes U+FFFD."""
    import networkx as nx

    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, data in graph.nodes(data=True):
        flat.add_node(_xml(key), label=data["label"], **_scalars(data["properties"]))
    for start, end, data in graph.edges(data=True):
        flat.add_edge(_xml(start), _xml(end), type=data["type"], **_scalars(data["properties"]))
    return "\n".join(nx.generate_graphml(flat, named_key_ids=True)) + "\n"


def _scalars(properties: Row) -> Row:
    return {name: _xml(value) for name, value in properties.items()}


def _xml(value: Any) -> Any:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    return NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value


def to_node_link(graph: nx.MultiDiGraph[str]) -> str:
    """Node-link JSON, as ``networkx.node_link_graph(data, edges="edges")`` reads it back."""
    import networkx as nx

    return json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1) + "\n"


def to_cypher(graph: nx.MultiDiGraph[str]) -> str:
    """A script for Neo4j Browser or cypher-shell that makes the graph, once however often it is run."""
    return "".join(f"{statement};\n" for statement in cypher_statements(graph))


def cypher_statements(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """The statements of `to_cypher`: constraints, nodes, relationships."""
    known = schema.load()
    nodes: dict[str, list[Row]] = defaultdict(list)
    for _, data in graph.nodes(data=True):
        nodes[data["label"]].append(data["properties"])
    edges: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for start, end, data in graph.edges(data=True):
        pair = graph.nodes[start]["label"], graph.nodes[end]["label"]
        edges[data["type"], *pair].append({"start": start, "end": end, "properties": data["properties"]})
    for label in nodes:
        yield next(schema.statements(known, [label]))
    for label, rows in nodes.items():
        yield from _over(rows, f"MERGE (n:{label} {{id: row.id}}) SET n += row")
    for (type_, start_label, end_label), rows in edges.items():
        # A unit may be named twice in one measure, and then stands in two places.
        key = " {position: row.properties.position}" if "position" in known.relationships[type_].properties else ""
        match = f"MATCH (a:{start_label} {{id: row.start}}) MATCH (b:{end_label} {{id: row.end}})"
        yield from _over(rows, f"{match} MERGE (a)-[r:{type_}{key}]->(b) SET r += row.properties")


def _over(rows: list[Row], clause: str) -> Iterator[str]:
    for first in range(0, len(rows), BATCH):
        yield f"UNWIND {literal(rows[first : first + BATCH])} AS row {clause}"


def literal(value: Any) -> str:
    """A value as Cypher writes it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).replace("e+", "e")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return "'" + CONTROL.sub(lambda found: _escape(found[0]), value) + "'"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return "{" + ", ".join(f"{name}: {literal(item)}" for name, item in value.items()) + "}"


def _escape(character: str) -> str:
    return CYPHER_ESCAPES.get(character, f"\\u{ord(character):04x}")


FORMS: dict[str, Callable[[nx.MultiDiGraph[str]], str]] = {
    "graphml": to_graphml,
    "json": to_node_link,
    "cypher": to_cypher,
}
