"""Places named in a sentence, told by their form, and whether a sentence addresses only others than this county.

Invented and real names are read alike: a stem of one to four characters before 市、县、区、开发区 and the like, with
the words that may stand before a name cut off. Nothing is looked up in a table of places.
"""

import re
from dataclasses import dataclass
from functools import cache

from extractors.records import Document, Span
from graph import knowledge

# 县（市、区）, 各县（市） and 县（市）建成区 name no place: a bracket after a bare level.
COLLECTIVE_FORM = re.compile(r"[县市区](?:[（(〔\[][^）)〕\]]{1,8}[）)〕\]])")


@dataclass(frozen=True, slots=True)
class Place:
    """A name of a place as printed, with its span in the text it was found in."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Regions:
    """The two regions compared: `upper` (the city) and `lower` (the county), as printed; None where unknown."""

    upper: str | None
    lower: str | None


def regions_of(upper: Document, lower: Document) -> Regions:
    """The regions of two documents; where a document does not know its own, the first place its title names."""
    return Regions(_region(upper), _region(lower))


def _region(document: Document) -> str | None:
    named = places(document.title)
    return document.region or (named[0].name if named else None)


@cache
def _pattern() -> re.Pattern[str]:
    words = knowledge.place_words()
    return re.compile("(?P<stem>[\u4e00-\u9fff]{0,8}?)(?P<suffix>" + knowledge.alternation(list(words.suffixes)) + ")")


def places(text: str) -> list[Place]:
    """The names of single places in `text`, in order; collectives (各县区) and common words (城区) are none."""
    found = []
    words = knowledge.place_words()
    at = 0
    text = COLLECTIVE_FORM.sub(lambda m: "　" * len(m[0]), text)
    while match := _pattern().search(text, at):
        at = match.end()
        stem_start, suffix = match.start("stem"), match["suffix"]
        stem = _stem(match["stem"])
        start = stem_start + len(match["stem"]) - len(stem)
        name = stem + suffix
        common = any(name.endswith(w) and (len(w) > len(suffix) or name == w) for w in words.common)
        if common and name not in words.standalone:
            continue
        # 市场, 区域, 县域, 新区域: the mark is part of another word.
        if (
            text[match.end() : match.end() + 1] in tuple("场域民长委直政级里内间块位镇乡村土贤音愁情道")
            and len(suffix) == 1
        ):
            continue
        if name in words.standalone or (1 <= len(stem) <= 4 and not (len(stem) == 1 and suffix in ("市", "区"))):
            found.append(Place(name, Span(start, match.end())))
    return found


def _stem(text: str) -> str:
    """The end of `text` that can be a name: what follows the last word that may stand before one."""
    words = knowledge.place_words()
    best = max((text.rfind(word) + len(word) for word in words.before if word in text), default=0)
    return text[best:][-4:] if len(text) - best <= 6 else ""


def is_own(name: str, regions: Regions) -> bool:
    """Is `name` the county itself, one of its own places by name, or the city as a whole?"""
    stems = [_bare(region) for region in (regions.lower,) if region]
    if any(stem and stem in name for stem in stems):
        return True
    return bool(regions.upper) and _bare(name) == _bare(regions.upper or "")


def _bare(region: str) -> str:
    return re.sub(r"(?:市|县|区|旗|自治县|新区)$", "", region)


def addresses_others(sentence: str, regions: Regions) -> tuple[str, ...]:
    """The other places that `sentence` is addressed to alone, or () where it addresses this county too.

    A place that only sets an example or a focus (以登封市为重点, 借鉴石桥区经验) leaves the sentence open to all;
    so do a collective (各县区) and the county's own name.
    """
    words = knowledge.place_words()
    blank = words.open.sub(lambda m: "　" * len(m[0]), sentence)
    named = places(blank)
    others = tuple(dict.fromkeys(p.name for p in named if not is_own(p.name, regions)))
    if not others or any(p.name != regions.upper and is_own(p.name, regions) for p in named):
        return ()
    if words.collective.search(COLLECTIVE_FORM.sub("各县", blank)):
        return ()
    return others


def names_others(sentence: str, regions: Regions) -> tuple[str, ...]:
    """The other places that `sentence` names in any way, as an example or focus too, () where it is open to all."""
    if knowledge.place_words().collective.search(COLLECTIVE_FORM.sub("各县", sentence)):
        return ()
    return tuple(dict.fromkeys(p.name for p in places(sentence) if not is_own(p.name, regions)))
