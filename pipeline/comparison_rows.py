"""The rows of a comparison's report: each with the words of both plans, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.contract import target_to_contract
from extractors.records import Measure, Plan, Target, Task
from graph.link import Link
from graph.totals import section_at
from pipeline.findings import ASKING, UNSURE
from pipeline.goal import goal
from pipeline.report import Value
from pipeline.show import place
from pipeline.terms import WARNINGS
from pipeline.verdicts import DEADLINES, ELSEWHERE, LEADS, LINKS, TARGETS
from queries.compare import Comparison, LeadRow, held_elsewhere

ONLY_LOWER, OTHER_LEAD, LATER = "只在下级有", "牵头不同", "时限更晚"
Rows = Iterator[tuple[Value, ...]]


class Both:
    """Measures and targets of both plans by id, with what the columns of a report say of them."""

    def __init__(self, comparison: Comparison) -> None:
        plans: tuple[Plan, Plan] = (comparison.upper, comparison.lower)
        self.measures: dict[str, tuple[Task, Measure]] = {
            measure.id: (task, measure) for plan in plans for task in plan.tasks for measure in task.measures
        }
        self.sections = {target.id: section_at(plan, target.span) for plan in plans for target in plan.targets}
        self.held_elsewhere = held_elsewhere(comparison.leads)
        self.targets: Mapping[str, Target] = {target.id: target for plan in plans for target in plan.targets}

    def title(self, key: str) -> str:
        """The title of a measure's task."""
        return self.measures[key][0].title

    def placed(self, key: str) -> str:
        """The title of a measure's task, and where it stands."""
        task, measure = self.measures[key]
        where = place(task.section, task.number, measure.page, measure.cell)
        return f"{task.title}\n（{where}）" if where else task.title

    def text(self, key: str) -> str:
        """A measure's words."""
        return self.measures[key][1].text

    def leads(self, key: str) -> str:
        """Who leads a measure."""
        return "、".join(self.measures[key][1].units("lead")) or "（没有写明）"

    def led(self, row: LeadRow) -> str:
        """What is said of a row of leads, in words."""
        return ELSEWHERE if (row.upper, row.lower) in self.held_elsewhere else LEADS[row.verdict]

    def joined(self, keys: tuple[str, ...], part: str) -> str:
        """A column for several county measures: numbered where there is more than one."""
        told = [getattr(self, part)(key) for key in keys]
        return told[0] if len(told) == 1 else "\n".join(f"{number}) {text}" for number, text in enumerate(told, 1))

    def limits(self, key: str) -> str:
        """A measure's time limits."""
        return "、".join(deadline.text for deadline in self.measures[key][1].deadlines)

    def value(self, key: str | None) -> str:
        """A target's year, value and scope."""
        if not key:
            return ""
        target = self.targets[key]
        when = f"到{target.year}年 " if target.year else ""
        return f"{when}{goal(target_to_contract(target), target.text)}{f'（{target.scope}）' if target.scope else ''}"

    def target_place(self, key: str | None) -> str:
        """The task that sets a target, and where."""
        target = self.targets.get(key or "")
        if target is None:
            return ""
        if target.measure in self.measures:
            task = self.measures[target.measure][0]
            return f"{task.title}（{place(task.section, task.number, target.page, target.cell)}）"
        return place(self.sections[target.id], None, target.page, target.cell)


def _open(link: Link) -> str:
    return "\n".join(piece.text for piece in link.uncovered)


