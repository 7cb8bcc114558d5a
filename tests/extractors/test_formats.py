"""The same plan through every format gives equal records: the golden test of the readers of files.

What a text file says is rendered by real programs, page breaks, headers and page numbers added, and read back.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.extract import extract_file, extract_source
from extractors.readers import read
from extractors.readers.detect import detect_format
from extractors.readers.formats import read_format
from extractors.records import Plan
from extractors.text.compose import compose
from extractors.text.reading import Grid as ReadGrid

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
TWELVE = GOLD[::5]  # thirteen texts of all styles; those with heads, and both plans, are read in every format besides


def _plan_of(made: Path) -> Plan:
    """Read in this process: the child and its limits have tests of their own."""
    return extract_source(read_format(made, detect_format(made.read_bytes(), made.name)))


def _named(paths: list[Path]) -> list[Any]:
    return [pytest.param(p, id=p.stem) for p in paths]


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize("text", _named(GOLD))
def test_labelled_texts_as_documents(text: Path, form: str, tmp_path: Path) -> None:
    made = FORMATS[form](content_of(text), tmp_path / f"plan.{form}")
    assert records(_plan_of(made)) == records(extract_file(text))


@pytest.mark.parametrize("text", _named(GOLD))
def test_labelled_texts_as_pdf(text: Path, tmp_path: Path) -> None:
    made = render.to_pdf_reportlab(content_of(text), tmp_path / "plan.pdf")
    assert records(_plan_of(made)) == records(extract_file(text))


@pytest.mark.parametrize("text", _named(TWELVE))
def test_twelve_texts_by_weasyprint(text: Path, tmp_path: Path) -> None:
    made = render.to_pdf_weasyprint(content_of(text), tmp_path / "plan.pdf")
    assert records(_plan_of(made)) == records(extract_file(text))


@pytest.mark.parametrize("text", _named(TWELVE))
def test_twelve_texts_as_ofd(text: Path, tmp_path: Path) -> None:
    made = _ofd(content_of(text), tmp_path / "plan.ofd")
    assert records(_plan_of(made)) == records(extract_file(text))


@pytest.fixture(scope="module")
def by_writer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The twelve texts as PDF by LibreOffice, which is started once for all of them."""
    if render.SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("writer")
    made = [render.to_docx(content_of(text), folder / f"{text.stem}.docx") for text in TWELVE]
    subprocess.run(
        [render.SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, made)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder


@pytest.mark.parametrize("text", _named(TWELVE))
def test_twelve_texts_by_libreoffice(text: Path, by_writer: Path) -> None:
    assert records(_plan_of(by_writer / f"{text.stem}.pdf")) == records(extract_file(text))


def _facts(plan: Plan) -> tuple[str | None, ...]:
    document = plan.document
    return (_bare(document.title), document.doc_number, document.issued_on, document.issuer, document.region)


@pytest.mark.parametrize("form", [form for form in FORMATS if not form.startswith("libreoffice")])
@pytest.mark.parametrize("text", _named([p for p in [*GOLD, *PLANS] if p.stem.endswith("13") or "xinzheng" in p.stem]))
def test_heads_say_the_same(text: Path, form: str, tmp_path: Path) -> None:
    """Title, 文号, 成文日期, issuer and region come from the text, whatever the properties of the file say."""
    wanted = _facts(extract_file(text))
    assert all(wanted)
    assert _facts(_plan_of(FORMATS[form](content_of(text), tmp_path / f"plan.{form}"))) == wanted


def _folded(content: Any) -> Any:
    """Marks of either width alike: on a scan they are."""
    if isinstance(content, str):
        return content.translate(str.maketrans("，；：（）．！％＋", ",;:().!%+"))
    if isinstance(content, dict):
        return {key: _folded(value) for key, value in content.items()}
    return [_folded(item) for item in content] if isinstance(content, (list, tuple)) else content


@pytest.mark.parametrize("stem", ["A03", "D02"])
def test_a_scan_of_a_whole_text(stem: str, tmp_path: Path) -> None:
    """Pages at 200 dpi, askew and noisy: tasks, units, deadlines and targets are equal but for the width of marks."""
    text = next(path for path in GOLD if path.stem == stem)
    printed = render.to_pdf_weasyprint(content_of(text), tmp_path / "plan.pdf")
    scan = render.to_scan(printed, tmp_path / "scan.pdf", degrees=0.6)
    assert _folded(records(_plan_of(scan))) == _folded(records(extract_file(text)))
