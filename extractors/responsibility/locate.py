"""Where responsibility statements stand in running text: brackets, labels, verb sentences at the end, subjects.

`locate` finds them in one paragraph, left to right. What each says is read by `responsibility.read_statement`; here it is
decided whether something is a statement at all.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from extractors.frozen import frozen
from extractors.lexicon import alternation, words
from extractors.records import Span, Warning
from extractors.responsibility.bracketed import Bracket
from extractors.responsibility.statement import Statement, read_statement
from extractors.words.brackets import OPEN, matching_close, stops_in
from extractors.words.labels import ROLES, field_kind, label_pattern, verb_pattern
from extractors.words.names import has_prefix, is_strong_unit, is_unit, last_characters

_BOUNDARY = frozenset("。！？；：）】〕］|\n")
_ROLE_WORD = re.compile(r"牵头|责任(?:单位|部门|科室|主体)|配合(?:单位|部门)|负责$|主办|承办|协办")
_CONTENT = re.compile(r"[一-龥]{2,8}：")
# 此项工作由省教育厅牵头: what a closing sentence calls its item.
_THIS_TASK = re.compile(r"(?:此|该|本|上述|以上|这)(?:项|条)?(?:工作|任务|事项|行动|措施)?(?=由)")
# What a statement may stand behind, and what opens a bracket: `locate` looks there, all else is passed over.
_STEP = re.compile(r"[（〔［【。！？；：）】〕］|\n \u3000—，](?:(?<![—，])|(?<=—)—|(?<=，)(?=由))")
_DIVIDED = re.compile("[。！？：]")
_HEADING_SPLIT = re.compile(r"——+|\||[\u3000 ]{2,}")


@cache
def _charge() -> re.Pattern[str]:
    """The end of a name and a verb behind it: what a statement without brackets and labels holds, the quick test."""
    verbs = sum((words("labels.yaml", "verbs", role) for role in ROLES), ())
    return re.compile(
        rf"[{last_characters()}）（等](?:单位|部门|共同|分别|具体)?[，、 \u3000]?(?:{alternation(verbs)})"
    )


@frozen
class Located:
    """A statement with all that belongs to it (brackets, closing mark) at `span`."""

    span: Span
    statement: Statement
    bracketed: bool = False


@dataclass(slots=True)
class _Scan:
    folded: str
    start: int
    end: int
    year: int | None
    heading: bool
    found: list[Located]
    warnings: list[Warning]
    stops: list[int]
    ends: list[int]


def locate(
    folded: str, span: Span, plan_year: int | None, heading: bool = False
) -> tuple[list[Located], list[Warning]]:
    """The statements in the paragraph at `span`, in order, and a warning for each that could not be read.

    `heading`: the paragraph is an item's first, on which a title and a statement may share the line.
    """
    scan = _Scan(folded, span.start, span.end, plan_year, heading, [], [], *stops_in(folded, span.start, span.end))
    at = span.start
    while at < span.end:
        after = _begun(scan, at)
        if after:
            at = after
            continue
        step = _STEP.search(folded, at, span.end)
        if step is None:
            break
        if step.group() not in OPEN:
            at = step.end()
            continue
        at = _bracket(scan, step.start())
        if scan.found and scan.found[-1].span.end >= at:
            at = scan.found[-1].span.end
    for located in scan.found:
        for unread in located.statement.unread:
            name = folded[unread.start : unread.end]
            scan.warnings.append(Warning("unit-unread", f"责任表述里有一处没有读成单位：{name[:30]}", unread))
    return scan.found, scan.warnings


def _begun(scan: _Scan, at: int) -> int | None:
    """The end of the statement without brackets that begins at `at`, or None where none does."""
    before = scan.folded[at - 1] if at > scan.start else "\n"
    if before == "，":
        return _verb_sentence(scan, at)
    if before in _BOUNDARY:
        return _label_run(scan, at) or _verb_sentence(scan, at) or (_bare_list(scan, at) if before == "|" else None)
    if before in " \u3000—":
        gap = _heading_gap(scan, at)
        return _label_run(scan, at) or (_verb_sentence(scan, at) or _bare_list(scan, at) if gap else None)
    return None


def _bracket(scan: _Scan, at: int) -> int:
    """Past the bracket group at `at`; a statement in it is noted. An open bracket with a label runs to the end."""
    folded = scan.folded
    close = matching_close(folded, at, scan.end)
    inner_end = close - 1 if close > 0 else scan.end
    labelled = label_pattern().match(folded, at + 1, inner_end)
    if close < 0 and not (labelled and labelled.group("mark")):
        return at + 1
    end = close if close > 0 else scan.end
    inner = folded[at + 1 : inner_end]
    if len(inner) < 3:
        return end
    statement = read_statement(folded, at + 1, inner_end, scan.year)
    bracket = Bracket(folded, Span(at, end), Span(scan.start, scan.end), scan.heading)
    if bracket.states(statement):
        scan.found.append(Located(Span(at, _past_mark(folded, end, scan.end)), statement, True))
    elif _ROLE_WORD.search(inner) and (labelled or bracket.apart) and len(inner) < 200:
        scan.warnings.append(Warning("responsibility-unread", f"责任表述未能读出单位：{inner[:40]}", Span(at, end)))
    return end


def _past_mark(folded: str, at: int, end: int) -> int:
    return at + 1 if at < end and folded[at] in "。；" else at


def _label_run(scan: _Scan, at: int) -> int | None:
    """The end of the run of labels and names that begins at `at`, or None where no label stands."""
    folded = scan.folded
    label = label_pattern().match(folded, at, scan.end)
    if label is None or not _opens_run(scan, label):
        return None
    end = _run_end(scan, label.end())
    statement = read_statement(folded, at, end, scan.year)
    if not (statement.units or statement.persons or statement.deadlines):
        if (
            any(label.group(role) for role in ROLES)
            and "：" in label.group("mark")
            and not re.match(r"\s*(?:无|—|-|/|$)", folded[label.end() : end])
        ):
            scan.warnings.append(
                Warning("responsibility-unread", f"责任表述未能读出单位：{folded[at:end][:40]}", Span(at, end))
            )
        elif not re.fullmatch(r"[：\s]*(?:无|—+|-+|/|空)?[。；\s]*", folded[label.end() : end]):
            return None
    scan.found.append(Located(Span(at, _past_mark(folded, end, scan.end)), statement))
    return max(scan.found[-1].span.end, at + 1)


def _opens_run(scan: _Scan, label: re.Match[str]) -> bool:
    """Whether a label has its colon, or a unit right behind it: 牵头单位要会同配合单位 is running text."""
    if "：" in label.group("mark"):
        return True
    if label.group("deadline"):
        return False
    rest = scan.folded[label.end() : _sentence_end(scan, label.end())]
    first = re.split(r"[、，；。\u3000 ]", rest, maxsplit=1)[0]
    if label.group("person"):
        return (
            label.start() > scan.start
            and scan.folded[label.start() - 1] in "（ \u3000"
            and bool(re.fullmatch(r"[一-龥]{2,4}", first))
        )
    first = re.split(r"及|和(?=[省市县区各])", first, maxsplit=1)[0]
    return (
        is_strong_unit(first)
        and not re.match(r"[要应须会同和与、为是]", rest)
        and (has_prefix(first) or bool(label.group("mark")))
    )


def _run_end(scan: _Scan, at: int) -> int:
    """Where a run of labels ends: at a sentence end that no further label follows, or before a label of content."""
    folded = scan.folded
    while True:
        stop = _sentence_end(scan, at)
        content = _content_label(folded, at, stop)
        if content is not None:
            return content
        ahead = stop + 1
        while ahead < scan.end and folded[ahead] in " \u3000":
            ahead += 1
        following = label_pattern().match(folded, ahead, scan.end) if ahead < scan.end else None
        if following is None or "：" not in following.group("mark"):
            return stop
        at = following.end()


def _sentence_end(scan: _Scan, at: int) -> int:
    """Where the sentence ends that goes on at `at`: at a stop outside the brackets that open behind `at`."""
    number = bisect_left(scan.stops, at)
    return scan.ends[number] if number < len(scan.ends) else scan.end


def _content_label(folded: str, start: int, end: int) -> int | None:
    """Where a label of content (内容：) stands inside a run."""
    for match in _CONTENT.finditer(folded, start, end):
        if (
            match.start() > start
            and folded[match.start() - 1] in "；;|。 \u3000"
            and field_kind(match.group()[:-1]) in ("content", "task")
        ):
            return match.start()
    return None


def _verb_sentence(scan: _Scan, at: int) -> int | None:
    """The end of a sentence that is nothing but units and role verbs (县财政局、县自然资源局配合。), or None."""
    folded = scan.folded
    end = _clause_end(scan, at)
    if end - at > 160 or end - at < 4:
        return None
    start = at
    task = _THIS_TASK.match(folded, at, end)
    at = task.end() if task else at
    if not _charge().search(folded, at, end):
        return None
    verbs = list(verb_pattern().finditer(folded, at, end))
    if not verbs or not (end - verbs[-1].end() <= 6 or re.search(r"\d", folded[verbs[-1].end() : end])):
        return None
    statement = read_statement(folded, at, end, scan.year, sure=True)
    if not statement.verbal or not statement.units or statement.unread:
        return None
    names = [folded[span.start : span.end] for span, _ in statement.units]
    closes = end >= scan.end or folded[end] in "。：" or _heading_gap(scan, at)
    # Without a bracket or a label the names must be sure: 各部门要密切配合 is running text.
    sure = is_strong_unit(names[0]) or len(names) > 1 or _heading_gap(scan, at)
    if not closes or not all(is_unit(name) for name in names) or not sure:
        return None
    if not _fully_read(folded, at, end, statement) or folded.endswith(words("duties.yaml", "office"), at, end):
        return None
    scan.found.append(Located(Span(start, min(end + 1, scan.end)), statement))
    return scan.found[-1].span.end


def _bare_list(scan: _Scan, at: int) -> int | None:
    """The end of a heading's line whose rest is nothing but a list of units (建设海绵城市｜市水利局、市城管局), or None."""
    if not scan.heading or _DIVIDED.search(scan.folded, at, scan.end):
        return None
    statement = read_statement(scan.folded, at, scan.end, scan.year, sure=True)
    names = [scan.folded[span.start : span.end] for span, _ in statement.units]
    if not names or statement.unread or not all(is_strong_unit(name) and has_prefix(name) for name in names):
        return None
    if not _fully_read(scan.folded, at, scan.end, statement):
        return None
    scan.found.append(Located(Span(at, scan.end), statement))
    return scan.end


