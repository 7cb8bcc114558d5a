"""Targets: a table of sentences, tables of indicators, and what must hold for any text."""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.extract import extract_text
from extractors.records import Span, Target
from extractors.targets.read import TargetContext, read_indicator_table, read_targets
from extractors.text.origin import Origin
from extractors.text.reading import Grid, Reading
from extractors.words.fold import fold

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "targets.yaml").read_text(encoding="utf-8")
)


def reading(text: str) -> Reading:
    return Reading(text, fold(text), (), Origin((), ()), ())


def read(text: str, context: TargetContext) -> list[Target]:
    return read_targets(reading(text), [Span(0, len(text))], context)[0]


def shown(target: Target) -> str:
    """A target in one line, as the tables of cases write it."""
    value = "" if target.value is None else f" {target.value:g}"
    high = "" if target.value_high is None else f"—{target.value_high:g}"
    line = f"{target.indicator} | {target.kind} {target.comparator}"
    line += f"/{target.bound}" if target.bound else ""
    line += f"{value}{high}" + (f" {target.unit}" if target.unit else "") + f" | {target.year or '-'}"
    if target.base_year or target.base_value is not None:
        base = "-" if target.base_value is None else f"{target.base_value:g}"
        line += f" | base {target.base_year or '-'} {base}"
    line += f" | scope {target.scope}" if target.scope else ""
    return line + (f" | margin {target.margin}" if target.margin else "")


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, marks=pytest.mark.xfail(strict=True) if c.get("status") == "xfail" else ()) for c in CASES],
    ids=[c["text"][:24] for c in CASES],
)
def test_sentences(case: dict[str, Any]) -> None:
    context = TargetContext(case.get("plan", 2024), case.get("horizon"), case.get("issued"), None, case.get("start"))
    assert [shown(t) for t in read(case["text"], context)] == case["expected"]


def test_a_heading_of_units_names_no_value_below_it() -> None:
    text = "区文化旅游局、区图书服务中心\n1．每个镇不少于2支。"
    found, warnings = read_targets(reading(text), [Span(0, 14), Span(17, len(text))], TargetContext(2024))
    assert found == []
    assert [text[w.span.start : w.span.end] for w in warnings] == ["2支"]


UNREAD = [
    ("80%的家庭医生团队下沉村组。", ["80%"], "a share of things of which something unknown is said"),
    ("完成70%以上排污口溯源。", ["70%以上"], "a share before its thing"),
    ("新设备完成2000小时可靠性试验。", ["2000小时"], "a duration behind a verb"),
    ("税收贡献居民30亿元。", ["30亿元"], "money that nothing accounts for"),
    ("对全县37座水库逐一检查，在周边200米范围内设置标识，建设15分钟健身圈。", [], "which things, how large, a name"),
    ("发现的312个问题要销号，对研发投入占比达到3%的企业给予补助。", [], "known things, a condition"),
    ("近三年5家企业上市。", [], "past"),
]


@pytest.mark.parametrize(("text", "unread", "note"), UNREAD, ids=[row[0][:10] for row in UNREAD])
def test_what_is_neither_understood_nor_known_to_be_no_target_is_warned_of(
    text: str, unread: list[str], note: str
) -> None:
    targets, warnings = read_targets(reading(text), [Span(0, len(text))], TargetContext(2024))
    assert not targets
    assert [text[w.span.start : w.span.end] for w in warnings] == unread


def test_a_year_announced_by_a_heading_governs_what_adjoins_it_and_no_more() -> None:
    text = "（一）2027年目标。\n森林覆盖率达到45%。\n新建公园3座。\n（二）绿化。\n新建花园3座。"
    passages = [Span(0, 11), Span(12, 23), Span(24, 31), Span(40, 47)]
    found, _ = read_targets(reading(text), passages, TargetContext(None, 2030, 2024, None))
    assert [t.year for t in found] == [2027, 2027, None]


WHOLE = [
    ("三年累计培育龙头企业40家，争创国家级平台2个。新建公园3座。", [2026, 2026, None], "the sentence, no more"),
    ("力争三年内新增入库企业1200家，三年建成应急中心9个。", [2026, 2026], ""),
    ("三年培训农民2万人次，近三年累计完成86个。第三年保存率达85%以上。", [2026, None], "近三年 is past"),
    ("五年累计完成造林10万亩。", [None], "not the years of this plan"),
    ("到2025年，三年累计完成造林10万亩。", [2025], "a year that is said"),
]


