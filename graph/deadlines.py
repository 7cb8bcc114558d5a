"""Is the county's deadline later than the city's? Dates of any precision stand for their last day.

The horizon of a target (到2025年…达到60%) is no deadline: the target's verdict tells of it. It is held against a deadline
that the other plan prints for the same thing, never against another horizon.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from extractors.records import Deadline, Measure, Plan
from graph.terms import terms

DeadlineVerdict = Literal["same", "later", "earlier", "unknown"]
ISO = re.compile(r"(?P<year>\d{4})?(?:-?-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?$")
YEAR = re.compile(r"(?:19|20)\d\d")
HORIZON = re.compile(r"[到至](?:19|20)\d\d年[底末]?$")
# A horizon answers a deadline where so much of what one of them binds is said beside the other.
BOTH_BIND = 0.25


def last_day(value: str | None, year: int | None) -> date | None:
    """The last day that a date stands for: ``2025`` its 31 December, ``--06`` the end of June of `year`."""
    match = ISO.match(value or "")
    if not match or not value:
        return date(year, 12, 31) if value == "year" and year else None
    known = int(match["year"]) if match["year"] else year
    if known is None:
        return None
    month = int(match["month"] or 12)
    if not 1 <= month <= 12:
        return None
    longest = calendar.monthrange(known, month)[1]
    return date(known, month, min(int(match["day"] or longest), longest))


def plan_year(plan: Plan) -> int | None:
    """The year of a plan of one year, from its period or title; None where there are several or none."""
    years = set(YEAR.findall(plan.document.period or plan.document.title))
    return int(years.pop()) if len(years) == 1 else None


def judge_deadlines(
    upper: Plan, ours: Measure, lower: Plan, linked: Sequence[Measure]
) -> list[tuple[str, DeadlineVerdict, str]]:
    """(county measure id, verdict, reason) for the linked measures of `ours` that carry dates; [] if nobody does.

    Where several county measures share a city measure, those without a date are silent beside those with one.
    """
    ours = _bound(upper, ours, lower, linked)
    linked = [_bound(lower, measure, upper, [ours]) for measure in linked]
    dated = [measure for measure in linked if measure.deadlines]
    if not ours.deadlines:
        return [(m.id, "unknown", f"上级未写明时限，下级为{m.deadlines[0].text}") for m in dated]
    if not dated:
        return [(m.id, "unknown", f"上级为{ours.deadlines[0].text}，下级未写明时限") for m in linked]
    rows: list[tuple[str, DeadlineVerdict, str]] = []
    for measure in dated:
        if len(linked) > 1 and not _carries(upper, ours, measure, linked):
            rows.append((measure.id, "unknown", f"上级{ours.deadlines[0].text}所限内容不在这条下级举措中"))
        else:
            rows.append((measure.id, *_judge(upper, ours, lower, measure)))
    return rows


def _bound(plan: Plan, measure: Measure, other: Plan, others: Sequence[Measure]) -> Measure:
    """`measure` without the horizons of its targets; where it has nothing else, those that answer a deadline stay."""
    horizons = [d for d in measure.deadlines if _is_horizon(plan, measure, d)]
    if not horizons:
        return measure
    kept = tuple(d for d in measure.deadlines if d not in horizons)
    if not kept:
        kept = tuple(d for d in horizons if any(_same_bound(plan, d, other, their) for their in others))
    return replace(measure, deadlines=kept)


def _is_horizon(plan: Plan, measure: Measure, deadline: Deadline) -> bool:
    """Does a date in the running text (到2025年) only say by when a target of its sentence is to be reached?"""
    if not HORIZON.search(deadline.text) or _is_stated(measure, deadline):
        return False
    start, end = _sentence(plan.text, deadline)
    return any(deadline.span.start < t.span.end and start <= t.span.start < end for t in plan.targets)


def _same_bound(plan: Plan, horizon: Deadline, other: Plan, theirs: Measure) -> bool:
    """Does the other measure print a deadline, and no horizon, for what the horizon binds?"""
    mine = terms(_clause(plan.text, horizon))
    for deadline in theirs.deadlines:
        if _is_horizon(other, theirs, deadline):
            continue
        if _is_stated(theirs, deadline):
            return True
        found = terms(_clause(other.text, deadline))
        common = sum(weight for term, weight in found.items() if term in mine)
        if common >= BOTH_BIND * min(sum(found.values()), sum(mine.values())):
            return True
    return False


def _carries(upper: Plan, ours: Measure, theirs: Measure, linked: Sequence[Measure]) -> bool:
    """Does `theirs`, of all linked, hold what a date of `ours` stands beside? Dates in brackets bind all."""
    inside = [d for d in ours.deadlines if ours.span.start <= d.span.start and d.span.end <= ours.span.end]
    if len(inside) < len(ours.deadlines):
        return True
    for mine in inside:
        dated = terms(_clause(upper.text, mine))
        shares = {m.id: sum(w for t, w in dated.items() if t in terms(m.text)) for m in linked}
        if shares[theirs.id] >= 0.6 * max(shares.values()):
            return True
    return False


def _judge(upper: Plan, ours: Measure, lower: Plan, theirs: Measure) -> tuple[DeadlineVerdict, str]:
    """The verdict on two measures; with several dates each city date meets the one of the likest clause."""
    found: list[tuple[DeadlineVerdict, str]] = []
    for mine in ours.deadlines:
        other = _answering(upper, mine, lower, _in_like_place(ours, mine, theirs))
        found.append(_compare(upper, mine, lower, other))
    order: tuple[DeadlineVerdict, ...] = ("later", "earlier", "same", "unknown")
    return min(found, key=lambda pair: order.index(pair[0]))


def _compare(upper: Plan, mine: Deadline, lower: Plan, other: Deadline) -> tuple[DeadlineVerdict, str]:
    words = f"上级{mine.text}，下级{other.text}"
    if mine.date == other.date and mine.date:
        return "same", words
    first, second = last_day(mine.date, plan_year(upper)), last_day(other.date, plan_year(lower))
    if first is None or second is None:
        return "unknown", words + "，无法换算成日期"
    if first == second:
        return "same", words
    return ("later", words + "，下级晚于上级") if second > first else ("earlier", words + "，下级早于上级")


def _in_like_place(ours: Measure, mine: Deadline, theirs: Measure) -> Sequence[Deadline]:
    """The dates that may answer `mine`: a date of the statement is answered there, if it holds one."""
    if not _is_stated(ours, mine):
        return theirs.deadlines
    return [other for other in theirs.deadlines if _is_stated(theirs, other)] or theirs.deadlines


def _is_stated(measure: Measure, deadline: Deadline) -> bool:
    """Whether a date stands in the statement of responsibility and so binds the whole measure."""
    statement = measure.responsibility_span
    return statement is not None and statement.start <= deadline.span.start and deadline.span.end <= statement.end


def _answering(upper: Plan, mine: Deadline, lower: Plan, others: Sequence[Deadline]) -> Deadline:
    if len(others) == 1:
        return others[0]
    around = terms(_clause(upper.text, mine))

    def likeness(other: Deadline) -> float:
        theirs = terms(_clause(lower.text, other))
        return sum(weight for term, weight in around.items() if term in theirs)

    return max(others, key=likeness)


def _clause(text: str, deadline: Deadline) -> str:
    start, end = _sentence(text, deadline)
    return text[start:end]


def _sentence(text: str, deadline: Deadline) -> tuple[int, int]:
    """Where the sentence round a date begins and ends; a semicolon closes one."""
    start = max(text.rfind(mark, 0, deadline.span.start) for mark in "。；\n") + 1
    ends = [at for mark in "。；\n" if (at := text.find(mark, deadline.span.end)) >= 0]
    return start, min(ends, default=len(text))
