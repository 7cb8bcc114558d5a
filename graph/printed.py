"""Words for reasons, as the two plans print them: what two texts have in common, what a text says again and again.

Texts are compared in one spelling (`graph.terms.fold`) and in runs of characters that are no words. A reason shows
whole words, and each plan's own: 停车泊位／车位, never the spelling that neither prints nor the end of a word.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph import knowledge
from graph.quoting import shortened
from graph.terms import MANY, Terms, closes, opens

WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
# A longer stretch is cut; so many of the heaviest common terms are looked at; so many words are shown.
LENGTH, LOOKED_AT, SHOWN = 16, 12, 4


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one spelling, and for each of its characters where it stands in the text as printed."""

    text: str
    printed: str
    places: tuple[tuple[int, int], ...]

    def as_printed(self, start: int, end: int) -> str:
        """The printed words of a stretch of the folded text."""
        return self.printed[self.places[start][0] : self.places[end - 1][1]]


@lru_cache(maxsize=2048)
def folded(text: str) -> Folded:
    """`text` folded as `graph.terms.fold` does, with the way back."""
    pattern, to = knowledge.synonyms()
    bare = re.sub(r"\s+", "", text)
    pieces, places, end = [], [], 0
    for match in pattern.finditer(bare):
        pieces += [bare[end : match.start()], to[match[0]]]
        places += [(at, at + 1) for at in range(end, match.start())]
        places += [match.span()] * len(to[match[0]])
        end = match.end()
    pieces.append(bare[end:])
    places += [(at, at + 1) for at in range(end, len(bare))]
    return Folded("".join(pieces), bare, tuple(places))


def shared_words(upper: str, lower: str, ours: Terms, theirs: Terms) -> tuple[str, ...]:
    """The heaviest words that texts `upper` and `lower` have in common, as printed, ／ between two spellings.

    `ours` and `theirs` are the weighed terms of the texts.
    """
    common = sorted((t for t in ours if t in theirs and len(t) > 1), key=lambda t: (-ours[t], t))
    first, second = folded(upper), folded(lower)
    found: dict[str, str] = {}
    for term in common[:LOOKED_AT]:
        if any(term in stretch for stretch in found):
            continue
        places = _longest(first.text, second.text, term)
        if places is None:
            continue
        (start, end), (other_start, other_end) = places
        mine, other = first.as_printed(start, end), second.as_printed(other_start, other_end)
        words = dict.fromkeys((shortened(mine, LENGTH), shortened(other, LENGTH)))
        found[first.text[start:end]] = "／".join(words)
        if len(found) == SHOWN:
            break
    return tuple(dict.fromkeys(found.values()))


def repeated(word: str, text: str) -> str:
    """`word`, which folded `text` says several times, with all that it says with it each time: 电信网 gives 电信网络."""
    found, count = word, text.count(word)
    while longer := next((one for one in _longer(found, text) if text.count(one) == count), ""):
        found = longer
    ends = _trimmed(found)
    return found[slice(*ends)] if ends else found


def _longer(word: str, text: str) -> list[str]:
    """`word` with the character behind it, and with that before it, where `text` says it first."""
    at = text.find(word)
    around = text[at : at + len(word) + 1], text[max(0, at - 1) : at + len(word)]
    return [one for one in around if len(one) > len(word) and WORD.match(one[0]) and WORD.match(one[-1])]


def as_printed(word: str, text: str) -> str:
    """How `text` prints a stretch of its folded form."""
    own = folded(text)
    at = own.text.find(word)
    return own.as_printed(at, at + len(word)) if at >= 0 else word


def _longest(upper: str, lower: str, term: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the longest common stretch round `term` stands in either text, None if no whole word is left of it."""
    best: tuple[int, int, int] | None = None
    for at in _places(upper, term):
        for other in _places(lower, term):
            left = right = 0
            while _same(upper, at - left - 1, lower, other - left - 1):
                left += 1
            while _same(upper, at + len(term) + right, lower, other + len(term) + right):
                right += 1
            if best is None or left + right > best[0]:
                best = (left + right, at - left, other - left)
    if best is None:
        return None
    length, start, other = best[0] + len(term), best[1], best[2]
    cut_left, cut_right = _broken(upper, lower, start, other, length)
    inner = upper[start + cut_left : start + length - cut_right]
    trimmed = _trimmed(inner)
    if trimmed is None:
        return None
    left, right = cut_left + trimmed[0], cut_left + trimmed[1]
    return (start + left, start + right), (other + left, other + right)


def _places(text: str, term: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(term)})", text)][:4]


def _same(upper: str, at: int, lower: str, other: int) -> bool:
    inside = 0 <= at < len(upper) and 0 <= other < len(lower)
    return inside and upper[at] == lower[other] and WORD.match(upper[at]) is not None


def _broken(upper: str, lower: str, start: int, other: int, length: int) -> tuple[int, int]:
    """How many characters at either end belong to words that go on outside: 型 of 大型灌区 and 中型灌区."""
    left = any(_tied(text, at, 1) for text, at in ((upper, start), (lower, other)))
    right = any(_tied(text, at + length, -1) for text, at in ((upper, start), (lower, other)))
    return int(left), int(right)


def _tied(text: str, at: int, inwards: int) -> bool:
    """Does a word go on across place `at` of `text`, the border of a stretch that lies `inwards` of it (1 or -1)?"""
    if not 0 < at < len(text) or not WORD.match(text[at - 1]) or not WORD.match(text[at]):
        return False
    known, uses = knowledge.known_words(), knowledge.common_pairs()
    if closes(text, at, known) or opens(text, at, known):
        return False
    across, edge = text[at - 1 : at + 1], text[at : at + 2] if inwards > 0 else text[at - 2 : at]
    if across in known or uses.get(across, 0) >= MANY:
        return uses.get(across, 0) > uses.get(edge, 0)
    if inwards < 0:
        return False
    # A word begins one character further in: 灌区 of 型灌区, 市场 of 贸市场.
    inner = text[at + 1 : at + 3]
    return opens(text, at + 1, known) or uses.get(inner, 0) >= max(MANY, uses.get(edge, 0) + 1)


def _trimmed(stretch: str) -> tuple[int, int] | None:
    """Start and end of a stretch without the particles and verbs of the frame at its ends; None if nothing is left."""
    start, end, edges = 0, len(stretch), knowledge.edges()
    while end - start > 2:
        head = next((word for word in edges if stretch.startswith(word, start) and start + len(word) <= end - 2), "")
        tail = next((word for word in edges if stretch.endswith(word, start + 2, end)), "")
        if not head and not tail:
            break
        start, end = (start + len(head), end) if head else (start, end - len(tail))
    left = stretch[start:end]
    whole = len(left) > 2 or (len(left) == 2 and not knowledge.particles() & set(left))
    return (start, end) if whole and left not in edges else None
