"""A comparison kept in the store: links, answers, counterparts and findings of one pair of stored documents.

All of a pair is written in one transaction and in place of what an earlier run wrote, so that a second run changes
nothing and a run after new decisions leaves nothing stale. It goes with either document (see graph.load).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.errors import UserError
from graph.counterparts import counterpart, is_collective
from graph.ids import content_hash, government, unit_id, unit_name

if TYPE_CHECKING:
    from extractors.records import Plan
    from graph.link import Link
    from graph.protocol import Row, Store, Transaction
    from graph.unanswered import TargetRow

COUNTERPART = 0.5
THERE = "MATCH (d:Document {id: $id}) WHERE d.loaded RETURN d.id AS id"
FORGET = (
    "MATCH (f:Finding {lower: $lower}) WHERE f.upper = $upper DETACH DELETE f",
    "MATCH (m:Measure {document: $lower})-[r:IMPLEMENTS]->(o:Measure) WHERE o.document = $upper DELETE r",
    "MATCH (g:Target {document: $lower})-[r:ANSWERS]->(o:Target) WHERE o.document = $upper DELETE r",
)
FORGET_UNITS = "UNWIND $units AS id MATCH (u:Unit {id: id})-[r:COUNTERPART_OF]->(o:Unit) WHERE o.id IN $others DELETE r"
JOIN = """
UNWIND $rows AS row MATCH (a:{label} {{id: row.lower}}) MATCH (b:{label} {{id: row.upper}})
CREATE (a)-[r:{type}]->(b) SET r = row.properties
"""
FIND = "UNWIND $rows AS row CREATE (f:Finding) SET f = row"
ABOUT = (
    "UNWIND $rows AS row MATCH (f:Finding {{id: row.id}}) MATCH (n:{label} {{id: row.about}}) CREATE (f)-[:ABOUT]->(n)"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: the check that found it (DESIGN's name), why, and the ids it is about, by label."""

    check: str
    reason: str
    measures: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """How many relationships and findings were written."""

    implements: int
    answers: int
    counterparts: int
    findings: int


def keep(
    store: Store,
    upper: Plan,
    lower: Plan,
    links: Sequence[Link],
    targets: Sequence[TargetRow],
    findings: Sequence[Finding],
) -> Kept:
    """Write what a comparison found. Raises UserError when one of the documents is not in the store."""
    implements: list[Row] = [
        {"lower": low, "upper": row.upper, "properties": _known(
            score=row.score, reasons=list(row.reasons), status=row.verdict, decided_by=row.decided_by)}
        for row in links for low in row.lower
    ]  # fmt: skip
    answers: list[Row] = [
        {"lower": row.lower, "upper": row.upper, "properties": {"verdict": row.verdict, "reason": row.reason}}
        for row in targets
        if row.lower is not None
    ]
    pair = {"upper": upper.document.id, "lower": lower.document.id}
    units = _counterparts(upper, lower)
    found = [(content_hash("finding", *pair.values(), str(n)), one) for n, one in enumerate(findings)]

    def work(tx: Transaction) -> Kept:
        for plan in (upper, lower):
            if not tx.run(THERE, id=plan.document.id):
                raise UserError(f"《{plan.document.title}》还没有读入，比对结果存不进图：请先用 zhengtu add 读入")
        for statement in FORGET:
            tx.run(statement, **pair)
        tx.run(FORGET_UNITS, units=sorted(_units(lower)), others=sorted(_units(upper)))
        tx.run(JOIN.format(label="Measure", type="IMPLEMENTS"), rows=implements)
        tx.run(JOIN.format(label="Target", type="ANSWERS"), rows=answers)
        tx.run(JOIN.format(label="Unit", type="COUNTERPART_OF"), rows=units)
        tx.run(FIND, rows=[{"id": key, "check": one.check, "reason": one.reason, **pair} for key, one in found])
        for label in ("Measure", "Target"):
            rows = [{"id": key, "about": about} for key, one in found for about in _about(one, label)]
            tx.run(ABOUT.format(label=label), rows=rows)
        documents = [{"id": key, "about": document} for key, _ in found for document in pair.values()]
        tx.run(ABOUT.format(label="Document"), rows=documents)
        return Kept(len(implements), len(answers), len(units), len(found))

    return store.transaction(work)


def _about(finding: Finding, label: str) -> tuple[str, ...]:
    return finding.measures if label == "Measure" else finding.targets


def _known(**properties: object) -> Row:
    return {name: value for name, value in properties.items() if value is not None}


def _units(plan: Plan) -> dict[str, str]:
    """Names of the units in a plan, by their keys in the graph; 各区县政府 and its like stand for no one unit."""
    scope = government(plan.document)
    names = {unit_name(a.canonical) for task in plan.tasks for measure in task.measures for a in measure.assignments}
    return {unit_id(scope, name): name for name in names if not is_collective(name)}


def _counterparts(upper: Plan, lower: Plan) -> list[Row]:
    """For each unit of the county the units of the city that do most surely the same there."""
    ours, rows = _units(upper), []
    for low, name in sorted(_units(lower).items()):
        found = {up: counterpart(theirs, name) for up, theirs in ours.items() if up != low}
        best = max((evidence.score for evidence in found.values()), default=0.0)
        rows += [
            {"lower": low, "upper": up, "properties": {"score": evidence.score, "reasons": [evidence.reason]}}
            for up, evidence in sorted(found.items())
            if evidence.score == best >= COUNTERPART
        ]
    return rows
