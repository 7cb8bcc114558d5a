"""The indicator: what is left between the start of a clause and the predicate, without verbs, times and scope.

Offsets are those of a stream's text. Words are data: ``lexicon/target_verbs.yaml``, ``indicator_heads.yaml``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.lexicon import alternation, words
from extractors.targets.done_to import come_to, done_to, worked_on
from extractors.targets.verbs import adverb, find_verb, general, moving, opens_pace, shielded, verb_opens, verbs
from extractors.words.endings import endings
from extractors.words.periods import Date
from extractors.words.places import is_place, place_at_end, split_place

_VERBS = "target_verbs.yaml"
_HEADS = "indicator_heads.yaml"
_AHEAD = r"(?:力争|争取|确保)?(?:比[一-龥]{1,6}?)?提前[一-龥\d]{1,5}?实现"  # 力争比全省提前一年实现 | 生产总值
_THIS = r"这些?(?=[一-龥]{3})"
_NUMBERING = r"(?:（?[一二三四五六七八九十\d]{1,3}[）.、](?!\d)|[①-⑳△★☆●○◆◇▲■□※]|(?!0)\d{1,2}[）.])+"
_PER = (
    r"每[个所座家]?(?:[一-龥]{0,3}(?:省|县|市|区|镇|乡|街道|村|社区|州|旗|学校|小学|中学|医院|园区|灌区|部门|单位|站|点|中心|机构|企业|基地|户|校|家庭|班级)(?:（[一-龥、]{1,6}）)?)"
    r"(?=至少|不少于|新?建|配|创|打|设|布|培|选|开展|开设|实现|完成|办好?|成立|组建|引进|推|改造|种|修|安装|举办|落实|聘)"
)

# 每千名老年人配备社会工作者 is a name, with its verb.
_HEADLESS = re.compile(
    "[率的]|度(?!假|汛)|量(?!子|化)|额(?!头)|数(?!字|据|控|智|学)|值(?!班|守|勤)|比(?!例|重|亚|赛)|性(?!能|别)|化(?!工|肥|学|妆|解|粪)"
)
_PER_THOUSAND = re.compile(r"每(?:[千万百十]+|\d+)(?:名|人|个|户|张|[一-龥])")
_HOLD = re.compile(r"(?:把|将(?!军|来|要|达))")
_FOCUS = re.compile(r"以[^，。；]{2,80}?为(?:重点|主体|主|核心|基础|单元|依托)的?")
_CARRIED_OUT = ("实施", "实行", "推行", "开展")
_STAGE = re.compile("第[一二三四五]年(?:度|底|末)?$")
_STAGE_WIDTH = 5  # characters
# A verb without its object: 新建3个, 在城市社区建设35处.
_BARE_VERB = r"(?:[在于][^，]{1,12})?(?:至少)?(?:新建|建成|新增|建设|打造|创建|布设|开工|新改建|新建成)"
_COMPLETELY = re.compile(r"(?:“?应(?P<way>[一-龥])尽(?P=way)”?|为?(?:尽快|早日|尽早))+|[人户亩村]均")
_EXAMPLES = re.compile("(?:“[^”]{1,20}”[、和]?)+等(?=[一-龥]{2,})")  # “月嫂”“木匠”等 | 劳务品牌
_LEADS = re.compile("(?:[，；、]|其中|同时)*")
_PLACE_WIDTH = 8  # characters
_COMPLETE_FIRST = frozenset("“应为尽早人户亩村")
_LONGEST_EMPTY = 24  # characters: adverbs in a row, a place with a bare verb
_LEADING_PUNCTUATION = "、，：；。”）"


@dataclass(slots=True)
class Noun:
    """An indicator in a stream: ``text[start:end]``, empty where the clause names none.

    `verb`: the verb of which it is the object; `change`: increase or decrease where that verb says so (压减煤炭消费);
    `scope`: offsets of the place or group; `part`: the clause says 其中; `measured`: it ends as the name of a quantity.
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
def bare_heads(listed: bool) -> frozenset[str]:
    """Names that say nothing alone (总量, 占比) and join the indicator before them; more of them in a list."""
    return frozenset(words(_HEADS, "bare") + (words(_HEADS, "bare_listed") if listed else ()))


