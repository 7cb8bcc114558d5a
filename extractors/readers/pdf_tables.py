"""Ruled tables of a PDF page: the grid by pdfplumber, the text by pdfium.

pdfplumber loses a row that a page break leaves open, for it has no line at its foot; lines are therefore added at the
ends of the upright ones, and at both sides of tables drawn without outer uprights.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

from extractors.readers.pdf_glyphs import address, bare
from extractors.readers.pdf_lines import Line, lines_of
from extractors.readers.pdf_overprint import struck_once
from extractors.readers.strokes import Glyph, Stroke, stroke_of
from extractors.source import Block, Box, Cell, Run

Edge = dict[str, Any]  # as pdfplumber has it: orientation (v or h), x0, x1, top, bottom
THIN = 3.0  # points: what is thinner is a line, and lines nearer than this are one
MAX_OBJECTS = 20_000
_ITEM = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）．.、]|[①-⑳]|[一二三四五六七八九十]是")


@dataclass(slots=True)
class Part:
    """One cell with its place in the grid, as it grows while tables of several pages are joined."""

    row: int
    column: int
    rows: int
    columns: int
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The cell's text without white space."""
        return re.sub(r"\s", "", "".join(run.text for run in self.runs))

    @property
    def end(self) -> int:
        """The row after the last one that the cell covers."""
        return self.row + self.rows


@dataclass(slots=True)
class Table:
    """A table of one page, or of several joined; `page` is the last of them, `edges` are its column lines."""

    page: int
    box: Box
    edges: tuple[float, ...]
    parts: list[Part]
    boxes: tuple[Box, ...] = ()

    @property
    def height(self) -> int:
        """The number of rows."""
        return max((part.end for part in self.parts), default=0)

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph of the table's page stands in one of its cells."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if not _within(self.box, x, y):
            return False
        return any(_within(box, x, y) for box in self.boxes)

    def at(self, row: int, column: int) -> Part | None:
        """The cell that covers a place of the grid."""
        return next((p for p in self.parts if p.row <= row < p.end and p.column <= column < p.column + p.columns), None)

    def block(self) -> Block:
        """The table as a block of the source, its head once."""
        self._drop_repeated_heads()
        cells = sorted(self.parts, key=lambda p: (p.row, p.column))
        return Block("table", cells=tuple(Cell(p.row, p.column, tuple(p.runs), p.rows, p.columns) for p in cells))

    def _drop_repeated_heads(self) -> None:
        """Rows that say the same as the first one, wherever a generator repeated it."""
        head = self._texts(0)
        if len(head) < 3 or not all(head):
            return
        for row in range(self.height - 1, 0, -1):
            if self._texts(row) == head and all(part.rows == 1 for part in self.parts if part.row == row):
                self.parts = [part for part in self.parts if part.row != row]
                for part in self.parts:
                    part.row -= part.row > row

    def _texts(self, row: int) -> list[str]:
        return [part.text for part in sorted(self.parts, key=lambda p: p.column) if part.row == row]


