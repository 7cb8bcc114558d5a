"""DOCX: paragraphs, headings and tables in their final state, with the numbers, notes and text boxes that Word shows.

Read from the XML itself (ECMA-376): tracked deletions are left out and insertions kept, hidden text is left out, list
numbers are restored, text boxes follow the paragraph that they are tied to, notes stand last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractors.errors import UnreadableFile
from extractors.readers.archive import Archive
from extractors.readers.docx_numbering import Numbering, W
from extractors.records import Warning
from extractors.source import Block, Cell, Run, SourceFacts

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAIN = W[1:-1].encode()
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GONE = {W + tag for tag in ("del", "moveFrom", "rt", "instrText", "delText", "rPr", "pPr", "sdtPr", "tblPr", "sectPr")}
_BREAKS = {W + "tab": " ", W + "cr": "\n", W + "noBreakHyphen": "-"}
MAX_DEPTH = 200


@dataclass(slots=True)
class _Styles:
    """What paragraph styles add to a paragraph: its list, its outline level."""

    lists: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    outline: dict[str, int] = field(default_factory=dict)
    default: str = ""


@dataclass(slots=True)
class _Word:
    """The document at work: definitions, and the state that goes from paragraph to paragraph."""

    numbering: Numbering
    styles: _Styles
    paged: bool
    page: int = 1
    in_table: int = 0
    boxes: list[Any] = field(default_factory=list)
    carried: list[Run] = field(default_factory=list)


def read_docx(data: bytes, name: str) -> tuple[tuple[Block, ...], int, SourceFacts, tuple[Warning, ...]]:
    """The blocks of a DOCX, its pages where Word noted them (else 1), facts and warnings. Raises UnreadableFile."""
    archive = Archive(data, name)
    if "word/document.xml" not in archive.names:
        raise UnreadableFile(f"{name}：文件已损坏，里面没有正文")
    body = _part(archive, "word/document.xml").find(W + "body")
    if body is None:
        raise UnreadableFile(f"{name}：文件已损坏，里面没有正文")
    numbering = _part(archive, "word/numbering.xml") if "word/numbering.xml" in archive.names else None
    word = _Word(
        Numbering() if numbering is None else Numbering.from_xml(numbering),
        _styles(_part(archive, "word/styles.xml")) if "word/styles.xml" in archive.names else _Styles(),
        body.find(f".//{W}lastRenderedPageBreak") is not None,
    )
    blocks = list(_blocks(body, word, 0))
    pages = word.page
    for part, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        if part in archive.names:
            for note in _part(archive, part).findall(W + tag):
                if note.get(W + "type") in (None, "normal"):
                    blocks += _blocks(note, word, 0)
    return tuple(blocks), pages, SourceFacts(), ()


def _part(archive: Archive, part: str) -> Any:
    root = archive.xml(part)
    if root.tag.startswith(W):
        return root
    from lxml import etree

    # The strict form of the format differs by its namespaces only.
    return etree.fromstring(etree.tostring(root).replace(_STRICT, _MAIN), etree.XMLParser(resolve_entities=False))


def _styles(root: Any) -> _Styles:
    styles = _Styles()
    parents: dict[str, str] = {}
    for style in root.findall(W + "style"):
        if style.get(W + "type") != "paragraph":
            continue
        key = style.get(W + "styleId", "")
        if style.get(W + "default") in ("1", "true"):
            styles.default = key
        based, label, properties = style.find(W + "basedOn"), style.find(W + "name"), style.find(W + "pPr")
        if based is not None:
            parents[key] = based.get(W + "val", "")
        heading = re.fullmatch(r"(?:heading|标题)\s*(\d)", "" if label is None else label.get(W + "val", "").lower())
        level = _value(properties, "outlineLvl")
        if heading:
            styles.outline[key] = int(heading[1])
        elif level and level.isdigit() and int(level) < 9:
            styles.outline[key] = int(level) + 1
        number = None if properties is None else properties.find(W + "numPr")
        if number is not None:
            depth = _value(number, "ilvl")
            styles.lists[key] = (_value(number, "numId"), int(depth) if depth and depth.isdigit() else None)
    for key in {*parents}:
        seen, at = {key}, key
        while at in parents and parents[at] not in seen:
            at = parents[at]
            seen.add(at)
            if at in styles.lists:
                styles.lists.setdefault(key, styles.lists[at])
            if at in styles.outline:
                styles.outline.setdefault(key, styles.outline[at])
    return styles


def _value(parent: Any, tag: str) -> str | None:
    found = None if parent is None else parent.find(W + tag)
    return None if found is None else str(found.get(W + "val", ""))


def _blocks(parent: Any, word: _Word, depth: int) -> Iterator[Block]:
    """The blocks of a body, a cell, a note or a text box; containers of content are passed through."""
    if depth > MAX_DEPTH:
        raise RecursionError
    for child in parent:
        if child.tag == W + "p":
            yield from _paragraph(child, word, depth)
        elif child.tag == W + "tbl":
            yield from _table(child, word, depth)
        elif child.tag not in _GONE and child.tag != _FALLBACK and isinstance(child.tag, str):
            yield from _blocks(child, word, depth + 1)


def _paragraph(element: Any, word: _Word, depth: int) -> Iterator[Block]:
    """The paragraph, unless it is empty or its mark was deleted (it then runs into the next), and its text boxes."""
    outer, word.boxes = word.boxes, []
    properties = element.find(W + "pPr")
    runs = [run for run in _runs(element, word) if run.text]
    boxes, word.boxes = word.boxes, outer
    mark_deleted = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
    if mark_deleted:
        word.carried += runs
    else:
        runs, word.carried = word.carried + runs, []
        empty = not any(run.text.strip() for run in runs)
        # An empty paragraph with a number is how the 序号 column of a table is made; elsewhere it is a slip.
        label = _list_label(properties, word) if not empty or word.in_table else ""
        if label or not empty:
            if label:
                # 1. before 2025年 must not become 1.2025.
                gap = " " if runs and label[-1] in ".0123456789" and runs[0].text[0].isdigit() else ""
                runs.insert(0, Run(label + gap, page=word.page if word.paged else None))
            level = _outline_level(properties, word)
            yield Block("paragraph" if level is None else "heading", tuple(runs), level)
    for box in boxes:
        yield from _blocks(box, word, depth + 1)


def _list_label(properties: Any, word: _Word) -> str:
    style = _value(properties, "pStyle") or word.styles.default
    list_id, depth = word.styles.lists.get(style, (None, None))
    if list_id is not None and depth is None:
        depth = word.numbering.depth_of_style(list_id, style)
    own = None if properties is None else properties.find(W + "numPr")
    if own is not None:
        list_id = _value(own, "numId") or list_id
        level = _value(own, "ilvl")
        depth = int(level) if level and level.isdigit() else depth
    return word.numbering.next(list_id, depth or 0) if list_id and list_id != "0" else ""


def _outline_level(properties: Any, word: _Word) -> int | None:
    own = _value(properties, "outlineLvl")
    if own is not None and own.isdigit():
        return int(own) + 1 if int(own) < 9 else None
    return word.styles.outline.get(_value(properties, "pStyle") or word.styles.default)


def _runs(element: Any, word: _Word, depth: int = 0) -> Iterator[Run]:
    """The visible text of a paragraph, piece by piece; text boxes are laid aside for later."""
    if depth > MAX_DEPTH:
        raise RecursionError
    for child in element:
        tag = child.tag
        if tag in _GONE or tag == _FALLBACK or not isinstance(tag, str):
            continue
        if tag in (W + "t", _MATH_TEXT):
            yield Run(child.text or "", page=word.page if word.paged else None)
        elif tag == W + "br":
            if child.get(W + "type") not in ("page", "column"):
                yield Run("\n", page=word.page if word.paged else None)
        elif tag in _BREAKS:
            yield Run(_BREAKS[tag], page=word.page if word.paged else None)
        elif tag == W + "lastRenderedPageBreak":
            word.page += 1
        elif tag == W + "txbxContent":
            word.boxes.append(child)
        elif not (tag == W + "r" and _is_hidden(child)):
            yield from _runs(child, word, depth + 1)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val", "1") not in ("0", "false", "off")


def _table(element: Any, word: _Word, depth: int) -> Iterator[Block]:
    """A table; one of a single column is a frame around text and gives its paragraphs."""
    cells: list[tuple[int, int, int, list[Block]]] = []
    open_merges: dict[int, int] = {}
    heights: dict[int, int] = {}
    rows = [row for row in _rows(element) if row.find(f"{W}trPr/{W}del") is None]
    for row_number, row in enumerate(rows):
        column = int(_value(row.find(W + "trPr"), "gridBefore") or 0)
        for cell in _inside(row, "tc"):
            properties = cell.find(W + "tcPr")
            width = max(1, int(_value(properties, "gridSpan") or 1))
            merge = None if properties is None else properties.find(W + "vMerge")
            word.in_table += 1
            content = list(_blocks(cell, word, depth + 1))
            word.in_table -= 1
            if merge is not None and merge.get(W + "val") != "restart" and column in open_merges:
                heights[open_merges[column]] += 1
            else:
                heights[len(cells)] = 1
                if merge is not None:
                    open_merges[column] = len(cells)
                else:
                    open_merges.pop(column, None)
                cells.append((row_number, column, width, content))
            column += width
    if all(column == 0 for _, column, _, _ in cells) and len({width for _, _, width, _ in cells}) <= 1:
        for _, _, _, content in cells:
            yield from content
        return
    yield Block(
        "table",
        cells=tuple(
            Cell(row, column, _cell_runs(content), heights[number], width)
            for number, (row, column, width, content) in enumerate(cells)
        ),
    )


def _rows(table: Any) -> Iterator[Any]:
    return _inside(table, "tr")


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, cells of a row; content controls between are passed through."""
    for child in parent:
        if child.tag == W + tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _inside(child, tag)


def _cell_runs(blocks: list[Block]) -> tuple[Run, ...]:
    """The paragraphs of a cell, a line break between them; a table inside gives its cells' texts."""
    pieces: list[list[Run]] = []
    for block in blocks:
        if block.kind == "table":
            pieces += [list(cell.runs) for cell in block.cells if cell.text.strip()]
        else:
            pieces.append(list(block.runs))
    runs: list[Run] = []
    for number, piece in enumerate(pieces):
        if number and piece:
            runs.append(Run("\n", page=piece[0].page))
        runs += piece
    return tuple(runs)
