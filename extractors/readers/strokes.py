"""Glyphs with places, and strokes of them: what stands together on a line of a page, in the order of the file.

Every reader of pages (PDF, OFD, scans) gives its characters so; `extractors.readers.pdf_lines` makes lines of them.
Places are points from the top left corner of the page as a reader sees it. A page's glyphs stay in columns (one list
of lefts, one of tops…): most are never looked at one by one.
"""

from collections.abc import Sequence
from dataclasses import field
from itertools import repeat
from typing import NamedTuple

from extractors.frozen import frozen
from extractors.source import Box

CHINESE = "\u2e80"  # the code points from which on a glyph is one em wide
GAP = 0.2  # em from one glyph to the next, under which nothing stands between them


class Glyph(NamedTuple):
    """A character with its box; `space` is what stands printed before it: nothing, a space, several."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    space: str


@frozen
class Columns:
    """Glyphs side by side: `spaces` stand before the glyphs of these numbers, a space follows those in `tails`."""

    text: str
    left: Sequence[float]
    top: Sequence[float]
    right: Sequence[float]
    bottom: Sequence[float]
    spaces: dict[int, str] = field(default_factory=dict)
    tails: frozenset[int] = frozenset()


class Stroke(NamedTuple):
    """The glyphs `start` to `end` of a page, which reach from `top` to `bottom`.

    `level` is twice the height of the middle of the first one. `ordered` where they stand from left to right and no
    space closes them; `em` is the size of the type where, besides, nothing stands between them, else 0. `tenths` is the stroke's place to a tenth of a point, if known.
    """

    columns: Columns
    start: int
    end: int
    level: float
    left: float
    top: float
    right: float
    bottom: float
    ordered: bool = False
    em: float = 0.0
    tenths: Box | None = None

    @property
    def text(self) -> str:
        """The characters without the spaces between them."""
        return self.columns.text[self.start : self.end]

    def glyphs(self) -> list[Glyph]:
        """The glyphs one by one; a space that closes the stroke is one of them."""
        c, s, e = self.columns, self.start, self.end
        spaces = map(c.spaces.get, range(s, e), repeat(""))
        rows = zip(c.text[s:e], c.left[s:e], c.top[s:e], c.right[s:e], c.bottom[s:e], spaces, strict=True)
        found: list[Glyph] = list(map(Glyph._make, rows))
        if e - 1 in c.tails:
            found.append(found[-1]._replace(char=" ", left=found[-1].right, space=""))
        return found


def stroke_of(glyphs: Sequence[Glyph]) -> Stroke:
    """Glyphs (one at least) that stand on one line from left to right, as a stroke."""
    char, left, top, right, bottom, spaces = (list(column) for column in zip(*glyphs, strict=True))
    before = {number: space for number, space in enumerate(spaces) if space}
    columns = Columns("".join(char), left, top, right, bottom, before)
    box = (min(left), min(top), max(right), max(bottom))
    return Stroke(columns, 0, len(glyphs), top[0] + bottom[0], *box, ordered=True)


def shared_out(text: str, left: float, top: float, right: float, bottom: float) -> list[Glyph]:
    """A text of known extent as glyphs, its width shared out: a Latin character is half as wide as a Chinese one."""
    widths = [0.5 if char < "\u2000" else 1.0 for char in text]
    unit = (right - left) / sum(widths) if text else 0.0
    glyphs, x, space = [], left, ""
    for char, width in zip(text, widths, strict=True):
        if char.isspace():
            space += char
        else:
            glyphs.append(Glyph(char, x, top, x + width * unit, bottom, space))
            space = ""
        x += width * unit
    return glyphs
