"""What a responsibility statement says: units, roles, deadlines, persons."""

from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st

from extractors.responsibility.statement import Statement, read_statement
from extractors.words.fold import fold

YEAR = 2024


def shown(folded: str, statement: Statement) -> list[str]:
    """The statement as the table writes it."""
    units = [f"{role} {folded[span.start : span.end]}" for span, role in statement.units]
    due = [f"due {date.date}" for date in statement.deadlines]
    persons = [f"person {folded[span.start : span.end]}" for span in statement.persons]
    return units + due + persons + [f"left {folded[span.start : span.end]}" for span in statement.unread]


@pytest.mark.parametrize("case", rows("statements"))
def test_statement(case: dict[str, Any]) -> None:
    folded = fold(case["text"])
    assert shown(folded, read_statement(folded, 0, len(folded), YEAR, case.get("role"))) == case["expected"]


PIECES = st.sampled_from(
    ["市水利局", "各县区", "牵头", "负责", "配合", "、", "，", "；", "：", "牵头单位：", "责任单位：", "（", "）", "等", "和", "及",
     "由", "会同", "2024年6月底前", "责任领导：", "王平", " ", "下同", "无", "按职责分工", "〔", "〕"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=24).map("".join))
def test_units_stand_in_the_statement_in_order(text: str) -> None:
    statement = read_statement(text, 0, len(text), YEAR)
    spans = [span for span, _ in statement.units]
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans + statement.persons + statement.unread)