def _heading_gap(scan: _Scan, at: int) -> bool:
    return (
        scan.heading and at > scan.start and bool(_HEADING_SPLIT.fullmatch(scan.folded[max(scan.start, at - 2) : at]))
    )


def _clause_end(scan: _Scan, at: int) -> int:
    """The end of the sentence; a colon ends it too where the statement heads its text."""
    end = _sentence_end(scan, at)
    colon = scan.folded.find("：", at, end)
    return colon if colon == end - 1 else end


def _fully_read(folded: str, start: int, end: int, statement: Statement) -> bool:
    """Whether names, verbs, dates and marks make up the whole sentence, but for a few characters."""
    covered = sum(span.end - span.start for span, _ in statement.units)
    for date in statement.deadlines:  # 2024年底前取得阶段性成效: what is to be done by then goes with the date
        rest_of = re.compile(r"[^，。；]*").match(folded, date.span.end, end)
        covered += (rest_of.end() if rest_of else date.span.end) - date.span.start
    covered += sum(span.end - span.start for span in statement.persons)
    rest = folded[start:end]
    verbs = sum(len(match.group()) for match in verb_pattern().finditer(rest))
    marks = len(re.findall(r"[、，；：\s（）由和及与等]|会同|完成", rest))
    return end - start - covered - verbs - marks <= max(4, 0.1 * (end - start))
