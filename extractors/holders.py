"""Which of many spans hold a place, asked for as many places as there are spans: 5,000 tasks with a target each."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractors.records import Span


class Holders:
    """A segment tree over the ends of the spans: each is noted at the few nodes that make it up.

    Asking costs steps like the logarithm of their number, however the spans lie over each other.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._ends = sorted({end for span in spans for end in span})
        self._nodes: list[list[int]] = [[] for _ in range(2 * len(self._ends))]
        for number, span in enumerate(spans):
            low, high = (bisect_left(self._ends, end) + len(self._ends) for end in span)
            while low < high:
                if low % 2:
                    self._nodes[low].append(number)
                    low += 1
                if high % 2:
                    high -= 1
                    self._nodes[high].append(number)
                low, high = low // 2, high // 2

    def at(self, place: int) -> list[int]:
        """The numbers of the spans that hold `place`, rising."""
        stretch = bisect_right(self._ends, place)
        node = stretch - 1 + len(self._ends) if stretch else 0
        held: list[int] = []
        while node:
            held += self._nodes[node]
            node //= 2
        return sorted(held)
