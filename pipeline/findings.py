"""What a comparison finds, as entries for a policy officer: what needs doing first, each with the words of both plans.

The screen (`show_comparison`) and the Word document (`report_comparison`) print the same entries.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph.totals import section_at
from pipeline.goal import goal
from pipeline.screen import shorten
from pipeline.show import place, quote
from pipeline.verdicts import DEADLINES, ELSEWHERE, LEADS, LINKS, TARGETS
from queries.compare import Comparison, comparison_to_contract, held_elsewhere

INDICATOR_CELLS = 60
# What a county has to look at; the rest is told by its count, and listed by --full.
TO_DO = ("below", "missing", "unquantified")
# A link less probable than this rests on little, and a person should look at it.
UNSURE = 0.70
# What the reason of a row says that a person must settle.
ASKING = "请核对"

Row = dict[str, Any]
# The title of a finding, and its fields: label and text.
Entry = tuple[str, list[tuple[str, str]]]


class Sides:
    """Both plans of a comparison: measures and targets by id, each measure with its section."""

    def __init__(self, comparison: Comparison, ids: bool) -> None:
        self.contract = comparison_to_contract(comparison)
        self.ids = ids
        self.held_elsewhere = held_elsewhere(comparison.leads)
        plans = comparison.upper, comparison.lower
        self.places = {
            measure.id: place(task.section, task.number, measure.page, measure.cell)
            for plan in plans
            for task in plan.tasks
            for measure in task.measures
        }
        # Where the targets stand that belong to no task: the aims, a table of indicators.
        self.target_places = {
            target.id: place(section_at(plan, target.span), None, target.page, target.cell)
            for plan in plans
            for target in plan.targets
        }
        self.limits = {
            measure.id: "、".join(deadline.text for deadline in measure.deadlines)
            for plan in plans
            for task in plan.tasks
            for measure in task.measures
        }
        both = self.contract["upper"], self.contract["lower"]
        self.measures = {measure["id"]: measure for side in both for measure in side["measures"]}
        self.targets = {target["id"]: target for side in both for target in side["targets"]}

    def title(self, key: str) -> str:
        """A measure by its task's title, and where it stands."""
        measure = self.measures[key]
        where = self.places[key]
        return f"{measure['title']}（{where}）" if where else str(measure["title"])

    def answer(self, key: str, full: bool = False) -> tuple[str, str]:
        """A county measure as a field."""
        return "下级", f"{self.title(key)} {quote(self.measures[key]['text'], full)}"

    def led_elsewhere(self, row: Row) -> bool:
        """Is a row one of leads that another task for the same measure of the city answers?"""
        return (row["upper"], row["lower"]) in self.held_elsewhere

    def marks(self, upper: str, lower: Sequence[str]) -> list[tuple[str, str]]:
        """The ids of the measures, where they were asked for."""
        return [("标识", " ".join([upper, *lower]))] if self.ids else []


def parts(sides: Sides, full: bool = False) -> Iterator[tuple[str, list[Entry]]]:
    """The findings under their headings, those of a heading without any left out; `full` adds what is in order."""
    contract = sides.contract
    found: list[tuple[str, Iterable[Entry]]] = [
        ("没有承接的举措", missing(contract, sides, full)),
        ("部分承接的举措（上级的这些话在下级没有对应）", partly(contract, sides, full)),
        ("对应的把握不大，请人核对", unsure(contract, sides, full)),
        *((f"目标：{TARGETS[verdict]}", targets(contract, sides, verdict)) for verdict in TO_DO),
        *([] if full else [("目标：是否同一指标，请核对", unsettled(contract, sides))]),
        ("牵头单位不同", leads(contract, sides, "differs")),
        ("下级没有写牵头单位", leads(contract, sides, "missing")),
        ("时限晚于上级", deadlines(contract, sides)),
    ]
    if full:
        in_order = [verdict for verdict in TARGETS if verdict not in TO_DO]
        found += [(f"目标：{TARGETS[verdict]}", targets(contract, sides, verdict)) for verdict in in_order]
        found += [
            ("增加了牵头单位", leads(contract, sides, "extended")),
            ("牵头单位由同一举措的另一项任务对应", leads(contract, sides, None)),
            ("不适用于下级的举措", listed(contract, sides, "not-applicable")),
            ("已承接的举措", listed(contract, sides, "carried")),
            ("只在下级有的举措", lower_only(contract, sides)),
        ]
    for title, made in found:
        entries = list(made)
        if entries:
            yield title, entries


def name(side: Row) -> str:
    """A plan by region and title."""
    return f"{side['region'] or '（地区不明）'}《{side['title']}》"


def counts(sides: Sides) -> list[tuple[str, int, str]]:
    """How many rows have which verdict: what was compared, how many, and the counts in words.

    A lead that another task for the same measure has is told apart.
    """
    comparison = sides.contract
    compared = (
        ("上级举措", LINKS, comparison["links"]),
        ("上级目标", TARGETS, comparison["targets"]),
        ("牵头单位", LEADS, comparison["leads"]),
        ("完成时限", DEADLINES, comparison["deadlines"]),
    )
    rows = []
    for label, names, found in compared:
        by_verdict = Counter(row["verdict"] for row in found)
        held = [row["verdict"] for row in found if names is LEADS and sides.led_elsewhere(row)]
        by_verdict -= Counter(held)
        said = [f"{names[v]} {by_verdict[v]}" for v in names if by_verdict[v]]
        said += [f"{ELSEWHERE} {len(held)}"] if held else []
        rows.append((label, len(found), "，".join(said)))
    return [*rows, ("只在下级有", len(comparison["lower_only"]), "下级自己增加的举措")]


