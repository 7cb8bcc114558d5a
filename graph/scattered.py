"""Sentences of a city measure that stand under another county item than the rest of it.

A county gathers things as it does them: the vehicles that carry dangerous goods go into its item on roads, the manure
of the farms into that on pollution. Where what carries a city measure leaves a sentence of it open, and that sentence
is plainly said elsewhere in the county's plan, that is a link too; its reason asks a person to look.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph import knowledge
from graph.clauses import Piece
from graph.contrary import swapped_subject
from graph.quoting import quote
from graph.said import said_share
from graph.scored import Scored
from graph.seen import View
from graph.substitution import swapped
from graph.terms import matters, terms

# No more than OPEN of a sentence stands in what its measure is linked to; SAID of it, and so many times more, stands
# in the other item, which speaks of the same matter.
OPEN, SAID, MORE = 0.15, 0.15, 1.5
# Or the two are as near in meaning as MEANT, and so much nearer than anything linked, and some words are common; that
# tells only of an item that carries nothing else.
MEANT, NEARER, SOME = 0.40, 0.25, 0.08
# A sentence with fewer terms than this says too little.
SHORT = 8


def scattered(seen: View, pairs: Sequence[Scored], chosen: Mapping[int, Sequence[Scored]]) -> list[Scored]:
    """Links of measures that are linked already to further county items, each for a sentence left open by the rest."""
    known = {(pair.upper, pair.lower): pair for pair in pairs}
    taken = {pair.lower for row in chosen.values() for pair in row}
    found: dict[tuple[int, int], Scored] = {}
    for upper, row in chosen.items():
        ours, linked = seen.uppers[upper], {pair.lower for pair in row}
        if len(ours.item.sentences) < 2:
            continue
        for sentence in ours.item.sentences:
            lower = _where(seen, sentence, linked, taken)
            pair = known.get((upper, lower)) if lower is not None else None
            if lower is None or (pair is not None and pair.opposed) or _frame_only(seen, upper, lower, sentence):
                continue
            title = seen.lowers[lower].item.task.title
            reason = f"{quote(sentence.text)}在{quote(title)}中有相近内容，请核对"
            base = pair or Scored(upper, lower, 0.0, (), ())
            found.setdefault((upper, lower), replace(base, reasons=(reason, *base.reasons[:3])))
    return list(found.values())


def _where(seen: View, sentence: Piece, linked: set[int], taken: set[int]) -> int | None:
    """The place of the county's item that says the sentence, None where it is said already or nowhere."""
    if (
        len(terms(sentence.text)) < SHORT
        or knowledge.context().match(sentence.text)
        or knowledge.general().search(sentence.text)
    ):
        return None
    inside = max((said_share(seen, sentence.text, seen.lowers[place].item) for place in linked), default=0.0)
    if inside > OPEN:
        return None
    about = matters(sentence.text).keys()
    words: list[tuple[float, int]] = []
    for place, their in enumerate(seen.lowers):
        alone = bool(seen.clause_meanings) and place not in taken
        of_it = bool(about & their.matters.keys())
        if place in linked or not (alone or of_it):
            continue
        share = said_share(seen, sentence.text, their.item)
        said = of_it and share >= max(SAID, MORE * inside)
        if said or (alone and share >= max(SOME, inside) and _nearer(seen, sentence, place, linked)):
            words.append((share, place))
    return max(words)[1] if words else None


def _nearer(seen: View, sentence: Piece, place: int, linked: set[int]) -> bool:
    def near(at: int) -> float:
        their = seen.lowers[at]
        texts = (their.item.task.title, *their.said())
        return max(seen.clause_meanings.get((sentence.text, text), 0.0) for text in texts)

    return near(place) >= max(MEANT, NEARER + max(map(near, linked)))


def _frame_only(seen: View, upper: int, lower: int, sentence: Piece) -> bool:
    """Are the words in common a frame about another subject (法律援助窗口, 图书借阅窗口)?"""
    first, second = seen.uppers[upper], seen.lowers[lower]
    if swapped_subject(seen, upper, lower):
        return True
    return any(swapped(sentence.text, their.text, first.folded, second.folded) for their in second.item.sentences)
