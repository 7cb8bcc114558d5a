"""Values without a noun of their own: what was spoken of before names them (达到70%，到2028年达到100%).

`Named`, an indicator with its scope, is what all of `extractors.targets.naming` gives back.
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.frozen import frozen
from extractors.lexicon import alternation, words
from extractors.targets.anchors import Anchor
from extractors.targets.coordination import parts, share_head
from extractors.targets.discourse import Discourse, to_do
from extractors.targets.draft import TargetDraft
from extractors.targets.indicators import Noun, read_noun
from extractors.targets.predicates import Predicate
from extractors.targets.verbs import verb_at_end
from extractors.words.fold import fold
from extractors.words.periods import Date

_VERBS = "target_verbs.yaml"
_DEEDS = 8  # characters
_AWAY = ("清零", "销号", "消除")
# 对港口岸线 | 逐段评估: what a clause deals with
_DEALT_WITH = re.compile(
    r"(?:要|将|并)?对(?P<thing>[^，。；\d]{2,24}?)(?:逐[一-龥]{1,2}|全面|分类|集中|依法|分批|开展|进行|实施)[^，。；\d]{2,10}"
)
_PERIOD = re.compile("季度|半年|[年月]均|^每[年月周季学]")


@frozen
class Named:
    """An indicator as printed with its scope; `plain` is its folded form, `place` the value's place in a list.

    `labelled`: a bracket behind the value gives the scope, which tells values of one list apart.
    """

    name: str
    plain: str
    scope: str | None
    place: int
    year: int | None = None
    labelled: bool = False


def named_as(name: str, scope: str | None, place: int = 0, year: int | None = None) -> Named:
    """An indicator `name` as printed, folded for what looks at its words."""
    return Named(name, fold(name), scope, place, year)


@cache
def _occasions() -> tuple[str, ...]:
    """Units of how often or how long something is done (场, 次, 学时)."""
    return sum((words("measure_units.yaml", key) for key in ("repeats", "events", "hours")), ())


def dealt(said: Discourse, name: str, scope: str | None, series: Sequence[Date]) -> list[Named]:
    """One indicator at several times: years are years, months and quarters are scopes."""
    return [
        named_as(name, scope if d.date and len(d.date) == 4 else _period(said, d), i, d.year)
        for i, d in enumerate(series)
    ]


@cache
def _deeds() -> re.Pattern[str]:
    """Nothing but verbs (培训, 溯源整治, 收回或调剂, 首批清退)."""
    verbs = alternation(words(_VERBS, "stands_alone"))
    return re.compile(rf"(?:首批|首期|先行|率先|分别|各|再)*(?:{verbs})(?:[、或和并]?(?:{verbs}))*")


def _period(said: Discourse, date: Date) -> str:
    """The quarter or month as printed; 一 of 一、二季度 with its word."""
    return said.printed(date.start, date.end) + ("季度" if date.end - date.start == 1 else "")


_TOTALS = ("总数", "总量", "数量", "总人数", "人数", "总数量")


def total_of(said: Discourse, anchor: Anchor, plain: str) -> str | None:
    """选聘 | 管护员，总数不少于40名: what a total counts that the clause before names, with the word itself; else None."""
    found = _object_before(said, anchor) if plain in _TOTALS else None
    return said.printed(*found) + plain if found else None


def stands_for_another(said: Discourse, anchor: Anchor, noun: Noun) -> bool:
    """True where all that a value has is a verb whose object was named before (其中2024年改造80公里)."""
    if noun.empty or not anchor.quantities or noun.end - noun.start > _DEEDS:
        return False
    if _deeds().fullmatch(said.text, noun.start, noun.end) is None:
        return False
    found = _object_before(said, anchor, said.text[noun.start : noun.end])
    if found is not None:
        said.subject = found
        return True
    before = said.antecedent
    if before is None or (not said.near(before) and said.topic):
        return said.topic is not None or said.undertaking is not None
    if said.undertaking is not None:
        return True
    return said.near(before) and (before.unit or "")[-1:] == (anchor.quantities[0].unit or "")[-1:]


def inherited(
    said: Discourse,
    anchor: Anchor,
    predicate: Predicate,
    count: int,
    scope: str | None,
    series: Sequence[Date],
) -> list[Named]:
    """No noun of its own: 达到70%，到2028年达到100%; 2024年、2025年分别完成50亿元、60亿元."""
    before = said.antecedent
    if said.subject is None and said.echo is not None and said.speaks_after(before):
        said.subject = said.echo
    subject = said.subject or _undertaken(said, anchor) or _object_before(said, anchor)
    if anchor.aim and subject is None and before is not None and not said.near(before):
        before = None
    if subject is None and before is not None and not _commensurable(before, anchor):
        return []
    if anchor.aim and subject is None and before is not None and before.kind == "rate":
        before = (
            None if said.text.endswith(_AWAY, anchor.start, anchor.end) else before
        )  # 解危率达80%，全部清零: of no rate
    name = said.printed(*subject) if subject else before.indicator if before else said.topic
    if before is not None and subject is None and said.topic and not said.near(before):
        name = said.topic
    if name is None or (anchor.aim and subject is None and to_do().match(fold(name))):
        return []  # 加大放权力度。做到应放尽放: a heading that says what to do names no thing
    stage = verb_at_end(fold(name), 0, len(fold(name))) if predicate.verb and not subject else None
    if stage and not fold(name).endswith(predicate.verb or ""):
        # 棚户区改造开工1.05万套、基本建成0.82万套: another stage of the same thing.
        begins = max([predicate.start, *(d.end for d in predicate.dates)])
        name = name[: -len(stage)] + said.printed(begins, anchor.start)
    if count > 1 and len(series) == count:
        return dealt(said, name, scope, series)
    if count > 1:
        # 应用率、办结率均高于全国平均水平，分别达到35%、70%
        grown = predicate.change is not None and subject is None and anchor.quantities[-1].kind == "percent"
        above = _before_in_sentence(said) if grown else []
        if len(above) == count:
            return [
                named_as(t.indicator, t.scope, i) for i, t in enumerate(above)
            ]  # A 120万人次，B 9.6亿元，分别增长18%、20%
        members = [] if subject is None else parts(fold(name).removesuffix("均"))
        return [named_as(m, scope, i) for i, m in enumerate(share_head(members))] if len(members) == count else []
    period = said.period_before(anchor)
    if period is not None:
        return [named_as(name, said.printed(period.start, period.end), 0, period.year)]
    held = before.scope if before is not None and subject is None and before.value is not None else None
    if scope is None and held is not None and not _PERIOD.search(held):
        scope = held
    return [named_as(name, scope)]


def _before_in_sentence(said: Discourse) -> list[TargetDraft]:
    """The levels that the sentence has set so far, in order."""
    found = [t for t in said.targets if t.value is not None and t.kind != "change"]
    for i in range(len(found), 0, -1):
        if said.reading.folded.find("。", found[i - 1].span.end, said.at) >= 0:
            return found[i:]
    return found


def _undertaken(said: Discourse, anchor: Anchor) -> tuple[int, int] | None:
    """加快 | 生活圈 | 建设，年底前建成40个; hours and occasions are of the work itself (组织医生培训，每人不少于6天)."""
    unit = (anchor.quantities[-1].unit or "") if anchor.quantities else ""
    found = None if unit.endswith(_occasions()) and not unit.endswith("人次") else said.undertaking
    doing = verb_at_end(said.text, said.before, anchor.start) if found else None
    if found and doing and said.text.startswith(doing, found[1]):
        return found[0], found[1] + len(doing)  # 开展 | 家政人员轮训，全年轮训8500人次
    return found


def _object_before(said: Discourse, anchor: Anchor, deed: str | None = None) -> tuple[int, int] | None:
    """组建 | 邻里互助队伍，每个社区不少于2支: the object of the clause before, where it has no value and counts can be of it."""
    if said.thing is None or anchor.aim or anchor.quantities[-1].kind not in ("count", "amount"):
        return None
    if (anchor.quantities[-1].unit or "").endswith(_occasions()):
        return None
    doing = verb_at_end(said.text, said.before, anchor.start) or deed
    m = _DEALT_WITH.fullmatch(said.text, *said.thing)
    if m is not None and doing is not None:
        return m.span("thing")
    noun = read_noun(said.text, *said.thing, said.dates_in(*said.thing), True)
    if anchor.quantities[-1].kind == "amount" and doing != noun.verb:
        return None
    if noun.verb is None or noun.empty or doing not in (None, noun.verb):
        return None  # 加装电梯，2024年加装60部, but not 实施防滑等改造，完成3200户
    return noun.start, noun.end


def _commensurable(before: TargetDraft, anchor: Anchor) -> bool:
    """False where a value cannot be of the thing spoken of before (招录1500人；组织培训，不少于6天)."""
    if anchor.aim or before.value is None:
        return True
    quantity = anchor.quantities[-1]
    unit, spoken = quantity.unit or "", before.unit or ""
    if quantity.kind in ("percent", "point", "fold", "none") or not spoken or unit[-1:] == spoken[-1:]:
        return True
    if before.kind == "change":
        return quantity.kind != "time" and not unit.endswith(_occasions())  # 规模年均增长10%，2026年突破150亿元
    if before.kind == "rate" or quantity.kind != "count":
        return False
    return not unit.endswith(_occasions()) and spoken[-1] in "".join(words("measure_units.yaml", "count"))
