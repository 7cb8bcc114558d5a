"""Folding: one spelling, same length."""

from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st

from extractors.words.fold import fold


@pytest.mark.parametrize("case", rows("fold"))
def test_fold(case: dict[str, Any]) -> None:
    assert fold(case["text"]) == case["expected"]


@given(st.text(max_size=200))
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet='市區(),.:;一二壹l1O0％%年月日 \n"“〈〉', max_size=80))
def test_folding_marks_of_plans_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)
