"""The reader of each format that is no plain text; runs in the child process of `extractors.sandbox`."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from extractors.errors import UnreadableFile
from extractors.readers.detect import MEDIA_TYPES, Format
from extractors.source import Source

Progress = Callable[[int, int], None]


def read_format(path: Path, form: Format, progress: Progress | None = None) -> Source:
    """The file at `path`, known to be of format `form`, as blocks. Raises UnreadableFile."""
    data = path.read_bytes()
    return _READERS[form](path.name, data, progress)


def _source(name: str, data: bytes, form: Format, **content: object) -> Source:
    return Source(name, MEDIA_TYPES[form], hashlib.sha256(data).hexdigest(), **content)  # type: ignore[arg-type]


def _read_pdf(name: str, data: bytes, progress: Progress | None) -> Source:
    from extractors.readers.ocr import page_reader
    from extractors.readers.pdf import read_pdf

    blocks, pages, warnings = read_pdf(data, name, page_reader(), progress)
    return _source(name, data, "pdf", pages=pages, blocks=blocks, warnings=warnings)


def _read_docx(name: str, data: bytes, progress: Progress | None) -> Source:
    from extractors.readers.docx import read_docx

    blocks, pages, facts, warnings = read_docx(data, name)
    return _source(name, data, "docx", pages=pages, blocks=blocks, facts=facts, warnings=warnings)


def _read_html(name: str, data: bytes, progress: Progress | None) -> Source:
    from extractors.readers.html import read_html

    blocks, facts = read_html(data, name)
    return _source(name, data, "html", pages=1, blocks=blocks, facts=facts)


def _read_mhtml(name: str, data: bytes, progress: Progress | None) -> Source:
    from extractors.readers.html import read_html
    from extractors.readers.mail import page_in_mhtml

    blocks, facts = read_html(page_in_mhtml(data, name), name)
    return _source(name, data, "mhtml", pages=1, blocks=blocks, facts=facts)


def _read_eml(name: str, data: bytes, progress: Progress | None) -> Source:
    from extractors.readers.mail import read_mail

    blocks, facts = read_mail(data, name)
    return _source(name, data, "eml", pages=1, blocks=blocks, facts=facts)


def _read_ofd(name: str, data: bytes, progress: Progress | None) -> Source:
    from extractors.readers.ofd import read_ofd

    blocks, pages, warnings = read_ofd(data, name)
    return _source(name, data, "ofd", pages=pages, blocks=blocks, warnings=warnings)


def _read_office(name: str, data: bytes, progress: Progress | None) -> Source:
    from extractors.readers.office import read_office

    blocks, pages, facts, warnings = read_office(data, name)
    return _source(name, data, "office", pages=pages, blocks=blocks, facts=facts, warnings=warnings)


def _read_xlsx(name: str, data: bytes, progress: Progress | None) -> Source:
    from extractors.readers.xlsx import read_xlsx

    blocks, sheets, warnings = read_xlsx(data, name)
    return _source(name, data, "xlsx", pages=sheets, blocks=blocks, warnings=warnings)


def _read_xls(name: str, data: bytes, progress: Progress | None) -> Source:
    from extractors.readers.xls import read_xls

    blocks, sheets, warnings = read_xls(data, name)
    return _source(name, data, "xls", pages=sheets, blocks=blocks, warnings=warnings)


def _read_image(name: str, data: bytes, progress: Progress | None) -> Source:
    from extractors.readers.ocr import read_image
    from extractors.readers.pdf_pages import PageContent, page_blocks

    pages = read_image(data, name)
    blocks = tuple(page_blocks([PageContent(lines, tables, *size) for lines, tables, _, size in pages]))
    if not blocks:
        raise UnreadableFile(f"{name}：图片里没有认出文字")
    warnings = tuple(warning for _, _, found, _ in pages for warning in found)
    return _source(name, data, "image", pages=len(pages), blocks=blocks, warnings=warnings)


_READERS: dict[Format, Callable[[str, bytes, Progress | None], Source]] = {
    "pdf": _read_pdf,
    "docx": _read_docx,
    "html": _read_html,
    "mhtml": _read_mhtml,
    "eml": _read_eml,
    "ofd": _read_ofd,
    "office": _read_office,
    "xlsx": _read_xlsx,
    "xls": _read_xls,
    "image": _read_image,
}
