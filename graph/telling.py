"""What tells whether a county measure carries a city measure, in numbers.

First what the two have in common and what speaks against them (`ALONE`: the functions of ``graph.evidence`` and
``graph.contrary``, each between 0 and 1); weighed, that is a pair's odds. Then how the pair stands among its rivals
(`AMONG`): what is nobody's nearest is hardly a link, and what has nobody else may be one on little. What the numbers
are worth stands in ``lexicon/links.yaml``, fitted to the labelled pairs (``scripts/fit_links.py``).
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from graph.contrary import CONTRARY
from graph.evidence import FUNCTIONS
from graph.seen import View
from graph.terms import matters

Key = tuple[int, int]
Numbers = dict[str, float]

# Evidence of which the first bit tells most: the root of it counts.
ROOTS = ("wording", "matter")
# With no more wording in common than this, and no title, nothing needs speaking against a pair.
HARDLY = 0.04
# Odds count no lower than FLOOR, and as far ahead of rivals as AHEAD at most; a rival with another place from AWAY on
# counts by so much less as that place is better.
FLOOR, AHEAD, AWAY = -6.0, 4.0, 2.0
# So many matters of policy in common beside the titles count.
MATTERS = 3

ALONE: Mapping[str, str] = {
    **{name: (function.__doc__ or name).splitlines()[0] for name, function in (FUNCTIONS | CONTRARY).items()},
    "matters": "how many matters of policy they share beside those of their titles, of three",
    "unled": "1 where both name who leads, and no lead has anything to do with the other side's",
    "framed": "the root of the wording in common where that is so: it may be a frame",
    "meant": "nearness in meaning where that is so: frames mean alike",
    "name": "1 where all they have in common is said by one of the titles",
}
AMONG: Mapping[str, str] = {
    "odds": "what the numbers of the pair alone come to",
    "ahead_upper": "how far its odds are ahead of the city measure's next best",
    "ahead_lower": "the same of the county measure",
    "free": "how far ahead of all rivals, these counted less where they have another place",
    "new": "the root of the share of the city measure found here and not in what the county measure is nearest to",
    "level": "how much of the smaller plan has its place in the other",
    "kept": "how much wording the pairs have in common that are each other's nearest: does the county keep to it?",
    "name_kept": "name, times that",
    **{name: (function.__doc__ or name).splitlines()[0] for name, function in CONTRARY.items()},
}


@dataclass(frozen=True, slots=True)
class Told:
    """A pair with the numbers of itself alone (`ALONE`), and in words what speaks for it and what against it."""

    key: Key
    numbers: Numbers
    reasons: Mapping[str, str]
    against: tuple[str, ...]


def tell(seen: View, key: Key) -> Told:
    """The numbers of one pair alone, with their reasons."""
    found = {name: evidence for name, function in FUNCTIONS.items() if (evidence := function(seen, *key))}
    wording = found["wording"].score if "wording" in found else 0.0
    against = {}
    if wording >= HARDLY or "title" in found:
        against = {name: evidence for name, function in CONTRARY.items() if (evidence := function(seen, *key))}
    first, second = seen.uppers[key[0]], seen.lowers[key[1]]
    unled = float("lead" not in found and bool(first.leads) and bool(second.leads))
    numbers = {name: found[name].score if name in found else 0.0 for name in FUNCTIONS}
    numbers |= {name: math.sqrt(numbers[name]) for name in ROOTS}
    # What speaks by half against a pair is seldom right.
    numbers |= {name: against[name].score ** 2 if name in against else 0.0 for name in CONTRARY}
    headed = matters(first.item.task.title).keys() | matters(second.item.task.title).keys()
    beside = len((first.matters.keys() & second.matters.keys()) - headed)
    numbers |= {
        "matters": min(MATTERS, beside) / MATTERS,
        "unled": unled,
        "framed": unled * math.sqrt(wording),
        "meant": unled * numbers["meaning"],
        "name": float(not beside and key not in seen.indicators and _in_name_alone(seen, key)),
    }
    reasons = {name: evidence.reason for name, evidence in found.items()}
    return Told(key, numbers, reasons, tuple(evidence.reason for evidence in against.values()))


def _in_name_alone(seen: View, key: Key) -> bool:
    """Is all that a pair has in common said by one of the titles: 林区防火道路, 林区产业道路?"""
    ours, theirs = seen.upper_terms[key[0]], seen.lower_terms[key[1]]
    common = [term for term in ours if len(term) > 1 and term in theirs]
    titles = seen.uppers[key[0]].title, seen.lowers[key[1]].title
    return bool(common) and any(all(term in title for term in common) for title in titles)


def among(seen: View, told: Sequence[Told], odds: Mapping[Key, float]) -> dict[Key, Numbers]:
    """The numbers of every pair among the others (`AMONG`), from the odds of each alone."""
    upper, lower = _ahead(odds, 0), _ahead(odds, 1)
    nearest = [pair for pair in told if upper[pair.key] > 0 and lower[pair.key] > 0]
    smaller = max(1, min(len(seen.uppers), len(seen.lowers)))
    level = sum(probability(odds[pair.key]) for pair in nearest) / smaller
    kept = median(pair.numbers["wording"] ** 2 for pair in nearest) if nearest else 0.0
    free, new = _free(odds), _new(seen, odds)
    return {
        pair.key: {
            "odds": odds[pair.key],
            "ahead_upper": upper[pair.key],
            "ahead_lower": lower[pair.key],
            "free": free[pair.key],
            "new": new[pair.key],
            "level": level,
            "kept": kept,
            "name_kept": pair.numbers["name"] * kept,
            **{name: pair.numbers[name] for name in CONTRARY},
        }
        for pair in told
    }


def weighed(numbers: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logarithm of the odds that numbers come to."""
    return weights["constant"] + sum(weights[name] * value for name, value in numbers.items())


