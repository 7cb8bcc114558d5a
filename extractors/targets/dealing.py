"""Values dealt out to places that a sentence names without saying again what is counted.

新增企业180家，其中临淇县、东台区分别新增25家、32家; 投放网箱120口，嵊门区两年投放30口.
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.lexicon import alternation, words
from extractors.targets.anchors import Anchor
from extractors.targets.discourse import Discourse
from extractors.targets.draft import TargetDraft
from extractors.targets.indicators import Noun
from extractors.targets.inheriting import Named, named_as
from extractors.targets.predicates import Predicate
from extractors.words.endings import Endings
from extractors.words.periods import Date
from extractors.words.places import is_place, place_ends, tells_places

_VERBS = "target_verbs.yaml"
_LONGEST = 60  # characters
_JOINED = re.compile("[、和与及]")
_DEALT = ("count", "amount")
_LEADS = re.compile("(?:[，；、：]|其中|同时)*")
_GROUPS_LEAD = re.compile("(?:[，；、：]|其中|同时|前|在|于|由|对|面向)*")


@cache
def _deal() -> Endings:
    return Endings(words(_VERBS, "dealt"))


@cache
def _deeds() -> Endings:
    return Endings(words(_VERBS, "strong") + words(_VERBS, "stands_alone"))


def _without_deed(text: str, start: int, end: int) -> int:
    """Where the places end in a phrase that closes with how it is dealt and a verb without its object (嵊门区 | 两年投放)."""
    for endings, repeated in ((_deal(), True), (_deeds(), False), (_deal(), True)):
        while (at := endings.longest(text, start, end)) is not None:
            end = at
            if not repeated:
                break
    return end


def dealt_to_places(said: Discourse, anchor: Anchor, start: int, end: int) -> list[Named]:
    """The indicator of the sentence said of the places that are all of ``text[start:end]``; [] where they are not.

    `end` is where the predicate of the value begins.
    """
    if not 2 <= end - start <= _LONGEST or not anchor.quantities or anchor.quantities[-1].kind not in _DEALT:
        return []
    lead = _LEADS.match(said.text, start, end)
    begins = lead.end() if lead else start
    ends = _without_deed(said.text, begins, end)
    if ends - begins < 2 or said.text[ends - 1] not in place_ends():
        return []
    places = _places(said.text, begins, ends)
    count = len(anchor.quantities)
    if not places or count not in (1, len(places)):
        return []
    whole = _counted_before(said, anchor)
    if whole is None:
        return []
    if count == 1 and said.text[begins:ends] in words(_VERBS, "own_area"):
        return [named_as(whole.indicator, None)]
    if count == 1:
        return [named_as(whole.indicator, said.printed(begins, ends))]
    return [named_as(whole.indicator, said.printed(*place), i) for i, place in enumerate(places)]


_WHOM = re.compile("[、，：；和及]*(?P<whom>[^，。；：、\\d]{2,16})")
_DEALS_OUT = re.compile(
    r"(?:注：|说明：|\d{1,2}[.．、])*(?P<thing>[^，。；：\d.]{2,24}?)(?:工作|目标|总量)?(?:任务|指标|计划|名额|人数|数量)*"
    r"(?:按照?[一-龥]{1,6}?|具体|逐级|初步|拟)?(?:分解|分配|下达)(?:到[一-龥]{1,6})?(?:情况|任务)?(?:如下|为)?"
)


def deals_out(text: str, start: int, end: int) -> tuple[int, int] | None:
    """企业新型学徒制培训 | 按系部分解为：: what a clause deals out to those that follow it, None where it deals nothing."""
    if text.find("分", start, end) < 0 and text.find("下达", start, end) < 0:
        return None
    m = _DEALS_OUT.fullmatch(text, start, end)
    return m.span("thing") if m and not _no_thing().fullmatch(m["thing"]) else None


@cache
def _no_thing() -> re.Pattern[str]:
    """重点任务, 年度目标, 各镇资金: what is dealt out is not told, or is money."""
    return re.compile(
        rf"(?:{alternation(words(_VERBS, 'no_topic') + words(_VERBS, 'not_dealt'))}|各[一-龥]{{1,2}})+|.*(?:资金|经费|补助|奖补)"
    )


def dealt_to(said: Discourse, anchor: Anchor, predicate: Predicate) -> str | None:
    """培训按科室分解为： | 就业科 | 300人、 | 培训科 | 200人: to whom a bare count falls that a clause deals out, else None."""
    m = _WHOM.fullmatch(said.text, said.before, predicate.start)
    if m is None or not predicate.empty or len(anchor.quantities) != 1 or anchor.quantities[0].kind not in _DEALT:
        return None
    return said.printed(*m.span("whom"))


def dealt_among(said: Discourse, noun: Noun, name: str, count: int) -> list[Named]:
    """钢铁、石化行业 | 分别建成 | 节水标杆企业12家、8家: what is counted once for each of the groups before its verb."""
    at = said.text.rfind("分别", said.before, noun.start) if noun.verb and count > 1 else -1
    if at < 0 or _JOINED.search(name):
        return []
    start = max([said.before, *(date.end for date in said.dates_in(said.before, at))])
    lead = _GROUPS_LEAD.match(said.text, start, at)
    start = lead.end() if lead else start
    found, begins = [], start
    for member in _JOINED.split(said.text[start:at]):
        found.append((begins, begins + len(member)))
        begins += len(member) + 1
    if len(found) != count or any(end - begin < 2 for begin, end in found):
        return []
    return [named_as(name, said.printed(*member), i) for i, member in enumerate(found)]


def _places(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Where the members of a list of places stand; () where one of them is none."""
    if tells_places(text[start:end]):
        return ((start, end),)
    found, at = [], start
    for member in re.split("[、和及与]", text[start:end]):
        if not is_place(member):
            return ()
        found.append((at, at + len(member)))
        at += len(member) + 1
    return found


def _counted_before(said: Discourse, anchor: Anchor) -> TargetDraft | None:
    """The last target of the sentence that counts in the same unit."""
    unit = (anchor.quantities[-1].unit or "")[-1:]
    for target in reversed(said.targets):
        if said.reading.folded.find("。", target.span.end, said.at) >= 0:
            return None
        if target.value is not None and (target.unit or "")[-1:] == unit and target.unit != "%":
            return target
    return None


def dealt_on(said: Discourse, anchor: Anchor, before: int) -> Sequence[Date]:
    """2024年、2025年总产量分别稳定在69万吨、70万吨，产值 | 分别增长6%、7%: the dates of the clause before, for as many values."""
    if len(said.series) != len(anchor.quantities):
        return ()
    at = said.text.find("分别", before, anchor.start)
    return said.series if at >= 0 and _JOINED.search(said.text, before + 1, at) is None else ()
