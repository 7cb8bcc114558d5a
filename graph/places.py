"""Places named in a sentence, and whether a sentence addresses only others than this county.

What ends in 市、县、区、镇 is looked at as a name: its stem of one to four characters, with the words that may stand
before a name cut off. It is a place when the table of divisions has it, or on other evidence: an invented or former
county stands in no table, and 采空区, 候诊区 and 试点市 end as names do. So 区 must be named as a government or in a
list of places somewhere in the two plans; 县, 市 and 镇 may also have a stem that is no word of the field.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.records import Document, Plan, Span
from graph import knowledge
from graph.regions import table

# 县（市、区）, 各县（市） and 县（市）建成区 name no place: a bracket after a bare level.
COLLECTIVE_FORM = re.compile(r"[县市区](?:[（(〔\[][^）)〕\]]{1,8}[）)〕\]])")
CLAUSE = re.compile(r"[^，,：:；;]+[，,；;]")
LISTED = ("、", "和", "与", "及", "以及")
# The stem of a name; one of the table may be longer (恩施土家族苗族自治州).
STEM, LONGEST = 4, 12


@dataclass(frozen=True, slots=True)
class Place:
    """A name of a place as printed, with its span in the text it was found in."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Regions:
    """The two regions compared: `upper` (the city) and `lower` (the county), as printed; None where unknown.

    `named`: names that the plans show to be places.
    """

    upper: str | None
    lower: str | None
    named: frozenset[str] = frozenset()


def regions_of(upper: Plan, lower: Plan) -> Regions:
    """The regions of two plans, the first place of its title where a document does not know its own."""
    own = _region(upper.document), _region(lower.document)
    known = frozenset(region for region in own if region)
    return Regions(*own, known | shown(upper.text, known) | shown(lower.text, known))


def _region(document: Document) -> str | None:
    named = _formed(document.title)
    return document.region or (named[0].name if named else None)


def places(text: str, named: Collection[str] = ()) -> list[Place]:
    """The names of single places in `text`, in order; collectives (各县区) and common words (城区, 采空区) are none.

    `named`: names known to be places (see `shown`).
    """
    known = frozenset(named) | shown(text, named)
    return [place for place in _formed(text) if _is_place(place, known)]


def shown(text: str, named: Collection[str] = ()) -> frozenset[str]:
    """The names that `text` itself shows to be places: of a government, or in a list with a place.

    `named`: names known before.
    """
    formed, words = _formed(text), knowledge.place_words()
    found = {place.name for place in formed if words.organs.match(text, place.span.end)}
    known = frozenset(named) | found
    row: list[Place] = []
    for at, place in enumerate(formed):
        row.append(place)
        follower = formed[at + 1] if at + 1 < len(formed) else None
        if follower is not None and text[place.span.end : follower.span.start] in LISTED:
            continue
        if len(row) > 1 and any(_is_place(one, known) and not _is_bare_zone(one) for one in row):
            found |= {one.name for one in row if not _is_word(_bare(one.name))}
        row = []
    return frozenset(found)


@cache
def _pattern() -> re.Pattern[str]:
    words = knowledge.place_words()
    return re.compile("(?P<stem>[\u4e00-\u9fff]{0,8}?)(?P<suffix>" + knowledge.alternation(list(words.suffixes)) + ")")


def _formed(text: str) -> list[Place]:
    """What has the form of a place's name, common words left out."""
    found = []
    words = knowledge.place_words()
    at = 0
    text = COLLECTIVE_FORM.sub(lambda m: "　" * len(m[0]), text)
    while match := _pattern().search(text, at):
        at = match.end()
        suffix = match["suffix"]
        name = _listed_name(text, match.end()) or _stem(match["stem"]) + suffix
        common = any(name.endswith(w) and (len(w) > len(suffix) or name == w) for w in words.common)
        if common and name not in words.standalone:
            continue
        # 市场, 区域, 县域, 新区域, 县城: the mark is part of another word.
        inside = len(suffix) == 1 and text[match.end() : match.end() + 1] in words.inside
        if inside and not words.organs.match(text, match.end()):
            continue
        stem = name.removesuffix(suffix)
        if name in words.standalone or len(stem) > 1 or (stem and suffix not in ("市", "区")):
            found.append(Place(name, Span(match.end() - len(name), match.end())))
    return found


