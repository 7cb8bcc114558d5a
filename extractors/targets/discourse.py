"""What has been said in a stream up to where it is read: the record that names, judges and quotes of values look at.

`extractors.targets.aims` walks and writes it; `naming`, `judging`, `openings`, `values` and `keeping` are handed it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from extractors.frozen import frozen
from extractors.lexicon import alternation, words
from extractors.records import Comparator, Warning
from extractors.targets.anchors import Anchor
from extractors.targets.clauses import Clause, Clock
from extractors.targets.draft import TargetDraft
from extractors.targets.indicators import Noun, read_noun
from extractors.targets.verbs import general
from extractors.text.reading import Reading
from extractors.words.lists import chunks
from extractors.words.names import has_prefix, is_strong_unit
from extractors.words.periods import Date
from extractors.words.streams import Stream

_TITLE_END = re.compile(r"(?:建设|创建|改造|打造|培育|工程|行动|提升|工作|推广|再?[一-龥]{0,3}一批)$")
_HOPE = re.compile(r"保[一二三四五六七八九十百\d.%]+争[一二三四五六七八九十百\d.%]+$")  # 产值保六争八
_YEARS = re.compile(r"(20\d\d)年?(?:[—~-]+|至|到)(20\d\d)年")
_SPAN = 24  # characters
_PART_OF_YEAR = re.compile("季度|半年")


@frozen
class Title:
    """A stretch of a stream that may be the title of what follows; its name is read only when a value has none."""

    reading: Reading
    stream: Stream
    dates: Sequence[Date]
    clause: Clause

    def name(self) -> str | None:
        """What the title is about: 建好“残疾人之家”。, “小游园”建设。"""
        text = self.stream.text
        noun = read_noun(text, self.clause.start, self.clause.end, self.dates, True)
        name = _TITLE_END.sub("", _HOPE.sub("", text[noun.start : noun.end]))
        named = (
            name
            and name not in words("target_verbs.yaml", "no_topic")
            and not to_do().fullmatch(name)
            and not is_owner(name)
        )
        span = self.stream.span(noun.start, noun.start + len(name)) if named else None
        return self.reading.text[span.start : span.end] if span else None


@cache
def to_do() -> re.Pattern[str]:
    """加强, 持续推进: verbs that name no thing, at the front of a heading or all of it."""
    return re.compile(f"(?:{alternation(words('target_verbs.yaml', 'to_do'))})+")


@cache
def _undertaken() -> re.Pattern[str]:
    """加快 | 一刻钟生活圈 | 建设, 实施 | 农村危房 | 加固工程: works in a clause, with verbs that begin and that close it."""
    begins = alternation(words("target_verbs.yaml", "undertakes"))
    closes = alternation(words("target_verbs.yaml", "strong") + words("target_verbs.yaml", "weak"))
    return re.compile(
        rf"(?:{begins})+(?P<thing>[^，。；\d“等]{{2,20}}?)(?:(?:{closes})(?:工作|工程|行动|计划|项目|力度)?|工程)$"
    )


@cache
def _put_up() -> re.Pattern[str]:
    """推进 | 既有住宅 | 加装 | 电梯: what a clause puts up somewhere."""
    begins, puts = (alternation(words("target_verbs.yaml", key)) for key in ("undertakes", "placing"))
    return re.compile(rf"(?:{begins})+[^，。；\d“]{{2,12}}?(?:{puts})(?P<thing>[^，。；\d“等]{{2,12}})$")


def is_owner(name: str) -> bool:
    """True for names of units, which head what is theirs to do and are no thing (区住房城乡建设局、区城市更新中心)."""
    found = [name[chunk.start : chunk.end] for chunk in chunks(name, 0, len(name))]
    return bool(found) and all(is_strong_unit(unit) and has_prefix(unit) for unit in found)


@dataclass(slots=True)
class Discourse:
    """One stream while it is read. Offsets are those of `text`, the stream's text.

    `titles` may name what has no noun; `antecedent` is the target spoken of last; `subject` the noun that a clause
    left for the next, `echo` that of a past value and `state` that value with its year; `standing` tells that the sentence counted what there is; `thing` the clause without values before; `group` the place or group that a clause put in front; `part` tells that the clause said 其中;
    `members` what distinguished the kinds of the last list; `margin` a margin that waits for its level;
    `taken` is where the name ends that stands behind a value: figures in it are its own; `behind` is where that name ends if another member of a list follows, `mentioned` where a value ends that only says which things;
    `conditional` tells that conditions were announced (申报条件：); `series` are the dates over which the values of the sentence are dealt out, `dealt` what a clause says is dealt out to those that follow (培训按科室分解为：), `based` the date that the sentence compares with (与2020年相比，); `goes_on`: it goes on from the cell before; `refused` is why the value before, in `refused_unit`, is no target.
    """

    reading: Reading
    stream: Stream
    dates: list[Date]
    clock: Clock
    plan_year: int | None
    titles: list[Title] = field(default_factory=list)
    text: str = ""
    antecedent: TargetDraft | None = None
    targets: list[TargetDraft] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    subject: tuple[int, int] | None = None
    group: tuple[int, int] | None = None
    echo: tuple[int, int] | None = None
    thing: tuple[int, int] | None = None
    state: tuple[int | None, float] | None = None
    standing: bool = False
    part: bool = False
    members: list[str] = field(default_factory=list)
    margin: tuple[str, Comparator | None] | None = None
    before: int = 0
    at: int = 0
    taken: int = 0
    behind: int = 0
    mentioned: int = 0
    conditional: bool = False
    series: Sequence[Date] = ()
    based: Date | None = None
    dealt: tuple[int, int] | None = None
    goes_on: bool = False
    refused: str | None = None
    refused_unit: str | None = None
    _print: str | None = None
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.stream.text
        self._starts = [date.start for date in self.dates]

    @property
    def topic(self) -> str | None:
        """What the titles before are about, None where they name nothing."""
        return next((name for title in self.titles if (name := title.name())), None)

    def printed(self, start: int, end: int) -> str:
        """The characters of the document at ``text[start:end]``, blanks left out."""
        if self._print is None:
            text, at = self.reading.text, self.stream.at
            whole = isinstance(at, range)
            self._print = text[at[0] : at[-1] + 1] if whole else "".join([text[i] for i in at])
        return self._print[start:end]

    @property
    def void(self) -> str | None:
        """Why nothing that is said here is a target: it is past, or a condition that a heading announced."""
        return "past" if self.clock.past else "condition" if self.conditional else None

    @property
    def undertaking(self) -> tuple[int, int] | None:
        """What the clause before says is to be done (加快 | 一刻钟生活圈 | 建设，年底前建成40个), None without one."""
        m = self.thing and (_undertaken().search(self.text, *self.thing) or _put_up().search(self.text, *self.thing))
        return m.span("thing") if m and m["thing"] not in general() else None

    def near(self, target: TargetDraft) -> bool:
        """True where `target` was read in this stream's sentence or is what a bracket follows."""
        if not self.targets or target is not self.targets[-1]:
            return target is self.antecedent and not self.targets
        return self.reading.folded.find("。", target.span.end, self.at) < 0

    def may_be_part(self, anchor: Anchor) -> bool:
        """Whether a value can be part of the one before that is no target: 改造小区38个，惠及4260户，其中试点3个 cannot."""
        unit, of = anchor.quantities[-1].unit if anchor.quantities else None, self.antecedent
        return of is None or not self.near(of) or unit == self.refused_unit or unit != of.unit

    def speaks_after(self, target: TargetDraft | None) -> bool:
        """True where the echo stands after `target`."""
        return self.echo is not None and (target is None or self.stream.at[self.echo[0]] >= target.span.end)

    def dates_in(self, start: int, end: int) -> list[Date]:
        """The dates that stand in ``text[start:end]``, in order."""
        if not self.dates:
            return []
        first = bisect_left(self._starts, start)
        last = first
        while last < len(self.dates) and self.dates[last].end <= end:
            last += 1
        return self.dates[first:last]

    def take_margin(self, noun: Noun) -> str | None:
        """The margin (高于国家要求4.5个百分点) that stands before a value without a noun of its own, once."""
        margin, self.margin = self.margin, None
        return margin[0] if margin and noun.empty else None

    def period_before(self, anchor: Anchor) -> Date | None:
        """The quarter or half year that a milestone without a noun holds for (二季度末达到50%)."""
        inside = self.dates_in(self.before, anchor.start)
        return next((d for d in inside if _PART_OF_YEAR.search(self.text, d.start, d.end)), None)

    def periods_before(self, anchor: Anchor) -> list[Date]:
        """The quarters and half years for each of which a value is said to hold (一季度、二季度均达到50%)."""
        inside = self.dates_in(self.before, anchor.start)
        found = [d for d in inside if _PART_OF_YEAR.search(self.text, d.start, d.end)]
        row = all(self.text[a.end : b.start] in ("、", "和", "及") for a, b in pairwise(found))
        return found if row else []

    def first_of_years(self, count: int) -> int | None:
        """The first of as many years in a row as there are values, where the sentence names their span just before."""
        found = [
            d for d in self.dates_in(max(0, self.before - _SPAN), len(self.text)) if self.stream.at[d.start] < self.at
        ]
        m = _YEARS.match(self.text, found[-1].start) if found and found[-1].kind == "period" else None
        if m is None or self.text.find("。", m.end(), self.before) >= 0:
            return None
        return int(m[1]) if int(m[2]) - int(m[1]) + 1 == count else None

    def leave_unread(self, anchor: Anchor) -> None:
        """Warn of a value that is neither understood nor known to be no target; 一批, 第2, （3项） are none at all."""
        quantity = anchor.quantities[-1]
        if quantity.spelled or quantity.unit is None or anchor.end - anchor.start == len(self.text):
            return
        span = self.stream.span(anchor.start, anchor.end)
        quote = self.reading.text[span.start : span.end]
        self.warnings.append(Warning("quantity-unread", f"未能判定数值“{quote}”是否为目标值", span))

    def end_rhythm(self, before: int, clause: Clause, verb: str | None) -> None:
        """每年组织活动6场、新建基地2个: the second, with a verb of its own, is not yearly; 一季度达到97%、全年达到99%."""
        if not self.clock.rhythm or before <= clause.start or self.clock.rhythm_at >= before:
            return
        if verb or self.text.find("全年", before, clause.end) >= 0:
            self.clock.rhythm = None
