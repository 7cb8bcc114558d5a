"""What the evidence looks at: two plans as seen side by side (made by ``graph.view``)."""

from dataclasses import dataclass

from graph.candidates import Likeness
from graph.profiles import Profile
from graph.terms import Rarity


@dataclass(frozen=True, slots=True)
class Passage:
    """The two sentences of a pair of measures that are each other's best in the whole plans."""

    upper: str
    lower: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class View:
    """All that the evidence looks at: measures, their weighed terms, likenesses, passages, common indicators.

    `meanings` holds how near pairs are in meaning where that was asked (`graph.meaning`), else nothing,
    `clause_meanings` the same for clauses by their texts.
    `same_targets` counts the targets of the upper plan whose indicator the lower plan has too.
    """

    uppers: tuple[Profile, ...]
    lowers: tuple[Profile, ...]
    upper_terms: tuple[dict[str, float], ...]
    lower_terms: tuple[dict[str, float], ...]
    likeness: dict[tuple[int, int], Likeness]
    passages: dict[tuple[int, int], Passage]
    clauses: dict[tuple[int, int], tuple[float, str]]
    indicators: dict[tuple[int, int], tuple[str, ...]]
    upper_matters: tuple[dict[str, float], ...]
    lower_matters: tuple[dict[str, float], ...]
    matters: dict[tuple[int, int], Likeness]
    meanings: dict[tuple[int, int], float]
    clause_meanings: dict[tuple[str, str], float]
    same_targets: int
    rarity: Rarity
    raw: Rarity
    led: dict[str, float]
