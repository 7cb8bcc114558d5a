"""One stream read clause by clause: quantities and wordless aims become targets, warnings, or nothing.

See `extractors.targets.read` for the whole; this module holds the walk, `extractors.targets.values` what one value says.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from extractors.records import Comparator, Target, Warning
from extractors.targets.anchors import Anchor, find_anchors, is_closed, is_modifier
from extractors.targets.clauses import Clause, Clock, Turns, clauses, quoted
from extractors.targets.indicators import Noun, read_noun
from extractors.targets.judging import is_plausible, objection
from extractors.targets.naming import Named, assemble, quote
from extractors.targets.openings import read_open
from extractors.targets.phrases import dates_dealt, read_phrase
from extractors.targets.predicates import Predicate
from extractors.targets.values import build, doubles, repeats
from extractors.targets.vetoes import is_measure
from extractors.targets.wordless import find_aims
from extractors.text.reading import Reading
from extractors.words.numbers import Quantity, find_quantities
from extractors.words.periods import Date
from extractors.words.places import leading_place
from extractors.words.streams import Stream

_MARGIN = re.compile(
    r"(?P<noun>.+?)(?P<change>下降|降低|减少|提高|提升|增长)?(?P<margin>(?:高于|低于|超出|优于|领先)[^，]+)"
)
_TITLE = 24  # characters
_REACH = 240  # characters: what stands farther before a value is not its noun
_AHEAD = 12  # values: how far behind a value that may stand which it qualifies
_TITLE_END = re.compile(r"(?:建设|创建|改造|打造|培育|工程|行动|提升|工作|推广)$")
_ABOVE = re.compile(r"[均都]?(?:高于|低于|优于|领先于?)[^，]*$")  # 均高于全国平均水平，分别达到…
_NO_MEASURE = ("力度", "制度", "程度", "深度", "广度", "角度", "调度", "热度", "能力", "质量", "高度")
_PART_OF_YEAR = re.compile("季度|半年")


class StreamReader:
    """Reads one stream; `targets` and `warnings` hold what was found. `antecedent` is the target spoken of last."""

    def __init__(
        self,
        reading: Reading,
        stream: Stream,
        dates: list[Date],
        clock: Clock,
        plan_year: int | None,
        topic: str | None = None,
    ) -> None:
        self.reading, self.stream, self.text = reading, stream, stream.text
        self.clock, self.plan_year = clock, plan_year
        self.antecedent: Target | None = None
        self.targets: list[Target] = []
        self.warnings: list[Warning] = []
        self.dates = dates
        self.subject: tuple[int, int] | None = None
        self.group: tuple[int, int] | None = None
        self._at = 0
        self.part, self._before = False, 0
        self.topic = topic
        self.members: list[str] = []
        self.margin: tuple[str, Comparator | None] | None = None

    def read(self) -> None:
        """Read the stream from beginning to end."""
        shields = [*quoted(self.text), *((d.start, d.end) for d in self.dates)]
        quantities = _outside(find_quantities(self.text), sorted(shields))
        aims = find_aims(self.text)
        if not (quantities or aims):
            self._tell_time()
            self.topic = self._topic(Clause(0, len(self.text), "")) if len(self.text) <= _TITLE else None
            return
        turns = Turns(self.text)
        taken = [0, 0]
        for clause in clauses(self.text):
            inside = _take(quantities, taken, 0, clause.end)
            aimed = _take(aims, taken, 1, clause.end)
            self.clock.open_clause(turns, clause)
            self._read_clause(clause, inside, aimed)
            self.clock.close_clause(clause)
            if clause.mark in "。；！？":
                self.group = None

    def _tell_time(self) -> None:
        """A stream without values may still say which year governs what follows."""
        everything = Clause(0, len(self.text), "。")
        for date in self.dates:
            self.clock.take(date, self.text, everything)

    def _read_clause(self, clause: Clause, quantities: list[Quantity], aims: list[Anchor]) -> None:
        dates = [d for d in self.dates if clause.start <= d.start and d.end <= clause.end]
        if not (quantities or aims):
            for date in dates:
                self.clock.take(date, self.text, clause)
            self._remember_subject(clause, ())
            self.group = leading_place(self.text, clause.start, clause.end) or self.group
            return
        anchors = [*find_anchors(self.text, clause, quantities, dates), *aims]
        anchors.sort(key=lambda a: a.start)
        before, taken = clause.start, 0
        self.part = False
        counted_first: str | None = None
        for i, anchor in enumerate(anchors):
            following, before = anchors[i + 1 : i + 1 + _AHEAD], max(before, anchor.start - _REACH)
            while taken < len(dates) and dates[taken].start < anchor.start:
                self.clock.take(dates[taken], self.text, clause)
                taken += 1
            if is_modifier(self.text, anchor, following, clause, before):
                continue
            closed = is_closed(self.text, anchor, clause)
            counted_first = self._read_anchor(anchor, before, clause, dates, following, counted_first)
            if closed or counted_first:
                before = anchor.end
        for date in dates[taken:]:
            self.clock.take(date, self.text, clause)
        self._remember_subject(clause, anchors)

    def _remember_subject(self, clause: Clause, anchors: Sequence[Anchor]) -> None:
        """生活垃圾回收利用率，到2025年达到40%: a clause may end with the indicator of the next."""
        if anchors:
            if self.margin is None:
                self.subject = None
            return
        self.subject = None
        if clause.mark == "。" and clause.end - clause.start <= _TITLE and self.topic is None and not self.targets:
            self.topic = self._topic(clause)
        ending = self.text[max(clause.start, clause.end - 8) : clause.end]
        if clause.mark == "，" and is_measure(ending) and not ending.endswith(_NO_MEASURE):
            noun = read_noun(self.text, clause.start, clause.end, self.dates, False)
            above = _ABOVE.search(self.text, noun.start, noun.end)
            self.subject = None if noun.empty else (noun.start, above.start() if above else noun.end)

    def _topic(self, clause: Clause) -> str | None:
        """What a title is about: 建好“残疾人之家”。, “小游园”建设。"""
        noun = read_noun(self.text, clause.start, clause.end, self.dates, True)
        name = _TITLE_END.sub("", self.text[noun.start : noun.end])
        span = self.stream.span(noun.start, noun.start + len(name)) if name else None
        return self.reading.text[span.start : span.end] if span else None

    def _read_anchor(
        self,
        anchor: Anchor,
        before: int,
        clause: Clause,
        dates: list[Date],
        following: Sequence[Anchor],
        verb: str | None,
    ) -> str | None:
        """Read one value; gives back the verb of a value before its noun, for the next of a list."""
        self._before, self._at = before, self.stream.at[anchor.start]
        if is_closed(self.text, anchor, clause):
            self._read_closed(anchor, before, clause, dates)
            return None
        return read_open(self, anchor, before, clause, dates, following, verb)

    def _read_closed(self, anchor: Anchor, before: int, clause: Clause, dates: list[Date]) -> None:
        """A value behind its noun: 老旧管网34公里, 覆盖率达到85%以上, 全覆盖."""
        series = dates_dealt(self.text, anchor, before, dates)
        predicate, noun = read_phrase(self.text, anchor, before, dates, series)
        if noun.empty and self.margin is not None and predicate.level == "eq":
            predicate.change = self.margin[1]
        self.part = self.part or noun.part
        listed = before > clause.start
        self.end_rhythm(before, clause, noun.verb)
        names = assemble(self, anchor, predicate, noun, listed, series)
        name = names[0].plain if names else ""
        reason = "past" if self.clock.past else objection(self, anchor, before, clause, predicate, name)
        if anchor.quantities and anchor.end - anchor.start == len(self.text):
            return  # （2项）: the count of what follows
        if reason == "margin":
            self._take_margin_clause(anchor, before)
        if reason is None and not names:
            if not anchor.aim:
                self._unread(anchor)
            return
        if reason is None and anchor.quantities and not is_plausible(self, anchor, predicate, noun, name):
            self._unread(anchor)
            return
        if reason is None:
            self.keep(names, anchor, predicate, noun, before)

    def end_rhythm(self, before: int, clause: Clause, verb: str | None) -> None:
        """每年组织活动6场、新建基地2个: the second, with a verb of its own, is not yearly."""
        if before > clause.start and verb and self.clock.rhythm_at < before:
            self.clock.rhythm = None

    def _take_margin_clause(self, anchor: Anchor, before: int) -> None:
        """…能耗下降高于国家要求4.5个百分点，达到18%: the margin and the noun of the value that follows."""
        m = _MARGIN.match(self.text, before, anchor.end)
        if m is None:
            return
        noun = read_noun(self.text, before, m.end("noun"), self.dates, False)
        if not noun.empty:
            self.subject = (noun.start, noun.end)
        change: Comparator | None = None
        if m["change"]:
            change = "decrease" if m["change"] in ("下降", "降低", "减少") else "increase"
        self.margin = (self.text[m.start("margin") : anchor.end], change)

    def take_margin(self, noun: Noun) -> str | None:
        """The margin (高于国家要求4.5个百分点) that stands before a value without a noun of its own, once."""
        margin, self.margin = self.margin, None
        return margin[0] if margin and noun.empty else None

    def period_before(self, anchor: Anchor) -> Date | None:
        """The quarter or half year that a milestone without a noun holds for (二季度末达到50%)."""
        inside = [d for d in self.dates if self._before <= d.start and d.end <= anchor.start]
        return next((d for d in inside if _PART_OF_YEAR.search(self.text, d.start, d.end)), None)

    def printed(self, start: int, end: int) -> str:
        """The characters of the document at ``text[start:end]``, blanks left out."""
        return "".join(self.reading.text[at] for at in self.stream.at[start:end])

    def near(self, target: Target) -> bool:
        """True where `target` was read in this stream's sentence or is what a bracket follows."""
        if not self.targets or target is not self.targets[-1]:
            return target is self.antecedent and not self.targets
        return "。" not in self.reading.folded[target.span.end : self._at]

    def _unread(self, anchor: Anchor) -> None:
        quantity = anchor.quantities[-1]
        if quantity.spelled or quantity.unit is None or anchor.end - anchor.start == len(self.text):
            return  # 一批, 第2, （3项）: no value to be reached
        span = self.stream.span(anchor.start, anchor.end)
        quote = self.reading.text[span.start : span.end]
        self.warnings.append(Warning("quantity-unread", f"未能判定数值“{quote}”是否为目标值", span))

    def keep(
        self,
        names: list[Named],
        anchor: Anchor,
        predicate: Predicate,
        noun: Noun,
        before: int,
        end: int | None = None,
    ) -> None:
        """Make targets of a value that is named `names`; `before` is where the value before it ends."""
        if self.group is not None:
            group = self.printed(*self.group)
            names = [replace(n, scope=group if noun.empty else n.scope or group) for n in names]
        if not names:
            return
        if not noun.empty and self.margin is None:
            self.subject = None
        span = quote(self, names, anchor, noun, before, end)
        for target in build(self, names, anchor, predicate, noun, span):
            spoken = self.antecedent
            if noun.empty and spoken is not None and repeats(spoken, target):
                continue
            if noun.empty and spoken is not None and self.near(spoken) and doubles(spoken, target):
                if target.kind == "change":
                    continue
                if self.targets and self.targets[-1] is spoken:
                    self.targets.pop()
            self.targets.append(target)
            self.antecedent = target


_Placed = TypeVar("_Placed", Quantity, Anchor)


def _outside(quantities: list[Quantity], shields: list[tuple[int, int]]) -> list[Quantity]:
    """The quantities that touch none of the stretches `shields`; both in order."""
    kept, i = [], 0
    for quantity in quantities:
        while i < len(shields) and shields[i][1] <= quantity.start:
            i += 1
        if i == len(shields) or shields[i][0] >= quantity.end:
            kept.append(quantity)
    return kept


def _take(found: Sequence[_Placed], taken: list[int], which: int, end: int) -> list[_Placed]:
    """The members of `found` that start before `end` and were not taken yet."""
    first = last = taken[which]
    while last < len(found) and found[last].start < end:
        last += 1
    taken[which] = last
    return list(found[first:last])
