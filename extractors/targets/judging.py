"""Whether a value is a target: what speaks against it (`extractors.targets.vetoes`) and what in the grammar accounts for it."""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.targets.anchors import Anchor, is_finished
from extractors.targets.clauses import Clause
from extractors.targets.discourse import Discourse, is_owner
from extractors.targets.indicators import Noun
from extractors.targets.predicates import Predicate
from extractors.targets.vetoes import Setting, is_measure, is_rate, is_work, names_money, names_time, unit_class, veto
from extractors.words.endings import endings
from extractors.words.numbers import Quantity

_DUTY = re.compile(r"督促|责令|指导|鼓励|要求|倡导")
_SHARE_OF = re.compile(r"占[^，、]{2,}$")  # 达标面积占建成区面积的 | 45%
_FAR = 160  # characters: what stands farther off says nothing of a value
_MANY_HOURS = 500
_FOR = re.compile(r"[，、]?(?:并|从而)?为[^，]{0,12}(?:实现|做到|达到|推动)")
_GROUND = re.compile(r"基础|支撑|保障|条件|贡献")
_ITEMS = frozenset(("项", "件"))
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.₀-₉]+$")  # 数据中心PUE
_GLOSS = re.compile(r"（[^（）]+）$")


def objection(
    said: Discourse,
    anchor: Anchor,
    before: int,
    clause: Clause,
    predicate: Predicate,
    name: str,
    verb: str | None = None,
) -> str | None:
    """The name of the rule by which a value of `clause` is no target, None where none speaks against it.

    `before` is where the value before it ends, `name` the folded name of what it measures, `verb` that of which it is the object.
    """
    text = said.text
    if anchor.aim:
        if _FOR.match(text, before, anchor.start) and _GROUND.search(text, anchor.end, clause.end):
            return "purpose"  # 为实现全覆盖、全收集打下基础
        return "duty" if _DUTY.search(text, before, anchor.start) else None
    quantity = anchor.quantities[0]
    aimed = (
        predicate.aimed
        or not predicate.empty
        or anchor.base is not None
        or (verb is not None and quantity.kind == "amount")
    )
    if quantity.kind in ("count", "amount") and said.clock.explicit and (anchor.bounds[-1] or said.clock.passage):
        aimed = True  # 到2027年，城镇常住人口5万人左右
    if quantity.kind == "time" and said.clock.rhythm and predicate.aimed:
        aimed = True
    elif quantity.kind == "time" and not (names_time(name) or predicate.change or predicate.moved):
        aimed = False
    if quantity.kind == "time" and (_is_work(quantity, name, verb) or _is_service(text, anchor, name)):
        aimed = True
    if quantity.unit == "分" and _scores().search(text, before, anchor.start):
        return "scoring"
    if predicate.empty and quantity.unit in _ITEMS and _heads_items(name):
        return "count of papers"  # 县公路养护中心2项: a heading
    start, end = max(clause.start, anchor.start - _FAR), min(clause.end, anchor.end + _FAR)
    if text.startswith("、", anchor.end):
        end = anchor.end  # the next member of a list says nothing of this one
    changes = predicate.change is not None
    prior = text[slice(*said.thing)] if said.thing else ""
    setting = Setting(
        text[start : anchor.start], text[anchor.end : end], name, quantity, aimed, changes, verb is not None, prior
    )
    return veto(setting) or _rhythm_of_activity(said.clock.rhythm, quantity, predicate)


@cache
def _role() -> re.Pattern[str]:
    verbs = sum((words("labels.yaml", "alone", role) for role in ("lead", "responsible", "supporting")), ())
    return re.compile(
        rf"(?:共同|联合|合力|独立|单独)?(?:{alternation(tuple(dict.fromkeys((*verbs, '合办', '主办', '独办'))))})(?:事项|任务|工作)?$"
    )


def _heads_items(name: str) -> bool:
    """True for units with the verb of their role (县交通运输局主抓), which head items and are no thing."""
    return is_owner(_role().sub("", name))


@cache
def _scores() -> re.Pattern[str]:
    """达标得 | 5分, 扣减年度绩效考核分 | 10分."""
    by, named = (alternation(words("not_targets.yaml", key)) for key in ("scoring", "scored"))
    return re.compile(rf"(?:{by}|(?:{named})[^，。；、\d]{{0,12}}分)$")


def _is_work(quantity: Quantity, name: str, verb: str | None) -> bool:
    """录像数字化3000小时, 志愿服务20万小时: hours by the hundred of work are counted; 日照2600小时 is a duration."""
    unit = quantity.unit or ""
    if not unit.endswith(("小时", "学时", "课时", "分钟")):
        return False
    if unit[0] in "万亿":
        return True
    work = verb is not None or unit.endswith(("学时", "课时")) or is_work(name)
    return work and quantity.value >= _MANY_HOURS


def _is_service(text: str, anchor: Anchor, name: str) -> bool:
    """不动产一般登记在3个工作日以内办结: how long a service may take; without 在 it is a rule that stands."""
    return (
        text[anchor.start - 1 : anchor.start] == "在"
        and is_finished(text, anchor)
        and endings("indicator_heads.yaml", "service").end(name)
    )


def _rhythm_of_activity(rhythm: str | None, quantity: Quantity, predicate: Predicate) -> str | None:
    """每季度检查1次 is a rhythm, 每年开展联合检查不少于2次 an aim."""
    if (quantity.unit in ("遍", "回") and quantity.value == 1) or (quantity.unit == "轮" and quantity.spelled):
        return "rhythm"
    if rhythm is None:
        return None
    repeats, events = (quantity.unit in words("measure_units.yaml", key) for key in ("repeats", "events"))
    if not (repeats or events):
        return None
    if quantity.value == 1 or (repeats and not rhythm.startswith("每年")):
        return "rhythm"
    return None if predicate.aimed or events else "rhythm"


def is_plausible(said: Discourse, anchor: Anchor, predicate: Predicate, noun: Noun, name: str) -> bool:
    """True where the grammar accounts for the value: predicate, verb, or a bare value of a fitting kind."""
    quantity = anchor.quantities[-1]
    if quantity.spelled and quantity.kind == "count" and predicate.empty and not noun.verb:
        return False
    if not predicate.empty or anchor.base is not None or noun.change:
        bare = _GLOSS.sub("", name)
        return quantity.kind != "none" or is_measure(bare) or _LATIN.search(bare) is not None
    kind = unit_class(quantity)
    if kind == "percent":
        done = said.text.find("完成", max(0, anchor.start - 20), anchor.start) >= 0
        return (
            is_rate(name)
            or endings("indicator_heads.yaml", "saving").end(name)
            or _SHARE_OF.search(name) is not None
            or said.clock.rhythm is not None
            or noun.verb is not None
            or done
        )
    if kind in ("point", "fold", "none"):
        return kind == "fold" or (kind == "point" and name.endswith(("幅", "幅度", "速")))
    if kind == "money":
        return noun.verb is not None or names_money(name) or anchor.bounds[-1] is not None
    return True
