"""Workbooks: title rows, heads, merged cells, several sheets, numbers as they are shown; every record knows its cell."""

import datetime
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import UnreadableFile
from extractors.extract import extract_file
from extractors.readers import read
from extractors.readers.number_formats import shown
from extractors.readers.separated import separated
from extractors.readers.sheets import Merge, Sheet, cell_name, sheet_blocks
from extractors.records import Plan

Rows = Sequence[Sequence[Any]]

TITLE = "新郑市2024年重点工作任务分解表"
LEDGER: Rows = [
    [TITLE],
    ["填报单位：市政府办公室", None, None, "填报日期：2024年1月", None, None],
    ["序号", "重点任务", "工作措施", "牵头单位", "责任单位", "完成时限"],
    [
        1,
        "推进垃圾分类",
        "新建分类亭20座，分类覆盖率达到95%以上。",
        "市城管局",
        "市住建局\n市财政局",
        datetime.date(2024, 6, 30),
    ],
    [None, None, "开展宣传活动12场。", "市委宣传部", "各乡镇（街道、管委会）", "2024/12/31"],
    ["二、民生保障"],
    [2, "扩大就业", "城镇新增就业8000人。", "市人社局", None, "全年"],
    ["注：各牵头单位每月25日前报送进展情况。"],
]
MERGES = ["A1:F1", "A4:A5", "B4:B5", "A6:F6", "A8:F8"]


def to_xlsx(
    path: Path, sheets: dict[str, Rows], merges: Sequence[str] = (), formats: dict[str, str] | None = None
) -> Path:
    """A workbook by openpyxl; `merges` and `formats` are of its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for merge in merges:
        book.worksheets[0].merge_cells(merge)
    for place, code in (formats or {}).items():
        book.worksheets[0][place].number_format = code
    book.save(path)
    return path


def to_xls(path: Path, rows: Rows, merges: Sequence[tuple[int, int, int, int]]) -> Path:
    """The same by xlwt; a merge is top, bottom, left, right from 0."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="yyyy/m/d")
    spread = {(top, left): (top, bottom, left, right) for top, bottom, left, right in merges}
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is None:
                continue
            style = (day,) if isinstance(value, datetime.date) else ()
            if (r, c) in spread:
                sheet.write_merge(*spread[r, c], value, *style)
            else:
                sheet.write(r, c, value, *style)
    book.save(str(path))
    return path


def told(plan: Plan) -> list[tuple[str | None, str, list[tuple[str, list[str], list[str], str | None]]]]:
    """Number and title of each task, and of its measures the text, leads, others and deadline."""
    return [
        (
            task.number,
            task.title,
            [
                (m.text[:6], list(m.units("lead")), list(m.units("responsible")), m.deadlines[0].date if m.deadlines else None)
                for m in task.measures
            ],
        )
        for task in plan.tasks
    ]  # fmt: skip


LEDGER_TOLD = [
    ("1", "推进垃圾分类", [
        ("新建分类亭2", ["市城管局"], ["市住建局", "市财政局"], "2024-06-30"),
        ("开展宣传活动", ["市委宣传部"], ["各乡镇（街道、管委会）"], "2024-12-31"),
    ]),
    ("2", "扩大就业", [("城镇新增就业", ["市人社局"], [], "year")]),
]  # fmt: skip


def test_a_ledger(tmp_path: Path) -> None:
    plan = extract_file(to_xlsx(tmp_path / "任务.xlsx", {"Sheet1": LEDGER}, MERGES, {"F4": "yyyy/m/d"}))
    assert (plan.document.title, plan.document.region) == (TITLE, "新郑市")
    assert told(plan) == LEDGER_TOLD
    assert plan.tasks[1].section == ("二、民生保障",)
    assert not plan.warnings
    measures = [measure for task in plan.tasks for measure in task.measures]
    assert [(measure.page, measure.cell) for measure in measures] == [(None, f"Sheet1!C{row}") for row in (4, 5, 7)]
    assert [task.cell for task in plan.tasks] == ["Sheet1!A4", "Sheet1!A7"]
    assert {target.cell for target in plan.targets} == {"Sheet1!C4", "Sheet1!C5", "Sheet1!C7"}


