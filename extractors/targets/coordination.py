"""Names joined by 、和与及: which values they share or divide among themselves, and which words.

Works on folded names (strings), not on offsets.
"""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.words.endings import endings

PER_MEMBER = re.compile("[生师班校村床户人]均")  # 生均公用经费: what each member of a group has
_RATIO = re.compile(r"(?:的(?:比率|比值|比例|比重|比|差距|差|衔接率)|之比)$")
_RATIO_WIDTH = 4  # characters
_PAIR = 2


# 氨氮（NH3-N）排放总量, 总磷（TP）等主要水污染物排放总量: a gloss closes the member's own name.
_GLOSS = re.compile(
    r"(?P<own>[^（）]{2,12})（[^（）]{1,16}）(?:等[^、]{2,10}?(?=排放|削减|减排|浓度|总量))?(?P<head>[^（）、]{2,})$"
)
_BARE_GLOSS = re.compile(r"（[A-Za-z0-9\-—.₀-₉]{1,12}）$")
_EMITTED = re.compile(r"(?:重点工程)?(?:排放|减排|削减|年均|平均)(?:总量|量|强度|浓度)$")
# 化 before 率 is the end of a longer word (城镇化率).
_SHORTEST_HEAD = re.compile(r"[一-龥A-Z][一-龥A-Z](?<!化)(?:率|比例|比重|占比|量|额|数|面积|度)$")
_WITHIN = re.compile("(?<=.)中.+(?:占比|比例|比重|率)$")
_JOINS = re.compile("[、和与及]")
_MARK = re.compile("[“（《”）》、和与及以](?:(?<!以)|及)")


def parts(name: str) -> list[str]:
    """The members of a coordination (A率、B率和C率), [name] where it is none. Quotes and brackets are kept whole."""
    if _JOINS.search(name) is None:
        return [name] if name else []
    found, depth, last = [], 0, 0
    for mark in _MARK.finditer(name):
        c = mark.group()
        if c in "“（《":
            depth += 1
        elif c in "”）》":
            depth -= 1
        elif depth <= 0 and (c in ("、", "以及") or _joins(name, mark.start())):
            found.append(name[last : mark.start()])
            last = mark.end()
    found.append(name[last:])
    return [part for part in found if part]


def _joins(name: str, i: int) -> bool:
    """和, 与, 及 between two names that both end as measured quantities, not inside one (医疗和养老机构签约率)."""
    if not endings("indicator_heads.yaml", "measure").end(name, 0, i) or name.startswith(
        ("和谐", "和美", "及时", "及格", "及以上", "与会"), i
    ):
        return False
    return _RATIO.search(name, max(i, len(name) - _RATIO_WIDTH)) is None


def loose_parts(name: str) -> list[str]:
    """`parts`, with every 和, 与, 及 taken to join."""
    return [p for part in parts(name) for p in re.split("[和与及](?!谐|美|时|格|以)", part) if p]


def _are_opposites(one: str, other: str) -> bool:
    """进口 and 出口, 上行 and 下行: two words of two characters that differ in one."""
    return len(one) == len(other) == _PAIR and sum(a == b for a, b in zip(one, other, strict=True)) == 1


def share_head(members: list[str]) -> list[str]:
    """Give members without a head the head of the last (果蔬、肉类产地低温处理率: 果蔬产地低温处理率)."""
    last = members[-1]
    if len(members) == 2 and _are_opposites(members[0][-_PAIR:], last[:_PAIR]) and len(last) > _PAIR:
        return [members[0] + last[_PAIR:], members[0][:-_PAIR] + last]  # 口岸进口、出口通关时间
    alike = _alike(members) if len(members) > 2 else None
    if alike is not None:
        return alike
    if not endings("indicator_heads.yaml", "measure").end(last):
        per = PER_MEMBER.search(last) or _relative().search(last, 2)
        if per and per.start() and len(last) > per.end():
            # 小学、初中 | 生均纸质图书; 卫生院、卫生室 | 能够诊治的常见病
            return [m if PER_MEMBER.search(m) else m + last[per.start() :] for m in members[:-1]] + [last]
        # 甲级、乙级民宿: a grade before a thing
        return [m + last[len(m) :] if m is not last and _same_kind(m, last) else m for m in members]
    emitted = _EMITTED.search(last) is not None  # 化学需氧量、氨氮排放总量: 量 ends a name that is no measure here
    if emitted and not any(_EMITTED.search(m) for m in members[:-1]):
        bare = [_BARE_GLOSS.sub("", m) for m in members[:-1]]
        return [*(m + (_head_for(m, last) or "") for m in bare), _without_gloss(last)]
    whole = [
        m is last or (endings("indicator_heads.yaml", "measure").end(m) and (len(m) > 2 or len(last) < 5))
        for m in members
    ]
    named = [m if is_whole else _BARE_GLOSS.sub("", m) for m, is_whole in zip(members, whole, strict=True)]
    found, nearest = [_without_gloss(last) if named[:-1] != members[:-1] else last], last
    for m, is_whole in zip(reversed(named[:-1]), reversed(whole[:-1]), strict=True):
        found.append(m if is_whole else m + (_head_for(m, nearest) or ""))
        nearest = m if is_whole else nearest  # 生活补贴、护理补贴发放率、改造完成率: the head of the next
    return found[::-1]


