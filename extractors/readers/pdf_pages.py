"""The pages of a document put together: parts of a page in reading order, paragraphs and tables joined over pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extractors.readers.pdf_columns import FULL, RIGHT, column_lines, has_columns
from extractors.readers.pdf_lines import Line, lines_of
from extractors.readers.pdf_paragraphs import (
    Frame,
    page_frames,
    paragraph,
    starts_paragraph,
    usual_leading,
    without_furniture,
)
from extractors.readers.pdf_tables import Table, outside
from extractors.readers.pdf_unruled import ends_page, has_heads, unruled_tables
from extractors.readers.strokes import Stroke
from extractors.readers.table_pages import join_tables
from extractors.source import Block, Box

_NOTE_MARKS = "①②③④⑤⑥⑦⑧⑨⑩*※[〔注0123456789"


@dataclass(slots=True)
class PageContent:
    """What is gathered of a page before the document is put together.

    `strokes` are those of the lines, where the page may hold columns; they are let go where it can't.
    """

    lines: list[Line]
    tables: list[Table]
    width: float
    height: float
    strokes: Sequence[Stroke] = ()

    def __post_init__(self) -> None:
        if not any(" " in line.text for line in self.lines) and not has_columns(self.strokes, self.width):
            self.strokes = ()


@dataclass(slots=True)
class Flow:
    """A part of a page that is read from top to bottom: the whole page, or one of its columns."""

    lines: list[Line]
    width: float
    side: int = FULL
    tables: list[Table] = field(default_factory=list)


def page_blocks(pages: Sequence[PageContent]) -> Iterator[Block]:
    """The document in reading order: paragraphs joined over pages, tables joined over pages, small notes last."""
    flows = list(_flows(pages))
    leading = usual_leading([flow.lines for flow in flows])
    notes: list[list[Line]] = []
    current: list[Line] = []
    current_frame: Frame | None = None
    table: Table | None = None
    for flow, frame in zip(flows, _frames(flows), strict=True):
        body, small = _without_notes(flow.lines, frame)
        notes += small
        items: list[Line | Table] = sorted([*body, *flow.tables], key=lambda item: item.box.top)
        for item in items:
            if isinstance(item, Table):
                if current:
                    yield paragraph(current)
                    current = []
                joined = join_tables(table, item) if table else None
                if table and joined is None:
                    yield table.block()
                table = joined or item
                continue
            if table:
                if _is_continuation_mark(item):
                    continue
                yield table.block()
                table = None
            if current and current_frame and starts_paragraph(current[-1], item, current_frame, frame, leading):
                yield paragraph(current)
                current = []
            current.append(item)
            current_frame = frame
    if current:
        yield paragraph(current)
    if table:
        yield table.block()
    for note in notes:
        yield paragraph(note)


def _flows(pages: Sequence[PageContent]) -> Iterator[Flow]:
    """The parts of all pages in reading order, without running heads and feet; tables without ruling found."""
    bodies = without_furniture([page.lines for page in pages], [page.height for page in pages])
    open_table: Table | None = None
    start: float | None = None
    for page, running in zip(pages, bodies, strict=True):
        body = _with_heads(page.lines, running) if page.strokes else running
        tables, open_table, lines = _unruled(page, body, open_table, start)
        start = min((line.box.left for line in lines if line.flow % 3 == RIGHT), default=None)
        parts = [list(part) for _, part in groupby(lines, key=lambda line: line.flow)] or [[]]
        flows = [Flow(part, _width(part, page), part[0].flow % 3 if part else FULL) for part in parts]
        for table in [*page.tables, *tables]:
            above = [f for f in flows if f.side == FULL and f.lines and f.lines[0].box.top < table.box.top]
            (above or flows)[-1 if above else 0].tables.append(table)
        yield from flows


def _with_heads(lines: list[Line], body: list[Line]) -> list[Line]:
    """The body, and with it the heads of a table that stand on top of every page as running heads do."""
    if len(lines) == len(body):
        return body
    kept = {id(line) for line in body}
    return [line for line in lines if id(line) in kept or has_heads([line.text])]


def _unruled(
    page: PageContent, body: list[Line], open_table: Table | None, start: float | None
) -> tuple[list[Table], Table | None, list[Line]]:
    """The tables of a page without ruling, the one of them that the page leaves open, and the lines in their flows."""
    if not page.strokes or not body:
        return [], None, body
    headed = open_table is not None or has_heads(line.text for line in body)
    if not headed and start is None and not has_columns(page.strokes, page.width):
        return [], None, body
    number = body[0].page
    strokes = _kept(page.strokes, page.lines, body)
    tables = unruled_tables(strokes, number, open_table) if headed else []
    last = tables[-1] if tables and ends_page(tables[-1], strokes) and not page.tables else None
    if tables:
        strokes = list(outside(strokes, tables))
        body = lines_of(strokes, number)
    columns = column_lines(strokes, number, page.width, start)
    return tables, last, body if columns is None else columns


def _kept(strokes: Sequence[Stroke], lines: Sequence[Line], body: Sequence[Line]) -> Sequence[Stroke]:
    """The strokes but those of lines that are not in the body."""
    kept = {id(line) for line in body}
    dropped = [line.box for line in lines if id(line) not in kept]
    if not dropped:
        return strokes
    return [stroke for stroke in strokes if not any(_stands_in(stroke, box) for box in dropped)]


def _stands_in(stroke: Stroke, box: Box) -> bool:
    return box.top <= stroke.level / 2 <= box.bottom and box.left - 1 <= stroke.left <= box.right


def _width(lines: Sequence[Line], page: PageContent) -> float:
    """The width of the sheet; of a column, such that the margins on both sides of it are alike."""
    if not lines or lines[0].flow % 3 == FULL:
        return page.width
    return min(line.box.left for line in lines) + max(line.box.right for line in lines)


def _frames(flows: Sequence[Flow]) -> list[Frame]:
    """The frame of each flow: pages are compared with pages, and columns with columns on the same side."""
    frames: dict[int, Frame] = {}
    for side in {flow.side for flow in flows}:
        alike = [flow for flow in flows if flow.side == side]
        found = page_frames([flow.lines for flow in alike], [flow.width for flow in alike])
        frames |= {id(flow): frame for flow, frame in zip(alike, found, strict=True)}
    return [frames[id(flow)] for flow in flows]


def _is_continuation_mark(line: Line) -> bool:
    return line.text.strip("（）() 　") in ("续表", "续", "接上表", "续上表")


def _without_notes(lines: list[Line], frame: Frame) -> tuple[list[Line], list[list[Line]]]:
    """Footnotes: lines in smaller type that close a page, after running text; parted where one starts."""
    split = len(lines)
    while split and lines[split - 1].em < 0.88 * frame.em:
        split -= 1
    after_text = any(abs(line.em - frame.em) < 0.12 * frame.em for line in lines[:split])
    if split == len(lines) or not after_text or lines[split].text[0] not in _NOTE_MARKS:
        return lines, []
    notes: list[list[Line]] = []
    for line in lines[split:]:
        if not notes or line.text[0] in _NOTE_MARKS:
            notes.append([line])
        else:
            notes[-1].append(line)
    return lines[:split], notes
