"""Which sentences and clauses of a city measure no linked county measure answers.

What is done counts here as well as to what (监测、探访), so the words of the frame stay in. A sentence is uncovered when
neither it nor any clause of it is found: by words, by the matter it speaks of, or by its place, where the county says
something of its own between the answers to its neighbours. A single clause is held against the county where the matter
it speaks of is never mentioned, or where the rest of the measure is taken over almost letter for letter.
"""

from collections.abc import Collection, Sequence

from graph import knowledge
from graph.clauses import Item, Piece, clauses
from graph.left_out import LITERAL, left_out
from graph.places import Regions, addresses_others
from graph.said import FOUND, SLIGHT, clauses_of, share, stands, tells, terms_of, weight_of, whole
from graph.seen import View
from graph.slots import silent
from graph.terms import Rarity, Terms, matters, runs

# A clause of the county with so much of a sentence, and nothing of another, says it in its own words.
ECHO = 0.05
# From this share of a measure on the county keeps to the city's words, and what is not found is not there.
NEAR = 0.24
# A clause of whose matter nothing is said is lost when no more of its words than this are there.
UNSAID = 0.08
# From this nearness on a clause answers another; below the second nothing comes near a sentence.
MEANT, STRANGE = 0.40, 0.20


def uncovered(
    seen: View,
    item: Item,
    lowers: Sequence[Item],
    regions: Regions,
    free: bool = False,
    elsewhere: Collection[str] = (),
) -> tuple[Piece, ...]:
    """The sentences and clauses of `item` that address this county and have no counterpart in `lowers`.

    `elsewhere` holds the county's clauses that answer other measures of the city: they stand in for nothing here.
    `free` says that the county's plan is written in words of its own (`kept_share` is below `NEAR` mostly).
    """
    theirs = terms_of(lowers)
    said: set[str] = set().union(*(matters(whole(low.task.title, low.measure)) for low in lowers))
    mine = [
        s for s in item.sentences if not addresses_others(s.text, regions) and not knowledge.general().search(s.text)
    ]
    literal = share(seen.raw, item.measure.text, theirs)
    if literal >= LITERAL or not free:
        open_ = _unfound(seen.raw, mine, lowers, theirs)
        lost = open_ or left_out(seen.raw, item, mine, lowers, literal, elsewhere)
        return tuple(
            part for part in lost if not addresses_others(part.text, regions) and not _for_the_city(part, mine)
        )
    silent = _silent(seen.raw, item, mine, lowers, elsewhere)
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
    strange = [sentence for sentence in _strange(seen, mine, lowers) if sentence not in found]
    found = [part for part in found if not any(_within(part, sentence) for sentence in strange)] + strange
    found.sort(key=lambda piece: piece.span.start)
    # Something links the two, so not all can be without counterpart: what is left is a matter of wording.
    return () if len(found) >= len(mine) and all(piece in mine for piece in found) else tuple(found)


def _for_the_city(part: Piece, mine: Sequence[Piece]) -> bool:
    """Does a clause further on in the sentence say what the counties are to do, so that this one is the city's own?"""
    counties = knowledge.place_words().counties
    sentence = next((s for s in mine if _within(part, s)), part)
    further = [other.text for other in clauses(sentence) if other.span.start >= part.span.end]
    return not counties.search(part.text) and any(counties.match(text) for text in further)


def _within(part: Piece, whole: Piece) -> bool:
    return whole.span.start <= part.span.start and part.span.end <= whole.span.end


def _half_said(part: Piece, said: Collection[str]) -> bool:
    """Does a clause that is a whole sentence speak of two matters of which the county knows one?

    农机手 and 技能培训: what the measure is about is there, what the sentence adds to it is not.
    """
    found = [matter in said for matter in matters(part.text)]
    return any(found) and not all(found)


def _unfound(raw: Rarity, mine: Sequence[Piece], lowers: Sequence[Item], theirs: Terms) -> tuple[Piece, ...]:
    found = tuple(s for s in mine if _best_share(raw, s, theirs) < FOUND and len(mine) > 1)
    found = tuple(s for s in found if not _reworded(raw, s, mine, lowers))
    return found if len(found) < len(mine) else ()


