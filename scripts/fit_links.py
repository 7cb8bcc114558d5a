"""Fit the weights of graph/lexicon/links.yaml to the labelled pairs of corpus/pairs, and tell how well they do.

    python scripts/fit_links.py [--save]

Two logistic regressions over all candidate pairs of measures, each a link or not by its labels: of the pair alone, and
among its rivals (``graph.telling``). What is printed is measured on plans that the weights have not seen: each labelled
pair of plans is judged by weights fitted to all the others. Needs the extra ``semantic``.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from fit_coverage import PAIRS, fitted, plans

from graph.choice import choose
from graph.clauses import items
from graph.scored import Scored
from graph.seen import View
from graph.telling import ALONE, AMONG, Key, Told, among, probability, tell, weighed
from graph.view import in_meaning, view
from queries.pair_labels import labels_of, measure_ids

WEIGHTS = Path(__file__).resolve().parent.parent / "graph/lexicon/links.yaml"
# How strongly the weights are held near nothing.
RIDGE = 5.0
HEAD = """# What the numbers of graph/telling.py are worth: added up, they are the logarithm of the odds that a county measure carries
# a city measure; alone, then among all pairs. Made by scripts/fit_links.py from the labelled pairs; not to be edited.
# meaning: where the encoder was asked; words: where it was not, or is not installed.
"""


@dataclass(frozen=True, slots=True)
class Plans:
    """A labelled pair of plans: its candidates, and which of them are links; of others the labels say nothing."""

    name: str
    seen: View
    told: list[Told]
    links: dict[Key, bool]
    wanted: frozenset[Key]


def main() -> None:
    """Fit, print, and with --save write the weights."""
    parser = argparse.ArgumentParser(description="fit the weights of links to the labelled pairs")
    parser.add_argument("--save", action="store_true", help="write graph/lexicon/links.yaml")
    save = parser.parse_args().save
    text = HEAD
    for key in ("meaning", "words"):
        known = [read(labels, key == "meaning") for labels in sorted(PAIRS.glob("*.pairs.json"))]
        report(key, known)
        text += f"{key}:\n"
        for part, weights in zip(("alone", "among"), both(known), strict=True):
            text += f"  {part}:\n" + "".join(f"    {name}: {value:.3f}\n" for name, value in weights.items())
    if save:
        WEIGHTS.write_text(text, encoding="utf-8")


def read(labels: Path, asked: bool) -> Plans:
    """The candidates of one labelled pair of plans."""
    gold = json.loads(labels.read_text(encoding="utf-8"))
    upper, lower = plans(labels, gold)
    places = [
        {
            label: place
            for label, own in measure_ids(labels_of(gold, side), plan).items()
            if (place := at.get(own)) is not None
        }
        for side, plan in (("upper", upper), ("lower", lower))
        for at in [{item.id: item.place for item in items(plan)}]
    ]
    links: dict[Key, bool] = {}
    for row in gold["links"]:
        if row["upper"] in places[0]:
            links |= {
                (places[0][row["upper"]], at): key in row["lower"]
                for key, at in places[1].items()
                if key in row["lower"] or key not in row.get("optional_lower", ())
            }
    seen = in_meaning(view(upper, lower)) if asked else view(upper, lower)
    keys = seen.likeness.keys() | seen.indicators.keys() | seen.matters.keys() | seen.meanings.keys()
    return Plans(
        labels.name.removesuffix(".pairs.json"),
        seen,
        [tell(seen, key) for key in sorted(keys)],
        links,
        frozenset(key for key, linked in links.items() if linked),
    )


def both(known: list[Plans]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of the numbers of a pair alone, and of those among all pairs."""
    alone = named(ALONE, [(pair.numbers, plan.links.get(pair.key)) for plan in known for pair in plan.told])
    rows = []
    for plan in known:
        stand = among(plan.seen, plan.told, {pair.key: weighed(pair.numbers, alone) for pair in plan.told})
        rows += [(numbers, plan.links.get(key)) for key, numbers in stand.items()]
    return alone, named(AMONG, rows)


def named(names: Any, rows: list[tuple[dict[str, float], bool | None]]) -> dict[str, float]:
    """The fitted weights by name, from numbers of which the label is known."""
    used = [(numbers, linked) for numbers, linked in rows if linked is not None]
    numbers = np.array([[1.0, *(one[name] for name in names)] for one, _ in used])
    weights = fitted(numbers, np.array([float(linked) for _, linked in used]), RIDGE)
    return dict(zip(("constant", *names), map(float, weights), strict=True))


def report(key: str, known: list[Plans]) -> None:
    """Print how many links are found by weights that have not seen their plans."""
    right = given = wanted = missing = 0
    for plan in known:
        alone, rest = both([other for other in known if other.name != plan.name])
        stand = among(plan.seen, plan.told, {pair.key: weighed(pair.numbers, alone) for pair in plan.told})
        pairs = [Scored(*pair.key, probability(weighed(stand[pair.key], rest)), (), pair.against) for pair in plan.told]
        chosen = choose(sorted(pairs, key=lambda pair: -pair.score))
        got = {(pair.upper, pair.lower) for row in chosen.values() for pair in row} & plan.links.keys()
        right, given, wanted = right + len(got & plan.wanted), given + len(got), wanted + len(plan.wanted)
        missing += len({upper for upper, _ in plan.wanted} - chosen.keys())
    print(f"{key}: {right} links right of {given} given and {wanted} wanted, {missing} measures wrongly missing")


if __name__ == "__main__":
    main()
