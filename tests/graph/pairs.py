"""The labelled pairs of plans under ``corpus/pairs``: gold for the comparison, and the Plans they are about.

Some invented pairs carry both plans, labelled by hand, in the file: from these Plans are made here, without any
reader. The other pairs name measures by number and first words, and are scored by ``queries.pair_score``.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.records import Assignment, Deadline, Document, Measure, Plan, Role, Span, Target, Task

PAIRS = Path(__file__).parents[2] / "corpus" / "pairs"
ROLES: tuple[Role, ...] = ("lead", "responsible", "supporting")


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair: `gold` as in the file, and the two plans."""

    name: str
    gold: dict[str, Any]
    upper: Plan
    lower: Plan


def labelled(path: Path) -> Pair:
    """A pair whose plans stand in the file."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    return Pair(gold["name"], gold, plan(gold["upper"]), plan(gold["lower"]))


def plan(data: dict[str, Any]) -> Plan:
    """A Plan from labels: the text is put together from the measures, and every span indexes it."""
    text = ""
    tasks = []
    measure_at: dict[str, int] = {}
    for task in data["tasks"]:
        start = len(text)
        text += f"{task['number']}．{task['title']}。"
        measures = []
        for measure in task["measures"]:
            at = len(text)
            measure_at[measure["id"]] = at
            text += measure["text"]
            end = len(text)
            measures.append(
                Measure(
                    measure["id"],
                    measure["text"],
                    Span(at, end),
                    None,
                    tuple(Assignment(u, u, role, Span(end, end)) for role in ROLES for u in measure[role]),
                    tuple(Deadline(d["text"], d["date"], Span(end, end)) for d in measure["deadlines"]),
                    (),
                    None,
                    None,
                )
            )
        tasks.append(
            Task(
                measures[0].id + "t",
                task["number"],
                task["title"],
                None,
                tuple(task["section"]),
                tuple(measures),
                Span(start, len(text)),
                None,
            )
        )
        text += "\n"
    document = Document(
        data["title"], data["title"], None, None, data["region"], data["level"], None, None, (), "", "", "text/plain", 1
    )
    targets = []
    for label in data["targets"]:
        at = text.index(label["quote"], measure_at[label["measure"]])
        fields = {key: label[key] for key in ("id", "indicator", "kind", "comparator", "value", "unit", "year")}
        targets.append(
            Target(
                **fields,
                bound=None,
                value_high=None,
                base_year=label["base_year"],
                base_value=None,
                scope=label["scope"],
                margin=None,
                text=label["quote"],
                span=Span(at, at + len(label["quote"])),
                page=None,
                task=label["measure"] + "t",
                measure=label["measure"],
            )
        )
    return Plan(document, text, (), tuple(tasks), tuple(targets), ())


def invented() -> list[Pair]:
    """Every pair that carries its own plans."""
    found = []
    for path in sorted(PAIRS.glob("*.pairs.json")):
        if "tasks" in json.loads(path.read_text(encoding="utf-8")).get("upper", {}):
            found.append(labelled(path))
    return found
