"""Which of the scored pairs of measures are links: the best first, then what has nobody else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.evidence import View

# A pair of which neither side is linked yet needs FAIR; one that joins others, BESIDE with something new; CLEAR does
# by itself; one whose two sides have links already needs BOTH.
FAIR, BESIDE, CLEAR, BOTH = 0.20, 0.20, 0.60, 0.80
# Something new: this share of the joining measure is found in the other and in none linked before it.
NEW = 0.10
# Two measures that nothing links may be one in other words, from this score on if their leads are counterparts, else
# from the second, and only if it is so many times the score of either with any other measure.
LONE, LONE_UNLED, APART = 0.055, 0.10, 2.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate pair: places of the two measures, score, and the reasons in words, the weightiest first.

    `opposed` says that some evidence speaks against it, `led` that the leads are counterparts.
    """

    upper: int
    lower: int
    score: float
    reasons: tuple[str, ...]
    opposed: bool
    led: bool


def choose(seen: View, pairs: Sequence[Scored]) -> Mapping[int, list[Scored]]:
    """The links among scored pairs (best first), by the city measure's place.

    Links are taken best first; a pair that joins a measure already linked must bring something that the earlier
    links leave open: two into one, one into two, and not the same words once more.
    """
    chosen: dict[int, list[Scored]] = {}
    found_in: dict[int, set[str]] = {}
    found_for: dict[int, set[str]] = {}
    best_upper: dict[int, float] = {}
    best_lower: dict[int, float] = {}
    for pair in pairs:
        best_upper.setdefault(pair.upper, pair.score)
        best_lower.setdefault(pair.lower, pair.score)
    for pair in pairs:
        ours, theirs = seen.upper_terms[pair.upper], seen.lower_terms[pair.lower]
        common = ours.keys() & theirs.keys()
        joins_lower, joins_upper = pair.lower in found_in, pair.upper in found_for
        new_for_upper = _share(ours, common - found_in.get(pair.lower, set()))
        new_for_lower = _share(theirs, common - found_for.get(pair.upper, set()))
        if not joins_lower and not joins_upper:
            good = pair.score >= FAIR
        else:
            # One measure joins another's link only where that is its nearest.
            into_lower = joins_lower and new_for_upper >= NEW and pair.score >= best_upper[pair.upper]
            into_upper = joins_upper and new_for_lower >= NEW and pair.score >= best_lower[pair.lower]
            good = pair.score >= CLEAR or (pair.score >= BESIDE and (into_lower if joins_lower else into_upper))
            good = good and not (joins_lower and joins_upper and pair.score < BOTH)
        if good:
            chosen.setdefault(pair.upper, []).append(pair)
            found_in.setdefault(pair.lower, set()).update(common)
            found_for.setdefault(pair.upper, set()).update(common)
    for pair in left_over(pairs, set(found_for), set(found_in)):
        chosen.setdefault(pair.upper, []).append(pair)
    return chosen


def left_over(pairs: Sequence[Scored], uppers: Collection[int], lowers: Collection[int]) -> list[Scored]:
    """Links between measures that have none (`uppers`, `lowers` have one) and have nobody but each other.

    Two plans may say one thing in words of their own (防汛备汛, 抓汛期): little in common, and yet far more than either
    has with any other measure of the other plan. Whatever speaks against such a pair decides it.
    """
    by_upper: dict[int, list[float]] = {}
    by_lower: dict[int, list[float]] = {}
    for pair in pairs:
        by_upper.setdefault(pair.upper, []).append(pair.score)
        by_lower.setdefault(pair.lower, []).append(pair.score)
    found = []
    for pair in pairs:
        if pair.upper in uppers or pair.lower in lowers or pair.opposed:
            continue
        rivals = sorted([*by_upper[pair.upper], *by_lower[pair.lower]], reverse=True)
        # Both lists hold the pair itself, so the third is the best rival.
        alone = rivals[0] == pair.score and (len(rivals) < 3 or pair.score >= APART * rivals[2])
        if alone and pair.score >= (LONE if pair.led else LONE_UNLED):
            found.append(pair)
    return found


def _share(whole: Mapping[str, float], part: Collection[str]) -> float:
    total = sum(whole.values())
    return sum(whole[term] for term in part) / total if total else 0.0
