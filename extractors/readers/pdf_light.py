"""A PDF without what makes pdfium slow and its text needs not; pages that are rendered (scans) take the file as it is.

pdfium works out the shape of each letter to measure it, and looks for its width through a list of all. Which character
a code stands for, and how wide it is, a Chinese font (Type0) says outside its program: in /ToUnicode and /W. Programs
in CFF, whose shapes cost most, therefore give place to a font of boxes in the copy that text is read from, and widths
that are the usual one are taken out of it.
"""

import re
import zlib

from extractors.readers.pdf_fonts import packed_box_font

MAX_BYTES = 100_000_000  # a larger file is full of pictures
_MAX_INFLATED = 20_000_000
_OBJECT = re.compile(rb" obj\b(.{0,20000}?)(?:(stream\r?\n)|endobj)", re.DOTALL)
_PROGRAM = re.compile(rb"/Subtype\s*/(?:CIDFontType0C|OpenType)\b")
_FONT = re.compile(rb"/Subtype\s*/(?:Type0|Type1|MMType1|TrueType)\b")
# Widths given one by one, each run after the code of its first glyph (ISO 32000-1, 9.7.4.3), where the default is 1000.
_WIDTHS = re.compile(rb"/W\s*\[(?:\s*\d+\s*\[[\d\s.]*\])+\s*\]")
_OTHER_DEFAULT = re.compile(rb"/DW\s+(?!1000\b)")
_RUN = re.compile(rb"(\d+)\s*\[([\d\s.]*)\]")
_BLANKED = 64  # bytes: without its head a stream can't be inflated, nor a program be told


def lightened(data: bytes) -> bytes:
    """`data` with boxes for its CFF font programs, at equal length; as it is where any font needs its program.

    A font needs it unless it tells its characters by /ToUnicode, or is none that the file embeds.
    """
    if len(data) > MAX_BYTES or b"/Encrypt" in data:
        return data
    light = bytearray(data)
    blanked = False
    for found in _OBJECT.finditer(data):
        text, at = found[1], found.end()
        if found[2] and b"/ObjStm" in text:
            try:
                texts = _lighten_packed(light, text, at)
            except (zlib.error, ValueError):
                return data
        elif found[2]:
            if _PROGRAM.search(text):
                program = _plain_program(text, data.find(b"endstream", at) - at)
                light[at : at + len(program)] = program
                blanked = True
            continue
        else:
            texts = [text]
            if b"/W" in text:
                light[found.start(1) : found.end(1)] = _with_fewer_widths(text)
        if not all(map(_tells_characters, texts)):
            return data
    return bytes(light) if blanked else data


def _plain_program(head: bytes, size: int) -> bytes:
    """What to write over a font program of `size` bytes: a font of boxes, or zeros where that can't stand there."""
    packed = packed_box_font()
    if b"/FlateDecode" in head and b"/DecodeParms" not in head and head.count(b"Decode") == 1 and len(packed) <= size:
        return packed
    return bytes(max(0, min(_BLANKED, size)))


def _lighten_packed(light: bytearray, head: bytes, at: int) -> list[bytes]:
    """The objects of the object stream at `at` (ISO 32000-1, 7.5.7), their widths lightened in place if there is room.

    Raises ValueError or zlib.error for what is not an object stream.
    """
    first, count = re.search(rb"/First\s+(\d+)", head), re.search(rb"/N\s+(\d+)", head)
    if not first or not count or b"/FlateDecode" not in head or b"/DecodeParms" in head:
        raise ValueError
    inflater = zlib.decompressobj()
    content = inflater.decompress(memoryview(light)[at:], _MAX_INFLATED)
    if not inflater.eof:
        raise ValueError
    fewer = _with_fewer_widths(content)
    if fewer != content:
        size = len(light) - at - len(inflater.unused_data)
        packed = zlib.compress(fewer)
        if len(packed) <= size:
            light[at : at + size] = packed.ljust(size, b"\0")
    begin = int(first[1])
    offsets = [int(number) for number in content[:begin].split()[1 : 2 * int(count[1]) : 2]]
    return [content[begin + a : begin + b] for a, b in zip(offsets, [*offsets[1:], len(content)], strict=True)]


def _with_fewer_widths(text: bytes) -> bytes:
    """Objects without the widths that are one em, which is what a glyph has that is not listed; at equal length."""
    return text if _OTHER_DEFAULT.search(text) else _WIDTHS.sub(_unusual, text)


def _unusual(found: re.Match[bytes]) -> bytes:
    kept = []
    for code, widths in _RUN.findall(found[0]):
        for number, width in enumerate(widths.split(), int(code)):
            if width != b"1000":
                kept.append(b"%d[%b]" % (number, width))
    array = b"/W [" + b" ".join(kept) + b"]"
    return array.ljust(len(found[0])) if len(array) <= len(found[0]) else found[0]


def _tells_characters(text: bytes) -> bool:
    fonts = len(_FONT.findall(text))
    if not fonts or text.count(b"/ToUnicode") >= fonts:
        return True
    return fonts == 1 and b"/Type0" not in text and b"/FontDescriptor" not in text