def probability(odds: float) -> float:
    """The probability that a logarithm of odds stands for, 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _ahead(odds: Mapping[Key, float], side: int) -> dict[Key, float]:
    """How far each pair is ahead of (or, below 0, behind) the best of the others of its upper (0) or lower (1)."""
    best = _best_of_others(odds, side)
    return {key: max(-AHEAD, min(AHEAD, value - max(FLOOR, best[key]))) for key, value in odds.items()}


def _best_of_others(odds: Mapping[Key, float], side: int) -> dict[Key, float]:
    """For each pair the best value of another pair of its upper (0) or lower (1); FLOOR where it has none."""
    held: dict[int, list[tuple[float, Key]]] = defaultdict(list)
    for key, value in odds.items():
        held[key[side]] = sorted([*held[key[side]], (value, key)], reverse=True)[:2]
    return {key: next((value for value, other in held[key[side]] if other != key), FLOOR) for key in odds}


def _free(odds: Mapping[Key, float]) -> dict[Key, float]:
    """How far each pair is ahead of its rivals, each of which counts less where it has another place."""
    rivals = []
    for side in (0, 1):
        elsewhere = _best_of_others(odds, 1 - side)
        left = {key: value - max(0.0, elsewhere[key] + AWAY) for key, value in odds.items()}
        rivals.append(_best_of_others(left, side))
    return {
        key: max(-AHEAD, min(AHEAD, value - max(FLOOR, *(best[key] for best in rivals)))) for key, value in odds.items()
    }


def _new(seen: View, odds: Mapping[Key, float]) -> dict[Key, float]:
    """The root of the share of each city measure that its pair's county measure says, and says to nobody nearer."""
    nearest: dict[int, Key] = {}
    for key in sorted(odds):
        if key[1] not in nearest or odds[key] > odds[nearest[key[1]]]:
            nearest[key[1]] = key
    found = {}
    for upper, lower in odds:
        ours, theirs = seen.upper_terms[upper], seen.lower_terms[lower]
        other = nearest[lower][0]
        said = {} if other == upper else seen.upper_terms[other]
        share = sum(weight for term, weight in ours.items() if term in theirs and term not in said)
        found[upper, lower] = math.sqrt(share / (sum(ours.values()) or 1.0))
    return found