def _listed_name(text: str, end: int) -> str | None:
    """The longest name of the table of divisions that ends at `end`, None if none does.

    Names of two characters (滑县, 和县) stand by chance in many words: they must stand where a name begins.
    """
    for length in range(min(LONGEST, end), 1, -1):
        name = text[end - length : end]
        if name not in table():
            continue
        if length > 2 or _stem(text[max(0, end - 8) : end - 1]) == name[0]:
            return name
    return None


def _is_place(place: Place, named: Collection[str]) -> bool:
    name = place.name
    if name in named or name in knowledge.place_words().standalone or name in table():
        return True
    stem = _bare(name)
    if name.removeprefix(stem) == "区":
        return False
    return len(stem) > 1 and not _is_word(stem)


def _is_bare_zone(place: Place) -> bool:
    return place.name in knowledge.place_words().standalone


def _is_word(stem: str) -> bool:
    """Does a stem hold a word that plans use of other things than places (采空, 试点, 脱贫)?"""
    return any(stem[at : at + 2] in knowledge.vocabulary() for at in range(len(stem) - 1))


def _stem(text: str) -> str:
    """The end of `text` that can be a name: what follows the last word that may stand before one."""
    words = knowledge.place_words()
    best = max((text.rfind(word) + len(word) for word in words.before if word in text), default=0)
    return text[best:][-STEM:] if len(text) - best <= 6 else ""


def is_own(name: str, regions: Regions) -> bool:
    """Is `name` the county itself, one of its own places by name, or the city as a whole?"""
    stems = [_without_level(region) for region in (regions.lower,) if region]
    if any(stem and stem in name for stem in stems):
        return True
    # 泽川新区 and 泽川县 are parts of 泽川市, not the whole of it.
    upper = regions.upper or ""
    return bool(upper) and (name == upper or name == _without_level(upper) or _without_level(name) == upper)


def _without_level(region: str) -> str:
    return re.sub(r"(?:市|县|区|旗|自治县|新区)$", "", region)


def _bare(name: str) -> str:
    """A name without what says its kind: 郑东 of 郑东新区, 钟陵 of 钟陵经开区."""
    suffixes = knowledge.place_words().suffixes
    return next((name.removesuffix(suffix) for suffix in suffixes if name.endswith(suffix)), name)


def addresses_others(sentence: str, regions: Regions) -> tuple[str, ...]:
    """The other places that `sentence` is addressed to alone, or () where it addresses this county too.

    A place that only sets an example or a focus (以登封市为重点, 借鉴石桥区经验) leaves the sentence open to all;
    so do a collective (各县区) and the county's own name.
    """
    words = knowledge.place_words()
    blank = words.open.sub(lambda m: "　" * len(m[0]), sentence)
    named = places(blank, regions.named)
    others = tuple(dict.fromkeys(p.name for p in named if not is_own(p.name, regions)))
    if not others or any(p.name != regions.upper and is_own(p.name, regions) for p in named):
        return ()
    return () if _addresses_all(blank, named) else others


def names_others(sentence: str, regions: Regions) -> tuple[str, ...]:
    """The other places that `sentence` names in any way, as an example or focus too, () where it is open to all."""
    named = places(sentence, regions.named)
    if _addresses_all(sentence, named):
        return ()
    return tuple(dict.fromkeys(p.name for p in named if not is_own(p.name, regions)))


def _addresses_all(sentence: str, named: Sequence[Place]) -> bool:
    """Does `sentence`, which names the places `named`, address every county?

    各县 and 其他县 do. 乡镇 and 县域 do unless places are addressed at its head: then they are part of what is done there
    (华亭县要改造乡镇商贸中心).
    """
    words = knowledge.place_words()
    if words.collective.search(COLLECTIVE_FORM.sub("各县", sentence)):
        return True
    # 建成市公共卫生临床中心，依托澄东县人民医院…: something is made before any place is named.
    before = sentence[: named[0].span.start] if named else ""
    if any(words.made.search(clause) for clause in CLAUSE.findall(before)):
        return True
    headed = bool(named) and bool(_head().fullmatch(sentence[: named[0].span.start]))
    return not headed and bool(words.levels.search(sentence))


@cache
def _head() -> re.Pattern[str]:
    """What may stand before the places that a sentence is addressed to: a deadline, a verb of support."""
    verbs = knowledge.alternation(list(knowledge.place_words().before))
    return re.compile(rf"(?:{verbs}|[\d\s年月日底前末中旬上下半内，、])*")
