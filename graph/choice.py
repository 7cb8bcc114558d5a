"""Which of the scored pairs of measures are links: the best first, then what has nobody else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.evidence import View

# A pair of which neither side is linked yet needs FAIR; one that joins others, BESIDE with something new; CLEAR does
# by itself; one whose two sides have links already needs BOTH.
FAIR, BESIDE, CLEAR, BOTH = 0.20, 0.20, 0.60, 0.80
# Plans on one matter: the mean of what measures have with their nearest, or so many indicators in common. Between other
# plans a link needs STRANGE, and nothing less will do.
RELATED, TARGETS_RELATED, STRANGE = 0.15, 3, 0.40
# Something new: this share of the joining measure is found in the other and in none linked before it.
NEW, LITTLE_NEW = 0.10, 0.02
# Two measures that nothing links may be one in other words, from this score on if their leads are counterparts, else
# from the second, and only if it is so many times the score of either with any other that is still to be linked.
LONE, LONE_UNLED, APART = 0.055, 0.09, 1.5
# What is left alone joins another link from this score on, where leads are counterparts and nobody else comes near.
JOINING, FAR_APART = 0.105, 2.5


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
    akin = related(seen, pairs)
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
            good = pair.score >= (FAIR if akin else STRANGE)
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
    if not akin:
        return chosen
    for pair in left_over(pairs, set(found_for), set(found_in)):
        chosen.setdefault(pair.upper, []).append(pair)
        common = seen.upper_terms[pair.upper].keys() & seen.lower_terms[pair.lower].keys()
        found_in.setdefault(pair.lower, set()).update(common)
        found_for.setdefault(pair.upper, set()).update(common)
    for pair in joining(pairs, set(found_for), set(found_in)):
        ours, theirs = seen.upper_terms[pair.upper], seen.lower_terms[pair.lower]
        common = ours.keys() & theirs.keys()
        into_lower = pair.lower in found_in
        if into_lower:
            new = _share(ours, common - found_in[pair.lower])
        else:
            new = _share(theirs, common - found_for[pair.upper])
        if new >= LITTLE_NEW:
            chosen.setdefault(pair.upper, []).append(pair)
    return chosen


def left_over(pairs: Sequence[Scored], uppers: Collection[int], lowers: Collection[int]) -> list[Scored]:
    """Links for measures that have none yet (`uppers`, `lowers` have one): each with whom it has by far the most.

    Two plans may say one thing in words of their own (防汛备汛, 抓汛期): little in common, and yet far more than either
    has with any other measure. What has found its place is no rival any more, so the surest pairs come first and
    make the next ones plain.
    """
    taken_uppers, taken_lowers = set(uppers), set(lowers)
    found: list[Scored] = []
    free = [pair for pair in pairs if not pair.opposed]
    while True:
        free = [pair for pair in free if pair.upper not in taken_uppers and pair.lower not in taken_lowers]
        rivals = Rivals(free)
        plain = [p for p in free if p.score >= (LONE if p.led else LONE_UNLED) and p.score >= APART * rivals.of(p)]
        if not plain:
            return found
        found += plain
        taken_uppers.update(pair.upper for pair in plain)
        taken_lowers.update(pair.lower for pair in plain)


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

    def _other(self, best: Sequence[float], pair: Scored) -> float:
        if pair.score < best[0]:
            return best[0]
        return best[1] if len(best) > 1 else 0.0


def joining(pairs: Sequence[Scored], uppers: Collection[int], lowers: Collection[int]) -> list[Scored]:
    """Links of a measure that is still alone to one that has a link: leads are counterparts, nobody else is near."""
    usable = [pair for pair in pairs if not pair.opposed]
    rivals = Rivals(usable)
    found: list[Scored] = []
    for pair in usable:
        lone_upper, lone_lower = pair.upper not in uppers, pair.lower not in lowers
        if lone_upper == lone_lower or not pair.led or pair.score < JOINING:
            continue
        if pair.score >= FAR_APART * (rivals.of_upper(pair) if lone_upper else rivals.of_lower(pair)):
            found.append(pair)
    return found


def related(seen: View, pairs: Sequence[Scored]) -> bool:
    """Are the two plans about one matter? Only then may little in common mean much.

    They are when the pairs that are each other's best hold enough of the smaller plan, or when the plans set targets
    for several of the same indicators.
    """
    if seen.same_targets >= TARGETS_RELATED:
        return True
    smaller = min(len(seen.uppers), len(seen.lowers))
    rivals = Rivals(pairs)
    return sum(min(p.score, 0.5) for p in pairs if p.score >= rivals.of(p)) >= RELATED * smaller


def _share(whole: Mapping[str, float], part: Collection[str]) -> float:
    total = sum(whole.values())
    return sum(whole[term] for term in part) / total if total else 0.0
