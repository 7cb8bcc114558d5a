"""What was read and what was not: every place that looks like responsibility or like a value, and what became of it.

`unread_warnings` tells of labels, lists of units and tables of them that stand in no statement read; `coverage` counts, for the
report, how many such places were read, told of in a warning, or recognised as none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from extractors.frozen import frozen
from extractors.lexicon import words
from extractors.records import Plan, Span, Task, Warning
from extractors.responsibility.statement import read_statement
from extractors.text.reading import Grid, Reading
from extractors.words.brackets import OPEN, matching_close
from extractors.words.fold import fold
from extractors.words.labels import ROLES, field_kind, label_pattern
from extractors.words.lists import lists_units
from extractors.words.names import has_prefix, is_strong_unit, last_characters
from extractors.words.numbers import find_quantities
from extractors.words.periods import find_dates
from extractors.words.streams import whole

PlaceKind = Literal["bracket", "label", "name", "number"]
_OPENING = re.compile(f"[{OPEN}]")
# Sentence ends and openings of text: what a bracket with a statement stands behind.
_APART = frozenset("。！？；…\n")
# 主办：… 督办：… in the imprint names who drew up the document, not who carries it out.
_IMPRINT = re.compile(r"(?:主办|承办)：[^。]{0,40}(?:督办：|抄送：|印发)")
# 组织力量：市教育局、各区: whatever the label is called, what stands behind it is units.
_BELOW = 200  # characters behind a task in which a line of labels may be its own
_ANY_LABEL = re.compile(r"(?<![一-龥])[一-龥]{2,8}$")
_ITS_VALUE = re.compile(
    r"：[ \u3000]*((?:[^。；：|\n（）]|（[^（）\n]{1,8}）){2,120})(?=[。；|\n）]|$|[ \u3000]+[一-龥]{2,8}：)"
)
_LONGEST_OF_ANY = 8  # characters
_ADDRESSED = re.compile("各|[一-龥](?:有关|相关|其他)")
_LONGEST = 400
_LONGEST_LABEL = 40
_LONGEST_NAME = 16
_FEWEST_ROWS = 2


@frozen
class Coverage:
    """How many places of one kind were read, are told of in a warning, or were recognised as none."""

    kind: PlaceKind
    read: int
    warned: int
    none: int


def unread_warnings(reading: Reading, tasks: list[Task], known: list[Warning]) -> list[Warning]:
    """A warning for each label of responsibility, and each bracket of units, that stands outside what was read."""
    folded = reading.folded
    taken = [*_spans_read(tasks), *(task.span for task in tasks), *(warning.span for warning in known)]
    out: list[Warning] = []
    for gap in _gaps(taken, len(folded)):
        for span in _labels(folded, gap):
            line = Span(span.start, _line_end(folded, span.end))
            # A label that ends at a name that was read is the heading's: its items have taken the name.
            inherited = gap.end < len(folded) and not folded[span.end : gap.end].strip()
            if not inherited and not _IMPRINT.match(folded, span.start):
                quote = reading.quote(line)[:40]
                out.append(Warning("responsibility-unread", f"责任表述没有归到任何任务：{quote}", line))
        for span in _brackets(folded, gap):
            if _lists_units(folded, span) and not any(_overlap(span, warning.span) for warning in out):
                quote = reading.quote(span)[:40]
                out.append(Warning("unit-unread", f"括号里的单位没有归到任何任务：{quote}", span))
    out += _tables(reading, tasks)
    return out + [
        Warning("unit-unread", f"任务里的这些单位没有读成责任单位：{reading.quote(span)[:40]}", span)
        for span in _unassigned(folded, tasks, [*known, *out])
    ]


def _tables(reading: Reading, tasks: list[Task]) -> Iterator[Warning]:
    """A warning for each table whose rows name units and that gave no task: its head is not understood."""
    for block in reading.blocks:
        if not isinstance(block, Grid) or any(_overlap(block.span, task.span) for task in tasks):
            continue
        rows = [row for row in block.rows if any(_is_list(reading.folded, cell) for cell in row)]
        if len(rows) >= _FEWEST_ROWS:
            head = reading.quote(Span(block.rows[0][0].start, block.rows[0][-1].end))[:40]
            yield Warning("table-unread", f"表格里有单位，但表头没有读懂，没有读成任务：{head}", block.span)


def _is_list(folded: str, cell: Span) -> bool:
    return lists_units(folded, *cell) and has_prefix(folded[cell.start : cell.end])


def _unassigned(folded: str, tasks: list[Task], told: list[Warning]) -> Iterator[Span]:
    """Lists of units inside tasks, in a bracket or behind a label of any name, that no measure has taken up."""
    # Not the whole of a statement: a line of a label that nobody knows may stand between two that were read.
    named = (a.span for task in tasks for measure in task.measures for a in measure.assignments)
    settled = _Cover([*named, *(warning.span for warning in told if warning.span.end)])
    starts = sorted(task.span.start for task in tasks)
    for task in tasks:
        # A label that nobody knows may stand below the last that was read.
        after = bisect_right(starts, task.span.start)
        end = min(task.span.end + _BELOW, starts[after] if after < len(starts) else len(folded))
        for label, value in _fields(folded, Span(task.span.start, max(end, task.span.end))):
            span = Span(label.start, value.end)
            # Asked first: of most tasks all was read.
            if not settled.touches(span) and _is_list(folded, value) and not _charges_nobody(folded, label):
                yield span
        for span in _brackets(folded, task.span):
            if not settled.touches(span) and _lists_units(folded, span):
                yield span


def _fields(folded: str, within: Span) -> Iterator[tuple[Span, Span]]:
    """Labels of any name with what stands behind their colon."""
    at = within.start
    while (colon := folded.find("：", at, within.end)) >= 0:
        label = _ANY_LABEL.search(folded, max(at, colon - _LONGEST_OF_ANY), colon)
        value = _ITS_VALUE.match(folded, colon, within.end) if label else None
        if label and value:
            yield Span(label.start(), colon), Span(*value.span(1))
        at = value.end() if value else colon + 1


def _charges_nobody(folded: str, label: Span) -> bool:
    """Whether a field is known to say something else of its units: 分送, 填报单位, 联系人, the imprint's 主办."""
    if _IMPRINT.match(folded, label.start):
        return True
    name = folded[label.start : label.end]
    others = words("labels.yaml", "no_roles") + words("labels.yaml", "shaped", "no_role")
    return name.startswith(others) or field_kind(name) == "person"


