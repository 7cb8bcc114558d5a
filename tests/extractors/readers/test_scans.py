"""Scans: recognised text, grids, doubtful lines flagged; and what is said where an extra is not installed."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import render

from extractors.errors import UnreadableFile
from extractors.readers import ocr, office, read
from extractors.readers.detect import detect_format
from extractors.readers.formats import read_format
from extractors.readers.ocr import _evened, close_up, fold_marks, with_blanks
from extractors.readers.pdf_lines import Line, lines_of
from extractors.readers.strokes import shared_out, stroke_of
from extractors.source import Box

TEXTS = [
    "某市实施方案",
    "一、重点任务",
    "1．加强源头减量。到2025年，综合利用率达到95％以上。（牵头单位：市农业农村委，责任单位：市财政局）",
]
ROWS = [
    ["序号", "重点任务", "牵头单位", "完成时限"],
    ["1", "推进源头减量，建成示范项目3个", "市生态环境局", "2025年6月底前"],
    ["2", "提升利用水平", "市工信局", "2025年底前"],
]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of a printed page and a scanned one, which lies askew, noisy, and holds a table."""
    from pypdf import PdfWriter

    folder = tmp_path_factory.mktemp("scan")
    printed = render.to_pdf_weasyprint(
        [render.Para("某市通知", True), render.Para("现将方案印发给你们，请认真组织实施，按时完成任务。")],
        folder / "a.pdf",
    )
    content: render.Content = [render.Para(TEXTS[0], True), *map(render.Para, TEXTS[1:]), render.Grid(ROWS)]
    scanned = render.to_scan(render.to_pdf_weasyprint(content, folder / "b.pdf"), folder / "scan.pdf", degrees=0.8)
    writer = PdfWriter()
    for part in (printed, scanned):
        writer.append(part)
    writer.write(folder / "mixed.pdf")
    return folder / "mixed.pdf"


def test_a_mixed_pdf_page_by_page(mixed: Path) -> None:
    source = read(mixed)
    texts = ["".join(block.text.split()) for block in source.blocks if block.kind != "table"]
    assert source.pages == 2
    assert texts[:2] == ["某市通知", "现将方案印发给你们，请认真组织实施，按时完成任务。"]
    assert texts[2:4] == TEXTS[:2]
    # Full stops of both shapes look alike on a scan.
    assert [t.replace("．", ".").replace("％", "%") for t in texts[4:]] == [
        TEXTS[2].replace("．", ".").replace("％", "%")
    ]
    (table,) = [block for block in source.blocks if block.kind == "table"]
    assert [(c.row, c.column, "".join(c.text.split())) for c in table.cells] == [
        (r, c, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)
    ]
    assert all(run.page == 2 and run.box for cell in table.cells for run in cell.runs)


def test_doubtful_lines_are_flagged(tmp_path: Path) -> None:
    page = render.to_pdf_weasyprint([render.Para(TEXTS[2] * 2)], tmp_path / "a.pdf", size=10)
    source = read(render.to_scan(page, tmp_path / "scan.png", degrees=0, blur=1.8, noise=20))
    assert source.blocks
    assert source.warnings and {w.code for w in source.warnings} == {"ocr-unsure"}
    assert "第1页" in source.warnings[0].message


@pytest.mark.parametrize(
    "read_as, meant",
    [
        ("(牵头单位:市A局;责任单位:市B局)", "（牵头单位：市A局；责任单位：市B局）"),
        ("某政[2023]5号", "某政〔2023〕5号"),
        ("某政【2023】5号", "某政〔2023〕5号"),
        ("各区县[市]政府", "各区县〔市〕政府"),
        ("[市A局、市B局分头负责，4月25日前]", "【市A局、市B局分头负责，4月25日前】"),
        ("上午8:30,到场", "上午8:30，到场"),
        ("共1,200个", "共1,200个"),
        ("A (B): C", "A (B): C"),
        ("市 A 局 和 市 B 局", "市 A 局和市 B 局"),
        ("(2024一2026年)，5月一6月", "（2024—2026年），5月—6月"),
        ("一是加强，第一1处", "一是加强，第一1处"),
        ("—\u3000坚持政府引导", "——坚持政府引导"),
        ("——坚持政府引导", "——坚持政府引导"),
    ],
)
def test_marks_are_folded(read_as: str, meant: str) -> None:
    assert fold_marks(read_as) == meant


def _letters(text: str) -> list[tuple[str, float, float]]:
    """The characters of a line with their ends, blanks left out as the model does."""
    letters, at = [], 0.0
    for char in text:
        width = 16.0 if char < "\u2000" else 32.0
        if not char.isspace():
            letters.append((char, at + 2, at + width - 2))
        at += width
    return letters


