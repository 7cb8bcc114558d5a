"""Statements for several items: of those before or below them, or of some by their numbers (以上两项, 第10、11项, 该部分)."""

import re
from dataclasses import dataclass, field

from extractors.frozen import frozen
from extractors.records import Role, Span
from extractors.responsibility.locate import locate
from extractors.responsibility.scan import Located, Manner
from extractors.words.brackets import CLOSE, OPEN
from extractors.words.markers import number_value
from extractors.words.periods import DateExpression

_ITEMS = r"(?:各)?(?:项|条|个|款)?(?:重点)?(?:任务|事项|工作|措施)?(?:的|均|都|由)?(?:需|须)?(?:由|要)?"
_SHARED = (
    # 第10、11项由…牵头
    (
        "numbers",
        re.compile(
            rf"[（〔【［]?(?:(?:以上|上述)?第(?P<n>[\d、，和及至—~-]+|[（）一二三四五六七八九十\d、，和及至—~-]+)|(?:以上|上述)(?P<range>\d+[至—~-]\d+)){_ITEMS}，?"
        ),
    ),
    # 以上两项牵头单位：…
    (
        "before",
        re.compile(
            rf"[（〔【［]?(?:以上|上述|前述|前列|[本该]部分|[本该][节章条项部])(?P<n>\d+|[一二三四五六七八九十两]+)?{_ITEMS}"
        ),
    ),
    # 下列各项责任单位：…
    ("after", re.compile(rf"[（〔【［]?(?:以下|下列|下述)(?P<n>\d+|[一二三四五六七八九十两]+)?{_ITEMS}")),
)
_OPENS = re.compile("[（〔【［；。]?[第以上前本该下]")  # what all of them begin with, the quick test
# 第1、3项由…: a part of a paragraph that says it item by item
_PART_END = re.compile("[；。]")
_NTH = re.compile(r"第(?:\d+[\d、，和及至—~-]*|(?:[（][一二三四五六七八九十\d]{1,3}[）][、，和及至—~-]?)+)(?:项|条)")


@dataclass(slots=True)
class Group:
    """Statements with no text between them: one responsibility.

    `complete`: a verb says who carries it out (X负责), so that no lead is left to be taken from the heading. `owns`:
    it is the heading of a list by units (区民政局), whose items are that unit's whoever else they name. `deed`: the
    sentence that says what is to be done together with who does it.
    """

    span: Span
    units: list[tuple[Span, Role]] = field(default_factory=list)
    deadlines: list[DateExpression] = field(default_factory=list)
    persons: list[Span] = field(default_factory=list)
    bracketed: bool = False
    complete: bool = False
    owns: bool = False
    deed: Span | None = None

    def take(self, located: Located) -> None:
        """Adds what another statement says."""
        if located.span != self.span:
            self.span = Span(min(self.span.start, located.span.start), max(self.span.end, located.span.end))
        self.units = list(dict.fromkeys([*self.units, *located.statement.units]))
        self.deadlines.extend(located.statement.deadlines)
        self.persons.extend(located.statement.persons)
        self.bracketed = self.bracketed or located.bracketed
        self.deed = self.deed or (located.span if located.statement.deed else None)
        if located.statement.verbal and not self.complete:
            self.complete = any(role == "responsible" for _, role in located.statement.units)


@frozen
class Shared:
    """A statement for several items: for the `numbers[0]` before or after it (all if empty), or those numbered so."""

    kind: str
    numbers: tuple[int, ...]
    group: Group


def shares(folded: str, span: Span, manner: Manner, shared: list[Shared]) -> bool:
    """Whether a paragraph is a statement for items before it (以上两项牵头单位…) or after it (下列各项责任单位…)."""
    if not _OPENS.match(folded, *span):
        return False
    parts = _numbered_parts(folded, span)
    if len(parts) > 1:
        # 第1、3项由区商务局牵头；第2项由…负责: each part for itself.
        read = [shares(folded, part, manner, shared) for part in parts]
        return all(read)
    for kind, pattern in _SHARED:
        match = pattern.match(folded, span.start, span.end)
        if not match:
            continue
        end = span.end - 1 if folded[span.start] in OPEN and folded[span.end - 1] in CLOSE else span.end
        found, _ = locate(folded, Span(match.end(), end), manner)
        if not any(located.statement.units for located in found):
            # …均由市城管局牵头，市财政局给予资金保障，下列单位分别配合: the first clause says who.
            clause = folded.find("，", match.end(), end)
            found, _ = locate(folded, Span(match.end(), clause), manner) if clause > 0 else ([], [])
        if not any(located.statement.units for located in found):
            return False
        group = Group(span)
        for located in found:
            group.take(located)
        number = match.groupdict().get("range") or match.group("n")
        shared.append(Shared("bracketed" if number and "（" in number else kind, _numbers(number), group))
        return True
    return False


def _numbered_parts(folded: str, span: Span) -> list[Span]:
    """The parts of a paragraph between semicolons and full stops that begin with 第N项, as the first does; else the whole.

    What the last of them is followed by (各责任单位要…) is for no item in particular.
    """
    if folded.find("第", *span) < 0:
        return [span]
    parts: list[Span] = []
    at = span.start
    for mark in [*(m.start() for m in _PART_END.finditer(folded, *span)), span.end]:
        end = mark
        if end > at:
            parts.append(Span(at, end))
        at = end + 1
    named = [part for part in parts if _NTH.match(folded, *part)]
    return named if named and named == parts[: len(named)] else [span]


def _numbers(text: str | None) -> tuple[int, ...]:
    """The numbers in 10、11 or 三至五 (a range counted out); 两 is 2."""
    found = [
        number_value(part.replace("两", "二")) for part in re.findall(r"\d+|[一二三四五六七八九十两]+", text or "")
    ]
    if len(found) == 2 and re.search(r"[至—~-]", text or ""):
        return tuple(range(found[0], found[1] + 1))
    return tuple(found)
