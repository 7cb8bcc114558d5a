"""PDF: text and places by pypdfium2, ruled tables by pdfplumber, pages without text handed to OCR."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from extractors.errors import UnreadableFile
from extractors.readers.ocr import INSTALL, PageReader
from extractors.readers.pdf_fonts import plain_fonts, system_fonts
from extractors.readers.pdf_glyphs import page_strokes
from extractors.readers.pdf_light import lightened
from extractors.readers.pdf_lines import lines_of
from extractors.readers.pdf_overprint import Returns, without
from extractors.readers.pdf_pages import PageContent, page_blocks
from extractors.readers.pdf_tables import Table, has_ruling, outside, tables_of
from extractors.readers.strokes import Stroke
from extractors.records import Span, Warning
from extractors.source import Block

MAX_PAGES = 5_000
_ILLEGIBLE = re.compile("[\ue000-\uf8ff\ufffd]")
_ENCRYPTED = 4  # FPDF_ERR_PASSWORD

Progress = Callable[[int, int], None]


def read_pdf(
    data: bytes, name: str, scanned: PageReader | None = None, progress: Progress | None = None
) -> tuple[tuple[Block, ...], int, tuple[Warning, ...]]:
    """The blocks of a PDF, its number of pages, and warnings.

    `scanned` reads a page that is a picture; without it such pages give a warning, and a PDF of nothing else raises
    UnreadableFile, as do files that are encrypted, damaged, without pages or without end. `progress` is told the
    page at work and the number of pages.
    """
    pages: dict[int, PageContent] = {}
    warnings: list[Warning] = []
    unread = []
    returns = Returns()
    with plain_fonts(), _Views(data, name) as views:
        count = len(views.text)
        if count == 0:
            raise UnreadableFile(f"{name}：这个PDF没有一页")
        if count > MAX_PAGES:
            raise UnreadableFile(f"{name}：有{count}页，超过{MAX_PAGES}页，请拆分后再读")
        for number in range(1, count + 1):
            if progress:
                progress(number, count)
            page = _load(views.text, number)
            if page is None:
                warnings.append(Warning("page-unread", f"第{number}页已损坏，没有读出", Span(0, 0)))
                continue
            strokes = page_strokes(page)
            if not _is_picture(page, strokes):
                pages[number] = content = _printed(page, strokes, number, views)
                returns.add(number, strokes, content.width, [table.box for table in content.tables])
            elif scanned:
                pages[number], found = _scanned(views, number, scanned)
                warnings += found
            else:
                unread.append(number)
            page.close()
        for number, marks in returns.marks().items():
            page = views.text[number - 1]
            pages[number] = _printed(page, without(page_strokes(page), marks), number, views)
            page.close()
    if unread and not any(page.lines or page.tables for page in pages.values()):
        raise UnreadableFile(f"{name}：是扫描件，没有文字；{INSTALL}")
    if unread:
        listed = "、".join(map(str, unread))
        warnings.append(
            Warning(
                "page-unread", f"第{listed}页是图像，没有读；装上文字识别（pip install -e '.[ocr]'）后可读", Span(0, 0)
            )
        )
    blocks = tuple(page_blocks(list(pages.values())))
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


def _load(document: Any, number: int) -> Any:
    import pypdfium2

    try:
        return document[number - 1]
    except pypdfium2.PdfiumError:
        return None


class _Views:
    """One file as `text` is read from it, as pictures are made of it, and as pdfplumber sees it; opened when needed."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self.text = _open(lightened(data), name)
        self._whole: Any = None
        self._plumber: Any = None

    def __enter__(self) -> "_Views":
        return self

    def __exit__(self, *exception: object) -> None:
        for view in (self._plumber, self._whole, self.text):
            if view is not None:
                view.close()

    def whole(self) -> Any:
        """The file with all its fonts, by pypdfium2."""
        if self._whole is None:
            self._whole = _open(self._data, self._name)
        return self._whole

    def plumber(self, number: int, rotation: int) -> Any:
        """A page as pdfplumber has it, shown turned by `rotation` degrees."""
        if self._plumber is None:
            import io

            import pdfplumber

            self._plumber = pdfplumber.open(io.BytesIO(self._data))
        page = self._plumber.pages[number - 1]
        if page.rotation == rotation:
            return page
        page.page_obj.rotate = page.page_obj.attrs["Rotate"] = rotation
        return type(page)(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _is_picture(page: Any, strokes: Sequence[Stroke]) -> bool:
    """Hardly any legible text, and a picture over a good part of the page."""
    import pypdfium2.raw as raw

    text = "".join([stroke.text for stroke in strokes])
    legible = len(text) - len(_ILLEGIBLE.findall(text))
    if legible >= 30 and legible * 2 > len(text):
        return False
    if text and legible * 2 <= len(text):
        return True
    area = page.get_width() * page.get_height()
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > 0.3 * area:
            return True
    return False


def _scanned(views: _Views, number: int, reader: PageReader) -> tuple[PageContent, list[Warning]]:
    with system_fonts():
        page = views.whole()[number - 1]
        lines, tables, found = reader(page, number)
        content = PageContent(lines, tables, page.get_width(), page.get_height())
        page.close()
    return content, found


def _printed(page: Any, strokes: list[Stroke], number: int, views: _Views) -> PageContent:
    tables: list[Table] = []
    if has_ruling(page):
        view = views.plumber(number, page.get_rotation())
        tables = tables_of(view, strokes, number)
        view.close()
    rest = list(outside(strokes, tables))
    return PageContent(lines_of(rest, number), tables, page.get_width(), page.get_height(), rest)
