"""Which pairs of measures are links: every pair that is likely one, and what has nobody else.

A measure of the city that is wrongly said to be missing costs more than a link that a person is asked to look at. So
less than one half will do, and still less for what would be alone on both sides, unless something speaks against it.
"""

from collections.abc import Mapping, Sequence

from graph import knowledge
from graph.meaning import nearest
from graph.scored import Scored
from graph.seen import View
from graph.telling import Key, Numbers, Told, among, probability, tell, weighed

# From this probability on a pair is a link; from the second on, where both measures have no other. Where only the city
# measure has none, JOINING is enough if that is so many times its next best.
LIKELY, ALONE, JOINING, FAR = 0.40, 0.25, 0.15, 5.0
# Plans of which less than RELATED has its place in the other are on different matters: what they seem to share is a
# frame, and the odds of every pair are so much lower. In other words throughout, so much nearness in meaning will do.
RELATED, RELATED_IN_MEANING, STRANGE = 0.18, 0.20, 6.0
# Where words alone leave a pair between these, the encoder is worth asking.
DOUBT = 0.03, 0.97
# Reasons for a link, the weightiest.
REASONS = 4


def candidates(seen: View) -> list[Scored]:
    """Every pair with anything in common and how probably it is a link, the best first."""
    keys = seen.likeness.keys() | seen.indicators.keys() | seen.matters.keys() | seen.meanings.keys()
    told = [tell(seen, key) for key in sorted(keys)]
    weights = knowledge.links("meaning" if seen.meanings else "words")
    odds = {pair.key: weighed(pair.numbers, weights["alone"]) for pair in told}
    stand = among(seen, told, odds)
    strange = 0.0 if _related(seen, stand) else STRANGE
    found = [
        Scored(
            *pair.key,
            round(probability(weighed(stand[pair.key], weights["among"]) - strange), 3),
            _reasons(pair, weights["alone"]),
            pair.against,
        )
        for pair in told
    ]
    return sorted(found, key=lambda pair: (-pair.score, pair.upper, pair.lower))


def _related(seen: View, stand: Mapping[Key, Numbers]) -> bool:
    """Are the two plans about one matter?"""
    smaller = min(len(seen.uppers), len(seen.lowers))
    in_words = any(numbers["level"] >= RELATED for numbers in stand.values())
    return in_words or sum(nearest(seen.meanings)) >= RELATED_IN_MEANING * smaller > 0


def _reasons(pair: Told, weights: Mapping[str, float]) -> tuple[str, ...]:
    worth = {name: weights[name] * pair.numbers[name] for name in pair.reasons}
    return tuple(pair.reasons[name] for name in sorted(worth, key=lambda name: -worth[name])[:REASONS])


def choose(pairs: Sequence[Scored]) -> dict[int, list[Scored]]:
    """The links among scored pairs (best first), by the city measure's place."""
    links: list[Scored] = []
    for pair in pairs:
        # What something speaks against is no second link.
        if pair.score >= LIKELY and not (pair.opposed and any(link.upper == pair.upper for link in links)):
            links.append(pair)
    uppers, lowers = {pair.upper for pair in links}, {pair.lower for pair in links}
    for place, own in _by_upper(pairs).items():
        best, others = own[0], own[1:]
        if place in uppers or best.opposed:
            continue
        far = all(best.score >= FAR * other.score for other in others)
        if best.score >= JOINING and far if best.lower in lowers else best.score >= ALONE:
            links.append(best)
            lowers.add(best.lower)
    return _by_upper(links)


def _by_upper(pairs: Sequence[Scored]) -> dict[int, list[Scored]]:
    """The pairs of each city measure, those of the best first."""
    found: dict[int, list[Scored]] = {}
    for pair in pairs:
        found.setdefault(pair.upper, []).append(pair)
    return found


def in_doubt(pairs: Sequence[Scored]) -> bool:
    """Do words leave open whether some pair is a link?"""
    return any(DOUBT[0] < pair.score < DOUBT[1] for pair in pairs)
