"""What was read from a plan held against its hand-made labels, field by field (rules: corpus/gold/README.md).

Each judgement is right, extra or missed; a field that is judged on something found (a target's year) counts a wrong
answer as both. What was not right is kept by name, so that two results can be compared miss by miss.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from extractors.contract import ROLES
from extractors.records import Measure, Plan, Role, Target, Task
from pipeline.gold import Gold, GoldMeasure, GoldTarget, GoldTask

FIELDS = ("task", "unit", "lead", "role", "deadline", "target", "comparator", "kind", "year", "base", "scope")
_SCALES = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}
_UNSCALED = ("千克", "千瓦", "千米", "百分点")
_MARKS = re.compile(r"[\s　·，,、;；:：()（）〔〕\[\]【】“”\"'‘’。.．·—-]")
_HORIZON = re.compile(r"到?\d{4}年")


@dataclass(slots=True)
class Count:
    """How often a field was right, given without being there (extra), or there without being found (missed)."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was given that is right; 1 where nothing was given."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __bool__(self) -> bool:
        return bool(self.right or self.extra or self.missed)

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.extra + other.extra, self.missed + other.missed)


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """One judgement that was not right: what it is about, and how it was wrong."""

    field: str
    about: str
    fault: str


@dataclass(slots=True)
class Score:
    """The counts of one document by field, and its misses in the order of the text."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    misses: list[Miss] = field(default_factory=list)

    def right(self, name: str, number: int = 1) -> None:
        """Counts `number` right answers of the field `name`."""
        self.counts[name].right += number

    def extra(self, name: str, about: str) -> None:
        """Counts something that was given and is not there."""
        self.counts[name].extra += 1
        self.misses.append(Miss(name, about, "多"))

    def missed(self, name: str, about: str) -> None:
        """Counts something that is there and was not found."""
        self.counts[name].missed += 1
        self.misses.append(Miss(name, about, "漏"))

    def judge(self, name: str, ok: bool, about: str, want: object, got: object) -> None:
        """Counts an answer to a question that had to be answered: right, or extra and missed at once."""
        if ok:
            self.right(name)
            return
        self.counts[name] += Count(extra=1, missed=1)
        self.misses.append(Miss(name, about, f"应为 {_said(want)}，读作 {_said(got)}"))


def score(gold: Gold, plan: Plan) -> Score:
    """The score of one document."""
    result = Score()
    _score_tasks(gold, plan.tasks, result)
    _score_targets(gold, plan.targets, result)
    return result


@cache
def plain(text: str | None) -> str:
    """`text` without white space and marks, compatibility forms unified: what is compared."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text or ""))


def _said(value: object) -> str:
    if isinstance(value, (list, tuple, set)):
        return "、".join(str(part) for part in value if part is not None) or "空"
    return "空" if value is None else str(value)


# Tasks and measures


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


# Units, roles, deadlines


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


# Targets


def _score_targets(gold: Gold, found: Sequence[Target], result: Score) -> None:
    rest = list(found)
    names: Counter[str] = Counter()
    for want in gold.targets:
        about = _target_name(want)
        names[about] += 1
        if names[about] > 1:
            about = f"{about} ({names[about]})"
        hit = _best(want, [target for target in rest if same_target(want, target)])
        if hit is not None:
            rest.remove(hit)
            result.right("target")
            _score_fields(want, hit, about, result)
        elif not want.optional:
            result.missed("target", about)
    for other in rest if gold.targets_exhaustive else []:
        if not (gold.wordless_open and other.value is None):
            result.extra("target", _target_name(other))


def _target_name(target: GoldTarget | Target) -> str:
    value = "" if target.value is None else f"{target.value:g}"
    return f"{plain(target.indicator)[:24]} {value or target.comparator}{target.unit or ''}"


def same_target(want: GoldTarget, got: Target) -> bool:
    """Whether `got` is the labelled target: indicator by containment or 60 % of its characters, and one value alike."""
    name, other = plain(want.indicator), plain(got.indicator)
    share = len(set(name) & set(other)) >= 0.6 * len(set(name))
    if not other or not (name in other or other in name or share):
        return False
    if want.value is None:
        return got.value is None and got.comparator == want.comparator
    asked = [value for value in (want.value, want.value_high) if value is not None]
    given = [value for value in (got.value, got.value_high) if value is not None]
    return any(_same_quantity(a, want.unit, b, got.unit) for a in asked for b in given)


def _same_quantity(value: float, unit: str | None, other: float, other_unit: str | None) -> bool:
    """Whether the values are one as printed, or one when written out (1.2 万人 is 12000 人)."""
    near = 1e-6 * max(1, abs(value))
    return abs(value - other) <= near or abs(_written_out(value, unit) - _written_out(other, other_unit)) <= near


def _written_out(value: float, unit: str | None) -> float:
    bare = plain(unit)
    scale = _SCALES.get(bare[:1])
    return value * scale if scale and not bare.startswith(_UNSCALED) else value


def _best(want: GoldTarget, candidates: Sequence[Target]) -> Target | None:
    """The candidate whose indicator and year are the labelled ones, else whose name is nearest in length."""
    name = plain(want.indicator)

    def distance(target: Target) -> tuple[bool, bool, int]:
        other = plain(target.indicator)
        return other != name, target.year != want.year, abs(len(other) - len(name))

    return min(candidates, key=distance, default=None)


def _score_fields(want: GoldTarget, got: Target, about: str, result: Score) -> None:
    bound = want.comparator not in ("increase", "decrease") or want.bound == got.bound
    accepted = got.comparator in {want.comparator, *want.accept}
    result.judge(
        "comparator", accepted and bound, about, [want.comparator, want.bound], [got.comparator, got.bound]
    )
    judged = set(FIELDS) - set(want.open or [])
    if "kind" in judged and want.kind is not None:
        result.judge("kind", want.kind == got.kind, about, want.kind, got.kind)
    if "year" in judged:
        result.judge("year", want.year == got.year, about, want.year, got.year)
    if "base" in judged:
        asked, given = [want.base_year, want.base_value], [got.base_year, got.base_value]
        result.judge("base", asked == given, about, asked, given)
    if "scope" in judged:
        result.judge("scope", plain(want.scope) == plain(got.scope), about, want.scope, got.scope)
