"""The name of what a value measures: its own noun, that of the clause or target before, or several of a list."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.lexicon import alternation, words
from extractors.records import Span
from extractors.targets.anchors import Anchor
from extractors.targets.contrasts import contrasted
from extractors.targets.coordination import (
    loose_parts,
    modifiers,
    parts,
    same_measure,
    share_head,
    shared_measures,
    subject_of,
)
from extractors.targets.dealing import dealt_among, dealt_to
from extractors.targets.discourse import Discourse
from extractors.targets.indicators import Noun, bare_heads
from extractors.targets.inheriting import Named, dealt, inherited, named_as, total_of
from extractors.targets.predicates import Predicate
from extractors.targets.split_names import thing_set_up
from extractors.targets.verbs import verbs_before
from extractors.targets.vetoes import is_rate
from extractors.words.fold import fold
from extractors.words.periods import Date
from extractors.words.places import groups_of, is_each, is_group, name_and_place, only_place, placed

_ABOVE = re.compile(r"(?:上述|以上|前述|上列|该|这)[一二两三四五六七八九十\d]*[项个类]?(?:指标|比例|数值|任务|目标)")
_PER_OWNED = re.compile(r"每[^，、]{1,8}?(?:拥有|配备|配置|有)")
_LABEL = re.compile(r"[^（）、\d]{0,3}（([一-龥]{2,10})）")  # 5%（市级企业）、3%（县域企业）
_PLACED_IN = re.compile(r"(?P<group>.{2,10}?)(?P<head>(?:配备|设置|安装|建有)率)")
_TRANCHE = re.compile("第?[一二三四五两]批|首批|第?[一二三四五]期(?:工程)?|首期")
_EXTENTS = frozenset(("总长", "全长", "总长度", "总面积", "建筑面积", "占地面积", "总建筑面积", "长度", "面积"))
_SUBJECT = 8  # characters
_TO_BE = "需须待拟应"  # 整改户厕2360座，其中 | 需改造提升的 | 1480座
_WHOLLY = re.compile("^(?:全部|全面|均|100%)")
_RISES = re.compile(
    r"实现(?<=[一-龥]{2}实现)(?=[一-龥]{2,10}$)|(?:力争|争取|确保)(?<=[数量额]..)总[数量额]$"
)  # 旅游业 | 实现 | 总收入 (增长12%)
_SHARE = re.compile("占(?!地(?!区)|用)")
_GRADE = re.compile(
    r"^(?:[A-Z0-9]+级|[ⅠⅡⅢⅣⅤ一二三四五甲乙丙][级类]|国家级|省级|市级|县级|区级|镇级|村级|世界级)(?:及?以上)?"
)
_GRADE_BEFORE = re.compile(rf"{_GRADE.pattern}|^(?:全国|国家|自治区|全?省|全?市)(?!级)")
_AT_LEAST = re.compile(r"^[\d.]*[万亿千百]*元?(?:及?以上)(?=.{2})")  # 亿元以上 | 项目
# A grade of what was named before (其中4A级以上不少于22家, 其中省级10家).
_LEVEL = re.compile(
    r"(?:[A-Z0-9]+级|[一二三四五甲乙丙]级|国家级|省级|市级|县级|区级|镇级|村级|世界级|.{1,6})(?:及?以上)|"
    r"国家级|省级|市级|县级|区级|[A-Z0-9]+级"
)


def _as_printed(said: Discourse, noun: Noun, name: str) -> str:
    """A name built of the folded characters of `noun`, in the characters that are printed there."""
    printed, folded = said.printed(noun.start, noun.end), said.text[noun.start : noun.end]
    if name == folded or printed == folded:
        return printed if name == folded else name
    return name.translate({ord(f): p for f, p in zip(folded, printed, strict=True)})


def assemble(
    said: Discourse, anchor: Anchor, predicate: Predicate, noun: Noun, listed: bool, series: Sequence[Date] = ()
) -> list[Named]:
    """The indicators of a value: its own noun, that of the clause or target before, or several; [] if there is none.

    `listed` tells that a value of the same clause stands before it; `series` are the dates over which values are
    dealt out (2024年、2025年分别达到85%、100%).
    """
    count = max(1, len(anchor.quantities))
    held = noun.scope or (anchor.label if count == 1 else None)
    scope = said.printed(*held) if held else None
    if said.dealt is not None and (whom := dealt_to(said, anchor, predicate)) is not None:
        return [named_as(said.printed(*said.dealt), whom)]
    place = _place(said, anchor, noun, listed)
    if anchor.aim and said.text[noun.start - 1 : noun.start] == "对" and said.antecedent is not None:
        place = said.printed(noun.start, noun.end) if said.near(said.antecedent) else place  # 对大型企业实行全覆盖
    if anchor.aim and said.thing is not None and is_group(said.text, noun.start, noun.end):
        # 建立社区租赁网点，实现街道全覆盖: what is to be everywhere stands before.
        thing = thing_set_up(said.text, *said.thing)
        if thing is not None:
            return [named_as(said.printed(*thing), None)]
    if place is not None and said.antecedent is not None:
        those = "的" in said.text[noun.end - 1 : noun.end + 1]  # 培训800人次，其中取得证书的 | 不低于40%
        if those and said.antecedent.unit != "%" and (_is_share(anchor) or said.text[noun.start - 1] in _TO_BE):
            return [named_as(said.antecedent.indicator + place.removesuffix("的"), None)]
        return [named_as(said.antecedent.indicator, place)]
    plain = _RISES.sub("", said.text[noun.start : noun.end]) if not noun.empty else ""
    if not plain:
        return inherited(said, anchor, predicate, count, scope, series)
    if count > 1 and _ABOVE.fullmatch(plain):
        above = said.targets[-count:]
        return [named_as(t.indicator, t.scope, i) for i, t in enumerate(above)] if len(above) == count else []
    if predicate.empty and plain in _EXTENTS and not (said.antecedent and said.near(said.antecedent)):
        return []  # 防波堤按50年一遇设计，总长1860米: how large a thing is
    if plain in ("长", "宽", "高"):
        return []  # 铁路专用线1条、长4.2公里
    if total := total_of(said, anchor, plain):
        return [named_as(total, scope)]
    other = contrasted(said, anchor, predicate, noun)
    if other is not None:
        return [named_as(other[0], scope or other[1])]
    of_group = _placed_in_group(said, noun, plain)
    if of_group is not None:
        return [of_group]
    name = _as_printed(said, noun, plain)
    if count > 1 and len(series) == count:
        return dealt(said, name, scope, series)
    first = said.first_of_years(count) if count > 1 and len(parts(plain)) == 1 else None
    if first is not None:
        return [
            named_as(name, scope, i, first + i) for i in range(count)
        ]  # 2023年至2025年，分别达成100项、150项、200项
    spread = _over_places(said, noun, plain, count, scope)
    spread = spread or dealt_among(said, noun, name, count)
    if spread:
        return spread
    members = _members(said, plain, count, anchor, predicate, noun.start)
    if len(members) > 1 and count > 1:
        members = _of_measure_before(said, anchor, members)
    if len(members) > 1:
        named = [name_and_place(member) for member in members]
        return [
            Named(_as_printed(said, noun, n), n, _as_printed(said, noun, s) if s else scope, min(i, count - 1))
            for i, (n, s) in enumerate(named)
        ]
    if count > 1:
        labels = [_LABEL.match(said.text, q.end, anchor.end) for q in anchor.quantities]
        scopes = [said.printed(*m.span(1)) for m in labels if m]
        told_apart = [replace(named_as(name, scope, i), labelled=True) for i, scope in enumerate(scopes)]
        return told_apart if len(told_apart) == count else []
    periods = said.periods_before(anchor) if predicate.shared == "all" else []
    if len(periods) > 1:
        whole = _completed(said, name, plain, noun, listed)
        return [named_as(whole, said.printed(d.start, d.end)) for d in periods]  # 一季度、二季度增速均不低于10%
    if anchor.quantities and anchor.quantities[0].kind == "percent":
        period = said.period_before(anchor)
        scope = said.printed(period.start, period.end) if period is not None else scope
    if anchor.aim and said.text.endswith("标准", anchor.start, anchor.end):
        # 新建建筑全部 | 达到绿色建筑标准: what is to be met belongs to the name
        name = plain = plain + _WHOLLY.sub("", said.text[anchor.start : anchor.end])
    whole = _completed(said, name, plain, noun, listed)
    return [Named(whole, plain if whole is name else fold(whole), scope, 0)]


def _is_share(anchor: Anchor) -> bool:
    return bool(anchor.quantities) and anchor.quantities[-1].kind == "percent"


def _placed_in_group(said: Discourse, noun: Noun, plain: str) -> Named | None:
    """配备协管员450名，村（社区）配备率达到100%: in how many places of a group the thing stands that was placed before."""
    before = said.antecedent
    if before is None or before.unit == "%" or not plain.endswith("率"):
        return None
    m = _PLACED_IN.fullmatch(plain)
    if m is None or not said.near(before) or is_rate(fold(before.indicator)):
        return None
    if not is_group(plain, 0, m.end("group")) or _placing().search(fold(before.text)) is None:
        return None
    return named_as(before.indicator + m["head"], said.printed(noun.start, noun.start + m.end("group")))


@cache
def _placing() -> re.Pattern[str]:
    return re.compile(alternation(words("target_verbs.yaml", "placing")))


def _over_places(said: Discourse, noun: Noun, plain: str, count: int, scope: str | None) -> list[Named]:
    """One indicator said of several places: 柳坪镇、石埠镇商贸中心面积, 消费占比市区、县域."""
    whole = plain + said.text[slice(*noun.scope)] if noun.scope and noun.scope[0] == noun.end else plain
    members = [] if noun.verb else parts(whole)
    if len(members) < 2 or count not in (1, len(members)):
        return []
    name = noun if whole is plain or noun.scope is None else replace(noun, end=noun.scope[1])
    return [
        Named(_as_printed(said, name, n), n, _as_printed(said, name, p), min(i, count - 1))
        for i, (n, p) in enumerate(placed(members))
    ]


def _place(said: Discourse, anchor: Anchor, noun: Noun, listed: bool) -> str | None:
    """The place or group that is all the noun names (其中中心城区, 实现乡镇全覆盖)."""
    before = said.antecedent
    if before is None:
        return None
    near = said.near(before)
    if anchor.aim and not near:
        return None
    if said.text.find("占", noun.start, noun.end - 2) >= 0:
        return None  # 其中高技能人才占技能人才的三分之一: a share of its own
    if anchor.quantities and near and is_each(said.text[noun.start : noun.end]):
        return said.printed(noun.start, noun.end)
    if anchor.quantities and near and _TRANCHE.fullmatch(said.text, noun.start, noun.end):
        return said.printed(noun.start, noun.end)  # 收购商品房3200套，第一批1500套5月底前完成
    alike = before.scope is not None and bool(anchor.quantities) and before.unit == anchor.quantities[0].unit
    part = said.part or (alike and near)  # 其中新小区2000户，老小区600户
    place = only_place(said.text, noun.start, noun.end, part, listed or bool(anchor.aim))
    if place is None and (noun.part or said.part) and not noun.empty and is_rate(fold(before.indicator)):
        # 配备率达到80%，其中钓具渔船达到100%
        whole = anchor.quantities and anchor.quantities[-1].kind == "percent" and not noun.measured
        place = (noun.start, noun.end) if whole and near else None
    return said.printed(*place) if place else None


def _members(
    said: Discourse, name: str, count: int, anchor: Anchor, predicate: Predicate, noun_start: int
) -> list[str]:
    if count > 1:
        doings = verbs_before(said.text, said.before, noun_start) if "、" not in name else []
        if len(doings) == count:
            return [verb + name for verb in doings]
        for members in (parts(name), loose_parts(name)):
            if len(members) == count:
                said.members = modifiers(members)
                return share_head(members)
        groups = groups_of(name)
        if len(groups) == count:
            return groups
        # …低温处理率分别达到30%、80%，流通环节腐损率分别降至15%、8%: the same kinds of things again.
        return [member + name for member in said.members] if len(said.members) == count else [name]
    members = parts(name)
    if len(members) < 2:
        alike = loose_parts(name) if predicate.shared == "all" and predicate.level else []
        if len(alike) == 2 and alike[1].find(alike[0][-2:]) > 0:
            return share_head(alike)  # 生活补贴和护理补贴 | 覆盖率均达到100%
        return [name]
    each = said.text.find("各", predicate.start, anchor.start) >= 0
    if predicate.shared == "all" and (each or not predicate.empty):
        return share_head(members)
    return members if shared_measures(members) and not predicate.empty else [name]


def _of_measure_before(said: Discourse, anchor: Anchor, members: list[str]) -> list[str]:
    """机械化率达到83%，水稻、小麦分别达到90%、98%: subjects of the measure that was spoken of before."""
    before = said.antecedent
    if before is None or before.unit != "%" or anchor.quantities[-1].unit != "%" or not said.near(before):
        return members
    indicator = fold(before.indicator)
    if not is_rate(indicator) or any(is_rate(m) or len(m) > _SUBJECT for m in members):
        return members
    return [same_measure(m, indicator) or m + indicator for m in members]


def _completed(said: Discourse, name: str, plain: str, noun: Noun, listed: bool) -> str:
    """Join a name that says nothing alone to the indicator before it (总量, 占比, 占工业投资比重, 其中4A级以上)."""
    before = said.antecedent
    if before is None or not said.near(before):
        return name
    if _SHARE.match(plain):
        return before.indicator + name
    if plain in bare_heads(listed):
        stem = fold(before.indicator)
        if stem.endswith(plain) or (is_rate(stem) and is_rate(plain)):
            return name
        return (subject_of(before.indicator) if listed else before.indicator) + name  # 蔬菜播种面积11万亩、产量32万吨
    shared = _PER_OWNED.match(before.indicator) if listed else None
    if shared:
        return shared.group() + name
    if listed and _GRADE.fullmatch(plain):
        return name + _GRADE_BEFORE.sub("", before.indicator)
    if (noun.part or said.part) and _LEVEL.fullmatch(plain):
        return name + _AT_LEAST.sub("", _GRADE.sub("", before.indicator))
    return name


def quote(said: Discourse, names: list[Named], anchor: Anchor, noun: Noun, before: int, end: int | None) -> Span:
    """From the indicator, be it in a clause before (利用率，达到40%; 其中城区60%), to the value, in one piece.

    `before` is where the value before it ends, `end` where the noun behind the value does.
    """
    text, spoken = said.text, said.antecedent
    named = "" if noun.empty else said.printed(noun.start, noun.end)
    start = before if noun.empty else min(before, noun.start)
    while start < anchor.start and text[start] in "、，：；。和及与":
        start += 1
    if said.group is not None:
        start = min(start, said.group[0] - 1)
    if noun.empty and said.subject is not None:
        start = min(start, said.subject[0])
    span = said.stream.span(min(start, anchor.start), max(anchor.end, end or 0))
    inherited = spoken is not None and spoken.indicator in names[0].name and spoken.indicator not in named
    if spoken is not None and inherited and said.near(spoken):
        return Span(min(span.start, spoken.span.start), span.end)
    return span
