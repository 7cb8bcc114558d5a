"""What tells whether a clause of a city measure is answered by the county measures linked to it.

For every clause a few numbers (`NUMBERS`), each looking at one thing: how near the county comes to it, in words and in
meaning; what it says that nothing else in its measure does; whether the county goes along with the rest; and what kind
of clause it is. What they are worth together stands in ``lexicon/coverage.yaml`` (see ``graph.coverage``).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from extractors.records import Span, Target
from graph import knowledge
from graph.candidates import Likeness, likenesses
from graph.clauses import Item, Piece, clauses
from graph.said import share, terms_of, weight_of, whole
from graph.seen import View
from graph.slots import silent
from graph.terms import all_terms, matters

# From this nearness on one clause answers another; what comes as near to another measure is said of that.
MEANT, TAKEN = 0.40, 0.60
# A clause of the county below this nearness to every clause of the measure says something of its own; so many count.
STRANGE, MANY = 0.35, 4
# A clause is the nearest to one of the county's also where another measure's clause is nearer by no more than this.
CLOSE = 0.05
# How near a clause is that nothing answers best: less than nothing, for meanings may lie apart; its least weight.
NOWHERE, LEAST = -0.2, 0.02
# Kinds of targets that are things of their own; a rate may be told by what it is a rate of.
THINGS = ("count", "amount")

NUMBERS: Mapping[str, str] = {
    "own": "how near the nearest of the county's clauses comes that answers no other clause of the city better",
    "alone": "how much of what the clause alone says in its measure stands in the linked measures (the root of it)",
    "unsaid": "how much of its measure the clause alone says and the county does not",
    "sentence": "how much of the clause of its sentence that is best answered stands in the linked measures",
    "rest": "how much of the other clauses of its measure stands there",
    "silent": "1 where the county has no clause left in its place, by the order of what answers its neighbours",
    "free": "how many of the county's clauses answer nothing of the measure, of four",
    "length": "the logarithm of how many clauses the county has for each of the city's",
    "weight": "the logarithm of the clause's share of its measure's weight",
    "matter": "1 where it speaks of matters of policy of which the linked measures speak none",
    "opening": "1 where it says why, whence or when, not what",
    "rate": "1 where it holds a target that is no thing to be made: the target's own verdict tells of it",
    "first": "1 for the first clause of a measure",
    "sentence_first": "1 for the first clause of a sentence",
}


class Answers:
    """How near the clauses of two plans come to one another, and by that the numbers of the clauses of a measure.

    `targets`: the city's.
    """

    def __init__(self, seen: View, targets: Sequence[Target]) -> None:
        self.seen = seen
        self.rates = [target.span for target in targets if target.kind not in THINGS]
        self.ours = {profile.item.id: parts_of(profile.item) for profile in seen.uppers}
        ours = list(dict.fromkeys(part.text for parts in self.ours.values() for part, _ in parts))
        theirs = list(dict.fromkeys(part.text for profile in seen.lowers for part, _ in parts_of(profile.item)))
        weighed = [[seen.raw.weigh(all_terms(text)) for text in side] for side in (ours, theirs)]
        self.words = {(ours[u], theirs[v]): found for (u, v), found in likenesses(*weighed).items()}
        self._nearest: dict[str, dict[str, float]] = {}

    def near(self, ours: str, theirs: str) -> float:
        """How near one clause comes to another, in meaning (where that was asked) or letter for letter; 0 to 2."""
        upper, lower = self.words.get((ours, theirs), Likeness(0.0, 0.0))
        return max(self.seen.clause_meanings.get((ours, theirs), 0.0), 2 * upper, lower)

    def numbers(self, item: Item, lowers: Sequence[Item]) -> list[tuple[Piece, dict[str, float]]]:
        """Every clause of a city measure with its `NUMBERS`, as answered by the measures `lowers`."""
        raw, theirs = self.seen.raw, terms_of(lowers)
        ours = self.ours[item.id]
        own = [part.text for low in lowers for part, _ in parts_of(low)]
        near = [[self.near(part.text, text) for text in own] for part, _ in ours]
        best = [max((row[at] for row in near), default=0.0) for at in range(len(own))]
        others = [self._of_others(text, item.id) for text in own]
        taken = [at for at in range(len(own)) if others[at] > max(TAKEN, best[at])]
        unanswered = silent(near, MEANT, taken)
        weights = [weight_of(raw, part.text) for part, _ in ours]
        total = sum(weights) or 1.0
        shares = [share(raw, part.text, theirs) for part, _ in ours]
        kept = sum(s * w for s, w in zip(shares, weights, strict=True))
        spoken: set[str] = set().union(*(matters(whole(low.task.title, low.measure)) for low in lowers))
        alone = self._alone(item)
        found = []
        for at, (part, sentence) in enumerate(ours):
            new = raw.weigh(alone[at])
            weight, heard = sum(new.values()), sum(value for term, value in new.items() if term in theirs)
            about = matters(part.text).keys()
            answering = [
                value
                for column, value in enumerate(near[at])
                if value >= best[column] and value >= others[column] - CLOSE
            ]
            rest = total - weights[at]
            numbers = {
                "own": max(answering, default=NOWHERE),
                "alone": math.sqrt(heard / weight) if weight else 1.0,
                "unsaid": (weight - heard) / total,
                "sentence": max(shares[k] for k, (_, other) in enumerate(ours) if other is sentence),
                "rest": (kept - shares[at] * weights[at]) / rest if rest > 0 else 0.0,
                "silent": float(at in unanswered),
                "free": min(MANY, sum(value < STRANGE for value in best)) / MANY,
                "length": math.log((1 + len(own)) / (1 + len(ours))),
                "weight": math.log(LEAST + weights[at] / total),
                "matter": float(bool(about) and not about & spoken),
                "opening": float(bool(knowledge.context().match(part.text))),
                "rate": float(any(meets(part.span, rate) for rate in self.rates)),
                "first": float(at == 0),
                "sentence_first": float(part.span.start == sentence.span.start),
            }
            found.append((part, numbers))
        return found

    def any_of(self, item: Item, low: Item) -> bool:
        """Is any clause of a county measure nearer to the city measure than to all others, or as near?"""
        return any(
            max((self.near(part.text, their.text) for part, _ in self.ours[item.id]), default=0.0)
            >= self._of_others(their.text, item.id) - CLOSE
            for their, _ in parts_of(low)
        )

    def _alone(self, item: Item) -> list[dict[str, float]]:
        """For each clause the terms that neither the title nor any other clause of its measure has."""
        found = [all_terms(part.text) for part, _ in self.ours[item.id]]
        uses = Counter(term for terms in found for term in terms)
        title = all_terms(item.task.title)
        return [{t: w for t, w in terms.items() if uses[t] == 1 and t not in title} for terms in found]

    def _of_others(self, theirs: str, measure: str) -> float:
        """How near the nearest clause of another city measure comes to a clause of the county."""
        if theirs not in self._nearest:
            self._nearest[theirs] = {
                other: max((self.near(part.text, theirs) for part, _ in parts), default=0.0)
                for other, parts in self.ours.items()
            }
        return max((near for other, near in self._nearest[theirs].items() if other != measure), default=0.0)


def parts_of(item: Item) -> list[tuple[Piece, Piece]]:
    """The clauses of a measure, each with its sentence."""
    return [(part, sentence) for sentence in item.sentences for part in clauses(sentence)]


def meets(one: Span, other: Span) -> bool:
    """Do two spans share a character?"""
    return one.start < other.end and other.start < one.end
