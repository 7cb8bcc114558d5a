"""Every target of the city against the county's: which answers it, is it comparable, who asks more.

The county's answer is looked for by indicator, first in the measures that carry the city's measure, then anywhere.
What cannot be compared is said with its reason; nothing is guessed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.records import Plan, Target
from graph.indicators import TAIL, in_context, likeness, other_basis, same_indicator
from graph.link import Link
from graph.measurement import dimension, lower_is_better, printed, quantities, scope_of
from graph.places import Regions, addresses_others, is_own, places, regions_of
from graph.terms import fold, terms

TargetVerdict = Literal[
    "below", "equal", "above", "share", "unquantified", "missing", "not-comparable", "not-applicable"
]
SURE, WITH_LINK, NEAR, NEAR_GOAL = 0.75, 0.55, 0.3, 0.4
IN_CONTEXT, WORDS, ALL_WORDS = 0.75, 0.5, 0.95
TOWN = re.compile(r"城市|城镇|城区|县城|建成区|市政|县级")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """The verdict on one city target; `lower` is the county target's id where one answers it."""

    upper: str
    lower: str | None
    verdict: TargetVerdict
    reason: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Both plans with what is looked up in them: folded texts of measures, links by city measure, regions."""

    upper: Plan
    lower: Plan
    links: Mapping[str, Link]
    upper_texts: Mapping[str, str]
    lower_texts: Mapping[str, str]
    regions: Regions


def match_targets(upper: Plan, lower: Plan, links: Sequence[Link]) -> tuple[TargetRow, ...]:
    """One row for every target of `upper`, in its order."""
    sides = Sides(
        upper,
        lower,
        {link.upper: link for link in links},
        _texts(upper),
        _texts(lower),
        regions_of(upper.document, lower.document),
    )
    return tuple(_row(target, sides) for target in upper.targets)


def _texts(plan: Plan) -> dict[str, str]:
    return {m.id: fold(task.title + "。" + m.text) for task in plan.tasks for m in task.measures}


def _row(target: Target, sides: Sides) -> TargetRow:
    link = sides.links.get(target.measure or "")
    elsewhere = _other_places(target, sides.upper, sides.regions)
    if elsewhere:
        return TargetRow(target.id, None, "not-applicable", f"该目标为{'、'.join(elsewhere)}设定")
    if link and link.verdict == "not-applicable":
        return TargetRow(target.id, None, "not-applicable", f"该目标所在举措{'、'.join(link.reasons)}")
    linked = link.lower if link else ()
    found = _answer(target, sides, linked)
    if found is None:
        near = _near(target, sides.lower, linked)
        if near is not None:
            why = f"指标口径不同：市级为{target.indicator}，县级为{near.indicator}"
            return TargetRow(target.id, near.id, "not-comparable", why)
        return _unanswered(target, sides, linked)
    verdict, reason = judge(target, found, sides.regions)
    centre = scope_of(target, sides.regions.upper) == "centre"
    if verdict == "not-comparable" and centre and _sibling(target, sides.upper, sides.regions):
        return TargetRow(target.id, None, "not-applicable", f"该目标适用范围为{target.scope}，县级另有适用范围的目标")
    return TargetRow(target.id, found.id, verdict, reason)


def _other_places(target: Target, upper: Plan, regions: Regions) -> tuple[str, ...]:
    """Other named places that the target alone is set for: by its scope, else by its own clause."""
    if target.scope:
        named = tuple(p.name for p in places(target.scope) if not is_own(p.name, regions))
        if named:
            return named
    named = addresses_others(target.text, regions)
    if named:
        return named
    # The clause before may name the place: 荥阳市新建2座, 支持南屏区…，到2026年产值达到50亿元.
    start = max(upper.text.rfind(mark, 0, target.span.start) for mark in "。；;\n") + 1
    before = upper.text[start : target.span.end]
    return addresses_others(before, regions) if target.span.end > start else ()


def _sibling(target: Target, upper: Plan, regions: Regions) -> bool:
    """Does the city set the same indicator for the counties' own towns beside this one?"""
    return any(
        other.id != target.id
        and other.measure == target.measure
        and same_indicator(target, other) >= SURE
        and scope_of(other, regions.upper) == "seat"
        for other in upper.targets
    )


