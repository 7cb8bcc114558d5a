"""The verdict on two targets for one indicator: who asks more, or why the two cannot be compared.

Ambition counts, not figures: a higher limit of losses asks less. What cannot be compared is said with its reason.
"""

import re
from typing import Literal

from extractors.records import Target
from graph.figures import figures
from graph.indicators import BRACKETED, other_basis
from graph.measurement import counted, dimension, lower_is_better, measured, printed, quantities, scope_of
from graph.places import Regions
from graph.quoting import QUOTED, quote, shortened
from graph.terms import fold

TargetVerdict = Literal[
    "below", "equal", "above", "share", "unquantified", "missing", "not-comparable", "not-applicable"
]
PERIOD = re.compile(r"每(?:年度?|个?季度?|个?月|周|学年|学期|两年|三年)|年均|月均")


def judge(upper: Target, lower: Target, regions: Regions) -> tuple[TargetVerdict, str]:
    """The verdict on two targets for one indicator, with figures in the reason."""
    name = upper.indicator
    if upper.value is None or lower.value is None:
        return _wordless(upper, lower)
    added = [adds(t) for t in (upper, lower)]
    if all(added) and upper.comparator != "decrease" != lower.comparator:
        return _added(upper, lower)
    if added[0] != added[1] and _in_all(lower if added[0] else upper):
        return "not-comparable", f"一为新增数、一为总数：上级{printed(upper)}，下级{printed(lower)}"
    changes = [t.comparator in ("increase", "decrease") for t in (upper, lower)]
    if changes[0] != changes[1]:
        return "not-comparable", f"一为水平值、一为变化幅度：上级{printed(upper)}，下级{printed(lower)}"
    if changes[0] and upper.comparator != lower.comparator:
        return "not-comparable", f"变化方向不同：上级{printed(upper)}，下级{printed(lower)}"
    if changes[0] and upper.base_year and lower.base_year and upper.base_year != lower.base_year:
        return "not-comparable", f"基期不同：上级较{upper.base_year}年，下级较{lower.base_year}年"
    (our_kind, our_worth), (their_kind, their_worth) = measured(upper), measured(lower)
    if our_kind != their_kind or other_things(upper, lower):
        return "not-comparable", f"单位不可换算：上级{printed(upper)}，下级{printed(lower)}"
    bases = other_basis(upper.indicator, lower.indicator)
    if bases:
        return "not-comparable", f"口径不同：上级为{bases[0]}，下级为{bases[1]}（{upper.indicator}／{lower.indicator}）"
    group = _group(upper, lower)
    if group and our_kind == "ratio":
        return "not-comparable", f"范围不同：只有一方限于{group}（{upper.indicator}／{lower.indicator}）"
    part = _narrower(upper, lower)
    if part and our_kind == "ratio":
        return "not-comparable", f"范围不同：只有一方限于“{part}”（{upper.indicator}／{lower.indicator}）"
    if not scopes_meet(upper, lower, regions):
        return "not-comparable", f"范围不同：上级为{upper.scope or '全域'}，下级为{lower.scope or '全域'}"
    ours, theirs = _value(upper) * our_worth, _value(lower) * their_worth
    parts = shared_out(upper, our_kind) or (changes[0] and _amount(upper))
    if parts and _for_each(lower):
        return "not-comparable", f"一为总数、一为每处的数量：上级{printed(upper)}，下级{quote(lower.text, QUOTED)}"
    if parts and theirs < ours:
        return "share", f"{printed(lower)}是上级{printed(upper)}的一部分（{theirs / ours:.0%}）：{name}"
    return _compare(upper, lower, ours, theirs)


def adds(target: Target) -> bool:
    """Is the value a number of things to be added (新增学位, 增加车位), whether read as a count or as a change?"""
    known = quantities()
    if target.value is None or not _amount(target):
        return False
    if target.comparator == "increase":
        return True
    return target.kind in ("count", "amount") and bool(known.adding.search(target.text))


