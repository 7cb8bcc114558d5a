"""The phrase that a value closes, taken apart: noun, predicate, and the dates over which a list is dealt out."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractors.lexicon import words
from extractors.targets.anchors import Anchor
from extractors.targets.indicators import Noun, read_noun
from extractors.targets.predicates import Predicate, peel
from extractors.targets.vetoes import is_measure
from extractors.words.endings import Endings, endings
from extractors.words.periods import Date
from extractors.words.places import is_place

_GROWN = re.compile(r"的(?:增长|提升|提高|上升|增速|增幅|涨幅|(?P<down>下降|降低|减少|降幅))(?=$|[，。；、])")

# 达到 | 常住人口的, 不低于 | 全省平均水平的
_WHOLE = re.compile(r"(?P<level>[到至为于过达])(?![的到至])[^，。；、\d到至为于过达]{2,14}的$")
_SHORTEST = 6  # characters: a name with adverb and verb
_WHOLE_WIDTH = 18  # characters


def read_phrase(
    text: str, anchor: Anchor, before: int, dates: Sequence[Date], series: Sequence[Date]
) -> tuple[Predicate, Noun]:
    """The predicate and the noun of a value behind its noun; `before` is where the value before it ends.

    `dates` are those of the clause, `series` what `dates_dealt` gave.
    """
    predicate = peel(text, before, anchor.predicate_end, dates)
    if anchor.headed:
        predicate.level = predicate.level or "eq"
    if anchor.named is not None:
        noun = read_noun(text, *anchor.named, dates, False)
        place = read_noun(text, before, anchor.start, dates, False)
        if (
            noun.scope is None
            and not place.empty
            and is_place(text[place.start : place.end].removeprefix("地级及以上"))
        ):
            noun.scope = (place.start, place.end)  # 城市建成区 | 基本消除黑臭水体
        return predicate, noun
    if anchor.base is not None:
        # 占比由2022年的28%提高到45%: the noun stands before 由.
        predicate.start = peel(text, before, anchor.start, dates).start
    if series and before <= series[0].start and predicate.start <= series[-1].start:
        predicate.start = series[0].start
    counted = _counts(anchor, predicate)
    measured = bool(counted and predicate.level) and is_measure(text, before, predicate.start)
    noun = read_noun(text, before, predicate.start, dates, counted, measured)
    noun.scope = noun.scope or predicate.each
    if counted and predicate.empty and predicate.refused:
        behind = peel(text, before, anchor.start, dates, verbs=True)
        if behind.verb:
            summed = text.find("累计", behind.start, anchor.start) >= 0
            predicate, noun = _behind_object(text, before, behind, noun, dates, summed) or (predicate, noun)
    if anchor.quantities and predicate.empty and text.startswith("的", anchor.predicate_end - 1):
        predicate, noun = _of_whole(text, anchor, before, dates) or (predicate, noun)
    grown = _GROWN.match(text, anchor.end)
    if grown and anchor.quantities and not (predicate.change or predicate.moved):
        predicate.change = "decrease" if grown["down"] else "increase"  # 实现8%以上 | 的增长
    noun.end = (
        _before_deed(text, noun, counted and anchor.quantities[-1].kind == "count")
        if counted or (anchor.quantities and not noun.verb)
        else noun.end
    )
    if predicate.level is None and anchor.quantities and text.startswith("过半", anchor.predicate_end - 1):
        predicate.level, noun.end = "gt", min(noun.end, anchor.predicate_end - 1)
    if predicate.level in (None, "eq") and text.find("至少", before, anchor.start) >= 0:
        predicate.level = "ge"  # 每个县至少建成1所: the bound stands before the verb
    return predicate, noun


def _before_deed(text: str, noun: Noun, counted: bool) -> int:
    """Where a name ends behind which a verb stands by itself (百亿级项目 | 至少落地, 中低产田改造 | 分别落实)."""
    staged = (
        endings("target_verbs.yaml", "staged").longest(text, noun.start, noun.end) if counted and noun.verb else None
    )
    if staged is not None and staged - noun.start >= 2:
        return staged
    if noun.verb or noun.end - noun.start < _SHORTEST:
        return noun.end
    at = _verb_ends().longest(text, noun.start, noun.end)
    before = endings("target_verbs.yaml", "dealt").longest(text, noun.start, at) if at is not None else None
    return before if before is not None and before - noun.start >= 2 else noun.end


@cache
def _verb_ends() -> Endings:
    return Endings(words("target_verbs.yaml", "strong") + words("target_verbs.yaml", "weak"))


def _of_whole(text: str, anchor: Anchor, before: int, dates: Sequence[Date]) -> tuple[Predicate, Noun] | None:
    """注册率达到 | 常住人口的 | 70%: what a share is of stands between its predicate and the value."""
    m = _WHOLE.search(text, max(before, anchor.predicate_end - _WHOLE_WIDTH), anchor.predicate_end)
    if m is None or anchor.quantities[-1].kind != "percent":
        return None
    predicate = peel(text, before, m.end("level"), dates)
    if predicate.empty or not is_measure(text, before, predicate.start):
        return None
    return predicate, read_noun(text, before, predicate.start, dates, False, True)


def _behind_object(
    text: str, before: int, behind: Predicate, noun: Noun, dates: Sequence[Date], summed: bool
) -> tuple[Predicate, Noun] | None:
    """自备井到2025年累计关停186眼, 绿色工厂累计培育30家, 慈善组织新增认定4家: the verb stands behind its object."""
    verb = behind.verb or ""
    other = read_noun(text, before, behind.start, dates, not verb.startswith("新增"))
    sure = bool(behind.dates or behind.each or behind.shared or (summed and not other.empty))
    fresh = verb.startswith("新") and not is_place(text[other.start : other.end])  # 担保贷款新发放2亿元
    new = fresh or verb.startswith("新增")
    if other.empty and new and verb != "新增":
        return None  # 新增 | 造林3.5万亩
    own = (
        noun.verb is None
        or verb.startswith(noun.verb)
        or (verb.startswith("新增") and text.endswith(verb, noun.start, noun.end))
    )
    if not sure and not ((other.empty or new) and own):
        return None
    behind.level = behind.level or "eq"
    other.scope = other.scope or behind.each
    return behind, other


def dates_dealt(text: str, anchor: Anchor, before: int, dates: Sequence[Date]) -> list[Date]:
    """The dates over which a list of values is dealt out: 2024年、2025年分别达到85%、100%; [] without such."""
    count = len(anchor.quantities)
    if count < 2:
        return []
    inside = [d for d in dates if before <= d.start and d.end <= anchor.start and d.kind not in ("base", "per")]
    for i in range(len(inside) - count + 1):
        run = inside[i : i + count]
        if in_a_row(text, run):
            return run
    return []


def in_a_row(text: str, dates: Sequence[Date]) -> bool:
    """Whether nothing but a joining mark stands between dates: 2024年、2025年."""
    return all(text[a.end : b.start] in ("、", "和", "及", "与") for a, b in pairwise(dates))


def _counts(anchor: Anchor, predicate: Predicate) -> bool:
    """True for things and amounts, which a verb may have as its object (新建公园3座)."""
    if anchor.aim or predicate.change or predicate.moved or anchor.base is not None:
        return False
    return anchor.quantities[-1].kind in ("count", "amount", "time", "none")
