"""Values that stand before their noun: 完成12家水泥、焦化企业超低排放改造, 新增2家企业, 3家企业进入全国百强."""

import re
from collections.abc import Sequence
from functools import cache

from extractors.lexicon import alternation, words
from extractors.targets.anchors import Anchor
from extractors.targets.clauses import Clause
from extractors.targets.discourse import Discourse
from extractors.targets.indicators import Noun, read_noun
from extractors.targets.inheriting import Named, named_as
from extractors.targets.judging import objection
from extractors.targets.keeping import keep
from extractors.targets.modifiers import opens_cover, opens_fund, opens_share, opens_work
from extractors.targets.naming import assemble
from extractors.targets.predicates import Predicate, peel
from extractors.targets.split_names import able_to, place_of_works, whole_and_parts
from extractors.targets.tails import LISTED, head_of_grades, joint, tail_of
from extractors.targets.verbs import verb_at_end, verb_start, verbs
from extractors.targets.vetoes import names_money, only_mentioned, unit_class
from extractors.words.endings import endings
from extractors.words.fold import fold
from extractors.words.periods import Date
from extractors.words.places import Stretch, is_each, is_place, place_at_end

_VERBS = "target_verbs.yaml"
_EXAMPLES = re.compile("(?:经验|做法|模式|案例|情况|问题清单)$")
_DOES = re.compile(
    r"(?:预留|安装|实行|落实|完成|接入|纳入|配备|建成|建立|签订|使用|执行|推行|开展|采用|实现|设置|公开|持证|参加)[^，。；]{2,}"
)
_PROPER = re.compile("(?!.*(?:清单|台账|[0-9等]))[一-龥]{2,8}")
_OPENS = 8  # characters: 年内 | 完成
_ANOTHER = re.compile(r"[^，。；：\d]{1,16}[、和与及]")
_FIRST = re.compile(r"(?:首批|首期|一期|第一批|前期)$")
_ACTION = re.compile(r"(?:实施|开展|提供|进行|完成|落实|建立|安装|配备|办理|发放)")


def _are_places(text: str, noun: Noun) -> bool:
    """Whether a noun is places and nothing else: 白石县、河口县."""
    return all(is_place(name) for name in re.split("[、和]", text[noun.start : noun.end]))


@cache
def _outcome() -> re.Pattern[str]:
    """What becomes of things, to the end of the clause: 企业 | 投产, 企业 | 进入 | 全国百强, 镇 | 列入 | 省级试点范围.

    Told of what was left undone (竣工多年未结算) or done before (受到处罚后投产), it is no aim; nor is it where another
    verb follows (上市给予奖励), and 纳入 only where what takes it in is a choice (国家级名录, not 低保).
    """
    into, chosen, what = (alternation(words(_VERBS, key)) for key in ("becomes_in", "becomes_chosen", "chosen"))
    undone = alternation(words(_VERBS, "undone"))
    return re.compile(
        rf"(?!.*(?:{undone}))(?P<thing>.*?)(?:(?:(?:全面|全部|如期|均|都)?(?:{alternation(words(_VERBS, 'becomes'))})[并、和]?)+|(?:{into}).{{2,}}|"
        rf"(?:{chosen})(?=.*(?:{what})).{{2,}}|在全[国省市].{{0,4}}推广)$"
    )


