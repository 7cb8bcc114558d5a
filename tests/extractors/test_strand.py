"""Strands: text that knows where each of its characters stood."""

import re

from hypothesis import given
from hypothesis import strategies as st

from extractors.text.strand import INSERTED, Strand

SOURCE = "0市财政局、 市教育局 "


def test_parts_keep_their_places() -> None:
    strand = Strand.at("市财政局、市教育局", 7)
    first, second = strand.split(re.compile("、"))
    assert (first.text, list(first.index)) == ("市财政局", [7, 8, 9, 10])
    assert (second.text, list(second.index)) == ("市教育局", [12, 13, 14, 15])
    assert Strand.join([first, second]).text == "市财政局市教育局"


def test_marks_that_were_put_in_have_no_place() -> None:
    strand = Strand.join([Strand.at("甲", 3), Strand.at("乙", 9)], "、")
    assert (strand.text, list(strand.index)) == ("甲、乙", [3, INSERTED, 9])
    replaced = Strand.at("甲\n乙", 0).replaced(re.compile("\n"), "、")
    assert (replaced.text, list(replaced.index)) == ("甲、乙", [0, INSERTED, 2])


def test_a_group_of_a_pattern_is_taken_out() -> None:
    strand = Strand.at("牵（头）单位", 0).without(re.compile("（(头)）"), 1)
    assert (strand.text, list(strand.index)) == ("牵（）单位", [0, 1, 3, 4, 5])


def test_a_pattern_that_matches_nothing_changes_nothing() -> None:
    strand = Strand.at("牵头", 0)
    assert strand.without(re.compile("、")) is strand
    assert strand.without(re.compile("、?")).text == "牵头"
    assert strand.replaced(re.compile("、"), "，") is strand


@given(st.text(max_size=40), st.integers(0, 50), st.integers(0, 50))
def test_every_operation_keeps_characters_and_places_together(text: str, one: int, other: int) -> None:
    strand = Strand.at(text, 5)
    for made in (
        strand.strip(),
        strand.slice(one, other),
        strand.without(re.compile(r"\s")),
        *strand.split(re.compile("a")),
    ):
        assert len(made.text) == len(made.index)
        assert [text[at - 5] for at in made.index] == list(made.text)
