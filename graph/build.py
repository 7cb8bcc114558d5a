"""Records to one networkx graph: what is loaded, compared between two versions of a plan, drawn and exported.

Nodes are keyed by id and carry ``label`` and ``properties``; edges carry ``type`` and ``properties``; both as
schema.yaml says. What is unknown (None) has no property. ``graph.graph["document"]`` is the document's node key.
Spans become the integers ``start`` and ``end``; `graph.restore` turns the graph back into the same records.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import networkx as nx

from extractors.records import Assignment, Document, Measure, Plan, Role, Section, Span, Target, Task
from graph import schema
from graph.cited import plain_number, plain_title
from graph.ids import cited_id, government, indicator_id, indicator_name, region_id, text_id, unit_id, unit_name
from graph.regions import parents
from graph.totals import counts, earliest_due, involved, measures_below, named_by_role, section_at, section_of
from graph.units import unit_kind

LONGEST_KEY = 200
ROLE_TYPES: dict[Role, str] = {"lead": "LED_BY", "responsible": "RESPONSIBLE", "supporting": "SUPPORTED_BY"}


def build(plan: Plan, folder: str | None = None) -> nx.MultiDiGraph[str]:
    """The graph of one document; `folder` is the key of where its file lies (`graph.ids.folder_id`).

    Raises ValueError when two records share an id (a fault of the reader's).
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(document=plan.document.id)
    _add_document(graph, plan, folder)
    below = measures_below(plan)
    for position, section in enumerate(plan.sections):
        _add_section(graph, plan.document.id, position, section, below[section.id])
    _join_sections(graph, plan)
    for position, task in enumerate(plan.tasks):
        _add_task(graph, plan.document, position, task, section_of(plan, task))
    for position, target in enumerate(plan.targets):
        _add_target(graph, plan, position, target)
    for unit, duties in involved(plan).items():
        add_edge(graph, plan.document.id, "INVOLVES", _add_unit(graph, plan.document, unit), **duties)
    graph.nodes[plan.document.id]["properties"]["fingerprint"] = fingerprint(graph)
    return graph


def fingerprint(graph: nx.MultiDiGraph[str]) -> str:
    """SHA-256 of all that the graph says, save where the file lay: equal if and only if loading changes nothing."""
    own = ("fingerprint", "source", "folder")
    nodes = sorted(
        (key, data["label"], sorted((k, v) for k, v in data["properties"].items() if k not in own))
        for key, data in graph.nodes(data=True)
    )
    edges = sorted(
        json.dumps([start, end, data["type"], sorted(data["properties"].items())])
        for start, end, data in graph.edges(data=True)
    )
    return hashlib.sha256(json.dumps([nodes, edges]).encode()).hexdigest()


def add_node(graph: nx.MultiDiGraph[str], label: str, key: str, **properties: Any) -> None:
    """Add a node that belongs to the document; its key must be new."""
    if key in graph:
        raise ValueError(f"{label} {key!r}: id is already that of a {graph.nodes[key]['label']}")
    graph.add_node(key, label=label, properties=_known({"id": key, **properties}))


def add_shared(graph: nx.MultiDiGraph[str], label: str, key: str, **properties: Any) -> str:
    """Add a node that other documents may hold too, unless it is there; gives its key."""
    if key not in graph:
        add_node(graph, label, key, **properties)
    return key


def add_edge(graph: nx.MultiDiGraph[str], start: str, type_: str, end: str, /, **properties: Any) -> None:
    """Add a relationship; two units named twice in one measure make two."""
    graph.add_edge(start, end, type=type_, properties=_known(properties))


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}


def _bounds(spans: Iterable[Span], prefix: str) -> dict[str, list[int]]:
    spans = list(spans)
    return {f"{prefix}_starts": [s.start for s in spans], f"{prefix}_ends": [s.end for s in spans]}


def _add_document(graph: nx.MultiDiGraph[str], plan: Plan, folder: str | None) -> None:
    document = plan.document
    add_node(
        graph,
        "Document",
        document.id,
        loaded=True,
        title=document.title,
        doc_number=document.doc_number,
        **_keys(document.title, document.doc_number),
        issuer=document.issuer,
        region=document.region,
        level=document.level,
        issued_on=document.issued_on,
        period=document.period,
        sha256=document.sha256,
        source=document.source,
        folder=folder,
        media_type=document.media_type,
        pages=document.pages,
        schema_version=schema.load().version,
        **counts(plan),
        warning_codes=[w.code for w in plan.warnings],
        warning_messages=[w.message for w in plan.warnings],
        **_bounds((w.span for w in plan.warnings), "warning"),
    )
    add_node(graph, "Text", text_id(document.id), document=document.id, text=plan.text)
    add_edge(graph, document.id, "HAS_TEXT", text_id(document.id))
    if document.region:
        _add_region(graph, document)
    if document.issuer:
        add_edge(graph, document.id, "ISSUED_BY", _add_unit(graph, document, document.issuer))
    for position, citation in enumerate(document.cites):
        key = cited_id(citation.title, citation.doc_number)
        title, number = citation.title, citation.doc_number
        add_shared(graph, "Document", key, loaded=False, title=title, doc_number=number, **_keys(title, number))
        add_edge(graph, document.id, "CITES", key, position=position)


def _keys(title: str, doc_number: str | None) -> dict[str, str | None]:
    """By what a citation and the document that it means are known to be one."""
    return {"title_key": plain_title(title)[:LONGEST_KEY] or None, "number_key": plain_number(doc_number)}


