"""The same plan through every format gives equal records: the golden test of the readers of files.

What a text file says is rendered by real programs, page breaks, headers and page numbers added, and read back.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.compose import compose
from extractors.extract import extract_file, extract_source
from extractors.readers import read
from extractors.readers.detect import detect_format
from extractors.readers.formats import read_format
from extractors.reading import Grid as ReadGrid
from extractors.records import Plan

sys.path.insert(0, str(Path(__file__).parent / "readers"))
import render

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PLANS = sorted((CORPUS / "plans").glob("*.txt"))


def content_of(path: Path) -> render.Content:
    """The paragraphs and tables of a text file, to be set in type again."""
    reading = compose(read(path))
    content: render.Content = []
    for block in reading.blocks:
        if isinstance(block, ReadGrid):
            rows: list[list[Any]] = []
            seen: set[Any] = set()
            for r, row in enumerate(block.rows):
                cells: list[Any] = []
                for c, span in enumerate(row):
                    key = (span.start, span.end)
                    if span.end > span.start and key in seen:
                        continue
                    seen.add(key)
                    text = reading.quote(span)
                    high = wide = 1
                    if text:
                        while r + high < len(block.rows) and block.rows[r + high][c] == span:
                            high += 1
                        while c + wide < len(row) and row[c + wide] == span:
                            wide += 1
                    cells.append((text, high, wide))
                rows.append(cells)
            content.append(render.Grid(rows))
        else:
            text = reading.quote(block.span)
            content.append(render.Para(text, title=not content and len(text) < 60))
    return content


def records(plan: Plan) -> dict[str, list[Any]]:
    """What a plan says, without places; spaces between words are a matter of type-setting."""
    return {
        "title": [_bare(plan.document.title)],
        "tasks": [
            (
                task.number,
                _bare(task.title),
                [_bare(s) for s in task.section],
                [
                    (
                        _bare(m.text),
                        {role: list(map(_bare, m.units(role))) for role in ("lead", "responsible", "supporting")},
                        [(_bare(d.text), d.date) for d in m.deadlines],
                    )
                    for m in task.measures
                ],
            )
            for task in plan.tasks
        ],
        "targets": [
            (
                _bare(t.indicator), t.kind, t.comparator, t.bound, t.value, t.value_high, _bare(t.unit or ""), t.year,
                t.base_year, t.base_value, _bare(t.scope or ""), _bare(t.margin or ""), _bare(t.text),
            )
            for t in plan.targets
        ],
    }  # fmt: skip


def _bare(text: str) -> str:
    return "".join(text.split())


def _ofd(content: render.Content, path: Path) -> Path:
    return render.to_ofd(render.to_pdf_weasyprint(content, path.with_suffix(".tmp.pdf")), path)


FORMATS: dict[str, Callable[[render.Content, Path], Path]] = {
    "docx": render.to_docx,
    "html": render.to_html,
    "reportlab.pdf": render.to_pdf_reportlab,
    "weasyprint.pdf": render.to_pdf_weasyprint,
    "libreoffice.pdf": render.to_pdf_libreoffice,
    "ofd": _ofd,
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_plans_give_equal_records(plan: Path, form: str, tmp_path: Path) -> None:
    if form.startswith("libreoffice") and render.SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    made = FORMATS[form](content_of(plan), tmp_path / f"plan.{form}")
    wanted, found = records(extract_file(plan)), records(extract_file(made))
    for kind in wanted:
        assert found[kind] == wanted[kind], kind


GOLD = sorted((CORPUS / "gold" / "dev").glob("*.txt"))
# Cells whose names are parted by a space only: the space is lost where the cell's line is broken at it.
SPACE_LOST = {"A12", "B08", "B12", "C09"}


def _records_of(made: Path) -> dict[str, list[Any]]:
    """Read in this process: the child and its limits have tests of their own."""
    return records(extract_source(read_format(made, detect_format(made.read_bytes(), made.name))))


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize("text", GOLD, ids=lambda path: path.stem)
def test_labelled_texts_as_documents(text: Path, form: str, tmp_path: Path) -> None:
    made = FORMATS[form](content_of(text), tmp_path / f"plan.{form}")
    assert _records_of(made) == records(extract_file(text))


@pytest.mark.parametrize("form", ["reportlab.pdf", "weasyprint.pdf"])
@pytest.mark.parametrize("text", [p for p in GOLD if p.stem not in SPACE_LOST][::5], ids=lambda path: path.stem)
def test_labelled_texts_as_pdf(text: Path, form: str, tmp_path: Path) -> None:
    made = FORMATS[form](content_of(text), tmp_path / f"plan.{form}")
    assert _records_of(made) == records(extract_file(text))