@pytest.mark.parametrize(("text", "years", "note"), WHOLE, ids=[row[0][:10] for row in WHOLE])
def test_what_is_said_of_the_whole_plan(text: str, years: list[int | None], note: str) -> None:
    assert [t.year for t in read(text, TargetContext(None, 2026, 2024, None, 2024))] == years


def test_a_plan_that_looks_at_one_year_only_is_a_plan_of_that_year() -> None:
    text = "到2024年底，绿地率达到40%。\n（二）新建公园3座。"
    passages = [Span(0, 17), Span(21, 28)]
    context = TargetContext(None, None, 2024, None)
    assert [t.year for t in read_targets(reading(text), passages, context)[0]] == [2024, 2024]
    text = text.replace("新建", "2025年6月底前开工。新建")
    found, _ = read_targets(reading(text), [Span(0, 17), Span(21, len(text))], context)
    assert [t.year for t in found] == [2024, None]


def test_the_area_of_the_plan_is_no_scope() -> None:
    text = "支持临水县新建学校1所，青石镇新建学校2所。"
    found = read(text, TargetContext(2024, region="临水县"))
    assert [t.scope for t in found] == [None, "青石镇"]


def test_the_deadline_of_a_measure_governs_values_without_a_date() -> None:
    text = "新建公园3座。"
    context = TargetContext(None, 2030, 2024, None)
    found, _ = read_targets(reading(text), [Span(0, len(text))], context, due=lambda passage: 2026)
    assert found[0].year == 2026


def test_what_is_not_understood_is_a_warning_with_its_span() -> None:
    text = "相关工作36吨。"
    found, warnings = read_targets(reading("其中36吨。"), [Span(0, 6)], TargetContext(2024))
    assert not found and [w.code for w in warnings] == ["quantity-unread"]
    assert text  # the same figure with a noun is read
    assert read(text, TargetContext(2024))[0].value == 36


QUOTES = [
    (
        "农膜回收率高于国家要求12个百分点，达到97％以上；新建公园3座。",
        ["农膜回收率高于国家要求12个百分点，达到97％以上", "新建公园3座"],
        "from the indicator in the clause before",
    ),
    (
        "新建高标准农田4.6万亩，其中石墩镇1.8万亩、柳坞镇1.5万亩。",
        [
            "新建高标准农田4.6万亩",
            "新建高标准农田4.6万亩，其中石墩镇1.8万亩",
            "新建高标准农田4.6万亩，其中石墩镇1.8万亩、柳坞镇1.5万亩",
        ],
        "parts of what was named before",
    ),
    ("在传统产业，新增4家示范企业。", ["在传统产业，新增4家示范企业"], "the group that a clause names"),
    ("绿地率达到40%。公园、花园分别达到3座、2座。", ["绿地率达到40%", *["公园、花园分别达到3座、2座"] * 2], "its own"),
]


@pytest.mark.parametrize(("text", "expected", "note"), QUOTES, ids=[row[2] for row in QUOTES])
def test_quotes_run_from_the_indicator_to_the_value(text: str, expected: list[str], note: str) -> None:
    assert [t.text for t in read(text, TargetContext(2024))] == expected


def grid(rows: list[list[str]]) -> tuple[Reading, Grid]:
    text, spans = "", []
    for row in rows:
        line = []
        for cell in row:
            line.append(Span(len(text), len(text) + len(cell)))
            text += cell + " | "
        spans.append(tuple(line))
        text = text.rstrip(" |") + "\n" if row[-1] else text + "\n"
    return reading(text), Grid(Span(0, len(text)), tuple(spans))


