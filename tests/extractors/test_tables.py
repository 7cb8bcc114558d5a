"""Tables of tasks: a row is a task."""

from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st
from test_outline import composed

from extractors.responsibility.conventions import read_conventions
from extractors.responsibility.tables import Row, read_table
from extractors.text.reading import Grid


def read(text: str) -> list[str]:
    """The rows of all tables of a text file, as the table of cases writes them."""
    reading = composed(text.rstrip("\n"))
    folded, rules = reading.folded, read_conventions(reading.folded, tables=True)
    grids = [block for block in reading.blocks if isinstance(block, Grid)]
    return [shown(folded, row) for grid in grids for row in read_table(folded, grid, rules, 2024)]


def shown(folded: str, row: Row) -> str:
    """One row."""
    roles = ("lead", "responsible", "supporting")
    held = {role: [folded[span.start : span.end] for span, other in row.units if other == role] for role in roles}
    parts = ["; ".join(f"{role} {'、'.join(names)}" for role, names in held.items() if names)]
    if not row.joins:
        parts = [row.number or "", folded[row.title.start : row.title.end].strip(), *parts]
    if row.deadlines:
        parts.append("due " + " ".join(str(date.date) for date in row.deadlines))
    if row.persons:
        parts.append("persons " + "、".join(folded[span.start : span.end] for span in row.persons))
    if row.category:
        parts.append(f"[{folded[row.category.start : row.category.end].strip()}]")
    return ("+ " if row.joins else "") + " | ".join(part for part in parts if part)


@pytest.mark.parametrize("case", rows("tables"))
def test_tables(case: dict[str, Any]) -> None:
    assert read(case["text"]) == case["expected"]


CELLS = st.sampled_from(
    [
        "序号",
        "任务",
        "责任单位",
        "牵头单位",
        "1",
        "2",
        "清淤",
        "县水利局",
        "各乡镇",
        "无",
        "",
        "合计",
        "一、类别",
        "6月底",
    ]
)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=5).map(" | ".join), min_size=2, max_size=8).map("\n".join))
def test_any_table_is_read(text: str) -> None:
    for line in read(text):
        assert line
