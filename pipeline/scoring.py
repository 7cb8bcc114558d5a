"""What was read from a plan held against its hand-made labels, field by field (rules: corpus/gold/README.md)."""

import re
from collections.abc import Iterable, Sequence

from extractors.contract import ROLES
from extractors.records import Measure, Plan, Role, Task
from pipeline.counts import Score, plain
from pipeline.gold import Gold, GoldMeasure, GoldTask
from pipeline.scoring_targets import score_targets

_HORIZON = re.compile(r"到?\d{4}年")


def score(gold: Gold, plan: Plan) -> Score:
    """The score of one document."""
    result = Score()
    _score_tasks(gold, plan.tasks, result)
    score_targets(gold, plan.targets, result)
    return result


def _score_tasks(gold: Gold, found: Sequence[Task], result: Score) -> None:
    pairs = pair_tasks(gold.tasks, found)
    for number, task in enumerate(gold.tasks):
        about = _task_name(task.number, task.title)
        if number in pairs:
            result.right("task")
        else:
            result.missed("task", about)
        measures = found[pairs[number]].measures if number in pairs else ()
        for labelled, read in pair_measures(task.measures, measures):
            _score_units(labelled, read, about, result)
            _score_deadline(labelled, read, about, result)
    if not gold.tasks_exhaustive:
        return
    ignored = {plain(name) for name in gold.not_tasks or []} if gold.not_tasks_ignored else set()
    for number, other in enumerate(found):
        if number not in pairs.values() and plain(other.number) not in ignored:
            about = _task_name(other.number, other.title)
            result.extra("task", about)
            _score_units([], other.measures, about, result)


def _task_name(number: str | None, title: str | None) -> str:
    return f"{number or ''} {(title or '')[:16]}".strip()


def pair_tasks(gold: Sequence[GoldTask], found: Sequence[Task]) -> dict[int, int]:
    """Which task found is which labelled one: by number and title, then by title, then by number where no title is."""
    words = [plain(task.title + "".join(measure.text for measure in task.measures))[:60] for task in found]
    pairs: dict[int, int] = {}
    for mode in ("both", "title", "number"):
        for number, task in enumerate(gold):
            for other in range(len(found)):
                if number in pairs:
                    break
                if other not in pairs.values() and _same_task(task, found[other], words[other], mode):
                    pairs[number] = other
    return pairs


def _same_task(task: GoldTask, other: Task, words: str, mode: str) -> bool:
    title = plain(task.title)[:8]
    same_number = bool(plain(task.number)) and plain(task.number) == plain(other.number)
    same_title = bool(title) and title in words
    if mode == "both":
        return same_number and same_title
    return same_title if mode == "title" else same_number and not title


def pair_measures(
    gold: Sequence[GoldMeasure], found: Sequence[Measure]
) -> list[tuple[Sequence[GoldMeasure], Sequence[Measure]]]:
    """Measures by their first words; where that fails for one of them, the task is scored as a whole."""
    if len(gold) < 2:
        return [(gold, found)]
    rows: list[tuple[Sequence[GoldMeasure], list[Measure]]] = []
    rest = list(found)
    for measure in gold:
        start = plain(measure.starts)[:8]
        hit = next((other for other in rest if start and start in plain(other.text)[:40]), None)
        if hit is None:
            return [(gold, found)]
        rest.remove(hit)
        rows.append(([measure], [hit]))
    rows[-1][1].extend(rest)
    return list(rows)


def _held(units: Iterable[tuple[str, Role]]) -> dict[str, Role]:
    """The role of each unit: of several the first."""
    held: dict[str, Role] = {}
    for unit, role in units:
        held.setdefault(plain(unit), role)
    return held


def _score_units(gold: Sequence[GoldMeasure], found: Sequence[Measure], about: str, result: Score) -> None:
    want = _held((unit, role) for measure in gold for role in ROLES for unit in measure.units(role))
    got = _held((unit, role) for measure in found for role in ROLES for unit in measure.units(role))
    optional = {plain(unit) for measure in gold for unit in measure.optional_units}
    # A name found in its restored form (中国移动某市分公司) answers for the elided one.
    restored = {unit for unit in want if any(unit in other and other in got for other in optional)}
    optional |= _take_parts_for_collectives(gold, got)
    for unit in want:
        if unit in got or unit in restored:
            result.right("unit")
        else:
            result.missed("unit", f"{about} · {unit}")
    for unit in sorted(got.keys() - want.keys() - optional):
        result.extra("unit", f"{about} · {unit}")
    if not any(measure.either_role for measure in gold):
        _score_roles(gold, want, got, optional, about, result)


def _take_parts_for_collectives(gold: Sequence[GoldMeasure], got: dict[str, Role]) -> set[str]:
    """Counts 各市、省直管县 as found where all its parts were; the parts, which then are not extra."""
    taken: set[str] = set()
    for unit in {unit for measure in gold for role in ROLES for unit in measure.units(role)}:
        parts = [plain(part) for part in re.split("[、和及]", unit)]
        if plain(unit) not in got and len(parts) > 1 and all(part in got for part in parts):
            got[plain(unit)] = got[parts[0]]
            taken |= set(parts)
    return taken


def _score_roles(
    gold: Sequence[GoldMeasure],
    want: dict[str, Role],
    got: dict[str, Role],
    optional: set[str],
    about: str,
    result: Score,
) -> None:
    leads = {unit for unit, role in want.items() if role == "lead"}
    found = {unit for unit, role in got.items() if role == "lead"}
    result.right("lead", len(leads & found))
    for unit in sorted(leads - found):
        result.missed("lead", f"{about} · {unit}")
    for unit in sorted(found - leads - optional):
        result.extra("lead", f"{about} · {unit}")
    two_roles = any(measure.two_roles for measure in gold)
    for unit in want:
        if unit in got:
            ok = want[unit] == got[unit] or (two_roles and "lead" not in (want[unit], got[unit]))
            result.judge("role", ok, f"{about} · {unit}", want[unit], got[unit])


def _score_deadline(gold: Sequence[GoldMeasure], found: Sequence[Measure], about: str, result: Score) -> None:
    asked = [measure for measure in gold if not _HORIZON.fullmatch(plain(measure.deadline))]
    want = {_day(date) for m in asked for date in [m.deadline_date, *(m.accept_dates or [])] if date}
    if not want or any(measure.deadline_optional or measure.deadline_alt for measure in gold):
        return
    got = {_day(deadline.date) for measure in found for deadline in measure.deadlines if deadline.date}
    result.judge("deadline", bool(want & got), about, sorted(want), sorted(got))


def _day(date: str) -> str:
    """2025, 2025-12 and 2025-12-31 are one deadline, and so are a month and its last day."""
    return re.sub(r"^(\d{4})-12$", r"\1", re.sub(r"(\d\d)-(28|29|30|31)$", r"\1", date))
