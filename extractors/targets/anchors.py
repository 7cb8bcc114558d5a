"""Values in their clause: quantities joined to lists and pairs, and those that only qualify a thing.

An anchor is what the grammar starts from: one quantity, a list of them (17%、15%), a pair (由28%提高到45%) or an aim
without a number (全覆盖).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from extractors.lexicon import alternation, words
from extractors.records import Bound
from extractors.targets.clauses import Clause
from extractors.targets.predicates import base_value_before, bound_after, peel
from extractors.targets.verbs import shielded, verb_at_end, verb_opens, verb_start
from extractors.words.numbers import Quantity
from extractors.words.periods import Date
from extractors.words.places import is_group

_SAYS_ELSE = re.compile("，|达到?|超过|不低|不少|至少|提高|增长|增至|下降|其中|左右|以内")
_LEAD = 24  # characters
_LISTED = re.compile("[、和]")
_LABEL = r"（[一-龥]{2,10}）"
_LINK = re.compile(rf"(?:{_LABEL})?(?:[、和与及]|以及)")
_LABELLED = re.compile("（(?P<group>[一-龥]{2,10})）")
_CLOSED = re.compile(
    r"$|[、）”，…]|或者?[较比]|[和与及](?!格|时|美)|以及|并(?!网|购|轨)|的?(?:目标|水平|任务|要求)(?:$|[，。；、])|的(?:增长|提升|提高|上升|增速|增幅|涨幅|下降|降低|减少|降幅)(?:$|[，。；、])|不变$|的$"
)
# 15天以上市场供应量, 7天用量: a stock measured by what is used
_USE = re.compile(r"的?(?:市场)?(?:供应量?|消费量?|使用量|用量|需求量?|需要|销售?量|加工量|口粮)(?=$|[，。；、])")
# 80%以上的乡镇卫生院达到基本标准: a share of things that come to a state
_THINGS = r"的(?:[^，。；、的\d（]|（[^（）\d]{1,8}）){2,16}?"
_SETS_UP = re.compile(r"(?:设立|组建|设置|成立|筹建)[^，。；\d]{0,6}规模(?:不低于|不少于|达到?|约|超过|为)?$")
_FUND = re.compile(r"的?[^，。；、\d]{2,20}(?:基金|资金池)(?:群|母基金)?(?=$|[，。；、])")
_SHARE_OPENS = re.compile(r"(?:[，、年底末前县市区省内]|力争|确保|实现|约|至少|不少于|不低于|超过|推动|使|有)$")
# 由9家整合至4家: whatever the verb, 由…至… leads from a state to an aim.
_LED = re.compile(r"[^，；。、\d]{0,8}(?:到|至|为|成)")
_AIMED_AT = re.compile(r"(?:建成|新建|建设|打造|培育|完成|形成|创建|组建)(?:不少于|不低于|不小于|至少|超过)?$")
_AT_LEAST = re.compile(r"(?:不少于|不低于|不小于|至少|超过)$")
_TO_DO = re.compile(r"完成(?:至少|不少于|不低于|超过)?$")
_SIZED = re.compile("(?:特大|大|中|小|微)型")  # 30万亩以上大型灌区
_SORT = re.compile(r"[级型制式版期档](?![，。；、]|$)")  # 10年期, 30万千瓦级; 5家 | 制造企业 are counted
_BEFORE_VERB = (
    "，、：；年月前内底计共再均面力"  # what may stand before a verb that opens its phrase: 年底前, 全面, 大力
)
_SORTED = ("人", "床", "户", "班", "辆", "车道", "吨")
_CHANGED = r"(?:增长|提升|提高|上升|增速|增幅|涨幅|下降|降低|减少|降幅)"
_CONDITION = re.compile(rf"的(?!目标|水平|任务|{_CHANGED}(?:$|[，。；、]))|且|或者?(?![以较比])|时|者")
# A preposition opens a condition only where a phrase begins; these verbs do anywhere: 支持符合…条件、….
_OPENER = re.compile(
    r"(?:(?<![^，、；：])|(?<=[并要应须可再均都])|(?<=力争|确保))(?P<at>对|凡|将|把|给|向|由|以)|符合|具备|满足|属于"
)


@cache
def _own_area() -> frozenset[str]:
    return frozenset(words("target_verbs.yaml", "own_area"))


@dataclass(slots=True)
class Anchor:
    """A value in its clause: one quantity or a list of them, or a wordless `aim`.

    `label`: the group that a bracket behind the value names (达到95%（城区）). `named` is where an aim holds its own indicator (不发生 | 安全事故). `base` is the A of 由A提高到B; `bases` are the As of a list of these; `predicate_end` is where the predicate ends, before the value's number.
    """

    start: int
    end: int
    quantities: list[Quantity]
    bounds: list[Bound | None]
    base: Quantity | None
    base_date: Date | None
    predicate_end: int
    aim: str | None = None
    named: tuple[int, int] | None = None
    bases: list[Quantity] = field(default_factory=list)
    label: tuple[int, int] | None = None


def find_anchors(text: str, clause: Clause, quantities: Sequence[Quantity], dates: Sequence[Date]) -> list[Anchor]:
    """The quantities of a clause joined to values, in order."""
    found: list[Anchor] = []
    i = 0
    while i < len(quantities):
        first, i = quantities[i], i + 1
        bound, end = bound_after(text, first.end)
        base = base_value_before(text, clause.start, first.start, dates)
        if i < len(quantities) and base is not None and _leads(text, end, quantities[i], dates):
            last, i = quantities[i], i + 1
            bound, end = bound_after(text, last.end)
            found.append(
                Anchor(base[0], end, [last], [bound], first, base[1], _before_date(text, first.end, last.start, dates))
            )
            continue
        if i < len(quantities) and base is not None:
            pairs = _paired(text, quantities[i - 1 :], dates)
            if pairs:
                aims, i = quantities[i - 1 + pairs : i - 1 + 2 * pairs], i - 1 + 2 * pairs
                ends = [bound_after(text, q.end) for q in aims]
                listed = _spread([b for b, _ in ends])
                bases = list(quantities[i - 2 * pairs : i - pairs])
                found.append(
                    Anchor(
                        base[0],
                        ends[-1][1],
                        list(aims),
                        listed,
                        first,
                        base[1],
                        _before_date(text, first.end, aims[0].start, dates),
                        bases=bases,
                    )
                )
                continue
        chain, bounds = [first], [bound]
        while i < len(quantities) and _LINK.fullmatch(text, end, quantities[i].start):
            if _counts_another(text, chain[-1], quantities[i], clause):
                break
            bound, end = bound_after(text, quantities[i].end)
            chain.append(quantities[i])
            bounds.append(bound)
            i += 1
        label = _LABELLED.match(text, end, clause.end) if text.startswith("（", end) else None
        if (
            label
            and (len(chain) == 1 or "（" not in text[first.end : end])
            and not is_group(text, *label.span("group"))
        ):
            label = None
        end = label.end() if label else end
        held = label.span("group") if label and label["group"] not in _own_area() else None
        found.append(Anchor(first.start, end, chain, _spread(bounds), None, None, first.start, label=held))
    _bind_list(text, found, clause.start)
    return found


def _counts_another(text: str, last: Quantity, quantity: Quantity, clause: Clause) -> bool:
    """领军人才5名、 | 3个创新团队: the next of a list counts what stands behind it."""
    if last.unit is None or last.unit == quantity.unit or "count" not in (last.kind, quantity.kind):
        return False
    return _CLOSED.match(text, bound_after(text, quantity.end)[1], clause.end) is None


def _paired(text: str, quantities: Sequence[Quantity], dates: Sequence[Date]) -> int:
    """How many values lead to as many: 由2020年的82%、80% | 提高到2025年的87%、85%; 0 where they do not."""
    count = 1
    while count < len(quantities) and _LINK.fullmatch(text, quantities[count - 1].end, quantities[count].start):
        count += 1
    aims = quantities[count : 2 * count]
    if count < 2 or len(aims) < count:
        return 0
    if not all(_LINK.fullmatch(text, bound_after(text, a.end)[1], b.start) for a, b in pairwise(aims)):
        return 0
    end = quantities[count - 1].end
    between = text[end : _before_date(text, end, aims[0].start, dates)]
    return count if peel(between, 0, len(between), ()).moved else 0


def _before_date(text: str, start: int, at: int, dates: Sequence[Date]) -> int:
    """Where the date begins that stands between a predicate and its value (提高到 | 2025年的 | 87%), else `at`."""
    dated = (d for d in dates if start <= d.start and d.end <= at and text[d.end : at] in ("", "的"))
    return next((d.start + (text[d.start] in "到至") for d in dated), at)


def _bind_list(text: str, found: list[Anchor], start: int) -> None:
    """盘活用地900亩、厂房12万平方米以上: a closing 以上 binds the members before it that say nothing else."""
    for later, earlier in pairwise(reversed(found)):
        things = all(a.quantities[-1].kind in ("count", "amount") and a.base is None for a in (earlier, later))
        listed = text.startswith("、", earlier.end) and _SAYS_ELSE.search(text, earlier.end, later.start) is None
        listed = listed and _SAYS_ELSE.search(text, max(start, earlier.start - _LEAD), earlier.start) is None
        if things and listed and later.bounds == ["ge"] and earlier.bounds == [None]:
            earlier.bounds = ["ge"]


def _leads(text: str, end: int, target: Quantity, dates: Sequence[Date]) -> bool:
    stop = _before_date(text, end, target.start, dates)
    predicate = peel(text, end, stop, ())
    between = text[end:stop]
    return bool(predicate.moved or predicate.level) or _LED.fullmatch(between) is not None


def _spread(bounds: list[Bound | None]) -> list[Bound | None]:
    """A closing 以上 binds all values of a list."""
    if bounds[-1] is not None and all(b is None for b in bounds[:-1]):
        return [bounds[-1]] * len(bounds)
    return bounds


def is_closed(text: str, anchor: Anchor, clause: Clause) -> bool:
    """True where nothing follows a value that it could qualify or count: 85%以上，, 9个、, 18%的目标."""
    if anchor.aim is not None or _CLOSED.match(text, anchor.end, clause.end) is not None:
        return True
    if anchor.quantities[-1].kind == "count":
        sent = _sent().match(text, anchor.end, clause.end) is not None
        return sent and verb_at_end(text, clause.start, anchor.start) is None
    if anchor.quantities[-1].kind != "time":
        return False
    if is_finished(text, anchor):
        return True
    return _USE.match(text, anchor.end, clause.end) is not None


@cache
def _finished() -> re.Pattern[str]:
    """一般登记在3个工作日以内 | 全部办结."""
    return re.compile(rf"(?:全部)?(?:{alternation(words('target_verbs.yaml', 'finished'))})(?=$|[，。；、）])")


@cache
def _sent() -> re.Pattern[str]:
    """选派科技特派员120名 | 到村开展服务: what those that were counted are to do."""
    return re.compile(rf"(?:{alternation(words('target_verbs.yaml', 'sent'))})(?![到至\d])")


def is_finished(text: str, anchor: Anchor) -> bool:
    """True for a time within which something is done (3个工作日以内办结)."""
    return anchor.bounds[-1] == "le" and _finished().match(text, anchor.end) is not None


def is_modifier(
    text: str, anchor: Anchor, following: Sequence[Anchor], clause: Clause, before: int, closed: bool
) -> bool:
    """True for a value that qualifies a thing or a condition: 500亩以上的灌区, 涨幅超过10%的, 56人以上且….

    `before` is where the value before it ends, `following` are those behind it, `closed` is what `is_closed` says of it.
    """
    if anchor.aim:
        return False
    later = [a for a in following if not a.aim]
    if (
        text.startswith("的", anchor.end)
        and _AIMED_AT.search(text, before, anchor.start)
        and _AT_LEAST.search(text, before, anchor.start)
    ):
        # 建成不少于1平方公里的连片示范区 sets a size, 建设不少于200平方米的社区食堂5个 a number
        return bool(later) and not _begins_another(text, anchor.end, later[0].start)
    if any(opens(text, anchor, clause, before) for opens in (opens_share, opens_fund, opens_work)):
        return False
    if _counts_things(text, anchor, later, clause, before):
        return False
    if (
        _is_sort(text, anchor)
        or _CONDITION.match(text, anchor.end, clause.end)
        or (anchor.bounds[-1] and _SIZED.match(text, anchor.end))
    ):
        return True
    if _in_condition(text, anchor, later, clause, before):
        return True
    # 产值超百亿元企业2家, 引进投资10亿元以上产业项目3个: part of the name of what is counted behind it.
    if closed or not later or _LINK.fullmatch(text, anchor.end, later[0].start):
        return False
    if _LISTED.search(text, anchor.end, later[0].start):
        return False
    return any(is_closed(text, a, clause) for a in later)


def _is_sort(text: str, anchor: Anchor) -> bool:
    """True for a value that is part of a kind (10年期, 11人制, 30万千瓦级); 5家 | 制造企业 are counted."""
    quantity = anchor.quantities[-1]
    return (quantity.kind != "count" or (quantity.unit or "").endswith(_SORTED)) and _SORT.match(
        text, anchor.end
    ) is not None


def _counts_things(text: str, anchor: Anchor, later: Sequence[Anchor], clause: Clause, before: int) -> bool:
    """打造 | 10个以上的 | 示范点: a count behind its verb, in a classifier that tells no size (5户以上的合作社)."""
    if later or anchor.quantities[-1].unit not in words("measure_units.yaml", "classifiers"):
        return False
    if anchor.end == anchor.quantities[-1].end or not text.startswith("的", anchor.end) or clause.end - anchor.end < 3:
        return False
    verb = verb_start(text, before, anchor.start)
    return verb is not None and (verb == before or text[verb - 1] in _BEFORE_VERB)


def _begins_another(text: str, start: int, end: int) -> bool:
    """True where another member of a list begins in ``text[start:end]`` (示范区、公园, 示范区和新建公园)."""
    joints = list(_LISTED.finditer(text, start, end))
    return any(m.group() == "、" or verb_opens(text, m.end(), end) for m in joints)


def _opener(text: str, start: int, end: int) -> re.Match[str] | None:
    """The word that opens a condition; 对口, 对外, 给排水 are names."""
    return next((m for m in _OPENER.finditer(text, start, end) if not shielded().match(text, m.start(), end)), None)


def opens_fund(text: str, anchor: Anchor, clause: Clause, before: int) -> bool:
    """True for the size of a fund that is to be set up: 设立总规模20亿元的 | 产业引导基金."""
    if not (anchor.quantities[-1].unit or "").endswith("元") or _FUND.match(text, anchor.end, clause.end) is None:
        return False
    return _SETS_UP.search(text, before, anchor.start) is not None


def opens_share(text: str, anchor: Anchor, clause: Clause, before: int) -> bool:
    """True for a share of things that come to a state: (力争)80%以上的 | 乡镇卫生院达到基本标准."""
    if anchor.quantities[-1].kind != "percent" or not text.startswith("的", anchor.end):
        return False
    return _share_of_things().match(text, anchor.end, clause.end) is not None and _heads_phrase(text, anchor, before)


@cache
def _share_of_things() -> re.Pattern[str]:
    return re.compile(
        rf"{_THINGS}(?:能够?|可以?|均|都)?(?:{alternation(words('target_verbs.yaml', 'shared_state'))})[^，。；、]{{2,}}$"
    )


def opens_work(text: str, anchor: Anchor, clause: Clause, before: int) -> bool:
    """True for a share of work that is to be done: 完成80%以上 | 排污口整治."""
    if anchor.quantities[-1].kind != "percent" or _TO_DO.search(text, before, anchor.start) is None:
        return False
    return _worked().match(text, anchor.end, clause.end) is not None


@cache
def _worked() -> re.Pattern[str]:
    return re.compile(
        rf"的?[^，。；、\d]{{2,16}}(?:{alternation(words('target_verbs.yaml', 'worked'))})(?:任务|工作)?$"
    )


def _heads_phrase(text: str, anchor: Anchor, before: int) -> bool:
    return anchor.start == before or _SHARE_OPENS.search(text, before, anchor.start) is not None


def is_odd_share(text: str, anchor: Anchor, following: Sequence[Anchor], before: int) -> bool:
    """True for a share of things of which something is said that is not understood (80%的医生团队下沉基层)."""
    share = anchor.quantities[-1].kind == "percent" and text.startswith("的", anchor.end) and not following
    return share and (anchor.start == before or text[anchor.start - 1] in "，底前")


def _in_condition(text: str, anchor: Anchor, later: Sequence[Anchor], clause: Clause, before: int) -> bool:
    """对吸纳10人以上并签订1年以上合同的; 单机容量30万千瓦以下、服役满25年的机组: all up to 的 qualifies."""
    rest = text.find("的", anchor.end, clause.end)
    if rest < 0 and not later:
        return False
    opener = _opener(text, before, anchor.start)
    if opener and opener["at"] in ("对", "凡") and text.find("的", opener.end(), anchor.start) < 0 <= rest:
        return True
    if not later or _CONDITION.match(text, later[-1].end, clause.end) is None:
        return False
    bounded = anchor.end > anchor.quantities[-1].end and not _AIMED_AT.search(text, before, anchor.start)
    return (opener is not None or bounded) and text.find("的", anchor.end, later[-1].start) < 0
