"""Renders one content to many formats by real programs, so that readers are tested on what offices really send.

A content is a list of `Para` and `Grid`; each `to_*` writes one file. PDF comes from three makers: reportlab (with a
font that is not embedded, or an embedded one), WeasyPrint, and LibreOffice (from the DOCX).
"""

import html
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn

SOFFICE = shutil.which("soffice")
HEADER = "某市人民政府公报"


@dataclass(frozen=True)
class Para:
    text: str
    title: bool = False


@dataclass(frozen=True)
class Grid:
    """`rows` of cells; a cell is a text, or (text, rows, columns) where merged; covered places are left out."""

    rows: list[list[Any]]
    widths: list[int] = field(default_factory=list)

    def cells(self) -> list[tuple[int, int, str, int, int]]:
        """Each cell with its place: row, column, text, rows, columns."""
        taken: set[tuple[int, int]] = set()
        placed = []
        for r, row in enumerate(self.rows):
            c = 0
            for cell in row:
                while (r, c) in taken:
                    c += 1
                text, high, wide = cell if isinstance(cell, tuple) else (cell, 1, 1)
                taken |= {(r + i, c + j) for i in range(high) for j in range(wide)}
                placed.append((r, c, text, high, wide))
                c += wide
        return placed

    @property
    def columns(self) -> int:
        return max(c + wide for _, c, _, _, wide in self.cells())


Content = list[Para | Grid]


def from_text(text: str) -> Content:
    """Each line of `text` is a paragraph, the first one the title."""
    lines = [line for line in text.split("\n") if line.strip()]
    return [Para(line, title=i == 0) for i, line in enumerate(lines)]


def to_docx(content: Content, path: Path, header: bool = True, ruled: bool = True, columns: int = 1) -> Path:
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "AR PL UMing CN", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "AR PL UMing CN")
    if header:
        document.sections[0].header.paragraphs[0].add_run(HEADER).font.size = Pt(9)
    for block in content:
        if isinstance(block, Para):
            paragraph = document.add_paragraph()
            run = paragraph.add_run(block.text)
            if block.title:
                run.font.size = Pt(22)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            else:
                paragraph.paragraph_format.first_line_indent = Pt(28)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.space_after = Pt(0)
            continue
        table = document.add_table(len(block.rows), block.columns, style="Table Grid" if ruled else "Normal Table")
        for r, c, text, high, wide in block.cells():
            cell = table.cell(r, c)
            if high > 1 or wide > 1:
                cell = cell.merge(table.cell(r + high - 1, c + wide - 1))
            cell.text = text
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    if columns > 1:
        from docx.enum.section import WD_SECTION

        section = document.sections[0]
        properties = section._sectPr
        properties.append(properties.makeelement(qn("w:cols"), {qn("w:num"): str(columns), qn("w:space"): "480"}))
        # The title goes over both columns: a section of its own, which ends without a new page.
        assert WD_SECTION
        first = document.paragraphs[0]._p.get_or_add_pPr()
        from copy import deepcopy

        alone = deepcopy(properties)
        for element in alone.findall(qn("w:cols")):
            alone.remove(element)
        first.append(alone)
        kind = properties.makeelement(qn("w:type"), {qn("w:val"): "continuous"})
        properties.insert(0, kind)
    document.save(str(path))
    return path


