"""What a carried measure has lost with a target: a thing to be made (建设试验站2个) of which the county says nothing.

That a number is lower or left out does not make a measure partly carried; that the thing itself is never mentioned does.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.records import Plan, Target
from graph.answers import THINGS, meets
from graph.clauses import clauses, sentences
from graph.link import Link
from graph.unanswered import TargetRow

DIGIT = re.compile(r"\d")


def with_dropped(upper: Plan, links: Sequence[Link], targets: Sequence[TargetRow]) -> tuple[Link, ...]:
    """The rows of links; those carried in all but the clause of a missing target are `partly`, the clause uncovered."""
    missing = {row.upper for row in targets if row.verdict == "missing"}
    lost: dict[str, list[Target]] = {}
    for target in upper.targets:
        # 一点 and 一批 are no numbers of things: a thing to be made is counted in digits.
        if target.id in missing and target.measure and target.kind in THINGS and DIGIT.search(target.text):
            lost.setdefault(target.measure, []).append(target)
    measures = {measure.id: measure for task in upper.tasks for measure in task.measures}
    rows = []
    for row in links:
        if row.verdict == "carried" and row.decided_by is None and row.upper in lost:
            parts = [part for s in sentences(measures[row.upper]) for part in clauses(s)]
            bare = tuple(part for part in parts if any(meets(part.span, target.span) for target in lost[row.upper]))
            if bare and len(bare) < len(parts):
                row = replace(row, verdict="partly", uncovered=bare)
        rows.append(row)
    return tuple(rows)
