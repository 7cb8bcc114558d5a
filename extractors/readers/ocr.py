"""Scanned pages and pictures by rapidocr: offline, models inside its wheel.

The line classifier stays off (it turned whole lines into 。). Lines of a low score are flagged, never dropped.
"""

import re
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol

from extractors.errors import UnreadableFile
from extractors.readers.pdf_lines import Line, lines_of
from extractors.readers.pdf_tables import Table, tables_from_edges
from extractors.readers.scan_image import deskewed, drawn_edges
from extractors.readers.strokes import Glyph, shared_out, stroke_of
from extractors.records import Span, Warning
from extractors.source import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

DPI = 200
SURE = 0.9  # the score under which a line is flagged
BLANK = 0.7  # em between two letters from which on a blank stands there
HALF_AND_MORE = 0.8  # em of white between a mark with an empty half and its neighbour, at most
MIN_STEPS = 5  # letters of a line that tell how far apart they stand
TALL, FEW = 1.2, 4  # times the usual height that a line of at most so many letters is drawn too high
MAX_PIXELS = 100_000_000
MAX_FRAMES = 500
INSTALL = "请先安装文字识别：pip install -e '.[ocr]'（在政图目录下）"

_FULL_WIDTH = str.maketrans("():;?![]", "（）：；？！〔〕")
# The model takes 〔 for 【 and either for [: what stands in short or round a year is 〔, what holds a phrase is 【.
_SQUARE = re.compile(r"[〔【\[]([^〔〕【】\[\]]*)[〕】\]]")
_YEAR_OR_WORD = re.compile(r"\d{4}年?|[\d—–-]{1,6}|[^，。；：、]{1,5}")
# As printed, and as the model may read them.
_OPENING, _CLOSING = "（《〈〔【“‘([", "）》〉〕】”’，。、；：)],;:"
# A dash between figures and dates is taken for 一, and the two that open a line for one.
_DASH = re.compile(r"(?<=[\d年月日号%])一(?=\d)")
_OPENING_DASH = re.compile(r"^[—–]{1,2}[ \u3000]*(?=[\u4e00-\u9fff])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class PageReader(Protocol):
    """Reads one page that is a picture: its lines, its tables, its warnings."""

    def __call__(self, page: Any, number: int) -> tuple[list[Line], list[Table], list[Warning]]: ...


def page_reader() -> PageReader | None:
    """The reader of scanned pages of a PDF (pypdfium2 pages), None where rapidocr is not installed."""
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        return None
    engine = _Engine()

    def read(page: Any, number: int) -> tuple[list[Line], list[Table], list[Warning]]:
        longest = max(page.get_width(), page.get_height(), 1.0)
        scale = min(DPI / 72, 6_000 / longest)
        image = page.render(scale=scale, rev_byteorder=False).to_numpy()
        return engine.read(image[:, :, :3], number, scale)

    return read


def read_image(data: bytes, name: str) -> list[tuple[list[Line], list[Table], list[Warning], tuple[float, float]]]:
    """The pages of a picture (several in a TIFF): lines, tables, warnings, width and height in points.

    Raises UnreadableFile for a picture that is damaged or too large, and where rapidocr is not installed.
    """
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        raise UnreadableFile(f"{name}：是图片，{INSTALL}")
    import io

    import numpy as np
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    engine = _Engine()
    pages = []
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MAX_PIXELS or getattr(picture, "n_frames", 1) > MAX_FRAMES:
            raise UnreadableFile(f"{name}：图片太大，请缩小后再读")
        for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
            page = ImageOps.exif_transpose(frame).convert("RGB")
            page.thumbnail((4_000, 4_000))
            # Photographs do not say how large the sheet was: taken as A4.
            scale = min(page.size) / 595
            pixels = np.ascontiguousarray(np.asarray(page)[:, :, ::-1])
            pages.append((*engine.read(pixels, number, scale), (page.width / scale, page.height / scale)))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise UnreadableFile(f"{name}：图片已损坏，读不出来") from None
    return pages


class _Engine:
    """rapidocr, started with the first page."""

    def __init__(self) -> None:
        self._rapid: Any = None

    def read(self, image: "NDArray[Any]", number: int, scale: float) -> tuple[list[Line], list[Table], list[Warning]]:
        """A page as pixels (BGR), `scale` of them to a point."""
        image = deskewed(image)
        strokes, unsure = self._strokes(image, scale)
        warnings = [
            Warning("ocr-unsure", f"第{number}页文字识别把握不大（{score:.2f}）：{text[:40]}", Span(0, 0))
            for text, score in unsure
        ]
        edges = drawn_edges(image, scale)
        tables = tables_from_edges(edges, [stroke_of(glyphs) for glyphs in _fitted(strokes)], number) if edges else []
        rest = [stroke_of(s) for s in strokes if not any(table.holds(_middle(s)) for table in tables)]
        return _evened(lines_of(rest, number)), tables, warnings

    def _strokes(self, image: "NDArray[Any]", scale: float) -> tuple[list[list[Glyph]], list[tuple[str, float]]]:
        if self._rapid is None:
            from rapidocr import RapidOCR

            self._rapid = RapidOCR(params={"Global.use_cls": False, "Global.log_level": "critical"})
        found = self._rapid(image, use_cls=False, return_word_box=True, return_single_char_box=True)
        strokes, unsure = [], []
        if found.boxes is None:
            return [], []
        words = found.word_results or [()] * len(found.txts)
        for box, text, score, letters in zip(found.boxes, found.txts, found.scores, words, strict=True):
            text = fold_marks(with_blanks(text, [(w[0], w[2][0][0], w[2][1][0]) for w in letters])).strip()
            if not text:
                continue
            xs, ys = [float(p[0]) / scale for p in box], [float(p[1]) / scale for p in box]
            glyphs = shared_out(text, min(xs), min(ys), max(xs), max(ys))
            # Pieces of one line that the model sees apart have a wide blank between them.
            strokes.append([glyphs[0]._replace(space="\u3000"), *glyphs[1:]])
            if score < SURE:
                unsure.append((text, float(score)))
        return close_up(strokes), unsure


def close_up(pieces: list[list[Glyph]]) -> list[list[Glyph]]:
    """Pieces of lines that the model parted at a bracket or a mark, set against each other again.

    The empty half of a mark looks like a gap; what stands further apart keeps the wide blank before it.
    """
    closed = list(pieces)
    for number, piece in enumerate(pieces):
        first = piece[0]
        em = (piece[-1].right - first.left) / sum(0.5 if glyph.char < "\u2000" else 1.0 for glyph in piece)
        middle = (first.top + first.bottom) / 2
        before = [
            other[-1] for other in pieces
            if other is not piece and other[-1].top < middle < other[-1].bottom and other[-1].left < first.left
        ]  # fmt: skip
        last = max(before, key=lambda glyph: glyph.right, default=None)
        if last is None or not (first.char in _OPENING or last.char in _CLOSING):
            continue
        if -0.5 * em < first.left - last.right < HALF_AND_MORE * em:
            closed[number] = [first._replace(left=last.right, space=""), *piece[1:]]
    return closed


def with_blanks(text: str, letters: Sequence[tuple[str, float, float]]) -> str:
    """`text` with the wide blanks that the model passes over: a label far from what stands before it is another one.

    `letters` are the characters with the left and the right end of each, in any measure; a blank of one em at least is
    put where two stand further apart than the others do, the empty half of a mark aside. Unchanged where letters and text do not agree.
    """
    if [letter for letter, *_ in letters] != [char for char in text if not char.isspace()]:
        return text
    middles = [(left + right) / 2 for _, left, right in letters]
    widths = [0.5 if letter < "\u2000" else 1.0 for letter, *_ in letters]
    steps = [(b - a) / ((v + w) / 2) for (a, v), (b, w) in pairwise(zip(middles, widths, strict=True))]
    if len(steps) < MIN_STEPS:
        return text
    em = median(steps)
    parts, number = [], -1
    for char in text:
        if not char.isspace():
            number += 1
            usual = (widths[number] + widths[number - 1]) / 2
            apart = (middles[number] - middles[number - 1]) / em - usual if number else 0.0
            half = 0.5 if number and (char in _OPENING or letters[number - 1][0] in _CLOSING) else 0.0
            parts += ["\u3000" * max(1, round(apart))] if apart > BLANK + half else []
        parts.append(char)
    return "".join(parts)


def fold_marks(text: str) -> str:
    """The marks of Chinese type, which the model reads in either width; those inside numbers and Latin stay."""
    if not _CHINESE.search(text) and not re.search(r"[（）：；〔〕]", text):
        return text
    text = _SQUARE.sub(lambda m: f"〔{m[1]}〕" if _YEAR_OR_WORD.fullmatch(m[1].strip()) else f"【{m[1]}】", text)
    text = text.translate(_FULL_WIDTH)
    text = re.sub(r"(?<=\d)：(?=\d\d(?!\d))", ":", text)
    text = re.sub(r",(?!\d)|(?<!\d),", "，", text)
    text = _OPENING_DASH.sub("——", _DASH.sub("—", text))
    # A space between Chinese characters is a guess of the model.
    return re.sub(r"(?<=[\u2e80-\uffef]) +(?=[\u2e80-\uffef])", "", text)


def _evened(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, the size of type of most given to all that are near to it.

    The size is told by the width, and the model loses blanks, and the empty half of marks at the ends: titles and
    notes differ from running text by more than that.
    """
    if not lines:
        return []
    sizes = sorted(line.em for line in lines for _ in line.text)
    em = sizes[len(sizes) // 2]
    near = [line._replace(em=em) for line in lines if 0.78 < line.em / em < 1.28]
    high = median([line.box.bottom - line.box.top for line in near for _ in line.text] or [em])
    edge = min((line.box.left for line in near if line.text[0] not in _OPENING), default=0.0)
    return [_fitting(line._replace(em=em), high, edge) if 0.78 < line.em / em < 1.28 else line for line in lines]


def _fitting(line: Line, high: float, edge: float) -> Line:
    """A line of usual type with its box as the type is set.

    The model draws it too large round a few letters, and leaves out the empty half of a bracket that opens the line:
    to its left is the `edge` of the text, or an indent.
    """
    left, top, right, bottom = line.box
    if bottom - top > TALL * high and len(line.text) <= FEW:
        more = (bottom - top - high) / 2
        left, top, right, bottom = left + more, top + more, right - more, bottom - more
    if line.text[0] in _OPENING and left > edge:
        left = max(edge, left - line.em / 2)
    return line._replace(box=Box(left, top, right, bottom))


def _middle(stroke: Sequence[Glyph]) -> Glyph:
    first, last = stroke[0], stroke[-1]
    return Glyph("", first.left, first.top, last.right, first.bottom, "")


def _fitted(strokes: Sequence[Sequence[Glyph]]) -> list[list[Glyph]]:
    """Strokes a little narrower than the model saw them, so that none reaches over a line of the grid."""
    fitted = []
    for stroke in strokes:
        middle = (stroke[0].left + stroke[-1].right) / 2
        fitted.append([g._replace(left=_nearer(g.left, middle), right=_nearer(g.right, middle)) for g in stroke])
    return fitted


def _nearer(x: float, middle: float) -> float:
    return middle + (x - middle) * 0.96
