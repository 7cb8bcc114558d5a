"""One page of a PDF as strokes: pdfium's characters in their order, parted wherever the pen jumped.

pdfium gives each character with its loose box: as wide as the advance (a Han character: one em), as high as the font.
"""

import ctypes
import math
from collections import deque
from collections.abc import Callable
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from extractors.readers.strokes import CHINESE, GAP, Columns, Stroke

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_GLYPHS = 200_000
_PRINTED, _SPACE, _BREAK, _NOTHING = range(4)
EVEN = 0.1  # em by which the last of evenly set glyphs may stand off its place
_BLANKS = "".join(chr(code) for code in range(0x10000) if chr(code).isspace())


def page_strokes(page: Any) -> list[Stroke]:
    """The glyphs of a pypdfium2 page, parted wherever the pen jumped; text set aslant (watermarks) is left out."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    try:
        count = min(raw.FPDFText_CountChars(textpage.raw), MAX_GLYPHS)
        return _strokes(page, textpage.raw, count) if count > 0 else []
    finally:
        textpage.close()


def _strokes(page: Any, handle: Any, count: int) -> list[Stroke]:
    codes = _codes(handle, count)
    kinds = _KINDS[np.minimum(codes, 0xFFFE)]
    printed = np.flatnonzero(kinds == _PRINTED)
    if not printed.size:
        return []
    left, top, right, bottom = _placed(page, _boxes(handle, codes, kinds)[printed].astype(np.float64).T)
    rows = np.cumsum(kinds == _BREAK)
    starts = _starts(left, top, right, bottom, rows[printed])
    spaces, tails = _spaces(handle, codes, kinds, printed, rows)
    codes = codes[printed]
    columns = Columns(
        codes.tobytes().decode("utf-32-le", errors="replace"),
        left.tolist(), top.tolist(), right.tolist(), bottom.tolist(), spaces, tails,
    )  # fmt: skip
    begins = starts.tolist()
    strokes = map(
        Stroke,
        repeat(columns),
        begins,
        [*begins[1:], len(columns.left)],
        (top[starts] + bottom[starts]).tolist(),
        left[starts].tolist(),
        np.minimum.reduceat(top, starts).tolist(),
        np.maximum.reduceat(right, starts).tolist(),
        np.maximum.reduceat(bottom, starts).tolist(),
        *_sizes(codes, left, right, starts, spaces, tails),
    )
    angle = bare("FPDFText_GetCharAngle", 2, ctypes.c_float)
    slopes = map(angle, repeat(address(handle)), printed[starts].tolist())
    return [stroke for stroke, slope in zip(strokes, slopes, strict=True) if not _is_aslant(slope)]


def _sizes(
    codes: "NDArray[Any]", left: "NDArray[Any]", right: "NDArray[Any]", starts: "NDArray[Any]",
    spaces: dict[int, str], tails: frozenset[int],
) -> tuple[list[bool], list[float]]:  # fmt: skip
    """For each stroke whether it is in order, and the size of its type, or 0 where gaps and spaces are to be weighed.

    That is the width of its narrowest Chinese glyph: those of a line that is spread out are given as wider.
    """
    width = right - left
    wide = (codes >= ord(CHINESE)) & (width > 0)
    largest = np.maximum.reduceat(np.where(wide, width, 0.0), starts)
    smallest = np.minimum.reduceat(np.where(wide, width, np.inf), starts)
    gap = np.empty_like(left)
    gap[1:] = np.where(left[1:] < left[:-1], np.inf, left[1:] - right[:-1])
    gap[starts] = 0.0
    gap[list(tails)] = np.inf
    widest = np.maximum.reduceat(gap, starts)
    plain = (smallest >= 0.9 * largest) & (largest > 0) & (widest <= GAP * smallest)
    plain[np.searchsorted(starts, list(spaces), "right") - 1] = False
    return (widest < np.inf).tolist(), np.where(plain, smallest, 0.0).tolist()


def _codes(handle: Any, count: int) -> "NDArray[Any]":
    """The code points of the page's characters; what pdfium could not tell is U+FFFD."""
    import pypdfium2.raw as raw

    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(handle, 0, count, buffer)
    codes: NDArray[Any] = np.frombuffer(memoryview(buffer), np.uint16)[:count]
    if written == count + 1 and not ((codes >= 0xD800) & (codes < 0xE000)).any():
        return codes.astype("<u4")
    # Characters beyond the basic plane, or left out by pdfium.
    single = [raw.FPDFText_GetUnicode(handle, index) or 0xFFFD for index in range(count)]
    for index, (high, low) in enumerate(zip(single, [*single[1:], 0], strict=True)):
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            single[index : index + 2] = 0x10000 + ((high - 0xD800) << 10) + low - 0xDC00, 0xFFFF
    return np.array(single, "<u4")


def _kinds() -> "NDArray[Any]":
    """What each character of the basic plane is to the layout."""
    kinds = np.full(0x10000, _PRINTED, np.uint8)
    kinds[:0x20] = _NOTHING
    kinds[[0x7F, 0xAD, 0xFFFE, 0xFFFF]] = _NOTHING
    kinds[[ord(blank) for blank in _BLANKS]] = _SPACE
    kinds[[0x0A, 0x0D]] = _BREAK
    return kinds


