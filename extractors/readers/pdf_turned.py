"""Text that lies on its side: a page that is turned to be read, and a narrow cell whose words run up or down.

Turns are counted in quarters, as a reader of the page sees the text: 1 for text that runs down, 3 for text that runs
up, 2 for text upside down.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from extractors.readers.strokes import Glyph, Stroke, stroke_of
from extractors.source import Box

_GAP = 0.6  # of a glyph's height, from one glyph of a run to the next at most


def turns_of(angles: Iterable[float], rotation: int) -> list[int | None]:
    """The turns of text at these angles (pdfium's, in radians, clockwise) on a page shown turned by `rotation` degrees.

    None for text set aslant.
    """
    turns: list[int | None] = []
    for angle in angles:
        nearest = round(angle / (math.pi / 2))
        straight = abs(angle - nearest * math.pi / 2) <= 0.05
        turns.append((nearest + rotation // 90) % 4 if straight else None)
    return turns


def usual_turn(strokes: Sequence[Stroke], turns: Sequence[int | None]) -> int:
    """The turn in which more than half of the glyphs stand, or 0."""
    counts: dict[int, int] = {}
    for stroke, turn in zip(strokes, turns, strict=True):
        if turn is not None:
            counts[turn] = counts.get(turn, 0) + stroke.end - stroke.start
    most = max(counts, key=counts.__getitem__, default=0)
    return most if counts.get(most, 0) * 2 > sum(stroke.end - stroke.start for stroke in strokes) else 0


def level(strokes: Sequence[Stroke], turns: Sequence[int | None]) -> Iterator[Stroke]:
    """The strokes without those set aslant; those that lie on their side as strokes that read from left to right."""
    for turn, group in groupby(zip(strokes, turns, strict=True), key=itemgetter(1)):
        if turn == 0:
            yield from (stroke for stroke, _ in group)
        elif turn is not None:
            yield from map(_laid_level, _runs([glyph for stroke, _ in group for glyph in stroke.glyphs()], turn))


def _laid_level(run: Sequence[Glyph]) -> Stroke:
    """A run at its middle; its glyphs share its width: it stays in its cell, and nothing asks how large its type is."""
    left, right = min(g.left for g in run), max(g.right for g in run)
    top, bottom = min(g.top for g in run), max(g.bottom for g in run)
    middle, half, step = (top + bottom) / 2, (right - left) / 2, (right - left) / len(run)
    glyphs = [
        Glyph(g.char, left + at * step, middle - half, left + (at + 1) * step, middle + half, g.space)
        for at, g in enumerate(run)
    ]
    return stroke_of(glyphs)._replace(tenths=Box(round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)))


def _runs(glyphs: Iterable[Glyph], turn: int) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _follows(runs[-1][-1], glyph, turn):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _follows(before: Glyph, glyph: Glyph, turn: int) -> bool:
    high, wide = before.bottom - before.top, before.right - before.left
    if turn == 2:
        return abs(glyph.top - before.top) < 0.5 * high and -0.5 * wide < before.left - glyph.right < _GAP * wide
    ahead = glyph.top - before.bottom if turn == 1 else before.top - glyph.bottom
    return abs(glyph.left - before.left) < 0.5 * wide and -0.5 * high < ahead < _GAP * high
