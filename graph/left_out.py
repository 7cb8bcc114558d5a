"""Clauses of a city measure that a county leaves out while it takes over the rest."""

from collections import Counter
from collections.abc import Collection, Sequence

from graph import knowledge
from graph.clauses import Item, Piece, clauses
from graph.said import FOUND, SLIGHT, clauses_of, share, stands, tells, terms_of, weight_of
from graph.slots import silent
from graph.terms import Rarity, Terms, all_terms, merge, runs

# A clause is lost when no more than this stands there, and nothing else in its place: the first where so much of the
# measure is taken over letter for letter, the second where at least so much of it is.
LOST_NEAR, LITERAL, LOST, PARTLY_LITERAL = 0.10, 0.6, 0.06, 0.3
# Or when what it alone says in its measure weighs so much, and so little of that stands there.
ALONE, ALONE_SAID = 0.25, 0.05


def left_out(
    raw: Rarity,
    item: Item,
    mine: Sequence[Piece],
    lowers: Sequence[Item],
    literal: float,
    elsewhere: Collection[str],
) -> tuple[Piece, ...]:
    """The clauses that are left out where the rest of the measure (`literal` of it in all) is taken over."""
    theirs = terms_of(lowers)
    ours = [part for sentence in mine for part in clauses(sentence) if runs(part.text)]
    own = clauses_of(lowers, 1)
    # A few words may answer, and stand in for nothing.
    taken = [at for at, part in enumerate(own) if part.text in elsewhere or not tells(part)]
    echoes = [[stands(raw, our.text, their.text) for their in own] for our in ours]
    new = _new_unsaid(raw, item, ours, theirs)
    # What repeats only the subject of its measure answers nothing.
    heard = [[0.0] * len(own) if at in new else row for at, row in enumerate(echoes)]
    bare = silent(echoes, FOUND, taken) if literal >= PARTLY_LITERAL else set()
    new &= silent(heard, FOUND, taken)
    least = LOST_NEAR if literal >= LITERAL else LOST
    return tuple(
        part
        for at, part in enumerate(ours)
        if (at in new or (at in bare and share(raw, part.text, theirs) <= least))
        and tells(part)
        and not _abbreviated(part.text, own)
        and not knowledge.context().match(part.text)
        and weight_of(raw, part.text) >= SLIGHT * weight_of(raw, item.measure.text)
    )


def _new_unsaid(raw: Rarity, item: Item, ours: Sequence[Piece], theirs: Terms) -> set[int]:
    """The clauses that say much that the rest of their measure does not, of which the county says nothing, but the rest.

    支持高校建设知识产权学院 shares 知识产权 with all else, which answers nothing.
    """
    found = [all_terms(part.text) for part in ours]
    uses = Counter(term for terms in found for term in terms)
    title = all_terms(item.task.title)
    all_of = raw.weigh(merge(*((terms, 1.0) for terms in found)))
    kept, heard = sum(all_of.values()), sum(value for term, value in all_of.items() if term in theirs)
    whole = weight_of(raw, item.measure.text)
    unsaid = set()
    for at, terms in enumerate(found):
        new = raw.weigh({term: weight for term, weight in terms.items() if uses[term] == 1 and term not in title})
        weight, said = sum(new.values()), sum(value for term, value in new.items() if term in theirs)
        much = weight >= ALONE * whole and said <= ALONE_SAID * weight
        if (
            much
            and heard - said >= PARTLY_LITERAL * (kept - weight) > 0
            and not knowledge.open_ended().search(ours[at].text)
        ):
            unsaid.add(at)
    return unsaid


def _abbreviated(ours: str, own: Sequence[Piece]) -> bool:
    """Has the county a short form of what the clause says, or its long one: 违法建筑 and 违建, 文化体育 and 文体?

    Such a form takes the first characters of two words of two.
    """
    return any(_shortens(ours, part.text) or _shortens(part.text, ours) for part in own)


def _shortens(long: str, short: str) -> bool:
    pairs = {run[at : at + 2] for run in runs(short) for at in range(len(run) - 1)}
    return any(
        run[at] + run[at + 2] in pairs and run[at : at + 2] not in short and run[at + 2 : at + 4] not in short
        for run in runs(long)
        for at in range(len(run) - 3)
    )
