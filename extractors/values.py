"""What one value says: comparator, bound, kind, base, year and scope, and the targets made of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.fold import fold
from extractors.indicators import (
    Noun,
    bare_heads,
    loose_parts,
    name_scope,
    parts,
    scope_only,
    share_head,
    shared_measures,
    verb_at_end,
)
from extractors.lexicon import words
from extractors.numbers import Quantity
from extractors.periods import Date
from extractors.predicates import Predicate
from extractors.records import Bound, Comparator, Kind, Span, Target
from extractors.vetoes import is_rate

if TYPE_CHECKING:
    from extractors.aims import StreamReader

_PER_HEAD = re.compile(r"人均|户均|亩均|地均|每[千万百十]*(?:万|亿)?(?:名|个)?(?:[老常]|人|户|亩|公里|平方公里|平方米|件|张|床|吨)|单位(?:国内|地区|GDP|工业|规模|产品|产值|建筑|供热|面积|能耗|增加值|货物|物流|园区|耕地|投资|用地|床位|用水|用电|播种|种植|养殖|重量|体积|时间|里程|产量|土地|投入|营业)|亩产|单产|亩均|均用|强度(?!占)|密度|浓度|系数|指数|人均")
_PER_OWNED = re.compile(r"每[^，、]{1,8}?(?:拥有|配备|配置|有)")
_AMOUNT_UNITS = ("岁", "周岁", "分", "标箱", "核", "标准箱", "分贝")
_GRADE = re.compile(r"^(?:[A-Z0-9]+级|[一二三四五甲乙丙]级|国家级|省级|市级|县级|区级|镇级|村级|世界级)(?:及?以上)?")
# A grade of what was named before (其中4A级以上不少于22家, 其中省级10家).
_LEVEL = re.compile(r"(?:[A-Z0-9]+级|[一二三四五甲乙丙]级|国家级|省级|市级|县级|区级|镇级|村级|世界级|.{1,6})(?:及?以上)|国家级|省级|市级|县级|区级|[A-Z0-9]+级")
_LEVEL_BOUND: dict[Comparator, Bound] = {"ge": "ge", "gt": "ge", "le": "le", "lt": "le", "about": "about"}


@dataclass(slots=True)
class Anchor:
    """A value in its clause: one quantity or a list of them, or a wordless `aim`.

    `base` is the A of 由A提高到B; `predicate_end` is where the predicate ends, before the value's number.
    """

    start: int
    end: int
    quantities: list[Quantity]
    bounds: list[Bound | None]
    base: Quantity | None
    base_date: Date | None
    predicate_end: int
    aim: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator as printed with its scope; `plain` is its folded form, `place` the value's place in a list."""

    name: str
    plain: str
    scope: str | None
    place: int
    year: int | None = None


def has_verb_end(lead: str) -> str | None:
    """The verb that a text ends with (… 新增 | 2家企业), None where it does not."""
    return verb_at_end(lead)


def _printed(reader: "StreamReader", start: int, end: int) -> str:
    text, at = reader.reading.text, reader.stream.at
    return "".join(text[at[i]] for i in range(start, end))


def _as_printed(reader: "StreamReader", noun: Noun, name: str) -> str:
    """A name built of the folded characters of `noun`, in the characters that are printed there."""
    printed, folded = _printed(reader, noun.start, noun.end), reader.text[noun.start : noun.end]
    if printed == folded:
        return name
    return name.translate({ord(f): p for f, p in zip(folded, printed, strict=True)})


def assemble(reader: "StreamReader", anchor: Anchor, predicate: Predicate, noun: Noun, listed: bool) -> list[Named]:
    """The indicators of a value: its own noun, that of the clause or target before, or several; [] if there is none.

    `listed` tells that a value of the same clause stands before it.
    """
    count = max(1, len(anchor.quantities))
    scope = _printed(reader, *noun.scope) if noun.scope else None
    before = reader.antecedent
    place = scope_only(reader.text, noun, reader.part, listed or bool(anchor.aim)) if before else None
    if before is not None and anchor.aim and place is not None and not reader.near(before):
        place = None
    if place is not None and before is not None:
        return [Named(before.indicator, fold(before.indicator), _printed(reader, *place), 0)]
    plain = reader.text[noun.start : noun.end] if not noun.empty else ""
    if not plain:
        return _inherited(reader, anchor, predicate, count, scope)
    members = _members(plain, count, predicate)
    if len(members) > 1:
        named = [name_scope(member) for member in members]
        return [
            Named(_as_printed(reader, noun, n), n, _as_printed(reader, noun, s) if s else scope, min(i, count - 1))
            for i, (n, s) in enumerate(named)
        ]
    name = _as_printed(reader, noun, plain)
    quarters = [d for d in reader.dates if d.kind == "quarter" and d.end <= anchor.start][-count:]
    if count > 1 and len(quarters) == count:
        return [Named(name, plain, _printed(reader, d.start, d.end), i, d.year) for i, d in enumerate(quarters)]
    if count > 1:
        return []
    name = _completed(reader, name, plain, noun, listed)
    return [Named(name, fold(name), scope, 0)]


