"""What a document holds in numbers, written beside the records so that questions count without walking through them.

A total over many documents is then a sum over one node, or one relationship, of each.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, get_args

from extractors.records import Measure, Plan, Role, Span, Task
from graph.deadlines import last_day
from graph.ids import unit_name

# A date that says its year; one without (--06) cannot be put in order.
YEAR = re.compile(r"[12]\d\d\d")


def counts(plan: Plan) -> dict[str, Any]:
    """How much the plan holds, so that a question tells its total without walking through every document."""
    measures = [measure for task in plan.tasks for measure in task.measures]
    return {
        "task_count": len(plan.tasks),
        "measure_count": len(measures),
        "target_count": len(plan.targets),
        "unit_count": len({unit_name(a.canonical) for measure in measures for a in measure.assignments}),
        "unled": [measure.id for measure in measures if not measure.units("lead")],
        "due_dates": sorted(due for measure in measures if (due := earliest_due(measure))),
        "numbers": "".join(f"\n{task.number}\n" * len(task.measures) for task in plan.tasks if task.number),
    }


def named_by_role(measure: Measure) -> dict[str, list[str]]:
    """The units of the measure as printed, by role: what its relationships say, for questions that list many."""
    return {role: [a.unit for a in measure.assignments if a.role == role] for role in get_args(Role)}


def earliest_due(measure: Measure) -> str | None:
    """The earliest day by which something of the measure is due; a year or a month stands for its last day."""
    days = (last_day(d.date, None) for d in measure.deadlines if d.date and YEAR.match(d.date))
    return min((day.isoformat() for day in days if day), default=None)


def section_of(plan: Plan, task: Task) -> str | None:
    """The section that a task says it is in, else the nearest above it with its path: rows of a table only have that."""
    if task.section_id is not None:
        return task.section_id
    above = [s for s in plan.sections if s.path == task.section and s.span.start <= task.span.start]
    return max(above, key=lambda s: s.span.start).id if above else None


def section_at(plan: Plan, span: Span) -> tuple[str, ...]:
    """The headings that `span` stands under, from the top: where to find a target that belongs to no task."""
    around = [s for s in plan.sections if s.span.start <= span.start < s.span.end]
    return max(around, key=lambda s: (len(s.path), s.span.start)).path if around else ()


def measures_below(plan: Plan) -> Counter[str]:
    """How many measures stand in each section and in those below it."""
    above: dict[tuple[str, ...], str] = {}
    parents: dict[str, str | None] = {}
    for section in plan.sections:
        parents[section.id] = above.get(section.path[:-1]) if len(section.path) > 1 else None
        above[section.path] = section.id
    found = Counter[str]()
    for task in plan.tasks:
        key = section_of(plan, task)
        while key in parents:
            found[key] += len(task.measures)
            key = parents[key]
    return found


def involved(plan: Plan) -> dict[str, dict[str, Any]]:
    """For each unit (see `graph.ids.unit_name`) what it does in the plan: the properties of INVOLVES."""
    set_by = Counter(target.measure for target in plan.targets)
    found: dict[str, dict[str, Any]] = {}
    for task in plan.tasks:
        for measure in task.measures:
            for assignment in measure.assignments:
                unit = unit_name(assignment.canonical)
                own = found.setdefault(unit, {**dict.fromkeys(get_args(Role), 0), "targets": 0, "measures": []})
                own[assignment.role] += 1
                if measure.id not in own["measures"][-1:]:
                    own["measures"].append(measure.id)
                    own["targets"] += set_by[measure.id]
    return found
