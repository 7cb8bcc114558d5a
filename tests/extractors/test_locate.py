"""Where statements of responsibility stand in a paragraph, and what only looks like one."""

from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Span
from extractors.responsibility.locate import locate
from extractors.responsibility.scan import Manner
from extractors.words.fold import fold


@pytest.mark.parametrize("case", rows("locate"))
def test_locate(case: dict[str, Any]) -> None:
    folded = fold(case["text"])
    found, warnings = locate(folded, Span(0, len(folded)), Manner(2024), case.get("heading", False))
    assert [folded[one.span.start : one.span.end] for one in found] == case["expected"]
    assert [folded[w.span.start : w.span.end] for w in warnings] == case.get("unread", [])


@given(
    st.lists(
        st.sampled_from(
            [
                "建设。",
                "（",
                "）",
                "市水利局",
                "牵头",
                "责任单位：",
                "配合",
                "，",
                "。",
                "由",
                "——",
                "；",
                "各县区",
                " ",
            ]
        ),
        max_size=30,
    ).map("".join),
    st.booleans(),
)
def test_statements_follow_each_other_inside_the_paragraph(text: str, heading: bool) -> None:
    before, at = "前一段。\n", 0
    whole = before + text + "\n后一段（市财政局负责）。"
    span = Span(len(before), len(before) + len(text))
    found, warnings = locate(whole, span, Manner(2024), heading)
    at = span.start
    for one in found:
        assert at <= one.span.start < one.span.end <= span.end
        at = one.span.end
    assert all(span.start <= w.span.start <= w.span.end <= span.end for w in warnings)
