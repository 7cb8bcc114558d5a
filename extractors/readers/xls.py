"""XLS and ET: workbooks of the old binary form (BIFF), read by xlrd into the same sheets as XLSX."""

from typing import Any

from extractors.errors import UnreadableFile
from extractors.readers.number_formats import general, shown
from extractors.readers.sheets import Merge, Sheet, sheet_blocks
from extractors.records import Span, Warning
from extractors.source import Block


def read_xls(data: bytes, name: str) -> tuple[tuple[Block, ...], int, tuple[Warning, ...]]:
    """The blocks of a workbook, how many sheets were read, and what was not read. Raises UnreadableFile."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=_Silent())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise UnreadableFile(f"{name}：文件有密码保护，请先解除密码") from None
        raise UnreadableFile(f"{name}：电子表格读不出来，可能已损坏；请用Excel或WPS另存为xlsx后再读") from None
    visible = [sheet for sheet in book.sheets() if sheet.visibility == 0]
    hidden = [sheet.name for sheet in book.sheets() if sheet.visibility != 0 and sheet.nrows]
    warnings = tuple(
        Warning("sheet-unread", f"工作表“{title}”是隐藏的，没有读；要读请先取消隐藏", Span(0, 0)) for title in hidden
    )
    sheets = [
        Sheet(
            sheet.name,
            {(cell[0], cell[1]): text for cell, text in _texts(book, sheet)},
            [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells],
        )
        for sheet in visible
    ]
    return sheet_blocks(sheets, name), len(sheets), warnings


class _Silent:
    """What xlrd finds odd in a file is no message of ours."""

    def write(self, text: str) -> None:
        """Nothing."""


def _texts(book: Any, sheet: Any) -> list[tuple[tuple[int, int], str]]:
    return [
        ((row, column), text)
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
        if (text := _text(book, sheet.cell(row, column))).strip()
    ]


def _text(book: Any, cell: Any) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value).replace("\r\n", "\n")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "是" if cell.value else "否"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    return general(cell.value) if code == "General" else shown(cell.value, code, book.datemode == 1)