_KINDS = _kinds()


def _boxes(handle: Any, codes: "NDArray[Any]", kinds: "NDArray[Any]") -> "NDArray[Any]":
    """Four numbers to each character: left, top, right, bottom in user space.

    pdfium is asked for the first and the last of each run of Chinese characters; those between are as wide as these
    and stand evenly, if that brings them to the last within less than what would count as a gap. Else it is asked for
    all.
    """
    boxes: NDArray[Any] = np.zeros((codes.size, 4), np.float32)
    run = (codes >= ord(CHINESE)) & (kinds == _PRINTED)
    inner = np.zeros(codes.size, bool)
    inner[1:-1] = run[1:-1] & run[2:] & run[:-2]
    _ask(handle, boxes, np.flatnonzero(~inner))
    firsts = np.flatnonzero(inner[1:] & ~inner[:-1])
    lasts = np.flatnonzero(inner[:-1] & ~inner[1:]) + 1
    first, last, steps = boxes[firsts], boxes[lasts], (lasts - firsts)[:, None]
    width = first[:, 2:3] - first[:, 0:1]
    drift = np.abs(last - first - np.multiply(steps, width) * (1, 0, 1, 0))
    even = (drift < EVEN * width).all(axis=1)
    number = np.repeat(np.arange(firsts.size), lasts - firsts - 1)
    between = np.flatnonzero(inner)
    known = even[number]
    at = (between - firsts[number])[:, None] / steps[number]
    boxes[between] = first[number] + at * (last - first)[number]
    _ask(handle, boxes, between[~known])
    return boxes


def _ask(handle: Any, boxes: "NDArray[Any]", indices: "NDArray[Any]") -> None:
    """The loose boxes of the characters of these numbers, by one call each and no Python between."""
    places = (boxes.ctypes.data + 16 * indices).tolist()
    deque(map(bare("FPDFText_GetLooseCharBox", 3), repeat(address(handle)), indices.tolist(), places), 0)


@cache
def bare(name: str, arguments: int, answer: Any = ctypes.c_void_p) -> Any:
    """A function of pdfium by its name, to be called with numbers: to check pointers costs as much as to find a box.

    Its `arguments` are an address, an index, an address; `answer` is the ctypes kind of what it gives.
    """
    import pypdfium2.raw as raw

    where = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    kinds = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)[:arguments]
    return ctypes.PYFUNCTYPE(answer, *kinds)(where or 0)


def address(handle: Any) -> int | None:
    """Where the object of a pypdfium2 handle stands."""
    return ctypes.cast(handle, ctypes.c_void_p).value


def _placed(page: Any, boxes: "NDArray[Any]") -> tuple["NDArray[Any]", ...]:
    """From user space (y upwards, before rotation) to the page as seen."""
    x0, y1, x1, y0 = boxes
    left, bottom, right, top = page.get_bbox()
    turned: dict[int, Callable[[], tuple[NDArray[Any], ...]]] = {
        90: lambda: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: lambda: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: lambda: (top - y1, right - x1, top - y0, right - x0),
    }
    upright = (x0 - left, top - y1, x1 - left, top - y0)
    rotation = page.get_rotation()
    return turned[rotation]() if rotation in turned else upright


def _starts(
    left: "NDArray[Any]", top: "NDArray[Any]", right: "NDArray[Any]", bottom: "NDArray[Any]", rows: "NDArray[Any]"
) -> "NDArray[Any]":
    """The glyphs before which the pen jumped: far ahead, back, or to another height; or the file ends a line."""
    height, middle = bottom - top, (top + bottom) / 2
    reach = np.maximum(height[1:], height[:-1])
    jumps = (
        (left[1:] > right[:-1] + 2 * reach)
        | (left[1:] < left[:-1] - reach)
        | (np.abs(np.diff(middle)) > 0.6 * reach)
        | (rows[1:] != rows[:-1])
    )
    return np.concatenate(([0], np.flatnonzero(jumps) + 1))


def _spaces(
    handle: Any, codes: "NDArray[Any]", kinds: "NDArray[Any]", printed: "NDArray[Any]", rows: "NDArray[Any]"
) -> tuple[dict[int, str], frozenset[int]]:
    """The spaces that the file prints before its glyphs, and the glyphs after which a line is closed by one."""
    import pypdfium2.raw as raw

    before: dict[int, str] = {}
    tails = set()
    blanks = np.flatnonzero(kinds == _SPACE)
    following = np.searchsorted(printed, blanks)
    for index, after in zip(blanks.tolist(), following.tolist(), strict=True):
        if raw.FPDFText_IsGenerated(handle, index):
            continue
        if after < printed.size and rows[printed[after]] == rows[index]:
            before[after] = before.get(after, "") + chr(codes[index])
        elif after and rows[printed[after - 1]] == rows[index] < rows[-1]:
            tails.add(after - 1)
    return before, frozenset(tails)


def _is_aslant(angle: float) -> bool:
    return angle > 0 and abs(math.remainder(angle, math.pi / 2)) > 0.05
