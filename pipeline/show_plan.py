"""One plan for people: what was read from it, and what was not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from extractors.contract import ROLES as ALL_ROLES
from extractors.contract import target_to_contract
from extractors.records import Measure, Plan, Span, Task
from pipeline.goal import goal
from pipeline.screen import record, shorten, table
from pipeline.show import place, quote, show
from pipeline.terms import ROLES, WARNINGS

PLACES = {"bracket": "像责任表述的括号", "label": "责任标签", "name": "括号里、标签后的单位名", "number": "带单位的数"}
SHORTEST_GAP = 12
QUOTE_CELLS = 200


def show_plan(plan: Plan) -> None:
    """The document, its tasks by section with their units, its targets, and how much was doubtful."""
    document = plan.document
    facts = [
        ("文号", document.doc_number or ""),
        ("发文机关", document.issuer or ""),
        ("地区", document.region or ""),
        ("日期", document.issued_on or ""),
        ("规划期", document.period or ""),
        ("引用", "；".join(f"《{c.title}》{f'（{c.doc_number}）' if c.doc_number else ''}" for c in document.cites)),
    ]
    show(record(document.title, facts))
    for section, tasks in groupby(plan.tasks, key=lambda task: task.section):
        show(place(section, None) or "（不在章节中）", "")
        for task in tasks:
            show(record(task.title, task_fields(task), task.number or "·"))
    if plan.targets:
        rows = [
            (t.indicator, goal(target_to_contract(t), t.text), t.year, t.scope, shorten(t.text, QUOTE_CELLS))
            for t in plan.targets
        ]
        show(table(("指标", "目标值", "年份", "范围", "原文"), rows), "")
    measures = sum(len(task.measures) for task in plan.tasks)
    show(f"共 {len(plan.tasks)} 项任务、{measures} 条举措、{len(plan.targets)} 个目标，{len(plan.warnings)} 处提示")
    if plan.warnings:
        show(f"提示：{_by_code(plan)}；逐条见 zhengtu extract --report")


def task_fields(task: Task) -> Iterator[tuple[str, str]]:
    """Each measure's units and deadlines; of several measures each with the words that it starts with."""
    for measure in task.measures:
        if len(task.measures) > 1:
            yield "举措", quote(shorten(measure.text, QUOTE_CELLS), full=True)
        yield from measure_fields(measure)


def measure_fields(measure: Measure) -> Iterator[tuple[str, str]]:
    """Units by role, persons and deadlines."""
    for role in ALL_ROLES:
        yield ROLES[role], "、".join(measure.units(role))
    yield "责任人", "、".join(measure.persons)
    yield "时限", "、".join(deadline.text for deadline in measure.deadlines)


def show_report(plan: Plan) -> None:
    """Coverage: how much of the text stands in tasks, every warning, and the text between tasks that is in none."""
    inside = sum(end - start for start, end in merged(task.span for task in plan.tasks))
    units = sum(len(measure.assignments) for task in plan.tasks for measure in task.measures)
    without = sum(not measure.assignments for task in plan.tasks for measure in task.measures)
    show(
        plan.document.title,
        "",
        f"全文 {len(plan.text)} 字，{len(plan.tasks)} 项任务占 {inside} 字（{inside / max(1, len(plan.text)):.0%}）",
        f"读到单位 {units} 处，目标 {len(plan.targets)} 个；没有写明任何单位的举措 {without} 条",
        f"提示 {len(plan.warnings)} 处{f'：{_by_code(plan)}' if plan.warnings else ''}",
        "",
        table(("像是责任或数值的文字", "已读出", "有提示", "判为无关"), _coverage_rows(plan), numbers=(1, 2, 3)),
        "",
    )
    show(*(record(w.message, [("原文", _quoted(plan, w.span))]) for w in plan.warnings))
    gaps = list(gaps_between_tasks(plan))
    if gaps:
        show("任务之间没有归入任务的文字：", "")
        show(*(record(f"第 {gap.start} 字起", [("原文", _quoted(plan, gap))]) for gap in gaps))


def _coverage_rows(plan: Plan) -> Iterator[tuple[object, ...]]:
    """One row for each kind of place that looks like responsibility or like a value."""
    from extractors.coverage import coverage

    for kind in coverage(plan):
        yield PLACES[kind.kind], kind.read, kind.warned, kind.none


def gaps_between_tasks(plan: Plan) -> Iterator[Span]:
    """Stretches from the first task to the last that lie in no task and are no heading."""
    headings = [Span(s.span.start, s.span.start + len(s.heading)) for s in plan.sections]
    covered = merged([*(task.span for task in plan.tasks), *headings])
    first = min((task.span.start for task in plan.tasks), default=0)
    for before, after in pairwise(covered):
        gap = Span(before.end, after.start)
        if before.end >= first and len(plan.text[gap.start : gap.end].strip()) >= SHORTEST_GAP:
            yield gap


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return joined


def _by_code(plan: Plan) -> str:
    return "，".join(
        f"{WARNINGS.get(code, code)} {count}" for code, count in Counter(w.code for w in plan.warnings).most_common()
    )


def _quoted(plan: Plan, span: Span) -> str:
    words = plan.text[span.start : span.end]
    return quote(shorten(words, QUOTE_CELLS), full=True) if words else ""
