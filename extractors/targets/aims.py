"""One stream read clause by clause: quantities and wordless aims become targets, warnings, or nothing.

See `extractors.targets.read` for the whole; this module holds the walk, `extractors.targets.values` what one value says.
"""

import re
from collections import deque
from collections.abc import Sequence
from typing import TypeVar

from extractors.lexicon import words
from extractors.records import Comparator
from extractors.targets.anchors import Anchor, done_by_then, find_anchors, is_closed
from extractors.targets.clauses import Clause, Clock, Turns, sentences
from extractors.targets.dealing import deals_out, dealt_on, dealt_to_places
from extractors.targets.discourse import Discourse, Title
from extractors.targets.found import Found
from extractors.targets.indicators import Noun, read_noun
from extractors.targets.inheriting import named_as, stands_for_another
from extractors.targets.judging import is_plausible, objection
from extractors.targets.keeping import date_back, keep
from extractors.targets.modifiers import heads_list, is_modifier, is_odd_share
from extractors.targets.naming import assemble
from extractors.targets.openings import read_open
from extractors.targets.phrases import dates_dealt, in_a_row, read_phrase
from extractors.targets.predicates import Predicate, peel
from extractors.targets.tails import noun_behind
from extractors.targets.vetoes import is_measure, is_rate
from extractors.targets.wordless import is_done, slow_change
from extractors.words.numbers import Quantity
from extractors.words.periods import Date
from extractors.words.places import leading_place

_MARGIN = re.compile(
    r"(?P<noun>.+?)(?P<change>下降|降低|减少|提高|提升|增长)?(?P<margin>(?:高于|低于|超出|优于|领先)[^，]+)"
)
_COMPARED = re.compile(
    "(?:同期|水平|年?底|年?末|的|实际|实绩)*(?:相比较?|为基[数期准点年]|为基准年|基础上)?"
)  # 与2020年 | 相比，
TITLE = 24  # characters: a text without values that is no longer may name what follows
_ALREADY = re.compile("(?:[一两二三四五六]年前|前期|此前|目前)?已")  # 泡沫浮球 | 三年前已替换81%
_LEFT = re.compile("(?:剩余|其余|余下|剩下|尚余)")
_REACH = 240  # characters: what stands farther before a value is not its noun
_AHEAD = 12  # values: how far behind a value that may stand which it qualifies
_ABOVE = re.compile(r"[均都]?(?:高于|低于|优于|领先于?)[^，]*$")  # 均高于全国平均水平，分别达到…


def read_stream(said: Discourse, values: Found) -> None:
    """Read a stream from beginning to end: `said.targets` and `said.warnings` hold what was found."""
    turns = Turns(said.text)
    quantities, aims = deque(values.quantities), deque(values.aims)
    for sentence in sentences(said.text, values.quotes):
        last = sentence[-1]
        first = min([found[0].start for found in (quantities, aims) if found], default=last.end)
        if first >= last.end and not said.dates_in(sentence[0].start, last.end):
            _remember_title(said, last)
            said.subject = None
            continue
        led: Clause | None = None
        for clause in sentence:
            inside, aimed = _take(quantities, clause.end), _take(aims, clause.end)
            said.clock.open_clause(turns, clause)
            if led and (inside or aimed):
                said.subject = _subject_in(said, led)
            valued = _read_clause(said, clause, inside, aimed) if inside or aimed else _pass(said, clause)
            led = None if valued else clause
            said.clock.close_clause(clause)
            if clause.mark in "。；！？":
                said.group = said.thing = None
        said.echo = said.state = said.refused = said.based = said.dealt = None
        said.conditional = False
        said.series = ()
        said.standing = False


def told_year(text: str, dates: Sequence[Date], reference: int | None) -> int | None:
    """The year that a stream without values says to govern what follows, None where it says none."""
    if not dates:
        return None
    clock, everything = Clock(None, reference), Clause(0, len(text), "。")
    for date in dates:
        clock.take(date, text, everything)
    return clock.passage


def _pass(said: Discourse, clause: Clause) -> bool:
    """What a clause without values says of those that follow; False, for there is none in it."""
    dates = said.dates_in(clause.start, clause.end)
    date_back(said, clause, dates)
    for date in dates:
        said.clock.take(date, said.text, clause)
    if len(dates) > 1 and in_a_row(said.text, dates):
        said.series = dates  # 到2025年、2026年，…分别达到
    if (
        dates
        and clause.mark == "，"
        and dates[-1].kind == "base"
        and _COMPARED.fullmatch(said.text, dates[-1].end, clause.end)
    ):
        said.based = dates[-1]
    _remember(said, clause)
    said.group = leading_place(said.text, clause.start, clause.end) or said.group
    return False


