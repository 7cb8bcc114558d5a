"""Which pairs of texts have anything in common, by an inverted index of terms: never all pairs are read.

`Likeness` holds how much of either text stands in the other; both numbers lie between 0 and 1.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from graph.terms import Terms


class Likeness(NamedTuple):
    """`upper`: the share of the upper text's weight that the lower text has; `lower`: the other way round."""

    upper: float
    lower: float

    @property
    def both(self) -> float:
        """One number for both shares: their geometric mean."""
        return math.sqrt(self.upper * self.lower)


def likenesses(uppers: Sequence[Terms], lowers: Sequence[Terms]) -> dict[tuple[int, int], Likeness]:
    """Likeness of every pair (upper index, lower index) with a common term, from weighed terms."""
    index: dict[str, list[tuple[int, float]]] = {}
    for number, text in enumerate(lowers):
        for term, weight in text.items():
            index.setdefault(term, []).append((number, weight))
    upper_sums = [sum(text.values()) for text in uppers]
    lower_sums = [sum(text.values()) for text in lowers]
    common: dict[tuple[int, int], float] = {}
    for number, text in enumerate(uppers):
        for term, weight in text.items():
            for other, other_weight in index.get(term, ()):
                pair = (number, other)
                common[pair] = common.get(pair, 0.0) + (weight if weight < other_weight else other_weight)
    return {
        (upper, lower): Likeness(weight / upper_sums[upper], weight / lower_sums[lower])
        for (upper, lower), weight in common.items()
    }
