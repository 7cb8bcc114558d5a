"""A report as a Word document: A4 across, tables whose head repeats on each page, findings as numbered entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.report import OURS, Finding, Report, Table, Tone

FONT, HEADINGS = "宋体", "黑体"
FILLS: dict[Tone, str] = {"bad": "F8CBAD", "warn": "FFE699", "good": "C6E0B4", "info": "BDD7EE", "plain": "EDEDED"}
# Signs that XML cannot hold; a plan read from a damaged file may have them.
UNFIT = {code: None for code in range(32) if code not in (9, 10, 13)}


def write_docx(report: Report, out: Path) -> None:
    """Write `report`: its title and lines, the tables, and where it has findings those in place of all but the first."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    _set_page(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, report.title, size=18, bold=True, font=HEADINGS)
    for line in report.lines:
        _run(document.add_paragraph(), line)
    first = report.tables[0].sheet if report.tables else ""
    for table in report.tables:
        if not report.findings or table.sheet == first:
            _run(_heading(document), table.title or table.sheet, size=13, bold=True, font=HEADINGS)
            _table(document, table)
    for heading, findings in report.findings:
        _run(_heading(document), f"{heading}：{len(findings)} 项", size=13, bold=True, font=HEADINGS)
        for number, finding in enumerate(findings, 1):
            _finding(document, finding, number)
    document.core_properties.title = report.title
    document.core_properties.author = "政图"
    document.core_properties.keywords = OURS
    document.save(str(out))


def _set_page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(3)


def _heading(document: Any) -> Any:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _run(paragraph: Any, text: str, size: float = 10.5, bold: bool = False, font: str = FONT) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text.translate(UNFIT))
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _finding(document: Any, finding: Finding, number: int) -> None:
    from docx.shared import Cm

    title = document.add_paragraph()
    title.paragraph_format.keep_with_next = True
    _run(title, f"{number}. {finding.title}", bold=True)
    for label, text in finding.fields:
        if text:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.8)
            _run(paragraph, f"{label}：", bold=True)
            _run(paragraph, text)


def _table(document: Any, table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Emu

    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    made.autofit = False
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    whole = sum(column.width for column in table.columns)
    widths = [Emu(int(room * column.width / whole)) for column in table.columns]
    for cell, head in zip(made.rows[0].cells, table.columns, strict=True):
        _run(cell.paragraphs[0], head.head, bold=True, size=9.5)
        _shade(cell, "D9E1F2")
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
    for column, cell, width in zip(made.columns, made.rows[0].cells, widths, strict=True):
        column.width = cell.width = width
    for row in table.rows:
        for place, (cell, value, width) in enumerate(zip(made.add_row().cells, row, widths, strict=True)):
            _run(cell.paragraphs[0], "" if value is None else str(value), size=9.5)
            cell.width = width
            if place == table.toned:
                _shade(cell, FILLS[table.tones.get(str(value), "plain")])


def _shade(cell: Any, fill: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), fill)
    cell._element.get_or_add_tcPr().append(shade)
