"""One page of a PDF as glyphs with places, and glyphs as printed lines.

pdfium gives each character with its loose box: as wide as the advance (a Han character: one em), as high as the font.
Places are turned to points from the top left corner of the page as a reader sees it.
"""

import ctypes
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from extractors.source import Box, Run

MAX_GLYPHS = 200_000


class Glyph(NamedTuple):
    """A character with its box; `space` is what stands printed before it: nothing, a space, several."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    space: str


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; `em` is the size of its type in points, `tail` the white space that closes it."""

    text: str
    page: int
    box: Box
    em: float
    tail: str = ""

    @property
    def run(self) -> Run:
        """The line as a run of the source."""
        return Run(self.text + self.tail, page=self.page, box=self.box)


def page_glyphs(page: Any) -> list[list[Glyph]]:
    """The glyphs of a pypdfium2 page, parted wherever the pen jumped to another line; in the order of the file.

    Text set aslant (watermarks) is left out.
    """
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    handle = textpage.raw
    count = min(raw.FPDFText_CountChars(handle), MAX_GLYPHS)
    if count <= 0:
        return []
    buffer = (raw.FS_RECTF * count)()
    base, size, rect = ctypes.addressof(buffer), ctypes.sizeof(raw.FS_RECTF), raw.FS_RECTF.from_address
    loose = raw.FPDFText_GetLooseCharBox
    for index in range(count):
        loose(handle, index, rect(base + index * size))
    text = textpage.get_text_range(0, count, errors="replace")
    if len(text) != count:
        text = "".join(chr(raw.FPDFText_GetUnicode(handle, index) or 0xFFFD) for index in range(count))
    place = _placer(page)
    strokes: list[list[Glyph]] = []
    stroke: list[Glyph] = []
    space = ""
    for index, char in enumerate(text):
        if char in "\r\n":
            if stroke and space:
                stroke.append(stroke[-1]._replace(char=" ", left=stroke[-1].right, space=""))
            space = ""
            if stroke:
                strokes.append(stroke)
                stroke = []
        elif char.isspace():
            if not raw.FPDFText_IsGenerated(handle, index):
                space += char
        elif char > "\x1f" and char not in "\ufffe\uffff\x7f\xad":
            box = buffer[index]
            left, top, right, bottom = place(box.left, box.top, box.right, box.bottom)
            glyph = Glyph(char, left, top, right, bottom, space)
            space = ""
            if stroke and _jumps(stroke[-1], glyph):
                strokes.append(stroke)
                stroke = []
            if not stroke and _aslant(raw.FPDFText_GetCharAngle(handle, index)):
                continue
            stroke.append(glyph)
    if stroke:
        strokes.append(stroke)
    textpage.close()
    return strokes


Placer = Callable[[float, float, float, float], tuple[float, float, float, float]]


def _placer(page: Any) -> Placer:
    """From user space (y upwards, before rotation) to the page as seen."""
    left, bottom, right, top = page.get_bbox()
    rotation = page.get_rotation()

    def place(x0: float, y1: float, x1: float, y0: float) -> tuple[float, float, float, float]:
        if rotation == 90:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if rotation == 180:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        if rotation == 270:
            return top - y1, right - x1, top - y0, right - x0
        return x0 - left, top - y1, x1 - left, top - y0

    return place


def _jumps(before: Glyph, after: Glyph) -> bool:
    height = max(before.bottom - before.top, after.bottom - after.top, 1.0)
    shift = abs((before.top + before.bottom) - (after.top + after.bottom)) / 2
    return shift > 0.6 * height or after.left < before.left - height or after.left > before.right + 2 * height


def _aslant(angle: float) -> bool:
    return angle > 0 and abs(math.remainder(angle, math.pi / 2)) > 0.05


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


def lines_of(strokes: Iterable[Sequence[Glyph]], page: int) -> list[Line]:
    """Strokes that stand side by side, joined to lines; lines from top to bottom."""
    rows: list[tuple[float, float, list[Sequence[Glyph]]]] = []
    for stroke in sorted(strokes, key=lambda s: (s[0].top + s[0].bottom) / 2):
        top, bottom = min(g.top for g in stroke), max(g.bottom for g in stroke)
        if rows:
            row_top, row_bottom, members = rows[-1]
            overlap = min(bottom, row_bottom) - max(top, row_top)
            if overlap > 0.55 * min(bottom - top, row_bottom - row_top):
                members.append(stroke)
                continue
        rows.append((top, bottom, [stroke]))
    return [_line(sorted((g for s in members for g in s), key=lambda g: g.left), page) for _, _, members in rows]


def _line(glyphs: Sequence[Glyph], page: int) -> Line:
    wide = [g.right - g.left for g in glyphs if g.char >= "\u2e80" and g.right > g.left]
    em = median(wide) if wide else 0.85 * median(g.bottom - g.top for g in glyphs)
    parts = [glyphs[0].char]
    for before, after in pairwise(glyphs):
        parts.append(_space_between(before, after, em))
        parts.append(after.char)
    box = Box(
        round(glyphs[0].left, 1),
        round(min(g.top for g in glyphs), 1),
        round(max(g.right for g in glyphs), 1),
        round(max(g.bottom for g in glyphs), 1),
    )
    text = "".join(parts)
    return Line(text.rstrip(), page, box, round(max(em, 1.0), 2), " " if text[-1].isspace() else "")


def _space_between(before: Glyph, after: Glyph, em: float) -> str:
    """Spaces of the file stay; a gap without one counts where it parts words or columns, not in spread-out lines."""
    if after.space:
        return after.space
    gap = after.left - before.right
    if before.char < "\u0250" and after.char < "\u0250":
        return " " if gap > 0.2 * em and (before.char.isalpha() or after.char.isalpha()) else ""
    return " " if gap > 1.5 * em else ""
