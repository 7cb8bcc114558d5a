"""PDF: what is printed over the text, beside it or on its side, as offices send it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import pytest
import render
from test_read_pdf import UNITS, grid, task_rows

from extractors.readers.pdf import read_pdf
from extractors.readers.pdf_overprint import struck_once
from extractors.readers.strokes import Glyph
from extractors.source import Block

TEXTS = [
    "一、总体要求",
    "到2027年，全市城乡基础设施水平明显提升，群众满意度达到90%以上，形成覆盖城乡、普惠共享的设施网络。",
    "二、重点任务",
    *[
        f"{n}．推进第{n}批设施改造。制定年度实施计划，明确建设标准和管护责任，" * 2
        + f"完成{n + 11}个项目（牵头单位：{unit}）。"
        for n, unit in enumerate(UNITS * 3, 1)
    ],
    "三、保障措施",
    "各部门要压实责任，按月调度，天天督促，确保任务落实。",
]
TITLE = "某市城乡基础设施提升行动方案"


def said(path: Path) -> list[str]:
    blocks, _, warnings = read_pdf(path.read_bytes(), path.name)
    assert not warnings
    return ["".join(block.text.split()) for block in blocks]


def printed(path: Path, extra: str = "", style: str = "") -> Path:
    """TEXTS under TITLE by WeasyPrint, with more in the page and in its style."""
    from weasyprint import HTML

    font = pylopdf_fonts_zh_cn.serif_path().as_uri()
    base = render.PRINT_STYLE.format(font=font, header="", size=14)
    body = "".join(f"<h2>{text}</h2>" if text[1] == "、" else f"<p>{text}</p>" for text in TEXTS)
    page = (
        f'<html lang="zh"><style>{base}h2 {{ font: 14pt Song; margin: 0 }}{style}</style><h1>{TITLE}</h1>{extra}{body}'
    )
    HTML(string=page).write_pdf(str(path))
    return path


@pytest.mark.parametrize(
    "size, at", [(60, [(30, 10)]), (24, [(40, 30), (80, 5)]), (12, [(25, 20), (50, 40), (75, 60)])]
)
def test_a_watermark_over_the_text(size: int, at: list[tuple[int, int]], tmp_path: Path) -> None:
    style = f".mark {{ position: fixed; font-size: {size}pt; color: #ddd; text-indent: 0; line-height: 1 }}"
    marks = "".join(f'<div class="mark" style="top: {top}%; left: {left}%">内部资料 征求意见</div>' for top, left in at)
    assert said(printed(tmp_path / "x.pdf", marks, style)) == [TITLE, *TEXTS]


def test_marks_in_the_side_margins(tmp_path: Path) -> None:
    style = ".mark { position: fixed; font-size: 10pt; text-indent: 0; line-height: 2; width: 1em }"
    marks = "".join(
        f'<div class="mark" style="top: 20%; {side}: -2cm">装订线内不要答题</div>' for side in ("left", "right")
    )
    assert said(printed(tmp_path / "x.pdf", marks, style)) == [TITLE, *TEXTS]


@pytest.mark.parametrize("ruled", [True, False])
def test_the_same_words_on_every_page_are_text(ruled: bool, tmp_path: Path) -> None:
    """Cards, one a page: their labels return, but stand neither over the text nor beside all of it."""
    from weasyprint import HTML

    labels = ["项目名称", "建设内容", "牵头单位"]
    font = pylopdf_fonts_zh_cn.serif_path().as_uri()
    style = render.PRINT_STYLE.format(font=font, header="", size=14)
    style += "table { break-after: page } @page { margin: 2cm 1cm } td { width: 80% } td.n { width: 2em }"
    style += "" if ruled else "td { border: none; vertical-align: top }"
    cards = [[f"第{n}期供水工程", f"铺设管网{n}00公里，改造泵站{n}座", unit] for n, unit in enumerate(UNITS[:5], 1)]
    rows = [
        "".join(f'<tr><td class="n">{k}</td><td>{v}</td></tr>' for k, v in zip(labels, card, strict=True))
        for card in cards
    ]
    page = f'<html lang="zh"><style>{style}</style>' + "".join(f"<table>{row}</table>" for row in rows)
    HTML(string=page).write_pdf(str(tmp_path / "x.pdf"))
    found = blocks(tmp_path / "x.pdf")
    text = "".join("".join((block.text + "".join(cell.text for cell in block.cells)).split()) for block in found)
    assert all(text.count(label) == len(cards) for label in labels)
    assert all(value in text for card in cards for value in card)


def test_each_line_of_contents(tmp_path: Path) -> None:
    """Lines that end full, with a leader and the number of a page, are no paragraph."""
    style = "@page { @bottom-center { content: none } } .name { text-indent: 0; text-align-last: justify }"
    names = ["一、总体要求", "二、重点任务", "（一）推进城乡供水一体化建设", "三、保障措施"]
    lines = [name + "…" * (26 - len(name)) + page for name, page in zip(names, ["1", "2", "（3）", "12"], strict=True)]
    extra = "".join(f'<p class="name">{line}</p>' for line in lines)
    assert said(printed(tmp_path / "x.pdf", extra, style)) == [TITLE, *lines, *TEXTS]


def test_running_heads_with_the_names_of_chapters(tmp_path: Path) -> None:
    style = (
        "h2 { string-set: chapter content() }"
        "@page { @top-right { content: string(chapter); font: 10pt Song } @top-center { content: none } }"
    )
    assert said(printed(tmp_path / "x.pdf", style=style)) == [TITLE, *TEXTS]


FONT = "STSong-Light"


def drawn(path: Path, draw: Callable[[Any], None]) -> Path:
    """Each page of a PDF as `draw` draws it on a canvas of reportlab."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=A4)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return path