def coverage(plan: Plan) -> tuple[Coverage, ...]:
    """The counts for brackets that look like responsibility, labels, names in both, and numbers with a unit."""
    folded = fold(plan.text)
    everything = Span(0, len(folded))
    units = _Cover(_spans_read(plan.tasks))
    warned = _Cover(warning.span for warning in plan.warnings)
    brackets = [span for span in _brackets(folded, everything) if _looks_responsible(folded, span)]
    labels = list(_labels(folded, everything))
    names = sorted({name for span in [*brackets, *_runs(folded, labels)] for name in _names(folded, span)})
    assigned = _Cover(a.span for task in plan.tasks for measure in task.measures for a in measure.assignments)
    targets = _Cover(target.span for target in plan.targets)
    return (
        _count("bracket", brackets, units, warned),
        _count("label", [Span(label.start, label.end + 1) for label in labels], units, warned),
        _count("name", names, assigned, warned),
        _count("number", list(_numbers(folded)), targets, warned),
    )


def _count(kind: PlaceKind, places: list[Span], read: "_Cover", warned: "_Cover") -> Coverage:
    counts = {"read": 0, "warned": 0, "none": 0}
    for place in places:
        counts["read" if read.touches(place) else "warned" if warned.touches(place) else "none"] += 1
    return Coverage(kind, **counts)