def _within(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def has_ruling(page: Any) -> bool:
    """Whether a pypdfium2 page holds lines that might be a table: two upright ones, or a drawing of many strokes."""
    import pypdfium2.raw as raw

    handle = address(page.raw)
    count = min(raw.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)
    return _uprights(list(map(bare("FPDFPage_GetObject", "pi"), repeat(handle), range(count))), 0) >= 2


def _uprights(objects: Sequence[int | None], depth: int) -> int:
    """How many upright lines are among page objects (by address), those of forms included; two is as good as any more."""
    import ctypes

    import pypdfium2.raw as raw

    kinds = list(map(bare("FPDFPageObj_GetType", "p"), objects))
    if raw.FPDF_PAGEOBJ_FORM not in kinds and raw.FPDF_PAGEOBJ_PATH not in kinds:
        return 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    found = 0
    for place, kind in zip(objects, kinds, strict=True):
        if kind not in (raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_PATH):
            continue
        item = ctypes.cast(place or 0, raw.FPDF_PAGEOBJECT)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < 3:
            count = min(raw.FPDFFormObj_CountObjects(item), MAX_OBJECTS)
            found += _uprights([address(raw.FPDFFormObj_GetObject(item, i)) for i in range(count)], depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            width, height = right.value - left.value, top.value - bottom.value
            if height > 2 * THIN:
                strokes = raw.FPDFPath_CountSegments(item)
                found += 2 if strokes > 8 and width > 30 else width < THIN or strokes > 5 or _is_stroked(item)
        if found >= 2:
            break
    return found


def _is_stroked(item: Any) -> bool:
    import ctypes

    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    return bool(stroke.value)


def tables_of(view: Any, strokes: Sequence[Stroke], page: int) -> list[Table]:
    """The tables of a pdfplumber page, filled with the glyphs of the same page; those without text left out."""
    from pdfplumber.utils.geometry import obj_to_edges

    drawn = list(view.lines)
    drawn += [r for r in view.rects if r["stroke"] or r["width"] < THIN or r["height"] < THIN]
    drawn += [c for c in view.curves if c["stroke"]]
    return tables_from_edges([_straight(edge) for item in drawn for edge in obj_to_edges(item)], strokes, page)


def _straight(edge: Edge) -> Edge:
    """pdfplumber takes a level line for an upright one when turning the page left its ends a rounding error apart."""
    return edge_between(
        "h" if edge["x1"] - edge["x0"] >= edge["bottom"] - edge["top"] else "v",
        edge["x0"], edge["x1"], edge["top"], edge["bottom"],
    )  # fmt: skip


def tables_from_edges(edges: Sequence[Edge], strokes: Sequence[Stroke], page: int) -> list[Table]:
    """The tables that upright and level lines enclose, by pdfplumber's search for cells."""
    from pdfplumber import table as finder

    completed = _completed(edges)
    if not completed:
        return []
    merged = finder.merge_edges(completed, THIN, THIN, THIN, THIN)
    crossings = finder.edges_to_intersections(merged, THIN + 1, THIN + 1)
    glyphs = [glyph for stroke in strokes for glyph in stroke.glyphs()]
    tables = []
    for cells in finder.cells_to_tables(finder.intersections_to_cells(crossings)):
        table = table_of([Box(*cell) for cell in cells], glyphs, page)
        if len(table.edges) > 2 and any(part.runs for part in table.parts):
            tables.append(table)
    return tables


def _completed(edges: Sequence[Edge]) -> list[Edge]:
    """The upright and the level lines of the page, those that are missing at open ends added."""
    uprights = [e for e in edges if e["orientation"] == "v" and e["bottom"] - e["top"] > 2 * THIN]
    levels = [e for e in edges if e["orientation"] == "h" and e["x1"] - e["x0"] > 2 * THIN]
    more_levels = []
    for group in _chained(uprights, "top", "bottom"):
        x0, x1 = min(e["x0"] for e in group), max(e["x1"] for e in group)
        if x1 - x0 > 2 * THIN:
            more_levels += [edge_between("h", x0, x1, y, y) for y in _open_ends(group, levels)]
    more_uprights = []
    for group in _chained(uprights, "top", "bottom"):
        top, bottom = min(e["top"] for e in group), max(e["bottom"] for e in group)
        beside = [e for e in levels if top - THIN <= e["top"] <= bottom + THIN]
        if len(beside) > 1:
            for x in (min(e["x0"] for e in beside), max(e["x1"] for e in beside)):
                more_uprights.append(edge_between("v", x, x, top, bottom))
    return uprights + more_uprights + levels + more_levels if len(uprights) > 1 and len(levels) > 1 else []


def _open_ends(uprights: Sequence[Edge], levels: Sequence[Edge]) -> list[float]:
    """The heights at which a chain of uprights ends, or all of them break where no level line is drawn at all."""
    tops, bottoms = [float(e["top"]) for e in uprights], [float(e["bottom"]) for e in uprights]
    ends = [min(tops), max(bottoms)]
    for y in _marks(bottoms)[:-1]:
        across = any(e["top"] < y - THIN and e["bottom"] > y + THIN for e in uprights)
        drawn = any(abs(e["top"] - y) <= THIN for e in levels)
        if not across and not drawn:
            ends.append(y)
    return ends


def edge_between(orientation: str, x0: float, x1: float, top: float, bottom: float) -> Edge:
    """A line as pdfplumber describes it; `orientation` is v or h."""
    return {
        "object_type": "line", "orientation": orientation, "x0": x0, "x1": x1, "top": top, "bottom": bottom,
        "width": x1 - x0, "height": bottom - top,
    }  # fmt: skip


def _chained(edges: Iterable[Edge], low: str, high: str) -> list[list[Edge]]:
    """Edges grouped so that within a group each overlaps or touches another."""
    groups: list[list[Edge]] = []
    reach = float("-inf")
    for edge in sorted(edges, key=lambda e: float(e[low])):
        if edge[low] > reach + THIN:
            groups.append([])
            reach = edge[high]
        groups[-1].append(edge)
        reach = max(reach, edge[high])
    return groups


def table_of(cells: Sequence[Box], glyphs: Sequence[Glyph], page: int) -> Table:
    """A table of cells that lie in a grid, each filled with the glyphs whose middle stands in it."""
    columns = _marks([x for cell in cells for x in (cell.left, cell.right)])
    rows = _marks([y for cell in cells for y in (cell.top, cell.bottom)])
    bounds = Box(columns[0], rows[0], columns[-1], rows[-1])
    inside = [g for g in glyphs if _within(bounds, (g.left + g.right) / 2, (g.top + g.bottom) / 2)]
    parts = []
    for cell in cells:
        own = struck_once(g for g in inside if _within(cell, (g.left + g.right) / 2, (g.top + g.bottom) / 2))
        row, column = _nearest(rows, cell.top), _nearest(columns, cell.left)
        part = Part(row, column, _nearest(rows, cell.bottom) - row, _nearest(columns, cell.right) - column)
        part.runs = cell_runs(lines_of(_strokes(own), page)) if own else []
        parts.append(part)
    return Table(page, bounds, tuple(columns), parts, tuple(cells))


def _marks(values: Iterable[float]) -> list[float]:
    """Values nearer to each other than a line is thick, taken as one."""
    marks: list[float] = []
    for value in sorted(values):
        if not marks or value - marks[-1] > THIN:
            marks.append(value)
    return marks


def _nearest(marks: Sequence[float], value: float) -> int:
    return min(range(len(marks)), key=lambda index: abs(marks[index] - value))


def outside(strokes: Iterable[Stroke], tables: Sequence[Table]) -> Iterator[Stroke]:
    """What is left of the strokes of a page when the glyphs in its tables are taken away."""
    if not tables:
        yield from strokes
        return
    for stroke in strokes:
        glyphs = stroke.glyphs()
        rest = [glyph for glyph in glyphs if not any(table.holds(glyph) for table in tables)]
        if rest:
            yield stroke if len(rest) == len(glyphs) else stroke_of(rest)


def _strokes(glyphs: Sequence[Glyph]) -> list[Stroke]:
    """The glyphs of one cell, parted where the line changes; their order in the file is kept."""
    strokes: list[list[Glyph]] = []
    for glyph in glyphs:
        last = strokes[-1][-1] if strokes else None
        if last and abs(last.bottom + last.top - glyph.bottom - glyph.top) < (glyph.bottom - glyph.top):
            strokes[-1].append(glyph)
        else:
            strokes.append([glyph])
    return [stroke_of(stroke) for stroke in strokes]


def cell_runs(lines: Sequence[Line]) -> list[Run]:
    """The lines of a cell, closed by a line break where the next one opens an item of its own."""
    runs = [line.run for line in lines]
    for index, (before, after) in enumerate(pairwise(lines)):
        if before.text.endswith(("。", "；", ";", "：", "）")) and _ITEM.match(after.text):
            runs[index] = Run(before.text + "\n", before.page, before.box)
    return runs
