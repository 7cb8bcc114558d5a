"""One plain font for pdfium in place of all fonts that a PDF names but does not hold, or holds but is not asked for.

Text is read without drawing it; but pdfium measures the shape of every letter, and passes over letters that have none.
It is therefore given a font in which each character is the same box: what is read then hangs neither on the fonts
that are installed nor on how long it takes to find them.
"""

import ctypes
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

_EM = 1000  # units
_WIDTH, _HEIGHT = 200, 600  # smaller than any letter: pdfium takes a letter to be as large as its shape at least
_GLYPHS = 0xFFFF  # one for any code of two bytes


@cache
def box_font() -> bytes:
    """A TrueType font whose glyphs are all the same one, to which every character leads (cmap format 13, many to one).

    A glyph ends where the next one starts, or, where that one starts before it, with the table: so two places do for
    all of them.
    """
    glyph = struct.pack(">hhhhh", 1, 0, 0, _WIDTH, _HEIGHT) + struct.pack(">HH4B", 3, 0, 1, 1, 1, 1)
    glyph += struct.pack(">8h", 0, 0, _WIDTH, 0, 0, _HEIGHT, 0, -_HEIGHT)
    glyph = glyph.ljust((len(glyph) + 3) // 4 * 4, b"\0")
    characters = struct.pack(">HHLLLLLL", 13, 0, 28, 0, 1, 0x20, 0x10FFFF, 1)
    tables = {
        b"cmap": struct.pack(">HHHHL", 0, 1, 3, 10, 12) + characters,
        b"glyf": glyph * 2,
        b"head": struct.pack(
            ">LLLLHHqqhhhhHHhhh",
            0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, 0, _WIDTH, _HEIGHT, 0, 8, 2, 0, 0,
        ),
        b"hhea": struct.pack(">LhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, _EM, 0, 0, _WIDTH, 1, *[0] * 7, 1),
        b"hmtx": struct.pack(">Hhh", _EM, 0, 0),
        b"loca": struct.pack(">HH", 0, len(glyph) // 2) * ((_GLYPHS + 1) // 2),
        b"maxp": struct.pack(">L14H", 0x10000, _GLYPHS, 4, 1, 0, 0, 1, *[0] * 8),
        b"name": struct.pack(">HHH", 0, 0, 6),
    }  # fmt: skip
    directory, body, start = b"", b"", 12 + 16 * len(tables)
    for tag, table in tables.items():
        directory += tag + struct.pack(">LLL", 0, start + len(body), len(table))
        body += table.ljust((len(table) + 3) // 4 * 4, b"\0")
    return struct.pack(">LHHHH", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128) + directory + body


@cache
def packed_box_font() -> bytes:
    """The same as a stream of a PDF holds it (FlateDecode): some hundred bytes."""
    return zlib.compress(box_font(), 9)


@cache
def _provider() -> tuple[Any, list[Any]]:
    """What pdfium asks for fonts (FPDF_SYSFONTINFO): the box font, whatever it looks for. Kept as long as we run."""
    import pypdfium2.raw as raw

    answers = {
        "Release": lambda this: None,
        "EnumFonts": lambda this, mapper: None,
        "MapFont": lambda this, weight, italic, charset, pitch, face, exact: 1,
        "GetFont": lambda this, face: 1,
        "GetFontData": lambda this, font, table, buffer, size: 0 if table else _copied(box_font(), buffer, size),
        "GetFaceName": lambda this, font, buffer, size: _copied(b"box\0", buffer, size),
        "GetFontCharset": lambda this, font: 1,
        "DeleteFont": lambda this, font: None,
    }
    kinds: dict[str, Any] = {field[0]: field[1] for field in raw.FPDF_SYSFONTINFO._fields_}
    provider, kept = raw.FPDF_SYSFONTINFO(), []
    provider.version = 1
    for name, answer in answers.items():
        kept.append(kinds[name](answer))
        setattr(provider, name, kept[-1])
    return provider, kept


def _copied(content: bytes, buffer: Any, size: int) -> int:
    """The length of `content`, which is copied when the buffer holds it."""
    if buffer and size >= len(content):
        ctypes.memmove(buffer, content, len(content))
    return len(content)


@contextmanager
def plain_fonts() -> Iterator[None]:
    """Within, pdfium takes the box font for any font that a file does not hold."""
    import pypdfium2.raw as raw
    from pypdfium2 import PDFIUM_INFO

    assert PDFIUM_INFO  # pypdfium2 starts pdfium when it is imported; its raw module does not
    raw.FPDF_SetSystemFontInfo(_provider()[0])
    try:
        yield
    finally:
        raw.FPDF_SetSystemFontInfo(raw.FPDF_GetDefaultSystemFontInfo())


@contextmanager
def system_fonts() -> Iterator[None]:
    """Within `plain_fonts`, the fonts of the system again: for pages that are rendered."""
    import pypdfium2.raw as raw

    raw.FPDF_SetSystemFontInfo(raw.FPDF_GetDefaultSystemFontInfo())
    try:
        yield
    finally:
        raw.FPDF_SetSystemFontInfo(_provider()[0])
