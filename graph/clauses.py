"""A measure cut into sentences and clauses, each with its span: the smallest things that can be carried or dropped."""

import re
from dataclasses import dataclass

from extractors.records import Measure, Plan, Span, Task

SENTENCE = re.compile(r"[^。；;！\n]+[。；;！\n]?")
CLAUSE = re.compile(r"[^，,。；;：:！\n]+[，,。；;：:！\n]?")
OPEN, CLOSE = "（(〔[“《", "）)〕]”》"


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or clause: its `text` without closing mark, and where it stands in the plan's text."""

    text: str
    span: Span


def sentences(measure: Measure) -> tuple[Piece, ...]:
    """The sentences of a measure (a semicolon closes one); marks inside brackets and quotes cut nothing."""
    return _cut(measure.text, measure.span.start, SENTENCE)


def clauses(sentence: Piece) -> tuple[Piece, ...]:
    """The parts of a sentence between commas; marks inside brackets and quotes cut nothing."""
    return _cut(sentence.text, sentence.span.start, CLAUSE)


def _cut(text: str, offset: int, pattern: re.Pattern[str]) -> tuple[Piece, ...]:
    pieces = []
    for match in pattern.finditer(_veiled(text)):
        printed = text[match.start() : match.end()]
        left = len(printed) - len(printed.lstrip())
        bare = printed.strip().rstrip("，,。；;：:！")
        if bare:
            start = offset + match.start() + left
            pieces.append(Piece(bare, Span(start, start + len(bare))))
    return tuple(pieces)


def _veiled(text: str) -> str:
    """`text` with what stands inside brackets and quotes made neutral, length kept."""
    out, depth = [], 0
    for char in text:
        depth = max(0, depth - (char in CLOSE))
        out.append("　" if depth and char not in CLOSE else char)
        depth += char in OPEN
    # A bracket that never closes would hide all that follows.
    return "".join(out) if depth == 0 else text


@dataclass(frozen=True, slots=True)
class Item:
    """A measure with its task, `place` its order in the plan, and its sentences."""

    place: int
    task: Task
    measure: Measure
    sentences: tuple[Piece, ...]

    @property
    def id(self) -> str:
        """The measure's id."""
        return self.measure.id


def items(plan: Plan) -> tuple[Item, ...]:
    """Every measure of a plan in order."""
    pairs = [(task, measure) for task in plan.tasks for measure in task.measures]
    return tuple(Item(place, task, measure, sentences(measure)) for place, (task, measure) in enumerate(pairs))
