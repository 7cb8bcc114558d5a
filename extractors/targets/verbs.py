"""Verbs whose object is counted (新建公园3座), and the names that hold such a verb and are none (建成区).

Offsets are those of a stream's text. Words are data: ``lexicon/target_verbs.yaml``.
"""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.words.endings import Endings, endings

_VERBS = "target_verbs.yaml"
_BEHIND_VERB = re.compile(r"(?P<bracket>（[^（）\d]{1,8}）)?(?:至少|不少于|约|近|各|超过|不低于|(?<=完成)对)?$")
_BEHIND_LAST = frozenset("）少于约近各过对")
_ACTOR = re.compile(r"[一-龥]{2,14}?(?:局|委|厅)(?![一-龥]?[局委厅])")  # 县农业农村局 | 培训农民3000人次
_LONGEST_VERB = 24  # characters, with a bracket and 不少于
_IN_A_ROW = re.compile(r"[一-龥]{2,4}(?:[、和][一-龥]{2,4})+$")
_DISTRICT = re.compile("区(?:级|域|属|县|直|内[^，]|人民|妇|青少|图书|文化|体育|博物)")


@cache
def verbs(key: str) -> re.Pattern[str]:
    """The verbs of one list of the lexicon: strong, weak or light, connectors, own_area."""
    found = words(_VERBS, key)
    if key == "strong":
        # 新 before any verb makes it one that counts (新投放, 新签约).
        found += tuple("新" + verb for verb in words(_VERBS, "strong") + words(_VERBS, "weak") if verb[0] != "新")
    return re.compile(alternation(found))


@cache
def moving() -> re.Pattern[str]:
    """Verbs that only beside another one have a counted object (开通、调整公交线路)."""
    return re.compile(alternation(words(_VERBS, "moving")))


@cache
def shielded() -> re.Pattern[str]:
    """Names in which a verb is no verb (建成区)."""
    return re.compile(alternation(words(_VERBS, "names")))


@cache
def adverb() -> re.Pattern[str]:
    """An adverb before a verb or another adverb (全面 | 推进)."""
    following = words(_VERBS, "strong") + words(_VERBS, "weak") + words(_VERBS, "light") + words(_VERBS, "adverb")
    return re.compile(rf"(?:{alternation(words(_VERBS, 'adverb'))})(?={alternation(following)})")


@cache
def general() -> frozenset[str]:
    """Nouns too general to stand without the verb before them (签约项目)."""
    return frozenset(words(_VERBS, "general"))


@cache
def _pace() -> re.Pattern[str]:
    moves = sum((words("comparators.yaml", key) for key in ("up", "down", "motion")), ()) + words(_VERBS, "paced")
    levels = sum((words("comparators.yaml", "level", key) for key in ("eq", "ge", "gt", "le", "lt", "about")), ())
    doing = words(_VERBS, "strong") + words(_VERBS, "weak")
    verb = alternation(tuple(dict.fromkeys(moves + levels + doing)))
    return re.compile(rf"(?:实际|名义|可比|分别|均)*(?P<verb>{verb}|增[速幅]|降幅|[增减新])(?![率度量额值])")


def opens_pace(text: str, at: int) -> bool:
    """True where 年均 before `at` says at what pace (年均 | 增长, 改造, 不低于), and is no part of a name (年均浓度)."""
    m = _pace().match(text, at)
    name = shielded().match(text, m.start("verb")) if m else None
    return m is not None and (name is None or name.end() <= m.end())


@cache
def _no_objects() -> frozenset[str]:
    """What is no object of a verb within a name (签约项目, 岸线修复长度)."""
    return general() | frozenset(words("indicator_heads.yaml", "measure"))