def problems(comparison: Comparison, sides: Both) -> Rows:
    """What the county has to do something about: the problem, what the city wants, what the county says."""
    for link in comparison.links:
        if link.verdict == "missing":
            told = "；".join(["没有对应的举措", *link.reasons[1:]])
            yield LINKS["missing"], f"{sides.title(link.upper)}：{sides.text(link.upper)}", told
    for link in comparison.links:
        if link.verdict == "partly":
            yield LINKS["partly"], f"{sides.title(link.upper)}：{_open(link)}", sides.joined(link.lower, "title")
    for verdict in ("below", "missing", "unquantified"):
        for row in comparison.targets:
            if row.verdict == verdict:
                wanted = f"{sides.targets[row.upper].indicator}：{sides.value(row.upper)}"
                yield TARGETS[verdict], wanted, sides.value(row.lower) or row.reason
    for lead in comparison.leads:
        if sides.led(lead) in (LEADS["differs"], LEADS["missing"]):
            upper, lower = (f"{sides.title(key)}：{sides.leads(key)}" for key in (lead.upper, lead.lower))
            yield OTHER_LEAD if lead.verdict == "differs" else LEADS["missing"], upper, lower
    for due in comparison.deadlines:
        if due.verdict == "later":
            upper, lower = (f"{sides.title(key)}：{sides.limits(key)}" for key in (due.upper, due.lower))
            yield LATER, upper, lower


def tasks(comparison: Comparison, sides: Both) -> Rows:
    """Every city measure in the order of its plan, then what only the county has."""
    for link in comparison.links:
        reasons = [*link.reasons, *([f"由{link.decided_by}判定"] if link.decided_by else [])]
        upper = sides.placed(link.upper), sides.text(link.upper), sides.leads(link.upper)
        lower = tuple(sides.joined(link.lower, part) if link.lower else "" for part in ("placed", "text", "leads"))
        yield LINKS[link.verdict], *upper, *lower, _open(link), "；".join(reasons)
    for key in comparison.lower_only:
        yield ONLY_LOWER, "", "", "", sides.placed(key), sides.text(key), sides.leads(key), "", ""


def targets(comparison: Comparison, sides: Both) -> Rows:
    """Every city target, those that want doing first."""
    order = list(TARGETS)
    for row in sorted(comparison.targets, key=lambda row: order.index(row.verdict)):
        upper, lower = sides.targets[row.upper], sides.targets.get(row.lower or "")
        texts = upper.text, sides.target_place(row.upper), lower.text if lower else "", sides.target_place(row.lower)
        yield TARGETS[row.verdict], upper.indicator, sides.value(row.upper), sides.value(row.lower), row.reason, *texts


def leads(comparison: Comparison, sides: Both) -> Rows:
    """Who leads in each linked pair, the odd ones first."""
    order = [*LEADS.values(), ELSEWHERE]
    for row in sorted(comparison.leads, key=lambda row: order.index(sides.led(row))):
        upper, lower = ((sides.title(key), sides.leads(key)) for key in (row.upper, row.lower))
        yield sides.led(row), *upper, *lower, row.reason


def deadlines(comparison: Comparison, sides: Both) -> Rows:
    """By when in each linked pair that prints a limit, the later ones first."""
    for row in sorted(comparison.deadlines, key=lambda row: list(DEADLINES).index(row.verdict)):
        upper, lower = ((sides.title(key), sides.limits(key)) for key in (row.upper, row.lower))
        yield DEADLINES[row.verdict], *upper, *lower, row.reason


def doubts(comparison: Comparison, sides: Both) -> Rows:
    """What a person must settle: links that rest on little, targets of perhaps another indicator, what was not read."""
    for link in comparison.links:
        if link.lower and link.score < UNSURE and not link.decided_by:
            told = sides.joined(link.lower, "title"), sides.joined(link.lower, "text"), "；".join(link.reasons)
            ids = " ".join([link.upper, *link.lower])
            yield "对应的把握不大", sides.title(link.upper), sides.text(link.upper), *told, "", ids
    for row in comparison.targets:
        if ASKING in row.reason:
            upper, lower = sides.targets[row.upper], sides.targets.get(row.lower or "")
            said = (lower.indicator, lower.text) if lower else ("", "")
            yield f"目标：{TARGETS[row.verdict]}", upper.indicator, upper.text, *said, row.reason, "", ""
    for plan, whole, side in ((comparison.upper, "upper", "上级"), (comparison.lower, "lower", "下级")):
        for warning in plan.warnings:
            words = plan.text[warning.span.start : warning.span.end]
            quoted = (words, "", "") if whole == "upper" else ("", "", words)
            yield f"{side}方案没有读懂", WARNINGS.get(warning.code, warning.code), *quoted, warning.message, "", ""
