"""Pairs of measures with how probably they are links, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate pair: places of the two measures, how probably it is a link, and in words what speaks for it.

    The weightiest reason comes first; `against` holds what speaks against it.
    """

    upper: int
    lower: int
    score: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def opposed(self) -> bool:
        """Does some evidence speak against the pair?"""
        return bool(self.against)