def find_verb(text: str, start: int, end: int, front: bool = False) -> re.Match[str] | None:
    """The verb whose object ends at `end`: the last strong one anywhere, else a weak one at the front.

    With `front` only a strong one at the front (发放 | 抵押贷款余额), for the rest is a name (食品安全抽检量).
    """
    shields: list[tuple[int, int]] | None = None
    last: re.Match[str] | None = None
    for m in verbs("strong").finditer(text, start, end):
        shields = _shields(text, start, end) if shields is None else shields
        if m.group() == "建成" and text.startswith("区", m.end()) and _DISTRICT.match(text, m.end(), end):
            shields = [span for span in shields if span[0] != m.start()]  # 建成 | 区级指导中心
        if front and m.start() > start:
            break
        inside = any(a <= m.start() < b and not (a == m.start() and m.end() > b) for a, b in shields)
        if inside or m.end() >= end or text[m.end()] == "的":
            continue
        if m.start() > start and text[m.start() - 1] in "的待未已免":
            continue
        if m.start() > start and end - m.end() == 1 and not _opens(text, m.start()):
            continue  # 分类投放 | 亭
        if m.start() > start and text[m.end() : end] in _no_objects() and not _opens(text, m.start()):
            continue
        last = m
    return last if last or front else _weak_verb(text, start, end)


def _weak_verb(text: str, start: int, end: int) -> re.Match[str] | None:
    actor, means = _ACTOR.match(text, start, end), words(_VERBS, "means")
    last = (
        None
        if verbs("strong").match(text, start, end)
        else verbs("weak").match(text, actor.end() if actor else start, end)
    )
    if text.startswith(means, start - 2) or text.startswith(means, start):
        last = _last_weak(text, start, end)
    if last is None or last.end() >= end or text[last.end()] in "的率度量额数值化性":
        return None
    return None if shielded().match(text, start, end) else last


def _shields(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where names stand that hold a verb which is none."""
    return [m.span() for m in shielded().finditer(text, start, end)]


@cache
def _any_verb() -> re.Pattern[str]:
    return re.compile(alternation(words(_VERBS, "strong") + words(_VERBS, "weak")))


def _last_weak(text: str, start: int, end: int) -> re.Match[str] | None:
    """依托党群服务中心、加油站 | 建设 | 驿站: behind the means stands the verb."""
    found = [m for m in _any_verb().finditer(text, start, end) if m.end() < end]
    shields = _shields(text, start, end)
    free = [m for m in found if not any(a <= m.start() < b for a, b in shields)]
    with_object = [m for m in free if text[m.end() : end] not in general()]
    free = with_object or free
    return free[-1] if free else None


def _opens(text: str, at: int) -> bool:
    """True where a verb can begin: after a mark or an adverb."""
    return at == 0 or text[at - 1] in "，、：；。年月前内底计共全再均分别"


@cache
def _verb_ends() -> Endings:
    return Endings(words(_VERBS, "strong") + words(_VERBS, "weak"))


def _verb_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the verb stands with which ``text[start:end]`` ends, a bracket and a bound left out."""
    start = max(start, end - _LONGEST_VERB)
    ends = _verb_ends()
    found = ends.longest(text, start, end)
    if found is not None or text[end - 1 : end] not in _BEHIND_LAST:
        return None if found is None else (found, end)
    m = _BEHIND_VERB.search(text, start, end)
    for stop in (m.start(), m.end("bracket")) if m else ():
        found = ends.longest(text, start, stop) if stop > start else None
        if found is not None:
            return found, stop
    return None


def verb_at_end(text: str, start: int, end: int) -> str | None:
    """The verb with which ``text[start:end]`` ends (力争新增, 新建（或迁建）), None where it ends otherwise."""
    found = _verb_before(text, start, end)
    return text[slice(*found)] if found else None


def verbs_before(text: str, start: int, end: int) -> list[str]:
    """The verbs in a row before the object that begins at `end` (开通、调整 | 公交线路); [] where there is but one."""
    m = _IN_A_ROW.search(text, max(start, end - _LONGEST_VERB), end)
    found = re.split("[、和]", m.group()) if m else []
    known = (*words(_VERBS, "strong"), *words(_VERBS, "weak"), *words(_VERBS, "moving"))
    return found if all(verb in known for verb in found) else []


def verb_opens(text: str, start: int, end: int) -> bool:
    """True where ``text[start:end]`` begins with a verb that has a counted object, and not with a name."""
    begins = verbs("strong").match(text, start, end) or verbs("weak").match(text, start, end)
    return begins is not None and shielded().match(text, start, end) is None


def verb_start(text: str, start: int, end: int) -> int | None:
    """Where the verb begins with which ``text[start:end]`` ends, None where it ends otherwise."""
    found = _verb_before(text, start, end)
    if found:
        return found[0]
    return endings(_VERBS, "for_others").longest(text, max(start, end - _LONGEST_VERB), end)