@pytest.mark.parametrize(
    "printed",
    [
        "责任领导：周　强　　责任科室：建设管理科",
        "（一）做强链主招引　　　　投资促进局牵头",
        "推进源头减量，2025年底前建成12个示范项目",
        "某政〔2023〕5号　　　　　　签发人：张三",
        "短　句",
    ],
)
def test_wide_blanks_come_back(printed: str) -> None:
    """But in a line of too few letters to tell how far apart they stand."""
    seen = "".join(printed.split())
    assert with_blanks(seen, _letters(printed)) == (printed if len(seen) > 5 else seen)
    assert with_blanks(seen, _letters(printed)[1:]) == seen


def test_the_empty_half_of_a_bracket_is_no_blank() -> None:
    for text in ("市城管局，各乡镇（街道、管委会）", "市城管局，各乡镇(街道、管委会)"):
        letters = [(char, 32.0 * n + (20 if char in "（(" else 2), 32.0 * n + 30) for n, char in enumerate(text)]
        assert with_blanks(text, letters) == text


def _without(monkeypatch: pytest.MonkeyPatch, *missing: str) -> None:
    real = importlib.util.find_spec
    for module in (ocr, office):
        monkeypatch.setattr(module, "find_spec", lambda name, *rest: None if name in missing else real(name, *rest))


def test_without_ocr_a_scan_says_what_to_install(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without(monkeypatch, "rapidocr")
    scan = mixed.parent / "scan.pdf"
    with pytest.raises(UnreadableFile, match=r"\[ocr\]"):
        read_format(scan, "pdf")
    source = read_format(mixed, "pdf")
    assert [w.code for w in source.warnings] == ["page-unread"] and "第2页" in source.warnings[0].message
    assert len(source.blocks) == 2


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_old_formats(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if render.SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    content: render.Content = [*map(render.Para, TEXTS), render.Grid(ROWS)]
    wanted = _said(read(render.to_docx(content, tmp_path / "x.docx")))
    made = render.by_libreoffice(tmp_path / "x.docx", suffix)
    named = made.rename(tmp_path / "方案.wps")
    assert detect_format(named.read_bytes(), named.name) == "office"
    assert _said(read(named)) == wanted
    monkeypatch.setattr(office, "libreoffice", lambda: None)
    assert _said(read_format(named, "office")) == wanted
    _without(monkeypatch, "docvortex")
    with pytest.raises(UnreadableFile, match=r"\[office\]"):
        read_format(named, "office")


def _said(source: Any) -> list[Any]:
    return [
        ("".join(b.text.split()), [(c.row, c.column, "".join(c.text.split())) for c in b.cells]) for b in source.blocks
    ]


def test_pieces_parted_at_a_mark_are_one_line() -> None:
    """But a label that stands apart keeps its blank."""
    pieces = [
        shared_out("市科工信局，各乡镇", 80, 100, 206, 115),
        shared_out("（街道、管委会）", 213, 100, 318, 115),
        shared_out("牵头单位：市教育局", 80, 130, 206, 145),
        shared_out("（完成时限：6月）", 260, 130, 365, 145),
    ]
    parted = [[piece[0]._replace(space="\u3000"), *piece[1:]] for piece in pieces]
    lines = lines_of([stroke_of(piece) for piece in close_up(parted)], 1)
    assert [line.text.strip() for line in lines] == [
        "市科工信局，各乡镇（街道、管委会）",
        "牵头单位：市教育局\u3000（完成时限：6月）",
    ]


def _line(text: str, left: float, top: float, em: float = 13.0, high: float = 15.0) -> Line:
    return Line(text, 1, Box(left, top, left + em * len(text), top + high), em)


def test_boxes_are_as_the_type_is_set() -> None:
    """Round a few letters the model draws a box too large, and it leaves out the empty half of a bracket."""
    lines = [
        _line("市教育局牵头，市统计局配", 80, 100),
        Line("合）", 1, Box(77, 120, 106, 141), 14.5),
        _line("（市、区）人民政府配合", 86.5, 150),
        _line("（二）抓好落实", 112.5, 170),
        _line("关于印发方案的通知", 80, 60, em=22, high=24),
    ]
    first, short, bracket, item, title = _evened(lines)
    assert (short.em, short.box.bottom - short.box.top) == (first.em, 15)
    assert short.box.left == 80 and bracket.box.left == 80
    assert item.box.left == 106
    assert title == lines[4] and first == lines[0]