def to_html(content: Content, path: Path, style: str = "", page_number: bool = False) -> Path:
    parts = []
    for block in content:
        if isinstance(block, Para):
            tag = "h1" if block.title else "p"
            parts.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
            continue
        rows: dict[int, list[str]] = {r: [] for r in range(len(block.rows))}
        for r, _, text, high, wide in block.cells():
            tag = "td" if r else "th"
            span = (f' rowspan="{high}"' if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
            rows[r].append(f"<{tag}{span}>{html.escape(text)}</{tag}>")
        body = "".join(f"<tr>{''.join(cells)}</tr>" for r, cells in rows.items() if r)
        parts.append(f"<table><thead><tr>{''.join(rows[0])}</tr></thead><tbody>{body}</tbody></table>")
    path.write_text(
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><style>{style}</style></head>'
        f"<body>{''.join(parts)}</body></html>",
        encoding="utf-8",
    )
    return path


PRINT_STYLE = """
@font-face {{ font-family: Song; src: url({font}); }}
@page {{ size: A4; margin: 3cm 2.6cm; @top-center {{ content: "{header}"; font: 9pt Song; }}
         @bottom-center {{ content: "— " counter(page) " —"; font: 10pt Song; }} }}
body {{ font: {size}pt/1.75 Song; text-align: justify; }}
h1 {{ font-size: 22pt; font-weight: normal; text-align: center; }}
p {{ margin: 0; text-indent: 2em; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ border: 0.7pt solid black; padding: 3pt; font-weight: normal; }}
"""


def to_pdf_weasyprint(content: Content, path: Path, size: int = 14, ruled: bool = True, columns: int = 1) -> Path:
    from weasyprint import HTML

    font = pylopdf_fonts_zh_cn.serif_path().as_uri()
    with tempfile.TemporaryDirectory() as folder:
        style = PRINT_STYLE.format(font=font, header=HEADER, size=size)
        if not ruled:
            style += "td, th { border: none; vertical-align: top; text-align: left; padding: 3pt 7pt }"
        if columns > 1:
            style += f"body {{ column-count: {columns}; column-gap: 2em; }} h1 {{ column-span: all }}"
        page = to_html(content, Path(folder) / "page.html", style)
        HTML(filename=str(page)).write_pdf(str(path))
    return path


def to_pdf_reportlab(
    content: Content, path: Path, font: str = "STSong-Light", size: int = 14, ruled: bool = True, columns: int = 1
) -> Path:
    """With `font` STSong-Light the font is not embedded: the reader has the character codes only."""
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont(font))
    common: dict[str, Any] = {"fontName": font, "wordWrap": "CJK"}
    body = ParagraphStyle(
        "b", fontSize=size, leading=size * 1.75, firstLineIndent=2 * size, alignment=TA_JUSTIFY, **common
    )
    title = ParagraphStyle("t", fontSize=22, leading=32, alignment=TA_CENTER, spaceAfter=20, **common)
    cell_style = ParagraphStyle("c", fontSize=10, leading=14, **common)
    width = A4[0] - 150

    def draw_frame(canvas: Any, document: Any) -> None:
        canvas.setFont(font, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, HEADER)
        canvas.drawCentredString(A4[0] / 2, 36, f"— {document.page} —")

    story: list[Any] = []
    for block in content:
        if isinstance(block, Para):
            # Blanks are collapsed to one; those of several ems, which other programs keep, are set as such.
            text = re.sub("\u3000{2,}", lambda blanks: "\u00a0" * 3 * len(blanks[0]), html.escape(block.text))
            story.append(Paragraph(text, title if block.title else body))
            continue
        data: list[list[Any]] = [[""] * block.columns for _ in block.rows]
        spans: list[tuple[Any, ...]] = []
        for r, c, text, high, wide in block.cells():
            data[r][c] = Paragraph(html.escape(text), cell_style)
            if high > 1 or wide > 1:
                spans.append(("SPAN", (c, r), (c + wide - 1, r + high - 1)))
        total = sum(block.widths) or block.columns
        widths = [width * w / total for w in (block.widths or [1] * block.columns)]
        table = Table(data, colWidths=widths, repeatRows=1, splitInRow=0 if spans else 1)
        lines = [("GRID", (0, 0), (-1, -1), 0.6, "black")] if ruled else []
        table.setStyle(TableStyle([*lines, ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans]))
        story.append(table)
    if columns > 1:
        each = (A4[0] - 150 - 28 * (columns - 1)) / columns
        frames = [
            Frame(75 + n * (each + 28), 72, each, A4[1] - 144, leftPadding=0, rightPadding=0) for n in range(columns)
        ]
        pages = BaseDocTemplate(str(path), pagesize=A4)
        pages.addPageTemplates(PageTemplate(frames=frames, onPage=draw_frame))
        pages.build(story)
        return path
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=75, rightMargin=75, topMargin=72, bottomMargin=72).build(
        story, onFirstPage=draw_frame, onLaterPages=draw_frame
    )
    return path


