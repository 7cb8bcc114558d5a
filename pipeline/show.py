"""Answers for people: what was found, each with document, section, number and the printed words."""

import json
import sys
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from rich.console import RenderableType

from pipeline.goal import goal
from pipeline.screen import Passage, console, record, shorten, table
from pipeline.terms import KINDS, ROLES
from pipeline.verdicts import LINKS, TARGETS
from queries.ask import Answer

# The columns that hold a verdict.
VERDICTS = {"status": LINKS, "verdict": TARGETS}
# Columns for programs, and what the title says already.
UNSHOWN = ("id", "lower_id", "source", "issuer")
QUOTE_CELLS = 240
# What a finding of a comparison is named by; its other columns stand under that.
NAMES = ("title", "indicator")
# Questions over what `compare --keep` stored have this column; without that they find nothing.
KEPT = "lower"
RIGHT = ("tasks", "measures", "targets", "lead", "responsible", "supporting", "total", "value", "page")


def show(*blocks: RenderableType) -> None:
    """Print `blocks`; in a pipe without colours and without spaces at the ends of lines."""
    screen = console()
    # A line that fits stays as it is; a longer one is not left to rich, which breaks lines at spaces.
    blocks = tuple(Passage(b) if isinstance(b, str) and cell_len(b) > screen.width else b for b in blocks)
    if screen.is_terminal:
        for block in blocks:
            screen.print(block)
        return
    with screen.capture() as capture:
        for block in blocks:
            screen.print(block)
    print("\n".join(line.rstrip() for line in capture.get().splitlines()), flush=True)


def emit(data: dict[str, Any]) -> int:
    """Print one JSON object on one line; 0, the exit code of having done so."""
    print(json.dumps(data, ensure_ascii=False))
    return 0


def answered(answer: Answer, as_json: bool, what: str = "", full: bool = False, limit: int | None = None) -> int:
    """Print an answer. The exit code is 1 where `what` was asked for (任务, 单位) by a name that is unknown."""
    if as_json:
        emit(answer.to_contract())
    elif answer.missing:
        near = f"；相近的有：{'、'.join(answer.near)}" if answer.near else ""
        print(f"zhengtu：没有找到{what}“{answer.missing}”{near}", file=sys.stderr)
    else:
        show_rows(answer, full, limit)
    return int(bool(answer.missing))


def show_tasks(answer: Answer, full: bool, limit: int) -> None:
    """Tasks with their units: the answer to who, and to every question with those columns."""
    shown = answer.rows[:limit]
    numbered = enumerate(shown, skipped(answer) + 1)
    show(*(task_record(row, number, full) for number, row in numbered), tally(answer, len(shown)))


def task_record(row: dict[str, Any], number: int, full: bool = False) -> RenderableType:
    """One measure of a task."""
    fields = [
        ("文件", row["document"]),
        ("位置", place(row["section"], row["number"], row["page"], row["cell"])),
        *((label, "、".join(row[role])) for role, label in ROLES.items() if role in row),
        ("分工", row.get("responsibility") or ""),
        ("时限", "、".join(row["deadlines"])),
        ("原文", quote(row["quote"], full)),
    ]
    if "lead" in row and not (row["lead"] or row["responsible"] or row["supporting"]):
        fields.insert(2, ("牵头", "（未写明单位）"))
    return record(row["title"], fields, f"{number}.")


def show_duties(answer: Answer, full: bool) -> None:
    """What a unit has to do, by unit and role; the head of each unit counts all, also what stands on other pages."""
    for (government, unit), rows in groupby(answer.rows, key=lambda row: (row["government"], row["unit"])):
        mine = list(rows)
        in_all = answer.duties[government, unit]
        counts = "，".join(f"{label} {in_all[role]} 项" for role, label in ROLES.items())
        part = f"（这里列出 {len(mine)} 项）" if len(mine) < sum(in_all[role] for role in ROLES) else ""
        show(f"{government} {unit}：{counts}{part}", "")
        for role, label in ROLES.items():
            duties = [row for row in mine if row["role"] == role]
            if duties:
                show(f"【{label}】", *(task_record(row, number, full) for number, row in enumerate(duties, 1)))
    if len(answer.rows) < answer.found:
        show(tally(answer, len(answer.rows)))


def show_targets(answer: Answer) -> None:
    """Targets as a table for each document."""
    for (document, _), rows in groupby(answer.rows, key=lambda row: (row["document"], row["region"])):
        body = [
            (row["indicator"], goal(row, row["quote"]), row["year"], row["scope"], place(row["section"][-1:], row["number"]),
             row["quote"])
            for row in rows
        ]  # fmt: skip
        show(document, "", table(("指标", "目标值", "年份", "范围", "位置", "原文"), body), "")
    show(tally(answer, len(answer.rows)))


