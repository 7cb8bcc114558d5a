"""Marks of roles: a character or sign that says what a unit is to do (门诊部（主）、信息科（协）; ●牵头 ○配合).

A document says in a legend what its marks mean; the usual ones need none (labels.yaml, "marks").
"""

import re
from collections.abc import Iterator

from extractors.records import Role, Span
from extractors.responsibility.binding import Statement
from extractors.responsibility.scan import Located, Scan, sentence_end
from extractors.responsibility.statement import read_statement
from extractors.responsibility.wording import PERSON_LABEL
from extractors.words.labels import ROLES, field_kind, label_at, verb_pattern
from extractors.words.lists import chunks
from extractors.words.names import is_unit, may_be_name, trimmed
from extractors.words.persons import is_person

SIGNS = "●○◎△▲☆★◇◆□■√⊙※*#@"
# （主）为主办科室; “协”表示协办; ●牵头　○配合: what a mark stands for, up to a stop.
_LEGEND = re.compile(
    rf"(?:[（“‘](?P<letter>[一-龥A-Z])[）”’](?:号|标记|字样|者|的)*(?:为|表示|代表|是|指|即|系)"
    rf"|[（“‘]?(?P<sign>[{SIGNS}])[）”’]?(?:号|标记|符号)?[ \u3000]*(?P<says>为|表示|代表|是|指|即|系|[：=]|—+|-)?)"
    r"[ \u3000]*(?P<what>[一-龥]{2,12}?)(?=[、，；。）\s\u3000]|$)",
    re.M,
)
# A sign, or one character in a bracket that is no number: what every legend begins with.
_SOME_LEGEND = re.compile(rf"[（“‘{SIGNS}](?:(?<=[{SIGNS}])|(?![一二三四五六七八九十])[一-龥A-Z][）”’])")
_ENTRY = re.compile(
    r"(?P<names>(?:[^（）〔〕。；：|\n]|（[^（）]{2,20}）){2,60}?)（(?P<mark>[^（）\s])）[、，；/和及 \u3000]*"
)
# What every entry holds, the quick test: most lines hold no bracket of one character.
_MARK = re.compile(r"（[^（）\s]）")
_FARTHEST = 60 * 22  # characters: the longest names before a mark
_CLOSED = re.compile(r"[。；]?[ \u3000]*$")


def legend(folded: str) -> Iterator[tuple[str, Role]]:
    """What the document says of its marks, in the order in which it does."""
    for some in _SOME_LEGEND.finditer(folded):
        match = _LEGEND.match(folded, some.start())
        if match is None:
            continue
        mark = match["sign"] or match["letter"]
        opens = some.start() == 0 or folded[some.start() - 1] == "\n"
        role = role_of(match["what"], whole=opens and bool(match["sign"]) and not match["says"])
        if role is not None:
            yield mark, role


def role_of(text: str, whole: bool = False) -> Role | None:
    """The role that a word names (主办科室, 牵头, 承担具体建设任务), None for any other.

    `whole`: a verb must be all of it, as behind a sign that opens a line (△统筹护林资金).
    """
    kind = field_kind(text)
    verb = verb_pattern().fullmatch(text) if whole else verb_pattern().match(text)
    named = (role for role in ROLES if kind == role or (verb and verb.group(role)))
    return next(named, None)


def marked_run(scan: Scan, at: int) -> int | None:
    """The end of a run of names with a mark behind each or behind each few, or None where none begins at `at`.

    It fills its line, or a label stands behind it; names that the lexicon does not know need a legend or a second mark.
    """
    folded, start = scan.folded, at
    if scan.mark < at:
        mark = _MARK.search(folded, at, scan.end)
        scan.mark = mark.start() if mark else scan.end
    if scan.mark >= min(scan.end, at + _FARTHEST):
        return None
    statement = Statement(Span(at, at))
    marks = 0
    known = True
    while entry := _ENTRY.match(folded, at, scan.end):
        role = scan.manner.marks.get(entry["mark"])
        if role is None:
            break
        for chunk in chunks(folded, *entry.span("names")):
            span = trimmed(folded, chunk.start, chunk.end)
            name = folded[span.start : span.end]
            if is_person(name) or not (is_unit(name) or may_be_name(name)):
                return None
            known = known and is_unit(name)
            statement.units.append((span, role))
        marks += 1
        at = entry.end()
    if not marks or not (known or marks > 1):
        return None
    label = label_at(folded, at, scan.end)
    if PERSON_LABEL.match(folded, at, scan.end):
        at, named = sentence_end(scan, at), at
        behind = read_statement(folded, named, at, scan.manner.year)
        statement.units.extend(behind.units)
        statement.deadlines.extend(behind.deadlines)
        statement.persons.extend(behind.persons)
    elif not (_CLOSED.match(folded[at : scan.end]) or (label and "：" in label["mark"])):
        return None
    statement.span = Span(start, at)
    scan.found.append(Located(Span(start, at), statement))
    return at
