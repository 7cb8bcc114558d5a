"""A stream cut into clauses, and the clock that tells which year governs a value in it.

到2025年 governs a paragraph, 2024年6月底前 its sentence, 每年 its clause; 截至2022年底 and 2021年， make what follows a
past result. Rules: LABELLING "Targets", year.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.frozen import frozen
from extractors.targets.verbs import opens_pace, verb_at_end
from extractors.words.periods import Date

_MARK = re.compile(r"[，：；。！？]")
_STOPS = ("。", "！", "？")
_QUOTED = re.compile(r"“[^”]{0,40}”|《[^》]*》|\"[^\"，。；]{0,20}\"")
_VERB = 8  # characters
_RATIO = re.compile(r"\d：\d")
_GOAL_WORD = re.compile(r"^(?:度|的)?(?:主要)?(?:预期性?|约束性?|工作|发展|总体|年度)?(?:目标|展望|任务|指标|预期)")
# Labels of what was found, not of what is to be done.
FINDINGS = ("问题(?:描述|表现|现状)", "反馈(?:情况|问题)", "存在问题", "检查情况", "工作现状", "基本情况")
# Each way begins with a character of its own and looks back only then: the search passes over all others at once.
_PAST_WORD = re.compile(
    r"近[一二两三四五六七八九十\d]+年|近年来?|过去|前(?<![、和]前)[一二三四五六七八九十\d]+个?(?:月|季度)|仍未(?![^，。；]*的)|目前为止|"
    r"截至目前|迄今|至今|以来|"
    + "|".join(rf"{label}(?=：)" for label in FINDINGS)
    + "|"
    + "|".join(
        rf"{found}(?<![早时]..)出?(?:问题)?(?=[，：])"
        for found in ("发现", "查[出明]", "指出", "反[映馈]", "显示", "暴露")
    )
    + "|"
    + "|".join(rf"{month}—1?\d月" for month in range(1, 10))
)
# 对近三年发生2起以上事故的9处点段挂牌督办: what is acted upon
_ABOUT = re.compile(r"(?:^|[，。；])(?:对|针对|将|把|凡|凡是|围绕|聚焦)$")
# 逐院核对2023年以来进销存台账: the time of what is looked through
_LOOKED_THROUGH = re.compile(
    r"(?:[核清排倒检抽自普]查|核对|复核|梳理|清理|整理|盘点|摸排|追溯|回溯|审计|化解|清偿|补录)[^，。；]{0,4}?\d{4}年(?:\d{1,2}月)?$"
)
_FOUND = frozenset(("发现", "查出", "查明", "指出", "反映", "反馈", "显示", "暴露"))
_CHECKED = re.compile(r"(?:[查察导视审评估研访调测计]|考核|数据|结果|报告)[^，。；、]{0,6}$")
_SUM = re.compile("(?<=[一-龥])(?<![近去前])[二三四五]年累计")  # 贷款三年累计, not 到2025年，三年累计
_COUNT = "一二三四五12345一两"
_YEARS = r"([二三四五两2345])年(?:时间)?(?:内|累计|合计|共计?|总计|期间|(?=[新改扩建培选完引育推打创发实组开治修植投]))"
# 三年累计, 3年内, 三年建成; not 近三年, 第三年, 三年行动, 三年以上
_WHOLE = re.compile(
    r"(?:^|(?<=[，。；：、])|(?<![近去前第\d])(?=[二三四五]年累计(?:不|达|完成|新|[增投培建]))|(?<=力争|争取|计划|确保|规划|努力|通过))"
    rf"(?:用|在|经过)?{_YEARS}"
)
_SOME_YEARS = re.compile(_YEARS)  # the quick test
# 上半年到位内资77.6亿元，全年力争100亿元: told as a fact; 上半年完成30亿元，全年力争完成60亿元 are two aims.
_THEN_YEAR = re.compile(
    r"(?=[^。；，]{0,38}?(?:到位|已|实际|[完实][成现]了|达到?了))[^。；，]{2,40}，(?:[^。；]{0,40}，)?"
    r"(?:全年|今年|下半年|下一步)(?:要|将|预计|计划)*(?:力争|确保|争取|努力)"
)
_SEASON = re.compile(
    r"(?:入?汛期?|雨季|主汛期|采暖季|供暖期?|入冬|春耕|春节|国庆|开学|入夏)(?:来临|到来)?前"
)  # 2023年汛前
_PART = ("其中", "其中，", "其中：")
_FROM_THEN = ("起", "开始")
_NOW_WORD = re.compile(
    r"今年|下一步|力争|确保|计划(?<!年度计划)(?<![按占]计划)(?!的\d|指标|生育|单列|管理|总投资)|本年度?|下步|今后|未来|接下来|要(?<=[，；]要)(?![求素点道闻])"
)
# 2022年抽查发现的312个问题要对账销号: the year qualifies things, it does not date what follows.
_MUST = "(?<![重主需必首纲摘])要(?![素求点道闻员])|(?<![适对相供响反])应(?![用急届交收诉对变付聘答力季])|须(?!知)"
_OF_THINGS = re.compile(
    rf"[^，。；\d]{{1,24}}的(?:\d|[^，。；\d]{{1,20}}(?:{_MUST}|逐|全部|进行|开展|作为))|[^，。；]{{0,24}}(?:{_MUST})[^，。；]{{2,}}$"
)


@frozen
class Clause:
    """``text[start:end]`` between two marks; `mark` closes it."""

    start: int
    end: int
    mark: str


def clauses(text: str, shields: Sequence[tuple[int, int]]) -> Iterator[Clause]:
    """The clauses of a stream's text, in order; `shields`, its quotes in order, are never cut."""
    start = shield = 0
    for m in _MARK.finditer(text):
        at = m.start()
        while shield < len(shields) and shields[shield][1] <= at:
            shield += 1
        if shield < len(shields) and shields[shield][0] <= at:
            continue
        mark = text[at]
        if mark == "：" and _RATIO.match(text, at - 1):
            continue
        if at > start or mark in "。；":
            yield Clause(start, at, mark)
        start = at + 1
    if start < len(text):
        yield Clause(start, len(text), "")


