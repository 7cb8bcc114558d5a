"""Tables that were saved as text: bars, tabs, box drawing, one cell a line, label | value records.

Each shape is recognised in the lines of a text file and gives rows of strands; a cell that the text shows to be
merged or continued is joined. Source of the shapes: STYLES.md (e).
"""

import re
from collections.abc import Callable

from extractors.text.barred import barred, lone_bars
from extractors.text.fitting import is_list, unmerged
from extractors.text.lines import is_page_number
from extractors.text.spaced import spaced
from extractors.text.strand import EMPTY, GridDraft, Strand
from extractors.text.tabbed import blanked, gapped, tabbed
from extractors.text.verticals import vertical
from extractors.words.fold import fold
from extractors.words.indicator_columns import is_allotment_head
from extractors.words.labels import LONGEST_FIELD, field_kind, head_kind

_BAR = re.compile(r"[|｜]")
_GAPS = re.compile(r"[ \u3000](?<=\S.)[ \u3000]+\S.*?[ \u3000]{2,}\S")
_BOX = re.compile(r"[│┃]")
_RULE = re.compile(r"^[\s|｜:：\-—–=┌┬┐├┼┤└┴┘─━┃│╋+]+$")
_RULE_BELOW = re.compile(r"^\s*\|[\s:|-]+\|\s*$")
_BOX_RULE = re.compile(r"^[\s┌┬┐├┼┤└┴┘─━╋+]+$")
_JUNCTION = re.compile("[┌┬┐├┼┤└┴┘╋+]")
_RECORD_MORE = re.compile(r"\s*[|｜]\s*([^|｜]+?)\s*[|｜]?$")
_RECORD = re.compile(r"([^|｜：:]{2,16}?)\s*[：:]\s*[|｜]\s*(.*?)\s*[|｜]?$")
_LABELLED = re.compile(r"\s*[^|｜：:]{2,16}[：:]\s*[|｜]")
_NEXT_ROW = re.compile(rf"\s*\|?\s*\d{{1,3}}\s*\||{_LABELLED.pattern}")
# │　│　├──┼──┤: a rule under some columns only; the cells before it go on.
_BOX_PART = re.compile(r"\s*[│┃][^├─━]*(?=├[─━])")
Shape = Callable[[list[Strand], int], tuple[GridDraft, int] | None]


def find_tables(lines: list[Strand]) -> list[list[Strand] | GridDraft]:
    """The lines, with each table that stands among them replaced by its grid."""
    out: list[list[Strand] | GridDraft] = []
    loose: list[Strand] = []
    at = 0
    while at < len(lines):
        text = lines[at].text
        for shape in _shapes(text) if text and not text.isspace() else ():
            found = shape(lines, at)
            if found is not None:
                grid, at = found
                if loose:
                    out.append(loose)
                    loose = []
                out.append(grid)
                break
        else:
            loose.append(lines[at])
            at += 1
    if loose:
        out.append(loose)
    return out


def _shapes(text: str) -> list[Shape]:
    """The shapes of table that a line may open, by the marks that it holds."""
    shapes: list[Shape] = []
    if "─" in text or "━" in text:
        shapes.append(_box)
    if "|" in text or "｜" in text:
        shapes += [_record, lone_bars, barred, _bars]
    if "\t" in text:
        shapes.append(tabbed)
    elif "号" in text:
        shapes.append(blanked)
    if "标" in text or "名称" in text or "项目" in text:
        shapes.append(spaced)
    if (" " in text or "\u3000" in text) and _GAPS.search(text):
        shapes.append(gapped)
    if len(text.strip()) <= LONGEST_FIELD:
        shapes += [lone_bars, vertical]
    return shapes


def is_head(cells: list[str]) -> bool:
    """Whether folded cells are the head of a table: at least two name fields, and no other is longer than a name."""
    kinds = [head_kind(cell) for cell in cells]
    return sum(kind is not None for kind in kinds) >= 2 and all(len(cell) <= 16 for cell in cells)


def _cells(line: Strand, mark: re.Pattern[str]) -> list[Strand]:
    line = line.strip()
    cells = [cell.strip() for cell in line.split(mark)]
    if line.text[:1] and mark.match(line.text) and cells and not cells[0].text:
        cells = cells[1:]
    if cells and not cells[-1].text and mark.search(line.text[-1:]):
        cells = cells[:-1]
    return cells