def _inherited(
    reader: "StreamReader", anchor: Anchor, predicate: Predicate, count: int, scope: str | None
) -> list[Named]:
    """No noun of its own: 达到70%，到2028年达到100%; 2024年、2025年分别完成50亿元、60亿元."""
    subject, before = reader.subject, reader.antecedent
    name = _printed(reader, *subject) if subject else before.indicator if before else None
    if name is None:
        return []
    stage = verb_at_end(fold(name)) if predicate.verb and not subject else None
    if stage and not fold(name).endswith(predicate.verb or ""):
        # 棚户区改造开工1.05万套、基本建成0.82万套: another stage of the same thing.
        name = name[: -len(stage)] + _printed(reader, predicate.start, anchor.start)
    if count == 1:
        period = reader.period_before(anchor)
        if period is not None:
            return [Named(name, fold(name), _printed(reader, period.start, period.end), 0, period.year)]
        return [Named(name, fold(name), scope or (before.scope if before and not subject else None), 0)]
    kinds = ("during", "horizon", "by", "quarter")
    years = [d for d in reader.dates if d.kind in kinds and d.end <= anchor.start][-count:]
    if len(years) < count:
        return []
    return [
        Named(name, fold(name), _printed(reader, d.start, d.end) if d.kind == "quarter" else scope, i, d.year)
        for i, d in enumerate(years)
    ]


def _members(name: str, count: int, predicate: Predicate) -> list[str]:
    if count > 1:
        for members in (parts(name), loose_parts(name)):
            if len(members) == count:
                return share_head(members)
        return [name]
    members = parts(name)
    if len(members) < 2:
        return [name]
    if predicate.shared == "all" and not predicate.empty:
        return share_head(members)
    return members if shared_measures(members) and not predicate.empty else [name]


def _completed(reader: "StreamReader", name: str, plain: str, noun: Noun, listed: bool) -> str:
    """Join a name that says nothing alone to the indicator before it (总量, 占比, 占工业投资比重, 其中4A级以上)."""
    before = reader.antecedent
    if before is None or not reader.near(before):
        return name
    if plain.startswith("占") and not plain.startswith(("占地", "占用")):
        return before.indicator + name
    if plain in bare_heads(listed):
        stem = fold(before.indicator)
        return name if stem.endswith(plain) or (is_rate(stem) and is_rate(plain)) else before.indicator + name
    shared = _PER_OWNED.match(before.indicator) if listed else None
    if shared:
        return shared.group() + name
    if (noun.part or reader.part) and _LEVEL.fullmatch(plain):
        return name + _GRADE.sub("", before.indicator)
    return name


def build(
    reader: "StreamReader", names: list[Named], anchor: Anchor, predicate: Predicate, noun: Noun, span: Span
) -> Iterator[Target]:
    """The targets of one value, ids empty, task and measure None."""
    text = reader.reading.text[span.start : span.end]
    for named in names:
        year, scope = _year_and_scope(reader, named)
        values = read_values(anchor, predicate, noun, named.place)
        kind = kind_of(named.plain, values)
        base_year, base_value = _base(reader, anchor, predicate, year)
        yield Target(
            id="", indicator=named.name, kind=kind, comparator=values.comparator, bound=values.bound,
            value=values.value, value_high=values.high, unit=values.unit, year=year, base_year=base_year,
            base_value=base_value, scope=scope, margin=reader.take_margin(noun), text=text, span=span,
            page=None, task=None, measure=None,
        )  # fmt: skip


def _year_and_scope(reader: "StreamReader", named: Named) -> tuple[int | None, str | None]:
    clock = reader.clock
    year = named.year or clock.year
    rhythm = clock.rhythm
    if rhythm is None or named.year:
        return year, named.scope
    if rhythm.startswith("每") or rhythm in ("月均",):
        return None, rhythm
    if rhythm in ("年均", "年度均"):
        return year, rhythm
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
    if predicate.change:
        # 限额以上单位净增40家 counts what is new; 从业人员增加2000人 is a change.
        counted = predicate.net and quantity.kind == "count" and predicate.base is None
        return None if counted else predicate.change
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


def _base(reader: "StreamReader", anchor: Anchor, predicate: Predicate, year: int | None) -> tuple[int | None, float | None]:
    if anchor.base is not None:
        return _base_year(reader, anchor.base_date, year), anchor.base.value
    if predicate.base is not None:
        return _base_year(reader, predicate.base, year), None
    if predicate.same_period:
        now = year or reader.plan_year
        return (now - 1 if now else None), None
    return None, None


def _base_year(reader: "StreamReader", date: Date | None, year: int | None) -> int | None:
    if date is None:
        return None
    if date.year is not None:
        return date.year
    now = year or reader.plan_year
    return now - 1 if now and reader.text[date.start] in "上去" else None
