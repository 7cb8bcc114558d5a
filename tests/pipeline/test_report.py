"""Results as Excel and Word files: what stands in them, and that nothing is overwritten or taken for a formula."""

from collections import Counter
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from extractors.errors import UserError
from extractors.extract import extract_file, extract_text
from pipeline.cli import run
from pipeline.report import Column, Finding, Report, Table, beside, check_target, write_report
from pipeline.report_plans import plans_report

ROOT = Path(__file__).resolve().parents[2]
CITY = ROOT / "corpus" / "plans" / "zhengzhou-2023-zero-waste.txt"
COUNTY = ROOT / "corpus" / "plans" / "xinzheng-2023-zero-waste.txt"


def rows_of(sheet: Any, head: str = "序号") -> list[dict[str, Any]]:
    """The rows under the last head of a sheet that begins with `head`, up to an empty row."""
    lines = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = max(n for n, line in enumerate(lines) if line[0] == head)
    body = []
    for line in lines[at + 1 :]:
        if line[0] is None:
            break
        body.append(dict(zip(lines[at], line, strict=True)))
    return body


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The comparison of the two plans, written by the command."""
    out = tmp_path_factory.mktemp("report") / "比对.xlsx"
    assert run(["compare", str(CITY), str(COUNTY), "--out", str(out)]) == 0
    return out


def test_a_comparison_as_a_workbook(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    assert book.sheetnames == ["总表", "任务", "目标", "牵头", "时限", "待核对"]
    tasks = rows_of(book["任务"])
    assert len([row for row in tasks if row["上级任务"]]) == sum(
        len(task.measures) for task in extract_file(CITY).tasks
    )
    missing = next(row for row in tasks if row["结果"] == "未承接")
    assert missing["上级举措原文"] and missing["下级举措原文"] is None
    below = next(row for row in rows_of(book["目标"]) if row["结果"] == "低于上级")
    assert (below["上级目标"], below["下级目标"]) == ("到2025年 40%", "到2025年 25%")
    assert below["上级原文"] in extract_file(CITY).text
    assert {row["结果"] for row in rows_of(book["牵头"])} == {"不同", "没有牵头", "增加了牵头", "一致", "另一任务对应"}
    problems = rows_of(book["总表"])
    assert [row["序号"] for row in problems] == list(range(1, len(problems) + 1))
    assert {"未承接", "部分承接", "低于上级", "牵头不同"} <= {row["问题"] for row in problems}


def test_its_sheets_count_the_same(workbook: Path) -> None:
    """What the summary counts is what the lists hold, verdict by verdict: nobody is to be told two numbers of one thing."""
    book = openpyxl.load_workbook(workbook)
    lines = [list(row) for row in book["总表"].iter_rows(values_only=True)]
    counted = {line[0]: str(line[2]) for line in lines}
    problems = Counter(row["问题"] for row in rows_of(book["总表"]))
    named = {"牵头不同": "不同", "没有牵头": "没有牵头", "未承接": "未承接", "低于上级": "低于上级", "没有提": "没有提"}
    for name, sheet, head in (
        ("上级举措", "任务", "上级任务"),
        ("上级目标", "目标", "指标"),
        ("牵头单位", "牵头", "上级任务"),
    ):
        said = dict(part.split(" ") for part in counted[name].split("，"))
        listed = Counter(row["结果"] for row in rows_of(book[sheet]) if row[head])
        assert {verdict: str(number) for verdict, number in listed.items()} == said
        for problem, verdict in named.items():
            if verdict in said:
                assert str(problems[problem]) == said[verdict], problem


def test_every_target_has_its_place(workbook: Path) -> None:
    """Targets of the aims belong to no task, and must be found all the same."""
    rows = rows_of(openpyxl.load_workbook(workbook)["目标"])
    assert all(row["上级位置"] for row in rows)
    assert next(row["上级位置"] for row in rows if row["指标"] == "装配式建筑占新建建筑的比例") == "二、工作目标"


def test_its_sheets_are_ready_to_read_and_print(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    for name in ("任务", "目标", "牵头", "时限", "待核对"):
        sheet = book[name]
        assert sheet.freeze_panes == "A3" and sheet.auto_filter.ref.startswith("A2")
        assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$2:$2"
        assert sheet["C3"].alignment.wrap_text
    fills = {row[1].value: row[1].fill.fgColor.rgb for row in book["任务"].iter_rows(min_row=3)}
    assert len({fills[verdict] for verdict in ("已承接", "部分承接", "未承接", "不适用")}) == 4


def test_a_comparison_as_a_document(tmp_path: Path) -> None:
    out = tmp_path / "比对.docx"
    assert run(["compare", str(CITY), str(COUNTY), "--out", str(out)]) == 0
    document = docx.Document(str(out))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.startswith("新郑市与郑州市方案比对")
    assert "没有承接的举措：" in text and "上级原文：“" in text
    assert document.tables[1].rows[1].cells[1].text == "未承接"
    assert "w:tblHeader" in document.tables[1].rows[0]._tr.xml


def test_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = ("--db", str(tmp_path / "graph"))
    assert run(["add", str(CITY), str(COUNTY), *db]) == 0
    for arguments, name in (
        (("who", "飞灰"), "who.xlsx"), (("unit", "市城管局"), "unit.xlsx"), (("targets", "新郑市"), "targets.xlsx"),
        (("query", "units-of-document", "document=新郑市"), "query.xlsx"), (("list",), "list.docx"),
    ):  # fmt: skip
        assert run([*arguments, "--out", str(tmp_path / name), *db]) == 0
    said = capsys.readouterr().out
    who = rows_of(openpyxl.load_workbook(tmp_path / "who.xlsx")["结果"])
    assert f"who.xlsx：{len(who)} 条" in said
    assert all("飞灰" in row["任务"] + row["原文"] for row in who) and who[0]["牵头"]
    duties = rows_of(openpyxl.load_workbook(tmp_path / "unit.xlsx")["结果"])
    assert {row["角色"] for row in duties} == {"牵头", "责任"}
    targets = rows_of(openpyxl.load_workbook(tmp_path / "targets.xlsx")["结果"])
    assert len(targets) == len(extract_file(COUNTY).targets)
    assert any(row["目标值"] == "≥ 95%" and "第" in row["位置"] for row in targets)
    units = rows_of(openpyxl.load_workbook(tmp_path / "query.xlsx")["结果"])
    assert all(isinstance(row["共"], int) for row in units)
    assert docx.Document(str(tmp_path / "list.docx")).tables[0].rows[1].cells[0].text == "1"
    assert run(["who", "火星移民", "--out", str(tmp_path / "none.xlsx"), *db]) == 1
    assert not (tmp_path / "none.xlsx").exists()


def test_a_plan_as_a_ledger_that_reads_the_same(tmp_path: Path) -> None:
    out = tmp_path / "分解表.xlsx"
    assert run(["extract", str(COUNTY), "--out", str(out)]) == 0
    book = openpyxl.load_workbook(out)
    for name in book.sheetnames[1:]:
        del book[name]
    book.save(out)
    plan, again = extract_file(COUNTY), extract_file(out)
    for role in ("lead", "responsible", "supporting"):
        wanted = [measure.units(role) for task in plan.tasks for measure in task.measures]  # type: ignore[arg-type]
        assert [measure.units(role) for task in again.tasks for measure in task.measures] == wanted  # type: ignore[arg-type]
    assert [task.title for task in again.tasks] == [task.title for task in plan.tasks]
    assert again.document.region == plan.document.region


TABLE = Table("表", "标题", (Column("序号", 6), Column("词", 20)), ((1, "=1+1"), (2, "http://a.b"), (3, "甲\x0b乙"), (4, "长" * 40_000), (5, None)))  # fmt: skip


def test_texts_stay_texts(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    write_report(Report("题", ("行",), (TABLE,)), out)
    sheet = openpyxl.load_workbook(out)["表"]
    assert [row["词"] for row in rows_of(sheet)][:2] == ["=1+1", "http://a.b"]
    assert {cell.data_type for cell in sheet["B"] if str(cell.value).startswith("=")} == {"s"}
    assert sheet["B7"].hyperlink is None
    document = tmp_path / "a.docx"
    findings = (("头", (Finding("题\x00", (("签", "文"), ("空", ""))),)),)
    write_report(Report("题", (), (TABLE,), findings), document)
    assert [row.cells[1].text for row in docx.Document(str(document)).tables[0].rows][1:4] == [
        "=1+1",
        "http://a.b",
        "甲乙",
    ]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "有.xlsx").write_text("", "utf-8")
    for name, said in (("有.xlsx", "不覆盖"), ("a.pdf", ".docx"), ("没有/a.xlsx", "没有文件夹")):
        with pytest.raises(UserError, match=said):
            check_target(str(tmp_path / name))
    assert beside(tmp_path / "比对.xlsx", "新郑市/a").name == "比对-新郑市a.xlsx"
    assert not list(tmp_path.glob(".*.part"))


def test_comparisons_with_plans_of_one_county_are_told_apart(tmp_path: Path) -> None:
    for name, title in (
        ("a.txt", "沁源县2024年工作要点"),
        ("b.txt", "沁源县2025年工作要点"),
        ("c.txt", "长丰县工作要点"),
    ):
        (tmp_path / name).write_text(f"{title}\n（一）修路。新建公路3公里。（牵头单位：县交通局）\n", encoding="utf-8")
    lowers = [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]
    assert run(["compare", str(CITY), *lowers, "--out", str(tmp_path / "比.xlsx")]) == 0
    names = {path.name for path in tmp_path.glob("比*.xlsx")}
    assert names == {"比-沁源县2024年工作要点.xlsx", "比-沁源县2025年工作要点.xlsx", "比-长丰县.xlsx"}


def test_several_plans_name_their_document() -> None:
    plans = [
        extract_text(f"{place}2024年工作要点\n（一）修路。（牵头单位：县交通局）\n") for place in ("长丰县", "沁源县")
    ]
    report = plans_report(plans)
    assert report.tables[0].columns[0].head == "文件"
    assert [row[0] for row in report.tables[0].rows] == ["长丰县2024年工作要点", "沁源县2024年工作要点"]
