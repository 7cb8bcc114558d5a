"""What was read from plans as a report: a 任务分解表 made of any plan, its targets, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from extractors.contract import target_to_contract
from extractors.records import Plan
from pipeline.goal import goal
from pipeline.report import Column, Report, Table, Value, without_empty
from pipeline.show import place
from pipeline.terms import WARNINGS

TASKS = (
    Column("编号", 8), Column("类别", 26), Column("重点任务", 30), Column("工作措施", 60), Column("牵头单位", 22),
    Column("责任单位", 28), Column("配合单位", 30), Column("责任人", 10), Column("完成时限", 18), Column("页码或单元格", 14),
)  # fmt: skip
TARGETS = (Column("指标", 28), Column("目标值", 22), Column("年份", 8), Column("范围", 14), Column("任务", 30), Column("原文", 60), Column("页码或单元格", 14))  # fmt: skip
WARNED = (Column("种类", 18), Column("说明", 60), Column("原文", 60))


def plans_report(plans: Sequence[Plan]) -> Report:
    """The report of what was read; of several plans each row begins with its document."""
    one = len(plans) == 1
    title = plans[0].document.title if one else f"{len(plans)} 份文件"
    own = () if one else (Column("文件", 34),)
    lines = [f"由政图于 {date.today().isoformat()} 从原文读出；请结合原文核对"]
    if one and plans[0].document.doc_number:
        lines.insert(0, plans[0].document.doc_number)
    tables = [
        Table(sheet, "", *without_empty((*own, *columns), rows))
        for sheet, columns, made in (("任务", TASKS, _tasks), ("目标", TARGETS, _targets), ("提示", WARNED, _warnings))
        if (rows := [(*([] if one else [plan.document.title]), *row) for plan in plans for row in made(plan)])
    ]
    return Report(f"{title}任务分解表" if one else title, tuple(lines), tuple(tables))


def _place(page: int | None, cell: str | None) -> str:
    return place((), None, page, cell)


def _tasks(plan: Plan) -> Iterator[tuple[Value, ...]]:
    for task in plan.tasks:
        for measure in task.measures:
            units = ("、".join(measure.units(role)) for role in ("lead", "responsible", "supporting"))
            limits = "、".join(deadline.text for deadline in measure.deadlines)
            where = _place(measure.page, measure.cell)
            yield task.number, " › ".join(task.section), task.title, measure.text, *units, "、".join(measure.persons), limits, where  # fmt: skip


def _targets(plan: Plan) -> Iterator[tuple[Value, ...]]:
    titles = {task.id: task.title for task in plan.tasks}
    for target in plan.targets:
        told = goal(target_to_contract(target), target.text)
        where = _place(target.page, target.cell)
        yield target.indicator, told, target.year, target.scope, titles.get(target.task or ""), target.text, where


def _warnings(plan: Plan) -> Iterator[tuple[Value, ...]]:
    for warning in plan.warnings:
        yield (
            WARNINGS.get(warning.code, warning.code),
            warning.message,
            plan.text[warning.span.start : warning.span.end],
        )
