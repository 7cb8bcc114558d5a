"""Numerals and quantities: a number with its unit, as a plan prints it.

Works on folded text without blanks (see `extractors.words.streams`); offsets are those of that text. Reads ASCII and
Chinese numerals (一半, 三成, 翻一番, 百分之五), the scales 万 亿 千 百 and ranges (45—50家, 8%—10%, 8万—10万元/亩).
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from extractors.frozen import frozen
from extractors.lexicon import alternation, words

UnitClass = Literal["percent", "point", "fold", "count", "amount", "time", "none"]

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10.0, "百": 100.0, "千": 1e3}
_NOT_SPELLED = frozenset("次级层对期路口面度分重手线方步里团队本门")
_SIZES = frozenset(("亿级", "万级", "千级", "百级", "万亿级", "千亿级", "百亿级", "千万级", "百万级", "十万级"))
_LARGE = frozenset("万亿")  # 百万次, but 百次, 三方
_HAN = "[一-龥]"
_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
_BEFORE_NUMBERED = frozenset(_NUMERAL + "点分翻")  # 一百二 | 十个, 百 | 分之五, 翻两 | 番
_PARTS = ("a", "sa", "ua", "b", "sb", "unit", "per", "each", "vague", "ratio")
# 30微克每立方米: the stroke written out; 每年, 每人 open a rhythm or a clause of their own.
_EACH = "(?:标准?立方米|立方米|平方公里|平方千米|平方米|公顷|公里|千瓦时|千克|公斤|升|吨|亩)(?=$|[，。；、）以左内的])"
_GRADE = r"(?<=\d\.\d)等(?=$|[，。；、）以左提升到])|(?<=\d\.\d\d)等(?=$|[，。；、）以左提升到])"  # 4.5等: a mean grade
SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
SCALES |= {"百亿": 1e10, "千亿": 1e11, "万亿": 1e12}


@frozen
class Quantity:
    """A number with its unit. `value` and `unit` as printed (1.2, 万人); `high` is the upper end of a range.

    `start` and `end` enclose number and unit; `per` is what stands after a stroke (日 in 万吨/日), `spelled` tells
    a number in Chinese numerals, `vague` one with 余 or 多.
    """

    start: int
    end: int
    value: float
    high: float | None
    unit: str | None
    kind: UnitClass
    per: str | None
    spelled: bool
    vague: bool


def chinese_number(text: str) -> float | None:
    """The value of a Chinese numeral (一百二十, 三点五, 一千二百万), None if it is none. Raises nothing."""
    whole, _, fraction = text.partition("点")
    if not whole or any(c not in _NUMERAL for c in whole) or any(c not in _DIGITS for c in fraction):
        return None
    total, section, digit = 0.0, 0.0, 0.0
    for c in whole:
        if c in _DIGITS:
            digit = digit * 10 + _DIGITS[c] if section == 0 and digit else _DIGITS[c]
        elif c in _PLACES:
            section += (digit or 1.0) * _PLACES[c]
            digit = 0.0
        else:
            total = (total + section + digit) * SCALES[c]
            section = digit = 0.0
    value = total + section + digit
    return value + sum(_DIGITS[c] * 0.1 ** (i + 1) for i, c in enumerate(fraction))


@cache
def unit_classes() -> dict[str, UnitClass]:
    """Every unit with its class, from ``lexicon/measure_units.yaml``."""
    classes: dict[str, UnitClass] = {}
    names: tuple[UnitClass, ...] = ("count", "amount", "time", "percent", "point", "fold")
    for name in names:
        classes.update(dict.fromkeys(words("measure_units.yaml", name), name))
    return classes


@cache
def _numbered() -> re.Pattern[str]:
    """What every quantity holds near its beginning: a digit, a numeral before a unit, or a share in words."""
    units = re.escape("".join(sorted({unit[0] for unit in unit_classes()})))
    return re.compile(rf"[\d分成番半{_NUMERAL}](?:(?<=[\d成番半])|(?<=分)之|(?<=[{_NUMERAL}])(?=[{units}]))")


@cache
def _pattern() -> re.Pattern[str]:
    unit = alternation(tuple(unit_classes()))
    per = alternation(words("measure_units.yaml", "per"))
    number = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    # 千 before 瓦, 克, 米, 伏 belongs to the unit.
    # 套（间）, 件（次）; not 95%（城区）, 12所（农村）
    group = alternation(tuple(word for word in words("scopes.yaml", "word") if len(word) < 3))
    second = rf"(?<![%‰])（(?:{unit}|(?!(?:{group})）|[含其约不全各]){_HAN}{{1,2}})）"
    scale = r"(?:万亿|千亿|百亿|千万|百万|十万|[万亿]|[千百](?![瓦克米伏焦卡帕分]))"
    spelled = rf"[{_NUMERAL}]+(?:点[零〇一二三四五六七八九]+)?"
    tail = (
        rf"(?P<vague>[余多])?(?P<ratio>[:：]1(?![\d.]))?(?P<unit>(?:{unit})(?:{second})?|{_GRADE})?(?:[/／](?P<per>(?:[万亿]|"
        rf"十万)?(?:{per})(?:·(?:{per}))?)|每(?P<each>{_EACH}))?(?:[/／](?:\d+(?:\.\d+)?)[万亿]?(?:千瓦时|兆瓦时|吉瓦时|[MG]Wh))?"
    )
    # The class in front is the quick test: most characters begin no number.
    return re.compile(
        rf"(?=[\d翻半{_NUMERAL}])(?:(?<![A-Za-z\d.第×*/])(?P<a>{number})(?P<sa>{scale})?"
        rf"(?:(?=[^\d，、。；]*\d)(?P<ua>{unit})?(?:[—~-]+|至|到)(?P<b>{number})(?P<sb>{scale})?)?{tail}"
        rf"|(?P<per1000>[百千])分之(?P<pct>{spelled})|(?P<part>[二三四五六七八九十])分之(?P<of>[一二两三四五六七八九])"
        rf"|(?P<tenths>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九](?![年个月天家项次]))?(?![立为功长员果交套本熟效品人年绩都])"
        rf"|翻(?P<folds>[一两二三四])?番"
        rf"|(?P<halved>一半|(?<=减)半(?![年个天日月小])|(?<=过)半(?=$|[，。；、）]))"
        rf"|(?P<halfunit>半)(?P<hu>个工作日|个月|小时|个小时|年|天|日)"
        rf"|(?<![第其唯之同逐进统专万单任\d.{_NUMERAL}])(?P<cn>[{_NUMERAL}]+)(?P<cu>{unit}))"
    )


def _plain(m: re.Match[str]) -> Quantity:
    number, low_scale, first_unit, other, high_scale, unit, stroke, each, vague, ratio = m.group(*_PARTS)
    per = stroke or each
    start, end = m.span()
    stop = end
    low, high = float(number.replace(",", "")), float(other.replace(",", "")) if other else None
    if high is not None:
        rising = low * SCALES.get(low_scale or high_scale or "", 1) < high * SCALES.get(high_scale or "", 1)
        if not rising:
            # 20天到12天, 1200—800: no range; read the first number only, the second is found by the next match.
            high, high_scale, unit, end = None, None, first_unit, max(m.end("ua"), m.end("sa"), m.end("a"))
    scale = low_scale
    if high is not None:
        scale, unit = high_scale, unit or first_unit
        if low_scale and low_scale != scale:
            low = low * SCALES[low_scale] / SCALES.get(scale or "", 1)
    kind: UnitClass = unit_classes().get(unit.split("（")[0], "amount") if unit else "none"
    per = per if end == stop else None
    printed = f"{scale or ''}{unit or ''}{('每' if each else '/') + per if per else ''}" or None
    if unit is None and ratio and end == stop:
        printed, kind = ":1", "amount"  # 生师比 19:1
    if unit is None and per:
        kind = "amount"  # 12/10万
    return Quantity(start, end, low, high, printed, kind, per, False, bool(vague))


def _words(m: re.Match[str]) -> Quantity | None:
    span = (m.start(), m.end())
    if m["pct"]:
        value, sign = chinese_number(m["pct"]), "%" if m["per1000"] == "百" else "‰"
        return None if value is None else Quantity(*span, value, None, sign, "percent", None, True, False)
    if m["part"]:
        share = round(100 * (chinese_number(m["of"]) or 0) / (chinese_number(m["part"]) or 1), 1)
        return Quantity(*span, share, None, "%", "percent", None, True, False)
    if m["tenths"]:
        value = _DIGITS[m["tenths"]] * 10 + _DIGITS.get(m["half"] or "零", 5)
        return Quantity(*span, value, None, "%", "percent", None, True, False)
    if m["halved"]:
        return Quantity(*span, 50, None, "%", "percent", None, True, False)
    if m["halfunit"]:
        return Quantity(*span, 0.5, None, m["hu"], "time", None, True, False)
    if m["cn"]:
        # 二次供水, 一级渔港, 十分: words, no values.
        value = None if m["cu"] in _NOT_SPELLED and m["cn"][-1] not in _LARGE else chinese_number(m["cn"])
        kind = unit_classes()[m["cu"]]
        return None if value is None else Quantity(*span, value, None, m["cu"], kind, None, True, False)
    folds = _DIGITS[m["folds"]] if m["folds"] else 1
    return Quantity(*span, folds, None, "番", "fold", None, True, False)


def find_quantities(text: str, passed_over: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """The quantities in a text, in order; a number without a unit has `unit` None.

    `text` is folded and without blanks. Ordinals (第3), names (4A级, PM2.5) and parts of larger numbers are left out, and
    so is what begins in one of the stretches `passed_over`, which are in order.
    """
    found: list[Quantity] = []
    at = over = 0
    numbered, pattern = _numbered(), _pattern()
    # The long pattern is slow to fail: it is tried from where the numeral begins at the next place where it may succeed.
    while some := numbered.search(text, at):
        begin = some.start()
        while over < len(passed_over) and passed_over[over][1] <= begin:
            over += 1
        if over < len(passed_over) and passed_over[over][0] <= begin:
            at = passed_over[over][1]
            continue
        while begin > at and text[begin - 1] in _BEFORE_NUMBERED:
            begin -= 1
        m = pattern.search(text, begin)
        if m is None:
            break
        quantity = _plain(m) if m["a"] else _words(m)
        if quantity is None:
            at = m.end()
            continue
        at = max(quantity.end, m.start() + 1)
        if quantity.unit in _SIZES:
            continue  # 500亿级产业集群
        follows = text[quantity.end : quantity.end + 1] if quantity.unit is None else ""
        if not (follows.isascii() and follows.isalpha()):  # 5G, 3D: a name, no number
            found.append(quantity)
    return found