def _read_clause(said: Discourse, clause: Clause, quantities: list[Quantity], aims: list[Anchor]) -> bool:
    """Read the values of a clause; False where they are none of its own, but qualify what it names."""
    dates = said.dates_in(clause.start, clause.end)
    text, clock = said.text, said.clock
    anchors = find_anchors(text, clause, quantities, dates)
    if aims:
        anchors = sorted([*anchors, *aims], key=lambda a: a.start)
    before, taken, said.mentioned = clause.start, 0, 0
    said.part = False
    told, counted = len(said.targets) + len(said.warnings), False
    counted_first: str | None = None
    for i, anchor in enumerate(anchors):
        following, before = anchors[i + 1 : i + 1 + _AHEAD], max(before, anchor.start - _REACH)
        # 由2020年的82%提高到2025年的87%: the second date governs
        until = anchor.start if anchor.base is None else anchor.quantities[0].start
        if not anchor.aim and (then := done_by_then(text, anchor, clause)):
            until = then  # 剩余26万只 | 于2025年6月底前全部淘汰
        while taken < len(dates) and dates[taken].start < until:
            if dates[taken] is not anchor.base_date:
                clock.take(dates[taken], text, clause)
            taken += 1
        if anchor.start < said.taken:
            continue  # 90%以上的企业建立 | 1个以上创新平台
        closed = is_closed(text, anchor, clause)
        if is_modifier(text, anchor, following, clause, before, closed):
            if is_odd_share(text, anchor, following, before) and not clock.past:
                said.leave_unread(anchor)
            continue
        said.before, said.at = before, said.stream.at[anchor.start]
        if closed:
            some = anchor.quantities and anchor.quantities[-1].spelled and anchor.quantities[-1].unit == "批"
            counted = counted or not some  # 整治再收官一批 is but a heading
            counted_first = _read_closed(said, anchor, before, clause, following)
        else:
            counted_first = read_open(said, anchor, before, clause, following, counted_first)
        if closed or counted_first:
            before = anchor.end if closed else max(anchor.end, said.behind)
    for date in dates[taken:]:
        clock.take(date, text, clause)
    if not counted and len(said.targets) + len(said.warnings) == told:
        _remember(said, clause)
        return False
    said.subject = None if said.margin is None else said.subject
    said.thing = None
    return True


def _remember(said: Discourse, clause: Clause) -> None:
    """What a clause without values says of the next."""
    said.subject = None
    if clause.mark == "。":
        _remember_title(said, clause)
    elif clause.mark == "，":
        said.thing = (clause.start, clause.end)
    elif clause.mark == "：" and (dealt := deals_out(said.text, clause.start, clause.end)) is not None:
        said.dealt = dealt
    elif clause.mark == "：" and said.text.endswith(words("not_targets.yaml", "conditions"), clause.start, clause.end):
        said.conditional = True


def _remember_title(said: Discourse, clause: Clause) -> None:
    if clause.mark == "。" and clause.end - clause.start <= TITLE and not said.targets:
        said.titles.append(Title(said.reading, said.stream, said.dates, clause))


def _subject_in(said: Discourse, clause: Clause) -> tuple[int, int] | None:
    """生活垃圾回收利用率，到2025年达到40%: a clause without values may end with the indicator of the next."""
    if clause.mark not in ("，", "："):
        return None
    text = said.text
    end = slow_change(text, clause.start, clause.end)
    if end < clause.end:  # 不良贷款率比年初 | 有所下降，控制在2%以内
        end = peel(text, clause.start, end, said.dates_in(clause.start, end)).start
    if not is_measure(text, clause.start, end):
        return None
    if text.endswith(words("indicator_heads.yaml", "no_measure"), clause.start, end):
        return None
    noun = read_noun(text, clause.start, end, said.dates_in(clause.start, end), False)
    above = _ABOVE.search(text, noun.start, noun.end)
    return None if noun.empty else (noun.start, above.start() if above else noun.end)


