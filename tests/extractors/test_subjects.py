"""Sentences whose subject is the unit that is charged."""

from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Span
from extractors.responsibility.subjects import subjects
from extractors.words.fold import fold


@pytest.mark.parametrize("case", rows("subjects"))
def test_subjects(case: dict[str, Any]) -> None:
    folded = fold(case["text"])
    found = [pair for _, units in subjects(folded, Span(0, len(folded))) for pair in units]
    assert [f"{role} {folded[span.start : span.end]}" for span, role in found] == case["expected"]


@given(
    st.lists(
        st.sampled_from(["县水利局", "各乡镇", "由", "要", "负责", "会同", "，", "。", "；", "6月底前", "完成", "、"]),
        max_size=24,
    )
)
def test_sentences_follow_each_other(pieces: list[str]) -> None:
    text = "".join(pieces)
    at = 0
    for sentence, units in subjects(text, Span(0, len(text))):
        assert at <= sentence.start < sentence.end <= len(text)
        assert units
        at = sentence.end
