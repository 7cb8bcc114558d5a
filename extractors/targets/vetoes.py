"""What is no target: the rules of ``lexicon/not_targets.yaml`` applied to a quantity and its clause."""

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from extractors.frozen import frozen
from extractors.lexicon import LexiconError, read_yaml, words
from extractors.records import Bound
from extractors.words.endings import endings
from extractors.words.numbers import Quantity

Where = Literal["before", "after", "clause", "indicator", "prior"]
_WHERE: tuple[Where, ...] = ("before", "after", "clause", "indicator", "prior")
_SPARES = (None, "rate", "change", "rate or change", "measure", "aim", "rate or made")
_CLASSES = {"money", "age", "percent", "point", "fold", "count", "amount", "time", "none"}


@frozen
class Rule:
    """One pattern of language that makes a quantity no target."""

    name: str
    on: Where
    pattern: re.Pattern[str]
    units: frozenset[str]
    spares: str | None
    unless: re.Pattern[str] | None


@frozen
class Setting:
    """A quantity with the texts around it: `before` and `after` within its comma clause, and what it measures.

    `aimed`: an explicit comparator sets it; `changes`: it is said to grow or fall by so much;
    `made`: it is the object of a verb (新命名地名); `prior`: the comma clause before, where it has no value.
    """

    before: str
    after: str
    indicator: str
    quantity: Quantity
    aimed: bool
    changes: bool = False
    made: bool = False
    prior: str = ""


@cache
def rules() -> tuple[Rule, ...]:
    """The rules; raises `LexiconError` where the file is not as agreed."""
    rows = read_yaml("not_targets.yaml").get("rules")
    if not isinstance(rows, list):
        raise LexiconError("not_targets.yaml: rules must be a list")
    return tuple(_rule(row) for row in rows)


def _rule(row: object) -> Rule:
    if not isinstance(row, dict) or not {"name", "where", "pattern"} <= set(row):
        raise LexiconError(f"not_targets.yaml: a rule needs name, where and pattern, found {row!r:.100}")
    where = next((w for w in _WHERE if w == row["where"]), None)
    units = frozenset(row.get("units", ()))
    if where is None or not units <= _CLASSES or row.get("spares") not in _SPARES:
        raise LexiconError(f"not_targets.yaml: rule {row['name']!r} has a wrong where, units or spares: {row!r:.100}")
    unless = re.compile(row["unless"]) if "unless" in row else None
    return Rule(str(row["name"]), where, re.compile(row["pattern"]), units, row.get("spares"), unless)


def is_rate(indicator: str) -> bool:
    """True for the name of a share (综合利用率, 占比, 覆盖面)."""
    return endings("indicator_heads.yaml", "rate").end(indicator)


def is_measure(text: str, start: int = 0, end: int | None = None) -> bool:
    """True where ``text[start:end]`` ends as the name of a measured quantity (…率, …量), in contrast to things."""
    return endings("indicator_heads.yaml", "measure").end(text, start, end)


def names_time(indicator: str) -> bool:
    """True for what is measured in time (办理时限, 平均住院日)."""
    return endings("indicator_heads.yaml", "time").end(indicator)


def is_work(indicator: str) -> bool:
    """True for work whose hours are counted (志愿服务, 录像数字化), in contrast to what lasts them."""
    return endings("indicator_heads.yaml", "work").end(indicator)


def names_money(indicator: str) -> bool:
    """True for sums that a plan sets as aims (投资, 零售额), in contrast to what is paid to somebody."""
    return endings("indicator_heads.yaml", "money").end(indicator)


def unit_class(quantity: Quantity) -> str:
    """The class of a quantity's unit as the rules name it."""
    unit = quantity.unit or ""
    if "元" in unit:
        return "money"
    return "age" if unit.endswith(("岁", "周岁")) else quantity.kind


@cache
def _rules_for(kind: str) -> tuple[tuple[Callable[[str], re.Match[str] | None], Where, Rule], ...]:
    return tuple((rule.pattern.search, rule.on, rule) for rule in rules() if not rule.units or kind in rule.units)


def veto(setting: Setting) -> str | None:
    """The name of the first rule by which the quantity is no target, None where none speaks against it."""
    before, after = setting.before, setting.after
    texts = {
        "before": before,
        "after": after,
        "indicator": setting.indicator,
        "clause": before + after,
        "prior": setting.prior,
    }
    for search, on, rule in _rules_for(unit_class(setting.quantity)):
        if search(texts[on]) is None or (rule.spares is not None and _spared(rule, setting)):
            continue
        if rule.unless is None or rule.unless.search(texts[on]) is None:
            return rule.name
    return None


@cache
def _mentions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_pattern("mentioned_behind")), re.compile(_pattern("mentioned_before"))


def _pattern(key: str) -> str:
    return "|".join(words("not_targets.yaml", key))


def only_mentioned(before: str, after: str, quantity: Quantity, bound: Bound | None, bare: bool) -> bool:
    """True for a quantity before a noun that says which things, or how large they are: 对37座水库, 5000平方米以上工地.

    `bound`: the 以上 between them; `bare`: no verb and no noun stands before it, so that a length or a time is part of a
    name (15分钟健身圈).
    """
    if quantity.kind != "percent" and bound is not None and bound != "about":
        return True
    if bare and quantity.kind in ("amount", "time"):
        return True
    behind, ahead = _mentions()
    return behind.search(before) is not None or ahead.match(after) is not None


def _spared(rule: Rule, setting: Setting) -> bool:
    if rule.spares == "rate or made":
        return setting.made or (setting.quantity.kind in ("percent", "point") and is_rate(setting.indicator))
    if rule.spares in ("rate", "change", "rate or change"):
        named = rule.spares != "change" and is_rate(setting.indicator)
        changes = rule.spares != "rate" and setting.changes
        return setting.quantity.kind in ("percent", "point") and (named or changes)
    if rule.spares == "measure":
        return is_measure(setting.indicator)
    return rule.spares == "aim" and setting.aimed
