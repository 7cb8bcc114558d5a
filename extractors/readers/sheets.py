"""Sheets of a workbook to blocks: title rows and notes are paragraphs, the rest is tables; each text knows its cell.

A sheet is a grid without an outline: what stands above the head, below the last row, or between two tables is told by
how its rows are filled, and the head of a table by the names of fields in it (序号, 任务, 牵头单位).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.errors import UnreadableFile
from extractors.source import Block, Cell, Run
from extractors.words.fold import fold
from extractors.words.labels import field_kind

# More places than this are no table that people keep; the grid of a table is held whole.
MAX_PLACES = 2_000_000
# Rows of a head: a second head begins below these.
HEAD_ROWS = 3
_LONGEST_HEAD = 24
_PLAIN_NAME = re.compile(r"(?i)(?:sheet|工作表|表格?)\s*[（(]?\d*[）)]?")
_MEASURED = re.compile(r".*指标(?:名称)?|(?:计量)?单位|(?:19|20)\d\d年?(?:目标值?)?|(?:目标|现状|基期)值")


class Merge(NamedTuple):
    """Places that are one cell, from `top`, `left` to `bottom`, `right`; all from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet as its format holds it: texts by row and column from 0, and what is merged."""

    name: str
    texts: dict[tuple[int, int], str]
    merges: Sequence[Merge] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A cell with text, its merge cut to rows and columns that hold something; numbered without empty ones."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    name: str

    def run(self) -> Run:
        return Run(self.text, cell=self.name)


def cell_name(sheet: str, row: int, column: int) -> str:
    """The name of a place as a workbook writes it: 任务!C5 for row 4 and column 2 from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{sheet}!{letters}{row + 1}"


def sheet_blocks(sheets: Sequence[Sheet], name: str) -> tuple[Block, ...]:
    """The blocks of a workbook in the order of its sheets; a sheet without a title is headed by its name.

    Raises UnreadableFile for a workbook without text, or of places without measure.
    """
    kept = [sheet for sheet in sheets if any(text.strip() for text in sheet.texts.values())]
    if not kept:
        raise UnreadableFile(f"{name}：电子表格里没有文字")
    blocks: list[Block] = []
    for sheet in kept:
        own = list(_blocks(sheet, name))
        if own[0].kind == "table" and not _PLAIN_NAME.fullmatch(sheet.name.strip()):
            blocks.append(Block("heading", (Run(sheet.name.strip(), cell=sheet.name),), 1))
        blocks += own
    return tuple(blocks)


def _blocks(sheet: Sheet, name: str) -> Iterator[Block]:
    rows, width = _rows(sheet, name)
    alone = _alone(rows)
    at = 0
    while at < len(rows):
        first = next((n for n in range(at, len(rows)) if _is_head(rows[n])), None)
        if first is None:
            first = next((n for n in range(at, len(rows)) if not alone[n]), len(rows))
        for row in rows[at:first]:
            yield Block("paragraph", tuple(_spaced(row)))
        end = next((n for n in range(first + HEAD_ROWS, len(rows)) if _opens(rows, n, first)), len(rows))
        while end < len(rows) and alone[end - 1]:
            end -= 1
        last = end
        while last > first and alone[last - 1] and _is_note(rows[last - 1][0], width):
            last -= 1
        if last > first:
            yield Block("table", cells=tuple(_cells(rows[first:last])))
        for row in rows[last:end]:
            yield Block("paragraph", tuple(_spaced(row)))
        at = end


def _rows(sheet: Sheet, name: str) -> tuple[list[list[_Filled]], int]:
    """The filled cells row by row, rows and columns without any text left out; and how many columns are left."""
    filled = {place: text for place, text in sheet.texts.items() if text.strip()}
    used = sorted({row for row, _ in filled})
    across = sorted({column for _, column in filled})
    if len(used) * len(across) > MAX_PLACES:
        raise UnreadableFile(f"{name}：工作表“{sheet.name}”太大（{len(used)}行{len(across)}列），不像任务分解表")
    merged = {(merge.top, merge.left): merge for merge in sheet.merges}
    rows: list[list[_Filled]] = [[] for _ in used]
    for (row, column), text in sorted(filled.items()):
        merge = merged.get((row, column), Merge(row, column, row, column))
        top, left = bisect_right(used, row) - 1, bisect_right(across, column) - 1
        high, wide = bisect_right(used, merge.bottom) - top, bisect_right(across, merge.right) - left
        rows[top].append(_Filled(top, left, high, wide, text, cell_name(sheet.name, row, column)))
    return rows, len(across)


def _is_head(row: list[_Filled]) -> bool:
    return names_fields([cell.text for cell in row])


def names_fields(row: Sequence[str]) -> bool:
    """Whether the cells of a row name fields: those of tasks, or of indicators."""
    texts = [fold("".join(cell.split())) for cell in row if cell.strip()]
    if len(texts) < 2 or max(map(len, texts)) > _LONGEST_HEAD:
        return False
    return sum(field_kind(text) is not None or bool(_MEASURED.fullmatch(text)) for text in texts) >= 2


def _alone(rows: list[list[_Filled]]) -> list[bool]:
    """Of each row, whether it holds one text only, and no cell from above reaches into it."""
    found, reached = [], 0
    for number, row in enumerate(rows):
        found.append(len(row) == 1 and reached <= number)
        reached = max([reached, *(cell.row + cell.rows for cell in row)])
    return found


def _is_note(cell: _Filled, width: int) -> bool:
    """Whether a text that stands alone at the end of a table is no row of it: over its columns, or in its first."""
    return cell.columns * 2 > width or cell.column == 0


def _opens(rows: list[list[_Filled]], at: int, head: int) -> bool:
    """Whether another table begins: a head that does not repeat that of the table at work."""
    return _is_head(rows[at]) and [cell.text for cell in rows[at]] != [cell.text for cell in rows[head]]


def _spaced(row: list[_Filled]) -> Iterator[Run]:
    """The texts of a row as one paragraph."""
    for number, cell in enumerate(row):
        if number:
            yield Run("\u3000", cell=cell.name)
        yield cell.run()


def _cells(rows: list[list[_Filled]]) -> Iterator[Cell]:
    top = rows[0][0].row
    for row in rows:
        for cell in row:
            yield Cell(cell.row - top, cell.column, (cell.run(),), cell.rows, cell.columns)
