"""The outline: items, their numbers and levels, learned from each document."""

import hashlib
from typing import Any

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st

from extractors.source import Block, Run, Source
from extractors.structure.ladder import Item
from extractors.structure.outline import read_outline
from extractors.structure.unread import unread_headings
from extractors.text.compose import compose
from extractors.text.reading import Reading


def composed(text: str) -> Reading:
    """The reading of a text file that holds `text`."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("line", (Run(line, offset=at),)))
        at += len(line) + 1
    return compose(Source("text", "text/plain", hashlib.sha256(text.encode()).hexdigest(), 1, tuple(blocks)))


def shown(folded: str, item: Item) -> list[str]:
    """The items below `item`, as the table writes them."""
    lines: list[str] = []
    for child in item.children:
        text = "".join(folded[span.start : span.end] for span in child.paragraphs[:1])
        lines.append(f"{'  ' * child.level}{child.number or ''} {text[:8]}".rstrip())
        lines += shown(folded, child)
    return lines


@pytest.mark.parametrize("case", rows("outline"))
def test_outline(case: dict[str, Any]) -> None:
    reading = composed(case["text"].rstrip("\n"))
    expected = [line.rstrip() for line in case["expected"]]
    assert [line.rstrip() for line in shown(reading.folded, read_outline(reading))] == expected


LINES = st.sampled_from(
    ["一、总体要求", "二、任务", "（一）建设。", "（二）治理。（市水利局负责）", "1.清淤。2.加固。", "2.1 机制", "①培训", "△新建",
     "附件1", "牵头单位：市水利局", "", "到2025年，新建5个。", "第一章 总则", "|序号|任务|", "2024年3月5日"]
)  # fmt: skip


@given(st.lists(LINES, max_size=16).map("\n".join))
def test_items_nest_and_their_text_lies_within(text: str) -> None:
    reading = composed(text)
    stack = [read_outline(reading)]
    while stack:
        item = stack.pop()
        for child in item.children:
            assert child.parent is item
            assert child.level == item.level + 1
            assert all(child.start <= span.start <= span.end <= len(reading.text) for span in child.paragraphs)
        stack += item.children


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("一、任务\n其一、整治河道。\n其二、绿化山头。", ["其一、整治河道。", "其二、绿化山头。"]),
        ("步骤一 排查。\n步骤二 整改。", ["步骤一 排查。", "步骤二 整改。"]),
        ("一、任务\n（一）整治河道。\n（二）绿化山头。", []),
        ("其一、整治河道。", []),
    ],
)
def test_a_numbering_that_is_not_known_is_told(text: str, unread: list[str]) -> None:
    reading = composed(text)
    assert [reading.quote(warning.span) for warning in unread_headings(reading, read_outline(reading))] == unread
