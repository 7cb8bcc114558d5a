"""Whole plans, small ones: from text to tasks, measures, units and deadlines; and what is told when nothing was read."""

from typing import Any

import pytest
from case_tables import rows

from extractors.extract import extract_text
from extractors.records import Measure, Plan

ROLES = ("lead", "responsible", "supporting")


def shown(plan: Plan) -> list[str]:
    """The plan's measures as the table writes them."""
    lines: list[str] = []
    for task in plan.tasks:
        for number, measure in enumerate(task.measures):
            head = "+ " if number else f"{task.number or ''} | {task.title} | "
            lines.append((head + measure_line(measure)).strip(" |"))
    return lines


def measure_line(measure: Measure) -> str:
    """Units by role, then dates of deadlines, then persons."""
    parts = ["; ".join(f"{role} {'、'.join(measure.units(role))}" for role in ROLES if measure.units(role))]  # type: ignore[arg-type]
    if dates := [deadline.date for deadline in measure.deadlines if deadline.date]:
        parts.append(f"due {' '.join(dates)}")
    if measure.persons:
        parts.append(f"persons {'、'.join(measure.persons)}")
    return " | ".join(part for part in parts if part)


@pytest.mark.parametrize("case", rows("plans") + rows("wordings"))
def test_plans(case: dict[str, Any]) -> None:
    title = f"{case['year']}年工作要点\n" if "year" in case else ""
    assert shown(extract_text(title + case["text"])) == case["expected"]


def test_a_document_without_tasks_says_so() -> None:
    plan = extract_text("云溪县召开会议\n会议听取了汇报。")
    assert [warning.code for warning in plan.warnings] == ["no-tasks"]


@pytest.mark.parametrize(
    ("text", "code", "quote", "note"),
    [
        ("一、任务\n（一）清淤。（牵头单位由县政府另行明确）\n（二）加固。（县水利局负责）", "responsibility-unread",
         "（牵头单位由县政府另行明确）", "a label without a unit"),
        ("牵头单位：县水利局\n一、任务\n（一）清淤。（各乡镇负责）", "responsibility-unread", "牵头单位：县水利局", "before all items"),
        ("成员（县水利局、县财政局）名单另发。\n一、任务\n（一）清淤。（各乡镇负责）", "unit-unread", "（县水利局、县财政局）",
         "units in a bracket that belongs to no task"),
    ],
)  # fmt: skip
def test_what_was_not_read_is_told(text: str, code: str, quote: str, note: str) -> None:
    plan = extract_text(text)
    told = [(w.code, plan.text[w.span.start : w.span.end]) for w in plan.warnings if w.code == code]
    assert told == [(code, quote)], note


def test_a_label_in_a_heading_that_its_items_took_is_not_told_of() -> None:
    plan = extract_text(
        "（一）节水降损　牵头单位：市住建局\n1.更新管网。责任单位：市水务集团。\n2.治理漏损。责任单位：各区。"
    )
    assert [warning.code for warning in plan.warnings] == []
    assert [task.measures[0].units("lead") for task in plan.tasks] == [("市住建局",), ("市住建局",)]


def test_an_imprint_is_not_told_of() -> None:
    plan = extract_text("一、任务\n（一）清淤。（各乡镇负责）\n主办：县水利局\n抄送：县委各部门。")
    assert [warning.code for warning in plan.warnings] == []


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("一", "二", "四"), ["编号从“二”跳到“四”，中间可能有没有读出的条目"]),
        (("一", "二", "三"), []),
        (("一", "九"), []),
    ],
)
def test_a_number_left_out_is_told(numbers: tuple[str, ...], said: list[str]) -> None:
    lines = [f"（{number}）抓好第{number}件事。（牵头单位：市教育局）" for number in numbers]
    plan = extract_text("\n".join(["某市2024年工作要点", "一、重点任务", *lines]))
    assert [warning.message for warning in plan.warnings if warning.code == "number-skipped"] == said
    assert all(plan.text[slice(*w.span)].startswith("（四）") for w in plan.warnings if w.code == "number-skipped")
