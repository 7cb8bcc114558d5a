"""What we wrote ourselves is no plan: results in Excel and Word, JSON and exports, however they are named."""

from pathlib import Path

import docx
import openpyxl
import pytest

from extractors.errors import UserError
from pipeline.batch import read_plan
from pipeline.cli import run
from pipeline.own_files import refuse_own

ROOT = Path(__file__).resolve().parents[2]
CITY = ROOT / "corpus" / "plans" / "zhengzhou-2023-zero-waste.txt"
COUNTY = ROOT / "corpus" / "plans" / "xinzheng-2023-zero-waste.txt"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a result of every form."""
    folder = tmp_path_factory.mktemp("results")
    db = ("--db", str(folder / "graph"))
    assert run(["add", str(COUNTY), *db]) == 0
    assert run(["compare", str(CITY), str(COUNTY), "--out", str(folder / "比对.xlsx")]) == 0
    assert run(["compare", str(CITY), str(COUNTY), "--out", str(folder / "比对.docx")]) == 0
    assert run(["extract", str(COUNTY), "--out", str(folder / "分解表.xlsx")]) == 0
    assert run(["extract", str(COUNTY), "--out", str(folder / "json")]) == 0
    assert run(["export", str(folder / "图.json"), *db]) == 0
    assert run(["export", str(folder / "图.cypher"), *db]) == 0
    return folder


RESULTS = ["比对.xlsx", "比对.docx", "分解表.xlsx", f"json/{COUNTY.name}.json", "图.json", "图.cypher"]


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_is_no_plan(results: Path, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    renamed = tmp_path / "方案"
    renamed.write_bytes((results / name).read_bytes())
    for command in ("add", "extract"):
        db = ["--db", str(tmp_path / "graph")] if command == "add" else []
        assert run([command, str(renamed), *db]) == 1
        error = capsys.readouterr().err
        assert "不是方案：请读入原来的方案文件" in error and len(error.splitlines()) == 1


def test_a_result_that_was_saved_again_is_no_plan(results: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(results / "比对.xlsx")
    book["待核对"]["H3"] = "已核对"
    book.save(tmp_path / "a.xlsx")
    document = docx.Document(str(results / "比对.docx"))
    document.add_paragraph("已核对")
    document.save(str(tmp_path / "a.docx"))
    for name in ("a.xlsx", "a.docx"):
        with pytest.raises(UserError, match="政图写成的结果"):
            refuse_own(tmp_path / name)


# (what a file of others begins with)
OTHERS = ["[2024]3号\n新郑市2024年工作要点\n", "{附件}\n新郑市2024年工作要点\n", "[1]\n新郑市2024年工作要点\n", ""]


@pytest.mark.parametrize("start", OTHERS)
def test_plans_of_others_are_read(start: str, tmp_path: Path) -> None:
    file = tmp_path / "方案.txt"
    file.write_text(f"{start}一、重点任务\n1．修路。新建公路3公里。（牵头单位：市交通局）\n", encoding="utf-8")
    assert read_plan(file).tasks
    made = docx.Document()
    made.add_paragraph("一、重点任务")
    made.add_paragraph("1．修路。新建公路3公里。（牵头单位：市交通局）")
    made.save(str(tmp_path / "方案.docx"))
    assert read_plan(tmp_path / "方案.docx").tasks