def sentences(text: str, shields: Sequence[tuple[int, int]]) -> Iterator[list[Clause]]:
    """The clauses of a stream's text by sentence, none of which is empty."""
    found: list[Clause] = []
    for clause in clauses(text, shields):
        found.append(clause)
        if clause.mark in _STOPS:
            yield found
            found = []
    if found:
        yield found


def quoted(text: str) -> list[tuple[int, int]]:
    """Quotes and titles: figures in them are names (“15分钟健身圈”)."""
    return [m.span() for m in _QUOTED.finditer(text)] if "“" in text or "《" in text or '"' in text else []


class Turns:
    """Where a stream's words turn to the past (近三年, 以来) or back to what is to come (今年, 力争)."""

    def __init__(self, text: str) -> None:
        self._now = [m.start() for m in _NOW_WORD.finditer(text)]
        self._past = [m.start() for m in _PAST_WORD.finditer(text) if _is_told(text, m)]
        whole = list(_WHOLE.finditer(text)) if _SOME_YEARS.search(text) else []
        self._spans = [m.start(1) for m in whole]
        self._years = [_COUNT.index(m[1]) % 5 + 1 for m in whole]
        self._sums = [m.start() for m in _SUM.finditer(text)] if whole else []
        self.none = not (self._now or self._past or whole)

    def past_in(self, clause: Clause) -> bool | None:
        """True or False where the clause turns, None where it does not."""
        if _first_in(self._now, clause) is not None:
            return False
        return None if _first_in(self._past, clause) is None else True

    def years_in(self, clause: Clause) -> int | None:
        """The number of years over which the clause counts (三年累计, 三年内, 三年建成), None where it does not."""
        found = _first_in(self._spans, clause)
        return None if found is None else self._years[found]

    def cumulative_in(self, clause: Clause) -> bool:
        """True where the clause adds the years up (三年累计), whatever date stood before."""
        return _first_in(self._sums, clause) is not None


def _is_told(text: str, m: re.Match[str]) -> bool:
    """True where a word of the past says when, or what was found by whom (督查发现，), not what is acted upon."""
    if m.group()[:2] in _FOUND:
        return _CHECKED.search(text, max(0, m.start() - 10), m.start()) is not None
    if m.group() == "以来" and _LOOKED_THROUGH.search(text, max(0, m.start() - 16), m.start()):
        return False
    return _ABOUT.search(text, max(0, m.start() - 3), m.start()) is None


def _first_in(places: Sequence[int], clause: Clause) -> int | None:
    """The index of the first place that stands in the clause. `places` are in order."""
    if not places:
        return None
    found = bisect_left(places, clause.start)
    return found if found < len(places) and places[found] < clause.end else None


