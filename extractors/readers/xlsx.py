"""XLSX: the visible sheets of a workbook, each cell as it is shown, merged cells whole.

Read from the XML itself (ECMA-376): workbooks of WPS and of reporting systems hold styles that stricter readers refuse.
Of a formula the value counts that was saved with it; rows hidden by a filter are read, sheets that are hidden are not.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractors.errors import UnreadableFile
from extractors.readers.archive import Archive
from extractors.readers.number_formats import BUILT_IN, general, shown
from extractors.readers.sheets import Merge, Sheet, sheet_blocks
from extractors.records import Span, Warning
from extractors.source import Block

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of all sheets refer to."""

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    since_1904: bool


def read_xlsx(data: bytes, name: str) -> tuple[tuple[Block, ...], int, tuple[Warning, ...]]:
    """The blocks of a workbook, how many sheets were read, and what was not read. Raises UnreadableFile."""
    archive = Archive(data, name)
    path = _workbook(archive)
    if path not in archive.names:
        raise UnreadableFile(f"{name}：文件已损坏，里面没有工作簿")
    root = archive.xml(path)
    targets = _targets(archive, path)
    properties = root.find("{*}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    book = _Book(_strings(archive, targets), _formats(archive, targets), since_1904)
    sheets: list[Sheet] = []
    warnings: list[Warning] = []
    for entry in root.iterfind("{*}sheets/{*}sheet"):
        title = entry.get("name", "")
        kind, part = targets.get(_relation(entry), ("", ""))
        if kind != "worksheet" or part not in archive.names:
            continue
        sheet, bare = _sheet(archive.xml(part), title, book)
        if entry.get("state") in ("hidden", "veryHidden"):
            if sheet.texts:
                warnings.append(_warning(f"工作表“{title}”是隐藏的，没有读；要读请先取消隐藏"))
            continue
        if bare:
            where = "、".join(bare[:5]) + ("等" if len(bare) > 5 else "")
            warnings.append(
                _warning(f"工作表“{title}”有{len(bare)}个公式没有存下结果（{where}），请用Excel打开后另存再读")
            )
        sheets.append(sheet)
    return sheet_blocks(sheets, name), len(sheets), tuple(warnings)


def _warning(message: str) -> Warning:
    return Warning("sheet-unread", message, Span(0, 0))


def _workbook(archive: Archive) -> str:
    """The path of the workbook, which the relations of the file name."""
    if "_rels/.rels" in archive.names:
        for relation in archive.xml("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(str(relation.get("Target", "")).lstrip("/"))
    return next((part for part in sorted(archive.names) if part.endswith("workbook.xml")), "")


def _targets(archive: Archive, path: str) -> dict[str, tuple[str, str]]:
    """The parts that the workbook refers to: kind and path by relation."""
    folder, file = posixpath.split(path)
    relations = f"{folder}/_rels/{file}.rels"
    found = {}
    for relation in archive.xml(relations) if relations in archive.names else ():
        target = relation.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], part)
    return found


def _relation(entry: Any) -> str:
    return next((value for key, value in entry.attrib.items() if key.endswith("}id")), "")


def _part_of_kind(archive: Archive, targets: dict[str, tuple[str, str]], kind: str) -> Any:
    part = next((part for found, part in targets.values() if found == kind and part in archive.names), None)
    return archive.xml(part) if part else None


def _strings(archive: Archive, targets: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    root = _part_of_kind(archive, targets, "sharedStrings")
    return () if root is None else tuple(_text(item) for item in root.iterfind("{*}si"))


def _text(item: Any) -> str:
    """The text of a string, its runs joined; readings of characters (rPh) are no text."""
    pieces = [piece.text or "" for piece in (*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t"))]
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), "".join(pieces)).replace("\r\n", "\n")


def _formats(archive: Archive, targets: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    """The code of the number format of each cell style."""
    root = _part_of_kind(archive, targets, "styles")
    if root is None:
        return ()
    codes = dict(BUILT_IN)
    for entry in root.iterfind("{*}numFmts/{*}numFmt"):
        if entry.get("numFmtId", "").isdigit():
            codes[int(entry.get("numFmtId"))] = entry.get("formatCode", "")
    styles = (entry.get("numFmtId", "0") for entry in root.iterfind("{*}cellXfs/{*}xf"))
    return tuple(codes.get(int(key), "General") if key.isdigit() else "General" for key in styles)


def _sheet(root: Any, title: str, book: _Book) -> tuple[Sheet, list[str]]:
    """A sheet, and the cells whose formula has no saved value."""
    texts: dict[tuple[int, int], str] = {}
    bare: list[str] = []
    row = -1
    for line in root.iterfind("{*}sheetData/{*}row"):
        row = int(line.get("r")) - 1 if line.get("r", "").isdigit() else row + 1
        column = -1
        for cell in line.iterfind("{*}c"):
            place = _PLACE.fullmatch(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            text = _cell_text(cell, book)
            if text.strip():
                texts[row, column] = text
            elif cell.find("{*}f") is not None and cell.get("t", "n") == "n" and not cell.findtext("{*}v"):
                bare.append(cell.get("r", ""))
    return Sheet(title, texts, tuple(_merges(root))), bare


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _merges(root: Any) -> Iterator[Merge]:
    for entry in root.iterfind("{*}mergeCells/{*}mergeCell"):
        ends = [_PLACE.fullmatch(end) for end in entry.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            yield Merge(int(ends[0][2]) - 1, _column(ends[0][1]), int(ends[1][2]) - 1, _column(ends[1][1]))


def _cell_text(cell: Any, book: _Book) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return "" if inline is None else _text(inline)
    value = (cell.findtext("{*}v") or "").strip("\r\n")
    if kind == "s":
        return book.strings[int(value)] if value.isdigit() and int(value) < len(book.strings) else ""
    if kind == "b":
        return {"1": "是", "0": "否"}.get(value, value)
    if kind != "n":
        return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), value)
    try:
        number = float(value)
    except ValueError:
        return value
    style = cell.get("s", "0")
    code = book.formats[int(style)] if style.isdigit() and int(style) < len(book.formats) else "General"
    return general(number) if code == "General" else shown(number, code, book.since_1904)