def _bars(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """Rows of cells with bars between them or after each (markdown included); a row may run over lines."""
    head = _cells(lines[at], _BAR)
    ruled = len(head) >= 3 and at + 1 < len(lines) and _RULE_BELOW.match(lines[at + 1].text)
    heads = [fold(c.text) for c in head]
    if not (ruled or (len(head) >= 3 and is_head(heads)) or is_allotment_head(heads)):
        return None
    rows = [head]
    at += 1
    while at < len(lines):
        text = lines[at].text
        if not text.strip():
            after = at + 1
            if after >= len(lines) or not _BAR.search(lines[after].text):
                break
            at = after
            continue
        if _RULE.match(text):
            at += 1
            continue
        if _LABELLED.match(text):
            break
        row, after = _bar_row(lines, at, len(head))
        if row is None:
            break
        rows.append(row)
        at = after
    return GridDraft(unmerged(rows)), at


def _bar_row(lines: list[Strand], at: int, width: int) -> tuple[list[Strand] | None, int]:
    """One row from `at`, joined over lines (and page numbers between them) until it has its cells."""
    if not _BAR.search(lines[at].text):
        return None, at
    parts = [lines[at].strip()]
    at += 1
    while len(_cells(Strand.join(parts), _BAR)) < width and at < len(lines) and len(parts) < 9:
        text = lines[at].text.strip()
        ahead = [line.text for line in lines[at : at + 6] if line.text.strip() and not is_page_number(line.text)]
        if not ahead or not _BAR.search(ahead[0]) or _NEXT_ROW.match(ahead[0]):
            break
        if text and not is_page_number(text):
            parts.append(lines[at].strip())
        at += 1
    cells = _cells(Strand.join(parts), _BAR)
    return (cells + [EMPTY] * width)[: max(width, len(cells))], at


def _box(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """A table drawn with box characters; the lines between two rules are one row."""
    if not _BOX_RULE.match(lines[at].text) or ("─" not in lines[at].text and "━" not in lines[at].text):
        return None
    if not any(_BOX.search(line.text) for line in lines[at + 1 : at + 5]):
        return None
    rows: list[list[Strand]] = []
    open_rows: list[list[list[Strand]]] = []
    merged = 0
    gaps: list[int] = []
    while at < len(lines):
        text = lines[at].text
        if _BOX_RULE.match(text) and text.strip():
            _close(rows, open_rows, gaps)
            open_rows, merged, gaps = [], 0, _gaps(text)
        elif partial := _BOX_PART.match(text):
            merged = len(_BOX.findall(partial[0]))
            if open_rows:
                open_rows[0].append(_cells(lines[at].slice(0, partial.end()), _BOX)[:merged])
            open_rows.append([])
        elif _BOX.search(text):
            _add_line(open_rows, _cells(lines[at], _BOX), merged)
        elif not is_page_number(text) and text.strip():
            break
        at += 1
    _close(rows, open_rows, gaps)
    width = max((len(row) for row in rows), default=0)
    return (GridDraft([row + [EMPTY] * (width - len(row)) for row in rows]), at) if width >= 2 else None


def _gaps(rule: str) -> list[int]:
    """The columns under which a rule is left out (├──┼　　┼──┤): their cells go on."""
    return [column for column, part in enumerate(_JUNCTION.split(rule.strip())[1:-1]) if part.isspace()]


def _close(rows: list[list[Strand]], open_rows: list[list[list[Strand]]], gaps: list[int]) -> None:
    """Put the rows between two rules to `rows`; in the columns `gaps` a cell is one with those above it."""
    new = [_stack(row) for row in open_rows if row]
    for column in gaps:
        above = rows[-1][column] if rows and new and column < min(len(rows[-1]), len(new[0])) else None
        if above is None:
            continue
        whole = Strand.join([above, new[0][column]]) if new[0][column].text else above
        for row in rows + new[:1]:
            if row is new[0] or (column < len(row) and row[column] is above):
                row[column] = whole
    rows += new


def _add_line(open_rows: list[list[list[Strand]]], cells: list[Strand], merged: int) -> None:
    """A printed line put to the last of the rows between two full rules; its merged cells go on with the first row."""
    if len(open_rows) < 2:
        open_rows[:] = [[*(open_rows[0] if open_rows else []), cells]]
        return
    open_rows[0].append(cells[:merged])
    open_rows[-1].append([EMPTY] * merged + cells[merged:])


def _stack(lines: list[list[Strand]]) -> list[Strand]:
    width = max(map(len, lines))
    columns = [[line[column] for line in lines if column < len(line) and line[column].text] for column in range(width)]
    return [Strand.join(parts, "\n" if is_list([part.text for part in parts]) else "") for parts in columns]


def _record(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """Records of label： | value | lines: one row for each record, one column for each label."""
    records: list[dict[str, Strand]] = []
    heads: dict[str, Strand] = {}
    start = at
    while at < len(lines):
        line = lines[at].strip()
        if records and (more := _RECORD_MORE.match(lines[at].text)):
            last = next(reversed(records[-1]))
            records[-1][last] = Strand.join([records[-1][last], lines[at].slice(*more.span(1))])
            at += 1
            continue
        match = _RECORD.match(line.text)
        if match is None:
            if line.text.strip("〓=-—* \u3000\t") and records:
                break
            if not records:
                return None
            at += 1
            continue
        label = re.sub(r"[\s\u3000]", "", fold(match.group(1)))
        if not records or label in records[-1]:
            records.append({})
        heads.setdefault(label, line.slice(*match.span(1)))
        records[-1][label] = line.slice(*match.span(2))
        at += 1
    if at - start < 3 or sum(field_kind(label) is not None for label in heads) < 2:
        return None
    return GridDraft([list(heads.values()), *([record.get(label, EMPTY) for label in heads] for record in records)]), at
