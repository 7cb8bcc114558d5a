"""Which sentences and clauses of a city measure no linked county measure answers.

Each clause that addresses the county is judged by the numbers of ``graph.answers``, weighed by ``lexicon/coverage.yaml``:
the sum is the logarithm of the odds that it has no counterpart. The weights are fitted to the labelled pairs, and told
apart by whether an encoder was asked (``scripts/fit_coverage.py``).
"""

import math
from collections.abc import Mapping, Sequence

from graph import knowledge
from graph.answers import Answers
from graph.clauses import Item, Piece, clauses
from graph.places import Regions, addresses_others
from graph.terms import runs

# From this probability on a clause has no counterpart: so many are wrongly called uncovered as are overlooked.
UNCOVERED = 0.40
# Where words alone make it so probable, the encoder is worth asking.
DOUBT = 0.02


def uncovered(answers: Answers, item: Item, lowers: Sequence[Item], regions: Regions) -> tuple[Piece, ...]:
    """The sentences and clauses of `item` that address this county and have no counterpart in `lowers`."""
    mine = addressed(item, regions)
    bare = [part for part, value in _judged(answers, item, lowers) if part in mine and value >= UNCOVERED]
    # Something links the two, so not all can be without counterpart: what is left is a matter of wording.
    return _joined(item, bare) if len(bare) < len(mine) else ()


def doubtful(answers: Answers, item: Item, lowers: Sequence[Item]) -> bool:
    """May a clause of a measure be without counterpart?"""
    return any(value >= DOUBT for _, value in _judged(answers, item, lowers))


def _judged(answers: Answers, item: Item, lowers: Sequence[Item]) -> list[tuple[Piece, float]]:
    weights = knowledge.coverage()["meaning" if answers.seen.clause_meanings else "words"]
    return [(part, probability(numbers, weights)) for part, numbers in answers.numbers(item, lowers)]


def probability(numbers: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How probable it is that a clause with these numbers has no counterpart, 0 to 1."""
    odds = weights["constant"] + sum(weights[name] * value for name, value in numbers.items())
    return 1 / (1 + math.exp(-odds))


def addressed(item: Item, regions: Regions) -> list[Piece]:
    """The clauses of a measure that say something to this county."""
    found = []
    for sentence in item.sentences:
        if addresses_others(sentence.text, regions) or knowledge.general().search(sentence.text):
            continue
        found += [
            part
            for part in clauses(sentence)
            if runs(part.text) and not addresses_others(part.text, regions) and not _for_the_city(part, sentence)
        ]
    return found


def _for_the_city(part: Piece, sentence: Piece) -> bool:
    """Does a clause further on in the sentence say what the counties are to do, so that this one is the city's own?"""
    counties = knowledge.place_words().counties
    further = [other.text for other in clauses(sentence) if other.span.start >= part.span.end]
    return not counties.search(part.text) and any(counties.match(text) for text in further)


def _joined(item: Item, bare: Sequence[Piece]) -> tuple[Piece, ...]:
    """The clauses in order; a sentence of which no clause has a counterpart in one piece."""
    found: list[Piece] = []
    for sentence in item.sentences:
        parts = clauses(sentence)
        mine = [part for part in parts if part in bare]
        found += [sentence] if mine and len(mine) == len(parts) else mine
    return tuple(found)
