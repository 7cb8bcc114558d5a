"""A source to one text: every character of it stands where its place says."""

import re
from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st
from test_outline import composed

from extractors.records import Span, Warning
from extractors.source import Block, Box, Cell, Run, Source
from extractors.text.compose import compose
from extractors.text.reading import Grid, Paragraph, Reading

BOX = Box(10, 20, 30, 40)


def source(*blocks: Block) -> Source:
    """A source of these blocks."""
    return Source("file", "application/pdf", "0" * 64, 2, blocks)


@pytest.mark.parametrize("case", rows("compose"))
def test_text(case: dict[str, Any]) -> None:
    assert composed(case["text"].rstrip("\n")).text.rstrip("\n").split("\n") == case["expected"]


def test_blocks_of_a_format_that_knows_its_paragraphs() -> None:
    reading = compose(
        source(
            Block("heading", (Run("一、任务", page=1, box=BOX),), level=1),
            Block("paragraph", (Run("清理", page=1, box=BOX), Run("河道。", page=2)), None),
        )
    )
    first, second = reading.blocks
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    assert (reading.quote(first.span), first.level) == ("一、任务", 1)
    assert (reading.quote(second.span), second.level) == ("清理河道。", None)
    assert [(reading.quote(p.span), p.page, p.box) for p in reading.origin.places] == [
        ("一、任务", 1, BOX), ("清理", 1, BOX), ("河道。", 2, None),
    ]  # fmt: skip


def test_a_merged_cell_is_written_once_and_valid_at_every_place() -> None:
    cells = [
        Cell(0, 0, (Run("任务"),)), Cell(0, 1, (Run("牵头单位"),)),
        Cell(1, 0, (Run("清淤"),)), Cell(1, 1, (Run("县水利局"),), rows=2),
        Cell(2, 0, (Run("加固"),)),
    ]  # fmt: skip
    reading = compose(source(Block("table", cells=tuple(cells))))
    grid = reading.blocks[0]
    assert isinstance(grid, Grid)
    assert [[reading.quote(cell) for cell in row] for row in grid.rows] == [
        ["任务", "牵头单位"], ["清淤", "县水利局"], ["加固", "县水利局"],
    ]  # fmt: skip
    assert grid.rows[1][1] == grid.rows[2][1]
    assert reading.text.count("县水利局") == 1


def test_names_on_lines_of_one_cell_are_a_list_and_other_lines_are_joined() -> None:
    cells = (Cell(0, 0, (Run("县民政局\n县残联"),)), Cell(0, 1, (Run("建设养老\n服务中心"),)))
    grid = compose(source(Block("table", cells=cells))).blocks[0]
    assert isinstance(grid, Grid)
    reading = compose(source(Block("table", cells=cells)))
    assert [reading.quote(cell) for cell in grid.rows[0]] == ["县民政局、县残联", "建设养老服务中心"]


def check_places(reading: Reading, text: str) -> None:
    """Asserts that places follow each other and that each quotes the source."""
    at = 0
    assert len(reading.folded) == len(reading.text)
    for place in reading.origin.places:
        assert at <= place.span.start < place.span.end <= len(reading.text)
        assert place.offset is not None
        assert text[place.offset : place.offset + len(reading.quote(place.span))] == reading.quote(place.span)
        at = place.span.end
    kept = {index for place in reading.origin.places for index in range(*place.span)}
    rest = "".join(char for index, char in enumerate(reading.text) if index not in kept)
    assert re.fullmatch(r"[\s|、]*", rest)


@given(st.text(alphabet="一、（一）建设市水利局牵头单位：，。 　\n\t|序号任务1234567890-─│県進(jìn)<p>", max_size=200))
def test_every_character_stands_where_its_place_says(text: str) -> None:
    check_places(composed(text), text)


def test_the_plans_stand_where_their_places_say() -> None:
    from test_contract import TEXT

    check_places(composed(TEXT), TEXT)


def test_a_readers_warning_stands_at_the_page_that_it_names() -> None:
    blocks = (Block("paragraph", (Run("一、任务", page=1),)), Block("paragraph", (Run("清淤。", page=3),)))
    told = [Warning("page-unread", f"第{number}页已损坏，没有读出", Span(0, 0)) for number in (2, 3)]
    reading = compose(Source("file", "application/pdf", "0" * 64, 3, blocks, warnings=tuple(told)))
    assert [warning.span for warning in reading.warnings] == [(4, 4), (5, 8)]