def read_open(
    said: Discourse,
    anchor: Anchor,
    before: int,
    clause: Clause,
    following: Sequence[Anchor],
    verb_before: str | None,
) -> str | None:
    """Read a value of `clause` that something follows; `before` is where the value before it ends.

    `verb_before` is the verb of that value; gives back the verb of this one where it was kept, for the next of a list.
    """
    text, quantity = said.text, anchor.quantities[-1]
    dates = said.dates_in(before, anchor.start)
    predicate = peel(text, before, anchor.start, dates)
    lead = text[before : anchor.start]
    if "至少" in lead:
        predicate.level = "ge"
    noun = read_noun(text, before, predicate.start, dates, False)
    listed = noun.empty and lead[:1] in LISTED
    first = _FIRST.search(lead)  # 完成 | 首批 | 2个项目申报
    verb = verb_at_end(text, before, before + first.start() if first else anchor.start)
    verb = verb or (verb_before if listed else None)
    tail = tail_of(text, anchor, clause, following)
    said.behind = joint(text, anchor, following) or 0
    said.end_rhythm(before, clause, verb)
    outcome: re.Match[str] | None = None
    if quantity.kind == "count" and endings(_VERBS, "for_others").end(lead):
        verb, tail = _action_tail(text, lead, tail)
    elif (
        verb is None
        and noun.empty
        and quantity.kind in ("count", "amount")
        and (outcome := _outcome().match(text, *tail)) is not None
    ):
        verb = "有"  # 3家企业进入全国百强
        part = noun.part or said.part or (first is not None and not outcome["thing"])
        if part and said.antecedent is not None and said.near(said.antecedent):
            _keep_part(said, anchor, predicate, noun, before, tail)
            return None
    elif verb is None and lead.endswith("等") and quantity.kind == "count":
        verb = read_noun(text, before, predicate.start, dates, True).verb
    elif (
        verb is None
        and not quantity.spelled
        and (quantity.kind == "count" or (quantity.kind == "amount" and lead[-1:] == "对"))
    ):
        verb = _verb_over_names(lead, quantity.value)
        place = place_of_works(text, before, anchor.start, tail) if verb is None else None
        if place is not None:
            verb = verb_at_end(text, before, place[0])
            own = text[slice(*place)] in words(_VERBS, "own_area")
            noun.scope = None if own else place
        doing = able_to(text, before, anchor.start, quantity.unit or "") if verb is None else None
        parts = None if verb else whole_and_parts(text, anchor, (before, predicate.start), tail, dates)
        if doing is not None and tail[1] > tail[0]:
            parts = doing, tail
        if parts is not None and not (said.void or objection(said, anchor, before, clause, predicate, "")):
            name = "".join(said.printed(*part) for part in parts)
            keep(said, [Named(name, fold(name), None, 0)], anchor, predicate, noun, before, tail[1])
            said.taken = tail[1]
            return None
    if opens_cover(text, anchor, clause, before):
        return _keep_covered(said, anchor, clause, before)
    share = opens_share(text, anchor, clause, before) and (noun.empty or _are_places(text, noun))
    share = share or opens_work(text, anchor, clause, before)
    if share and not noun.empty:
        noun.scope = (noun.start, noun.end)  # 城市建成区 | 50%以上的面积达到要求
    fund = opens_fund(text, anchor, clause, before)
    verb = "有" if share or fund else verb
    if _whole_does(anchor, noun, text[slice(*tail)]) and not said.void:
        name = said.printed(noun.start, noun.end) + said.printed(*tail)
        keep(said, [Named(name, fold(name), None, 0)], anchor, predicate, noun, before, tail[1])
        return None
    if lead == "" and _share_comes_to(anchor, text[slice(*tail)]) and said.antecedent is not None and not said.void:
        name = said.printed(*tail)  # 县级医院全部达标，50%以上 | 达到三级医院能力
        keep(said, [Named(name, fold(name), None, 0)], anchor, predicate, noun, before, tail[1])
        return None
    if verb is not None and noun.scope is None:
        noun.scope = _place(text, before, anchor.start, dates)
    if said.void or objection(said, anchor, before, clause, predicate, "占比" if share else text[slice(*tail)]):
        return None
    may_open = share or fund or _may_open(anchor, lead, text[slice(*tail)], verb)
    if verb is None or tail[1] <= tail[0] or not may_open:
        another = _ANOTHER.fullmatch(text, said.mentioned, anchor.start) is not None if said.mentioned else False
        bare = verb is None and noun.empty
        if another or only_mentioned(lead, text[anchor.end : clause.end], quantity, anchor.bounds[-1], bare):
            said.mentioned = anchor.end
        else:
            said.leave_unread(anchor)
        return None
    noun.start, noun.end, noun.verb = tail[0], tail[1], verb
    dated = said.dates_in(*tail) if outcome else []
    if outcome and len(dated) == 1:
        # 18万平方米标准厂房 | 2026年6月底前 | 交付使用: the time limit in the name is none of it.
        said.clock.take(dated[0], text, clause)
        behind = dated[0].end + text.startswith("前", dated[0].end)
        name = said.printed(tail[0], dated[0].start).rstrip("于在到") + said.printed(behind, tail[1])
        keep(said, [Named(name, fold(name), None, 0)], anchor, predicate, noun, before, tail[1])
        return verb
    head = head_of_grades(text, tail, following, clause)
    if head is not None:
        name = said.printed(*tail) + said.printed(*head)
        keep(said, [Named(name, fold(name), None, 0)], anchor, predicate, noun, before, tail[1])
        return verb
    names = assemble(said, anchor, predicate, noun, False)
    if not names:
        said.leave_unread(anchor)
    else:
        said.taken = tail[1] if share else said.behind
    predicate.aimed = True
    keep(said, names, anchor, predicate, noun, before, tail[1])
    return verb