def read_noun(text: str, start: int, end: int, dates: Sequence[Date], counted: bool, measured: bool = False) -> Noun:
    """The indicator in ``text[start:end]``. `counted` tells things and amounts that a verb may have as its object.

    `measured`: a level of a measure (食品安全抽检总数 | 突破2万批次), whose name may hold verbs; only one at its front is none.

    Never raises; an empty noun means that the clause names nothing itself.
    """
    noun = Noun(start, end)
    if dates:
        _cut_dates(text, noun, dates)
    _cut_hold(text, noun)
    _strip(text, noun)
    things = worked_on(text, noun.start, noun.end) if counted and text.startswith("对", noun.start) else None
    if things is not None:
        noun.verb = text[things[1] : noun.end]
        noun.start, noun.end = things
    elif counted and not _PER_THOUSAND.match(text, noun.start, noun.end):
        verb = find_verb(text, noun.start, noun.end, measured)
        if verb is not None:
            _take_verb(text, noun, verb)
    elif text.startswith("分别完成", noun.start) and _may_drop(text, noun.start + 4, noun.end):
        noun.start += 4
    elif text.startswith("完成", noun.start) and _may_drop(text, noun.start + 2, noun.end):
        noun.start += 2  # 完成任务总量的50%
    if dates:
        _cut_relative(text, noun, dates)
    _cut_focus(text, noun, counted)
    _take_change(text, noun)
    _trim(text, noun)
    stage = _STAGE.search(text, max(noun.start, noun.end - _STAGE_WIDTH), noun.end)
    if stage and noun.scope is None:
        noun.end, noun.scope = stage.start(), stage.span()  # 整改率 | 第一年达到30%
    if noun.scope is None:
        noun.start, noun.end, noun.scope = split_place(text, noun.start, noun.end, tail=not noun.verb)
    noun.measured = endings(_HEADS, "measure").end(text, noun.start, noun.end)
    return noun


def _opens_change(text: str, at: int) -> bool:
    """年均 | 减少化肥使用量, but not 年均增速."""
    return opens_pace(text, at) and not text.startswith(("增速", "增幅", "降幅"), at)


def _cut_dates(text: str, noun: Noun, dates: Sequence[Date]) -> None:
    """What stands before a time limit is its actor or another clause: 县气象局9月底前 | 完成…."""
    for date in dates:
        if date.kind in ("attribute", "base") or not (noun.start <= date.start and date.end <= noun.end):
            continue
        mean = date.kind == "per" and text.startswith(("年均", "月均", "逐年"), date.start) and date.end < noun.end
        if mean and not (
            verb_opens(text, date.end, noun.end) or (date.start == noun.start and _opens_change(text, date.end))
        ):
            continue  # 年均增速, 工作者年均接受教育: part of the name; 年均培养毕业生 is a verb with its object
        if date.end == noun.end:
            noun.end = date.start
        else:
            noun.part = noun.part or text.startswith("其中", noun.start)
            held = _LEADS.match(text, noun.start, date.start).end()  # type: ignore[union-attr]
            if 2 < date.start - held <= _PLACE_WIDTH and is_place(text[held : date.start]):
                noun.scope = (held, date.start)  # 龙屿县 | 2024年、2025年 | 分别投放网箱40口和50口
            noun.start = date.end + text.startswith("起", date.end)


def _cut_relative(text: str, noun: Noun, dates: Sequence[Date]) -> None:
    """2018年以前建成的 | 高标准农田: a relative clause with a date says which, not what."""
    for date in dates:
        if date.kind in ("attribute", "by", "during") and noun.start == date.start:
            end = text.find("的", date.end, noun.end - 1)
            noun.start = end + 1 if end > 0 else noun.start


def _cut_focus(text: str, noun: Noun, counted: bool) -> None:
    """以中学、医院为重点的 | 收集体系覆盖率; 回收装置 | 实现网点 (全覆盖)."""
    m = _FOCUS.match(text, noun.start, noun.end) if text.startswith("以", noun.start) else None
    if m and noun.end - m.end() >= 2:
        noun.start = m.end()
    if counted:
        return
    what, where = come_to(text, noun.start, noun.end)
    noun.start, noun.end = what
    noun.scope = where or noun.scope
    done = done_to(text, noun.start, noun.end) if text.startswith("对", noun.start) else None
    if done is not None:
        noun.start, noun.end = done[0]
        noun.scope = noun.scope or done[1]
    elif text.startswith(_CARRIED_OUT, noun.start) and _may_drop(text, noun.start + 2, noun.end):
        noun.start += 2  # 实施 | “证照分离”改革 (全覆盖)


def _cut_hold(text: str, noun: Noun) -> None:
    if text.find("把", noun.start, noun.end) < 0 and text.find("将", noun.start, noun.end) < 0:
        return
    for m in _HOLD.finditer(text, noun.start, noun.end):
        if noun.end - m.end() >= 2:
            noun.start = m.end()


@cache
def _opening() -> re.Pattern[str]:
    """What may be dropped from the front of a name, and the names that must not be cut (`name`)."""
    kinds = (
        ("mark", rf"[{_LEADING_PUNCTUATION}]|{_NUMBERING}"),
        ("this", _THIS),
        ("ahead", _AHEAD),
        ("per", _PER),
        ("name", alternation(words(_VERBS, "names"))),
        ("connectors", alternation(words(_VERBS, "connectors"))),
        ("own_area", alternation(words(_VERBS, "own_area"))),
        ("light", alternation(words(_VERBS, "light"))),
        ("adverb", adverb().pattern),
    )
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds))


