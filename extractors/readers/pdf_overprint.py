"""What is printed over or beside the text of a PDF and is no part of it: letters struck twice, watermarks, side marks.

Programs without a bold font print a line twice, a hair apart. Watermarks and what stands in the side margins (a binding
line, the name of the series) are told by their return: the same words at the same place of many pages. (Text set aslant
is left out by `pdf_glyphs` already.)
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from extractors.readers.strokes import Glyph, Stroke
from extractors.source import Box

_HAIR = 0.35  # of a glyph's width and height, by which the second strike may stand off the first
_MARGIN = 0.1  # of the page's width, that the margins on both sides take at most
_TOUCH = 0.3  # of the lower stroke's height, by which strokes that collide overlap at least


def struck_once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs without those that stand where the same one stands already."""
    kept: list[Glyph] = []
    places: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        same = places.setdefault(glyph.char, [])
        if same and any(_covers(other, glyph) for other in same):
            continue
        same.append(glyph)
        kept.append(glyph)
    return kept


def _covers(glyph: Glyph, other: Glyph) -> bool:
    aside, apart = abs(glyph.left - other.left), abs(glyph.top - other.top)
    return aside < _HAIR * (glyph.right - glyph.left) and apart < _HAIR * (glyph.bottom - glyph.top)


class Returns:
    """What stands where on the pages of a document, to find the strokes that return: each by a key, with its place."""

    def __init__(self) -> None:
        self._pages: dict[int, list[tuple[int, Box]]] = {}
        self._edges: dict[int, tuple[float, float]] = {}

    def add(self, number: int, strokes: Sequence[Stroke], width: float, tables: Sequence[Box]) -> None:
        """Takes note of the strokes of page `number`, which is `width` points wide, and of where its tables stand."""
        self._pages[number] = [(_key(stroke), stroke.tenths) for stroke in strokes if stroke.tenths]
        left, right = _MARGIN * width, (1 - _MARGIN) * width
        self._edges[number] = (
            min([left, *(box.left for box in tables)]),
            max([right, *(box.right for box in tables)]),
        )

    def marks(self) -> dict[int, set[int]]:
        """By page, the keys of the strokes that return on two fifths of all pages: over others on some, or beside all."""
        counts = Counter(key for placed in self._pages.values() for key in {key for key, _ in placed})
        needed = max(2, 0.4 * len(self._pages))
        often = {key for key, count in counts.items() if count >= needed}
        marks: set[int] = set()
        for number, placed in self._pages.items() if often else ():
            others = [box for key, box in placed if key not in often]
            left = min([self._edges[number][0], *(box.left for box in others)])
            right = max([self._edges[number][1], *(box.right for box in others)])
            for key, box in placed:
                if key in often and (box.right < left or box.left > right or any(_collide(box, o) for o in others)):
                    marks.add(key)
        found = {number: {key for key, _ in placed if key in marks} for number, placed in self._pages.items()}
        return {number: keys for number, keys in found.items() if keys}


def without(strokes: Sequence[Stroke], marks: Collection[int]) -> list[Stroke]:
    """The strokes but those with these keys."""
    return [stroke for stroke in strokes if _key(stroke) not in marks]


def _key(stroke: Stroke) -> int:
    return hash((stroke.text, stroke.tenths))


def _collide(a: Box, b: Box) -> bool:
    if a.bottom <= b.top or b.bottom <= a.top or a.right <= b.left or b.right <= a.left:
        return False
    least = _TOUCH * min(a.bottom - a.top, b.bottom - b.top)
    return min(a.bottom, b.bottom) - max(a.top, b.top) > least and min(a.right, b.right) - max(a.left, b.left) > least
