"""The indicator: what is left between the start of a clause and the predicate, without verbs, times and scope.

Offsets are those of a stream's text. Words are data: ``lexicon/target_verbs.yaml``, ``indicator_heads.yaml``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.lexicon import alternation, words
from extractors.words.periods import Date
from extractors.words.places import place_at_end, split_place

_VERBS = "target_verbs.yaml"
_HEADS = "indicator_heads.yaml"
_NUMBERING = re.compile(r"(?:（?[一二三四五六七八九十\d]{1,3}[）.、](?!\d)|[①-⑳△★☆●○◆◇▲■□※]|\d{1,2}[）.])+")
_PER = re.compile(
    r"每[个所座家]?(?:[一-龥]{0,3}(?:县|市|区|镇|乡|街道|村|社区|州|旗|学校|小学|中学|医院|园区|灌区|部门|单位)(?:（[一-龥、]{1,6}）)?)"
    r"(?=至少|新?建|配|创|打|设|布|培|选|开展|开设|实现|完成)"
)

_HOLD = re.compile(r"(?:把|将(?!军|来|要|达))")
_FOCUS = re.compile(r"以[^，。；]{2,80}?为(?:重点|主体|主|核心|基础|单元|依托)的?")
_REACHED = re.compile(r"(?:实现|做到|达到)[^的]{1,5}$")
# A verb without its object: 新建3个, 在城市社区建设35处.
_BARE_VERB = re.compile(r"(?:[在于][^，]{1,12})?(?:至少)?(?:新建|建成|新增|建设|打造|创建|布设|开工|新改建|新建成)")
_FOR_OTHERS = re.compile(r"(?:选取|选择|推动|支持|引导|组织|帮助|动员|带动)$")
_ACTOR = re.compile(r"[一-龥]{2,14}?(?:局|委|厅)(?![一-龥]?[局委厅])")  # 县农业农村局 | 培训农民3000人次
_LONGEST_VERB = 24  # characters, with a bracket and 不少于
_MEANS = ("依托", "利用", "结合", "通过", "围绕", "联合", "会同")
_LEADING_PUNCTUATION = "、，：；。”）"


@dataclass(slots=True)
class Noun:
    """An indicator in a stream: ``text[start:end]``, empty where the clause names none.

    `verb`: the verb of which it is the object; `change`: increase or decrease where that verb says so (压减煤炭消费);
    `scope`: offsets of the place or group; `part`: the clause says 其中.
    """

    start: int
    end: int
    verb: str | None = None
    change: Literal["increase", "decrease"] | None = None
    scope: tuple[int, int] | None = None
    part: bool = False
    measured: bool = False

    @property
    def empty(self) -> bool:
        return self.end <= self.start


@cache
def _at_start(key: str) -> re.Pattern[str]:
    found = words(_VERBS, key)
    if key == "strong":
        # 新 before any verb makes it one that counts (新投放, 新签约).
        found += tuple("新" + verb for verb in words(_VERBS, "strong") + words(_VERBS, "weak") if verb[0] != "新")
    return re.compile(alternation(found))


@cache
def _names() -> re.Pattern[str]:
    return re.compile(alternation(words(_VERBS, "names")))


@cache
def _verb_follows() -> re.Pattern[str]:
    verbs = words(_VERBS, "strong") + words(_VERBS, "weak") + words(_VERBS, "light") + words(_VERBS, "adverb")
    return re.compile(rf"(?:{alternation(words(_VERBS, 'adverb'))})(?={alternation(verbs)})")


@cache
def _general() -> frozenset[str]:
    return frozenset(words(_VERBS, "general"))


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(words(_HEADS, 'measure'))})$")


@cache
def bare_heads(listed: bool) -> frozenset[str]:
    """Names that say nothing alone (总量, 占比) and join the indicator before them; more of them in a list."""
    return frozenset(words(_HEADS, "bare") + (words(_HEADS, "bare_listed") if listed else ()))


def read_noun(text: str, start: int, end: int, dates: Sequence[Date], counted: bool) -> Noun:
    """The indicator in ``text[start:end]``. `counted` tells things and amounts that a verb may have as its object.

    Never raises; an empty noun means that the clause names nothing itself.
    """
    noun = Noun(start, end)
    _cut_dates(text, noun, dates)
    _cut_hold(text, noun)
    _strip(text, noun)
    if counted:
        _cut_verb(text, noun)
    _cut_relative(text, noun, dates)
    _cut_focus(text, noun)
    _take_change(text, noun)
    _trim(text, noun)
    if noun.scope is None:
        noun.start, noun.end, noun.scope = split_place(text, noun.start, noun.end)
    noun.measured = _measure().search(text, noun.start, noun.end) is not None
    return noun


def _cut_dates(text: str, noun: Noun, dates: Sequence[Date]) -> None:
    """What stands before a time limit is its actor or another clause: 县气象局9月底前 | 完成…."""
    for date in dates:
        if date.kind in ("attribute", "base") or not (noun.start <= date.start and date.end <= noun.end):
            continue
        if date.kind == "per" and text.startswith(("年均", "月均", "逐年"), date.start) and date.end < noun.end:
            continue  # 年均增速: part of the name
        if date.end == noun.end:
            noun.end = date.start
        else:
            noun.part = noun.part or text.startswith("其中", noun.start)
            noun.start = date.end


def _cut_relative(text: str, noun: Noun, dates: Sequence[Date]) -> None:
    """2018年以前建成的 | 高标准农田: a relative clause with a date says which, not what."""
    for date in dates:
        if date.kind in ("attribute", "by", "during") and noun.start == date.start:
            end = text.find("的", date.end, noun.end - 1)
            noun.start = end + 1 if end > 0 else noun.start


def _cut_focus(text: str, noun: Noun) -> None:
    """以中学、医院为重点的 | 收集体系覆盖率; 回收装置 | 实现网点 (全覆盖)."""
    m = _FOCUS.match(text, noun.start, noun.end)
    if m and noun.end - m.end() >= 2:
        noun.start = m.end()
    m = _REACHED.search(text, noun.start, noun.end)
    if m and m.start() - noun.start >= 2:
        noun.end = m.start()


def _cut_hold(text: str, noun: Noun) -> None:
    for m in _HOLD.finditer(text, noun.start, noun.end):
        if noun.end - m.end() >= 2:
            noun.start = m.end()


def _strip(text: str, noun: Noun) -> None:
    """Drop numbering, connectors, the document's own area and words that only announce from the front."""
    at = noun.start
    while at < noun.end:
        before = at
        if text[at] in _LEADING_PUNCTUATION:
            at += 1
            continue
        m = _NUMBERING.match(text, at, noun.end)
        if m:
            at = m.end()
        protected = _names().match(text, at, noun.end)
        if protected:
            break
        per = _PER.match(text, at, noun.end)
        if per and noun.scope is None:
            noun.scope = (per.start(), per.end())
            at = per.end()
        for key in ("connectors", "own_area", "light"):
            m = _at_start(key).match(text, at, noun.end)
            if m and _may_drop(text, m.end(), noun.end, key):
                noun.part = noun.part or m.group().startswith("其中")
                at = m.end()
                break
        else:
            m = _verb_follows().match(text, at, noun.end)
            if m:
                at = m.end()
        if at == before:
            break
    noun.start = at


