"""What one value says: comparator, bound, kind, base, year, and the targets made of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.lexicon import words
from extractors.records import Bound, Comparator, Kind, Span
from extractors.targets.anchors import Anchor
from extractors.targets.discourse import Discourse
from extractors.targets.draft import TargetDraft
from extractors.targets.indicators import Noun
from extractors.targets.inheriting import Named
from extractors.targets.predicates import Predicate
from extractors.targets.vetoes import is_rate
from extractors.words.numbers import Quantity
from extractors.words.periods import Date

_PER_HEAD = re.compile(
    r"^(?:百万|十万|万|千|百)(?:人|户|元|名)|[人户亩地生师班校村床]均|每[千万百十]*(?:万|亿)?(?:名|个)?(?:元|[老常]|居民|儿童|人|户|亩|公里|平方公里|平方米|"
    r"件|张|床|吨)|单位(?:国内|地区|GDP|工业|规模|产品|产值|建筑|供热|面积|能耗|增加值|货物|物流|园区|"
    r"耕地|投资|用地|床位|用水|用电|播种|种植|养殖|重量|体积|时间|里程|产量|土地|投入|营业)|亩产|单产|"
    r"亩均|强度(?!占)|密度|浓度|系数|指数|人均"
)
_AMOUNT_UNITS = ("岁", "周岁", "分", "标箱", "核", "标准箱", "分贝")
_LEVEL_BOUND: dict[Comparator, Bound] = {"ge": "ge", "gt": "ge", "le": "le", "lt": "le", "about": "about"}


def build(
    said: Discourse, names: list[Named], anchor: Anchor, predicate: Predicate, noun: Noun, span: Span
) -> Iterator[TargetDraft]:
    """The targets of one value."""
    text = said.reading.text[span.start : span.end]
    for named in names:
        year, scope = _year_and_scope(said, named)
        values = read_values(anchor, predicate, noun, named.place)
        kind = kind_of(predicate.mean + named.plain, values)
        base_year, base_value = _base(said, anchor, predicate, noun, year, named.place)
        yield TargetDraft(
            indicator=named.name, kind=kind, comparator=values.comparator, bound=values.bound,
            value=values.value, value_high=values.high, unit=values.unit, year=year, base_year=base_year,
            base_value=base_value, scope=scope, margin=said.take_margin(noun), text=text, span=span,
        )  # fmt: skip


def _year_and_scope(said: Discourse, named: Named) -> tuple[int | None, str | None]:
    clock = said.clock
    year = named.year or clock.year
    rhythm = clock.rhythm
    if rhythm is None or named.year:
        return year, named.scope
    if rhythm.startswith("每") or rhythm == "月均":
        return None, rhythm
    if rhythm in ("年均", "年度均"):
        return year, named.scope if named.labelled else rhythm
    return year, named.scope or rhythm


@dataclass(slots=True)
class Values:
    """What a value says by itself; `quantity` is None for a wordless aim."""

    comparator: Comparator
    bound: Bound | None = None
    value: float | None = None
    high: float | None = None
    unit: str | None = None
    quantity: Quantity | None = field(default=None)


def read_values(anchor: Anchor, predicate: Predicate, noun: Noun | None, place: int) -> Values:
    """Comparator, bound, value and unit of the `place`-th value of an anchor."""
    if anchor.aim:
        return Values("cover" if anchor.aim == "cover" else "trend")
    quantity, bound = anchor.quantities[place], anchor.bounds[place]
    unit = quantity.unit
    if unit is None and len(anchor.quantities) > 1:
        # 62、55微克/立方米: the unit of the last one.
        unit = anchor.quantities[-1].unit
    change = _change(quantity, predicate, noun)
    if change:
        level = predicate.level
        limit = bound or (_LEVEL_BOUND.get(level) if level else None)
        return Values(change, limit, quantity.value, quantity.high, unit, quantity)
    return Values(_comparator(quantity, bound, predicate.level), None, quantity.value, quantity.high, unit, quantity)


def _change(quantity: Quantity, predicate: Predicate, noun: Noun | None) -> Comparator | None:
    if predicate.moved:
        return None
    if predicate.verb == "新增" and noun is not None and noun.measured:
        return "increase"  # 注册量新增3万人, in contrast to 新增床位200张
    if predicate.change:
        # 限额以上单位净增40家 counts what is new; 从业人员增加2000人 is a change.
        counted = predicate.net and quantity.kind == "count" and predicate.base is None and not (noun and noun.measured)
        return None if counted else predicate.change
    if noun is not None and noun.change == "increase" and noun.verb == "增加" and not noun.measured:
        return None  # 增加停车位2800个 counts what is new, 增加绿地面积 and 减少事故 change
    if noun is not None and noun.change and predicate.level in (None, "ge", "gt", "le", "lt", "about"):
        return noun.change
    return "increase" if quantity.kind == "fold" and quantity.unit == "番" else None


def _comparator(quantity: Quantity, bound: Bound | None, level: Comparator | None) -> Comparator:
    if quantity.high is not None:
        return "range"
    if bound == "about":
        return "about"
    if level in ("ge", "gt", "le", "lt") and not (level == "le" and bound == "ge"):
        return level
    if bound is not None:
        return bound
    if quantity.vague:
        return "about"
    return level or "eq"


def kind_of(name: str, values: Values) -> Kind:
    """The kind of target: a share, a count, an amount, an intensity, a change, or one without a number."""
    quantity = values.quantity
    if quantity is None:
        return "qualitative"
    if quantity.unit == "倍" and values.comparator not in ("increase", "decrease"):
        return "rate" if is_rate(name) else "intensity"
    if values.comparator in ("increase", "decrease") or quantity.kind in ("point", "fold"):
        return "change"
    if quantity.kind == "percent":
        return "rate"
    unit = values.unit or ""
    if quantity.per is not None:
        return "amount" if quantity.per in words("measure_units.yaml", "per_time") else "intensity"
    if unit.endswith(_AMOUNT_UNITS):
        return "amount"
    if _PER_HEAD.search(name) or not unit:
        return "intensity"
    return "count" if quantity.kind == "count" else "amount"


def _base(
    said: Discourse, anchor: Anchor, predicate: Predicate, noun: Noun, year: int | None, place: int
) -> tuple[int | None, float | None]:
    if anchor.base is not None:
        base = anchor.bases[place] if anchor.bases else anchor.base
        return _base_year(said, anchor.base_date, year), base.value
    if predicate.moved and noun.empty and said.state is not None and said.subject == said.echo:
        return said.state  # 2022年指数为58.6，到2025年提高到65
    if predicate.base is not None:
        return _base_year(said, predicate.base, year), None
    if predicate.same_period:
        now = year or said.plan_year
        return (now - 1 if now else None), None
    if said.based is not None and (predicate.change or noun.change):
        return _base_year(said, said.based, year), None
    return None, None


def _base_year(said: Discourse, date: Date | None, year: int | None) -> int | None:
    if date is None:
        return None
    if date.year is not None:
        return date.year
    now = year or said.plan_year
    return now - 1 if now and said.text[date.start] in "上去" else None


def repeats(spoken: TargetDraft, target: TargetDraft) -> bool:
    """应归尽归、应收尽收 says one thing twice."""
    return target.value is None and spoken.value is None and spoken.indicator == target.indicator


def doubles(spoken: TargetDraft, target: TargetDraft) -> bool:
    """达到95%，较上年提高3个百分点 is one target, the level, in whichever order it is said; so is 稳步提升，达到95%."""
    if spoken.comparator == "trend" and target.value is not None:
        return (spoken.indicator, spoken.scope) == (target.indicator, target.scope)
    same = (spoken.indicator, spoken.scope, spoken.year) == (target.indicator, target.scope, target.year)
    valued = spoken.value is not None and target.value is not None
    return same and valued and (spoken.kind == "change") != (target.kind == "change")
