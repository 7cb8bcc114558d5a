"""Numerals and quantities."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.words.numbers import chinese_number, find_quantities

QUANTITIES = [
    ("3.6万套（间），5000套", [(3.6, None, "万套（间）", "count"), (5000, None, "套", "count")], "two classifiers"),
    ("7.8亿—8亿立方米", [(7.8, 8, "亿立方米", "amount")], "range, scale on both"),
    ("8万—10万元/亩", [(8, 10, "万元/亩", "amount")], "range of a rate per area"),
    ("增长8%—10%", [(8, 10, "%", "percent")], "range of percentages"),
    ("8至10个", [(8, 10, "个", "count")], "range in words"),
    ("302克标准煤/千瓦时", [(302, None, "克标准煤/千瓦时", "amount")], "per energy"),
    ("8.5万吨/日", [(8.5, None, "万吨/日", "amount")], "capacity"),
    ("死亡率12/10万", [(12, None, "/10万", "amount")], "per head of population"),
    ("百分之三十五点五", [(35.5, None, "%", "percent")], "a percentage in words"),
    ("千分之二", [(2, None, "‰", "percent")], "a share of a thousand in words"),
    ("压缩三成以上", [(30, None, "%", "percent")], "tenths"),
    ("翻一番，减少一半", [(1, None, "番", "fold"), (50, None, "%", "percent")], "folds and halves"),
    ("半个工作日", [(0.5, None, "个工作日", "time")], "half a unit"),
    ("由20天到12天", [(20, None, "天", "time"), (12, None, "天", "time")], "falling: no range"),
    ("62、55微克/立方米", [(62, None, None, "none"), (55, None, "微克/立方米", "amount")], "unit with the last"),
    ("1,200户", [(1200, None, "户", "count")], "thousands set apart"),
    ("300千瓦，5千米", [(300, None, "千瓦", "amount"), (5, None, "千米", "amount")], "千 of the unit"),
    ("十五个工作日", [(15, None, "个工作日", "time")], "Chinese numerals"),
    ("美丽河湖3条（段）", [(3, None, "条（段）", "count")], "a classifier of our own"),
    ("第5位，PM2.5，4A级，5G基站，1200mm×1000mm", [(1200, None, "mm", "amount")], "ordinals and names"),
    ("统一管理，一体推进，十分重要", [], "numerals that are words"),
]


@pytest.mark.parametrize(("text", "expected", "note"), QUANTITIES, ids=[row[2] for row in QUANTITIES])
def test_quantities(text: str, expected: list[tuple[float, float | None, str | None, str]], note: str) -> None:
    assert [(q.value, q.high, q.unit, q.kind) for q in find_quantities(text)] == expected


NUMERALS = [
    ("十", 10),
    ("十二", 12),
    ("二十", 20),
    ("一百零五", 105),
    ("三千六百", 3600),
    ("一万二千", 12000),
    ("三点五", 3.5),
    ("两亿", 2e8),
]


@pytest.mark.parametrize(("text", "expected"), NUMERALS)
def test_chinese_numerals(text: str, expected: float) -> None:
    assert chinese_number(text) == pytest.approx(expected)


@given(st.text(alphabet="0123456789.,万亿千百十一二三四五%—至到个家吨/人（）年月内以上", max_size=40))
def test_never_raises_and_is_disjoint(text: str) -> None:
    found = find_quantities(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