def _may_drop(text: str, at: int, end: int, key: str) -> bool:
    rest = text[at:end]
    if key == "connectors":
        return True
    # 推进率, 实现度: what is left must still be a name.
    return not rest or (len(rest) >= 2 and rest[0] not in "率度量额数值的比性化" and rest not in _general())


def _cut_verb(text: str, noun: Noun) -> None:
    """Find the verb whose object is counted: the last strong one anywhere, else a weak one at the front."""
    shields = [m.span() for m in _names().finditer(text, noun.start, noun.end)]
    last: re.Match[str] | None = None
    for m in _at_start("strong").finditer(text, noun.start, noun.end):
        inside = any(a <= m.start() < b and not (a == m.start() and m.end() > b) for a, b in shields)
        if inside or m.end() >= noun.end or text[m.end()] == "的":
            continue
        if m.start() > noun.start and text[m.start() - 1] in "的待未已免":
            continue
        if text[m.end() : noun.end] in _general() and m.start() > noun.start and not _opens(text, m.start()):
            continue
        last = m
    if last is None:
        strong = _at_start("strong").match(text, noun.start, noun.end)
        actor = _ACTOR.match(text, noun.start, noun.end)
        last = None if strong else _at_start("weak").match(text, actor.end() if actor else noun.start, noun.end)
        if text.startswith(_MEANS, noun.start - 2):
            last = _last_weak(text, noun, shields)
        if last is None or last.end() >= noun.end or text[last.end()] in "的率度量额数值化性":
            return
        if any(a == noun.start for a, _ in shields):
            return
    _take_verb(text, noun, last)


