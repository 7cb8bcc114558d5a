"""Where names of units end, and which texts are names."""

from typing import Any

import pytest
from case_tables import rows
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.words.brackets import matching_close
from extractors.words.elision import canonical_names
from extractors.words.fold import fold
from extractors.words.lists import chunks
from extractors.words.names import is_strong_unit, is_unit, trimmed

UNITS = [
    ("市财政局", True, True, ""),
    ("省住房和城乡建设厅", True, True, "和 inside"),
    ("市卫生健康委（市中医药局）", True, True, "bracket of a name"),
    ("各乡镇（街道、管委会）", True, True, "collective"),
    ("各有关单位", True, True, "collective"),
    ("县农业综合行政执法大队", True, True, "enforcement corps"),
    ("人民银行某市分行", True, True, "bank"),
    ("县供电公司", True, True, "company"),
    ("团市委", True, True, "mass organisation"),
    ("市粮食安全工作专班", True, True, "task force"),
    ("审批科", True, False, "an office needs its place"),
    ("市场监管局", True, True, "市 is part of 市场"),
    ("完成改造", False, False, "a verb with its object"),
    ("到2025年", False, False, "a date"),
    ("督促生产企业", False, False, "a clause about units"),
    ("要加强各部门", False, False, "a demand"),
    ("新增公司", False, False, "a clause"),
    ("局", False, False, "a suffix only"),
    ("", False, False, "nothing"),
    ("王平", False, False, "a person"),
]  # fmt: skip


@pytest.mark.parametrize("case", rows("names"))
def test_chunks(case: dict[str, Any]) -> None:
    folded = fold(case["text"])
    assert [folded[chunk.start : chunk.end] for chunk in chunks(folded, 0, len(folded))] == case["expected"]


@pytest.mark.parametrize(("name", "unit", "strong", "note"), UNITS)
def test_is_unit(name: str, unit: bool, strong: bool, note: str) -> None:
    assert (is_unit(name), is_strong_unit(name)) == (unit, strong), note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由市水利局", "市水利局"),
        ("会同市财政局等", "市财政局"),
        ("联合国教科文组织", "联合国教科文组织"),
        ("市教育局：", "市教育局"),
    ],
)
def test_words_around_a_name_go(text: str, expected: str) -> None:
    span = trimmed(text, 0, len(text))
    assert text[span.start : span.end] == expected


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("（甲）乙", 0, 3),
        ("（甲〔乙〕）", 0, 6),
        ("（甲〔乙〕）", 2, 5),
        ("（甲", 0, -1),
        ("〔甲）", 0, 3),
        ("（（）", 0, -1),
    ],
)
def test_matching_close(text: str, at: int, expected: int) -> None:
    assert matching_close(text, at, len(text)) == expected


def test_a_bracket_that_closes_behind_the_end_stays_open() -> None:
    assert matching_close("（甲）", 0, 2) == -1


@pytest.mark.parametrize(
    ("names", "expected", "note"),
    [
        (["省财政厅", "民政厅", "医保局"], ["省财政厅", "省民政厅", "省医保局"], "the tier is printed once"),
        (["市财政局", "各县区"], ["市财政局", "各县区"], "a collective has no tier"),
        (["县水利局", "城关镇"], ["县水利局", "城关镇"], "a place is no bureau"),
        (["市公安局", "团市委", "气象局"], ["市公安局", "团市委", "市气象局"], "a name of its own in between"),
        (["人民银行某市分行", "税务局"], ["人民银行某市分行", "税务局"], "no tier was printed"),
        ([], [], "nothing"),
    ],
)
def test_elided_prefixes(names: list[str], expected: list[str], note: str) -> None:
    assert canonical_names(names) == expected, note


@given(st.text(alphabet="市县局委办、，；和及与等（）〔〕 \n甲乙各部门", max_size=60))
@example("各委与")
def test_pieces_lie_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for chunk in chunks(text, 0, len(text)):
        assert at <= chunk.start < chunk.end <= len(text)
        at = chunk.end
