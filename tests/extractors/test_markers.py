"""Markers of items: which style, which number, where the text goes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.words.fold import fold
from extractors.words.markers import marker_at, number_value

MARKERS = [
    ("一、总体要求", "cn", "一", 1, "总体要求", ""),
    ("（十二）加强监管", "cn_bracket", "十二", 12, "加强监管", ""),
    ("(三)完善机制", "cn_bracket", "三", 3, "完善机制", "half-width brackets"),
    ("1.推进改造", "arabic", "1", 1, "推进改造", ""),
    ("6．治理扬尘", "arabic", "6", 6, "治理扬尘", "full-width dot"),
    ("12、开展排查", "arabic", "12", 12, "开展排查", ""),
    ("（4）建立台账", "arabic_bracket", "4", 4, "建立台账", ""),
    ("3）建立台账", "arabic_bracket", "3", 3, "建立台账", "closing bracket only"),
    ("⑤开展培训", "circled", "⑤", 5, "开展培训", ""),
    ("2.1.1 组织体系", "decimal", "2.1.1", 1, "组织体系", ""),
    ("第三章 保障措施", "chapter", "三", 3, "保障措施", ""),
    ("第一节　主要任务", "part", "一", 1, "主要任务", ""),
    ("行动一：畅通农村公路", "named", "一", 1, "畅通农村公路", ""),
    ("△整修灌渠12条", "star", "", 0, "整修灌渠12条", "mark without number"),
    ("★3.新建学校", "arabic", "3", 3, "新建学校", "mark and number"),
    ("## 二、重点任务", "cn", "二", 2, "重点任务", "markdown heading"),
    ("8.136社区服务圈建设", "arabic", "8", 8, "136社区服务圈建设", "a title that starts with a figure"),
    ("(壹)建立机制", "cn_bracket", "一", 1, "建立机制", "formal numeral"),
    ("甲、总体要求", "stem", "甲", 1, "总体要求", ""),
    ("（丙）保障措施", "stem", "丙", 3, "保障措施", ""),
    ("B．推进改造", "letter", "B", 2, "推进改造", ""),
    ("Ⅲ、推进改造", "roman", "Ⅲ", 3, "推进改造", ""),
    ("甲、乙双方", None, "", 0, "", "two parties"),
    ("A、B、C三类", None, "", 0, "", "letters in a list"),
    ("任务2.1　补齐短板", "decimal", "2.1", 1, "补齐短板", "a word before a decimal"),
    ("A-01 补齐短板", "coded", "A-01", 1, "补齐短板", "a code"),
    ("ZB-12【任务】补齐短板", "coded", "ZB-12", 12, "任务：补齐短板", "a code before a boxed label"),
    ("G60 科创走廊", None, "", 0, "", "a letter and figures that are a name"),
    ("PM2.5浓度", None, "", 0, "", "a measure"),
    ("二〇二四年目标", None, "", 0, "", "a year"),
    ("2024年底前完成", None, "", 0, "", "a year"),
    ("2.5万吨", None, "", 0, "", "a figure"),
    ("95%以上", None, "", 0, "", "a figure"),
    ("一是健全制度", None, "", 0, "", "一是 is no marker"),
    ("第三方评估", None, "", 0, "", "第三 inside a word"),
    ("十四五时期", None, "", 0, "", "a numeral inside a word"),
    ("", None, "", 0, "", "nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "style", "label", "value", "rest", "note"), MARKERS)
def test_marker_at(text: str, style: str | None, label: str, value: int, rest: str, note: str) -> None:
    folded = fold(text)
    marker = marker_at(folded, 0)
    if marker is None or style is None:
        assert marker is None and style is None, note
        return
    assert (marker.style, marker.label, marker.value, folded[marker.end :]) == (style, label, value, rest), note


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十二", 12), ("二十", 20), ("三十四", 34), ("一百零五", 105), ("〇", 0), ("⑫", 12), ("2.1.3", 3)],
)
def test_number_value(text: str, value: int) -> None:
    assert number_value(text) == value


@given(st.text(alphabet="第一二十百章节（）()、.．0123456789①△★#* 　年行动", max_size=20), st.booleans())
def test_any_marker_lies_in_the_text(text: str, counted: bool) -> None:
    folded = fold(text)
    marker = marker_at(folded, 0, counted)
    if marker is not None:
        assert 0 <= marker.start < marker.end <= len(folded)
        assert marker.value >= 0
