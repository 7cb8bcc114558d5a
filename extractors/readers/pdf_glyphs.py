"""One page of a PDF as strokes: pdfium's characters in their order, parted wherever the pen jumped.

pdfium gives each character with its loose box: as wide as the advance (a Han character: one em), as high as the font.
"""

import ctypes
from collections import deque
from collections.abc import Callable
from functools import cache
from itertools import compress, repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from extractors.readers.pdf_turned import level, turns_of, usual_turn
from extractors.readers.strokes import CHINESE, GAP, Columns, Stroke
from extractors.source import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_GLYPHS = 200_000
_NOTHING, _BREAK, _SPACE, _PRINTED, _CHINESE, _HALF = range(6)  # kinds of characters, with a place from _PRINTED on
EVEN = 0.1  # em by which the last of evenly set glyphs may stand off its place
_BLANKS = "".join(chr(code) for code in range(0x10000) if chr(code).isspace())


def page_strokes(page: Any) -> list[Stroke]:
    """The glyphs of a pypdfium2 page, parted wherever the pen jumped; text set aslant (watermarks) or off it is left out.

    A page whose text lies on its side is turned upright, for all that read it after.
    """
    import pypdfium2.raw as raw

    handle = address(raw.FPDFText_LoadPage(page))
    if not handle:
        return []
    try:
        count = min(bare("FPDFText_CountChars", "p", ctypes.c_int)(handle), MAX_GLYPHS)
        strokes, angles = _strokes(page, handle, count) if count > 0 else ([], [])
        rotation = page.get_rotation()
        if not rotation and not any(angles):
            return strokes
        turn = usual_turn(strokes, turns_of(angles, rotation))
        if turn:
            rotation = (rotation - 90 * turn) % 360
            page.set_rotation(rotation)
            strokes, angles = _strokes(page, handle, count)
        return list(level(strokes, turns_of(angles, rotation)))
    finally:
        bare("FPDFText_ClosePage", "p", None)(handle)


def _strokes(page: Any, handle: int, count: int) -> tuple[list[Stroke], list[float]]:
    """The strokes that stand on the page, and the angle of each."""
    codes, kinds = _codes(handle, count)
    printed = np.flatnonzero(kinds >= _PRINTED)
    if not printed.size:
        return [], []
    places = _placed(page, _boxes(handle, kinds)[printed].T.astype(np.float64, order="C"))
    left, top, right, bottom = places
    breaks = np.cumsum(kinds == _BREAK)
    rows = breaks[printed]
    starts = _starts(left, top, right, bottom, rows)
    spaces, tails = _spaces(handle, codes, kinds, printed, breaks)
    codes = codes[printed]
    columns = Columns(
        codes.astype("<u4").tobytes().decode("utf-32-le", errors="replace"),
        left.data, top.data, right.data, bottom.data, spaces, tails,
    )  # fmt: skip
    begins = starts.tolist()
    reach = np.empty((4, starts.size))
    reach[0] = left[starts]
    np.minimum.reduceat(top, starts, out=reach[1])
    np.maximum.reduceat(right, starts, out=reach[2])
    np.maximum.reduceat(bottom, starts, out=reach[3])
    strokes = map(
        Stroke,
        repeat(columns),
        begins,
        [*begins[1:], left.size],
        (top[starts] + bottom[starts]).tolist(),
        *reach.tolist(),
        *_sizes(kinds[printed] == _CHINESE, left, right, starts, spaces, tails),
        map(Box._make, reach.round(1).T.tolist()),
    )
    angles = map(bare("FPDFText_GetCharAngle", "pi", ctypes.c_float), repeat(handle), printed[starts].tolist())
    seen = _on_sheet(page, reach)
    return list(compress(strokes, seen)), list(compress(angles, seen))


def _on_sheet(page: Any, reach: "NDArray[Any]") -> list[bool]:
    """Which of the strokes, by their left, top, right and bottom, stand on the page, in part at least."""
    left, top, right, bottom = reach
    seen: list[bool] = ((right > 0) & (bottom > 0) & (left < page.get_width()) & (top < page.get_height())).tolist()
    return seen


def _sizes(
    wide: "NDArray[Any]", left: "NDArray[Any]", right: "NDArray[Any]", starts: "NDArray[Any]",
    spaces: dict[int, str], tails: frozenset[int],
) -> tuple[list[bool], list[float]]:  # fmt: skip
    """For each stroke whether it is in order, and the size of its type, or 0 where gaps and spaces are to be weighed.

    That is the width of its narrowest glyph among the `wide` (Chinese) ones: those of a line that is spread out are
    given as wider.
    """
    width = right - left
    wide = wide & (width > 0)
    largest = np.maximum.reduceat(np.where(wide, width, 0.0), starts)
    smallest = np.minimum.reduceat(np.where(wide, width, np.inf), starts)
    gap = np.empty_like(left)
    np.subtract(left[1:], right[:-1], out=gap[1:])
    gap[1:][left[1:] < left[:-1]] = np.inf
    gap[starts] = 0.0
    if tails:
        gap[list(tails)] = np.inf
    widest = np.maximum.reduceat(gap, starts)
    plain = (smallest >= 0.9 * largest) & (largest > 0) & (widest <= GAP * smallest)
    if spaces:
        plain[np.searchsorted(starts, list(spaces), "right") - 1] = False
    return (widest < np.inf).tolist(), np.where(plain, smallest, 0.0).tolist()