class _Cover:
    """A set of spans that can be asked whether a place touches one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        # Merged, so that the ends rise with the starts, and spans that lie over each other cost no more than one.
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(span for span in spans if span.start < span.end):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def touches(self, span: Span) -> bool:
        first = bisect_right(self.ends, span.start)
        return first < len(self.starts) and self.starts[first] < span.end


def _spans_read(tasks: Iterable[Task]) -> list[Span]:
    """Where statements and names were read; statements of several items may stand far from them."""
    measures = [measure for task in tasks for measure in task.measures]
    spans = [measure.responsibility_span for measure in measures if measure.responsibility_span]
    return spans + [assignment.span for measure in measures for assignment in measure.assignments]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _gaps(taken: list[Span], end: int) -> Iterator[Span]:
    """The stretches between the spans in `taken`."""
    at = 0
    for span in sorted(taken):
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if end > at:
        yield Span(at, end)


def _line_end(folded: str, at: int) -> int:
    end = folded.find("\n", at)
    return end if end >= 0 else len(folded)


def _labels(folded: str, within: Span) -> Iterator[Span]:
    """Labels of a role with their colon."""
    at, colon = within.start, folded.find("：", *within)
    while colon >= 0:
        for match in label_pattern().finditer(folded, max(at, colon - _LONGEST_LABEL), colon + 1):
            # 各有关单位：, 县直有关部门： open a letter to them.
            addressed = _ADDRESSED.match(folded, max(0, match.start() - 1)) is not None
            if match.end() == colon + 1 and not addressed and any(match.group(role) for role in ROLES):
                yield Span(*match.span())
        at = colon + 1
        colon = folded.find("：", at, within.end)


def _runs(folded: str, labels: list[Span]) -> Iterator[Span]:
    """The text behind each label up to the end of its sentence."""
    for label in labels:
        stop = re.compile("[。\n]").search(folded, label.end)
        yield Span(label.end, min(stop.start() if stop else len(folded), label.end + _LONGEST))


def _brackets(folded: str, within: Span) -> Iterator[Span]:
    """The outermost bracket groups, none longer than a statement may be."""
    at = within.start
    while opening := _OPENING.search(folded, at, within.end):
        close = matching_close(folded, opening.start(), within.end)
        at = close if 0 < close - opening.start() <= _LONGEST else opening.end()
        if at == close:
            yield Span(opening.start(), close)


def _looks_responsible(folded: str, bracket: Span) -> bool:
    """Whether a bracket holds a label with its colon, units with a role verb, or units only."""
    inner = Span(bracket.start + 1, bracket.end - 1)
    if any(_labels(folded, inner)):
        return True
    statement = read_statement(folded, *inner, None)
    return bool(statement.units) and (statement.verbal or _lists_units(folded, bracket))


def _lists_units(folded: str, bracket: Span) -> bool:
    """Whether a bracket holds nothing but units, in a place where a statement may stand.

    One unit behind a word may be part of a name: 市卫生健康委（市中医药局）.
    """
    if not _ends_name().search(folded, *bracket):
        return False  # most brackets hold a figure, a year or a gloss
    statement = read_statement(folded, bracket.start + 1, bracket.end - 1, None)
    names = [folded[span.start : span.end] for span, _ in statement.units]
    strangers = [folded[span.start : span.end] for span in statement.unread]
    if not names or not all(is_strong_unit(name) and has_prefix(name) for name in names):
        return False
    if not all(has_prefix(name) and len(name) <= _LONGEST_NAME for name in strangers):
        return False
    before = folded[bracket.start - 1 : bracket.start]
    return len(names) > 1 or before in _APART or statement.verbal


@cache
def _ends_name() -> re.Pattern[str]:
    """The last character of a unit's name, before a mark, the end of a bracket, or a verb of duty."""
    return re.compile(rf"[{last_characters()}](?:[^\u4e00-\u9fff]|[按共负牵配分落具参办承组实会协和及与等主责])")


def _names(folded: str, span: Span) -> list[Span]:
    """The units' names in a bracket or behind a label."""
    inside = folded[span.start] in OPEN if span.end > span.start else False
    start, end = (span.start + 1, span.end - 1) if inside else span
    return [name for name, _ in read_statement(folded, start, end, None).units]


def _numbers(folded: str) -> Iterator[Span]:
    """Numbers with a unit, dates left out."""
    at = 0
    while at < len(folded):
        end = _line_end(folded, at)
        dates = [date.span for date in find_dates(folded, at, end, None)] if end > at else []
        stream = whole(folded, Span(at, end))
        for quantity in find_quantities(stream.text):
            span = stream.span(quantity.start, quantity.end)
            if quantity.unit is not None and not any(_overlap(span, date) for date in dates):
                yield span
        at = end + 1