def _answer(target: Target, sides: Sides, linked: Sequence[str]) -> Target | None:
    """The county's target for the same indicator, the nearest in name, then in link, scope, kind and year."""
    best: tuple[tuple[float, ...], Target] | None = None
    for other in sides.lower.targets:
        score = same_indicator(target, other)
        near = other.measure in linked
        if near and score < WITH_LINK and dimension(target.unit)[0] == dimension(other.unit)[0]:
            ours, theirs = sides.upper_texts.get(target.measure or "", ""), sides.lower_texts.get(other.measure or "", "")
            context = in_context(target.indicator, other.indicator, ours, theirs)
            score = max(score, context if context >= IN_CONTEXT else 0.0)
        if score < (WITH_LINK if near else SURE):
            continue
        rank = (
            round(score + (0.25 if near else 0.0), 2),
            float(_scopes_meet(target, other, sides.regions)),
            float(target.kind == other.kind),
            float(other.value is not None),
            float(target.year == other.year),
        )
        if best is None or rank > best[0]:
            best = (rank, other)
    return best[1] if best else None


def _near(target: Target, lower: Plan, linked: Sequence[str]) -> Target | None:
    """A level in a linked measure whose name is like the target's and yet another: said, never compared."""
    levels = quantities().levels
    found = [
        (likeness(target.indicator, other.indicator), other)
        for other in lower.targets
        if other.kind == target.kind and (other.measure in linked or target.measure is other.measure is None)
    ]
    near = [
        (score, other)
        for score, other in found
        if score >= (NEAR if other.measure else NEAR_GOAL) and dimension(target.unit)[0] == dimension(other.unit)[0] in levels
    ]
    return max(near, key=lambda pair: pair[0])[1] if near else None


def _unanswered(target: Target, sides: Sides, linked: Sequence[str]) -> TargetRow:
    """No target answers: do the county's words speak of the indicator, in a linked measure or plainly anywhere?"""
    bare = TAIL.sub("", fold(target.indicator))
    name = terms(bare) or terms(target.indicator)
    spoken = len(bare) >= 4 and bare in fold(sides.lower.text)
    for measure, text in sides.lower_texts.items():
        theirs = terms(text)
        share = sum(weight for term, weight in name.items() if term in theirs) / (sum(name.values()) or 1.0)
        spoken = spoken or (share >= (WORDS if measure in linked else ALL_WORDS) and len(name) >= 3)
    if spoken:
        why = f"市级为{printed(target)}，县级只有文字表述，没有数值：{target.indicator}"
        return TargetRow(target.id, None, "unquantified", why)
    return TargetRow(target.id, None, "missing", f"市级为{printed(target)}，县级方案未提及{target.indicator}")


def judge(upper: Target, lower: Target, regions: Regions) -> tuple[TargetVerdict, str]:
    """The verdict on two targets for one indicator, with figures in the reason."""
    name = upper.indicator
    if upper.value is None or lower.value is None:
        return _wordless(upper, lower)
    changes = [t.comparator in ("increase", "decrease") for t in (upper, lower)]
    if changes[0] != changes[1]:
        return "not-comparable", f"一为水平值、一为变化幅度：市级{printed(upper)}，县级{printed(lower)}"
    if changes[0] and upper.comparator != lower.comparator:
        return "not-comparable", f"变化方向不同：市级{printed(upper)}，县级{printed(lower)}"
    if changes[0] and upper.base_year and lower.base_year and upper.base_year != lower.base_year:
        return "not-comparable", f"基期不同：市级较{upper.base_year}年，县级较{lower.base_year}年"
    (our_kind, our_worth), (their_kind, their_worth) = dimension(upper.unit), dimension(lower.unit)
    if our_kind != their_kind:
        return "not-comparable", f"单位不可换算：市级{printed(upper)}，县级{printed(lower)}"
    bases = other_basis(upper.indicator, lower.indicator)
    if bases:
        return "not-comparable", f"口径不同：市级为{bases[0]}，县级为{bases[1]}（{upper.indicator}／{lower.indicator}）"
    group = _group(upper, lower)
    if group and our_kind == "ratio":
        return "not-comparable", f"范围不同：只有一方限于{group}（{upper.indicator}／{lower.indicator}）"
    if not _scopes_meet(upper, lower, regions):
        return "not-comparable", f"范围不同：市级为{upper.scope or '全域'}，县级为{lower.scope or '全域'}"
    ours, theirs = _value(upper) * our_worth, _value(lower) * their_worth
    if _shared_out(upper, our_kind) and theirs < ours:
        return "share", f"{printed(lower)}是全市{printed(upper)}的一部分（{theirs / ours:.0%}）：{name}"
    return _compare(upper, lower, ours, theirs)