def _reworded(raw: Rarity, sentence: Piece, mine: Sequence[Piece], lowers: Sequence[Item]) -> bool:
    """Has the county a clause that says something of a sentence of one clause, and nothing of the others?"""
    if len(clauses(sentence)) > 1:
        return False
    others = [part.text for other in mine if other is not sentence for part in clauses(other)]
    return any(
        stands(raw, sentence.text, their.text) >= ECHO
        for their in clauses_of(lowers)
        if all(stands(raw, text, their.text) < FOUND for text in others)
    )


def _best_share(raw: Rarity, sentence: Piece, theirs: Terms) -> float:
    return max(share(raw, text, theirs) for text in (sentence.text, *(part.text for part in clauses(sentence))))


def _unsaid(raw: Rarity, item: Item, part: Piece, theirs: Terms) -> bool:
    """Does the clause speak of a matter, and the county of nothing like it?"""
    return bool(
        matters(part.text)
        and not knowledge.context().match(part.text)
        and weight_of(raw, part.text) >= SLIGHT * weight_of(raw, item.measure.text)
        and share(raw, part.text, theirs) <= UNSAID
    )


def _silent(
    raw: Rarity, item: Item, mine: Sequence[Piece], lowers: Sequence[Item], elsewhere: Collection[str]
) -> set[Piece]:
    """The clauses of a measure in whose place the county says nothing of its own, told by words and matters."""
    ours = [part for sentence in mine for part in clauses(sentence) if runs(part.text)]
    theirs = clauses_of(lowers)
    echoes = [[_echo(raw, our.text, their.text) for their in theirs] for our in ours]
    taken = [
        at for at, part in enumerate(theirs) if part.text in elsewhere or matters(part.text).keys() & _matters_of(item)
    ]
    return {ours[at] for at in silent(echoes, FOUND, taken)}


def _strange(seen: View, mine: Sequence[Piece], lowers: Sequence[Item]) -> list[Piece]:
    """Sentences to which nothing in the linked measures comes near in meaning, and something elsewhere does.

    Nor must the county say anything of its own in their place.
    """
    if not seen.clause_meanings or len(mine) < 2:
        return []
    near = seen.clause_meanings
    linked = {low.id for low in lowers}
    ours = [part for sentence in mine for part in clauses(sentence) if tells(part)]
    own = clauses_of(lowers)
    echoes = [[_meant(seen, our.text, their.text) for their in own] for our in ours]
    bare = [ours[at] for at in silent(echoes, MEANT)]
    titles = [low.task.title for low in lowers]
    found = []
    for sentence in mine:
        parts = [part for part in ours if _within(part, sentence)]
        if not parts or knowledge.context().match(sentence.text) or not all(part in bare for part in parts):
            continue
        if any(_meant(seen, part.text, title) >= MEANT for part in parts for title in titles):
            continue
        inside = outside = 0.0
        for low in seen.lowers:
            best = max(near.get((sentence.text, text), 0.0) for text in (low.item.task.title, *low.said()))
            if low.item.id in linked:
                inside = max(inside, best)
            else:
                outside = max(outside, best)
        if inside < min(STRANGE, outside):
            found.append(sentence)
    return found


def _meant(seen: View, ours: str, theirs: str) -> float:
    """How much of one clause is said by the other: by meaning, or letter for letter."""
    near = seen.clause_meanings.get((ours, theirs), 0.0)
    return max(near, 2 * stands(seen.raw, ours, theirs))


def _echo(raw: Rarity, ours: str, theirs: str) -> float:
    """How much of one clause stands in the other, the more of both; 1 where they speak of one matter."""
    if matters(ours).keys() & matters(theirs).keys():
        return 1.0
    return stands(raw, ours, theirs)


def _matters_of(item: Item) -> set[str]:
    return set(matters(whole(item.task.title, item.measure)))
