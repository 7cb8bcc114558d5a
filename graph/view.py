"""The view of two plans that evidence is read from: terms weighed by rarity, likenesses, passages, indicators."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.records import Plan
from graph.candidates import likenesses
from graph.clauses import clauses, items
from graph.indicators import other_basis, same_indicator
from graph.meaning import alike, alike_texts
from graph.profiles import Profile, profile
from graph.seen import Passage, View
from graph.terms import Rarity, Terms, all_terms, terms

# Less in common than this is chance: such a pair is no candidate.
CHANCE = 0.03
PASSAGE_AT_LEAST = 0.15
# A clause stands in a measure when this share of it does, and no other measure has nearly as much of it.
CLAUSE_AT_LEAST, CLAUSE_ALONE, CLAUSE_WEIGHT = 0.4, 0.6, 10.0
SAME_INDICATOR = 0.75


def view(upper: Plan, lower: Plan) -> View:
    """All that evidence looks at, from two plans."""
    uppers = tuple(profile(item) for item in items(upper))
    lowers = tuple(profile(item) for item in items(lower))
    rarity = Rarity([found.terms for found in (*uppers, *lowers)])
    upper_terms = tuple(rarity.weigh(found.terms) for found in uppers)
    lower_terms = tuple(rarity.weigh(found.terms) for found in lowers)
    likeness = likenesses(upper_terms, lower_terms)
    common = Rarity([found.matters for found in (*uppers, *lowers)])
    upper_matters = tuple(common.weigh(found.matters) for found in uppers)
    lower_matters = tuple(common.weigh(found.matters) for found in lowers)
    led: dict[str, float] = {}
    for found in uppers:
        for unit in found.item.measure.units("lead"):
            led[unit] = led.get(unit, 0.0) + 1 / len(uppers)
    return View(
        uppers,
        lowers,
        upper_terms,
        lower_terms,
        {pair: found for pair, found in likeness.items() if max(found) >= CHANCE},
        _passages(uppers, lowers, rarity),
        _clauses(uppers, upper_terms, lowers, lower_terms, rarity),
        _indicators(upper, lower, uppers, lowers),
        upper_matters,
        lower_matters,
        likenesses(upper_matters, lower_matters),
        {},
        {},
        sum(any(same_indicator(ours, theirs) >= SAME_INDICATOR for theirs in lower.targets) for ours in upper.targets),
        rarity,
        Rarity([all_terms(found.whole) for found in (*uppers, *lowers)]),
        led,
    )


def in_meaning(seen: View) -> View:
    """The view with nearness in meaning, where an encoder is installed; the same view elsewhere."""
    return replace(seen, meanings=alike([p.whole for p in seen.uppers], [p.whole for p in seen.lowers]))


def clauses_in_meaning(seen: View) -> View:
    """The view with nearness of sentences and clauses, and of the county's titles, as well."""
    ours = [text for found in seen.uppers for text in found.said()]
    theirs = [text for found in seen.lowers for text in (found.item.task.title, *found.said())]
    return replace(seen, clause_meanings=alike_texts(ours, theirs))


def _passages(uppers: Sequence[Profile], lowers: Sequence[Profile], rarity: Rarity) -> dict[tuple[int, int], Passage]:
    """Pairs of sentences that are each other's nearest in both plans, the best one for each pair of measures."""
    ours = [(found.item.place, piece.text) for found in uppers for piece in found.item.sentences]
    theirs = [(found.item.place, piece.text) for found in lowers for piece in found.item.sentences]
    theirs += [(found.item.place, found.item.task.title) for found in lowers]
    alike = likenesses([_words(rarity, text) for _, text in ours], [_words(rarity, text) for _, text in theirs])
    best_upper: dict[int, float] = {}
    best_lower: dict[int, float] = {}
    for (first, second), likeness in alike.items():
        best_upper[first] = max(best_upper.get(first, 0.0), likeness.both)
        best_lower[second] = max(best_lower.get(second, 0.0), likeness.both)
    passages: dict[tuple[int, int], Passage] = {}
    for (first, second), likeness in alike.items():
        if likeness.both < max(PASSAGE_AT_LEAST, best_upper[first], best_lower[second]):
            continue
        key = (ours[first][0], theirs[second][0])
        if key not in passages or passages[key].likeness.both < likeness.both:
            passages[key] = Passage(ours[first][1], theirs[second][1], likeness)
    return passages


def _words(rarity: Rarity, text: str) -> Terms:
    """The weighed terms of a short text; single characters would only slow the search for what is like it."""
    return {term: weight for term, weight in rarity.weigh(terms(text)).items() if len(term) > 1}


def _clauses(
    uppers: Sequence[Profile],
    upper_terms: Sequence[Terms],
    lowers: Sequence[Profile],
    lower_terms: Sequence[Terms],
    rarity: Rarity,
) -> dict[tuple[int, int], tuple[float, str]]:
    """Pairs of measures of which a clause of one stands best, by far, in the other: how much of it, and its text."""
    pairs: dict[tuple[int, int], tuple[float, str]] = {}
    for mine, others, turned in ((lowers, upper_terms, True), (uppers, lower_terms, False)):
        pieces = [(p.item.place, c.text) for p in mine for s in p.item.sentences for c in clauses(s)]
        weighed = [_words(rarity, text) for _, text in pieces]
        best: dict[int, list[tuple[float, int]]] = {}
        for (piece, other), found in likenesses(weighed, others).items():
            best.setdefault(piece, []).append((found.upper, other))
        for piece, found_in in best.items():
            found_in.sort(reverse=True)
            share, other = found_in[0]
            second = found_in[1][0] if len(found_in) > 1 else 0.0
            if share < CLAUSE_AT_LEAST or second > CLAUSE_ALONE * share or sum(weighed[piece].values()) < CLAUSE_WEIGHT:
                continue
            place, text = pieces[piece]
            key = (other, place) if turned else (place, other)
            if key not in pairs or pairs[key][0] < share:
                pairs[key] = (share, text)
    return pairs


def _indicators(
    upper: Plan, lower: Plan, uppers: Sequence[Profile], lowers: Sequence[Profile]
) -> dict[tuple[int, int], tuple[str, ...]]:
    """Pairs of measures that set a target for one indicator, with its name."""
    upper_place = {found.item.id: found.item.place for found in uppers}
    lower_place = {found.item.id: found.item.place for found in lowers}
    pairs: dict[tuple[int, int], tuple[str, ...]] = {}
    for ours in upper.targets:
        for theirs in lower.targets:
            if ours.measure not in upper_place or theirs.measure not in lower_place:
                continue
            alike = same_indicator(ours, theirs) >= SAME_INDICATOR
            if alike and not other_basis(ours.indicator, theirs.indicator):
                key = (upper_place[ours.measure], lower_place[theirs.measure])
                pairs[key] = (*pairs.get(key, ()), ours.indicator)
    return pairs
