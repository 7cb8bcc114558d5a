"""Places and groups that narrow what a value holds for (LABELLING "scope"): 中心城区, 丘陵区, 荥阳市, 在传统产业.

Works on a stream's text and its offsets. Words are data: ``lexicon/scopes.yaml``.
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.lexicon import alternation, read_yaml, words
from extractors.words.endings import Endings, endings

_SCOPES, _HEADS = "scopes.yaml", "indicator_heads.yaml"
Stretch = tuple[int, int]

_OF_GROUP = re.compile(r"^(?:面向|用于|针对|面对|对|属于|位于|来自)?(.{2,20}?)的?$")
_PLACE = re.compile(r"[一-龥]{1,6}(?:镇|乡|街道|县|区|市|旗|苏木|新区|开发区|林场|农场)")
_GROUP = 10  # characters
_LONGEST = 60  # characters: more than any place with what leads to it
# 云栖、望湖两个街道: as many named places as the number says, or more of them
_SOME = re.compile(
    r"[一-龥]{1,9}(?:[、和及与][一-龥]{1,9})+等?(?:[两二三四五六七八九十]|\d{1,2})个?(?:街道|乡镇|镇街|[镇乡县区市旗州村]|区县|县区|县市|片区|社区|园区|新区|开发区|林场|农场|灌区|流域|中心镇|(?P<other>[一-龥]{1,5}))"
)
_LEADS = re.compile("(?:[一二三四五六七八九]是|其中|同时|并)?在")
_OF_PLACE = re.compile("[^，。；：]{0,22}")
_EVERY = r"(各(?:区县|县区|乡镇|市州|盟市|县|区|市|镇|乡|街道|村|社区)(?:（[^（）]{1,8}）)?)(?:要|应|至少)?"
_EACH_PLACE = re.compile(
    r"(?:各|每个?)(?:县区|区县|县市区|市州|盟市|乡镇|镇街|县城|县|区|市|州|镇|乡|街道|村|社区|园区|学校|单位|行政村)(?:（[^（）]{1,8}）)?"
)


@cache
def _ending(tier: str) -> str:
    """市, 县, 区, 镇 or 乡 at the end of a name; not of another word (超市, 社区), nor behind a verb (跨市, 出县)."""
    not_behind = "".join(words(_SCOPES, "not_behind", tier) + words(_SCOPES, "not_behind", "any"))
    return rf"(?<![{not_behind}]){tier}"


@cache
def _named() -> str:
    """规划 | 新密市 | 新建1座; not 全市, 各县."""
    other = "".join(words(_SCOPES, "no_name"))
    ends = "|".join(_ending(tier) for tier in "市县区镇乡")
    return rf"((?![{other}])[一-龥]{{1,4}}(?:{ends}|街道|旗))"


@cache
def _own_name() -> re.Pattern[str]:
    return re.compile(_named())


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words(_SCOPES, 'head'))})(?:建成区)?")


@cache
def _whole() -> re.Pattern[str]:
    word, tail = alternation(words(_SCOPES, "word")), alternation(words(_SCOPES, "tail"))
    return re.compile(rf"(?:{word}|[一-龥]{{1,8}}(?:{tail}))")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(alternation(words(_SCOPES, "word")))


@cache
def _tail() -> Endings:
    return Endings(words(_SCOPES, "word") + words(_SCOPES, "head"))


@cache
def _before_verb() -> re.Pattern[str]:
    direction = r"[一-龥]{1,6}?(?:以[东南西北]|[东南西北]部山区|山区|平原区|丘陵区|流域|片区|中心城区|城区)"
    sector = rf"[^，。；]{{2,20}}?(?:{alternation(words(_SCOPES, 'sector'))})"
    return re.compile(
        rf"(?:(?:^|在|于)({direction})|在({sector})|^(?:规划|计划|支持|推动|指导|确保|力争|力求|争取|在)?{_named()}|^{_EVERY})$"
    )


@cache
def _leading_ends() -> Endings:
    return Endings(word for key in ("sector", "group", "word", "tail") for word in words(_SCOPES, key))


def place_at_end(text: str, start: int, end: int) -> Stretch | None:
    """The place that stands before a verb at `end`: 在洪河以北 | 建成, 规划新密市 | 新建, 在传统行业 | 选取."""
    start = max(start, end - _LONGEST)
    m = _before_verb().search(text[start:end])
    if m is None or m.lastindex is None:
        return None
    return start + m.start(m.lastindex), start + m.end(m.lastindex)


def leading_place(text: str, start: int, end: int) -> Stretch | None:
    """The place or group that a clause of its own puts before what follows: 在现代食品产业，…."""
    m = _LEADS.match(text, start, end)
    if m is None:
        return None
    at = _leading_ends().longest(text, m.end(), end)
    return (m.end(), end) if at is not None and _OF_PLACE.fullmatch(text, m.end(), at) else None


def split_place(text: str, start: int, end: int, tail: bool = True) -> tuple[int, int, Stretch | None]:
    """A name without the place at its front (城区 | 公交出行分担率) or back (通达率 | 平原区), and that place.

    Without `tail` the back is left alone: what a verb counts may be places (打造银发消费示范街区).
    """
    bracket = text.rfind("（", start, end) if tail and text.endswith("）", start, end) else -1
    if (
        bracket > start
        and endings(_HEADS, "measure").end(text, start, bracket)
        and is_group(text, bracket + 1, end - 1)
    ):
        return start, bracket, (bracket + 1, end - 1)  # 自来水普及率 | （农村）
    m = _head().match(text, start, end)
    if m and text.startswith(_named_whole(), start):
        return start, end, None
    if m and end - m.end() >= 3 and text[m.end()] not in "的、和与及占以":
        return m.end(), end, m.span()
    measured = endings(_HEADS, "measure")
    front = text[start:end][:1] != "占" and measured.end(text, start, end)  # 占全市GDP比重
    m = _own_front().match(text, start, end) if front else None
    if m and end - m.end() >= 3 and text[m.end()] not in "的、和、与及占以" and measured.end(text, m.end(), end):
        return m.end(), end, m.span(1)
    at = _tail().longest(text, start, end) if tail else None
    if at is None or at - start < 3 or not measured.end(text, start, at):
        at = _group_behind(text, start, end) if tail else None
    if at is not None and at - start >= 3:
        return start, at, (at, end)
    return start, end, None


@cache
def _behind_ends() -> Endings:
    return Endings(words(_SCOPES, "tail") + words(_SCOPES, "word") + words(_SCOPES, "behind"))


@cache
def _behind() -> re.Pattern[str]:
    ends = tuple(dict.fromkeys(words(_SCOPES, "tail") + words(_SCOPES, "word") + words(_SCOPES, "behind")))
    return re.compile(
        rf"(?:{alternation(words(_HEADS, 'firm'))})(?P<group>(?![以达的和与及、化])[一-龥]{{0,5}}(?:{alternation(ends)}))$"
    )


def _group_behind(text: str, start: int, end: int) -> int | None:
    """Where the group begins that stands behind its measure: 通达率 | 平原乡镇, 候车时间 | 高峰期."""
    if not _behind_ends().end(text, start, end):
        return None
    m = _behind().search(text, max(start, end - 12), end)
    return m.start("group") if m and m.end("group") - m.start("group") >= 2 else None


@cache
def _named_whole() -> tuple[str, ...]:
    return words(_SCOPES, "whole")


@cache
def _own_front() -> re.Pattern[str]:
    other, several = "".join(words(_SCOPES, "no_name")), alternation(words(_SCOPES, "several"))
    towns = "|".join(_ending(tier) for tier in "市县镇乡")
    # 文化市 | 场, 小县 | 域: the word goes on
    goes_on = "|".join(rf"(?<={tier})[{''.join(words(_SCOPES, 'goes_on', tier))}]" for tier in "市县镇乡区")
    return re.compile(
        rf"((?![{other}]|{several})(?:[一-龥]{{1,4}}(?:{towns}|街道)|[一-龥]{{2}}{_ending('区')}))(?!{goes_on})"
    )


def placed(members: Sequence[str]) -> list[tuple[str, str]]:
    """The indicator and the place of each member of a list in which one indicator is said of several places.

    柳坪镇、石埠镇商贸中心面积; 消费占比市区、县域. [] where the list is none.
    """
    first, last = members[0], members[-1]
    m = _own_front().match(last) or _head().match(last)
    if m is None and all(map(_word().fullmatch, members[:-1])) and endings(_HEADS, "measure").end(last):
        m = _word().match(last)  # 县城、乡镇 | 污水处理率
    if m and len(last) - m.end() >= 3 and last[m.end()] not in "的和与及" and all(map(is_place, members[:-1])):
        return [(last[m.end() :], place) for place in (*members[:-1], m.group())]
    start, end, place = split_place(first, 0, len(first))
    behind = words(_SCOPES, "behind")
    if place is not None and place[0] == end and start == 0 and all(is_place(m) or m in behind for m in members[1:]):
        return [(first[:end], group) for group in (first[slice(*place)], *members[1:])]
    return []


@cache
def _both() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((word, words(_SCOPES, "both", word)) for word in read_yaml(_SCOPES)["both"])


def groups_of(name: str) -> list[str]:
    """What a name says of each of the groups that one word holds (城乡居民收入: 城镇居民收入, 农村居民收入), else []."""
    found = next((both for both in _both() if both[0] in name), None)
    return [name.replace(found[0], group) for group in found[1]] if found else []


def is_place(name: str) -> bool:
    """True where `name` is nothing but a place or a group of places (柳坪镇, 城市建成区, 山区乡镇)."""
    return bool(_own_name().fullmatch(name) or _word().fullmatch(name) or (len(name) <= 7 and _whole().fullmatch(name)))


@cache
def place_ends() -> frozenset[str]:
    """The last characters of names of places and groups: the quick test before the long ones."""
    return frozenset(word[-1] for key in ("word", "tail", "own_ends") for word in words(_SCOPES, key))


def tells_places(name: str) -> bool:
    """True for named places with their number (云栖、望湖两个街道)."""
    some = _SOME.fullmatch(name)
    return some is not None and not some["other"]


def is_each(name: str) -> bool:
    """True for 各县（市、区）, 每个乡镇: every place, each by itself."""
    return _EACH_PLACE.fullmatch(name) is not None


def is_counterpart(name: str, scope: str) -> bool:
    """True where `name` can stand beside `scope` as another place or group of its kind (绿水县, 白水市; 镇村, 城区)."""
    if is_place(name) and len(name) <= _GROUP:
        return True
    if 2 <= len(name) <= _GROUP and all(endings(_SCOPES, "behind").end(group) for group in (name, scope)):
        return True
    return 2 <= len(name) <= _GROUP and (name[-2:] == scope[-2:] or (name[-1] == scope[-1] and len(name) <= 4))


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"[一-龥]{{2,6}}(?:[、和及与][一-龥]{{2,6}})*(?:{alternation(words(_SCOPES, 'beside'))})")


def only_place(text: str, start: int, end: int, part: bool, listed: bool) -> Stretch | None:
    """The scope, where a noun is nothing but a place or group of what stood before (其中中心城区, 丘陵区).

    `part`: the clause opened with 其中, so that any place name counts; `listed`: the noun continues a list.
    """
    name = text[start:end]
    if not name or not (part or listed or name.startswith(("面向", "用于"))):
        return None
    if name.endswith("的") or (
        name.startswith(("面向", "用于")) and "的" not in name and not endings(_HEADS, "measure").end(name)
    ):
        m = _OF_GROUP.match(name)
        return (start + m.start(1), start + m.end(1)) if m else None
    some = _SOME.fullmatch(name)
    if (
        (some is not None and (part or not some["other"]))
        or (listed and _own_name().fullmatch(name))
        or _word().fullmatch(name)
        or (part and len(name) <= 8 and _whole().fullmatch(name))
        or (part and _beside().fullmatch(name) is not None)
    ):
        return start, end
    return (start, end) if part and _PLACE.fullmatch(name) and len(name) <= 6 else None


@cache
def _groups() -> Endings:
    return Endings(words(_SCOPES, "group") + words(_SCOPES, "tail") + words(_SCOPES, "word"))


def is_group(text: str, start: int, end: int) -> bool:
    """True where ``text[start:end]`` is short and ends as the name of a group or of places (备案托育机构, 街道)."""
    return end - start <= _GROUP and _groups().end(text, start, end)


def name_and_place(name: str) -> tuple[str, str | None]:
    """A name without the place or group at its front, and that place (丘陵区田间道路通达度)."""
    start, end, place = split_place(name, 0, len(name))
    return name[start:end], name[slice(*place)] if place else None