def _add_region(graph: nx.MultiDiGraph[str], document: Document) -> None:
    below = document.id
    for type_, name in zip(
        ("IN_REGION", "PART_OF", "PART_OF"), (document.region, *parents(document.region or "")), strict=False
    ):
        region = add_shared(graph, "Region", region_id(name or ""), name=name)
        add_edge(graph, below, type_, region)
        below = region


def _add_unit(graph: nx.MultiDiGraph[str], document: Document, canonical: str) -> str:
    scope, name = government(document), unit_name(canonical)
    key = unit_id(scope, name)
    if key not in graph:
        add_node(graph, "Unit", key, name=name, words=name, government=scope, kind=unit_kind(name))
        if document.region:
            add_edge(graph, key, "IN_REGION", region_id(document.region))
    return key


def _add_section(graph: nx.MultiDiGraph[str], document: str, position: int, section: Section, measures: int) -> None:
    add_node(
        graph,
        "Section",
        section.id,
        document=document,
        position=position,
        heading=section.heading,
        path=list(section.path),
        level=section.level,
        start=section.span.start,
        end=section.span.end,
        measure_count=measures,
    )


def _join_sections(graph: nx.MultiDiGraph[str], plan: Plan) -> None:
    """Hang each section under the one printed above it whose path it continues, else under the document."""
    above: dict[tuple[str, ...], str] = {}
    for section in plan.sections:
        parent = above.get(section.path[:-1], plan.document.id) if len(section.path) > 1 else plan.document.id
        add_edge(graph, parent, "HAS_SECTION", section.id)
        above[section.path] = section.id


def _parent(graph: nx.MultiDiGraph[str], document: str, *candidates: tuple[str, str | None]) -> str:
    """The first of `candidates` (label, id) that the graph holds, else the document."""
    for label, key in candidates:
        if key is not None and key in graph and graph.nodes[key]["label"] == label:
            return key
    return document


def _add_task(graph: nx.MultiDiGraph[str], document: Document, position: int, task: Task, section: str | None) -> None:
    add_node(
        graph,
        "Task",
        task.id,
        document=document.id,
        position=position,
        number=task.number,
        title=task.title,
        section=list(task.section),
        section_id=task.section_id,
        start=task.span.start,
        end=task.span.end,
        page=task.page,
        cell=task.cell,
        measure_count=len(task.measures),
    )
    add_edge(graph, _parent(graph, document.id, ("Section", section)), "HAS_TASK", task.id)
    for place, measure in enumerate(task.measures):
        _add_measure(graph, document.id, place, measure)
        add_edge(graph, task.id, "HAS_MEASURE", measure.id)
        for order, assignment in enumerate(measure.assignments):
            _add_assignment(graph, document, measure.id, order, assignment)


def _add_measure(graph: nx.MultiDiGraph[str], document: str, position: int, measure: Measure) -> None:
    responsibility = measure.responsibility_span
    add_node(
        graph,
        "Measure",
        measure.id,
        document=document,
        position=position,
        text=measure.text,
        start=measure.span.start,
        end=measure.span.end,
        page=measure.page,
        cell=measure.cell,
        led=bool(measure.units("lead")),
        **named_by_role(measure),
        due=earliest_due(measure),
        target_count=0,
        deadlines=[d.text for d in measure.deadlines],
        deadline_dates=[d.date or "" for d in measure.deadlines],
        **_bounds((d.span for d in measure.deadlines), "deadline"),
        persons=list(measure.persons),
        responsibility_text=measure.responsibility_text,
        responsibility_start=responsibility.start if responsibility else None,
        responsibility_end=responsibility.end if responsibility else None,
    )


def _add_assignment(
    graph: nx.MultiDiGraph[str], document: Document, measure: str, position: int, assignment: Assignment
) -> None:
    add_edge(
        graph,
        measure,
        ROLE_TYPES[assignment.role],
        _add_unit(graph, document, assignment.canonical),
        raw=assignment.unit,
        canonical=assignment.canonical if assignment.canonical != unit_name(assignment.canonical) else None,
        position=position,
        start=assignment.span.start,
        end=assignment.span.end,
    )


def _add_target(graph: nx.MultiDiGraph[str], plan: Plan, position: int, target: Target) -> None:
    document = plan.document.id
    add_node(
        graph,
        "Target",
        target.id,
        document=document,
        position=position,
        indicator=target.indicator,
        kind=target.kind,
        comparator=target.comparator,
        bound=target.bound,
        value=_number(target.value),
        value_high=_number(target.value_high),
        unit=target.unit,
        year=target.year,
        base_year=target.base_year,
        base_value=_number(target.base_value),
        scope=target.scope,
        margin=target.margin,
        text=target.text,
        start=target.span.start,
        end=target.span.end,
        page=target.page,
        cell=target.cell,
        section=list(section_at(plan, target.span)),
        task=target.task,
        measure=target.measure,
    )
    parent = _parent(graph, document, ("Measure", target.measure), ("Task", target.task))
    add_edge(graph, parent, "SETS", target.id)
    if graph.nodes[parent]["label"] == "Measure":
        graph.nodes[parent]["properties"]["target_count"] += 1
    name = indicator_name(target.indicator)
    add_edge(graph, target.id, "MEASURES", add_shared(graph, "Indicator", indicator_id(name), name=name))


def _number(value: float | None) -> float | None:
    """A float even where the reader gave an int: the stores keep the two apart."""
    return None if value is None else float(value)