def _codes(handle: int, count: int) -> tuple["NDArray[Any]", "NDArray[Any]"]:
    """The code points of the page's characters, and their kinds; what pdfium could not tell is U+FFFD."""
    codes = np.empty(count + 1, "<u2")
    written = bare("FPDFText_GetText", "piip", ctypes.c_int)(handle, 0, count, codes.ctypes.data)
    codes = codes[:-1]
    kinds = _KINDS[codes]
    if written == count + 1 and kinds.max() < _HALF:
        return codes, kinds
    # Characters beyond the basic plane, or left out by pdfium.
    told = map(bare("FPDFText_GetUnicode", "pi", ctypes.c_uint), repeat(handle), range(count))
    single = [code or 0xFFFD for code in told]
    for index, (high, low) in enumerate(zip(single, [*single[1:], 0], strict=True)):
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            single[index : index + 2] = 0x10000 + ((high - 0xD800) << 10) + low - 0xDC00, 0xFFFF
    codes = np.array(single, "<u4")
    return codes, np.where(codes > 0xFFFF, _CHINESE, np.minimum(_KINDS[codes & 0xFFFF], _CHINESE))


def _kinds() -> "NDArray[Any]":
    """What each character of the basic plane is to the layout."""
    kinds = np.full(0x10000, _PRINTED, np.uint8)
    kinds[ord(CHINESE) :] = _CHINESE
    kinds[0xD800:0xE000] = _HALF
    kinds[:0x20] = _NOTHING
    kinds[[0x7F, 0xAD, 0xFFFE, 0xFFFF]] = _NOTHING
    kinds[[ord(blank) for blank in _BLANKS]] = _SPACE
    kinds[[0x0A, 0x0D]] = _BREAK
    return kinds


_KINDS = _kinds()


def _boxes(handle: int, kinds: "NDArray[Any]") -> "NDArray[Any]":
    """Four numbers to each character: left, top, right, bottom in user space.

    pdfium is asked for the first and the last of each run of Chinese characters; those between are as wide as these
    and stand evenly, if that brings them to the last within less than what would count as a gap. Else it is asked for
    all. White space has no place.
    """
    boxes: NDArray[Any] = np.zeros((kinds.size, 4), np.float32)
    run = kinds == _CHINESE
    inner = np.zeros(kinds.size, bool)
    np.logical_and(run[2:], run[:-2], out=inner[1:-1])
    inner &= run
    _ask(handle, boxes, np.flatnonzero((kinds >= _PRINTED) > inner))
    between = np.flatnonzero(inner)
    if not between.size:
        return boxes
    firsts = between[np.concatenate(([True], np.diff(between) > 1))] - 1
    lasts = between[np.concatenate((np.diff(between) > 1, [True]))] + 1
    first, last, steps = boxes[firsts], boxes[lasts], (lasts - firsts)[:, None]
    width = first[:, 2:3] - first[:, 0:1]
    drift = np.abs(last - first - np.multiply(steps, width) * (1, 0, 1, 0))
    even = (drift < EVEN * width).all(axis=1)
    number = np.repeat(np.arange(firsts.size), lasts - firsts - 1)
    at = (between - firsts[number])[:, None] / steps[number]
    boxes[between] = first[number] + at * (last - first)[number]
    if not even.all():
        _ask(handle, boxes, between[~even[number]])
    return boxes


def _ask(handle: int, boxes: "NDArray[Any]", indices: "NDArray[Any]") -> None:
    """The loose boxes of the characters of these numbers, by one call each and no Python between."""
    places = (boxes.ctypes.data + 16 * indices).tolist()
    deque(map(bare("FPDFText_GetLooseCharBox", "pip"), repeat(handle), indices.tolist(), places), 0)


@cache
def bare(name: str, arguments: str, answer: Any = ctypes.c_void_p) -> Any:
    """A function of pdfium by its name, to be called with numbers: to check pointers costs as much as to find a box.

    Its `arguments` are addresses (p) and numbers (i); `answer` is the ctypes kind of what it gives.
    """
    import pypdfium2.raw as raw

    where = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    kinds = [ctypes.c_void_p if kind == "p" else ctypes.c_int for kind in arguments]
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
    handle: int, codes: "NDArray[Any]", kinds: "NDArray[Any]", printed: "NDArray[Any]", rows: "NDArray[Any]"
) -> tuple[dict[int, str], frozenset[int]]:
    """The spaces that the file prints before its glyphs, and the glyphs after which a line is closed by one."""
    before: dict[int, str] = {}
    tails = set()
    blanks = np.flatnonzero(kinds == _SPACE)
    following = np.searchsorted(printed, blanks)
    generated = map(bare("FPDFText_IsGenerated", "pi", ctypes.c_int), repeat(handle), blanks.tolist())
    for index, after, is_generated in zip(blanks.tolist(), following.tolist(), generated, strict=True):
        if is_generated:
            continue
        if after < printed.size and rows[printed[after]] == rows[index]:
            before[after] = before.get(after, "") + chr(codes[index])
        elif after and rows[printed[after - 1]] == rows[index] < rows[-1]:
            tails.add(after - 1)
    return before, frozenset(tails)
