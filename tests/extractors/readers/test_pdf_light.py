"""What is taken out of a PDF before its text is read must not be missed: fonts, outlines of letters, usual widths."""

import re
import zlib
from pathlib import Path

import pypdfium2
import pytest
import render
from pypdf import PdfReader, PdfWriter

from extractors.readers.pdf_fonts import packed_box_font, plain_fonts, system_fonts
from extractors.readers.pdf_glyphs import page_strokes
from extractors.readers.pdf_light import lightened

# A character that stands alone is an object of its own in the file: one without a shape would be passed over.
CONTENT: render.Content = [
    render.Para("某市重点任务分工方案", True),
    render.Para("一"),
    render.Para("到2025年，建成示范项目12个，利用率达到95.5%以上（牵头单位：市A局；责任单位：各区县〔市〕政府）。" * 3),
    render.Grid([["序号", "任务", "单位"], ["1", "重", "市"], ["2", "推进源头减量", "市B局"]], [1, 6, 6]),
]


def said(data: bytes) -> list[tuple[str, float, float, float]]:
    """The strokes of all pages with their places: left, right, and where the type stands."""
    with pypdfium2.PdfDocument(data) as document:
        strokes = [stroke for page in document for stroke in page_strokes(page)]
    return [(stroke.text, stroke.left, stroke.right, stroke.bottom) for stroke in strokes]


@pytest.fixture(params=[render.to_pdf_reportlab, render.to_pdf_weasyprint])
def printed(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    path: Path = request.param(CONTENT, tmp_path / "x.pdf")
    return path.read_bytes()


def test_the_same_is_read_at_the_same_places(printed: bytes) -> None:
    whole = said(printed)
    with plain_fonts():
        light = said(lightened(printed))
    assert [text for text, *_ in light] == [text for text, *_ in whole]
    for (_, *places), (_, *others) in zip(light, whole, strict=True):
        # A letter whose shape is wider than it is set counts as wide as the shape: a twentieth of an em at most.
        assert places == pytest.approx(others, abs=1.2)


def test_fonts_come_back(tmp_path: Path) -> None:
    path = render.to_pdf_reportlab(CONTENT, tmp_path / "x.pdf")

    def ink() -> float:
        with pypdfium2.PdfDocument(path) as document:
            return float((255 - document[0].render(scale=1).to_numpy()).sum())

    before = ink()
    with plain_fonts():
        boxes = ink()
        with system_fonts():
            assert ink() == before
    assert ink() == before != boxes


def test_only_outlines_and_usual_widths_go(tmp_path: Path) -> None:
    data = render.to_pdf_weasyprint(CONTENT, tmp_path / "x.pdf").read_bytes()
    light = lightened(data)
    assert len(light) == len(data) and light != data
    (tmp_path / "light.pdf").write_bytes(light)
    whole, rest = _widths(tmp_path / "x.pdf"), _widths(tmp_path / "light.pdf")
    assert rest == {code: width for code, width in whole.items() if width != 1000} != whole


def _widths(path: Path) -> dict[int, float]:
    resources = PdfReader(path).pages[0]["/Resources"]
    (font,) = [font.get_object() for font in resources["/Font"].values()]  # type: ignore[index]
    listed = font["/DescendantFonts"][0].get_object()["/W"]
    return {
        int(code) + at: float(width)
        for code, widths in zip(listed[::2], listed[1::2], strict=True)
        for at, width in enumerate(widths)
    }


def _packed(objects: bytes) -> bytes:
    content = zlib.compress(b"1 0 " + objects)
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(content)
    return b"9 0 obj" + head + b"stream\n" + content + b"\nendstream endobj"


PROGRAM = b"5 0 obj<</Subtype/CIDFontType0C/Length 80>>stream\n" + b"x" * 80 + b"\nendstream endobj "
TOLD = b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 8 0 R/DescendantFonts[7 0 R]>>"
UNTOLD = b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[7 0 R]>>"


@pytest.mark.parametrize(
    "data, changed",
    [
        (PROGRAM + b"6 0 obj" + TOLD + b"endobj", True),
        (PROGRAM + _packed(TOLD), True),
        (PROGRAM + b"6 0 obj" + UNTOLD + b"endobj", False),
        (PROGRAM + _packed(UNTOLD), False),
        (PROGRAM + b"6 0 obj" + TOLD + b"endobj 4 0 obj<</Subtype/TrueType/FontDescriptor 3 0 R>>endobj", False),
        (PROGRAM + b"6 0 obj" + TOLD + b"endobj 4 0 obj<</Subtype/Type1/BaseFont/Helvetica>>endobj", True),
        (PROGRAM + b"6 0 obj" + TOLD + b"endobj trailer<</Encrypt 2 0 R>>", False),
        (PROGRAM.replace(b"CIDFontType0C", b"Image") + b"6 0 obj" + TOLD + b"endobj", False),
        (PROGRAM + _packed(TOLD).replace(b"FlateDecode", b"LZWDecode"), False),
        (PROGRAM + _packed(TOLD)[:90], False),
    ],
)
def test_a_font_that_needs_its_program_keeps_it(data: bytes, changed: bool) -> None:
    light = lightened(data)
    assert len(light) == len(data)
    assert (light != data) is changed


@pytest.mark.parametrize(
    "head, size, boxes",
    [
        (b"/Filter/FlateDecode", 400, True),
        (b"/Filter [/FlateDecode]", 400, True),
        (b"/Filter/FlateDecode", 80, False),
        (b"/Filter/LZWDecode", 400, False),
        (b"/Filter[/ASCII85Decode/FlateDecode]", 400, False),
        (b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>", 400, False),
        (b"", 400, False),
    ],
)
def test_boxes_where_they_can_stand(head: bytes, size: int, boxes: bool) -> None:
    start = b"5 0 obj<</Subtype/CIDFontType0C/Length %d%b>>stream\n" % (size, head)
    rest = b"\nendstream endobj 6 0 obj" + TOLD + b"endobj"
    light = lightened(start + b"x" * size + rest)
    assert light.startswith(start) and light.endswith(rest)
    written = light[len(start) : -len(rest)]
    assert written.startswith(packed_box_font() if boxes else bytes(64)) and written.endswith(b"x")


def test_widths_stay_where_the_default_is_another(tmp_path: Path) -> None:
    writer = PdfWriter(render.to_pdf_weasyprint(CONTENT, tmp_path / "x.pdf"))
    (font,) = [font.get_object() for font in writer.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]
    from pypdf.generic import NameObject, NumberObject

    font["/DescendantFonts"][0].get_object()[NameObject("/DW")] = NumberObject(500)
    writer.write(tmp_path / "y.pdf")
    data = (tmp_path / "y.pdf").read_bytes()
    light = lightened(data)
    assert light != data
    widths = re.compile(rb"/W \[.*?\]\s*\]", re.DOTALL)
    assert widths.findall(light) == widths.findall(data) != []
