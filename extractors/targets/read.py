"""Targets (目标值): the values that a plan sets to be reached, read by a grammar of clauses.

A quantity is anchored at its number; the predicate is read backwards from it (`predicates`), what is left is the
indicator (`indicators`), a clock tells the year (`clauses`), and `vetoes` names what is no target. Rules: LABELLING
"Targets". Nothing is dropped silently: a quantity is a target, or known to be none (it is past, a rule of `vetoes` names
it, it qualifies a thing or a condition: `modifiers.is_modifier`, `vetoes.only_mentioned`), or a warning.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extractors.frozen import frozen
from extractors.records import Span, Warning
from extractors.targets.aims import TITLE, read_stream, told_year
from extractors.targets.allotments import read_allotment
from extractors.targets.clauses import FINDINGS, Clause, Clock, first_year
from extractors.targets.discourse import Discourse, Title
from extractors.targets.draft import TargetDraft
from extractors.targets.found import find_values
from extractors.targets.relisting import relisted
from extractors.targets.tables import read_grid
from extractors.text.reading import Grid, Reading
from extractors.words.dated import DatedStreams
from extractors.words.periods import Date
from extractors.words.streams import Stream, split

_HEADING = 24  # characters: a passage that is but a heading (2024年目标) speaks for the next
_FINDINGS = re.compile(rf"[^：，。\n]{{0,6}}(?:{'|'.join(FINDINGS)})：")
_ADJOINING = 2  # characters between two paragraphs of one item: 到2025年 in the first governs the second
_ANNOUNCED = re.compile(r"(20\d\d) ?年(?:度|主要|发展|预期|总体|工作)*(?:目标|展望|指标|任务)")


@frozen
class TargetContext:
    """What the document says of itself: `plan_year` for a plan of one year; `start` and `horizon`, the first and the
    last year of a longer one, which date what is said of the whole plan (三年累计, a column 目标值); where `governs`,
    for the title prints them (行动计划（2024—2026年）), the last year also dates what no nearer date does.
    """

    plan_year: int | None = None
    horizon: int | None = None
    issued_year: int | None = None
    region: str | None = None
    start: int | None = None
    governs: bool = False


def read_targets(
    reading: Reading,
    passages: Sequence[Span],
    context: TargetContext,
    due: Callable[[Span], int | None] | None = None,
    cells: Mapping[Span, bool] | None = None,
    streams: DatedStreams | None = None,
) -> tuple[list[TargetDraft], list[Warning]]:
    """The targets that `passages` set, in document order, and what could not be read. Never raises.

    `due` gives the year of the deadline that a passage's measure carries as a field (完成时限：2024年10月底), which
    governs values without a date of their own. `cells` are those of columns of
    one year (2024年目标, 2025年目标), true where a cell may go on from the one before, which names its first value.
    `streams` holds what was read of the passages before.
    """
    read = streams or DatedStreams(reading.folded)
    dated = context.plan_year or context.issued_year
    parts = [[relisted(stream) for stream in split(read.stream(span))] for span in passages]
    dates = [[read.dates(stream, dated) for stream in found] for found in parts]
    reference = dated or min(filter(None, (_looks_forward(dates), context.start)), default=None)
    whole = context.plan_year or _only_year(dates, context) or (context.horizon if context.governs else None)
    targets: list[TargetDraft] = []
    warnings: list[Warning] = []
    said: int | None = None
    heading: int | None = None
    titles: list[Title] = []
    for i, passage in enumerate(passages):
        if _tells_findings(reading.folded, passage.start):
            continue
        before = passages[i - 1].end if i else passage.start
        if passage.start - before > _ADJOINING:
            said = None
        year = _announced(reading.folded, min(before, passage.start) if i else 0, passage.start) or heading
        year = None if cells and passage in cells else year
        found: list[TargetDraft] = []
        announced: list[Title] = []
        for j, stream in enumerate(parts[i]):
            values = find_values(stream.text, dates[i][j])
            if values is None:
                if j and "基" in stream.text:
                    _based_on(found, stream, dates[i][j], reading.folded)
                if not j:
                    year = told_year(stream.text, dates[i][j], reference) or year
                short = len(stream.text) <= TITLE
                announced = [Title(reading, stream, dates[i][j], Clause(0, len(stream.text), ""))] if short else []
                continue
            clock = _clock((due and due(passage)) or context.plan_year or said or whole, reference, context)
            clock.passage = None if j else year
            discourse = Discourse(reading, stream, dates[i][j], clock, dated, list(titles))
            if cells and cells.get(passage) and not j and targets:
                discourse.antecedent, discourse.goes_on = targets[-1], True
            if j:
                discourse.antecedent = _before(found, stream)
                discourse.titles = [*_bracketed(reading, parts[i][0], dates[i][0], stream), *titles]
            read_stream(discourse, values)
            year = year if j else clock.passage
            announced = discourse.titles
            found.extend(discourse.targets)
            warnings.extend(discourse.warnings)
        said = year or said
        announces = not found and passage.end - passage.start <= _HEADING
        titles = announced if announces else []
        heading = year if announces else None
        targets.extend(sorted(found, key=lambda t: t.span) if len(found) > 1 else found)
    if context.region:
        # The plan's own area is no scope.
        targets = [replace(t, scope=None) if t.scope == context.region else t for t in targets]
    return targets, warnings


def read_indicator_table(reading: Reading, grid: Grid, context: TargetContext) -> list[TargetDraft]:
    """The targets of a table whose header names 指标 and years or 目标值, one for each horizon column, or places and
    what falls to each. Never raises."""
    horizon = context.horizon or context.plan_year
    found = read_grid(reading, grid, horizon, context.plan_year or context.issued_year)
    return found or read_allotment(reading, grid, horizon)


def _tells_findings(folded: str, at: int) -> bool:
    """Whether the line of a passage opens with the label of what was found (（一）反馈问题：…): its figures are no aims."""
    line = folded.rfind("\n", 0, at) + 1
    return folded.find("：", line, at) >= 0 and _FINDINGS.match(folded, line, at) is not None


def _clock(year: int | None, reference: int | None, context: TargetContext) -> Clock:
    clock = Clock(year, reference)
    if context.horizon:
        clock.whole = (context.horizon, context.horizon - context.start + 1 if context.start else None)
    return clock


def _only_year(dates: list[list[list[Date]]], context: TargetContext) -> int | None:
    """The year of a plan that says no period but looks at no other year: 到2024年底, 6月底前, 年内."""
    issued = context.issued_year
    if context.horizon or not issued:
        return None
    kinds = ("horizon", "by", "during", "period", "quarter")
    years = {date.year for parts in dates for found in parts for date in found if date.kind in kinds}
    return issued if {year for year in years if year and year >= issued} == {issued} else None


def _looks_forward(dates: list[list[list[Date]]]) -> int | None:
    years = (first_year(found) for parts in dates for found in parts)
    return min((year for year in years if year), default=None)


def _announced(folded: str, start: int, end: int) -> int | None:
    """The year that a heading between two passages announces (（二）2026年目标)."""
    start = max(start, end - 40)
    found = list(_ANNOUNCED.finditer(folded, start, end)) if folded.find("年", start, end) >= 0 else []
    in_table = bool(found) and ("|" in folded[start:end] or "\t" in folded[start:end])  # the head of a column
    return int(found[-1][1]) if found and not in_table else None


def _bracketed(reading: Reading, main: Stream, dates: list[Date], bracket: Stream) -> list[Title]:
    """The clause that a bracket follows, as title of what it says (建设零碳园区（年底前建成2个）)."""
    end = bisect_left(main.at, bracket.at[0]) if bracket.at else 0
    start = max(main.text.rfind(mark, 0, end) for mark in "，。；：") + 1
    if not 2 < end - start <= _HEADING:
        return []
    return [Title(reading, main, dates, Clause(start, end, ""))]


def _based_on(found: list[TargetDraft], bracket: Stream, dates: list[Date], folded: str) -> None:
    """下降12%（以2022年为基期）: the changes of the sentence, up to the bracket, are measured from its year."""
    base = next((d.year for d in dates if d.kind == "base"), None)
    for i, target in enumerate(found):
        ahead = target.span.end <= bracket.at[0] and folded.find("。", target.span.end, bracket.at[0]) < 0
        if base and ahead and target.kind == "change" and target.base_year is None:
            found[i] = replace(target, base_year=base)


def _before(found: list[TargetDraft], stream: Stream) -> TargetDraft | None:
    """The target that a bracket follows: 投资26亿元（其中2022年不少于7亿元）."""
    if not stream.at:
        return None
    earlier = [t for t in found if t.span.end <= stream.at[0]]
    return max(earlier, key=lambda t: t.span.end) if earlier else None


__all__ = ["TargetContext", "read_indicator_table", "read_targets"]
