"""Glyphs as printed lines: what stands side by side is one line, and gaps wide enough are spaces."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from extractors.readers.pdf_overprint import struck_once
from extractors.readers.strokes import CHINESE, GAP, Stroke, stroke_of
from extractors.source import Box, Run


class Line(NamedTuple):
    """A printed line; `em` is the size of its type in points, `tail` the white space that closes it.

    `flow` numbers the parts of a page in two columns, in reading order.
    """

    text: str
    page: int
    box: Box
    em: float
    tail: str = ""
    flow: int = 0

    @property
    def run(self) -> Run:
        """The line as a run of the source."""
        return Run(self.text + self.tail, page=self.page, box=self.box)


def lines_of(strokes: Iterable[Stroke], page: int) -> list[Line]:
    """Strokes that stand side by side, joined to lines; lines from top to bottom."""
    rows: list[tuple[float, float, list[Stroke]]] = []
    for stroke in sorted(strokes, key=attrgetter("level")):
        top, bottom = stroke.top, stroke.bottom
        if rows and top < rows[-1][1]:
            row_top, row_bottom, members = rows[-1]
            overlap = min(bottom, row_bottom) - max(top, row_top)
            if overlap > 0.55 * min(bottom - top, row_bottom - row_top):
                members.append(stroke)
                continue
        rows.append((top, bottom, [stroke]))
    return [_line(members, page) for _, _, members in rows]


def _line(strokes: Sequence[Stroke], page: int) -> Line:
    stroke = strokes[0]
    if len(strokes) > 1 or not stroke.ordered:
        glyphs = struck_once(glyph for s in strokes for glyph in s.glyphs())
        stroke = stroke_of(sorted(glyphs, key=lambda g: g.left))
    if stroke.em:
        return Line(stroke.text, page, _box(stroke), round(max(stroke.em, 1.0), 2))
    columns, start, end, text = stroke.columns, stroke.start, stroke.end, stroke.text
    em = _size(stroke)
    gaps = [
        after - right for after, right in zip(columns.left[start + 1 : end], columns.right[start:end], strict=False)
    ]
    spaces = {at - start: space for at, space in columns.spaces.items() if start < at < end}
    if spaces or (gaps and max(gaps) > GAP * em):
        text = _spaced(text, gaps, spaces, em)
    return Line(text.rstrip(), page, _box(stroke), round(max(em, 1.0), 2), " " if text[-1].isspace() else "")


def _size(stroke: Stroke) -> float:
    """The usual width of the Chinese glyphs of a line; without any, as much as type of this height has."""
    c, s, e = stroke.columns, stroke.start, stroke.end
    rows = zip(stroke.text, c.left[s:e], c.right[s:e], strict=True)
    wide = sorted([right - left for char, left, right in rows if char >= CHINESE and right > left])
    if wide:
        return wide[len(wide) // 2]
    return 0.85 * median([bottom - top for top, bottom in zip(c.top[s:e], c.bottom[s:e], strict=True)])


def _box(stroke: Stroke) -> Box:
    """To a tenth of a point."""
    return stroke.tenths or Box._make([round(place, 1) for place in stroke[4:8]])


def _spaced(text: str, gaps: Sequence[float], spaces: dict[int, str], em: float) -> str:
    """The text of a line with its spaces: those of the file (by the number of the glyph they precede), and wide gaps.

    A gap without a space counts where it parts words or columns, not in spread-out lines.
    """
    limit = GAP * em
    apart = sorted({*spaces, *[number for number, gap in enumerate(gaps, 1) if gap > limit]})
    usual = median(gaps)  # hardly any, but in spread-out lines
    parts, done = [], 0
    for at in apart:
        space = spaces.get(at) or _space_between(text[at - 1], text[at], gaps[at - 1], em, usual)
        parts += [text[done:at], space]
        done = at
    return "".join([*parts, text[done:]])


def _space_between(before: str, after: str, gap: float, em: float, usual: float) -> str:
    """What a gap between two characters stands for.

    Some programs write no space but move the pen by its width, which is half an em between Chinese characters (a
    quarter of an em is what Word sets between these and Latin ones).
    """
    if before < "\u0250" and after < "\u0250":
        return " " if before.isalpha() or after.isalpha() else ""
    alone = before >= "\u2e80" and after >= "\u2e80" and gap > 0.4 * em and usual < 0.1 * em
    return " " if alone or gap > 1.5 * em else ""
