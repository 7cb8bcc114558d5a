"""The terms by which two texts of plans are likened: short runs of characters that carry a subject.

A text is folded first (variants to one spelling, numbers and dates away), the words of the frame are cut out, and
what is left is taken in runs of one, two and three characters. Runs need no dictionary of words, so that a subject
never seen is weighed as well as any other; how much a term says is decided by how few measures use it.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from graph import knowledge

Terms = Mapping[str, float]

# Numbers with their units and horizons say how much and by when, never what.
FIGURES = re.compile(
    r"(?:截?至|到)?\s*(?:19|20)\d\d\s*年(?:年?底前?|末|内)?|\d{1,2}\s*月(?:底前?|份)?"
    r"|\d[\d.,，、—～~-]*\s*(?:个百分点|[%％‰]|[万亿]?(?:个|家|座|户|人次?|件|条|公里|千米|平方米|亩|公顷|吨|元|项|所|处|名|辆|天|次|期|台|套)?)"
)
RUNS = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
# One character says little, two most; three add that they stand together.
WEIGHTS = {1: 0.25, 2: 1.0, 3: 0.6}
# How strongly rarity in the two plans, and in plans on other topics, tells.
IN_PLANS, ELSEWHERE = 1.5, 0.35
# So many of the 67 counted documents make a pair of characters a word; no word of the lexicon that is looked for at the
# edge of another is longer.
MANY, LONGEST = 5, 4


def fold(text: str) -> str:
    """`text` without blanks, with one spelling for each variant in the lexicon of synonyms."""
    pattern, to = knowledge.synonyms()
    return pattern.sub(lambda match: to[match[0]], re.sub(r"\s+", "", text))


@lru_cache(maxsize=4096)
def runs(text: str) -> tuple[str, ...]:
    """The runs of characters that carry content, in order: the folded text without figures and frame."""
    bare = knowledge.frame().sub("|", FIGURES.sub("|", fold(text)))
    particles = "".join(knowledge.particles())
    return tuple(run.strip(particles) for run in RUNS.findall(bare) if run.strip(particles))


@lru_cache(maxsize=8192)
def terms(text: str) -> Terms:
    """The terms of a text with their weights by length."""
    return _cut(runs(text))


@lru_cache(maxsize=8192)
def all_terms(text: str) -> Terms:
    """The terms of a text, the words of the frame among them: what is done counts as well as to what."""
    return _cut(tuple(RUNS.findall(FIGURES.sub("|", fold(text)))))


@lru_cache(maxsize=8192)
def matters(text: str) -> Terms:
    """The matters of policy that a text speaks of (``concepts.yaml``), each with weight 1."""
    return dict.fromkeys(matter_words(text), 1.0)


@lru_cache(maxsize=8192)
def matter_words(text: str) -> Mapping[str, str]:
    """Each matter of policy that a text speaks of, with the word by which it first does, as printed.

    A word inside a longer one (公园 in 体育公园) speaks of nothing by itself; nor does one whose characters belong to
    the words on either side (全县中小学 of no 县中).
    """
    known = knowledge.concepts()
    bare = re.sub(r"\s+", "", text)
    found: dict[str, str] = {}
    end = 0
    for start in range(len(bare) - 1):
        for word, matter in known.get(bare[start : start + 2], {}).items():
            if (
                bare.startswith(word, start)
                and start + len(word) > end
                and not (len(word) == 2 and by_chance(bare, start))
            ):
                end = start + len(word)
                found.setdefault(matter, word)
                break
    return found


def by_chance(text: str, start: int) -> bool:
    """Do the two characters at `start` stand side by side only because one word ends and another begins between them?

    They do when the first closes a word and the second opens one: words of the lexicon, or pairs of characters that
    many plans use, and more than use the two together.
    """
    word, uses = text[start : start + 2], knowledge.common_pairs()
    if word in knowledge.everyday() or not 0 < start < len(text) - 2:
        return False
    least = max(MANY, uses.get(word, 0) + 1)
    before, after = text[start - 1 : start + 1], text[start + 1 : start + 3]
    return (uses.get(before, 0) >= least or closes(text, start + 1)) and (
        uses.get(after, 0) >= least or opens(text, start + 1)
    )


def closes(text: str, end: int, words: Collection[str] = ()) -> bool:
    """Does one of `words` (those of everyday, where none are given) end at `end`?"""
    known = words or knowledge.everyday()
    return any(text[start:end] in known for start in range(max(0, end - LONGEST), end - 1))


def opens(text: str, start: int, words: Collection[str] = ()) -> bool:
    """Does one of `words` (those of everyday, where none are given) begin at `start`?"""
    known = words or knowledge.everyday()
    return any(text[start:end] in known for end in range(start + 2, start + LONGEST + 1))


def _cut(pieces: tuple[str, ...]) -> Terms:
    found: dict[str, float] = {}
    particles = knowledge.particles()
    for run in pieces:
        for size, weight in WEIGHTS.items():
            for start in range(len(run) - size + 1):
                term = run[start : start + size]
                if size > 1 or term not in particles:
                    found[term] = weight
    return found


def merge(*parts: tuple[Terms, float]) -> dict[str, float]:
    """Terms of several texts, each with the factor of its text; the heaviest counts."""
    found: dict[str, float] = {}
    for part, factor in parts:
        for term, weight in part.items():
            if found.get(term, 0.0) < weight * factor:
                found[term] = weight * factor
    return found


class Rarity:
    """How much a term says: most where few measures of the two plans use it, and few plans on other topics."""

    def __init__(self, texts: Iterable[Terms]) -> None:
        self.texts = 0
        self.uses: dict[str, int] = {}
        for text in texts:
            self.texts += 1
            for term in text:
                self.uses[term] = self.uses.get(term, 0) + 1
        self._known: dict[str, float] = {}

    def __call__(self, term: str) -> float:
        """The weight of `term`; unseen terms weigh as if used once."""
        known = self._known.get(term)
        if known is None:
            known = float(math.log(1 + self.texts / self.uses.get(term, 1)) ** IN_PLANS) * _elsewhere(term)
            self._known[term] = known
        return known

    def weigh(self, text: Terms) -> dict[str, float]:
        """The terms of a text with length and rarity in one weight."""
        return {term: weight * self(term) for term, weight in text.items()}


@lru_cache(maxsize=65536)
def _elsewhere(term: str) -> float:
    """A factor that falls with the number of plans on other topics that use the term's pairs of characters."""
    pairs = knowledge.common_pairs()
    uses = [pairs.get(term[start : start + 2], 0) for start in range(max(1, len(term) - 1))]
    return 1 / (1 + ELSEWHERE * math.log1p(sum(uses) / len(uses)))