def test_the_old_form_gives_the_same(tmp_path: Path) -> None:
    merges = [(0, 0, 0, 5), (3, 4, 0, 0), (3, 4, 1, 1), (5, 5, 0, 5), (7, 7, 0, 5)]
    plan = extract_file(to_xls(tmp_path / "任务.xls", LEDGER, merges))
    assert told(plan) == LEDGER_TOLD
    assert [measure.cell for measure in plan.tasks[0].measures] == ["Sheet1!C4", "Sheet1!C5"]


def test_several_sheets_and_indicators(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "重点任务": [["长丰县2025年政府工作任务分解"], ["编号", "任务内容", "主要负责单位"], [1, "新建学校3所", "县教育局"]],
        "民政局": [["编号", "任务内容", "牵头单位"], [1, "新建敬老院1所", "县民政局"]],
        "指标": [["指标名称", "单位", "2025年目标"], ["森林覆盖率", "%", "35以上"], ["粮食产量", "万吨", 53.5]],
        "Sheet4": [],
    }  # fmt: skip
    plan = extract_file(to_xlsx(tmp_path / "任务.xlsx", sheets))
    assert plan.document.title == "长丰县2025年政府工作任务分解"
    assert plan.document.issuer is None, "the name of a sheet signs nothing"
    assert [(task.title, task.cell) for task in plan.tasks] == [
        ("新建学校3所", "重点任务!A3"),
        ("新建敬老院1所", "民政局!A2"),
    ]
    values = [
        (t.indicator, t.comparator, t.value, t.unit) for t in plan.targets if t.cell and t.cell.startswith("指标!")
    ]
    assert values == [("森林覆盖率", "ge", 35, "%"), ("粮食产量", "eq", 53.5, "万吨")]


def test_two_tables_in_a_sheet_each_with_its_head(tmp_path: Path) -> None:
    rows: Rows = [
        ["附件1"], ["沁源县2024年民生实事任务清单"],
        ["序号", "事项", "责任单位", None, "完成时限"], [None, None, "牵头", "配合", None],
        [1, "建设口袋公园", "县住建局", "县林业局", "10月底"],
        [], ["附件2"], ["沁源县2024年重点项目清单"],
        ["项目名称", "建设内容", "牵头单位", "分管领导"],
        ["污水处理厂扩建", "日处理能力提升到3万吨", "县住建局", "李明"],
    ]  # fmt: skip
    plan = extract_file(to_xlsx(tmp_path / "任务.xlsx", {"任务": rows}, ["C3:D3", "A3:A4", "B3:B4", "E3:E4"]))
    first, second = (task.measures[0] for task in plan.tasks)
    assert (first.units("lead"), first.units("supporting")) == (("县住建局",), ("县林业局",))
    assert (second.units("lead"), second.persons) == (("县住建局",), ("李明",))


def test_a_plan_typed_line_by_line(tmp_path: Path) -> None:
    rows: Rows = [
        ["沁源县2024年春季造林实施方案"], ["一、重点任务"],
        ["（一）抓好苗木供应。备足苗木200万株。（牵头单位：县林业局；配合单位：县财政局）"],
        ["（二）加强管护。落实管护人员。（牵头单位：县林业局）"],
    ]  # fmt: skip
    plan = extract_file(to_xlsx(tmp_path / "方案.xlsx", {"方案": rows}))
    assert [task.title for task in plan.tasks] == ["抓好苗木供应", "加强管护"]
    assert [task.cell for task in plan.tasks] == ["方案!A3", "方案!A4"]


def test_the_name_of_a_sheet_without_a_title_is_one(tmp_path: Path) -> None:
    rows: Rows = [["重点任务", "责任单位"], ["开展燃气安全排查", "区住建局、区应急局"]]
    assert (
        extract_file(to_xlsx(tmp_path / "表.xlsx", {"临河区2024年安全生产任务分工": rows})).document.region == "临河区"
    )


