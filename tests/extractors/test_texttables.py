"""Tables that were saved as text."""

from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.strand import Strand
from extractors.text.texttables import GridDraft, find_tables


def strands(text: str) -> list[Strand]:
    """The lines of `text`."""
    out, at = [], 0
    for line in text.rstrip("\n").split("\n"):
        out.append(Strand.at(line, at))
        at += len(line) + 1
    return out


@pytest.mark.parametrize("case", rows("texttables"))
def test_find_tables(case: dict[str, Any]) -> None:
    grids = [piece for piece in find_tables(strands(case["text"])) if isinstance(piece, GridDraft)]
    assert [[cell.text.strip() for cell in row] for grid in grids for row in grid.rows] == case["expected"]


def test_text_around_a_table_stays_in_its_place() -> None:
    text = "一、任务分工\n序号 | 任务 | 责任单位\n1 | 清淤 | 县水利局\n\n二、有关要求"
    pieces = find_tables(strands(text))
    shapes = ["table" if isinstance(piece, GridDraft) else "lines" for piece in pieces]
    assert shapes == ["lines", "table", "lines"]


@given(
    st.lists(
        st.sampled_from(
            [
                "序号",
                "任务",
                "责任单位",
                "1",
                "|",
                "a | b | c",
                "│甲│乙│",
                "┌─┬─┐",
                "\t",
                "牵头单位： | 甲 |",
                "",
                "- 2 -",
            ]
        ),
        max_size=20,
    )
)
def test_every_row_is_as_wide_as_the_first_or_wider(lines: list[str]) -> None:
    for piece in find_tables(strands("\n".join(lines))):
        if isinstance(piece, GridDraft):
            assert all(len(row) >= 1 for row in piece.rows)
