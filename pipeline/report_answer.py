"""Answers as reports: the rows of a question as a table, with the columns that people read."""

from __future__ import annotations

from datetime import date

from pipeline.goal import goal
from pipeline.report import Column, Report, Table, Value, without_empty
from pipeline.show import UNSHOWN, cell, place, tally
from pipeline.terms import ROLES
from queries.ask import Answer

# Widths of columns that hold long words; of others by their head.
WIDTHS = {
    "quote": 60, "text": 50, "upper_text": 50, "lower_text": 50, "responsibility": 40, "title": 30, "document": 34,
    "indicator": 26, "reason": 40, "reasons": 40, "section": 30, "supporting": 30, "responsible": 26, "lead": 20,
    "deadlines": 18, "goal": 20, "place": 30, "unit": 20,
}  # fmt: skip
# What `goal` tells as one, and where a place says it.
FIGURES = ("kind", "comparator", "bound", "value", "value_high", "unit", "base_year", "base_value")
PLACED = ("section", "number", "page", "cell")
LATE = ("score", "at_least")


def answer_report(answer: Answer, what: str) -> Report:
    """The report of an answer to `what` was asked (谁负责 飞灰)."""
    columns = dict(answer.question.columns)
    names = [name for name in columns if name == "source" or name not in (*UNSHOWN, *LATE)]
    figured = "comparator" in columns and "value" in columns
    if figured:
        names = [name for name in names if name not in FIGURES]
        names.insert(names.index("indicator") + 1, "goal")
    placed = {"section", "number"} <= set(columns)
    if placed:
        names = [*(name for name in names if name not in PLACED), "place"]
    if "quote" in names:
        names = [*(name for name in names if name != "quote"), "quote"]
    heads = {**columns, "goal": "目标值", "place": "位置"}
    described = (Column("序号", 6), *(Column(heads[name], WIDTHS.get(name, max(10, 2 * len(heads[name]) + 4))) for name in names))  # fmt: skip
    rows = [(number, *(_value(name, row) for name in names)) for number, row in enumerate(answer.rows, 1)]
    lines = (f"{answer.question.title}：{what}" if what else answer.question.title, tally(answer, len(answer.rows)), f"由政图于 {date.today().isoformat()} 生成")  # fmt: skip
    return Report(what or answer.question.title, lines, (Table("结果", "", *without_empty(described, rows)),))


def _value(name: str, row: dict[str, object]) -> Value:
    if name == "goal":
        return goal(row, str(row["quote"]))
    if name == "place":
        section, number, page, at = (row.get(part) for part in PLACED)
        return place(section or [], number, page, at)  # type: ignore[arg-type]
    content = row[name]
    if name == "role":
        return ROLES.get(str(content), str(content))
    if isinstance(content, (int, float)) and not isinstance(content, bool):
        return content
    return cell(name, content)
