"""Noise between the characters of a paragraph: deleted, never rewritten."""

from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.noise import clean
from extractors.text.strand import Strand


@pytest.mark.parametrize("case", rows("noise"))
def test_clean(case: dict[str, Any]) -> None:
    assert clean(Strand.at(case["text"], 0)).text == case["expected"]


@given(st.text(alphabet="县水利局(jìn)[12] 　%％2025年、，：（）", max_size=80), st.integers(0, 99))
def test_what_is_left_are_characters_of_the_source_in_their_order(text: str, start: int) -> None:
    cleaned = clean(Strand.at(text, start))
    assert [text[at - start] for at in cleaned.index] == list(cleaned.text)
    assert list(cleaned.index) == sorted(set(cleaned.index))