def show_rows(answer: Answer, full: bool = False, limit: int | None = None) -> None:
    """Any answer: tasks, targets and findings in their own form, everything else as a table of its columns."""
    columns = answer.question.columns
    if not answer.rows:
        show(nothing(answer))
    elif {"role", "government"} <= set(columns):
        show_duties(answer, full)
    elif {"lead", "quote"} <= set(columns):
        show_tasks(answer, full, limit or len(answer.rows))
    elif {"indicator", "comparator"} <= set(columns):
        show_targets(answer)
    elif {KEPT, "text"} <= set(columns):
        show_findings(answer, full)
    else:
        show_table(answer)


def nothing(answer: Answer) -> str:
    """Why there may be no rows: the page lies behind the last one, or no comparison was stored to ask."""
    if skipped(answer):
        return f"第 {skipped(answer)} 条以后没有内容了。"
    if KEPT in answer.question.columns:
        return "没有符合的内容；只看已存入图的比对结果，先运行 zhengtu compare 上级 下级 --keep"
    return "没有符合的内容。"


def show_findings(answer: Answer, full: bool = False) -> None:
    """Stored results of comparisons: each with both plans' words and the reason."""
    columns = answer.question.columns
    name = next(name for name in NAMES if name in columns)
    blocks = []
    for number, row in enumerate(answer.rows, skipped(answer) + 1):
        where = place(row.get("section") or [], row.get("number"))
        fields = [
            (label, quote(row[column], full) if column.endswith("text") and row[column] else cell(column, row[column]))
            for column, label in columns.items()
            if column not in (*UNSHOWN, name, "section", "number")
        ]
        blocks.append(record(f"{row[name]}（{where}）" if where else row[name], fields, f"{number}."))
    show(*blocks, tally(answer, len(blocks)))


def show_table(answer: Answer) -> None:
    """Rows as a table of their columns; where several are about one document, its title stands above them once.

    A list of documents, which tells the file of each, is one table even where two have one title.
    """
    columns = answer.question.columns
    titles = [row.get("document") for row in answer.rows]
    grouped = "document" in columns and "source" not in columns and len(set(titles)) < len(titles)
    names = [name for name in columns if name not in UNSHOWN and not (grouped and name == "document")]
    numbers = [index for index, name in enumerate(names) if name in RIGHT]
    for title, rows in groupby(answer.rows, key=lambda row: row["document"] if grouped else None):
        body = [[_named(row) if name == "document" else cell(name, row[name]) for name in names] for row in rows]
        show(*([title, ""] if title else []), table([columns[name] for name in names], body, numbers), "")
    show(tally(answer, len(answer.rows)))


def _named(row: dict[str, Any]) -> str:
    """A document's title, with its file where the question tells it: by that it is read anew and removed."""
    title = row["document"] or "（没有标题）"
    return f"{title}（{row['source']}）" if row.get("source") else str(title)


def cell(name: str, content: Any) -> str:
    """One value of a row as text for a table."""
    if name in VERDICTS:
        return VERDICTS[name].get(content, str(content))
    if name == "kind":
        return KINDS.get(content, str(content))
    if isinstance(content, bool):
        return "是" if content else "否"
    if isinstance(content, list):
        return ("；" if name == "reasons" else " › " if name.endswith("section") else "、").join(map(str, content))
    return "" if content is None else str(content)


def place(section: Sequence[str], number: str | None, page: int | None = None, cell: str | None = None) -> str:
    """Where a task stands: its headings from the top, its number as printed, and its page, or sheet and cell."""
    ends = [f"第{number}项"] if number else []
    where = f"第{page}页" if page else f"单元格 {cell}" if cell else ""
    return "，".join(filter(None, (" › ".join([*section, *ends]), where)))


def quote(text: str, full: bool = False) -> str:
    """The printed words in quotation marks, cut where they are long."""
    return f"“{text if full else shorten(text, QUOTE_CELLS)}”"


def skipped(answer: Answer) -> int:
    """How many rows stand before this page."""
    return int(answer.parameters.get("skip") or 0)


def tally(answer: Answer, shown: int) -> str:
    """The closing line of an answer."""
    if answer.at_least:
        more = "--limit 或 limit= 改条数；用 --region 或 region= 只看一个地区，可以数全"
        return f"至少 {answer.found} 条，列出 {shown} 条（{more}）"
    if shown < answer.found:
        before = skipped(answer)
        which = f"列出第 {before + 1} 至 {before + shown} 条" if before else f"列出 {shown} 条"
        return f"共 {answer.found} 条，{which}（--limit 或 limit= 改条数，--json 给全部）"
    return f"共 {shown} 条"
