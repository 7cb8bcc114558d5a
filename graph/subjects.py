"""Which subjects a text names, family by family: 老年人 and 学生 exclude one another (``lexicon/subjects.yaml``)."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from graph import knowledge

# Of a family: each member named, with the words that name it and how often.
Named = Mapping[str, Counter[str]]


@lru_cache(maxsize=8192)
def subjects(text: str) -> Mapping[str, Named]:
    """Family -> member -> the words of `text` that name it, as printed; families of which it names none are absent.

    Of overlapping words the first and longest counts: 油茶产业 names 油茶, and no 茶产业.
    """
    found: dict[str, dict[str, Counter[str]]] = {}
    for family, known in knowledge.families().items():
        for match in known.pattern.finditer(text):
            for member in known.members[match[0]]:
                found.setdefault(family, {}).setdefault(member, Counter())[match[0]] += 1
    return found


def exclude(first: str, second: str) -> bool:
    """Do two texts name members of one family, and no common one?"""
    ours, theirs = subjects(first), subjects(second)
    return any(not ours[family].keys() & theirs[family].keys() for family in ours.keys() & theirs.keys())