def missing(contract: Row, sides: Sides, full: bool) -> Iterator[Entry]:
    """City measures that nothing answers."""
    rows = [row for row in contract["links"] if row["verdict"] == "missing"]
    return (
        (
            sides.title(row["upper"]),
            [
                ("上级原文", quote(sides.measures[row["upper"]]["text"], full)),
                ("上级牵头", _leads_of(sides.measures[row["upper"]])),
                *(("说明", reason) for reason in row["reasons"][1:]),
                *_decided(row),
                *sides.marks(row["upper"], []),
            ],
        )
        for row in rows
    )


def partly(contract: Row, sides: Sides, full: bool) -> Iterator[Entry]:
    """City measures of which clauses have no counterpart, with those clauses and what does answer."""
    return (
        (
            sides.title(row["upper"]),
            [
                *(("没有对应", quote(clause["text"], full)) for clause in row["uncovered"]),
                *(sides.answer(key, full) for key in row["lower"]),
                *_decided(row),
                *sides.marks(row["upper"], row["lower"]),
            ],
        )
        for row in contract["links"]
        if row["verdict"] == "partly"
    )


def unsure(contract: Row, sides: Sides, full: bool) -> Iterator[Entry]:
    """Links that rest on little: both texts and the reasons, for a person to decide."""
    return (
        (
            sides.title(row["upper"]),
            [
                ("上级原文", quote(sides.measures[row["upper"]]["text"], full)),
                *(sides.answer(key, full) for key in row["lower"]),
                ("理由", "；".join(row["reasons"])),
                *sides.marks(row["upper"], row["lower"]),
            ],
        )
        for row in contract["links"]
        if row["lower"] and row["score"] < UNSURE and not row["decided_by"]
    )


def listed(contract: Row, sides: Sides, verdict: str) -> Iterator[Entry]:
    """City measures with this verdict, each with what answers it and why."""
    return (
        (
            sides.title(row["upper"]),
            [
                ("上级原文", quote(sides.measures[row["upper"]]["text"])),
                *(sides.answer(key) for key in row["lower"]),
                ("理由", "；".join(row["reasons"])),
                *_decided(row),
                *sides.marks(row["upper"], row["lower"]),
            ],
        )
        for row in contract["links"]
        if row["verdict"] == verdict
    )


def lower_only(contract: Row, sides: Sides) -> Iterator[Entry]:
    """County measures without an origin in the city plan."""
    return (
        (sides.title(key), [("下级原文", quote(sides.measures[key]["text"])), *sides.marks(key, [])])
        for key in contract["lower_only"]
    )


def targets(contract: Row, sides: Sides, verdict: str) -> Iterator[Entry]:
    """City targets with this verdict, each with both values and both quotes."""
    return _targets((row for row in contract["targets"] if row["verdict"] == verdict), sides)


def unsettled(contract: Row, sides: Sides) -> Iterator[Entry]:
    """City targets of which only a person can tell whether the county's figure is for the same thing."""
    rows = (row for row in contract["targets"] if row["verdict"] not in TO_DO and ASKING in row["reason"])
    return _targets(rows, sides)


def _targets(rows: Iterable[Row], sides: Sides) -> Iterator[Entry]:
    for row in rows:
        upper, lower = sides.targets[row["upper"]], sides.targets.get(row["lower"] or "")
        fields = [
            ("上级", _valued(upper, sides)),
            ("下级", _valued(lower, sides) if lower else ""),
            ("理由", row["reason"]),
        ]
        yield shorten(upper["indicator"], INDICATOR_CELLS), fields


def leads(contract: Row, sides: Sides, verdict: str | None) -> Iterator[Entry]:
    """Linked pairs whose leads got this verdict; None: those whose lead another task for the same measure answers."""
    return (
        (
            sides.title(row["upper"]),
            [
                ("上级牵头", _leads_of(sides.measures[row["upper"]])),
                ("下级牵头", _leads_of(sides.measures[row["lower"]])),
                ("下级任务", sides.title(row["lower"])),
                ("理由", row["reason"]),
                *sides.marks(row["upper"], [row["lower"]]),
            ],
        )
        for row in contract["leads"]
        if (None if sides.led_elsewhere(row) else row["verdict"]) == verdict
    )


def deadlines(contract: Row, sides: Sides) -> Iterator[Entry]:
    """Linked pairs where the county may take longer."""
    return (
        (
            sides.title(row["upper"]),
            [
                ("上级时限", sides.limits[row["upper"]]),
                ("下级时限", sides.limits[row["lower"]]),
                ("理由", row["reason"]),
                ("上级原文", quote(sides.measures[row["upper"]]["text"])),
                sides.answer(row["lower"]),
                *sides.marks(row["upper"], [row["lower"]]),
            ],
        )
        for row in contract["deadlines"]
        if row["verdict"] == "later"
    )


def _decided(row: Row) -> list[tuple[str, str]]:
    return [("判定", f"由{row['decided_by']}判定")] if row["decided_by"] else []


def _leads_of(measure: Row) -> str:
    return "、".join(measure["lead"]) or "（没有写明）"


def _valued(target: Row, sides: Sides) -> str:
    when = f"到{target['year']}年 " if target["year"] else ""
    scope = f"（{target['scope']}）" if target["scope"] else ""
    where = sides.title(target["measure"]) if target["measure"] in sides.measures else sides.target_places[target["id"]]
    return f"{when}{goal(target, target['text'])}{scope}：{quote(target['text'])}{f'，见{where}' if where else ''}"
