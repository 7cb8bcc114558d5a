"""The linking lexicon (``graph/lexicon/*.yaml``), read once and checked when read."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extractors.words.institutions import institutions

# The parser in C reads the lexicons ten times as fast, and is a safe loader too.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LEXICON = Path(__file__).parent / "lexicon"


class KnowledgeError(ValueError):
    """A data file is wrong: the message names file, key and value."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What tells a place's name by its form; see ``places.yaml``."""

    suffixes: tuple[str, ...]
    standalone: frozenset[str]
    common: frozenset[str]
    before: tuple[str, ...]
    collective: re.Pattern[str]
    levels: re.Pattern[str]
    open: re.Pattern[str]
    inside: frozenset[str]
    organs: re.Pattern[str]
    made: re.Pattern[str]
    counties: re.Pattern[str]


def read(name: str, folder: Path = LEXICON) -> Any:
    """The content of ``name`` as YAML; raises KnowledgeError where it is empty."""
    data = yaml.load((folder / name).read_text(encoding="utf-8"), Loader=LOADER)
    if not data:
        raise KnowledgeError(f"{name}: empty")
    return data


def words(name: str, key: str, value: Any) -> list[str]:
    """``value`` as a list of words, each once, or KnowledgeError naming file, key and value."""
    if not isinstance(value, list) or not value:
        raise KnowledgeError(f"{name}: {key}: expected a list of words, found {value!r}")
    for word in value:
        if not isinstance(word, str) or not word.strip():
            raise KnowledgeError(f"{name}: {key}: expected a word, found {word!r}")
    if twice := next((word for at, word in enumerate(value) if word in value[:at]), None):
        raise KnowledgeError(f"{name}: {key}: {twice} is listed twice")
    return [str(word) for word in value]


