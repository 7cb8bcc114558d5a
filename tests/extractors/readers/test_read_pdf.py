"""PDF: the paragraphs and tables of three makers of PDF, over pages."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import render

from extractors.readers.pdf import read_pdf
from extractors.readers.pdf_paragraphs import _first_piece
from extractors.source import Block

UNITS = [
    "市发展改革委",
    "市工信局",
    "市生态环境局",
    "市农业农村委",
    "市住房和城乡建设局",
    "各区县（市）人民政府",
    "市市场监管局",
    "市商务局",
]
MAKERS: dict[str, Callable[[render.Content, Path], Path]] = {
    "reportlab": render.to_pdf_reportlab,
    "weasyprint": render.to_pdf_weasyprint,
    "libreoffice": render.to_pdf_libreoffice,
}


@pytest.fixture(params=MAKERS)
def maker(request: pytest.FixtureRequest) -> Callable[[render.Content, Path], Path]:
    if request.param == "libreoffice" and render.SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    return MAKERS[request.param]


def task_rows(count: int, seed: int) -> list[list[str]]:
    chance = random.Random(seed)
    return [
        [
            str(number),
            f"任务{number}：" + "推进固体废物源头减量和资源化利用，" * chance.randint(1, 6) + f"建成项目{number}个。",
            chance.choice(UNITS),
            "、".join(chance.sample(UNITS, chance.randint(1, 5))),
            f"2025年{chance.randint(1, 12)}月底前",
        ]
        for number in range(1, count + 1)
    ]


def grid(block: Block) -> list[list[str]]:
    rows = max(c.row + c.rows for c in block.cells)
    columns = max(c.column + c.columns for c in block.cells)
    filled = [[""] * columns for _ in range(rows)]
    for c in block.cells:
        for r in range(c.row, c.row + c.rows):
            filled[r][c.column : c.column + c.columns] = ["".join(c.text.split())] * c.columns
    return filled


def test_task_table_over_pages(maker: Callable[[render.Content, Path], Path], tmp_path: Path) -> None:
    rows = [["序号", "重点任务", "牵头单位", "责任单位", "完成时限"], *task_rows(40, 3)]
    content = [render.Para("分工表", True), render.Para("现将任务分工如下。"), render.Grid(rows, [1, 6, 3, 4, 3]),
               render.Para("附则：自印发之日起施行。")]  # fmt: skip
    blocks, pages, warnings = read_pdf(maker(content, tmp_path / "x.pdf").read_bytes(), "x")
    assert pages > 4 and not warnings
    assert [b.kind for b in blocks] == ["paragraph", "paragraph", "table", "paragraph"]
    assert grid(blocks[2]) == rows


@pytest.mark.parametrize("make", [render.to_pdf_weasyprint, render.to_pdf_libreoffice])
def test_merged_category_over_pages(make: Callable[[render.Content, Path], Path], tmp_path: Path) -> None:
    if make is render.to_pdf_libreoffice and render.SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    tasks = task_rows(40, 5)
    rows: list[list[object]] = [["类别", "序号", "重点任务", "牵头单位", "责任单位", "完成时限"]]
    wanted = [["类别", "序号", "重点任务", "牵头单位", "责任单位", "完成时限"]]
    start = 0
    for name, count in (("一、工业", 9), ("二、农业", 14), ("三、生活", 17)):
        for at, task in enumerate(tasks[start : start + count]):
            rows.append([(name, count, 1), *task] if at == 0 else list(task))
            wanted.append([name, *task])
        start += count
    blocks, _, _ = read_pdf(make([render.Grid(rows)], tmp_path / "x.pdf").read_bytes(), "x")
    assert [b.kind for b in blocks] == ["table"]
    assert grid(blocks[0]) == wanted


def test_paragraphs_over_lines_and_pages(maker: Callable[[render.Content, Path], Path], tmp_path: Path) -> None:
    chance = random.Random(1)
    words = [
        "推进源头减量",
        "“无废城市”建设",
        "达到95%以上",
        "（牵头单位：市A局）",
        "到2025年",
        "《行动计划》（某政〔2023〕5号）",
    ]
    texts = ["一、总体要求"] + [
        f"{n}.{'，'.join(chance.choices(words, k=chance.randint(3, 60)))}。" for n in range(1, 30)
    ]
    content = [render.Para("某市“十四五”时期“无废城市”建设实施方案和三年行动计划", True), *map(render.Para, texts)]
    blocks, pages, _ = read_pdf(maker(content, tmp_path / "x.pdf").read_bytes(), "x")
    assert pages > 3
    assert ["".join(b.text.split()) for b in blocks] == [content[0].text, *texts]
    for block in blocks:
        for run in block.runs:
            assert run.page and run.box and run.box.left < run.box.right and run.box.top < run.box.bottom


def test_characters_beyond_the_basic_plane(tmp_path: Path) -> None:
    """Rare characters of names; before and after them, and where no run of Chinese characters may be guessed."""
    texts = ["联系人：张𬭎、李𠮷、王㐂，电话0371-66778899。", "𠮷", "𠮷𠮷𠮷"]
    content = [render.Para("某市工作方案", True), *map(render.Para, texts)]
    blocks, _, _ = read_pdf(render.to_pdf_weasyprint(content, tmp_path / "x.pdf").read_bytes(), "x")
    assert [block.text for block in blocks[-3:]] == texts


@pytest.mark.parametrize(
    "text, width", [("化”（肥料", 4), ("期“无废", 3), ("市发展", 1), ("人），由", 3), ("中、国", 2), ("85％。生", 3)]
)
def test_first_piece(text: str, width: int) -> None:
    assert abs(_first_piece(text) - width) <= 1.0


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_turned_by_its_viewer(angle: int, tmp_path: Path) -> None:
    """Broad tables stand on sheets turned by /Rotate: the file holds them lying on their side."""
    from pypdf import PdfReader, PdfWriter, Transformation

    rows = [["序号", "重点任务", "牵头单位"], ["1", "推进源头减量", "市A局"], ["2", "提升利用", "市B局"]]
    plain = render.to_pdf_weasyprint([render.Para("说明文字在此。"), render.Grid(rows)], tmp_path / "plain.pdf")
    writer = PdfWriter(PdfReader(plain))
    page = writer.pages[0]
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    across, up = {90: (height, 0), 180: (width, height), 270: (0, width)}[angle]
    page.add_transformation(Transformation().rotate(angle).translate(across, up))
    if angle != 180:
        page.mediabox.upper_right = (height, width)
    page.cropbox = page.mediabox
    page.rotate(angle)
    writer.write(tmp_path / "turned.pdf")
    blocks, _, _ = read_pdf((tmp_path / "turned.pdf").read_bytes(), "x")
    assert "说明文字在此。" in [block.text for block in blocks]
    assert grid(blocks[-1]) == rows
