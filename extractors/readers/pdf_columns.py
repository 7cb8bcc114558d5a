"""Running text in two columns: the white gutter between them, and the order in which a reader takes the parts.

A page is in two columns only where both sides show running text: lines that start together and mostly end together,
in columns of like width. Heads in two columns, contents with page numbers and signatures never do.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from extractors.readers.pdf_lines import Line, lines_of
from extractors.readers.strokes import Stroke, stroke_of

LEAST_LINES = 6  # on each side
GUTTER = 0.8  # em that a gutter is wide at least
WIDTH = 8.0  # em that a column is wide at least
FULL, LEFT, RIGHT = range(3)  # what the flow of a line is, modulo 3; flows are numbered in reading order


def has_columns(strokes: Sequence[Stroke], width: float) -> bool:
    """A quick look: enough strokes start on the right side of the page."""
    return sum(stroke.left > 0.4 * width for stroke in strokes) >= LEAST_LINES


def column_lines(strokes: Sequence[Stroke], page: int, width: float, known: float | None = None) -> list[Line] | None:
    """The lines of a page in two columns, with the numbers of their flows; None for any other page.

    `known` is where the second column of the page before starts: the last page may hold a few lines of each.
    """
    if not has_columns(strokes, width) and known is None:
        return None
    pieces = [piece for stroke in strokes for piece in pieces_of(stroke, GUTTER)]
    sizes = [piece.em for piece in pieces if piece.em]
    if not sizes:
        return None
    em = median(sizes)
    goes_on = known is not None and sum(-0.5 * em < piece.left - known < 2.5 * em for piece in pieces) > 1
    start = known if goes_on else _second_start(pieces, em, width)
    if start is None:
        return None
    sides: tuple[list[Stroke], list[Stroke], list[Stroke]] = ([], [], [])
    for piece in pieces:
        sides[_side(piece, start, em)].append(piece)
    if not goes_on and not _is_text(sides[LEFT], sides[RIGHT], em):
        return None
    lines: list[Line] = []
    for flow, part in enumerate(_flows(*sides)):
        lines += [line._replace(flow=flow) for line in lines_of(part, page)]
    return lines


def pieces_of(stroke: Stroke, gap: float) -> Iterator[Stroke]:
    """A stroke parted at gaps of more than `gap` times its height (of type, about one em)."""
    if stroke.em:
        yield stroke
        return
    glyphs = sorted(stroke.glyphs(), key=lambda glyph: glyph.left)
    limit = gap * 0.9 * (stroke.bottom - stroke.top)
    begin = 0
    for at, (before, after) in enumerate(pairwise(glyphs), 1):
        if after.left - before.right > limit:
            yield stroke_of(glyphs[begin:at])
            begin = at
    yield stroke_of(glyphs[begin:])


def _second_start(pieces: Sequence[Stroke], em: float, width: float) -> float | None:
    """Where most lines on the right side of the page start."""
    lefts = sorted(piece.left for piece in pieces if piece.left > 0.3 * width)
    if len(lefts) < LEAST_LINES:
        return None
    counts = [sum(abs(other - left) < 0.3 * em for other in lefts) for left in lefts]
    most = max(counts)
    return lefts[counts.index(most)] if most >= LEAST_LINES else None


def _side(piece: Stroke, start: float, em: float) -> int:
    if piece.right <= start - GUTTER * em:
        return LEFT
    return RIGHT if piece.left >= start - 0.3 * em else FULL


def _is_text(left: Sequence[Stroke], right: Sequence[Stroke], em: float) -> bool:
    """Whether lines stand beside each other, long ones, in columns of like width."""
    if not left or not right:
        return False
    top, bottom = min(p.top for p in right), max(p.bottom for p in right)
    beside = [p for p in left if top - 2 * em < p.top < bottom]
    widths = []
    for column in (beside, right):
        if len(column) < LEAST_LINES:
            return False
        edge, start = max(p.right for p in column), min(p.left for p in column)
        full = sum(edge - p.right < 1.5 * em for p in column)
        if full * 2 < len(column) or edge - start < WIDTH * em:
            return False
        widths.append(edge - start)
    return max(widths) < 1.25 * min(widths)


def _flows(full: Iterable[Stroke], left: Sequence[Stroke], right: Sequence[Stroke]) -> Iterator[list[Stroke]]:
    """The parts of the page in reading order, by threes: what goes over both columns, the left one, the right one."""
    marks = sorted(full, key=lambda p: p.top)
    bounds = [float("-inf"), *[p.level / 2 for p in marks], float("inf")]
    wide: list[Stroke] = []
    for number, (above, below) in enumerate(pairwise(bounds)):
        if number:
            wide.append(marks[number - 1])
        parts = [[p for p in side if above <= p.level / 2 < below] for side in (left, right)]
        if parts[1]:
            yield wide
            yield from parts
            wide = []
        else:
            wide += parts[0]
    yield wide
