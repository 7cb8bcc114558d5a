"""A comparison as a report to be handed on: 总表, 任务, 目标, 牵头, 时限, 待核对, each row with the words of both plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from extractors.records import Document
from pipeline.comparison_rows import (
    LATER,
    ONLY_LOWER,
    OTHER_LEAD,
    Both,
    Rows,
    deadlines,
    doubts,
    leads,
    problems,
    targets,
    tasks,
)
from pipeline.findings import Sides, counts, parts
from pipeline.report import Column, Finding, Report, Table, Tone, beside, check_target, write_report
from pipeline.show import show
from pipeline.verdicts import ELSEWHERE, LEADS
from queries.compare import Comparison

LINK_TONES: dict[str, Tone] = {"已承接": "good", "部分承接": "warn", "未承接": "bad", ONLY_LOWER: "info"}
TARGET_TONES: dict[str, Tone] = {
    "低于上级": "bad", "没有提": "bad", "没有定量": "warn", "相等": "good", "高于上级": "good", "承担一部分": "info",
}  # fmt: skip
LEAD_TONES: dict[str, Tone] = {
    "不同": "warn",
    "没有牵头": "bad",
    "增加了牵头": "info",
    ELSEWHERE: "info",
    "一致": "good",
}
DEADLINE_TONES: dict[str, Tone] = {"更晚": "bad", "相同": "good", "更早": "good"}
SUMMARY, TASKS, TARGETS_SHEET, LEADS_SHEET, DEADLINES_SHEET, DOUBTS = "总表", "任务", "目标", "牵头", "时限", "待核对"
NUMBER, VERDICT = Column("序号", 6), Column("结果", 11)


def comparison_report(comparison: Comparison, full: bool = False) -> Report:
    """The report of one comparison; `full` adds to a document what is in order (a workbook has everything)."""
    sides = Both(comparison)
    upper, lower = comparison.upper.document, comparison.lower.document
    findings = [
        (heading, tuple(Finding(title, tuple(fields)) for title, fields in entries))
        for heading, entries in parts(Sides(comparison, ids=False), full)
    ]
    return Report(
        f"{lower.region or '下级'}与{upper.region or '上级'}方案比对",
        (f"上级：{_named(upper)}", f"下级：{_named(lower)}", f"由政图于 {date.today().isoformat()} 比对；结果请结合原文核对"),
        tuple(_tables(comparison, sides)),
        tuple(findings),
    )  # fmt: skip


def write_comparisons(comparisons: Sequence[Comparison], name: str, full: bool) -> None:
    """Write each comparison to the file `name`; of several each to one of its own, named after its county."""
    out = check_target(name)
    files = [out] if len(comparisons) == 1 else [beside(out, name) for name in names_of(comparisons)]
    for target, comparison in zip(files, comparisons, strict=True):
        report = comparison_report(comparison, full)
        write_report(report, target)
        todo = next(table.title for table in report.tables[1:])
        show(f"已写到 {target}：{report.title}，{todo}")


def names_of(comparisons: Sequence[Comparison]) -> list[str]:
    """A name for each: its county; two plans of one county are told by title, of one title by file, else by number."""
    documents = [comparison.lower.document for comparison in comparisons]
    names = [document.region or document.title for document in documents]
    for part in ("title", "source"):
        same = [name for name in names if names.count(name) > 1]
        names = [getattr(d, part) if name in same else name for name, d in zip(names, documents, strict=True)]
    return [f"{name}-{n}" if names.count(name) > 1 else name for n, name in enumerate(names, 1)]


def _named(document: Document) -> str:
    number = f"（{document.doc_number}）" if document.doc_number else ""
    return f"{document.region or '（地区不明）'}《{document.title}》{number}，{document.source}"


def _tables(comparison: Comparison, sides: Both) -> Iterator[Table]:
    yield Table(SUMMARY, "总体情况", (Column("比对", 14), Column("项数", 8), Column("结果", 70)), tuple(counts(Sides(comparison, ids=False))))  # fmt: skip
    wanting = tuple((n, *row) for n, row in enumerate(problems(comparison, sides), 1))
    heads: tuple[Column, ...] = (Column("序号", 14), Column("问题", 12), Column("上级要求", 70), Column("下级情况", 60))
    tones: dict[str, Tone] = {**LINK_TONES, **TARGET_TONES, OTHER_LEAD: "warn", LEADS["missing"]: "bad", LATER: "bad"}
    yield Table(SUMMARY, f"需要处理的问题（{len(wanting)} 项）", heads, wanting, 1, tones)
    heads = (
        NUMBER, VERDICT, Column("上级任务", 28), Column("上级举措原文", 52), Column("上级牵头", 16),
        Column("下级任务", 28), Column("下级举措原文", 52), Column("下级牵头", 16),
        Column("上级没有着落的话", 30), Column("判断理由", 44),
    )  # fmt: skip
    yield _numbered(TASKS, "任务承接情况", heads, tasks(comparison, sides), LINK_TONES)
    heads = (
        NUMBER, VERDICT, Column("指标", 24), Column("上级目标", 22), Column("下级目标", 22), Column("理由", 34),
        Column("上级原文", 42), Column("上级位置", 30), Column("下级原文", 42), Column("下级位置", 30),
    )  # fmt: skip
    yield _numbered(TARGETS_SHEET, "目标比较", heads, targets(comparison, sides), TARGET_TONES)
    heads = (NUMBER, VERDICT, Column("上级任务", 34), Column("上级牵头", 26), Column("下级任务", 34), Column("下级牵头", 26), Column("理由", 46))  # fmt: skip
    yield _numbered(LEADS_SHEET, "牵头单位比较", heads, leads(comparison, sides), LEAD_TONES)
    heads = (NUMBER, VERDICT, Column("上级任务", 34), Column("上级时限", 26), Column("下级任务", 34), Column("下级时限", 26), Column("理由", 46))  # fmt: skip
    yield _numbered(DEADLINES_SHEET, "完成时限比较", heads, deadlines(comparison, sides), DEADLINE_TONES)
    heads = (
        NUMBER, Column("核对什么", 16), Column("上级", 30), Column("上级原文", 50), Column("下级", 30),
        Column("下级原文", 50), Column("为什么要核对", 36), Column("核对意见", 24), Column("标识（zhengtu decide 用）", 38),
    )  # fmt: skip
    yield _numbered(DOUBTS, "请人核对", heads, doubts(comparison, sides), {}, toned=None)


def _numbered(
    sheet: str, title: str, heads: tuple[Column, ...], rows: Rows, tones: Mapping[str, Tone], toned: int | None = 1
) -> Table:
    body = tuple((number, *row) for number, row in enumerate(rows, 1))
    return Table(sheet, f"{title}（{len(body)} 项）", heads, body, toned, tones)
