"""How much of one text stands in another word for word: what coverage is told by.

What is done counts here as well as to what (监测、探访), so the words of the frame stay in.
"""

from collections.abc import Sequence

from extractors.records import Measure
from graph.clauses import Item
from graph.seen import View
from graph.terms import Rarity, Terms, all_terms, merge


def said_share(seen: View, text: str, low: Item) -> float:
    """The share of a text of the city that stands in one county measure word for word, 0 to 1."""
    return share(seen.raw, text, all_terms(whole(low.task.title, low.measure)))


def kept_share(seen: View, item: Item, lowers: Sequence[Item]) -> float:
    """The share of a measure that stands in the measures linked to it word for word, 0 to 1."""
    return share(seen.raw, item.measure.text, terms_of(lowers))


def terms_of(lowers: Sequence[Item]) -> Terms:
    """The terms of all these measures."""
    return merge(*((all_terms(whole(low.task.title, low.measure)), 1.0) for low in lowers))


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