def _amount(target: Target) -> bool:
    """Is the value a number of things (吨, 家), of which counties take parts, and no level and no rate?"""
    kind = measured(target)[0]
    return kind.split("/")[0] not in quantities().levels and "/" not in kind and kind != "number"


def _in_all(target: Target) -> bool:
    """Does the value say how many there shall be in all (总数达到26家), not how many are made?"""
    known = quantities()
    return bool(known.stock.search(target.text)) and not known.making.search(target.text)


def other_things(upper: Target, lower: Target) -> bool:
    """Are other things counted: homes and not blocks of them (120个小区, 1800套住房), people and not places?"""
    kinds = {counted(target.unit, target.indicator) for target in (upper, lower)}
    return len(kinds) == 2 and None not in kinds


def _added(upper: Target, lower: Target) -> tuple[TargetVerdict, str]:
    (our_kind, our_worth), (their_kind, their_worth) = measured(upper), measured(lower)
    if our_kind != their_kind or other_things(upper, lower):
        return "not-comparable", f"单位不可换算：上级{printed(upper)}，下级{printed(lower)}"
    bases = other_basis(upper.indicator, lower.indicator)
    if bases:
        return "not-comparable", f"口径不同：上级为{bases[0]}，下级为{bases[1]}（{upper.indicator}／{lower.indicator}）"
    ours, theirs = _value(upper) * our_worth, _value(lower) * their_worth
    if theirs < ours:
        return "share", f"{printed(lower)}是上级{printed(upper)}的一部分（{theirs / ours:.0%}）：{upper.indicator}"
    return _compare(upper, lower, ours, theirs)


def _compare(upper: Target, lower: Target, ours: float, theirs: float) -> tuple[TargetVerdict, str]:
    sign = "=" if abs(ours - theirs) <= 1e-9 * max(abs(ours), abs(theirs)) else "<" if theirs < ours else ">"
    when = f"到{upper.year}年" if upper.year and upper.year == lower.year else ""
    years = (
        f"（上级{upper.year}年，下级{lower.year}年）" if upper.year and lower.year and upper.year != lower.year else ""
    )
    reason = f"{printed(lower)} {sign} {printed(upper)}，同为{when}{upper.indicator}{years}"
    if sign == "=":
        return "equal", reason
    down = lower_is_better(upper) or (lower_is_better(lower) and upper.comparator in ("eq", "about", "range"))
    if down:
        reason += "（数值越低要求越高）"
    return ("above" if (sign == ">") != down else "below"), reason


def _value(target: Target) -> float:
    """The value that a range promises: its lower end where more is better, else its upper."""
    if target.value_high is not None and lower_is_better(target):
        return target.value_high
    return target.value or 0.0


def _wordless(upper: Target, lower: Target) -> tuple[TargetVerdict, str]:
    """Targets of which one at least is words: 全覆盖 counts as 100 % against a rate."""
    name = upper.indicator
    if upper.value is None and lower.value is None:
        if upper.comparator == lower.comparator and not _opposite(upper.text, lower.text):
            return "equal", f"上下级同样要求：{name}（{shortened(upper.text)}）"
        return "not-comparable", f"上级为{quote(upper.text, QUOTED)}，下级为{quote(lower.text, QUOTED)}"
    worded, valued = (upper, lower) if upper.value is None else (lower, upper)
    if worded.comparator == "cover" and dimension(valued.unit)[0] == "ratio" and valued.value is not None:
        theirs, ours = (valued.value, 100.0) if worded is upper else (100.0, valued.value)
        verdict: TargetVerdict = "equal" if theirs == ours else "below" if theirs < ours else "above"
        return (
            verdict,
            f"{_cover_or(lower)}对{_cover_or(upper)}：{name}",
        )
    if upper.value is None:
        return "not-comparable", f"上级为{quote(upper.text, QUOTED)}，下级为{printed(lower)}，无法直接比较"
    if any(figure.measures_like(upper.unit) for figure in figures(lower.text)):
        return (
            "not-comparable",
            f"上级为{printed(upper)}，下级写有{quote(lower.text, QUOTED)}，未能判定是否同一指标，请核对",
        )
    without = "没有可比的数值" if figures(lower.text) else "没有数值"
    return "unquantified", f"上级为{printed(upper)}，下级只提{quote(lower.text, QUOTED)}，{without}"