TABLES = [
    (
        [["指标名称", "单位", "2026年", "2028年"], ["规模以上工业总产值", "亿元", "1400", "2000"]],
        ["规模以上工业总产值 | amount eq 1400 亿元 | 2026", "规模以上工业总产值 | amount eq 2000 亿元 | 2028"],
        "a column for each year",
    ),
    (
        [["序号", "指标", "2020年现状", "2025年目标"], ["1", "森林覆盖率（%）", "41.2", "≥43"]],
        ["森林覆盖率 | rate ge 43 % | 2025 | base 2020 41.2"],
        "a unit in a bracket, a state beside the aim",
    ),
    (
        [["指标", "目标值"], ["单位地区生产总值能耗降幅", "13.5%"], ["公共充电桩", "6000个以上"]],
        ["单位地区生产总值能耗降幅 | change decrease 13.5 % | 2025", "公共充电桩 | count ge 6000 个 | 2025"],
        "units in the cells, the year of the plan",
    ),
    (
        [["指标", "年度目标", "二季度", "三季度末"], ["水面率", "9.5%", "9.1%", "9.3%"]],
        [
            "水面率 | rate eq 9.5 % | 2025",
            "水面率 | rate eq 9.1 % | 2025 | scope 二季度",
            "水面率 | rate eq 9.3 % | 2025 | scope 三季度末",
        ],
        "what is to be reached on the way",
    ),
    ([["指标", "二季度", "三季度"], ["水面率", "9.1%", "9.3%"]], [], "periods beside no goal may be past"),
    ([["序号", "任务", "牵头单位"], ["1", "新建公园3座", "市城管局"]], [], "a table of tasks"),
    ([["指标", "2025年"], ["垃圾分类", "全面推开"]], [], "words in the cell"),
]


@pytest.mark.parametrize(("rows", "expected", "note"), TABLES, ids=[row[2] for row in TABLES])
def test_tables(rows: list[list[str]], expected: list[str], note: str) -> None:
    found = read_indicator_table(*grid(rows), TargetContext(None, 2025, 2021, None))
    assert [shown(t) for t in found] == expected


IN_TABLES = [
    (
        """云溪县粮食安全任务分解表（2024—2026年）
| 序号 | 工作任务 | 2024年 | 2025年目标 | 到2026年底任务 | 责任单位 |
| 1 | 建设高标准农田 | 新建3万亩 | 4万亩 | 累计10万亩以上 | 县农业农村局 |
| 2 | 提升仓储 | 新增仓容2万吨，信息化率达到80% | 90% | — | 县发展改革委 |""",
        [
            "高标准农田 | amount eq 3 万亩 | 2024",
            "高标准农田 | amount eq 4 万亩 | 2025",
            "高标准农田 | amount ge 10 万亩 | 2026",
            "仓容 | amount eq 2 万吨 | 2024",
            "信息化率 | rate eq 80 % | 2024",
            "信息化率 | rate eq 90 % | 2025",
        ],
        "a column of works for each year; a bare value goes on from the cell before",
    ),
    (
        """云溪县农村公路建设方案
一、加快建设。（县交通运输局负责）
附件：2024年各乡镇农村公路建设任务表
乡镇 | 改造里程（公里） | 新建错车台（个） | 补助资金（万元）
柳坪镇 | 12.5 | 40 | 120
石埠乡 | — | 不少于26 | 80
合计 | 12.5 | 66 | 200""",
        [
            "改造里程 | amount eq 12.5 公里 | 2024 | scope 柳坪镇",
            "新建错车台 | count eq 40 个 | 2024 | scope 柳坪镇",
            "新建错车台 | count ge 26 个 | 2024 | scope 石埠乡",
        ],
        "what falls to each place; sums and money are none",
    ),
    (
        """云溪县外贸方案
一、稳定规模。（县商务局负责）
附件：2024年各乡镇进出口目标分解表
乡镇 | 进出口总额（亿元） | 同比增长（%）
柳坪镇 | 42 | 6
石埠乡 | 13.8 | 5.5""",
        [
            "进出口总额 | amount eq 42 亿元 | 2024 | scope 柳坪镇",
            "进出口总额 | rate increase 6 % | 2024 | scope 柳坪镇",
            "进出口总额 | amount eq 13.8 亿元 | 2024 | scope 石埠乡",
            "进出口总额 | rate increase 5.5 % | 2024 | scope 石埠乡",
        ],
        "a column of growth is that of the column before it",
    ),
    (
        "云溪县养老服务方案\n一、加快建设。（县民政局负责）\n各乡镇2026年床位建设目标表\n"
        "乡镇\t床位总数（张）\t其中：护理型床位（张）\n柳坪镇\t820\t540\n合计\t820\t540",
        ["床位总数 | count eq 820 张 | 2026 | scope 柳坪镇", "护理型床位 | count eq 540 张 | 2026 | scope 柳坪镇"],
        "what falls to each place, in a table with tabs",
    ),
    (
        """云溪县整改方案
一、整改任务
（一）反馈问题：预警传播不畅。120个村中31个村大喇叭停用，占25.8%。
整改目标：2024年9月底前大喇叭完好率达到98%。
牵头单位：县气象局
（二）反馈问题：站网密度不足，平均间距大于标准1.8公里。
整改目标：新建气象站24个。
牵头单位：县气象局""",
        ["大喇叭完好率 | rate eq 98 % | 2024", "气象站 | count eq 24 个 | 2024"],
        "what was found is no aim",
    ),
    (
        """云溪县养老服务方案
一、加快建设。（县民政局负责）
附件：各乡镇养老机构基本情况统计表
乡镇 | 现有机构（家） | 护理床位（张）
柳坪镇 | 2 | 40""",
        [],
        "a table of what there is",
    ),
    (
        """云溪学院培训方案
一、加快培训。（人事处负责）
附件：各系部2025年企业新型学徒制培训任务分解表
系部 | 人数（人）
机电系 | 260
信息系 | 110
合计 | 370""",
        [
            "企业新型学徒制培训 | count eq 260 人 | 2025 | scope 机电系",
            "企业新型学徒制培训 | count eq 110 人 | 2025 | scope 信息系",
        ],
        "what falls to each part of a house; the caption names what is counted",
    ),
    (
        """云溪区加装电梯方案
一、加快建设。（区住建局负责）
各街道2025年加装电梯目标任务
序号 | 街道 | 新开工（台） | 竣工（台）
1 | 梧桐街道 | 45 | —
2 | 浣江街道 | 52 | 40""",
        [
            "新开工 | count eq 45 台 | 2025 | scope 梧桐街道",
            "新开工 | count eq 52 台 | 2025 | scope 浣江街道",
            "竣工 | count eq 40 台 | 2025 | scope 浣江街道",
        ],
        "stages of what the caption names, in a table that is not called one",
    ),
    (
        "云溪医院方案\n一、加快建设。（科教科负责）\n各科室培训情况统计表\n科室 | 人数（人）\n内科 | 20\n外科 | 30",
        [],
        "a table of what was done in each part of a house",
    ),
]