@cache
def _openers() -> frozenset[str]:
    """The characters that begin what `_opening` matches."""
    lists = ("names", "connectors", "own_area", "light", "adverb")
    first = {word[0] for key in lists for word in words(_VERBS, key)}
    return frozenset(
        first
        | set(_LEADING_PUNCTUATION)
        | set("每这比提（一二三四五六七八九十0123456789△★☆●○◆◇▲■□※①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
    )


def _strip(text: str, noun: Noun) -> None:
    """Drop numbering, connectors, the document's own area and words that only announce from the front."""
    at, end, openers, opening = noun.start, noun.end, _openers(), _opening()
    while at < end and text[at] in openers:
        m = opening.match(text, at, end)
        if m is None or m.lastgroup == "name":
            break
        if m.lastgroup == "per":
            if noun.scope is not None:
                break
            noun.scope = m.span()
        elif m.lastgroup in ("own_area", "light") and not _may_drop(text, m.end(), end):
            m = adverb().match(text, at, end)
            if m is None:
                break
        elif m.lastgroup == "connectors":
            noun.part = noun.part or m.group().startswith(("其中", "含"))
        at = m.end()
    noun.start = at


def _may_drop(text: str, at: int, end: int) -> bool:
    """False where what is left would be no name (推进率, 实现度)."""
    rest = text[at:end]
    return not rest or (len(rest) >= 2 and _HEADLESS.match(rest) is None and rest not in general())


def _take_verb(text: str, noun: Noun, verb: re.Match[str]) -> None:
    noun.verb = verb.group()
    noun.scope = noun.scope or place_at_end(text, noun.start, verb.start())
    rest = text[verb.end() : noun.end]
    if len(rest) == 1 or rest in general() or (verb.re is verbs("weak") and rest in words(_HEADS, "measure")):
        noun.start = verb.start()
        return
    noun.start = verb.end()
    while True:
        # 完成新建…, 建成投用…: verbs in a row
        listed = text[noun.start] == "、"
        noun.start += listed
        again = verbs("strong").match(text, noun.start, noun.end) or (
            (verbs("weak").match(text, noun.start, noun.end) or moving().match(text, noun.start, noun.end))
            if listed
            else None
        )
        if again is None or again.end() >= noun.end or shielded().match(text, noun.start, noun.end):
            break
        if noun.end - again.end() == 1 or text[again.end() : noun.end] in general():
            break  # 完成 | 修复面积
        noun.start = again.end()
    _strip(text, noun)


@cache
def _changes() -> re.Pattern[str]:
    ways = (f"(?P<{key}>{alternation(words(_VERBS, key))})" for key in ("change_up", "change_down"))
    return re.compile("|".join(ways))


def _take_change(text: str, noun: Noun) -> None:
    m = _changes().match(text, noun.start, noun.end)
    if m and noun.end - m.end() >= 2 and text[m.end()] not in "的率度量额数值型性":
        noun.change = "increase" if m.lastgroup == "change_up" else "decrease"
        noun.verb = noun.verb or m.group()
        noun.start = m.end()


def _trim(text: str, noun: Noun) -> None:
    start, end = noun.start, noun.end
    while end > start and text[end - 1] in "、，：的等共已了是于—":
        if text[end - 1] == "的" and noun.part:
            break
        end -= 1
    if text.endswith("在", start, end) and not text.endswith(("存在", "所在", "潜在"), start, end):
        end -= 1  # 积存点位在 | 6月底前减少一半
    named = _EXAMPLES.match(text, start, end) if text.startswith("“", start) else None
    start = named.end() if named else start
    if text.startswith(("各类", "各种", "各项"), start, end) and end - start > 3:
        start += 2  # 放流 | 各类 | 水生生物苗种
    if text.startswith("了", start, end) and not text.startswith("了解", start):
        start += 1  # 实现了 | 工业投资
    while end > start and text[start] in _LEADING_PUNCTUATION:
        start += 1
    if start < end and text[start] in _COMPLETE_FIRST and _COMPLETELY.fullmatch(text, start, end):
        start = end  # 做到“应放尽放”“应接尽接”: no thing
    if end - start <= _LONGEST_EMPTY and _says_nothing().fullmatch(text, start, end):
        start = end
    noun.start, noun.end = start, end


@cache
def _says_nothing() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words(_VERBS, 'adverb'))}|剩余|其余|其他|剩下|余下|总共|共)+|{_BARE_VERB}")
