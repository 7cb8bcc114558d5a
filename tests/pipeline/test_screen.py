"""Chinese text on a narrow screen."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from pipeline.screen import NOT_FIRST, columns, pieces, record, shorten, table, wrap
from pipeline.show import show

# (text, width, lines)
WRAPPED = [
    ("", 10, [""]),
    ("推动飞灰综合利用", 8, ["推动飞灰", "综合利用"]),
    ("到 2025年，达到", 8, ["到 2025", "年，达到"]),
    ("达到40％。", 8, ["达到", "40％。"]),
    ("一二三，四", 6, ["一二", "三，四"]),
    ("见（附件）", 4, ["见", "（附", "件）"]),
    ("abcdefgh", 4, ["abcd", "efgh"]),
    ("全  角\n空　格", 20, ["全 角 空 格"]),
]


@pytest.mark.parametrize(("text", "width", "lines"), WRAPPED)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(), st.integers(min_value=8, max_value=120))
def test_wrap_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


@given(st.text(alphabet="飞灰综合，。）12（a ", min_size=1, max_size=80))
def test_no_line_starts_with_a_closing_mark(text: str) -> None:
    text = text.lstrip("，。）")
    assume(all(cell_len(piece.strip()) <= 40 for piece in pieces(text)))  # a longer one is cut where it must be
    assert not any(line[0] in NOT_FIRST for line in wrap(text, 40)[1:])


def test_shorten_says_that_it_did() -> None:
    assert shorten("推动飞灰综合利用", 100) == "推动飞灰综合利用"
    assert shorten("推动飞灰综合利用", 9) == "推动飞灰…"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_tables_and_records_keep_to_the_width(width: int) -> None:
    screen = Console(width=width, markup=False, highlight=False)
    with screen.capture() as capture:
        screen.print(
            table(("指标", "目标值", "原文"), [("装配式建筑占新建建筑比例", "≥ 40%", "到2025年达到40％。" * 9)], (1,))
        )
        screen.print(record("任务[0]", [("文件", "方案" * 60), ("空", "")], "12."))
    lines = capture.get().splitlines()
    assert all(cell_len(line.rstrip()) <= width for line in lines)
    assert any("任务[0]" in line for line in lines)
    assert not any("空" in line for line in lines)


def test_a_long_line_is_not_broken_at_a_space(capsys: pytest.CaptureFixture[str]) -> None:
    text = f"注意：/data/文件/方案.txt 与先前{'读入的文件标题、文号、地区相同，' * 9}已替换它"
    show(text)
    lines = capsys.readouterr().out.splitlines()
    assert cell_len(lines[0]) > columns() - 4 and all(cell_len(line) <= columns() for line in lines)
