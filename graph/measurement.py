"""Values made comparable: units converted, direction of ambition told, dates put on one scale."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.records import Target
from graph import knowledge
from graph.knowledge import KnowledgeError
from graph.terms import fold

# A rate of so many: 每亿元地区生产总值…死亡人数, 万元地区生产总值能耗, 每千人口…托位数.
PER = re.compile(r"^(?:全市|全县|全区)?每?(?P<size>[十百千万亿]+)(?:常住|户籍)?(?P<of>元|人|名|户)")
SCALE = {"万": 1e4, "亿": 1e8, "百": 1e2, "千": 1e3}


@dataclass(frozen=True, slots=True)
class Quantities:
    """The lexicon of quantities; `units` maps a unit to its dimension and worth."""

    lower_better: re.Pattern[str]
    higher_better: re.Pattern[str]
    per_county: re.Pattern[str]
    own_names: re.Pattern[str]
    reaching: re.Pattern[str]
    getting: re.Pattern[str]
    whole: frozenset[str]
    centre: frozenset[str]
    seat: frozenset[str]
    groups: re.Pattern[str]
    units: dict[str, tuple[str, float]]
    levels: frozenset[str]
    same_words: tuple[re.Pattern[str], dict[str, str]]
    omitted: re.Pattern[str]
    optional: re.Pattern[str]
    around: re.Pattern[str]
    states: re.Pattern[str]
    process: re.Pattern[str]
    counted_by: dict[str, str]
    all_of: re.Pattern[str]
    outsize: re.Pattern[str]
    towns: re.Pattern[str]
    narrower: re.Pattern[str]
    adding: re.Pattern[str]
    stock: re.Pattern[str]
    making: re.Pattern[str]
    counted: dict[str, str]
    firms: re.Pattern[str]
    bases: tuple[re.Pattern[str], ...]
    counters: frozenset[str]
    everything: re.Pattern[str]
    nothing: re.Pattern[str]


@cache
def quantities() -> Quantities:
    """``lexicon/indicators.yaml``, checked."""
    name = "indicators.yaml"
    data = knowledge.read(name)
    units: dict[str, tuple[str, float]] = {}
    for dimension, members in data["units"].items():
        for unit, worth in members.items():
            if not isinstance(worth, int | float) or worth <= 0:
                raise KnowledgeError(f"{name}: units.{dimension}.{unit}: expected a positive number, found {worth!r}")
            units[str(unit)] = (dimension, float(worth))

    def get(key: str) -> list[str]:
        return knowledge.words(name, key, data.get(key))

    return Quantities(
        re.compile(knowledge.alternation(get("lower_better"))),
        re.compile(knowledge.alternation(get("higher_better"))),
        re.compile(knowledge.alternation(get("per_county"))),
        re.compile(rf"(?:{knowledge.alternation(get('own_names'))})$"),
        re.compile(knowledge.alternation(get("reaching"))),
        re.compile(rf"^(?:{knowledge.alternation(get('getting'))})(?=..)"),
        frozenset(get("whole")),
        frozenset(get("centre")),
        frozenset(get("seat")),
        re.compile(knowledge.alternation(get("groups"))),
        units,
        frozenset(get("levels")),
        _same_words(name, data.get("same_words")),
        re.compile(knowledge.alternation(get("omitted"))),
        re.compile(knowledge.alternation(get("optional"))),
        re.compile(knowledge.alternation(get("around"))),
        _states(get("states")),
        re.compile(rf"(?<=[\u4e00-\u9fff]{{3}})(?:{knowledge.alternation(get('process'))})$"),
        _counted_by(name, data.get("counted_by")),
        re.compile(knowledge.alternation(get("all_of"))),
        re.compile(knowledge.alternation(get("outsize"))),
        re.compile(knowledge.alternation(get("towns"))),
        re.compile(knowledge.alternation(get("narrower"))),
        re.compile(knowledge.alternation(get("adding"))),
        re.compile(knowledge.alternation(get("stock"))),
        re.compile(knowledge.alternation(get("making"))),
        {counter: kind for kind in ("homes", "people", "places") for counter in get(kind)},
        re.compile(knowledge.alternation(get("firms"))),
        _bases(name, data.get("bases")),
        frozenset(get("counters")),
        re.compile(knowledge.alternation(get("everything"))),
        re.compile(knowledge.alternation(get("nothing"))),
    )


def _states(found: list[str]) -> re.Pattern[str]:
    """A pattern of a state before the name of what is counted: 达标的, 够得上标准的; alone (规范化) before three more."""
    states = knowledge.alternation(found)
    return re.compile(rf"^(?:[^的]{{0,3}}(?:{states})的|(?:{states})(?=[^的率]{{3}}))")


def _counted_by(name: str, things: object) -> dict[str, str]:
    """From each counted unit (托位) to the thing that it is counted of."""
    if not isinstance(things, dict) or not things:
        raise KnowledgeError(f"{name}: counted_by: expected things and what they are counted by, found {things!r}")
    return {unit: str(thing) for thing, units in things.items() for unit in knowledge.words(name, str(thing), units)}


def _bases(name: str, groups: object) -> tuple[re.Pattern[str], ...]:
    """One pattern for each basis that a quantity may have."""
    if not isinstance(groups, list) or not groups:
        raise KnowledgeError(f"{name}: bases: expected groups of words, found {groups!r}")
    return tuple(re.compile(knowledge.alternation(knowledge.words(name, "bases", group))) for group in groups)


def _same_words(name: str, groups: object) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all words, and from each, folded as names are, to the first of its group."""
    if not isinstance(groups, list) or not groups:
        raise KnowledgeError(f"{name}: same_words: expected groups of words, found {groups!r}")
    to: dict[str, str] = {}
    for group in groups:
        head, *others = knowledge.words(name, "same_words", group)
        for word in (head, *others):
            for spelling in (word, fold(word)):
                if spelling in knowledge.generic():
                    raise KnowledgeError(f"{name}: same_words: {word}: {spelling} names nothing of its own")
                if to.setdefault(spelling, head) != head:
                    raise KnowledgeError(f"{name}: same_words: {word} also stands for {to[spelling]}")
    return re.compile(knowledge.alternation(list(to))), to


