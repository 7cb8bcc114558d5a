"""Lines of a text file to paragraphs."""

from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.lines import is_page_number, paragraphs
from extractors.text.strand import INSERTED, Strand


def strands(text: str) -> list[Strand]:
    """The lines of `text`."""
    out, at = [], 0
    for line in text.split("\n"):
        out.append(Strand.at(line, at))
        at += len(line) + 1
    return out


@pytest.mark.parametrize("case", rows("lines"))
def test_paragraphs(case: dict[str, Any]) -> None:
    assert [strand.text for strand in paragraphs(strands(case["text"]))] == case["expected"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 4 -", True),
        ("—12—", True),
        ("第 3 页", True),
        ("3/12", True),
        ("Page 4 of 9", True),
        ("36", False),
        ("4.", False),
        ("", False),
    ],
)
def test_is_page_number(text: str, expected: bool) -> None:
    assert is_page_number(text) is expected


@given(st.text(alphabet="市一、（）。，牵头单位：1. 　\n-4", max_size=160))
def test_no_character_is_lost_but_white_space_and_page_numbers(text: str) -> None:
    lines = [line for line in text.split("\n") if not is_page_number(line)]
    kept = "".join("".join(strand.text.split()) for strand in paragraphs(strands(text)))
    assert kept == "".join("".join(lines).split())
    for strand in paragraphs(strands(text)):
        assert [text[at] for at in strand.index if at != INSERTED] == [
            char for char, at in zip(strand.text, strand.index, strict=True) if at != INSERTED
        ]
