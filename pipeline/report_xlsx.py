"""A report as a workbook: heads that stay in view, columns of fit width, wrapped text, verdicts in colour, ready to print."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.report import OURS, Report, Table, Tone, Value

FONT = "宋体"
FILLS: dict[Tone, str] = {"bad": "#F8CBAD", "warn": "#FFE699", "good": "#C6E0B4", "info": "#BDD7EE", "plain": "#EDEDED"}
# What Excel takes in a cell, and in the name of a sheet.
LONGEST_TEXT, LONGEST_NAME = 32_000, 31
# Points of a line of text, and the height that Excel allows a row.
LINE, TALLEST = 14.5, 409
# Sizes of paper by their numbers in Excel; columns wider than this together are too small to read on A4.
A3, A4, WIDE = 8, 9, 210


def write_xlsx(report: Report, out: Path) -> None:
    """Write the tables of `report`, each on its sheet; texts stay texts, whatever sign they begin with."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": report.title, "comments": "由政图（zhengtu）生成", "keywords": OURS})
        formats = _Formats(book)
        for number, (name, tables) in enumerate(groupby(report.tables, key=lambda table: table.sheet)):
            _Sheet(book.add_worksheet(name[:LONGEST_NAME]), formats).write(report, list(tables), first=number == 0)


class _Formats:
    """The few looks of a cell."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True}
        cell = {**base, "border": 1, "border_color": "#A6A6A6"}
        self.title = book.add_format({**base, "font_size": 16, "bold": True, "text_wrap": False})
        self.line = book.add_format({**base, "text_wrap": False, "font_color": "#595959"})
        self.caption = book.add_format({**base, "font_size": 12, "bold": True, "text_wrap": False})
        self.head = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#D9E1F2"})
        self.text = book.add_format({**cell, "valign": "top"})
        self.number = book.add_format({**cell, "valign": "top", "align": "center"})
        self.tones = {tone: book.add_format({**cell, "valign": "top", "align": "center", "bg_color": fill}) for tone, fill in FILLS.items()}  # fmt: skip


class _Sheet:
    """A sheet as it is filled from the top."""

    def __init__(self, sheet: Any, formats: _Formats) -> None:
        self.sheet, self.formats = sheet, formats
        self.row = 0

    def write(self, report: Report, tables: list[Table], first: bool) -> None:
        sheet = self.sheet
        if first:
            self._line(report.title, self.formats.title, 28)
            for line in report.lines:
                self._line(line, self.formats.line, 18)
            self.row += 1
        widths = [max(widths) for widths in zip(*(_widths(table, tables) for table in tables), strict=True)]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for number, table in enumerate(tables):
            if number:
                self.row += 1
            if table.title:
                self._line(table.title, self.formats.caption, 22)
            self._table(table, widths, alone=len(tables) == 1)
        sheet.set_landscape()
        sheet.set_paper(A3 if sum(widths) > WIDE else A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")

    def _line(self, text: str, form: Any, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.sheet.write_string(self.row, 0, text, form)
        self.row += 1

    def _table(self, table: Table, widths: list[int], alone: bool) -> None:
        head = self.row
        for column, described in enumerate(table.columns):
            self.sheet.write_string(head, column, described.head, self.formats.head)
        for row in table.rows:
            self.row += 1
            lines = max((_lines(value, width) for value, width in zip(row, widths, strict=False)), default=1)
            self.sheet.set_row(self.row, min(TALLEST, LINE * lines + 4))
            for column, value in enumerate(row):
                self._cell(table, column, value)
        if alone:
            self.sheet.freeze_panes(head + 1, 0)
            self.sheet.repeat_rows(head)
            self.sheet.autofilter(head, 0, max(self.row, head + 1), len(table.columns) - 1)
        self.row += 1

    def _cell(self, table: Table, column: int, value: Value) -> None:
        if column == table.toned:
            form = self.formats.tones[table.tones.get(str(value), "plain")]
        else:
            form = self.formats.number if isinstance(value, (int, float)) else self.formats.text
        if value is None or value == "":
            self.sheet.write_blank(self.row, column, None, form)
        elif isinstance(value, (int, float)):
            self.sheet.write_number(self.row, column, value, form)
        else:
            text = value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT] + "…"
            self.sheet.write_string(self.row, column, text, form)


def _widths(table: Table, tables: list[Table]) -> list[int]:
    most = max(len(other.columns) for other in tables)
    return [column.width for column in table.columns] + [0] * (most - len(table.columns))


def _lines(value: Value, width: int) -> int:
    """How many lines a text takes in a column; not all programs work it out themselves when they open a workbook."""
    if not isinstance(value, str):
        return 1
    room = max(2, width - 1)
    return sum(max(1, -(-_cells(line) // room)) for line in value.split("\n"))


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
