"""Which sentences and clauses of a city measure no linked county measure answers.

What is done counts here as well as to what (监测、探访), so the words of the frame stay in. A sentence is uncovered
when neither it nor any clause of it is found. A single clause is held against the county only where the rest of the
measure is taken over almost letter for letter, so that leaving it out says something.
"""

import re
from collections.abc import Sequence

from extractors.records import Measure
from graph.clauses import Item, Piece, clauses
from graph.evidence import View
from graph.places import Regions, addresses_others
from graph.terms import Rarity, Terms, all_terms, merge, runs

# A sentence is found when this share of it, or of one of its clauses, stands in the linked measures.
FOUND = 0.17
# A clause is lost when no more than this stands there while the rest of the measure does at least to that share.
LOST, LITERAL = 0.06, 0.6
# A clause too short or of too little weight in its measure tells nothing.
SHORT, SLIGHT = 4, 0.08
# Why and whence, not what: clauses that open so are context, and so is what binds everybody in general words.
CONTEXT = re.compile(
    r"^(?:以[^，]*(?:为|作为)|围绕|依托|立足|发挥|充分发挥|结合|按照|根据|依据|借鉴|借助|坚持|除[^，]*外|通过|针对|聚焦|紧盯|到20\d\d年)"
)
GENERAL = re.compile(r"根据自身|结合实际|相关工作|各自职责|按职责分工|另行")


def uncovered(seen: View, item: Item, lowers: Sequence[Item], regions: Regions) -> tuple[Piece, ...]:
    """The sentences and clauses of `item` that address this county and have no counterpart in `lowers`."""
    theirs = merge(*((all_terms(_whole(low.task.title, low.measure)), 1.0) for low in lowers))
    mine = [s for s in item.sentences if not addresses_others(s.text, regions) and not GENERAL.search(s.text)]
    found: list[Piece] = []
    for sentence in mine:
        parts = clauses(sentence)
        share = max(_share(seen.raw, text, theirs) for text in (sentence.text, *(part.text for part in parts)))
        if share < FOUND and len(mine) > 1:
            found.append(sentence)
    if len(found) == len(mine):
        # Something links the two, so not all can be without counterpart: what is left is a matter of wording.
        return ()
    literal = _share(seen.raw, item.measure.text, theirs) >= LITERAL
    return tuple(found) or (_lost(seen.raw, item, mine, theirs) if literal else ())


def _lost(raw: Rarity, item: Item, sentences: Sequence[Piece], theirs: Terms) -> tuple[Piece, ...]:
    whole = _weight(raw, item.measure.text)
    return tuple(
        part
        for sentence in sentences
        for part in clauses(sentence)
        if not CONTEXT.search(part.text)
        and sum(map(len, runs(part.text))) >= SHORT
        and _weight(raw, part.text) >= SLIGHT * whole
        and _share(raw, part.text, theirs) <= LOST
    )


def _weight(raw: Rarity, text: str) -> float:
    return sum(raw.weigh(all_terms(text)).values())


def _share(raw: Rarity, text: str, theirs: Terms) -> float:
    weighed = raw.weigh(all_terms(text))
    total = sum(weighed.values())
    return sum(weight for term, weight in weighed.items() if term in theirs) / total if total else 1.0


def _whole(title: str, measure: Measure) -> str:
    return title + "。" + measure.text
