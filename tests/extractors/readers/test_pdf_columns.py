"""PDF: running text in two columns, tables without ruled lines, and pages that only look like either."""

from collections.abc import Callable
from pathlib import Path

import pytest
import render
from test_read_pdf import MAKERS, UNITS, grid, task_rows

from extractors.readers.pdf import read_pdf
from extractors.source import Block

Maker = Callable[..., Path]


@pytest.fixture(params=MAKERS)
def maker(request: pytest.FixtureRequest) -> Maker:
    if request.param == "libreoffice" and render.SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    return MAKERS[request.param]


def blocks_of(path: Path) -> tuple[Block, ...]:
    """Without the running head, which a single page can't tell from text when its type is hardly smaller."""
    return tuple(b for b in read_pdf(path.read_bytes(), path.name)[0] if b.text != render.HEADER)


def said(blocks: tuple[Block, ...]) -> list[str]:
    return ["".join(block.text.split()) for block in blocks]


WORDS = ["问题", "目标", "效果", "秸秆", "污泥", "农膜", "粉煤灰", "建筑垃圾", "餐厨垃圾", "畜禽粪污", "再生资源"]
TEXTS = [
    "一、总体要求",
    *[
        f"{n}．" + "".join(f"坚持{WORDS[n * k % 11]}导向，推进{WORDS[(n + k) % 11]}利用，" for k in range(1, n % 5 + 2)) + f"到2025年建成示范项目{n}个（责任单位：{UNITS[n % 8]}）。"
        for n in range(1, 28)
    ],
    "二、保障措施",
    "各部门要压实责任，按月调度，确保任务落实。",
]  # fmt: skip


def test_two_columns_are_read_one_after_the_other(maker: Maker, tmp_path: Path) -> None:
    content: render.Content = [render.Para("某市重点工作行动方案", True), *map(render.Para, TEXTS)]
    blocks = blocks_of(maker(content, tmp_path / "x.pdf", columns=2))
    assert said(blocks) == ["某市重点工作行动方案", *TEXTS]
    assert len({run.page for block in blocks for run in block.runs}) > 1


HEADS = ["序号", "重点任务", "牵头单位", "责任单位", "完成时限"]


@pytest.mark.parametrize("count", [6, 40])
def test_a_table_without_lines(maker: Maker, count: int, tmp_path: Path) -> None:
    rows = [HEADS, *task_rows(count, 7)]
    content: render.Content = [
        render.Para("某市任务分工表", True),
        render.Para("现将任务分工如下。"),
        render.Grid(rows, [1, 6, 3, 4, 3]),
    ]
    blocks = blocks_of(maker(content, tmp_path / "x.pdf", ruled=False))
    assert [block.kind for block in blocks] == ["paragraph", "paragraph", "table"]
    assert grid(blocks[2]) == rows


def test_text_goes_on_under_a_table_without_lines(maker: Maker, tmp_path: Path) -> None:
    rows = [["序号", "工作任务", "责任单位"], *[[str(n), f"推进第{n}项工作", UNITS[n]] for n in range(1, 5)]]
    closing = "各单位要按照职责分工抓好落实，遇有重大问题及时报告市人民政府，工作进展情况每季度末报送市政府办公室。"
    content: render.Content = [render.Para("分工"), render.Grid(rows, [1, 6, 4]), render.Para(closing)]
    blocks = blocks_of(maker(content, tmp_path / "x.pdf", ruled=False))
    assert [block.kind for block in blocks] == ["paragraph", "table", "paragraph"]
    assert grid(blocks[1]) == rows
    assert said(blocks)[2] == closing


BLANK = "　"
PLAIN: dict[str, list[str]] = {
    "heads in two columns": ["某市人民政府办公室", "某政办〔2023〕5号" + BLANK * 8 + "签发人：张三"],
    "contents": [
        f"{number}、{name}" + "…" * (24 - len(name)) + str(page)
        for page, (number, name) in enumerate(
            zip("一二三四五六七八九十", ["总体要求", "重点任务", "组织实施", "保障措施"] * 3, strict=False), 1
        )
    ],
    "signature": [
        "请认真组织实施。",
        BLANK * 16 + "某市人民政府",
        BLANK * 16 + "2023年5月6日",
        "（此件公开发布）",
        "联系人：李四" + BLANK * 6 + "电话：0371-66778899",
    ],
    "names": [f"{a}{BLANK * 3}{b}{BLANK * 3}{c}" for a, b, c in [("张三", "李四", "王五"), ("赵六", "钱七", "孙八")] * 4],
    "labels": [
        f"{n}．推进第{n}项工作" + BLANK * 3 + "牵头单位：市A局" + BLANK * 3 + "完成时限：6月底前" for n in range(1, 9)
    ],
    "words of heads": ["完善责任单位 牵头单位 完成时限三张清单，明确任务", "重点任务 责任单位 完成时限", "按此分工落实。"],
}  # fmt: skip


@pytest.mark.parametrize("kind", PLAIN)
def test_what_only_looks_like_columns(kind: str, maker: Maker, tmp_path: Path) -> None:
    content: render.Content = [render.Para("某市工作方案", True), *map(render.Para, PLAIN[kind]), render.Para(TEXTS[3])]
    blocks = blocks_of(maker(content, tmp_path / "x.pdf"))
    assert {block.kind for block in blocks} == {"paragraph"}
    assert "".join(said(blocks)) == "".join(
        "".join(block.text.split()) for block in content if isinstance(block, render.Para)
    )


def test_a_plan_in_one_column_is_not_parted(maker: Maker, tmp_path: Path) -> None:
    content: render.Content = [render.Para("某市重点工作行动方案", True), *map(render.Para, TEXTS)]
    assert said(blocks_of(maker(content, tmp_path / "x.pdf"))) == ["某市重点工作行动方案", *TEXTS]