def by_libreoffice(source: Path, suffix: str) -> Path:
    """`source` converted by LibreOffice, beside it."""
    assert SOFFICE
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", suffix,
             "--outdir", str(source.parent), str(source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return source.with_suffix("." + suffix.split(":")[0])


def to_pdf_libreoffice(content: Content, path: Path, ruled: bool = True, columns: int = 1) -> Path:
    with tempfile.TemporaryDirectory() as folder:
        made = by_libreoffice(to_docx(content, Path(folder) / "page.docx", ruled=ruled, columns=columns), "pdf")
        shutil.copy(made, path)
    return path


def to_ofd(pdf: Path, path: Path) -> Path:
    """An OFD with the printed lines and ruled lines of `pdf`: there is no free program that writes OFD."""
    import zipfile

    import pdfplumber

    spaces = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    mm = 25.4 / 72
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, pdfplumber.open(pdf) as document:
        width, height = document.pages[0].width * mm, document.pages[0].height * mm
        area = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {width:.2f} {height:.2f}</ofd:PhysicalBox></ofd:PageArea>"
        entries = "".join(
            f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(document.pages))
        )
        archive.writestr(
            "OFD.xml",
            f'<ofd:OFD {spaces} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {spaces}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>{area}</ofd:CommonData>"
            f"<ofd:Pages>{entries}</ofd:Pages></ofd:Document>",
        )
        for number, page in enumerate(document.pages):
            layer = "".join([*_ofd_texts(page, mm), *_ofd_paths(page, mm)])
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f'<ofd:Page {spaces}><ofd:Content><ofd:Layer ID="2">{layer}</ofd:Layer></ofd:Content></ofd:Page>',
            )
    return path


def _ofd_texts(page: Any, mm: float) -> Iterator[str]:
    for line in page.extract_text_lines(return_chars=True, x_tolerance=40, keep_blank_chars=True):
        for run in _same_size(line["chars"]):
            first, size = run[0], run[0]["size"] * mm
            deltas = " ".join(f"{(b['x0'] - a['x0']) * mm:.3f}" for a, b in pairwise(run))
            x, y = first["x0"] * mm, (first["bottom"] - 0.14 * first["size"]) * mm
            text = html.escape("".join(char["text"] for char in run))
            yield (
                f'<ofd:TextObject Boundary="0 0 210 297" Font="1" Size="{size:.3f}">'
                f'<ofd:TextCode X="{x:.3f}" Y="{y:.3f}" DeltaX="{deltas}">{text}</ofd:TextCode></ofd:TextObject>'
            )


def _ofd_paths(page: Any, mm: float) -> Iterator[str]:
    for edge in page.edges:
        x, y = edge["x0"] * mm, edge["top"] * mm
        width, height = (edge["x1"] - edge["x0"]) * mm, (edge["bottom"] - edge["top"]) * mm
        yield (
            f'<ofd:PathObject Boundary="{x:.3f} {y:.3f} {width:.3f} {height:.3f}" LineWidth="0.3">'
            f"<ofd:AbbreviatedData>M 0 0 L {width:.3f} {height:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        )


def _same_size(chars: list[Any]) -> list[list[Any]]:
    """Characters of a line in stretches of one size without a wide gap: cells of a table are apart."""
    runs: list[list[Any]] = []
    for char in chars:
        last = runs[-1][-1] if runs else None
        if last and abs(last["size"] - char["size"]) < 0.5 and char["x0"] - last["x1"] < 0.3 * char["size"]:
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def to_scan(
    pdf: Path, path: Path, degrees: float = 0.7, blur: float = 0.0, noise: float = 12, pages: int = 100
) -> Path:
    """`pdf` as an office scanner would send it: pictures at 200 dpi, askew and noisy; a PDF or, by name, a picture."""
    import numpy as np
    import pypdfium2
    from PIL import Image, ImageFilter

    chance = np.random.default_rng(1)
    sheets = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in list(document)[:pages]:
            sheet = page.render(scale=200 / 72).to_pil().convert("L")
            sheet = sheet.rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
            sheet = sheet.filter(ImageFilter.GaussianBlur(blur))
            grey = np.asarray(sheet).astype(float) + chance.normal(0, noise, (sheet.height, sheet.width))
            sheets.append(Image.fromarray(grey.clip(0, 255).astype("uint8")))
    if path.suffix == ".pdf":
        sheets[0].save(path, save_all=True, append_images=sheets[1:], resolution=200, quality=75)
    else:
        sheets[0].save(path)
    return path
