"""Pairs of measures with their scores, and how near the next best pairs come."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate pair: places of the two measures, score, and in words what speaks for it, the weightiest first.

    `against` holds what speaks against it, `led` says that the leads are counterparts, or that one side names none.
    """

    upper: int
    lower: int
    score: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    led: bool

    @property
    def opposed(self) -> bool:
        """Does some evidence speak against the pair?"""
        return bool(self.against)


class Rivals:
    """For every pair the best score that its upper or its lower measure has with any other."""

    def __init__(self, pairs: Sequence[Scored]) -> None:
        self.uppers: dict[int, list[float]] = {}
        self.lowers: dict[int, list[float]] = {}
        for pair in sorted(pairs, key=lambda p: -p.score):
            for best, place in ((self.uppers, pair.upper), (self.lowers, pair.lower)):
                held = best.setdefault(place, [])
                if len(held) < 2:
                    held.append(pair.score)

    def of_upper(self, pair: Scored) -> float:
        """The best score of the pair's upper measure with another; 0 if there is none."""
        return self._other(self.uppers[pair.upper], pair)

    def of_lower(self, pair: Scored) -> float:
        """The best score of the pair's lower measure with another; 0 if there is none."""
        return self._other(self.lowers[pair.lower], pair)

    def of(self, pair: Scored) -> float:
        """The best of both."""
        return max(self.of_upper(pair), self.of_lower(pair))

    def best_of_upper(self, pair: Scored) -> bool:
        """Has the upper measure no better pair?"""
        return pair.score >= self.uppers[pair.upper][0]

    def best_of_lower(self, pair: Scored) -> bool:
        """Has the lower measure no better pair?"""
        return pair.score >= self.lowers[pair.lower][0]

    def _other(self, best: Sequence[float], pair: Scored) -> float:
        if pair.score < best[0]:
            return best[0]
        return best[1] if len(best) > 1 else 0.0
