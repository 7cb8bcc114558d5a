"""Who is charged with what: parents and children, headings, closing lines, several statements in one item."""

from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st
from test_extract import shown

from extractors.extract import extract_text


@pytest.mark.parametrize("case", rows("charges"))
def test_charges(case: dict[str, Any]) -> None:
    title = f"{case['year']}年工作要点\n" if "year" in case else ""
    found = [line.removeprefix("| ") for line in shown(extract_text(title + case["text"]))]
    assert found == case["expected"]


LINES = st.sampled_from(
    ["一、任务", "（一）建设。新建3处。", "（二）治理（县水利局）", "1.清淤。（各乡镇负责）", "2.加固。", "以上两项牵头单位：县住建局",
     "牵头单位：县财政局", "县水利局牵头事项", "首位为牵头单位，下同。", "完成时限：6月底", "△植树", "各乡镇要落实责任。"]
)  # fmt: skip


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_measures_of_a_task_follow_each_other_and_units_are_distinct(text: str) -> None:
    for task in extract_text("云溪县工作要点\n" + text).tasks:
        starts = [measure.span.start for measure in task.measures]
        assert task.measures
        assert starts == sorted(starts)
        for measure in task.measures:
            given_roles = [(a.unit, a.role) for a in measure.assignments]
            assert len(set(given_roles)) == len(given_roles)
