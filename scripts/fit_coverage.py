"""Fit the weights of graph/lexicon/coverage.yaml to the labelled pairs of corpus/pairs, and tell how well they do.

    python scripts/fit_coverage.py [--save]

A logistic regression over the clauses of every city measure that a label links, each uncovered or not by its labels.
What is printed is measured on pairs that the weights have not seen: each pair is judged by weights fitted to all the
others. Needs the extra ``semantic`` (the encoder, and numpy with it).
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from extractors.extract import extract_file
from extractors.records import Plan
from graph.answers import NUMBERS, Answers
from graph.clauses import items
from graph.coverage import UNCOVERED, addressed
from graph.places import regions_of
from graph.view import clauses_in_meaning, view
from queries.pair_labels import labels_of, measure_ids

ROOT = Path(__file__).resolve().parent.parent
PAIRS, PLANS, WEIGHTS = (ROOT / place for place in ("corpus/pairs", "corpus/plans", "graph/lexicon/coverage.yaml"))
# How strongly the weights are held near nothing, and steps of Newton's method, which comes to rest in fewer.
RIDGE, STEPS = 1.0, 25
HEAD = """# What the numbers of graph/answers.py are worth: added up, they are the logarithm of the odds that a clause of the city has
# no counterpart in the county. Made by scripts/fit_coverage.py from the labelled pairs; not to be edited by hand.
# meaning: where the encoder was asked; words: where it was not, or is not installed.
"""


def main() -> None:
    """Fit, print, and with --save write the weights."""
    parser = argparse.ArgumentParser(description="fit the weights of coverage to the labelled pairs")
    parser.add_argument("--save", action="store_true", help="write graph/lexicon/coverage.yaml")
    save = parser.parse_args().save
    text = HEAD
    for key in ("meaning", "words"):
        rows = [row for labels in sorted(PAIRS.glob("*.pairs.json")) for row in measures(labels, key == "meaning")]
        report(key, rows)
        weights = fitted(*stacked(rows))
        text += f"{key}:\n" + "".join(
            f"  {name}: {value:.3f}\n" for name, value in zip(("constant", *NUMBERS), weights, strict=True)
        )
    if save:
        WEIGHTS.write_text(text, encoding="utf-8")


def measures(labels: Path, asked: bool) -> Iterator[tuple[str, Any, Any, bool]]:
    """The labelled measures of one pair: its name, the numbers and the labels of their clauses, is one uncovered?"""
    gold = json.loads(labels.read_text(encoding="utf-8"))
    name = labels.name.removesuffix(".pairs.json")
    upper, lower = plans(labels, gold)
    seen, regions = view(upper, lower), regions_of(upper, lower)
    answers = Answers(clauses_in_meaning(seen) if asked else seen, upper.targets)
    ours, theirs = ({item.id: item for item in items(plan)} for plan in (upper, lower))
    upper_ids, lower_ids = measure_ids(labels_of(gold, "upper"), upper), measure_ids(labels_of(gold, "lower"), lower)
    for label in gold["links"]:
        item = ours.get(upper_ids.get(label["upper"], ""))
        linked = [theirs[lower_ids[key]] for key in label["lower"] if key in lower_ids]
        if item is None or not linked or "verdict" in label.get("open", ()):
            continue
        lost = [bare(found["text"] if isinstance(found, dict) else found) for found in label["uncovered"]]
        mine = addressed(item, regions)
        judged = [(part, numbers) for part, numbers in answers.numbers(item, linked) if part in mine]
        if judged:
            told = [any(bare(part.text) in text or text in bare(part.text) for text in lost) for part, _ in judged]
            yield name, [list(numbers.values()) for _, numbers in judged], told, label["verdict"] == "partly"


def plans(labels: Path, gold: Mapping[str, Any]) -> tuple[Plan, Plan]:
    """The two plans that a file of labels is about."""
    name = labels.name.removesuffix(".pairs.json")
    upper, lower = (
        extract_file(PLANS / gold[f"{side}_file"] if f"{side}_file" in gold else PAIRS / f"{name}.{side}.txt")
        for side in ("upper", "lower")
    )
    return upper, lower


def stacked(rows: list[tuple[str, Any, Any, bool]]) -> tuple[Any, Any]:
    """The numbers of all clauses under one another, a 1 before each, and their labels."""
    numbers = np.array([line for _, lines, _, _ in rows for line in lines])
    return np.c_[np.ones(len(numbers)), numbers], np.array([float(one) for _, _, told, _ in rows for one in told])


def fitted(numbers: Any, told: Any, held: float = RIDGE) -> Any:
    """The weights, the constant first, for numbers as they stand; the ridge holds them as if all spread alike."""
    middle, spread = numbers[:, 1:].mean(0), numbers[:, 1:].std(0) + 1e-9
    seen = np.c_[numbers[:, :1], (numbers[:, 1:] - middle) / spread]
    ridge = held * np.diag([1e-6] + [1.0] * len(spread))
    weights = np.zeros(seen.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (likely - told) + ridge @ weights
        weights -= np.linalg.solve((seen.T * (likely * (1 - likely))) @ seen + ridge, slope)
    own = weights[1:] / spread
    return np.r_[weights[0] - own @ middle, own]


def report(key: str, rows: list[tuple[str, Any, Any, bool]]) -> None:
    """Print how many measures are told right by weights that have not seen their pair."""
    right = partly = carried = 0
    for name in {row[0] for row in rows}:
        weights = fitted(*stacked([row for row in rows if row[0] != name]))
        for _, lines, _, want in (row for row in rows if row[0] == name):
            odds = np.c_[np.ones(len(lines)), np.array(lines)] @ weights
            got = bool((1 / (1 + np.exp(-odds))).max() >= UNCOVERED)
            right, partly, carried = right + (got == want), partly + (got > want), carried + (got < want)
    print(f"{key}: {right} of {len(rows)} measures right, {partly} wrongly partly, {carried} wrongly carried")


def bare(text: str) -> str:
    """A text without blanks."""
    return re.sub(r"\s", "", text)


if __name__ == "__main__":
    main()