def _last_weak(text: str, noun: Noun, shields: list[tuple[int, int]]) -> re.Match[str] | None:
    """依托党群服务中心、加油站 | 建设 | 驿站: behind the means stands the verb."""
    found = [m for m in _at_start("weak").finditer(text, noun.start, noun.end) if m.end() < noun.end]
    free = [m for m in found if not any(a <= m.start() < b for a, b in shields)]
    return free[-1] if free else None


def _opens(text: str, at: int) -> bool:
    """True where a verb can begin: after a mark or an adverb."""
    return at == 0 or text[at - 1] in "，、：；。年月前内底计共全再均分别"


def _take_verb(text: str, noun: Noun, verb: re.Match[str]) -> None:
    noun.verb = verb.group()
    noun.scope = noun.scope or place_at_end(text, noun.start, verb.start())
    if text[verb.end() : noun.end] in _general():
        noun.start = verb.start()
        return
    noun.start = verb.end()
    while True:
        # 完成新建…, 建成投用…: verbs in a row
        listed = text[noun.start] == "、"
        noun.start += listed
        again = _at_start("strong").match(text, noun.start, noun.end) or (
            _at_start("weak").match(text, noun.start, noun.end) if listed else None
        )
        if again is None or again.end() >= noun.end or _names().match(text, noun.start, noun.end):
            break
        noun.start = again.end()
    _strip(text, noun)


def _take_change(text: str, noun: Noun) -> None:
    change: Literal["increase", "decrease"]
    for key in ("change_up", "change_down"):
        change = "increase" if key == "change_up" else "decrease"
        m = _at_start(key).match(text, noun.start, noun.end)
        if m and noun.end - m.end() >= 2 and text[m.end()] not in "的率度量额数值":
            noun.change = change
            noun.verb = noun.verb or m.group()
            noun.start = m.end()
            return


def _trim(text: str, noun: Noun) -> None:
    while noun.end > noun.start and text[noun.end - 1] in "、，：的等共已了是—":
        if text[noun.end - 1] == "的" and noun.part:
            break
        noun.end -= 1
    if text.endswith("在", noun.start, noun.end) and not text.endswith(("存在", "所在", "潜在"), noun.start, noun.end):
        noun.end -= 1  # 积存点位在 | 6月底前减少一半
    while noun.end > noun.start and text[noun.start] in _LEADING_PUNCTUATION:
        noun.start += 1
    if _empty_names().fullmatch(text, noun.start, noun.end) or _BARE_VERB.fullmatch(text, noun.start, noun.end):
        noun.start = noun.end


@cache
def _empty_names() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words(_VERBS, 'adverb'))}|剩余|其余|其他|剩下|余下|总共|共)+")


@cache
def _verb_end() -> re.Pattern[str]:
    verbs = alternation(words(_VERBS, "strong") + words(_VERBS, "weak"))
    return re.compile(rf"({verbs})(?:（[^（）\d]{{1,8}}）)?(?:至少|不少于|约|近|各|超过|不低于)?$")


def verb_at_end(lead: str) -> str | None:
    """The verb with which `lead` ends (力争新增, 新建（或迁建）), None where it ends otherwise."""
    m = _verb_end().search(lead[-_LONGEST_VERB:])
    return m.group(1) if m else None


def verb_start(text: str, start: int, end: int) -> int | None:
    """Where the verb begins with which ``text[start:end]`` ends, None where it ends otherwise."""
    start = max(start, end - _LONGEST_VERB)
    m = _verb_end().search(text[start:end]) or _FOR_OTHERS.search(text[start:end])
    return start + m.start() if m else None
