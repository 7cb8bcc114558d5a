"""What a stream holds that may be a target: quantities and wordless aims, but for those in quotes and dates."""

from collections.abc import Sequence

from extractors.frozen import frozen
from extractors.targets.anchors import Anchor
from extractors.targets.clauses import quoted
from extractors.targets.wordless import find_aims
from extractors.words.numbers import Quantity, find_quantities
from extractors.words.periods import Date


@frozen
class Found:
    """What a stream holds that may be a target, in order, and the `quotes` in which nothing is one."""

    quantities: list[Quantity]
    aims: list[Anchor]
    quotes: list[tuple[int, int]]


def find_values(text: str, dates: Sequence[Date]) -> Found | None:
    """The values in a stream's text outside its `dates` and quotes, None where there are none."""
    shields = [(date.start, date.end) for date in dates]
    aims, quantities = find_aims(text), find_quantities(text, shields)
    if not (quantities or aims):
        return None
    quotes = quoted(text)
    if quantities and (quotes or shields):
        quantities = _outside(quantities, sorted([*quotes, *shields]))
    if aims and quotes:
        aims = [aim for aim in aims if not any(_in_quote(aim, a, b) for a, b in quotes)]
    return Found(quantities, aims, quotes) if quantities or aims else None


def _outside(quantities: list[Quantity], shields: Sequence[tuple[int, int]]) -> list[Quantity]:
    """The quantities that touch none of the shields; all in order."""
    kept, i = [], 0
    for quantity in quantities:
        while i < len(shields) and shields[i][1] <= quantity.start:
            i += 1
        if i == len(shields) or shields[i][0] >= quantity.end:
            kept.append(quantity)
    return kept


def _in_quote(aim: Anchor, start: int, end: int) -> bool:
    """True for an aim that is part of a quote (“按需共享、应享尽享”), not all of it (“应收尽收”)."""
    return start < aim.start and aim.end <= end and (aim.start > start + 1 or aim.end < end - 1)
