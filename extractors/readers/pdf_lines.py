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

    Text set aslant (watermarks) is left out. This is the inner loop of reading PDF: plain floats, few calls.
    """
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    handle = textpage.raw
    count = min(raw.FPDFText_CountChars(handle), MAX_GLYPHS)
    text, boxes = _characters(textpage, count) if count > 0 else ("", [])
    place, x0, y1 = _placer(page), page.get_bbox()[0], page.get_bbox()[3]
    upright = page.get_rotation() == 0
    strokes: list[list[Glyph]] = []
    stroke: list[Glyph] = []
    space = ""
    last_left = last_right = last_middle = last_height = 0.0
    for index, char in enumerate(text):
        if char in "\r\n":
            if stroke:
                if space:
                    stroke.append(stroke[-1]._replace(char=" ", left=stroke[-1].right, space=""))
                strokes.append(stroke)
                stroke = []
            space = ""
            continue
        if char.isspace():
            if not raw.FPDFText_IsGenerated(handle, index):
                space += char
            continue
        if char <= "\x1f" or char in "\ufffe\uffff\x7f\xad":
            continue
        left, top, right, bottom = boxes[4 * index : 4 * index + 4]
        if upright:
            left, top, right, bottom = left - x0, y1 - top, right - x0, y1 - bottom
        else:
            left, top, right, bottom = place(left, top, right, bottom)
        height, middle = bottom - top, (top + bottom) / 2
        reach = last_height if last_height > height else height
        if stroke and (
            left > last_right + 2 * reach or left < last_left - reach or abs(middle - last_middle) > 0.6 * reach
        ):
            strokes.append(stroke)
            stroke = []
        if not stroke and _aslant(raw.FPDFText_GetCharAngle(handle, index)):
            continue
        stroke.append(Glyph(char, left, top, right, bottom, space))
        space = ""
        last_left, last_right, last_middle, last_height = left, right, middle, height
    if stroke:
        strokes.append(stroke)
    textpage.close()
    return strokes


def _characters(textpage: Any, count: int) -> tuple[str, list[float]]:
    """The characters of a page and, four numbers to each, their boxes: left, top, right, bottom in user space."""
    import pypdfium2.raw as raw

    handle = textpage.raw
    buffer = (raw.FS_RECTF * count)()
    base, size, rect = ctypes.addressof(buffer), ctypes.sizeof(raw.FS_RECTF), raw.FS_RECTF.from_address
    loose = raw.FPDFText_GetLooseCharBox
    for index in range(count):
        loose(handle, index, rect(base + index * size))
    text = textpage.get_text_range(0, count, errors="replace")
    if len(text) != count:  # characters beyond the basic plane, or left out by pdfium
        text = "".join(chr(raw.FPDFText_GetUnicode(handle, index) or 0xFFFD) for index in range(count))
    boxes: list[float] = memoryview(buffer).cast("B").cast("f").tolist()  # type: ignore[assignment]
    return text, boxes


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
    for stroke in sorted(strokes, key=lambda s: s[0].top + s[0].bottom):
        top, bottom = min([g[2] for g in stroke]), max([g[4] for g in stroke])
        if rows:
            row_top, row_bottom, members = rows[-1]
            overlap = min(bottom, row_bottom) - max(top, row_top)
            if overlap > 0.55 * min(bottom - top, row_bottom - row_top):
                members.append(stroke)
                continue
        rows.append((top, bottom, [stroke]))
    return [_line(sorted((g for s in members for g in s), key=lambda g: g.left), page) for _, _, members in rows]


def _line(glyphs: Sequence[Glyph], page: int) -> Line:
    wide = sorted([g[3] - g[1] for g in glyphs if g[0] >= "\u2e80" and g[3] > g[1]])
    em = wide[len(wide) // 2] if wide else 0.85 * median([g[4] - g[2] for g in glyphs])
    parts = []
    before = None
    usual: float | None = None
    for glyph in glyphs:
        if before is not None and (glyph[5] or glyph[1] - before[3] > 0.2 * em):
            if usual is None:
                usual = _usual_gap(glyphs)
            parts.append(_space_between(before, glyph, em, usual))
        parts.append(glyph[0])
        before = glyph
    top, bottom = min([g[2] for g in glyphs]), max([g[4] for g in glyphs])
    box = Box(round(glyphs[0].left, 1), round(top, 1), round(max([g[3] for g in glyphs]), 1), round(bottom, 1))
    text = "".join(parts)
    return Line(text.rstrip(), page, box, round(max(em, 1.0), 2), " " if text[-1].isspace() else "")


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The usual distance from one character of a line to the next: hardly any, but in spread-out lines."""
    return median([b[1] - a[3] for a, b in pairwise(glyphs)])


def _space_between(before: Glyph, after: Glyph, em: float, usual: float) -> str:
    """Spaces of the file stay; a gap without one counts where it parts words or columns, not in spread-out lines.

    Some programs write no space but move the pen by its width, which is half an em between Chinese characters (a
    quarter of an em is what Word sets between these and Latin ones).
    """
    if after.space:
        return after.space
    gap = after.left - before.right
    if before.char < "\u0250" and after.char < "\u0250":
        return " " if gap > 0.2 * em and (before.char.isalpha() or after.char.isalpha()) else ""
    alone = before.char >= "\u2e80" and after.char >= "\u2e80" and gap > 0.4 * em and usual < 0.1 * em
    return " " if alone or gap > 1.5 * em else ""
