"""The report's counts: read, told of in a warning, recognised as none."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.coverage import Coverage, coverage
from extractors.extract import extract_text

TEXT = """云溪县2024年水利工作要点
成员（县水利局、县财政局）名单另发。
一、任务
（一）清淤（含清障）。新建泵站30座，产值超过5亿元的企业除外。（县水利局牵头，各乡镇配合）
（二）加固。牵头单位：县住建局
牵头单位要会同配合单位抓好落实。
"""


def test_counts() -> None:
    found = {kind.kind: kind for kind in coverage(extract_text(TEXT))}
    assert found["bracket"] == Coverage("bracket", read=1, warned=1, none=0)
    assert found["label"] == Coverage("label", read=1, warned=0, none=0)
    assert found["name"] == Coverage("name", read=3, warned=2, none=0)
    assert found["number"].read == 1
    assert found["number"].read + found["number"].warned + found["number"].none == 2


def test_units_inside_a_task_that_nobody_took_up_are_told() -> None:
    plan = extract_text(
        "云溪县2024年水利工作要点\n一、任务\n1.清淤。新建泵站30座。\n总调度：县水利局、各乡镇\n责任单位：县住建局\n"
    )
    told = [plan.text[warning.span.start : warning.span.end] for warning in plan.warnings]
    assert told == ["总调度：县水利局、各乡镇"]
    assert [a.unit for a in plan.tasks[0].measures[0].assignments] == ["县住建局"]


def test_a_label_that_nobody_knows_is_told_between_and_below_those_that_were_read() -> None:
    plan = extract_text(
        "云溪县2024年水利工作要点\n一、任务\n1.清淤。新建泵站30座。\n牵头单位：县住建局\n搭把手：县水利局、各乡镇\n完成时限：6月底\n"
        "2.补水。补水300万立方米。\n牵头单位：县水利局\n搭把手：各乡镇\n联系人：县水利局\n"
    )
    told = [plan.text[warning.span.start : warning.span.end] for warning in plan.warnings]
    assert told == ["搭把手：县水利局、各乡镇", "搭把手：各乡镇"]


def test_a_table_with_units_whose_head_is_not_understood_is_told() -> None:
    plan = extract_text(
        "云溪县水利工作要点\n一、任务\n| 编码 | 帮办内容简述 | 张贴处 |\n| --- | --- | --- |\n"
        "| A | 疏浚河道 | 县水利局 |\n| B | 更换阀门 | 县住建局、县财政局 |\n"
    )
    assert [warning.code for warning in plan.warnings] == ["no-tasks", "table-unread"]


def test_an_item_that_names_nobody_beside_others_that_do_is_told() -> None:
    plan = extract_text("云溪县水利工作要点\n一、改造泵站。更换水泵12台。\n二、清淤。疏浚河道。（县水利局）\n")
    assert [task.title for task in plan.tasks] == ["清淤"]
    assert [(w.code, plan.text[w.span.start : w.span.end]) for w in plan.warnings] == [("item-unread", "一、改造泵站")]


def test_an_address_to_units_is_no_label() -> None:
    plan = extract_text("关于印发任务清单的通知\n各乡镇，县直有关部门：\n一、清淤。疏浚河道。（县水利局）\n")
    assert not plan.warnings


@given(st.lists(st.sampled_from(TEXT.splitlines()), max_size=8).map("\n".join))
def test_every_place_is_counted_once(text: str) -> None:
    plan = extract_text("云溪县工作要点\n" + text)
    assert [kind.kind for kind in coverage(plan)] == ["bracket", "label", "name", "number"]
    assert all(min(kind.read, kind.warned, kind.none) >= 0 for kind in coverage(plan))
