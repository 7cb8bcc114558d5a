"""Where responsibility statements stand in running text: brackets, labels, verb sentences at the end, subjects.

`locate` finds them in one paragraph, left to right. What each says is read by `responsibility.read_statement`; here it is
decided whether something is a statement at all.
"""

import re

from extractors.records import Span, Warning
from extractors.responsibility.bracketed import Bracket
from extractors.responsibility.labelled import field_run, label_run, named_run
from extractors.responsibility.marked import marked_run
from extractors.responsibility.scan import Located, Manner, Scan, heading_gap, past_mark
from extractors.responsibility.statement import read_statement
from extractors.responsibility.worded import bare_list, closing_list, dash_list, is_ruled, own_line, verb_sentence
from extractors.words.brackets import OPEN, matching_close
from extractors.words.labels import label_at

_BOUNDARY = frozenset("。！？；：）】〕］|\n")
_ROLE_WORD = re.compile(r"牵头|责任(?:单位|部门|科室|主体)|配合(?:单位|部门)|负责$|主办|承办|协办")
# What a statement may stand behind, and what opens a bracket: `locate` looks there, all else is passed over.
_STEP = re.compile(r"[（〔［【。！？；：）】〕］|\n \u3000—，](?:(?<![—，])|(?<=—)—|(?<=，)(?=由|[一-龥]{2,8}：))")


def locate(folded: str, span: Span, manner: Manner, heading: bool = False) -> tuple[list[Located], list[Warning]]:
    """The statements in the paragraph at `span`, in order, and a warning for each that could not be read.

    `heading`: the paragraph is an item's first, on which a title and a statement may share the line.
    """
    start = span.start
    while not heading and folded.startswith("—", start, span.end):
        start += 1  # ——此项工作由…
    scan = Scan(folded, start, span.end, manner, heading, [], [])
    at = start if heading else marked_run(scan, start) or own_line(scan)
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


def _begun(scan: Scan, at: int) -> int | None:
    """The end of the statement without brackets that begins at `at`, or None where none does."""
    before = scan.folded[at - 1] if at > scan.start else "\n"
    if before == "，":
        return None if is_ruled(scan, at) else named_run(scan, at) or verb_sentence(scan, at)
    if before in _BOUNDARY:
        return (
            (scan.mark < scan.end and marked_run(scan, at))
            or label_run(scan, at)
            or field_run(scan, at)
            or verb_sentence(scan, at)
            or (bare_list(scan, at) if before == "|" else None)
            or (closing_list(scan, at) if before in "。！" else None)
        )
    if before in " \u3000—":
        gap = heading_gap(scan, at)
        return (
            label_run(scan, at)
            or (marked_run(scan, at) or verb_sentence(scan, at) or bare_list(scan, at) if gap else None)
            or dash_list(scan, at)
        )
    return None


def _bracket(scan: Scan, at: int) -> int:
    """Past the bracket group at `at`; a statement in it is noted. An open bracket with a label runs to the end."""
    folded = scan.folded
    close = matching_close(folded, at, scan.end)
    inner_end = close - 1 if close > 0 else scan.end
    labelled = label_at(folded, at + 1, inner_end)
    if close < 0 and not (labelled and labelled.group("mark")):
        return at + 1
    end = close if close > 0 else scan.end
    inner = folded[at + 1 : inner_end]
    if inner in scan.manner.notes:
        statement = read_statement(folded, *scan.manner.notes[inner], scan.manner.year)
        if statement.units and not statement.unread:
            scan.found.append(Located(Span(at, past_mark(folded, end, scan.end)), statement, True))
    if len(inner) < 3:
        return end
    role = scan.manner.brackets.get(folded[at])
    statement = read_statement(folded, at + 1, inner_end, scan.manner.year, role=role)
    bracket = Bracket(folded, Span(at, end), Span(scan.start, scan.end), scan.heading)
    if bracket.states(statement):
        scan.found.append(Located(Span(at, past_mark(folded, end, scan.end)), statement, True))
    elif _ROLE_WORD.search(inner) and (labelled or bracket.apart) and len(inner) < 200:
        scan.warnings.append(Warning("responsibility-unread", f"责任表述未能读出单位：{inner[:40]}", Span(at, end)))
    return end