@pytest.mark.parametrize(("text", "expected", "note"), IN_TABLES, ids=[row[2][:24] for row in IN_TABLES])
def test_tables_of_years_and_of_places(text: str, expected: list[str], note: str) -> None:
    assert [shown(t) for t in extract_text(text).targets] == expected


WORDS = """
2025年 到2025年 6月底前 ， 。 ； 、 达到 95% 以上 新增 3家 由
提高到 分别 其中 较上年 下降 （ ） “ ” 的 企业 覆盖率 全覆盖
每年 1.5万元 0.5个百分点 第 — 至 一半 翻一番 零 应保尽保 和 均 對 于
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=24).map("".join)))
def test_never_raises_and_spans_match(text: str) -> None:
    source = reading(text)
    found, warnings = read_targets(source, [Span(0, len(text))], TargetContext(2024))
    for target in found:
        assert source.quote(target.span) == target.text and target.indicator
    for warning in warnings:
        assert 0 <= warning.span.start < warning.span.end <= len(text)


ENDLESS = [
    "三年内，",
    "近三年，",
    "由2020年的",
    "对近三年",
    "各县新建1处、",
    "在行业选取3个",
    "其中新建3个，",
    "达到95%，",
    "建成5个",
    "利用率、",
    "覆盖率和",
    "公园、",
    "5%、",
    "由5%提高到",
    "对5家",
    "把",
    "“新建5个，",
    "（新建5个",
    "在产业",
    "不发生",
]


@pytest.mark.parametrize("unit", ENDLESS)
def test_a_clause_without_end_is_read_in_linear_time(unit: str) -> None:
    context = TargetContext(2024, 2026, 2024, None, 2024)
    began = time.process_time()
    read(unit * 4000 + "分别达到5%、6%。", context)
    assert time.process_time() - began < 1.5
