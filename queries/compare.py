"""A county's plan against its city's: the typed comparison, and the compare contract (docs/手册.md, ``compare --json``).

`compare` reads two Plans and nothing else; it needs no store. People's decisions are passed in and outrank it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.contract import target_to_contract
from extractors.records import Measure, Plan
from extractors.words.institutions import functions
from graph.counterparts import LeadVerdict, judge_leads, stated_duties
from graph.deadlines import DeadlineVerdict, judge_deadlines
from graph.decisions import Decision
from graph.dropped import with_dropped
from graph.link import Link, link
from graph.quoting import quote
from graph.target_match import match_targets
from graph.unanswered import TargetRow

# Verdicts by which the counterpart of the city's lead leads.
HELD = ("same", "extended")


@dataclass(frozen=True, slots=True)
class LeadRow:
    """Who leads a linked pair of measures."""

    upper: str
    lower: str
    verdict: LeadVerdict
    reason: str


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """By when, for a linked pair of measures of which one at least prints a deadline."""

    upper: str
    lower: str
    verdict: DeadlineVerdict
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything found: a row in `links` for each city measure, in `targets` for each city target."""

    upper: Plan
    lower: Plan
    links: tuple[Link, ...]
    lower_only: tuple[str, ...]
    targets: tuple[TargetRow, ...]
    leads: tuple[LeadRow, ...]
    deadlines: tuple[DeadlineRow, ...]


def compare(upper: Plan, lower: Plan, decisions: Sequence[Decision] = ()) -> Comparison:
    """The comparison of `lower` (a county's plan) with `upper` (its city's)."""
    links = link(upper, lower, decisions)
    targets = match_targets(upper, lower, links)
    links = with_dropped(upper, links, targets)
    ours, theirs = _measures(upper), _measures(lower)
    carried = {measure for row in links for measure in row.lower}
    region = lower.document.region
    departments, duties = _departments(lower), stated_duties(lower.text)
    leads, deadlines = [], []
    for row in links:
        leading = ours[row.upper].units("lead")
        judged = {
            low: judge_leads(leading, theirs[low].units("lead"), region, departments, duties) for low in row.lower
        }
        if len(judged) > 1 and not any(verdict in HELD for verdict, _ in judged.values()):
            together = [unit for low in row.lower for unit in theirs[low].units("lead")]
            # 市教育局、市卫生健康委 lead together what 县教育局 and 县卫生健康局 lead item by item, and nobody else does.
            if judge_leads(leading, together, region, departments, duties)[0] == "same":
                parts = f"{'、'.join(leading)}共同牵头的，县级分头牵头"
                mine = {low: f"{parts}：{'、'.join(theirs[low].units('lead'))}" for low in row.lower}
                judged |= {low: ("same", mine[low]) for low, found in judged.items() if found[0] == "differs"}
        leads += [LeadRow(row.upper, low, verdict, reason) for low, (verdict, reason) in judged.items()]
        for low, when, why in judge_deadlines(upper, ours[row.upper], lower, [theirs[low] for low in row.lower]):
            deadlines.append(DeadlineRow(row.upper, low, when, why))
    return Comparison(
        upper,
        lower,
        links,
        tuple(measure for measure in theirs if measure not in carried),
        targets,
        _said_where_held(leads, lower),
        tuple(deadlines),
    )


def held_elsewhere(leads: Sequence[LeadRow]) -> frozenset[tuple[str, str]]:
    """The pairs (upper, lower) without the city's lead of which another county measure for the same one has it."""
    held = {row.upper for row in leads if row.verdict in HELD}
    return frozenset((row.upper, row.lower) for row in leads if row.upper in held and row.verdict not in HELD)


def _said_where_held(leads: Sequence[LeadRow], lower: Plan) -> tuple[LeadRow, ...]:
    """The rows, those of `held_elsewhere` with the task whose lead is the counterpart of the city's in the reason."""
    titles = {measure.id: task.title for task in lower.tasks for measure in task.measures}
    held = {row.upper: quote(titles[row.lower]) for row in leads if row.verdict in HELD}
    elsewhere = held_elsewhere(leads)
    return tuple(
        replace(row, reason=f"{row.reason}；同一举措另由{held[row.upper]}承接，其牵头单位与上级对应")
        if (row.upper, row.lower) in elsewhere
        else row
        for row in leads
    )


def _departments(plan: Plan) -> frozenset[str]:
    """The functions of all units that a plan names."""
    named = {a.unit for task in plan.tasks for measure in task.measures for a in measure.assignments}
    return frozenset().union(*map(functions, named))


def _measures(plan: Plan) -> dict[str, Measure]:
    return {measure.id: measure for task in plan.tasks for measure in task.measures}


def comparison_to_contract(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data in the shape of the compare contract."""
    return {
        "upper": _side(comparison.upper),
        "lower": _side(comparison.lower),
        "links": [
            {
                "upper": row.upper,
                "lower": list(row.lower),
                "verdict": row.verdict,
                "score": row.score,
                "reasons": list(row.reasons),
                "uncovered": [{"text": piece.text, "span": list(piece.span)} for piece in row.uncovered],
                "decided_by": row.decided_by,
            }
            for row in comparison.links
        ],
        "lower_only": list(comparison.lower_only),
        "targets": [_row(row) for row in comparison.targets],
        "leads": [_row(row) for row in comparison.leads],
        "deadlines": [_row(row) for row in comparison.deadlines],
        "examined": {
            "links": len(comparison.links),
            "targets": len(comparison.targets),
            "leads": len(comparison.leads),
            "deadlines": len(comparison.deadlines),
        },
    }


def _row(row: TargetRow | LeadRow | DeadlineRow) -> dict[str, Any]:
    return {"upper": row.upper, "lower": row.lower, "verdict": row.verdict, "reason": row.reason}


def _side(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.document.title,
        "region": plan.document.region,
        "measures": [
            {
                "id": measure.id,
                "number": task.number,
                "title": task.title,
                "text": measure.text,
                "span": list(measure.span),
                "lead": list(measure.units("lead")),
            }
            for task in plan.tasks
            for measure in task.measures
        ],
        "targets": [target_to_contract(target) for target in plan.targets],
    }