def _compare(upper: Target, lower: Target, ours: float, theirs: float) -> tuple[TargetVerdict, str]:
    sign = "=" if abs(ours - theirs) <= 1e-9 * max(1.0, abs(ours)) else "<" if theirs < ours else ">"
    when = f"到{upper.year}年" if upper.year and upper.year == lower.year else ""
    years = f"（市级{upper.year}年，县级{lower.year}年）" if upper.year and lower.year and upper.year != lower.year else ""
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
        if upper.comparator == lower.comparator:
            return "equal", f"市县同样要求：{name}（{upper.text[-12:]}）"
        return "not-comparable", f"市级为“{upper.text}”，县级为“{lower.text}”"
    worded, valued = (upper, lower) if upper.value is None else (lower, upper)
    if worded.comparator == "cover" and dimension(valued.unit)[0] == "ratio" and valued.value is not None:
        theirs, ours = (valued.value, 100.0) if worded is upper else (100.0, valued.value)
        verdict: TargetVerdict = "equal" if theirs == ours else "below" if theirs < ours else "above"
        return verdict, f"{'全覆盖' if lower is worded else printed(lower)}对{'全覆盖' if upper is worded else printed(upper)}：{name}"
    if upper.value is None:
        return "not-comparable", f"市级为“{upper.text}”，县级为{printed(lower)}，无法直接比较"
    return "unquantified", f"市级为{printed(upper)}，县级只提“{lower.text}”，没有数值"


def _shared_out(target: Target, kind: str) -> bool:
    """Is this a total that counties share, and not a level or a value for each county?"""
    known = quantities()
    if target.kind not in ("count", "amount") or kind.split("/")[0] in known.levels or "/" in kind:
        return False
    if target.comparator in ("le", "lt", "increase", "decrease"):
        return False
    spoken = (target.scope or "") + target.text
    return not known.per_county.search(spoken)


def _group(upper: Target, lower: Target) -> str | None:
    """The part (平原乡镇, 公办) that one name opens with and the other never names."""
    first, second = fold(upper.indicator), fold(lower.indicator)
    for name, other, target in ((first, second, lower), (second, first, upper)):
        found = quantities().groups.match(name)
        if not found or found[0] in other + (target.scope or "") or name[-2:] != other[-2:]:
            continue
        if not (TOWN.search(found[0]) and TOWN.search(other)):
            return found[0]
    return None


def _scopes_meet(upper: Target, lower: Target, regions: Regions) -> bool:
    """The same scope, each its own: whole and whole, the counties' towns and this county's town."""
    ours, theirs = scope_of(upper, regions.upper), scope_of(lower, regions.lower)
    if ours == theirs:
        return True
    pair = {ours, theirs}
    if pair <= {"seat", "centre"}:
        # 市建成区 of a county-level city is its town; the city's own centre is another place.
        return ours == "seat"
    if quantities().per_county.search(upper.scope or "") and theirs == "whole":
        return True
    if "whole" not in pair:
        return False
    group = (pair - {"whole"}).pop()
    other = lower if ours == group else upper
    if group == "seat":
        # 城市生活污水收集率 is measured in towns alone, and so is 县城's.
        return ours == "seat" or bool(TOWN.search(other.indicator))
    # A printed group that the other's indicator names already (规模以上企业) is no other scope.
    return group in other.indicator
