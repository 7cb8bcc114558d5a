"""The predicate of a value, read backwards from the number: 分别 比2020年 下降 | 17%, 提高到 | 95% 以上.

What is peeled off tells comparator, change, base and year; what is left is the indicator (`extractors.targets.indicators`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from extractors.lexicon import LexiconError, alternation, read_yaml, words
from extractors.records import Bound, Comparator
from extractors.words.endings import Endings
from extractors.words.periods import Date

_FILE = "comparators.yaml"
_VERBS = "target_verbs.yaml"
_BASE_TAIL = re.compile(r"^(?:度|末|底|全年|同期|年初|年末|年底|基数|水平|实际|分别|的|基础上|年)*$")
_BASE_WORD = re.compile(r"(?:在|以)?(?:(?<![占桩配价])比|较|相比|相比于|与|以|在|由|从|自)?$")
_EACH = re.compile(
    r"每(?![年月季周日天人])[个所座家]?[一-龥]{0,3}(?:县|市|区|镇|乡|街道|村|社区|学校|中小学|小学|中学)(?:（[一-龥、]{1,6}）)?$"
)
_CLOSES = ("", "，", "。", "；", "、", "）")
_BOUND_FIRST = frozenset("以及或（之起内左上")
_EACH_LAST, _EACH_WIDTH = frozenset("县市区镇乡道村校学）"), 16  # characters
_MEAN = re.compile(r"(?:保持在|稳定在|稳定保持在|达到|达|不低于|不少于|超过|控制在)[人户亩村]均$")
_FROM_NOW = frozenset(a + b for a in "由从" for b in ("目前", "现在", "现有", "现状", "当前"))
_PER_HOUR = re.compile(r"每(?:小时|日|天|月|年)$")
_MOTION_BASE = re.compile(r"(?:的|约|目前的|现在的|现状的|现有的)$")


@dataclass(slots=True)
class Predicate:
    """What stands between an indicator and its value. ``start`` is where it begins, `change` increase or decrease.

    `moved` tells that a change leads to a level (提高到); `shared` that it is dealt out (分别) or held in common (均);
    `mean` the head that values stand for (达到 | 人均 | 10元);
    `refused` that a verb stands there which was left to the indicator.
    """

    start: int
    level: Comparator | None = None
    change: Comparator | None = None
    moved: Comparator | None = None
    shared: str | None = None
    same_period: bool = False
    verb: str | None = None
    aimed: bool = False
    base: Date | None = None
    normed: bool = False
    net: bool = False
    mean: str = ""
    each: tuple[int, int] | None = None
    dates: list[Date] = field(default_factory=list)
    refused: bool = False

    @property
    def empty(self) -> bool:
        """True where nothing but adverbs and dates was found: the value stands bare behind its noun."""
        return not (self.level or self.change or self.moved)


@cache
def _roles() -> dict[str, tuple[str, str]]:
    """Every word that may be peeled, with (feature, value)."""
    roles: dict[str, tuple[str, str]] = {}
    levels = read_yaml(_FILE).get("level")
    if not isinstance(levels, dict) or set(levels) != {"eq", "ge", "gt", "le", "lt", "about"}:
        raise LexiconError(f"{_FILE}: level must have eq, ge, gt, le, lt, about, found {levels!r:.80}")
    for verb in (*words(_VERBS, "strong"), *("新增" + verb for verb in words(_VERBS, "weak"))):
        roles[verb] = ("verb", verb)
    for direction, key in (("increase", "up"), ("decrease", "down"), ("motion", "motion")):
        for word in words(_FILE, key):
            if direction != "motion":
                roles[word] = ("change", direction)
            for ending in ("到", "至", "为", "达到", "达", "至不", "到不"):
                if not ending.endswith("不"):
                    roles[word + ending] = ("moved", direction)
    for comparator in levels:
        for word in words(_FILE, "level", comparator):
            roles[word] = ("level", comparator)
    for family in read_yaml(_FILE)["families"]:
        for word in _family(family):
            roles.setdefault(word, ("level", read_yaml(_FILE)["families"][family]["level"]))
    for word in words(_FILE, "adverbs", "distributive"):
        roles[word] = ("shared", "each" if word.startswith(("分别", "依次")) else "all")
    for word in words(_FILE, "adverbs", "same_period"):
        roles[word] = ("same_period", word)
    for word in (*words(_FILE, "adverbs", "hoped"), *words(_FILE, "adverbs", "plain")):
        roles[word] = ("adverb", word)
    for unit in words("measure_units.yaml", "per"):
        roles["每" + unit] = ("adverb", unit)
    return roles


def _family(name: str) -> Iterator[str]:
    """The words of a family of levels: every stem with every end, behind every negation (不跌破, 不得少于)."""
    negations, stems, ends = (words(_FILE, "families", name, part) for part in ("negations", "stems", "ends"))
    for negation, stem, end in product(negations or ("",), stems, ends):
        yield negation + stem + end


@cache
def _peelable() -> Endings:
    return Endings(_roles())


@cache
def _norm() -> re.Pattern[str]:
    """比法定时限 | 压缩一半, 较优化前 | 压缩50%: a comparison without a year."""
    begins = alternation(words(_FILE, "norm"))
    return re.compile(rf"(?:比(?<![占桩配价]比)|较|在)(?:(?:{begins})[^，、]{{0,8}}|(?<!在)[一-龥]{{2,8}}?[之以]?前)$")


@cache
def _suffixes() -> re.Pattern[str]:
    groups = (f"(?P<{key}>{alternation(words(_FILE, 'suffix', key))})" for key in ("ge", "le", "about"))
    return re.compile("|".join(groups))


def bound_after(text: str, end: int) -> tuple[Bound | None, int]:
    """以上, 以内, 左右 behind a quantity that ends at `end`, and where it ends."""
    m = _suffixes().match(text, end) if text[end : end + 1] in _BOUND_FIRST else None
    if m is None:
        return None, end
    if (
        m.group() == "内"
        and text[m.end() : m.end() + 1] not in _CLOSES
        and not text.startswith(words(_VERBS, "finished"), m.end())
    ):
        return None, end
    bound: Bound = "ge" if m.lastgroup == "ge" else "le" if m.lastgroup == "le" else "about"
    return bound, m.end()


def peel(text: str, start: int, end: int, dates: Sequence[Date], verbs: bool = False) -> Predicate:
    """The predicate that ends at `end` and reaches back at most to `start`. `dates` are those of the clause.

    With `verbs`, a verb behind its object is taken too (自备井到2025年累计 | 关停 | 186眼).
    """
    found = Predicate(end)
    at = end
    closing = {d.end: d for d in dates}
    peelable = _peelable()
    while at > start:
        date = closing.get(at)
        if date is not None and date.start >= start:
            at = _take_date(found, date, text, start)
            continue
        if text[at - 1] == "均" and _MEAN.search(text, start, at):
            found.mean, at = text[at - 2 : at], at - 2  # 收入保持在 | 人均 | 10元
            continue
        word = peelable.longest(text, start, at)
        if word is not None and _splits_word(text, at, text[word:at]):
            break
        if word is not None and _take_word(found, text[word:at], verbs):
            at = word
            continue
        each = _EACH.search(text, max(start, at - _EACH_WIDTH), at) if text[at - 1] in _EACH_LAST else None
        if each is not None:
            found.each, at = (each.start(), at), each.start()
            continue
        base = _base_before(text, start, at, dates) if dates else None
        base = base or _norm_before(text, start, at)
        if base is None:
            break
        found.base, found.normed, at = base[0], base[0] is None, base[1]
    found.start = at
    return found


def _splits_word(text: str, at: int, word: str) -> bool:
    """雷达5部, 马达: a word of one character that is the end of another word."""
    if word == "均" and at >= 2 and text[at - 2] in "人户亩师生班校床村":
        return True  # 人均不少于8学时
    if word in ("要", "将", "须") and at >= 2 and text[at - 2] in "主重必首纲摘需即":
        return True  # 需要, 即将
    if word in ("破", "过"):
        return at < 2 or text[at - 2] in "超经通穿度路错难不突打侦爆攻冲越跨走太好做办掠" or text[at : at + 1] in "程的"
    if word in ("保", "争") and at >= 2:
        return text[at - 2] in "医社参投续低环担劳水质力竞战抗产财保寿人车险承纷确" or not text[at : at + 1].isdigit()
    return word == "达" and at >= 2 and text[at - 2] in "雷马送抵表传直通下递"


def _take_date(found: Predicate, date: Date, text: str, start: int) -> int:
    if date.kind == "base":
        found.base = date
        m = _BASE_WORD.search(text, start, date.start)
        return m.start() if m else date.start
    found.dates.append(date)
    to = not found.empty and date.start > start and text[date.start - 1] in "到至"  # 覆盖率 | 到年底达到
    return date.start - to


def _take_word(found: Predicate, word: str, verbs: bool) -> bool:
    """Take a word into the predicate; False where it belongs to the indicator instead."""
    feature, value = _roles()[word]
    if feature == "verb":
        found.refused = not verbs
        if not verbs or not found.empty:
            return False
        found.verb = word + (found.verb or "")  # 慈善组织 | 新增认定 | 4家
    elif feature == "change":
        if found.change or found.moved:
            return False
        found.change = "increase" if value == "increase" else "decrease"
        found.net = word.startswith(("净增", "再增"))
    elif feature == "moved":
        if found.change or found.moved:
            return False
        found.moved = "increase" if value == "increase" else "decrease" if value == "decrease" else "eq"
    elif feature == "level":
        if found.level and not (value == "eq" or found.level == "eq"):
            return False
        found.level = _COMPARATORS[value] if found.level in (None, "eq") else found.level
        found.aimed = found.aimed or value != "eq"
    elif feature == "shared":
        found.shared = found.shared or value
    elif feature == "same_period":
        found.same_period = True
    elif len(word) == 1 and found.empty and not found.aimed:
        return False
    elif word in _hopes():
        found.aimed = True
    return True


@cache
def _hopes() -> frozenset[str]:
    return frozenset(words(_FILE, "adverbs", "hoped"))


_COMPARATORS: dict[str, Comparator] = {"eq": "eq", "ge": "ge", "gt": "gt", "le": "le", "lt": "lt", "about": "about"}


def _base_before(text: str, start: int, at: int, dates: Sequence[Date]) -> tuple[Date | None, int] | None:
    """较2020年末 before `at`: a base date, then a few words that close the comparison."""
    for date in dates:
        if date.kind == "base" and start <= date.start and date.end <= at and _BASE_TAIL.match(text[date.end : at]):
            m = _BASE_WORD.search(text, start, date.start)
            return date, m.start() if m else date.start
    return None


def _norm_before(text: str, start: int, at: int) -> tuple[None, int] | None:
    m = _norm().search(text, max(start, at - 16), at)
    return (None, m.start()) if m else None


def base_value_before(text: str, start: int, at: int, dates: Sequence[Date]) -> tuple[int, Date | None] | None:
    """由2020年的 | 30%: where 由 begins and the base date, for a quantity that starts at `at`; None without 由."""
    end = at
    rate = _PER_HOUR.search(text, max(start, end - 4), end) if end > start and text[end - 1] in "时日天月年" else None
    end = rate.start() if rate else end  # 由每小时 | 38万立方米
    if end > start and text[end - 1] in "的约":
        m = _MOTION_BASE.search(text, max(start, end - 3), end)
        end = m.start() if m else end
    base: Date | None = None
    for date in dates:
        if start <= date.start and date.end <= end and _BASE_TAIL.match(text[date.end : end]):
            base, end = date, date.start
            break
    if end > start and text[end - 1] in "由从":
        return end - 1, base
    if text[max(start, end - 3) : end] in _FROM_NOW:
        return end - 3, base
    return None
