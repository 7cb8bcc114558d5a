"""A paragraph as `locate` goes through it: what is known of its document, and what was found in it so far."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.frozen import frozen
from extractors.records import Role, Span, Warning
from extractors.responsibility.binding import Statement
from extractors.words.brackets import stops_in
from extractors.words.labels import verb_pattern

_HEADING_SPLIT = re.compile(r"——+|\||[\u3000 ]{2,}")


@frozen
class Located:
    """A statement with all that belongs to it (brackets, closing mark) at `span`."""

    span: Span
    statement: Statement
    bracketed: bool = False


@frozen
class Manner:
    """How a document writes its statements.

    `year` is that of dates without one; `brackets` gives by their opening mark the role of bare lists in them, and
    `notes` by their numbers the texts of notes that statements refer to (［1］); `marks` by a mark behind a name its role.
    """

    year: int | None
    brackets: Mapping[str, Role] = field(default_factory=dict)
    notes: Mapping[str, Span] = field(default_factory=dict)
    marks: Mapping[str, Role] = field(default_factory=dict)


@dataclass(slots=True)
class Scan:
    folded: str
    start: int
    end: int
    manner: Manner
    heading: bool
    found: list[Located]
    warnings: list[Warning]
    stops: list[int] | None = None  # with `ends` where `sentence_end` looks, once it is asked
    ends: list[int] = field(default_factory=list)
    charge_end: int = -1
    charge: int = -1  # where `worded` found the next verb behind a name, `marked` the next mark of a role
    mark: int = -1


def past_mark(folded: str, at: int, end: int) -> int:
    return at + 1 if at < end and folded[at] in "。；" else at


def sentence_end(scan: Scan, at: int) -> int:
    """Where the sentence ends that goes on at `at`: at a stop outside the brackets that open behind `at`."""
    if scan.stops is None:
        scan.stops, scan.ends = stops_in(scan.folded, scan.start, scan.end)
    number = bisect_left(scan.stops, at)
    return scan.ends[number] if number < len(scan.ends) else scan.end


def heading_gap(scan: Scan, at: int) -> bool:
    return (
        scan.heading and at > scan.start and bool(_HEADING_SPLIT.fullmatch(scan.folded[max(scan.start, at - 2) : at]))
    )


def fully_read(folded: str, start: int, end: int, statement: Statement) -> bool:
    """Whether names, verbs, dates and marks make up the whole sentence, but for a few characters."""
    covered = sum(span.end - span.start for span, _ in statement.units)
    for date in statement.deadlines:  # 2024年底前取得阶段性成效: what is to be done by then goes with the date
        rest_of = re.compile(r"[^，。；]*").match(folded, date.span.end, end)
        covered += (rest_of.end() if rest_of else date.span.end) - date.span.start
    covered += sum(span.end - span.start for span in statement.persons)
    rest = folded[start:end]
    verbs = sum(len(match.group()) for match in verb_pattern().finditer(rest))
    marks = len(re.findall(r"[、，；：\s（）由和及与等]|会同|完成", rest))
    return end - start - covered - verbs - marks <= max(4, 0.1 * (end - start))
