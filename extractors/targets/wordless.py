"""Aims without a number: 全覆盖, 应保尽保, 零填埋 (cover), 稳中有降, 零增长, 逐年提升 (trend)."""

import re
from functools import cache

from extractors.lexicon import alternation, first_characters, words
from extractors.targets.anchors import Anchor
from extractors.words.endings import Endings

_DONE = re.compile("(?:基本|全部|全面|动态)(?!清零|.*覆盖)|均|100%")
_FILE = "wordless.yaml"
# 新建建筑全部达到绿色建筑标准
_STANDARD = r"(?:全部|全面|均|100%)(?:达到|符合|满足)[^，。；、\d]{2,16}标准"
_TITLE = re.compile("(?!实现|确保|力争|推动|做到)[^，。；：]{2,16}。?")
_CLOSED = r"(?=$|[，。；、！）：]|[和并且及]|的目标)"


@cache
def _pattern() -> re.Pattern[str]:
    no_end = _not_behind(words(_FILE, "no_end"))  # 收费项目清零, not 积分清零
    cover = rf"{alternation(words(_FILE, 'cover'))}|“?应(?P<kept>[一-龥])尽(?P=kept)”?|{_STANDARD}|(?<!现象)(?:{alternation(words(_FILE, 'wholly'))})(?:{alternation(words(_FILE, 'done'))})|(?:逐案|逐一|逐项|逐宗|逐条)清零|“?零(?:{alternation(words(_FILE, 'zero'))})”?|(?P<bare>(?<=[一-龥]){no_end}清零)"
    slow = alternation(words(_FILE, "slow"))
    pace = (
        r"(?:与|同|和)(?:国民)?(?:经济|GDP|地区生产总值|居民收入|财政收入|人口)[^，。；]{0,6}?(?:基本|保持)*同步(?:增长|"
        r"提高)?"
    )
    trend = rf"{alternation(words(_FILE, 'trend'))}|{pace}"
    openers = first_characters(
        tuple("应“逐零与同和全均基动清1") + sum((words(_FILE, key) for key in ("cover", "trend", "slow")), ())
    )
    return re.compile(rf"(?={openers})(?:(?P<cover>{cover})|(?P<trend>{trend})|(?P<slow>{slow}))(?:{_CLOSED})")


def _not_behind(found: tuple[str, ...]) -> str:
    """A look-behind for none of the words; one is of one width."""
    widths = sorted({len(word) for word in found})
    return "".join(f"(?<!{alternation(tuple(w for w in found if len(w) == width))})" for width in widths)


@cache
def _sloping() -> re.Pattern[str]:
    """Quantities before a direction, and what they are compared with (不良贷款率比年初 | 持续下降)."""
    heads, level = words("indicator_heads.yaml", "sloping"), words("indicator_heads.yaml", "level")
    return re.compile(rf"(?:{alternation(heads)}){_not_behind(level)}(?:[比较][^，。；]{{1,8}}|同比)?$")


@cache
def _away() -> re.Pattern[str]:
    """基本消除城市黑臭水体, 全面淘汰老旧柴油叉车: of what can be seen to be gone, not of 弊端 or 后顾之忧."""
    kept = _not_behind(words(_FILE, "never_gone"))
    return re.compile(
        rf"(?:基本|全面|全部)(?:消除|清退|淘汰|取缔)(?P<what>[^，。；、（）\d]{{2,20}}?){kept}(?=$|[，。；])"
    )


# 不发生较大以上事故, 无重大疫情发生; not 不发生规模性返贫的底线
_SOME_AWAY = re.compile("消除|清退|淘汰|取缔")
_HARM = re.compile("事件|事故|案件|疫情|火灾|舆情|伤亡")
_NONE = re.compile(
    r"(?=[不杜无])(?:不发生|不出现|不再发生|杜绝发生|(?P<no>(?<![一-龥])无|(?<=[县市区省镇乡年])无))"
    rf"(?P<what>[^，。；、（）]{{2,20}}?(?:{_HARM.pattern}))(?P<end>发生)?(?=$|[，。；、）])"
)

# 重大事故 | 一起都不能发生, 应安置对象 | 一户不漏
_NOT_ONE = re.compile(
    r"一(?:起|例|件|宗|人|户|次|个|处|车|校|村|名|笔|单|项|家|片|条|台|栋|座|口|株|头|只|亩|分)(?<=[一-龥]..)[都也]?(?:绝|决|坚决)?(?:不|无)"
    r"(?:能|许|准|得|可|让|再|允许|会)?(?:再)?(?:发生|出现|落下|落|漏|少|掉队|掉|丢|剩|拖欠|拖|缺|失联|失管|欠|误|遗漏|辍学|返贫)(?=$|[，。；、！）])"
)


@cache
def _closing() -> re.Pattern[str]:
    """The last characters of the words, where they close something: the quick test before the long one."""
    found = sum(
        (words(_FILE, key) for key in ("cover", "trend", "slow", "done")), ("步", "步增长", "步提高", "标准", "清零")
    )
    return re.compile(rf"[{''.join(sorted({word[-1] for word in found}))}](?:{_CLOSED})")


@cache
def _slow() -> Endings:
    return Endings(words(_FILE, "slow") + words(_FILE, "vague"))


def slow_change(text: str, start: int, end: int) -> int:
    """Where the words begin with which ``text[start:end]`` says a direction (安全感 | 稳步提升), else `end`."""
    found = _slow().longest(text, start, end)
    return end if found is None else found


def is_done(text: str, anchor: Anchor) -> bool:
    """True for an aim that only says how far something is carried through (全部整改到位)."""
    return _DONE.match(text, anchor.start, anchor.end) is not None


def find_aims(text: str) -> list[Anchor]:
    """The wordless aims in a stream's text that close their clause or list member, in order."""
    found: list[Anchor] = []
    if _HARM.search(text):
        for m in _NONE.finditer(text):
            if m["no"] is None or m["end"]:
                found.append(Anchor(m.start(), m.end(), [], [], None, None, m.start(), "cover", m.span("what")))
    for m in _NOT_ONE.finditer(text) if "一" in text and "不" in text else ():
        found.append(Anchor(m.start(), m.end(), [], [], None, None, m.start(), "cover"))
    for m in _away().finditer(text) if _SOME_AWAY.search(text) else ():
        found.append(Anchor(m.start(), m.end(), [], [], None, None, m.start(), "cover", m.span("what")))
    if not ("零" in text or "尽" in text or _closing().search(text)):
        return found
    for m in _pattern().finditer(text):
        if m["slow"] and _sloping().search(text, max(0, m.start() - 16), m.start()) is None:
            continue  # 能力稳步提升 means nothing definite, 年审率稳步提高 does
        if m["bare"] and _TITLE.fullmatch(text):
            continue  # “三无”食品清零: a title, the name of the work
        aim = "cover" if m["cover"] else "trend"
        found.append(Anchor(m.start(), m.end(), [], [], None, None, m.start(), aim))
    return sorted(found, key=lambda anchor: anchor.start) if len(found) > 1 else found
