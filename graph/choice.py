"""Which of the scored pairs of measures are links: the best first, then what has nobody else."""

from collections.abc import Collection, Mapping, Sequence

from graph.lone import joining, left_over
from graph.meaning import nearest
from graph.scored import Rivals, Scored
from graph.seen import View
from graph.terms import matters

# A pair of which neither side is linked yet needs FAIR; one that joins others, BESIDE with something new; CLEAR does
# by itself; one whose two sides have links already needs BOTH.
FAIR, BESIDE, CLEAR, BOTH = 0.20, 0.20, 0.60, 0.80
# Where the county's plan is in words of its own, less than FIRM is a link only if it is so many times the next best.
FIRM, APART = 0.30, 1.3
# Plans on one matter: the mean of what measures have with their nearest, in score or in meaning, or so many indicators
# in common. Between other plans a link needs STRANGE, and nothing less will do.
RELATED, RELATED_IN_MEANING, TARGETS_RELATED, STRANGE = 0.15, 0.20, 3, 0.40
# Where the county keeps to the city's words, a pair below NAMED must have more in common than words of a title.
NAMED = 0.40
# Something new: this share of the joining measure is found in the other and in none linked before it.
NEW, LITTLE_NEW = 0.10, 0.02


class Links:
    """The links chosen so far, by the city measure's place, and which terms they answer on either side."""

    def __init__(self, seen: View) -> None:
        self.seen = seen
        self.chosen: dict[int, list[Scored]] = {}
        self.found_in: dict[int, set[str]] = {}
        self.found_for: dict[int, set[str]] = {}

    def add(self, pair: Scored) -> None:
        """Take a pair as a link."""
        self.chosen.setdefault(pair.upper, []).append(pair)
        self.found_in.setdefault(pair.lower, set()).update(self._common(pair))
        self.found_for.setdefault(pair.upper, set()).update(self._common(pair))

    def new_for_upper(self, pair: Scored) -> float:
        """The share of the city measure that is found in the county's and that nothing linked to that one said."""
        found = self._common(pair) - self.found_in.get(pair.lower, set())
        return _share(self.seen.upper_terms[pair.upper], found)

    def new_for_lower(self, pair: Scored) -> float:
        """The same the other way round."""
        found = self._common(pair) - self.found_for.get(pair.upper, set())
        return _share(self.seen.lower_terms[pair.lower], found)

    def _common(self, pair: Scored) -> set[str]:
        return self.seen.upper_terms[pair.upper].keys() & self.seen.lower_terms[pair.lower].keys()


def choose(
    seen: View, pairs: Sequence[Scored], free: bool, lone: Sequence[Scored] | None = None
) -> Mapping[int, list[Scored]]:
    """The links among scored pairs (best first), by the city measure's place.

    Links are taken best first; a pair that joins a measure already linked must bring something that the earlier
    links leave open: two into one, one into two, and not the same words once more. `free`: the county's plan is in
    words of its own.
    """
    links = Links(seen)
    akin = related(seen, pairs)
    rivals = Rivals(pairs)
    for pair in pairs:
        if pair.lower in links.found_in or pair.upper in links.found_for:
            good = _joins(links, pair, rivals)
        else:
            good = pair.score >= (FAIR if akin else STRANGE)
            good = good and (not free or pair.score >= FIRM or pair.score >= APART * rivals.of(pair))
        if good:
            links.add(pair)
    if not akin:
        return links.chosen
    for pair in left_over(seen, lone or pairs, links.chosen, free):
        links.add(pair)
    for pair in joining(lone or pairs, set(links.found_for), set(links.found_in)):
        into_lower = pair.lower in links.found_in
        if (links.new_for_upper(pair) if into_lower else links.new_for_lower(pair)) >= LITTLE_NEW:
            links.chosen.setdefault(pair.upper, []).append(pair)
    return links.chosen


def in_common(seen: View, pair: Scored) -> bool:
    """Do two measures share a matter, an indicator or a word of content?"""
    key = (pair.upper, pair.lower)
    ours, theirs = seen.upper_terms[pair.upper], seen.lower_terms[pair.lower]
    words = any(len(term) > 1 and term in theirs for term in ours)
    return words or key in seen.matters or key in seen.indicators


def in_name_alone(seen: View, pair: Scored) -> bool:
    """Is all that a pair has in common said by one of the titles: 林区防火道路, 林区产业道路?

    So it is with another object of the same name or place. Only a county that keeps to the city's words says more of
    what it carries.
    """
    if pair.score >= NAMED or (pair.upper, pair.lower) in seen.indicators:
        return False
    ours, theirs = seen.upper_terms[pair.upper], seen.lower_terms[pair.lower]
    common = [term for term in ours if len(term) > 1 and term in theirs]
    first, second = seen.uppers[pair.upper], seen.lowers[pair.lower]
    headed = matters(first.item.task.title).keys() | matters(second.item.task.title).keys()
    if (first.matters.keys() & second.matters.keys()) - headed:
        # 二维码追溯 and 贴码溯源 are said beside the name.
        return False
    titles = first.title, second.title
    return bool(common) and any(all(term in title for term in common) for title in titles)


def _joins(links: Links, pair: Scored, rivals: Rivals) -> bool:
    """Is a pair a link beside those that one of its measures, or both, have already?"""
    joins_lower, joins_upper = pair.lower in links.found_in, pair.upper in links.found_for
    if joins_lower and joins_upper and pair.score < BOTH:
        return False
    if pair.score >= CLEAR:
        return True
    # One measure joins another's link only where that is its nearest.
    if joins_lower:
        nearest, new = rivals.best_of_upper(pair), links.new_for_upper(pair)
    else:
        nearest, new = rivals.best_of_lower(pair), links.new_for_lower(pair)
    return pair.score >= BESIDE and nearest and new >= NEW


def related(seen: View, pairs: Sequence[Scored]) -> bool:
    """Are the two plans about one matter? Only then may little in common mean much.

    They are when the pairs that are each other's best hold enough of the smaller plan, by meaning where that was
    asked, else by score, or when the plans set targets for several of the same indicators.
    """
    if seen.same_targets >= TARGETS_RELATED:
        return True
    smaller = min(len(seen.uppers), len(seen.lowers))
    if seen.meanings:
        return sum(nearest(seen.meanings)) >= RELATED_IN_MEANING * smaller
    rivals = Rivals(pairs)
    return sum(min(p.score, 0.5) for p in pairs if p.score >= rivals.of(p)) >= RELATED * smaller


def _share(whole: Mapping[str, float], part: Collection[str]) -> float:
    total = sum(whole.values())
    return sum(whole[term] for term in part) / total if total else 0.0