class Clock:
    """The time that governs a value while a passage is read.

    `fallback`: the year of the passage where it names none (deadline of its measure, year of the plan, horizon);
    `reference`: years before it are past; `whole`: the last year of the plan and the number of its years, if known.
    """

    def __init__(self, fallback: int | None, reference: int | None) -> None:
        self.fallback, self.reference = fallback, reference
        self.passage: int | None = None
        self.sentence: int | None = None
        self.past = False
        self.rhythm: str | None = None
        self.rhythm_at = 0
        self.explicit = False
        self.dated = False
        self._of_part: int | None = None
        self._in_part = False
        self.whole: tuple[int, int | None] | None = None

    @property
    def year(self) -> int | None:
        return self.sentence or self.passage or self.fallback

    def open_clause(self, turns: "Turns", clause: Clause) -> None:
        """Words without a date that turn to the past or back, or to the whole of the plan."""
        self.rhythm = None
        if turns.none:
            return
        years = turns.years_in(clause)
        counted = years and (not self.explicit or turns.cumulative_in(clause))
        if self.whole and years and counted and years == (self.whole[1] or years):
            self.sentence = self.whole[0]
        past = turns.past_in(clause)
        self.past = self.past if past is None else past

    def close_clause(self, clause: Clause) -> None:
        """A full stop ends what a time limit governs, and the past."""
        if self._in_part and clause.mark in "；。！？":
            self.sentence, self._in_part = self._of_part, False
        if clause.mark in _STOPS:
            self.sentence, self.past, self.explicit = None, False, False
        elif clause.mark == "；":
            self.past, self.explicit = self.past and self.dated, False

    def take(self, date: Date, text: str, clause: Clause) -> None:
        """Let a date of the clause work on what follows it."""
        if date.kind == "per":
            mean = text[date.start : date.end] in ("年均", "年度均", "月均")
            if mean and not opens_pace(text, date.end):
                return  # 年均浓度: part of a name
            self.rhythm, self.rhythm_at = text[date.start : date.end], date.start
            return
        if date.kind == "quarter" and _THEN_YEAR.match(text, date.end):
            self.past = True
            return
        if date.kind == "quarter":
            self.rhythm, self.rhythm_at = text[date.start : date.end], date.start
            self._govern(date)
            return
        if date.kind in ("base", "attribute", "ongoing", "recurring"):
            return
        if date.kind == "past" and text.startswith(_FROM_THEN, date.end) and date.year and not self._is_past(date):
            self.past = False  # 2024年起审批时限压缩至25个工作日: it begins, it is not over
            return
        if self._is_past(date) or date.kind == "past":
            doing = verb_at_end(text, max(clause.start, date.start - _VERB), date.start)
            if doing is not None and doing[-1] not in "查测核检访览计现":
                return  # 修复 | 去年 | 水毁路段63处: which, not when
        limited = text[date.end - 1] in "前内" or _SEASON.match(text, date.end) is not None
        if (
            text[date.start].isdigit()
            and text[date.start : date.end].endswith("年度")
            and text[date.end : date.end + 1] != "，"
            and self._is_past(date)
        ):
            return  # 2024年度森林督查问题图斑: it says which, not when
        if date.kind == "past" or (self._is_past(date) and not limited):
            if not _OF_THINGS.match(text[date.end : clause.end]) and not text.endswith(("对", "针对"), 0, date.start):
                self.past = self.dated = True
            return
        if self.rhythm and self.rhythm.endswith(("季度", "半年")):
            self.rhythm = None  # 三季度达到70%、年底达到95%
        if not self._in_part and text.endswith(_PART, 0, date.start):
            self._in_part, self._of_part = True, self.sentence  # 改造11所，其中2024年完成4所；建成…
        self._govern(date)
        if (date.kind == "horizon" and date.year) or _GOAL_WORD.match(text[date.end : date.end + 8]):
            self.passage = date.year
            self.sentence = None

    def _is_past(self, date: Date) -> bool:
        return bool(date.year and self.reference and date.year < self.reference)

    def _govern(self, date: Date) -> None:
        self.past = False
        if date.year:
            self.sentence = date.year
            self.explicit = True


def first_year(dates: Sequence[Date]) -> int | None:
    """The earliest year that the plan looks forward to, for documents that bear no date."""
    years = [d.year for d in dates if d.year and d.kind in ("horizon", "by")]
    return min(years) if years else None
