"""Values that only say which things or how large: 500亩以上的灌区, 80%以上的卫生院达标, 对吸纳10人以上的企业.

Offsets are those of a stream's text; anchors come from `extractors.targets.anchors`.
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.lexicon import alternation, words
from extractors.targets.anchors import LINK, Anchor, is_closed
from extractors.targets.clauses import Clause
from extractors.targets.verbs import shielded, verb_at_end, verb_opens, verb_start

_LISTED = re.compile("[、和]")
# 80%以上的乡镇卫生院达到基本标准: a share of things that come to a state
_THINGS = r"的(?:[^，。；、的\d（]|（[^（）\d]{1,8}）){2,16}?"
_SETS_UP = re.compile(r"(?:设立|组建|设置|成立|筹建)[^，。；\d]{0,6}规模(?:不低于|不少于|达到?|约|超过|为)?$")
_FUND = re.compile(r"的?[^，。；、\d]{2,20}(?:基金|资金池)(?:群|母基金)?(?=$|[，。；、])")
_SHARE_OPENS = re.compile(
    r"(?:[，、年底末前县市区省内]|力争|确保|实现|约|至少|不少于|不低于|超过|推动|使|让|促|促使|助推|带动|有)$"
)
_AIMED_AT = re.compile(r"(?:建成|新建|建设|打造|培育|完成|形成|创建|组建)(?:不少于|不低于|不小于|至少|超过)?$")
_AT_LEAST = re.compile(r"(?:不少于|不低于|不小于|至少|超过)$")
_TO_DO = re.compile(r"完成(?:至少|不少于|不低于|超过)?$")
_COVERS = re.compile("覆盖(?:到|至|达到?|不少于|不低于|超过|约|近|至少)*$")
_REACHED = re.compile(r"的?[^，。；、\d的]{2,12}$")
# 5户以上 | 居民小组实现…全覆盖: how large the group is that an aim is set for
_GROUP = re.compile("的?[一-龥]{2,8}")
_NAME_BEHIND = re.compile("[一-龥]{2}")
_SIZED = re.compile("(?:特大|大|中|小|微)型")  # 30万亩以上大型灌区
_STAFFED = re.compile("的?(?:企业|单位|机构|学校|医院|工地|合作社)")  # 百人以上 | 企业, 30床以上 | 医院
_SORT = re.compile(r"[级型制式版期档](?![，。；、]|$)")  # 10年期, 30万千瓦级; 5家 | 制造企业 are counted
_DOING = re.compile("(?:按|分别|共同|负责|具体|实行|轮流|结对|[一-龥]{0,2}包)[^，。；、]{2,}")
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
    opening = (text, anchor, clause, before)
    if opens_share(*opening) or opens_fund(*opening) or opens_work(*opening) or opens_cover(*opening):
        return False
    if _counts_things(text, anchor, later, clause, before):
        return False
    if (
        _is_sort(text, anchor)
        or _is_class(text, anchor, clause)
        or _CONDITION.match(text, anchor.end, clause.end)
        or (anchor.bounds[-1] and _SIZED.match(text, anchor.end))
        or (anchor.bounds[-1] and anchor.quantities[-1].unit in _SORTED and _STAFFED.match(text, anchor.end))
    ):
        return True
    if anchor.start == before and anchor.bounds[-1] == "ge" and any(a.aim for a in following):
        return anchor.quantities[-1].unit in _SORTED and _GROUP.match(text, anchor.end) is not None
    if _in_condition(text, anchor, later, clause, before):
        return True
    # 产值超百亿元企业2家, 引进投资10亿元以上产业项目3个: part of the name of what is counted behind it.
    if closed or not later or LINK.fullmatch(text, anchor.end, later[0].start):
        return False
    if _LISTED.search(text, anchor.end, later[0].start):
        return False
    return any(is_closed(text, a, clause) for a in later)


def _is_class(text: str, anchor: Anchor, clause: Clause) -> bool:
    """True for a size that bounds a class of things (2蒸吨及以下 | 生物质锅炉)."""
    quantity = anchor.quantities[-1]
    if quantity.kind != "amount" or not text.startswith("及以", quantity.end):
        return False
    return _NAME_BEHIND.match(text, anchor.end, clause.end) is not None


def _is_sort(text: str, anchor: Anchor) -> bool:
    """True for a value that is part of a kind (10年期, 11人制, 30万千瓦级); 5家 | 制造企业 are counted."""
    quantity = anchor.quantities[-1]
    return (quantity.kind != "count" or (quantity.unit or "").endswith(_SORTED)) and _SORT.match(
        text, anchor.end
    ) is not None


def _counts_things(text: str, anchor: Anchor, later: Sequence[Anchor], clause: Clause, before: int) -> bool:
    """打造 | 10个以上的 | 示范点: a count behind its verb, in a classifier that tells no size (5户以上的合作社)."""
    if later or not text.startswith("的", anchor.end) or clause.end - anchor.end < 3:
        return False
    last = anchor.quantities[-1]
    if anchor.end == last.end or last.unit not in words("measure_units.yaml", "classifiers"):
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
        rf"{_THINGS}(?:能够?|可以?|均|都)?(?:{alternation(words('target_verbs.yaml', 'shared_state'))})[^，。；、]{{2,}}(?:$|、(?=\d))"
    )


def opens_work(text: str, anchor: Anchor, clause: Clause, before: int) -> bool:
    """True for a share of work that is to be done: 完成80%以上 | 排污口整治."""
    if anchor.quantities[-1].kind != "percent" or _TO_DO.search(text, before, anchor.start) is None:
        return False
    return _worked().match(text, anchor.end, clause.end) is not None


def opens_cover(text: str, anchor: Anchor, clause: Clause, before: int) -> bool:
    """True for the share of things that something reaches: 配送圈覆盖90%以上的 | 社区."""
    if anchor.quantities[-1].kind != "percent" or _REACHED.match(text, anchor.end, clause.end) is None:
        return False
    return _COVERS.search(text, before, anchor.start) is not None


@cache
def _worked() -> re.Pattern[str]:
    return re.compile(
        rf"的?[^，。；、\d]{{2,16}}(?:{alternation(words('target_verbs.yaml', 'worked'))})(?:任务|工作)?$"
    )


def _heads_phrase(text: str, anchor: Anchor, before: int) -> bool:
    return anchor.start == before or _SHARE_OPENS.search(text, before, anchor.start) is not None


def heads_list(text: str, anchor: Anchor, following: Sequence[Anchor], clause: Clause) -> bool:
    """True for the first of a list that ends in what those that it names do: 县级林长8名、 | 乡级林长46名按片区包抓."""
    later = following[0] if following else None
    if later is None or later.aim or anchor.bounds[-1] or not text.startswith("、", anchor.end):
        return False
    if _DOING.match(text, later.end, clause.end) is None:
        return False
    return verb_at_end(text, anchor.end, later.start) is None


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
    if later and text.startswith("、", anchor.end) and text[later[-1].end : clause.end] == "的":
        return True  # 单穴超过0.5平方米、双穴超过0.8平方米 | 的
    if not later or _CONDITION.match(text, later[-1].end, clause.end) is None:
        return False
    bounded = anchor.end > anchor.quantities[-1].end and not _AIMED_AT.search(text, before, anchor.start)
    return (opener is not None or bounded) and text.find("的", anchor.end, later[-1].start) < 0