def _whole_does(anchor: Anchor, noun: Noun, tail: str) -> bool:
    """True where all of a group is to do something: 固定车位100% | 预留安装条件."""
    quantity = anchor.quantities[-1]
    return quantity.kind == "percent" and quantity.value == 100 and not noun.empty and bool(_DOES.match(tail))


def _share_comes_to(anchor: Anchor, tail: str) -> bool:
    """True for a share of what was spoken of before that comes to a state (50%以上 | 达到三级医院能力)."""
    return anchor.quantities[-1].kind == "percent" and len(tail) > 3 and _comes_to().match(tail) is not None


@cache
def _comes_to() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words(_VERBS, 'shared_state'))})[^，。；、\d]+$")


def _may_open(anchor: Anchor, lead: str, name: str, verb: str | None) -> bool:
    """False for values that qualify what follows (80%的企业, 两个方面, 一批) rather than count it."""
    quantity = anchor.quantities[-1]
    kind = unit_class(quantity)
    if kind in ("percent", "point", "time", "age", "none", "fold") or (kind == "money" and not names_money(name)):
        return False
    if (
        quantity.spelled
        and "至少" not in lead
        and ((quantity.unit or "") in "个项批类种次级支条件套名位" or quantity.kind != "count")
    ):
        return False
    if _EXAMPLES.search(name) and verb not in words(_VERBS, "strong"):
        return False  # 总结5个案例, but 打造5个精品案例
    return not (quantity.spelled and quantity.value == 1 and "至少" not in lead)


def _place(text: str, before: int, at: int, dates: Sequence[Date]) -> Stretch | None:
    """荥阳市 | 新建（或迁建）2座: the place before the verb, behind a time limit."""
    start = max([before, *(d.end for d in dates if before <= d.start and d.end < at)])
    end = verb_start(text, start, at)
    if end is None:
        return None
    each = text[start:end].rstrip("至少要须应")
    if is_each(each):
        return start, start + len(each)
    first = min((d.start for d in dates if before <= d.start and d.end < at), default=end)
    return place_at_end(text, start, end) or place_at_end(text, before, first)  # 各区（县）| 年内至少建成1个


def _verb_over_names(lead: str, count: float) -> str | None:
    """The verb before as many names as are counted (改造 | 西门、河东 | 2个农贸市场)."""
    m = verbs("strong").search(lead, 0, _OPENS) or verbs("weak").match(lead)
    names = re.split("[、和]", lead[m.end() :]) if m else []
    return m.group() if m and len(names) == count > 1 and all(_PROPER.fullmatch(n) for n in names) else None


def _action_tail(text: str, lead: str, tail: Stretch) -> tuple[str | None, Stretch]:
    """为1860户家庭实施 | 居家无障碍改造; 支持50家 | 企业开展改造. No verb where nothing is done for them."""
    if not lead.endswith(("为", "给")):
        return "为", tail
    m = _ACTION.search(text, *tail)
    return (m.group(), (m.end(), tail[1])) if m and tail[1] - m.end() >= 2 else (None, tail)


def _keep_covered(said: Discourse, anchor: Anchor, clause: Clause, before: int) -> str | None:
    """城区配送圈覆盖 | 90%以上的社区: a rate of what covers, which is its name; gives back the verb that was kept."""
    covers = said.text.rfind("覆盖", before, anchor.start)
    predicate = peel(said.text, covers + 2, anchor.start, said.dates_in(before, anchor.start))
    noun = read_noun(said.text, before, covers, said.dates_in(before, covers), False)
    if noun.empty or said.void or objection(said, anchor, before, clause, predicate, "覆盖率"):
        return None
    scope = said.printed(*noun.scope) if noun.scope else None
    keep(said, [named_as(said.printed(noun.start, noun.end), scope)], anchor, predicate, noun, before, clause.end)
    return "覆盖"


def _keep_part(said: Discourse, anchor: Anchor, predicate: Predicate, noun: Noun, before: int, tail: Stretch) -> None:
    """创新成果12项，其中 | 4项在全省复制推广."""
    whole, rest = said.antecedent, said.text[tail[0] : tail[1]].removeprefix("在")
    if whole is not None:
        name = whole.indicator + rest
        keep(said, [Named(name, fold(name), None, 0)], anchor, predicate, noun, before, tail[1])