def _opposite(first: str, second: str) -> bool:
    """Is all to be reached on one side (排查全覆盖), and none to be left on the other (隐患清零)?"""
    known = quantities()
    return any(
        known.everything.search(one)
        and known.nothing.search(other)
        and not (known.nothing.search(one) or known.everything.search(other))
        for one, other in ((first, second), (second, first))
    )


def _cover_or(target: Target) -> str:
    return "全覆盖" if target.value is None else printed(target)


def shared_out(target: Target, kind: str) -> bool:
    """Is this a total that counties share, and not a level or a value for each county?"""
    known = quantities()
    if target.kind not in ("count", "amount") or kind.split("/")[0] in known.levels or "/" in kind:
        return False
    if target.comparator in ("le", "lt", "increase", "decrease"):
        return False
    if known.own_names.search(BRACKETED.sub("", target.indicator)) and (target.unit or "") not in known.counters:
        return False
    return not _for_each(target)


def _for_each(target: Target) -> bool:
    """Is the value set for each county, town or person? Each year is no each county."""
    spoken = (target.scope or "") + target.text
    return bool(quantities().per_county.search(PERIOD.sub("", spoken)))


def _group(upper: Target, lower: Target) -> str | None:
    """The part (平原乡镇, 公办) that one name opens with and the other never names."""
    first, second = fold(upper.indicator), fold(lower.indicator)
    for name, other, target in ((first, second, lower), (second, first, upper)):
        found = quantities().groups.match(name)
        if not found or found[0] in other + (target.scope or "") or name[-2:] != other[-2:]:
            continue
        towns = quantities().towns
        if not (towns.search(found[0]) and towns.search(other)):
            return found[0]
    return None


def _narrower(upper: Target, lower: Target) -> str | None:
    """The word (骨干, 县直) by which one of two ratios is measured on a part only, None where both or neither are."""
    pattern = quantities().narrower
    ours, theirs = (set(pattern.findall(t.indicator + (t.scope or "") + _before(t))) for t in (upper, lower))
    return next(iter(sorted(ours ^ theirs)), None)


def _before(target: Target) -> str:
    """What stands right before the indicator in its clause: 县直部门 in 县直部门非涉密系统上云率."""
    at = target.text.find(target.indicator)
    return target.text[max(0, at - 6) : at] if at > 0 else ""


def scopes_meet(upper: Target, lower: Target, regions: Regions) -> bool:
    """The same scope, each its own: whole and whole, the counties' towns and this county's town."""
    ours, theirs = scope_of(upper, regions.upper), scope_of(lower, regions.lower, county=True)
    if ours == theirs or (upper.scope == lower.scope and regions.upper == regions.lower):
        return True
    pair = {ours, theirs}
    if pair <= {"seat", "centre"}:
        # The city's own centre is another place than the county's town.
        return ours == "seat"
    if quantities().per_county.search(upper.scope or "") and theirs == "whole":
        return True
    if "whole" not in pair:
        return False
    group = (pair - {"whole"}).pop()
    other = lower if ours == group else upper
    towns = quantities().towns
    if group == "seat":
        # 城市生活污水收集率 is measured in towns alone, and so is 县城's.
        return ours == "seat" or bool(towns.search(other.indicator))
    # A printed group that the other's indicator names already (规模以上企业) is no other scope.
    return group in other.indicator
