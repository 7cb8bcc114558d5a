"""Which sentences and clauses of a city measure no linked county measure answers.

What is done counts here as well as to what (监测、探访), so the words of the frame stay in. A sentence is uncovered when
neither it nor any clause of it is found: by words, by the matter it speaks of, or by its place, where the county says
something of its own between the answers to its neighbours. A single clause is held against the county where the matter
it speaks of is never mentioned, or where the rest of the measure is taken over almost letter for letter.
"""

import re
from collections.abc import Collection, Sequence

from extractors.records import Measure
from graph.clauses import Item, Piece, clauses, sentences
from graph.evidence import View
from graph.places import Regions, addresses_others
from graph.terms import Rarity, Terms, all_terms, matters, merge, runs

# A sentence is found when this share of it, or of one of its clauses, stands in the linked measures.
FOUND = 0.17
# A clause is lost when no more than this stands there while the rest of the measure does at least to that share.
LOST, LITERAL = 0.06, 0.6
# From this share of a measure on the county keeps to the city's words, and what is not found is not there.
NEAR = 0.24
# A clause of whose matter nothing is said is lost when no more of its words than this are there.
UNSAID = 0.08
# A clause too short or of too little weight in its measure tells nothing.
SHORT, SLIGHT = 4, 0.08
# Why and whence, not what: clauses that open so are context, and so is what binds everybody in general words.
CONTEXT = re.compile(
    r"^(?:以[^，]*(?:为|作为)|围绕|依托|立足|发挥|充分发挥|结合|按照|根据|依据|借鉴|借助|坚持|除[^，]*外|通过|针对|聚焦|紧盯|到20\d\d年)"
)
GENERAL = re.compile(r"根据自身|结合实际|相关工作|各自职责|按职责分工|另行")


def kept_share(seen: View, item: Item, lowers: Sequence[Item]) -> float:
    """The share of a measure that stands in the measures linked to it word for word, 0 to 1."""
    theirs = merge(*((all_terms(_whole(low.task.title, low.measure)), 1.0) for low in lowers))
    return _share(seen.raw, item.measure.text, theirs)


def uncovered(
    seen: View, item: Item, lowers: Sequence[Item], regions: Regions, free: bool = False
) -> tuple[Piece, ...]:
    """The sentences and clauses of `item` that address this county and have no counterpart in `lowers`.

    `free` says that the county's plan is written in words of its own (`kept_share` is below `NEAR` mostly).
    """
    theirs = merge(*((all_terms(_whole(low.task.title, low.measure)), 1.0) for low in lowers))
    said: set[str] = set().union(*(matters(_whole(low.task.title, low.measure)) for low in lowers))
    mine = [s for s in item.sentences if not addresses_others(s.text, regions) and not GENERAL.search(s.text)]
    literal = _share(seen.raw, item.measure.text, theirs)
    if literal >= LITERAL or not free:
        return _unfound(seen.raw, mine, theirs) or (_lost(seen.raw, item, mine, theirs) if literal >= LITERAL else ())
    silent = _silent(seen.raw, item, mine, lowers)
    found: list[Piece] = []
    for sentence in mine:
        parts = tuple(part for part in clauses(sentence) if runs(part.text))
        bare = [part for part in parts if part in silent and not said & matters(part.text).keys()]
        if len(parts) == 1 and _half_said(parts[0], said):
            bare = list(parts)
        unfound = (
            bool(parts)
            and len(bare) == len(parts)
            and _best_share(seen.raw, sentence, theirs) < FOUND
            and len(mine) > 1
        )
        if unfound:
            found.append(sentence)
        else:
            found += [part for part in bare if _unsaid(seen.raw, item, part, theirs)]
    # Something links the two, so not all can be without counterpart: what is left is a matter of wording.
    return () if len(found) >= len(mine) and all(piece in mine for piece in found) else tuple(found)


def _half_said(part: Piece, said: Collection[str]) -> bool:
    """Does a clause that is a whole sentence speak of two matters of which the county knows one?

    农机手 and 技能培训: what the measure is about is there, what the sentence adds to it is not.
    """
    found = [matter in said for matter in matters(part.text)]
    return any(found) and not all(found)


def _unfound(raw: Rarity, sentences_: Sequence[Piece], theirs: Terms) -> tuple[Piece, ...]:
    found = tuple(s for s in sentences_ if _best_share(raw, s, theirs) < FOUND and len(sentences_) > 1)
    return found if len(found) < len(sentences_) else ()


def _best_share(raw: Rarity, sentence: Piece, theirs: Terms) -> float:
    return max(_share(raw, text, theirs) for text in (sentence.text, *(part.text for part in clauses(sentence))))


def _unsaid(raw: Rarity, item: Item, part: Piece, theirs: Terms) -> bool:
    """Does the clause speak of a matter, and the county of nothing like it?"""
    return bool(
        matters(part.text)
        and not CONTEXT.search(part.text)
        and _weight(raw, part.text) >= SLIGHT * _weight(raw, item.measure.text)
        and _share(raw, part.text, theirs) <= UNSAID
    )


def _silent(raw: Rarity, item: Item, mine: Sequence[Piece], lowers: Sequence[Item]) -> set[Piece]:
    """The clauses of a measure in whose place the county says nothing of its own.

    Two plans that say one thing in words of their own mostly say it in one order: where a clause is not found, and
    the county has a clause that answers nothing between the answers to its neighbours, that clause may be the answer.
    """
    ours = [part for sentence in mine for part in clauses(sentence) if runs(part.text)]
    theirs = [part for low in lowers for sentence in sentences(low.measure) for part in clauses(sentence)]
    theirs = [part for part in theirs if sum(map(len, runs(part.text))) >= SHORT]
    echoes = [[_echo(raw, our.text, their.text) for their in theirs] for our in ours]
    free = [
        max((row[at] for row in echoes), default=0.0) < FOUND and not matters(part.text).keys() & _matters_of(item)
        for at, part in enumerate(theirs)
    ]
    answered = [max(range(len(row)), key=row.__getitem__) if row and max(row) >= FOUND else None for row in echoes]
    silent: set[Piece] = set()
    for at, our in enumerate(ours):
        if answered[at] is not None:
            continue
        before = next((place for place in reversed(answered[:at]) if place is not None), -1)
        after = next((place for place in answered[at + 1 :] if place is not None), len(theirs))
        low, high = (before, after) if before < after else (after, before)
        place = next((place for place in range(low + 1, high) if free[place]), None)
        if place is None:
            silent.add(our)
        else:
            free[place] = False
    return silent


def _echo(raw: Rarity, ours: str, theirs: str) -> float:
    """How much of one clause stands in the other, the more of both; 1 where they speak of one matter."""
    if matters(ours).keys() & matters(theirs).keys():
        return 1.0
    return max(_share(raw, ours, all_terms(theirs)), 0.5 * _share(raw, theirs, all_terms(ours)))


def _matters_of(item: Item) -> set[str]:
    return set(matters(_whole(item.task.title, item.measure)))


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
