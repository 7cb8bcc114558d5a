"""Lines of a cell: which are names, which statements, and which were only broken to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.extract import extract_text
from extractors.text.cell_lines import one_line
from extractors.text.strand import Strand

CELLS = [
    ("市教育局\n市财政局", "市教育局、市财政局", "names"),
    ("市教育局、\n市财政局", "市教育局、市财政局", "a list broken behind its mark"),
    ("市发展和\n改革委员会", "市发展和改革委员会", "a name broken to fit"),
    ("郑州市发展和改革委员会、市工业和\n信息化局、市财政局", "郑州市发展和改革委员会、市工业和信息化局、市财政局", ""),
    ("推进教育信息化\n完成智慧校园20所", "推进教育信息化；完成智慧校园20所", "statements"),
    ("推进移风易俗\n1.修订村规民约；\n2.建设红白理事会100个。", "推进移风易俗；1.修订村规民约；2.建设红白理事会100个。", "items"),
    ("提升供水能力\n（1）新建水厂3座\n（2）改造管网20公里", "提升供水能力；（1）新建水厂3座；（2）改造管网20公里", ""),
    ("新建改建农村公路120公里，\n完成危桥改造5座", "新建改建农村公路120公里，完成危桥改造5座", "a comma goes on"),
    ("建设区域性\n养老服务中心3个", "建设区域性养老服务中心3个", "broken to fit"),
    ("新建学校\n3所", "新建学校3所", ""),
    ("全面推进城市更新，加快老旧小区的\n改造提升", "全面推进城市更新，加快老旧小区的改造提升", "的 is open"),
    ("森林覆盖率达到\n35%以上", "森林覆盖率达到35%以上", ""),
    ("完成\n时限", "完成时限", "a head"),
    ("责任\n单位", "责任单位", "a head"),
    ("2024年\n6月底前", "2024年6月底前", "a date"),
    ("\n推进教育信息化\n", "推进教育信息化", "empty lines"),
    ("开展排查整治\r\n强化日常监管\r\n建立长效机制", "开展排查整治；强化日常监管；建立长效机制", ""),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected", "note"), CELLS, ids=lambda value: str(value)[:12])
def test_one_line(cell: str, expected: str, note: str) -> None:
    assert one_line(Strand.at(cell, 0)).text == expected, note


@given(
    st.lists(st.sampled_from(["市教育局", "推进信息化", "1.建设", "", " ", "完成20所。", "的", "\u2028"]), max_size=6)
)
def test_nothing_is_lost(lines: list[str]) -> None:
    cell = Strand.at("\n".join(lines), 0)
    made = one_line(cell)
    assert "\n" not in made.text
    kept = "".join(character for character, at in zip(made.text, made.index, strict=True) if at >= 0)
    assert "".join(kept.split()) == "".join("".join(lines).split())


MARKDOWN = """# 新郑市2024年教育工作任务清单

| 序号 | 任务 | 责任单位 |
| --- | --- | --- |
| 1 | 推进教育信息化<br>完成智慧校园20所 | 市教育局<br>市财政局 |
| 2 | 推进教师培训；<br/>培训500人 | <p>市教育局</p><p>市人社局</p> |
"""


def test_tags_in_the_cells_of_a_table_of_bars() -> None:
    plan = extract_text(MARKDOWN)
    assert [task.title for task in plan.tasks] == ["推进教育信息化", "推进教师培训"]
    assert [task.measures[0].units("responsible") for task in plan.tasks] == [
        ("市教育局", "市财政局"),
        ("市教育局", "市人社局"),
    ]
    assert [(target.value, target.unit) for target in plan.targets] == [(20, "所"), (500, "人")]


def test_bars_that_are_no_table() -> None:
    plan = extract_text("甲市2024年工作要点\n（一）修路<br>修桥 | 建桥 | 建路。（牵头单位：市交通局）\n")
    assert plan.tasks[0].measures[0].units("lead") == ("市交通局",)
