"""Measures that the sure links leave alone: who answers them, where words tell little.

Two plans may say one thing in words of their own (防汛备汛, 抓汛期): little in common, and yet more than either has with
any other measure that is still to find its place. What has found its place is no rival any more; so the measures left
over are assigned one to one, so that all together have the most in common, and what stands where it should by the
order of the two plans needs less.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from graph.meaning import NOTHING
from graph.scored import Rivals, Scored
from graph.seen import View

# A lone pair needs so much in a plan that is in words of its own, if the leads are counterparts, else the second; and
# each so much less where no encoder was asked, so that all the words that two such plans share count for more.
LONE, LONE_UNLED, UNASKED = 0.10, 0.13, 0.03
# In a plan that keeps to the city's words so much is needed; from the second on it is worth asking the encoder.
LONE_NEAR, DOUBT = 0.20, 0.10
# The order of the plans is kept where no more than this share of pairs of links cross, of so many links at least; then
# the place of a pair adds so much to its score, or, three times as much out of order, takes it away.
DISORDER, ORDERED_LINKS, IN_PLACE = 0.1, 4, 0.05
# What is left alone joins another link from this score on, where leads are counterparts and nobody else comes near.
JOINING, FAR_APART = 0.105, 2.5

IN_ORDER = "在两份方案中次序相当"

Chosen = Mapping[int, Sequence[Scored]]


class Order:
    """Do linked measures stand in one order in both plans, and would another link keep to it?"""

    def __init__(self, chosen: Chosen) -> None:
        self.links = [(upper, pair.lower) for upper, row in chosen.items() for pair in row]
        crossed = sum(self.crossings(*link) for link in self.links)
        self.kept = len(self.links) >= ORDERED_LINKS and crossed <= DISORDER * len(self.links) * (len(self.links) - 1)

    def crossings(self, upper: int, lower: int) -> int:
        """How many links a link between these places would cross."""
        return sum((first - upper) * (second - lower) < 0 for first, second in self.links)

    def bonus(self, pair: Scored) -> float:
        """What its place adds to a pair's score."""
        if not self.kept:
            return 0.0
        share = self.crossings(pair.upper, pair.lower) / len(self.links)
        return IN_PLACE if share <= DISORDER else -IN_PLACE if share >= 3 * DISORDER else 0.0


def left_over(seen: View, pairs: Sequence[Scored], chosen: Chosen, free: bool) -> list[Scored]:
    """Links one to one between measures that have none yet; `free`: the county's plan is in words of its own."""
    worth = _worth(pairs, chosen)
    asked = bool(seen.meanings)
    usable = {}
    for pair, value in worth.items():
        least = LONE_NEAR if not free else (LONE if pair.led else LONE_UNLED) - (0.0 if asked else UNASKED)
        strange = asked and seen.meanings[pair.upper, pair.lower] <= NOTHING
        if value >= least and not strange:
            reasons = (*pair.reasons[:3], IN_ORDER) if value > pair.score else pair.reasons
            usable[pair.upper, pair.lower] = (replace(pair, score=round(value, 3), reasons=reasons), value)
    return [usable[key][0] for key in assigned({key: value for key, (_, value) in usable.items()})]


def in_doubt(pairs: Sequence[Scored], chosen: Chosen) -> bool:
    """Is there a lone pair of which the words do not tell whether it is a link?"""
    return any(DOUBT <= value < LONE_NEAR for value in _worth(pairs, chosen).values())


def _worth(pairs: Sequence[Scored], chosen: Chosen) -> dict[Scored, float]:
    """The pairs of measures without a link, each with its score and what its place adds."""
    taken = {pair.lower for row in chosen.values() for pair in row}
    order = Order(chosen)
    lone = [pair for pair in pairs if not pair.opposed and pair.upper not in chosen and pair.lower not in taken]
    return {pair: pair.score + order.bonus(pair) for pair in lone}


def assigned(worth: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs of the best one-to-one assignment, in order."""
    if not worth:
        return []
    # Late: most comparisons leave nothing over, and networkx takes a while to load.
    import networkx as nx

    both: nx.Graph[tuple[str, int]] = nx.Graph()
    for (upper, lower), value in worth.items():
        both.add_edge(("upper", upper), ("lower", lower), weight=value)
    matched = nx.max_weight_matching(both)
    return sorted(key for key in worth if {("upper", key[0]), ("lower", key[1])} in [set(pair) for pair in matched])


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
