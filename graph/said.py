"""How much of one text stands in another word for word: what coverage is told by.

What is done counts here as well as to what (监测、探访), so the words of the frame stay in.
"""

from collections.abc import Sequence

from extractors.records import Measure
from graph.clauses import Item, Piece, clauses, sentences
from graph.seen import View
from graph.terms import Rarity, Terms, all_terms, merge, runs

# A sentence is found when this share of it, or of one of its clauses, stands in the linked measures.
FOUND = 0.17
# A clause too short or of too little weight in its measure tells nothing.
SHORT, SLIGHT = 4, 0.08


def said_share(seen: View, text: str, low: Item) -> float:
    """The share of a text of the city that stands in one county measure word for word, 0 to 1."""
    return share(seen.raw, text, all_terms(whole(low.task.title, low.measure)))


def kept_share(seen: View, item: Item, lowers: Sequence[Item]) -> float:
    """The share of a measure that stands in the measures linked to it word for word, 0 to 1."""
    return share(seen.raw, item.measure.text, terms_of(lowers))


def terms_of(lowers: Sequence[Item]) -> Terms:
    """The terms of all these measures."""
    return merge(*((all_terms(whole(low.task.title, low.measure)), 1.0) for low in lowers))


def stands(raw: Rarity, ours: str, theirs: str) -> float:
    """How much of one clause stands in the other letter for letter, the more of both."""
    return max(share(raw, ours, all_terms(theirs)), 0.5 * share(raw, theirs, all_terms(ours)))


def clauses_of(lowers: Sequence[Item], least: int = SHORT) -> list[Piece]:
    """The clauses of measures that have `least` characters of content."""
    parts = [part for low in lowers for sentence in sentences(low.measure) for part in clauses(sentence)]
    return [part for part in parts if tells(part, least)]


def tells(part: Piece, least: int = SHORT) -> bool:
    """Has a clause `least` characters of content?"""
    return sum(map(len, runs(part.text))) >= least


def weight_of(raw: Rarity, text: str) -> float:
    """What a text weighs."""
    return sum(raw.weigh(all_terms(text)).values())


def share(raw: Rarity, text: str, theirs: Terms) -> float:
    """The share of `text` by weight that stands in the terms `theirs`, 0 to 1."""
    weighed = raw.weigh(all_terms(text))
    total = sum(weighed.values())
    return sum(weight for term, weight in weighed.items() if term in theirs) / total if total else 1.0


def whole(title: str, measure: Measure) -> str:
    """Title and text of a measure."""
    return title + "。" + measure.text