def dimension(unit: str | None) -> tuple[str, float]:
    """What a unit measures and its worth in the dimension's base unit: 万亩 gives area, 10000; 吨/万元 mass/money."""
    if not unit:
        return "number", 1.0
    known = quantities()
    parts = unit.replace("每", "/").split("/") if "/" in unit else [unit]
    dimensions, worth = [], 1.0
    for place, part in enumerate(parts):
        kind, size = _single(part.strip(), known)
        dimensions.append(kind)
        worth = worth * size if place == 0 else worth / size
    return "/".join(dimensions), worth


def measured(target: Target) -> tuple[str, float]:
    """The dimension of a target and the worth of its unit; what its name is measured against (每亿元) counts in."""
    unit = target.unit or ""
    per = PER.match(target.indicator)
    kind = dimension(unit)[0]
    if per and "/" not in unit and kind not in ("number", "ratio", "points"):
        return dimension(f"{unit}/{per['size']}{per['of']}")
    return dimension(unit)


def counted(unit: str | None, what: str = "") -> str | None:
    """What a counter counts, where it cannot count anything: homes, people, places; None for others.

    `what` names what is counted: firms are counted by 户 as well as by 家 and 个.
    """
    known = quantities()
    kind = known.counted.get((unit or "").lstrip("万百千亿"))
    return None if kind == "homes" and known.firms.search(what) else kind


def _single(unit: str, known: Quantities) -> tuple[str, float]:
    if unit in known.units:
        return known.units[unit]
    if unit in known.counters:
        return "count", 1.0
    if len(unit) > 1 and unit[0] in SCALE:
        kind, size = _single(unit[1:], known)
        return kind, size * SCALE[unit[0]]
    if unit in SCALE:
        return "count", SCALE[unit]
    # Substances behind a unit (吨标准煤, 万吨二氧化碳) are part of what is measured.
    for size in (3, 2, 1):
        if unit[:size] in known.units and len(unit) > size:
            kind, worth = known.units[unit[:size]]
            return kind + ":" + unit[size:], worth
    return unit, 1.0


def lower_is_better(target: Target) -> bool:
    """Is less more ambitious? The comparator says so, else the bound, else what the indicator measures."""
    if target.comparator in ("le", "lt"):
        return True
    if target.comparator in ("ge", "gt", "cover", "trend"):
        return False
    if target.comparator == "decrease":
        return target.bound == "le" and not quantities().lower_better.search(target.indicator)
    if target.comparator == "increase":
        return target.bound == "le"
    known = quantities()
    if dimension(target.unit)[0].startswith("duration") and known.reaching.search(target.text):
        return False
    return bool(known.lower_better.search(target.indicator)) and not known.higher_better.search(target.indicator)


def printed(target: Target) -> str:
    """The value as a person reads it: 40%, 0.2万个, 5%—6%, 下降18%."""
    if target.value is None:
        return target.text if len(target.text) <= 24 else target.indicator
    value = figure(target.value)
    if target.value_high is not None:
        value += f"—{figure(target.value_high)}"
    verb = {"increase": "增长", "decrease": "下降"}.get(target.comparator, "")
    return f"{verb}{value}{target.unit or ''}"


def figure(value: float) -> str:
    """A number as people write it: 2000, 6.8万, 1000万, 1.2亿, 0.0064; never with an exponent."""
    for size, word in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= 10 * size or (word == "亿" and abs(value) >= size):
            return _plain(value / size) + word
    return _plain(value)


def _plain(value: float) -> str:
    text = f"{value:.6f}"
    return text.rstrip("0").rstrip(".")


def scope_of(target: Target, own: str | None, county: bool = False) -> str:
    """The scope as one word: whole, centre, seat, or the printed scope; own names and 全市 are the whole.

    A county's 城区 and 建成区 are its seat, whatever it calls them; a city's are its centre.
    """
    scope = re.sub(r"\s", "", target.scope or "")
    known = quantities()
    if own and scope:
        scope = scope.replace(own, "")
    if not scope or scope in known.whole:
        return "whole"
    if scope in known.centre:
        return "seat" if county else "centre"
    return "seat" if scope in known.seat else scope
