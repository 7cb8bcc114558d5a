"""Tables without ruled lines: a row of heads with gaps between them, and columns of text under each.

Heads as in a 任务分工表 are asked for, and gutters that every row below keeps; where a row runs over a gutter, the
table has ended. Rows are told by their numbers, and parted at the widest gap between one number and the next.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.readers.pdf_columns import pieces_of
from extractors.readers.pdf_tables import Table, table_of
from extractors.readers.strokes import Stroke
from extractors.source import Box

GAP = 0.3  # em between two columns in the row where they come nearest
_HEAD = re.compile(
    r"序号|编号|项次|类别|.{0,4}(?:任务|内容|事项|项目|措施|举措|指标|目标)(?:名称|内容|值)?"
    r"|.{0,4}(?:单位|部门|领导|责任人)|.{0,4}(?:时限|时间|进度|期限)|备注|属性"
)
_NUMBER = re.compile(r"[（(]?\d{1,3}[)）．.、]?")
MAX_HEAD = 12  # characters of one head
MAX_HEAD_LINES = 4


@dataclass(slots=True)
class Column:
    """How far a column reaches, as its rows are read."""

    left: float
    right: float


@dataclass(slots=True)
class Band:
    """One printed row: the pieces of text at one height."""

    pieces: list[Stroke]
    top: float
    bottom: float


def has_heads(texts: Iterable[str]) -> bool:
    """A quick look at the lines of a page: one of them may be a row of heads."""
    gapped = [text.split() for text in texts if text.count(" ") > 1]
    return any(sum(bool(_HEAD.fullmatch(part)) for part in parts) > 1 for parts in gapped)


def _known(texts: Sequence[str]) -> int:
    """How many of the texts are heads, if all may be: three at least, and two thirds of all."""
    if len(texts) < 3 or max(map(len, texts)) > MAX_HEAD:
        return 0
    known = sum(bool(_HEAD.fullmatch(text)) for text in texts)
    return known if known >= 3 and known * 3 >= len(texts) * 2 else 0


def unruled_tables(strokes: Sequence[Stroke], page: int, before: Table | None) -> list[Table]:
    """The tables of a page; `before` is the one without ruling that the page above ended with, to be gone on with."""
    bands = _bands(piece for stroke in strokes for piece in pieces_of(stroke, GAP))
    tables: list[Table] = []
    at = 0
    if before is not None and bands:
        columns = [Column(a, b) for a, b in pairwise(before.edges)]
        end = _reach(bands, 0, columns, fixed=True)
        if _goes_on(bands[:end], before.edges):
            tables.append(_table(bands[:end], before.edges, strokes, page))
            at = end
    while at < len(bands):
        columns, height = _heads(bands, at)
        end = _reach(bands, at + height, columns) if columns else at
        edges = _edges(columns)
        if columns and _is_table(bands[at:end], edges):
            tables.append(_table(bands[at:end], edges, strokes, page))
            at = end
        else:
            at += 1
    return tables


def ends_page(table: Table, strokes: Sequence[Stroke]) -> bool:
    """Whether nothing stands below the table, so that it may go on."""
    return all(stroke.top < table.box.bottom for stroke in strokes)


def _bands(pieces: Iterable[Stroke]) -> list[Band]:
    bands: list[Band] = []
    for piece in sorted(pieces, key=lambda p: p.level):
        last = bands[-1] if bands else None
        if last and min(piece.bottom, last.bottom) - max(piece.top, last.top) > 0.55 * (piece.bottom - piece.top):
            last.pieces.append(piece)
        else:
            bands.append(Band([piece], piece.top, piece.bottom))
    return bands


def _heads(bands: Sequence[Band], at: int) -> tuple[list[Column], int]:
    """The columns under a row of heads, and how many printed lines the row takes; none and 0 for any other row."""
    if len(bands[at].pieces) < 2:
        return [], 0
    best: tuple[list[Column], int] = [], 0
    most = 0
    for count in range(1, min(MAX_HEAD_LINES, len(bands) - at) + 1):
        columns: list[tuple[Column, str]] = []
        for piece in sorted((p for band in bands[at : at + count] for p in band.pieces), key=lambda p: p.left):
            if columns and piece.left < columns[-1][0].right:
                column, text = columns[-1]
                column.right = max(column.right, piece.right)
                columns[-1] = column, text + piece.text
            else:
                columns.append((Column(piece.left, piece.right), piece.text))
        known = _known([text for _, text in columns])
        if known > most and (count == 1 or known == len(columns)):
            best, most = ([column for column, _ in columns], count), known
    return best


def _reach(bands: Sequence[Band], start: int, columns: list[Column], fixed: bool = False) -> int:
    """The band after the last that keeps to the columns, which widen as their text does, unless `fixed`."""
    end = start
    steps: list[float] = []
    while end < len(bands):
        band = bands[end]
        height = band.bottom - band.top
        if end:
            step = band.top - bands[end - 1].bottom
            if steps and step > max(2.5 * height, 2 * max(steps) + height):
                break
            steps.append(max(step, 0.0))
        places = [_place(piece, columns, fixed) for piece in band.pieces]
        if None in places:
            break
        for piece, place in zip(band.pieces, places, strict=True):
            if place is not None and not fixed:
                columns[place].left = min(columns[place].left, piece.left)
                columns[place].right = max(columns[place].right, piece.right)
        end += 1
    return end


def _place(piece: Stroke, columns: Sequence[Column], fixed: bool) -> int | None:
    """The one column that a piece of text stands in or beside; None when it would touch two."""
    em = 0.9 * (piece.bottom - piece.top)
    touched = [n for n, c in enumerate(columns) if piece.left < c.right - 0.1 * em and piece.right > c.left + 0.1 * em]
    if len(touched) == 1:
        return touched[0]
    if touched or fixed:
        return None
    return min(range(len(columns)), key=lambda n: max(columns[n].left - piece.right, piece.left - columns[n].right))


def _edges(columns: Sequence[Column]) -> tuple[float, ...]:
    if not columns:
        return ()
    middles = [(a.right + b.left) / 2 for a, b in pairwise(columns)]
    return (columns[0].left - 2, *middles, columns[-1].right + 2)


def _is_table(bands: Sequence[Band], edges: Sequence[float]) -> bool:
    """Two rows at least that fill several columns."""
    filled = [len({sum(p.left >= edge for edge in edges) for p in band.pieces}) for band in bands]
    return len(bands) > 1 and sum(count > 1 for count in filled) > 1


def _goes_on(bands: Sequence[Band], edges: Sequence[float]) -> bool:
    """Whether the top of a page belongs to a table: heads again, a row in several columns, or text in a later one."""
    if not bands:
        return False
    later = all(piece.left > edges[1] for piece in bands[0].pieces)
    return later or _heads(bands, 0)[1] > 0 or any(len(band.pieces) > 1 for band in bands)


def _table(bands: Sequence[Band], edges: tuple[float, ...], strokes: Sequence[Stroke], page: int) -> Table:
    marks = _row_marks(bands, edges)
    boxes = [Box(x0, y0, x1, y1) for y0, y1 in pairwise(marks) for x0, x1 in pairwise(edges)]
    inside = [s for s in strokes if marks[0] <= s.level / 2 <= marks[-1]]
    return table_of(boxes, [glyph for stroke in inside for glyph in stroke.glyphs()], page)


def _row_marks(bands: Sequence[Band], edges: Sequence[float]) -> list[float]:
    """The heights between which rows stand."""
    numbered = [any(p.right < edges[1] and _NUMBER.fullmatch(p.text) for p in band.pieces) for band in bands]
    _, headed = _heads(bands, 0)
    gaps = [b.top - a.bottom for a, b in pairwise(bands)]
    cuts = [headed] if headed else []
    if sum(numbered) > 1 or (any(numbered) and headed):
        keys = [n for n, is_key in enumerate(numbered) if is_key]
        lowest = cuts[-1] if cuts else 0
        below = [_cut(gaps, a, b) for a, b in pairwise(keys) if a >= lowest]
        first = _cut(gaps, lowest, keys[0]) if keys[0] > lowest else 0
        # What stands above the first number is the rest of a row of the page before, if as far from it as rows are.
        if first > lowest and (not below or gaps[first - 1] > 0.8 * median([gaps[cut - 1] for cut in below])):
            cuts.append(first)
        cuts += below
    else:
        usual = median(gaps) if gaps else 0.0
        height = median([band.bottom - band.top for band in bands])
        even = max(gaps, default=0.0) - min(gaps, default=0.0) < 0.15 * height
        firsts = [any(p.right < edges[1] for p in band.pieces) for band in bands]
        cuts += [
            n for n in range(headed + 1, len(bands))
            if (firsts[n] if even else gaps[n - 1] > usual + 0.15 * height or gaps[n - 1] == max(gaps))
        ]  # fmt: skip
    middles = [(bands[cut - 1].bottom + bands[cut].top) / 2 for cut in sorted(set(cuts))]
    return [bands[0].top - 2, *middles, bands[-1].bottom + 2]


def _cut(gaps: Sequence[float], above: int, below: int) -> int:
    """The band that opens the row numbered at `below`: after the widest gap, or the number itself where all are alike."""
    between = range(above + 1, below + 1)
    widest = max(gaps[n - 1] for n in between)
    return max(n for n in between if gaps[n - 1] > widest - 1.0)
