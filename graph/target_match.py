"""Every target of the city against the county's: which answers it, is it comparable, who asks more.

The county's answer is looked for by indicator, first in the measures that carry the city's measure, then anywhere.
What cannot be compared is said with its reason; nothing is guessed.
"""

from collections.abc import Collection, Sequence
from functools import reduce

from extractors.records import Plan, Target
from graph.indicators import (
    in_context,
    kinship,
    normal,
    opened_with,
    other_basis,
    said,
    same_field,
    same_indicator,
    same_stem,
    same_subject,
)
from graph.link import Link
from graph.measurement import dimension, measured, printed, quantities, scope_of
from graph.places import Regions, addresses_others, is_own, places, regions_of
from graph.target_verdict import TargetVerdict, judge, scopes_meet
from graph.terms import fold
from graph.unanswered import Sides, TargetRow, unanswered

SURE, WITH_LINK, NEAR, NEAR_GOAL = 0.75, 0.55, 0.3, 0.4
IN_CONTEXT = 0.75
# Names that are each other's nearest in both plans, in one unit, are one indicator from here on; a person is to look.
NEAREST = 0.6
# So much of what a name opens with must be said by the other side to go without saying.
SAID = 0.5


def match_targets(upper: Plan, lower: Plan, links: Sequence[Link]) -> tuple[TargetRow, ...]:
    """One row for every target of `upper`, in its order."""
    sides = Sides(
        upper,
        lower,
        {link.upper: link for link in links},
        _texts(upper),
        _texts(lower),
        regions_of(upper, lower),
    )
    rows = [_row(target, sides) for target in upper.targets]
    answering = {row.lower for row in rows if row is not None}
    rows = [
        row or _measured_otherwise(target, sides, answering) for target, row in zip(upper.targets, rows, strict=True)
    ]
    answering = {row.lower for row in rows if row is not None}
    used = [target.span for target in lower.targets if target.id in answering]
    return tuple(row or unanswered(target, sides, used) for target, row in zip(upper.targets, rows, strict=True))


def _texts(plan: Plan) -> dict[str, str]:
    return {m.id: fold(task.title + "。" + m.text) for task in plan.tasks for m in task.measures}


def _row(target: Target, sides: Sides) -> TargetRow | None:
    """The row of a target that something of the county answers, or that is not for it; None where nothing does."""
    link = sides.links.get(target.measure or "")
    elsewhere = _other_places(target, sides.upper, sides.regions)
    if elsewhere:
        return TargetRow(target.id, None, "not-applicable", f"该目标为{'、'.join(elsewhere)}设定")
    if link and link.verdict == "not-applicable":
        return TargetRow(target.id, None, "not-applicable", f"该目标所在举措{'、'.join(link.reasons)}")
    linked = link.lower if link else ()
    found = _answer(target, sides, linked)
    if found is None:
        other = _nearest(target, sides, linked)
        if other is not None:
            verdict, reason = judge(target, other, sides.regions)
            named = f"（下级称“{other.indicator}”，请核对是否同一指标）"
            return TargetRow(target.id, other.id, verdict, reason + named)
        stem = next((t for t in sides.lower.targets if same_stem(target.indicator, t.indicator)), None)
        if stem is not None and stem.value is not None:
            why = f"一为比率、一为数量：上级{target.indicator}{printed(target)}，下级{stem.indicator}{printed(stem)}"
            return TargetRow(target.id, stem.id, "not-comparable", why)
        return None
    verdict, reason = _by_year(target, found, sides, *judge(target, found, sides.regions))
    part = _on_a_part(target, found, sides) if verdict in ("below", "equal", "above") else None
    if part:
        verdict, reason = "not-comparable", f"范围不同：只有下级限于“{part}”（{target.indicator}／{found.indicator}）"
    centre = scope_of(target, sides.regions.upper) == "centre"
    if verdict == "not-comparable" and centre and _sibling(target, sides.upper, sides.regions):
        return TargetRow(target.id, None, "not-applicable", f"该目标适用范围为{target.scope}，下级另有适用范围的目标")
    return TargetRow(target.id, found.id, verdict, reason + _otherwise_called(target, found))


def _on_a_part(target: Target, other: Target, sides: Sides) -> str | None:
    """What the county's name opens with (国有林场乔木林…) and the city does not say of it; None for values shared out.

    What the city's measure or the title of its plan speaks of (12345热线) goes without saying there.
    """
    if target.kind not in ("rate", "intensity") and not quantities().per_county.search(target.indicator):
        return None
    part = opened_with(target.indicator, other.indicator)
    about = sides.upper_texts.get(target.measure or "") or fold(sides.upper.text)
    around = about + "|" + fold(sides.upper.document.title + (target.scope or ""))
    own = (sides.regions.lower, *quantities().whole) if part else ()
    named = reduce(lambda text, word: text.replace(word or "", ""), own, part or "")
    return named if len(named) >= 2 and said(named, around) < SAID else None