def _read_closed(
    said: Discourse, anchor: Anchor, before: int, clause: Clause, following: Sequence[Anchor]
) -> str | None:
    """A value behind its noun: 老旧管网34公里, 覆盖率达到85%以上, 全覆盖; gives back the verb, where one has it as object."""
    text, dates = said.text, said.dates_in(before, anchor.end)
    series = dates_dealt(text, anchor, before, dates) or dealt_on(said, anchor, before)
    said.series = series or said.series
    predicate, noun = read_phrase(said.text, anchor, before, dates, series)
    if anchor.aim and noun.scope and noun.scope[1] == noun.start and is_done(text, anchor):
        noun.start, noun.scope = noun.scope[0], None  # 城市建成区污水直排口基本消除: a thing, no measure of a place
    if noun.empty and said.margin is not None and predicate.level == "eq":
        predicate.change = said.margin[1]
    said.part = said.part or noun.part
    listed = before > clause.start
    said.end_rhythm(before, clause, noun.verb)
    general = noun.verb in (None, "完成", "实施", "开展", *words("target_verbs.yaml", "stands_alone")) or text[
        noun.start - 1 : noun.start
    ] in ("或", "、")
    if general and stands_for_another(said, anchor, noun):
        noun.start = noun.end  # 改造管道300公里，其中2024年改造80公里
    if anchor.aim == "cover" and noun.empty and is_done(text, anchor) and said.antecedent is not None:
        return None  # 排污口23个，年底前全部封堵到位: the value before says it
    dealt = dealt_to_places(said, anchor, before, predicate.start) if said.targets and not predicate.base else []
    names = dealt or assemble(said, anchor, predicate, noun, listed, series)
    name = names[0].plain if names else ""
    reason = said.void or objection(said, anchor, before, clause, predicate, name, noun.verb)
    if anchor.quantities and anchor.end - anchor.start == len(said.text) and not said.goes_on:
        return None  # （2项）: the count of what follows
    if reason == "margin":
        _take_margin_clause(said, anchor, before)
    if reason is None and said.standing and _goes_on(said, anchor, predicate, noun, bool(dates)):
        reason = "existing"
    elif (
        reason is None and said.refused and (noun.part or said.part) and not is_rate(name) and said.may_be_part(anchor)
    ):
        reason = said.refused  # 惠及群众3万人，其中老年人占一半
    elif reason is None and said.refused and predicate.empty and noun.verb is None and text.startswith("、", before):
        reason = said.refused  # 涉及医药机构31家、违规金额1862万元
    said.refused = reason if reason not in (None, "past", "existing", "margin") else None
    said.refused_unit = anchor.quantities[-1].unit if said.refused and anchor.quantities else None
    if reason in ("past", "existing") and anchor.quantities and not noun.empty:
        done = _ALREADY.search(text, noun.start + 2, noun.end)
        said.echo = (noun.start, done.start() if done else noun.end)
        said.state = ((dates[-1].year if dates else None), anchor.quantities[-1].value) if reason == "past" else None
        said.standing = reason == "existing"
    if reason is not None:
        return None
    shared = noun_behind(text, anchor, following, clause) if not names and not anchor.aim else None
    if shared is not None:
        keep(said, [named_as(said.printed(*shared), None)], anchor, predicate, noun, before)
    elif not names:
        if not anchor.aim:
            said.leave_unread(anchor)
    elif anchor.quantities and not (
        is_plausible(said, anchor, predicate, noun, name)
        and not (predicate.empty and noun.verb is None and heads_list(text, anchor, following, clause))
    ):
        said.leave_unread(anchor)
    else:
        keep(said, names, anchor, predicate, noun, before)
        return noun.verb
    return None


def _goes_on(said: Discourse, anchor: Anchor, predicate: Predicate, noun: Noun, dated: bool) -> bool:
    """True for more of what there is: 现有文物146处，其中省级以上9处; 共有茶园11万亩，茶企136家，占全市的一半，较2020年增加4家."""
    if _LEFT.search(said.text, said.before, anchor.start):
        return False
    if said.text[predicate.start : anchor.start] == "占" and not dated:
        return True  # 衰弱株数占7.3%
    if not predicate.empty:
        return noun.empty and predicate.change is not None and predicate.base is not None
    if noun.part or said.part:
        return True
    share = anchor.quantities and anchor.quantities[-1].kind == "percent"
    if noun.verb is not None or dated or anchor.bounds[-1:] != [None]:
        return False
    return not share or said.text.startswith("占", noun.start)


def _take_margin_clause(said: Discourse, anchor: Anchor, before: int) -> None:
    """…能耗下降高于国家要求4.5个百分点，达到18%: the margin and the noun of the value that follows."""
    m = _MARGIN.match(said.text, before, anchor.end)
    if m is None:
        return
    noun = read_noun(said.text, before, m.end("noun"), said.dates_in(before, m.end("noun")), False)
    if not noun.empty:
        said.subject = (noun.start, noun.end)
    change: Comparator | None = None
    if m["change"]:
        change = "decrease" if m["change"] in ("下降", "降低", "减少") else "increase"
    said.margin = (said.text[m.start("margin") : anchor.end], change)


_Placed = TypeVar("_Placed", Quantity, Anchor)


def _take(found: deque[_Placed], end: int) -> list[_Placed]:
    """The members of `found` that start before `end`, taken off its front."""
    taken = []
    while found and found[0].start < end:
        taken.append(found.popleft())
    return taken