LINES = ["某市任务分工", "坚持问题导向，天天调度，到2011年完成1100个项目。", "附则：自印发之日起施行。"]


def lines(canvas: Any, down: float = 0.0) -> None:
    canvas.setFont(FONT, 14)
    for number, line in enumerate(LINES):
        canvas.drawString(80, 760 - 90 * number - down, line)


@pytest.mark.parametrize("across, down", [(0.25, 0.0), (0.4, 0.4), (0.0, 0.3)])
def test_letters_struck_twice(across: float, down: float, tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        lines(canvas)
        canvas.translate(across, down)
        lines(canvas)

    assert said(drawn(tmp_path / "x.pdf", draw)) == LINES


def table(canvas: Any, rows: list[list[str]]) -> None:
    from reportlab.platypus import Table

    ruled = Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.6, "black"), ("FONT", (0, 0), (-1, -1), FONT, 11)])
    ruled.wrapOn(canvas, 700, 400)
    ruled.drawOn(canvas, 80, 350)


ROWS = [["序号", "重点任务", "牵头单位"], ["1", "推进源头减量，建成项目11个", "市A局"], ["2", "提升利用水平", "市B局"]]


def test_a_table_struck_twice(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        for _ in range(2):
            table(canvas, ROWS)
            canvas.translate(0.3, 0)

    (block,) = blocks(drawn(tmp_path / "x.pdf", draw))
    assert grid(block) == ROWS


def blocks(path: Path) -> tuple[Block, ...]:
    return read_pdf(path.read_bytes(), path.name)[0]


GLYPH = Glyph("天", 100, 50, 110, 60, "")


@pytest.mark.parametrize(
    "char, left, top, is_new",
    [("天", 100.5, 50, False), ("天", 99, 51, False), ("天", 110, 50, True), ("天", 104, 50, True),
     ("大", 100.5, 50, True), ("天", 100, 70, True)],
)  # fmt: skip
def test_struck_once(char: str, left: float, top: float, is_new: bool) -> None:
    other = Glyph(char, left, top, left + 10, top + 10, "")
    assert struck_once([GLYPH, other]) == ([GLYPH, other] if is_new else [GLYPH])


@pytest.mark.parametrize(
    "printed_lines, paragraphs",
    [
        (["坚持问题导向，天天调度，2026年底前完成2011个项目（牵", "头单位：市A局；完成时限：2026年底）", "各部门抓好落实。"],
         ["坚持问题导向，天天调度，2026年底前完成2011个项目（牵头单位：市A局；完成时限：2026年底）", "各部门抓好落实。"]),
        (["推进源头减量（责任单位：市A局", "附件：任务清单（第1批）"], ["推进源头减量（责任单位：市A局", "附件：任务清单（第1批）"]),
        (["推进源头减量（市A局）", "提升利用水平）"], ["推进源头减量（市A局）", "提升利用水平）"]),
    ],
)  # fmt: skip
def test_no_paragraph_ends_in_a_bracket(printed_lines: list[str], paragraphs: list[str], tmp_path: Path) -> None:
    """Lines set ragged end short where the next character would not have fitted."""
    full = "本段文字排满一行，用来告诉读者右边的边界在哪里，这样的一行有三十多个字。"

    def draw(canvas: Any) -> None:
        canvas.setFont(FONT, 13)
        for number, line in enumerate([full, full, full, "到此为止。", *printed_lines]):
            canvas.drawString(60, 760 - 24 * number, line)

    assert said(drawn(tmp_path / "x.pdf", draw))[-len(paragraphs) :] == paragraphs


def test_what_is_off_the_page(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        lines(canvas)
        for x, y in [(80, -100), (80, 900), (700, 400), (-400, 400)]:
            canvas.drawString(x, y, "页面外的草稿")

    assert said(drawn(tmp_path / "x.pdf", draw)) == LINES


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_whose_text_lies_on_its_side(angle: int, tmp_path: Path) -> None:
    """A broad table printed sideways on an upright sheet, which no /Rotate turns."""

    def draw(canvas: Any) -> None:
        canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[angle])
        canvas.rotate(angle)
        if angle != 180:
            canvas.translate(0, -250)
        canvas.setFont(FONT, 14)
        canvas.drawString(80, 750, LINES[1])
        table(canvas, ROWS)

    text, found = blocks(drawn(tmp_path / "x.pdf", draw))
    assert text.text == LINES[1]
    assert grid(found) == ROWS


@pytest.mark.parametrize("angle", [90, 270])
def test_a_page_turned_by_mistake(angle: int, tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    def draw(canvas: Any) -> None:
        lines(canvas)
        table(canvas, ROWS)

    writer = PdfWriter(PdfReader(drawn(tmp_path / "x.pdf", draw)))
    writer.pages[0].rotate(angle)
    writer.write(tmp_path / "y.pdf")
    *text, found = blocks(tmp_path / "y.pdf")
    assert [block.text for block in text] == LINES
    assert grid(found) == ROWS


@pytest.mark.parametrize("angle", [90, 270])
def test_a_cell_whose_words_run_up_or_down(angle: int, tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        lines(canvas)
        rows = [["类别", "序号", "重点任务", "牵头单位"]]
        rows += [["", str(n), f"推进第{n}批项目建设", unit] for n, unit in enumerate(UNITS[:6], 1)]
        from reportlab.platypus import Table

        spans = [("SPAN", (0, 1), (0, 3)), ("SPAN", (0, 4), (0, 6))]
        style = [("GRID", (0, 0), (-1, -1), 0.6, "black"), ("FONT", (0, 0), (-1, -1), FONT, 11), *spans]
        ruled = Table(rows, style=style, rowHeights=30)
        ruled.wrapOn(canvas, 500, 400)
        ruled.drawOn(canvas, 80, 250)
        for y, text in [(385, "设施提升"), (295, "公共服务")]:
            canvas.saveState()
            canvas.translate(97, y)
            canvas.rotate(angle)
            canvas.setFont(FONT, 11)
            canvas.drawCentredString(0, 0, text)
            canvas.restoreState()

    *text, found = blocks(drawn(tmp_path / "x.pdf", draw))
    assert [block.text for block in text] == LINES
    assert [row[0] for row in grid(found)] == ["类别", *["设施提升"] * 3, *["公共服务"] * 3]


@pytest.mark.skipif(render.SOFFICE is None, reason="LibreOffice is not installed")
def test_a_turned_cell_of_word(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml.ns import qn

    rows: list[list[Any]] = [["类别", "序号", "重点任务"]]
    tasks = task_rows(6, 2)
    rows += [
        [(["基础设施提升", "公共服务提质"][n // 3], 3, 1), *row[:2]] if n % 3 == 0 else row[:2]
        for n, row in enumerate(tasks)
    ]
    path = render.to_docx([render.Grid(rows)], tmp_path / "x.docx", header=False)
    document = Document(str(path))
    for row, direction in ((1, "btLr"), (4, "tbRl")):
        properties = document.tables[0].cell(row, 0)._tc.get_or_add_tcPr()
        properties.append(properties.makeelement(qn("w:textDirection"), {qn("w:val"): direction}))
    document.save(str(path))
    (found,) = blocks(render.by_libreoffice(path, "pdf"))
    assert [row[0] for row in grid(found)] == ["类别", *["基础设施提升"] * 3, *["公共服务提质"] * 3]