def alternation(items: list[str]) -> str:
    """A pattern of literal words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(items), key=lambda w: (-len(w), w)))


@cache
def frame() -> re.Pattern[str]:
    """What every plan says of any subject (推进、完善、体系): words of two characters and more."""
    data = read("frame_words.yaml")
    found = [word for key in data for word in words("frame_words.yaml", key, data[key])]
    return re.compile(alternation([word for word in found if len(word) > 1]))


@cache
def generic() -> frozenset[str]:
    """The nouns of the frame (企业, 单位): no name of an indicator may be folded to or from one alone."""
    return frozenset(words("frame_words.yaml", "nouns", read("frame_words.yaml")["nouns"]))


@cache
def everyday() -> frozenset[str]:
    """The words of the frame, of matters and of subjects, to tell where in a text a word begins and ends."""
    data = read("frame_words.yaml")
    found = {word for key in data for word in words("frame_words.yaml", key, data[key])}
    found |= {word for family in families().values() for word in family.members}
    found |= {word for members in concepts().values() for word in members if len(word) > 2}
    return frozenset(word for word in found if len(word) > 1)


@cache
def known_words() -> frozenset[str]:
    """`everyday` with the matters of two characters and the words of the synonyms."""
    return everyday() | {word for members in concepts().values() for word in members} | synonyms()[1].keys()


@cache
def edges() -> tuple[str, ...]:
    """What is no part of a thing's name at an end of it: verbs and bounds of the frame, particles, longest first."""
    name = "frame_words.yaml"
    data = read(name)
    found = {*words(name, "verbs", data["verbs"]), *words(name, "bounds", data.get("bounds")), *particles()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def particles() -> frozenset[str]:
    """The single characters among the frame words (和、的、新)."""
    data = read("frame_words.yaml")
    return frozenset(word for key in data for word in words("frame_words.yaml", key, data[key]) if len(word) == 1)


@cache
def synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all variants, and from each variant to the spelling that texts are folded to.

    A variant of two characters is matched only outside the stretches that ``inside`` names for it.
    """
    name = "synonyms.yaml"
    data = read(name)
    to: dict[str, str] = {}
    for number, group in enumerate(data["groups"]):
        head, *variants = words(name, f"group {number + 1}", group)
        to.setdefault(head, head)
        for variant in variants:
            if to.setdefault(variant, head) != head and to[variant] != variant:
                raise KnowledgeError(f"{name}: group {number + 1}: {variant} also stands for {to[variant]}")
    inside = {str(key): words(name, f"inside.{key}", value) for key, value in data["inside"].items()}
    for variant, head in to.items():
        if len(variant) == 2 and variant != head and variant not in inside:
            raise KnowledgeError(f"{name}: {variant}: a variant of two characters needs an entry under inside")
    for variant, stretches in inside.items():
        for stretch in stretches:
            if variant not in stretch:
                raise KnowledgeError(f"{name}: inside.{variant}: {stretch} does not hold it")
    guarded = [outside(word, inside.get(word, [])) for word in sorted(to, key=lambda w: (-len(w), w))]
    return re.compile("|".join(guarded)), to


def outside(word: str, stretches: Iterable[str]) -> str:
    """A pattern of `word` where it stands in none of the `stretches`, which hold it."""
    guards = []
    for stretch in stretches:
        at = stretch.index(word)
        before, rest = re.escape(stretch[:at]), re.escape(stretch[at:])
        guards.append(f"(?!(?<={before}){rest})" if before else f"(?!{rest})")
    return "".join(guards) + re.escape(word)


@cache
def concepts() -> dict[str, dict[str, str]]:
    """Words that speak of one matter, by their first two characters: word -> the group's first word."""
    name = "concepts.yaml"
    found: dict[str, dict[str, str]] = {}
    for field, groups in read(name).items():
        if not isinstance(groups, list):
            raise KnowledgeError(f"{name}: {field}: expected groups, found {groups!r}")
        for group in groups:
            head, *_ = members = words(name, field, group)
            for word in members:
                if len(word) < 2:
                    raise KnowledgeError(f"{name}: {field}: {word!r} is too short to tell a matter")
                if found.setdefault(word[:2], {}).setdefault(word, head) != head:
                    raise KnowledgeError(f"{name}: {field}: {word} also stands under {found[word[:2]][word]}")
    return {start: dict(sorted(members.items(), key=lambda pair: -len(pair[0]))) for start, members in found.items()}


@dataclass(frozen=True, slots=True)
class Family:
    """Subjects that exclude one another: a pattern of all their words, and from each word to the members it names.

    A word of two members (城乡: 农村 and 城镇) excludes neither; one of none (无废城市) only hides the words in it.
    """

    pattern: re.Pattern[str]
    members: dict[str, frozenset[str]]


# The key of a family's words that name none of its members.
NOBODY = "无"


@cache
def families() -> dict[str, Family]:
    """The families of subjects by name, from ``subjects.yaml``."""
    found: dict[str, Family] = {}
    for family, members in read("subjects.yaml").items():
        if not isinstance(members, dict):
            raise KnowledgeError(f"subjects.yaml: {family}: expected members, found {members!r}")
        named: dict[str, set[str]] = {}
        for member, names in members.items():
            for word in words("subjects.yaml", f"{family}.{member}", names):
                named.setdefault(word, set()).update({member} - {NOBODY})
        pattern = re.compile(alternation(list(named)))
        found[family] = Family(pattern, {word: frozenset(own) for word, own in named.items()})
    return found


@cache
def absorbed() -> dict[str, frozenset[str]]:
    """Function of a city's department -> functions of the county's that do its work where there is no such department."""
    name, known = "absorbed.yaml", institutions().titles
    found: dict[str, frozenset[str]] = {}
    for key, value in read(name).items():
        for function in (key, *words(name, str(key), value)):
            if function not in known:
                raise KnowledgeError(f"{name}: {key}: {function!r} is no function of institutions.yaml")
        found[key] = frozenset(value)
    return found


@cache
def context() -> re.Pattern[str]:
    """Openings of clauses that say why and whence, not what: matched at the beginning of a clause."""
    return re.compile("|".join(words("clauses.yaml", "opening", read("clauses.yaml").get("opening"))))


@cache
def general() -> re.Pattern[str]:
    """What binds everybody in general words (结合实际), wherever it stands in a clause."""
    return re.compile("|".join(words("clauses.yaml", "general", read("clauses.yaml").get("general"))))


def fitted(name: str, value: Any) -> dict[str, float]:
    """``value`` as the weights of numbers, or KnowledgeError naming file, number and value."""
    if not isinstance(value, dict) or "constant" not in value:
        raise KnowledgeError(f"{name}: expected weights, found {value!r}")
    for number, weight in value.items():
        if not isinstance(weight, int | float):
            raise KnowledgeError(f"{name}: {number}: {weight!r}")
    return {number: float(weight) for number, weight in value.items()}


@cache
def coverage() -> dict[str, dict[str, float]]:
    """What the numbers of a clause are worth, by whether an encoder was asked (``meaning``) or not (``words``)."""
    data = read("coverage.yaml")
    return {key: fitted("coverage.yaml", data[key]) for key in ("meaning", "words")}


@cache
def links(key: str) -> dict[str, dict[str, float]]:
    """What the numbers of a pair ``alone`` and ``among`` others are worth, for the `key` ``meaning`` or ``words``."""
    data = read("links.yaml")[key]
    return {part: fitted("links.yaml", data[part]) for part in ("alone", "among")}


@cache
def place_words() -> PlaceWords:
    """What tells a place's name by its form."""
    data = read("places.yaml")
    get = {key: words("places.yaml", key, data.get(key)) for key in PlaceWords.__slots__}
    return PlaceWords(
        tuple(sorted(get["suffixes"], key=len, reverse=True)),
        frozenset(get["standalone"]),
        frozenset(get["common"]),
        tuple(sorted(get["before"], key=len, reverse=True)),
        re.compile(alternation(get["collective"])),
        re.compile(alternation(get["levels"])),
        re.compile("|".join(get["open"])),
        frozenset(get["inside"]),
        re.compile(alternation(get["organs"]) + r"|委(?![员托派培])"),
        re.compile(alternation(get["made"])),
        re.compile(alternation(get["counties"])),
    )


@cache
def vocabulary() -> frozenset[str]:
    """Every pair of characters in the words of the lexicon: what plans speak of, and so no name of a place."""
    found = [word for group in read("synonyms.yaml")["groups"] for word in group]
    found += [word for groups in read("concepts.yaml").values() for group in groups for word in group]
    found += [word for members in read("frame_words.yaml").values() for word in members]
    for members in read("subjects.yaml").values():
        found += [word for words_ in members.values() for word in words_]
    return frozenset(word[at : at + 2] for word in map(str, found) for at in range(len(word) - 1))


@cache
def common_pairs() -> dict[str, int]:
    """Pairs of characters that plans on many topics use, with the number of documents (of 67) that do."""
    name = "common_pairs.csv"
    with (LEXICON / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    found: dict[str, int] = {}
    for row in rows[1:]:
        if len(row) != 2 or len(row[0]) != 2 or not row[1].isdigit():
            raise KnowledgeError(f"{name}: expected a pair and a number, found {row!r}")
        found[row[0]] = int(row[1])
    return found
