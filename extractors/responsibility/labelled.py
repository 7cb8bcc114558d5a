"""Statements that a label opens (牵头单位：A；配合单位：B　完成时限：6月底), in running text and on lines of their own."""

import re

from extractors.lexicon import words
from extractors.records import Span, Warning
from extractors.responsibility.scan import Located, Scan, past_mark, sentence_end
from extractors.responsibility.statement import read_statement
from extractors.words.labels import ROLES, field_kind, label_at
from extractors.words.names import has_prefix, is_strong_unit
from extractors.words.periods import find_dates

_UNKNOWN = re.compile(r"[ \u3000]*([一-龥]{2,8})：")
# Fields that are no units', whatever stands in them.
_OTHER_KINDS = ("other", "person", "number", "task", "content", "category", "deadline")
_FEWEST_FIELDS = 2
_CONTENT = re.compile(r"[一-龥]{2,8}：")


def label_run(scan: Scan, at: int) -> int | None:
    """The end of the run of labels and names that begins at `at`, or None where no label stands."""
    folded = scan.folded
    label = label_at(folded, at, scan.end)
    if label is None or not _opens_run(scan, label):
        return None
    end = _run_end(scan, label.end())
    statement = read_statement(folded, at, end, scan.manner.year)
    if label["tier"] and (not statement.units or statement.unread):
        return None
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
    scan.found.append(Located(Span(at, past_mark(folded, end, scan.end)), statement))
    return max(scan.found[-1].span.end, at + 1)


def field_run(scan: Scan, at: int) -> int | None:
    """The end of a run of fields of units whose names no lexicon knows (政策制定：A；监督考核：B), or None.

    There are two at least, they fill their sentence, and all that stands behind their colons is certain units.
    """
    folded = scan.folded
    field = _UNKNOWN.match(folded, at, scan.end)
    if field is None or field_kind(field[1]) in _OTHER_KINDS or field[1] in words("labels.yaml", "no_roles"):
        return None
    end = sentence_end(scan, at)
    fields = [match[1] for match in _UNKNOWN.finditer(folded, at, end) if folded[match.start() - 1] not in "（、"]
    if len(fields) < _FEWEST_FIELDS or any(name in words("labels.yaml", "no_roles") for name in fields):
        return None
    statement = read_statement(folded, at, end, scan.manner.year, sure=True)
    names = [folded[span.start : span.end] for span, _ in statement.units]
    if statement.unread or len(names) < len(fields) or not all(is_strong_unit(name) for name in names):
        return None
    scan.found.append(Located(Span(at, past_mark(folded, end, scan.end)), statement))
    return scan.found[-1].span.end


def named_run(scan: Scan, at: int) -> int | None:
    """The end of the run of a label that goes on with a sentence (粉刷楼道230个单元，责任单位：…), or None."""
    label = label_at(scan.folded, at, scan.end)
    role = label and next((label[role] for role in ROLES if label[role]), None)
    return label_run(scan, at) if label and role and len(role) > 2 and "：" in label["mark"] else None


def _opens_run(scan: Scan, label: re.Match[str]) -> bool:
    """Whether a label has its colon, or a unit right behind it: 牵头单位要会同配合单位 is running text."""
    if "：" in label.group("mark"):
        return True
    if label.group("deadline"):
        return label.start() == scan.start and _is_date(scan.folded, label.end(), scan.end)
    rest = scan.folded[label.end() : sentence_end(scan, label.end())]
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


def _is_date(folded: str, start: int, end: int) -> bool:
    """Whether a stretch is a time limit and no more (完成时限 2025年11月底前)."""
    found = find_dates(folded, start, end, None, field=True)
    return bool(found) and found[0].span.start == start and found[-1].span.end >= end - 1


def _run_end(scan: Scan, at: int) -> int:
    """Where a run of labels ends: at a sentence end that no further label follows, or before a label of content."""
    folded = scan.folded
    while True:
        stop = sentence_end(scan, at)
        content = _content_label(folded, at, stop)
        if content is not None:
            return content
        ahead = stop + 1
        while ahead < scan.end and folded[ahead] in " \u3000":
            ahead += 1
        following = label_at(folded, ahead, scan.end) if ahead < scan.end else None
        if following is None or "：" not in following.group("mark"):
            return stop
        at = following.end()


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
