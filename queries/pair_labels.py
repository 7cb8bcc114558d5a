"""What the labels of a pair of plans mean: which measure and which target of the Plans a label names.

Measures are named by number and first words, targets by indicator and value, so that any reader's Plans can be scored.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from extractors.records import Plan, Target
from graph.indicators import likeness


def labels_of(gold: Mapping[str, Any], side: str) -> Iterable[Mapping[str, Any]]:
    """The labelled measures of one `side` (upper, lower), each with key, number and first words."""
    if f"{side}_measures" in gold:
        return [{"key": key, **place} for key, place in gold[f"{side}_measures"].items()]
    if "measures" in gold[side]:
        return list(gold[side]["measures"])
    return [
        {"key": m["id"], "number": task["number"], "title": task["title"], "starts": m["text"][:12]}
        for task in gold[side]["tasks"]
        for m in task["measures"]
    ]


def keys_of(gold: Mapping[str, Any], side: str) -> list[str]:
    """The keys of the labelled measures of one side."""
    return [label["key"] for label in labels_of(gold, side)]


def target_labels(gold: Mapping[str, Any], side: str) -> dict[str, Mapping[str, Any]]:
    """The labelled targets of one side by their keys; {} where the rows hold them."""
    if side not in gold:
        return {}
    return {label.get("key") or label["id"]: label for label in gold[side]["targets"]}


def measure_ids(labels: Iterable[Mapping[str, Any]], plan: Plan) -> dict[str, str]:
    """From a label's key to the id of the plan's measure with its first words, its number and its section."""
    found: dict[str, str] = {}
    for label in labels:
        best: tuple[int, str] | None = None
        for task in plan.tasks:
            for measure in task.measures:
                start = _bare(label["starts"])[:8]
                if start not in _bare(task.title + measure.text):
                    continue
                rank = 2 * (_bare(measure.text).startswith(start)) + 4 * (task.number == label["number"])
                rank += 8 * any(_bare(s).startswith(label.get("section") or "\0") for s in task.section)
                if measure.id not in found.values() and (best is None or rank > best[0]):
                    best = (rank, measure.id)
        if best is not None:
            found[label["key"]] = best[1]
    return found


def find_target(label: Mapping[str, Any], plan: Plan, measures: Mapping[str, str], taken: set[str]) -> Target | None:
    """The plan's target that a label means: the same value, and the likest indicator in the same place."""
    best: tuple[float, Target] | None = None
    quote = _bare(label.get("quote") or "")
    for target in plan.targets:
        if target.id in taken or not _same_value(target.value, label["value"]):
            continue
        alike = likeness(label["indicator"], target.indicator)
        alike = max(alike, 0.8 * (_bare(label["indicator"]) in _bare(target.text)))
        spoken = bool(quote) and (_bare(target.text)[:14] in quote or quote in _bare(target.text))
        if "measure" in label and measures.get(label["measure"] or "", label["measure"]) != target.measure:
            alike -= 0.5
        if alike + 0.5 * spoken >= 0.3 and (best is None or alike + 0.5 * spoken > best[0]):
            best = (alike + 0.5 * spoken, target)
    return best[1] if best else None


def _same_value(first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return first is None and second is None
    return any(abs(first * scale - second) <= 1e-6 * max(1.0, abs(second)) for scale in (1, 1e4, 1e-4))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