def _alike(members: list[str]) -> list[str] | None:
    """新增的公交、出租、环卫 | 车辆中新能源占比: three or more of one width before what is a share within their kind."""
    of = members[0].rfind("的") + 1
    width = len(members[0]) - of
    share = _WITHIN.search(members[-1], width)
    if not 2 <= width <= 3 or share is None or any(len(member) != width for member in members[1:-1]):
        return None
    said, head = members[0][:of], members[-1][width:]
    return [said + member + head for member in (members[0][of:], *members[1:-1])] + [said + members[-1]]


@cache
def _relative() -> re.Pattern[str]:
    """能够诊治的, 配备的: with what begins what several subjects do to the things that are counted."""
    doing = alternation((*words("indicator_heads.yaml", "opens_head"), *words("target_verbs.yaml", "strong")))
    return re.compile(
        rf"(?:能够?|可以?)(?:{doing})[^的、]{{0,6}}的|(?:{doing})[^的、]{{0,6}}的|(?:能够?|可以?)[^的、]{{2,6}}的"
    )


def _without_gloss(name: str) -> str:
    """挥发性有机物（VOCs）排放总量 beside other members: the gloss explains only the member's own name."""
    gloss = _GLOSS.match(name)
    return gloss["own"] + gloss["head"] if gloss else name


def _same_kind(member: str, last: str) -> bool:
    if len(member) > 3 or len(last) <= len(member) + 1:
        return False
    return last[len(member) - 1] == member[-1] or (len(member) == 2 and last[0] == member[0])  # 供水、供热 | 管网


def same_measure(subject: str, indicator: str) -> str | None:
    """What `indicator` measures, said of another subject (秸秆, 农膜回收率: 秸秆回收率); None where they share no word."""
    head = _head_for(subject, indicator)
    return None if head is None or endings("indicator_heads.yaml", "measure").end(subject) else subject + head


@cache
def _opens_head() -> re.Pattern[str]:
    return re.compile(alternation(words("indicator_heads.yaml", "opens_head")))


def subject_of(indicator: str) -> str:
    """Whose measure an indicator is (蔬菜 of 蔬菜播种面积); `indicator` itself where it is none or names no subject."""
    measure = endings("indicator_heads.yaml", "measure").longest(indicator, 0, len(indicator))
    if measure is None:
        return indicator
    head = _opens_head().search(indicator, 2)
    cut = min(measure, head.start()) if head else measure
    return indicator[:cut] if cut >= 2 else indicator


def _head_for(member: str, last: str) -> str | None:
    """What of `last` its subject shares with `member`: cut behind a kind that both name, else where a word begins."""
    gloss = _GLOSS.match(last)
    if gloss and endings("indicator_heads.yaml", "measure").end(gloss["head"]):
        return gloss["head"]  # 氨氮（NH3-N）| 排放总量
    emitted = _EMITTED.search(last)
    if emitted and emitted.start() >= 2:
        return emitted.group()
    per = PER_MEMBER.search(last)
    if per and per.start() >= 1:
        return last[per.start() :]  # 小学、初中 | 生均公用经费
    kind = last.rfind(member[-2:]) + 2  # 水产品 | 畜禽产品 | 抽检合格率
    if kind >= 3 and len(last) - kind >= 3 and endings("indicator_heads.yaml", "measure").end(last, kind):
        return last[kind:]
    opens = _opens_head().search(last, 2)  # 老年人 | 残疾儿童 | 康复率
    if opens is not None:
        return last[opens.start() :]
    m = _SHORTEST_HEAD.search(last)
    return m.group() if m and m.start() >= 2 else None


def shared_measures(members: list[str]) -> bool:
    """True where every member is itself the name of a measured quantity, so that one value holds for each."""
    return len(members) > 1 and all(len(m) >= 2 and endings("indicator_heads.yaml", "measure").end(m) for m in members)


def modifiers(members: list[str]) -> list[str]:
    """What distinguishes members that share a head (果蔬, 肉类 of 果蔬、肉类产地低温处理率); [] where they share none."""
    shared = share_head(members)
    head = shared[0][len(members[0]) :]
    last = members[-1]
    if (
        not head
        or not last.endswith(head)
        or any(s[len(m) :] != head for s, m in zip(shared[:-1], members, strict=False))
    ):
        return []
    return [*members[:-1], last[: -len(head)]]
