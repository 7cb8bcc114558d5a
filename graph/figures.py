"""Figures that a text prints with a unit, whether or not a target was read there: 让18个院落焕然一新."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.records import Span
from graph import knowledge
from graph.clauses import Piece
from graph.measurement import counted, dimension, quantities

DATE = re.compile(r"(?:19|20)\d\d\s*年|\d+\s*月份?(?:\s*\d+\s*日)?")
CLAUSE = re.compile(r"[^，,。；;：:！\n]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its unit as printed, the number's span, and the clause it stands in (spans in the text searched)."""

    value: float
    unit: str
    span: Span
    clause: Piece

    def measures_like(self, unit: str | None) -> bool:
        """Could the figure stand for one in `unit`: of one dimension, and people for people only?"""
        people = [counted(one) == "people" for one in (self.unit, unit)]
        return dimension(self.unit)[0] == dimension(unit)[0] and people[0] == people[1]


@cache
def _number() -> re.Pattern[str]:
    known = quantities()
    units = knowledge.alternation([*known.units, *known.counters])
    return re.compile(rf"(?P<value>\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<unit>[十百千万亿]{{0,2}}(?:{units}))")


def figures(text: str) -> list[Figure]:
    """The figures of `text` in order; years, months and days of the calendar are none."""
    plain = DATE.sub(lambda match: "　" * len(match[0]), text)
    found = []
    for clause in CLAUSE.finditer(text):
        bare = clause[0].strip()
        start = clause.start() + clause[0].index(bare) if bare else clause.start()
        piece = Piece(bare, Span(start, start + len(bare)))
        for number in _number().finditer(plain, clause.start(), clause.end()):
            value = float(number["value"].replace(",", ""))
            found.append(Figure(value, number["unit"], Span(number.start(), number.end()), piece))
    return found
