"""PDF: text and places by pypdfium2, ruled tables by pdfplumber, pages without text handed to OCR."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.errors import UnreadableFile
from extractors.readers.ocr import INSTALL, PageReader
from extractors.readers.pdf_lines import Glyph, Line, lines_of, page_glyphs
from extractors.readers.pdf_paragraphs import (
    Frame,
    page_frames,
    paragraph,
    starts_paragraph,
    usual_leading,
    without_furniture,
)
from extractors.readers.pdf_tables import Table, has_ruling, tables_of
from extractors.readers.table_pages import join_tables
from extractors.records import Span, Warning
from extractors.source import Block

MAX_PAGES = 5_000
_NOTE_MARKS = "①②③④⑤⑥⑦⑧⑨⑩*※[〔注0123456789"
_ENCRYPTED = 4  # FPDF_ERR_PASSWORD

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class PageContent:
    """What is gathered of a page before the document is put together."""

    lines: list[Line]
    tables: list[Table]
    width: float
    height: float


def read_pdf(
    data: bytes, name: str, scanned: PageReader | None = None, progress: Progress | None = None
) -> tuple[tuple[Block, ...], int, tuple[Warning, ...]]:
    """The blocks of a PDF, its number of pages, and warnings.

    `scanned` reads a page that is a picture; without it such pages give a warning, and a PDF of nothing else raises
    UnreadableFile, as do files that are encrypted, damaged, without pages or without end. `progress` is told the
    page at work and the number of pages.
    """
    document = _open(data, name)
    count = len(document)
    if count == 0:
        raise UnreadableFile(f"{name}：这个PDF没有一页")
    if count > MAX_PAGES:
        raise UnreadableFile(f"{name}：有{count}页，超过{MAX_PAGES}页，请拆分后再读")
    pages: list[PageContent] = []
    warnings: list[Warning] = []
    unread = []
    plumber = _Plumber(data)
    for index in range(count):
        if progress:
            progress(index + 1, count)
        page = _load(document, index)
        if page is None:
            warnings.append(Warning("page-unread", f"第{index + 1}页已损坏，没有读出", Span(0, 0)))
            continue
        strokes = page_glyphs(page)
        if _is_picture(page, strokes):
            if scanned:
                lines, tables, found = scanned(page, index + 1)
                pages.append(PageContent(lines, tables, page.get_width(), page.get_height()))
                warnings += found
            else:
                unread.append(index + 1)
        else:
            pages.append(_printed(page, strokes, index + 1, plumber))
        page.close()
    if unread and not any(page.lines or page.tables for page in pages):
        raise UnreadableFile(f"{name}：是扫描件，没有文字；{INSTALL}")
    if unread:
        listed = "、".join(map(str, unread))
        warnings.append(Warning("page-unread", f"第{listed}页是图像，没有读；安装 zhengtu[ocr] 后可读", Span(0, 0)))
    plumber.close()
    document.close()
    blocks = tuple(page_blocks(pages))
    if not blocks:
        raise UnreadableFile(f"{name}：这个PDF里没有读出文字")
    return blocks, count, tuple(warnings)


def _open(data: bytes, name: str) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _ENCRYPTED:
            raise UnreadableFile(f"{name}：PDF有密码保护，请先解除密码") from None
        raise UnreadableFile(f"{name}：PDF已损坏或没有下载完整，请重新获取") from None


def _load(document: Any, index: int) -> Any:
    import pypdfium2

    try:
        return document[index]
    except pypdfium2.PdfiumError:
        return None


class _Plumber:
    """pdfplumber's view of the same file, opened when the first page with ruled lines comes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None

    def page(self, number: int) -> Any:
        if self._document is None:
            import io

            import pdfplumber

            self._document = pdfplumber.open(io.BytesIO(self._data))
        return self._document.pages[number - 1]

    def close(self) -> None:
        if self._document is not None:
            self._document.close()


def _is_picture(page: Any, strokes: Sequence[Sequence[Glyph]]) -> bool:
    """Hardly any legible text, and a picture over a good part of the page."""
    import pypdfium2.raw as raw

    chars = [glyph.char for stroke in strokes for glyph in stroke]
    legible = sum(not ("\ue000" <= char <= "\uf8ff" or char == "\ufffd") for char in chars)
    if legible >= 30 and legible * 2 > len(chars):
        return False
    if chars and legible * 2 <= len(chars):
        return True
    area = page.get_width() * page.get_height()
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > 0.3 * area:
            return True
    return False


def _printed(page: Any, strokes: list[list[Glyph]], number: int, plumber: _Plumber) -> PageContent:
    tables: list[Table] = []
    if has_ruling(page):
        view = plumber.page(number)
        tables = tables_of(view, strokes, number)
        view.close()
        strokes = [part for stroke in strokes for part in _outside(stroke, tables)]
    return PageContent(lines_of(strokes, number), tables, page.get_width(), page.get_height())


def _outside(stroke: list[Glyph], tables: Sequence[Table]) -> Iterator[list[Glyph]]:
    """The pieces of a stroke that stand in no table."""
    rest = [g for g in stroke if not any(table.holds(g) for table in tables)]
    if rest:
        yield rest


def page_blocks(pages: Sequence[PageContent]) -> Iterator[Block]:
    """The document in reading order: paragraphs joined over pages, tables joined over pages, small notes last."""
    bodies = without_furniture([page.lines for page in pages], [page.height for page in pages])
    frames = page_frames(bodies, [page.width for page in pages])
    leading = usual_leading(bodies)
    notes: list[list[Line]] = []
    current: list[Line] = []
    current_frame: Frame | None = None
    table: Table | None = None
    for page, body, frame in zip(pages, bodies, frames, strict=True):
        body, small = _without_notes(body, frame)
        notes += small
        items: list[Line | Table] = sorted([*body, *page.tables], key=lambda item: item.box.top)
        for item in items:
            if isinstance(item, Table):
                if current:
                    yield paragraph(current)
                    current = []
                joined = join_tables(table, item) if table else None
                if table and joined is None:
                    yield table.block()
                table = joined or item
                continue
            if table:
                if _is_continuation_mark(item):
                    continue
                yield table.block()
                table = None
            if current and current_frame and starts_paragraph(current[-1], item, current_frame, frame, leading):
                yield paragraph(current)
                current = []
            current.append(item)
            current_frame = frame
    if current:
        yield paragraph(current)
    if table:
        yield table.block()
    for note in notes:
        yield paragraph(note)


def _is_continuation_mark(line: Line) -> bool:
    return line.text.strip("（）() 　") in ("续表", "续", "接上表", "续上表")


def _without_notes(lines: list[Line], frame: Frame) -> tuple[list[Line], list[list[Line]]]:
    """Footnotes: lines in smaller type that close a page, after running text; parted where one starts."""
    split = len(lines)
    while split and lines[split - 1].em < 0.88 * frame.em:
        split -= 1
    after_text = any(abs(line.em - frame.em) < 0.12 * frame.em for line in lines[:split])
    if split == len(lines) or not after_text or lines[split].text[0] not in _NOTE_MARKS:
        return lines, []
    notes: list[list[Line]] = []
    for line in lines[split:]:
        if not notes or line.text[0] in _NOTE_MARKS:
            notes.append([line])
        else:
            notes[-1].append(line)
    return lines[:split], notes