def test_what_is_hidden_or_not_worked_out_is_told(tmp_path: Path) -> None:
    path = to_xlsx(tmp_path / "任务.xlsx", {"任务": [*LEDGER, [3, "修桥", "=C4", "县交通局"]], "旧": [["任务", "牵头单位"], ["修路", "县交通局"]]})  # fmt: skip
    book = openpyxl.load_workbook(path)
    book["旧"].sheet_state = "hidden"
    book["任务"].row_dimensions[7].hidden = True  # by a filter: still a task
    book.save(path)
    plan = extract_file(path)
    assert [task.title for task in plan.tasks] == ["推进垃圾分类", "扩大就业", "修桥"]
    assert [w.code for w in plan.warnings if w.code == "sheet-unread"] == ["sheet-unread"] * 2
    assert "“旧”是隐藏的" in " ".join(w.message for w in plan.warnings)
    assert "C9" in " ".join(w.message for w in plan.warnings)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.95, "0%", "95%"), (0.355, "0.0%", "35.5%"), (1234.5, "#,##0.00", "1234.50"), (7, "000", "007"),
        (3, '0"个"', "3个"), (12.5, '0.0"万亩";[Red]-0.0', "12.5万亩"), (45473, "yyyy/m/d", "2024年6月30日"),
        (45473, 'yyyy"年"m"月"', "2024年6月"), (45473, "[$-804]yyyy/m/d;@", "2024年6月30日"), (45473, "m/d", "6月30日"),
        (45473.5, "yyyy/m/d h:mm", "2024年6月30日"), (12, "General", "12"), (0.1 + 0.2, "General", "0.3"),
        (-5, "yyyy/m/d", "-5"), (5, "@", "5"), (2.5, "0.##", "2.5"), (45473, "mmm-yy", "2024年6月"), (1e20, "0%", "10000000000000000000000%"),
    ],
)  # fmt: skip
def test_numbers_as_shown(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@given(
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(alphabet='0#?,.%ymdhs/"年\\[];@_*-E+ ', max_size=12),
)
def test_no_format_raises(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 5)),
        st.sampled_from(["序号", "任务", "牵头单位", "县教育局", "新建学校3所", "一、总体", "注：略", "1"]),
        min_size=1,
    ),
    st.lists(st.tuples(*[st.integers(0, 9)] * 4).map(lambda t: Merge(min(t[0], t[1]), min(t[2], t[3]), max(t[0], t[1]), max(t[2], t[3]))), max_size=4),
)  # fmt: skip
def test_no_sheet_loses_a_text(texts: dict[tuple[int, int], str], merges: list[Merge]) -> None:
    blocks = sheet_blocks([Sheet("表", texts, merges)], "x")
    runs = [run for block in blocks for run in (*block.runs, *(run for cell in block.cells for run in cell.runs))]
    assert sorted((run.cell, run.text) for run in runs if run.text.strip()) == sorted(
        (cell_name("表", *place), text) for place, text in texts.items()
    )


CSV = """新郑市2024年任务分解表,,,,
序号,任务,牵头单位,责任单位,完成时限
1,"新建学校3所，改造2所","市教育局","市财政局
市住建局",2024年8月
2,改造厕所,市农业农村局,各乡镇,12月底
"""


def test_a_table_with_commas(tmp_path: Path) -> None:
    path = tmp_path / "任务.csv"
    path.write_text(CSV, "gb18030")
    plan = extract_file(path)
    assert [(task.number, task.measures[0].units("lead"), task.cell) for task in plan.tasks] == [
        ("1", ("市教育局",), "表!A3"), ("2", ("市农业农村局",), "表!A4"),
    ]  # fmt: skip
    assert plan.tasks[0].measures[0].units("responsible") == ("市财政局", "市住建局")


@pytest.mark.parametrize(
    "text",
    [
        "任务,牵头单位,责任单位\n",
        "市教育局,市财政局\n一、任务\n",
        "序号,任务,牵头单位\n本方案自印发之日起施行\n各单位要加强领导\n",
        "甲,乙,丙\n1,2,3\n",
        '序号,任务,牵头单位\n1,"修路,甲\n',
    ],
)
def test_commas_that_make_no_table(text: str) -> None:
    assert separated(text) is None


def test_cell_names() -> None:
    assert [cell_name("表", 0, column) for column in (0, 25, 26, 701, 702)] == [
        "表!A1", "表!Z1", "表!AA1", "表!ZZ1", "表!AAA1",
    ]  # fmt: skip


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    empty = to_xlsx(tmp_path / "空.xlsx", {"Sheet1": []})
    with pytest.raises(UnreadableFile, match="没有文字"):
        read(empty)
    binary = tmp_path / "表.xlsb"
    with zipfile.ZipFile(binary, "w") as archive:
        archive.writestr("/".join(("xl", "workbook.bin")), b"")
    with pytest.raises(UnreadableFile, match="另存为xlsx"):
        read(binary)
    wide = Sheet("表", {(n, n): "文" for n in range(2000)})
    with pytest.raises(UnreadableFile, match="太大"):
        sheet_blocks([wide], "x")