def _by_year(
    target: Target, other: Target, sides: Sides, verdict: TargetVerdict, reason: str
) -> tuple[TargetVerdict, str]:
    """The verdict; of one value the one who prints the earlier horizon for it asks more."""
    ours, theirs = _horizon(target, sides.upper.text), _horizon(other, sides.lower.text)
    if verdict != "equal" or ours is None or theirs is None or ours == theirs:
        return verdict, reason
    return ("below", reason + "，下级时限更晚") if theirs > ours else ("above", reason + "，下级时限更早")


def _horizon(target: Target, text: str) -> int | None:
    """The year of a target where its own sentence prints it, not the title of the plan."""
    start = max(text.rfind(mark, 0, target.span.start) for mark in "。；;\n") + 1
    return target.year if target.year and str(target.year) in text[start : target.span.end] else None


def _otherwise_called(target: Target, other: Target) -> str:
    """The county's name for the indicator, for the reason, where it is wider, narrower or in other words; else nothing."""
    name = other.indicator
    return "" if name in target.indicator or normal(name) == normal(target.indicator) else f"（下级称“{name}”）"


def _other_places(target: Target, upper: Plan, regions: Regions) -> tuple[str, ...]:
    """Other named places that the target alone is set for: by its scope, else by its own clause."""
    if target.scope:
        named = tuple(p.name for p in places(target.scope, regions.named) if not is_own(p.name, regions))
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
            ours, theirs = (
                sides.upper_texts.get(target.measure or "", ""),
                sides.lower_texts.get(other.measure or "", ""),
            )
            context = in_context(target.indicator, other.indicator, ours, theirs)
            score = max(score, 0.8 * context if context >= IN_CONTEXT else 0.0)
        if score < (WITH_LINK if near else SURE):
            continue
        rank = (
            round(
                score + (0.25 if near else 0.0) - (0.2 if other_basis(target.indicator, other.indicator) else 0.0), 2
            ),
            float(scopes_meet(target, other, sides.regions)),
            float(target.kind == other.kind),
            float(other.value is not None),
            float(target.year == other.year),
        )
        if best is None or rank > best[0]:
            best = (rank, other)
    return best[1] if best else None


def _nearest(target: Target, sides: Sides, linked: Sequence[str]) -> Target | None:
    """The county's target with a like name, where neither has a liker one and nothing in the names is exchanged."""

    def best(own: Target, others: Sequence[Target], first: bool) -> Target | None:
        scores = [same_indicator(own, o) if first else same_indicator(o, own) for o in others]
        top = max(scores, default=0.0)
        return others[scores.index(top)] if top >= NEAREST and scores.count(top) == 1 else None

    found = best(target, sides.lower.targets, True)
    if found is None or best(found, sides.upper.targets, False) is not target:
        return None
    if not (found.measure in linked or target.measure is None or found.measure is None):
        return None
    one_kind = target.kind == found.kind and measured(target)[0] == measured(found)[0]
    return found if one_kind and not other_basis(target.indicator, found.indicator) else None


def _measured_otherwise(target: Target, sides: Sides, answering: Collection[str | None]) -> TargetRow | None:
    """The row of a target of whose subject a linked measure, or the county's goals, set another quantity; else None.

    Said, never compared. What answers another target (`answering`) is not looked at.
    """
    link = sides.links.get(target.measure or "")
    linked = link.lower if link else ()
    near: list[tuple[float, Target]] = []
    for other in sides.lower.targets:
        if other.id in answering or not (other.measure in linked or other.measure is None):
            continue
        score = kinship(target.indicator, other.indicator)
        field = (other.measure in linked or target.measure is None) and same_field(target, other)
        level = target.kind == other.kind and same_subject(target.indicator, other.indicator)
        level = level and dimension(target.unit)[0] == dimension(other.unit)[0] in quantities().levels
        if field or (level and score >= (NEAR if other.measure else NEAR_GOAL)):
            near.append((score, other))
    if not near:
        return None
    other = max(near, key=lambda pair: pair[0])[1]
    why = f"指标口径不同：上级为{target.indicator}，下级为{other.indicator}"
    return TargetRow(target.id, other.id, "not-comparable", why)
