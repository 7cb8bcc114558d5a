"""One document's graph back to the records it was built from: the inverse of `graph.build.build`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractors.records import (
    Assignment,
    Citation,
    Deadline,
    Document,
    Measure,
    Plan,
    Role,
    Section,
    Span,
    Target,
    Task,
    Warning,
)

if TYPE_CHECKING:
    import networkx as nx

Properties = dict[str, Any]
ROLES: dict[str, Role] = {"LED_BY": "lead", "RESPONSIBLE": "responsible", "SUPPORTED_BY": "supporting"}


def restore(graph: nx.MultiDiGraph[str]) -> Plan:
    """The plan behind `graph`, equal to the one that was built. Raises KeyError on any other graph."""
    key = graph.graph["document"]
    own: Properties = graph.nodes[key]["properties"]
    cites = [graph.nodes[end]["properties"] for end, _, _ in _out(graph, key, ("CITES",))]
    return Plan(
        document=document(own, cites),
        text=str(next(iter(_nodes(graph, "Text")))["text"]),
        sections=tuple(_section(p) for p in _nodes(graph, "Section")),
        tasks=tuple(_task(graph, p) for p in _nodes(graph, "Task")),
        targets=tuple(_target(p) for p in _nodes(graph, "Target")),
        warnings=tuple(
            Warning(code, message, span)
            for code, message, span in zip(
                own["warning_codes"], own["warning_messages"], _spans(own, "warning"), strict=True
            )
        ),
    )


def document(own: Properties, cites: list[Properties]) -> Document:
    """The record of a document from its node's properties and those of the documents it cites, in order."""
    return Document(
        id=own["id"],
        title=own["title"],
        doc_number=own.get("doc_number"),
        issuer=own.get("issuer"),
        region=own.get("region"),
        level=own.get("level"),
        issued_on=own.get("issued_on"),
        period=own.get("period"),
        cites=tuple(Citation(c["title"], c.get("doc_number")) for c in cites),
        sha256=own["sha256"],
        source=own["source"],
        media_type=own["media_type"],
        pages=own["pages"],
    )


def _nodes(graph: nx.MultiDiGraph[str], label: str) -> list[Properties]:
    """Properties of the nodes of `label`, by position where there are several."""
    found = [data["properties"] for _, data in graph.nodes(data=True) if data["label"] == label]
    return sorted(found, key=lambda properties: int(properties["position"])) if len(found) > 1 else found


def _out(graph: nx.MultiDiGraph[str], start: str, types: tuple[str, ...]) -> list[tuple[str, str, Properties]]:
    """End, type and properties of the relationships of `types` that leave `start`, by position."""
    found = [
        (end, data["type"], data["properties"])
        for _, end, data in graph.out_edges(start, data=True)
        if data["type"] in types
    ]
    return sorted(found, key=lambda edge: int(edge[2]["position"]))


def _span(own: Properties) -> Span:
    return Span(own["start"], own["end"])


def _spans(own: Properties, prefix: str) -> list[Span]:
    return [Span(*bounds) for bounds in zip(own[f"{prefix}_starts"], own[f"{prefix}_ends"], strict=True)]


def _section(own: Properties) -> Section:
    return Section(own["id"], own["heading"], tuple(own["path"]), own["level"], _span(own))


def _task(graph: nx.MultiDiGraph[str], own: Properties) -> Task:
    measures = [
        graph.nodes[end]["properties"]
        for _, end, data in graph.out_edges(own["id"], data=True)
        if data["type"] == "HAS_MEASURE"
    ]
    return Task(
        id=own["id"],
        number=own.get("number"),
        title=own["title"],
        section_id=own.get("section_id"),
        section=tuple(own["section"]),
        measures=tuple(_measure(graph, m) for m in sorted(measures, key=lambda m: int(m["position"]))),
        span=_span(own),
        page=own.get("page"),
        cell=own.get("cell"),
    )


def _measure(graph: nx.MultiDiGraph[str], own: Properties) -> Measure:
    start = own.get("responsibility_start")
    deadlines = zip(own["deadlines"], own["deadline_dates"], _spans(own, "deadline"), strict=True)
    return Measure(
        id=own["id"],
        text=own["text"],
        span=_span(own),
        page=own.get("page"),
        cell=own.get("cell"),
        assignments=tuple(
            Assignment(p["raw"], p.get("canonical", graph.nodes[end]["properties"]["name"]), ROLES[type_], _span(p))
            for end, type_, p in _out(graph, own["id"], tuple(ROLES))
        ),
        deadlines=tuple(Deadline(text, date or None, span) for text, date, span in deadlines),
        persons=tuple(own["persons"]),
        responsibility_text=own.get("responsibility_text"),
        responsibility_span=None if start is None else Span(start, own["responsibility_end"]),
    )


def _target(own: Properties) -> Target:
    return Target(
        id=own["id"],
        indicator=own["indicator"],
        kind=own["kind"],
        comparator=own["comparator"],
        bound=own.get("bound"),
        value=own.get("value"),
        value_high=own.get("value_high"),
        unit=own.get("unit"),
        year=own.get("year"),
        base_year=own.get("base_year"),
        base_value=own.get("base_value"),
        scope=own.get("scope"),
        margin=own.get("margin"),
        text=own["text"],
        span=_span(own),
        page=own.get("page"),
        cell=own.get("cell"),
        task=own.get("task"),
        measure=own.get("measure"),
    )
