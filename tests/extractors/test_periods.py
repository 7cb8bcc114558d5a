"""Dates: what is read, what it governs, and which dates are time limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.words.fold import fold
from extractors.words.periods import deadlines, find_dates

DATES = [
    ("2024年6月底前完成", [("2024年6月底前", "2024-06", "by")], ""),
    ("6月30日前", [("6月30日前", "2024-06-30", "by")], "the year of the plan"),
    ("到2025年，", [("到2025年", "2025", "horizon")], ""),
    ("2025年底前", [("2025年底前", "2025", "by")], ""),
    ("年底前；年内", [("年底前", "2024", "by"), ("年内", "2024", "by")], ""),
    ("三季度末，上半年", [("三季度末", "2024-09", "by"), ("上半年", "2024-06", "quarter")], ""),
    ("2021—2025年", [("2021—2025年", "2025", "period")], "a span of years ends with the last"),
    ("“十四五”期间，“十五五”末", [("“十四五”期间", "2025", "period"), ("“十五五”末", "2030", "horizon")], ""),
    ("4月11日至11月30日", [("4月11日至11月30日", "2024-11-30", "period")], "the last day"),
    ("11月15日一次年3月15日", [("11月15日一次年3月15日", "2025-03-15", "period")], "OCR dash, next year"),
    ("11月中旬前", [("11月中旬前", "2024-11", "by")], ""),
    ("由2020年的30%提高到45%，较上年", [("2020年", "2020", "base"), ("上年", "2023", "base")], ""),
    ("截至2022年底", [("2022年底", "2022", "past")], ""),
    ("2018年以前建成的", [("2018年以前", "2018", "attribute")], ""),
    ("2O21年l1月底前", [("2O21年l1月底前", "2021-11", "by")], "OCR letters"),
    ("原则上年龄不限", [], "上年 inside 原则上年龄"),
]


@pytest.mark.parametrize(("text", "expected", "note"), DATES, ids=[row[0][:14] for row in DATES])
def test_dates(text: str, expected: list[tuple[str, str, str]], note: str) -> None:
    found = find_dates(fold(text), 0, len(text), 2024)
    assert [(text[d.span.start : d.span.end], d.date, d.kind) for d in found] == expected


FIELDS = [
    ("2025/12/31", ["2025-12-31"]),
    ("2025-06-30前", ["2025-06-30"]),
    ("2025.12", ["2025-12"]),
    ("2025.6-2026.12", ["2026-12"]),
    ("2025-01-01至2025-11-30", ["2025-11-30"]),
    ("2025", ["2025"]),
    ("2021—2025年", ["2025"]),
    ("0371-2025888", []),
    ("持续推进", ["ongoing"]),
    ("长期坚持", ["ongoing"]),
    ("全年", ["year"]),
    ("每季度", ["quarterly"]),
    ("每月20日前", ["monthly"]),
    ("2024年9月", ["2024-09"]),
    ("10月15日", ["2024-10-15"]),
    ("6月底前完成招标，11月底前完成竣工验收", ["2024-06", "2024-11"]),
    ("2024年3月—2024年12月", ["2024-12"]),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_fields(text: str, expected: list[str]) -> None:
    assert [d.date for d in deadlines(fold(text), 0, len(text), 2024, field=True)] == expected


RUNNING = [
    ("9月底前新建公园3座，全年开展培训", ["2024-09"], "rhythms are no limits"),
    ("较2020年下降18%，2023年抽查发现的问题6月30日前整改", ["2024-06-30"], "base years and attributes are none"),
    ("到2025年，新建公园3座", ["2025"], "a horizon"),
    ("上半年完成招标，一季度销售良好", ["2024-06"], "a half year in which something is to be done"),
    ("持续推进改革", [], "only a field"),
]


@pytest.mark.parametrize(("text", "expected", "note"), RUNNING, ids=[row[2] for row in RUNNING])
def test_limits_in_running_text(text: str, expected: list[str], note: str) -> None:
    assert [d.date for d in deadlines(fold(text), 0, len(text), 2024)] == expected


def test_no_year_can_be_known() -> None:
    assert [d.date for d in find_dates("6月底前", 0, 4, None)] == ["--06"]


DATE_LETTERS = "0123456789年月日底末前内到至—一二三四季度半上下“”十五期间每去今本截比较由 \n"


@given(st.text(alphabet=DATE_LETTERS, max_size=40), st.booleans())
def test_never_raises_and_quotes(text: str, field: bool) -> None:
    folded = fold(text)
    for date in find_dates(folded, 0, len(folded), 2024, field):
        assert folded[date.span.start : date.span.end] == date.text
