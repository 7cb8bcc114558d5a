"""How well a comparison agrees with a labelled pair of plans (``corpus/pairs/*.pairs.json``).

Labels name measures by number and first words and targets by indicator and value, so that any reader's Plans can be
scored. What a label holds in ``optional_lower`` or ``open`` is judged either way.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extractors.records import Plan, Target
from graph.indicators import likeness
from queries.compare import Comparison


@dataclass(slots=True)
class Tally:
    """Right answers, all answers given, all answers wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of the given answers that are right; 1.0 if none was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted answers that were given; 1.0 if none was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.given + self.wanted
        return 2 * self.right / total if total else 1.0

    def add(self, other: "Tally") -> None:
        """Add the counts of another tally."""
        self.right += other.right
        self.given += other.given
        self.wanted += other.wanted


@dataclass(slots=True)
class PairScore:
    """Counts of one pair: `links` over pairs of measures, the others over verdicts; each miss in words."""

    links: Tally = field(default_factory=Tally)
    verdicts: Tally = field(default_factory=Tally)
    targets: Tally = field(default_factory=Tally)
    leads: Tally = field(default_factory=Tally)
    deadlines: Tally = field(default_factory=Tally)
    false_missing: int = 0
    unread: int = 0
    misses: list[str] = field(default_factory=list)


def score_pair(comparison: Comparison, gold: Mapping[str, Any]) -> PairScore:
    """The score of a comparison; `unread` counts labelled measures and targets that the Plans do not hold."""
    upper = measure_ids(_labels(gold, "upper"), comparison.upper)
    lower = measure_ids(_labels(gold, "lower"), comparison.lower)
    score = PairScore()
    score.unread = sum(key not in upper for key in _keys(gold, "upper")) + sum(
        key not in lower for key in _keys(gold, "lower")
    )
    _score_links(score, comparison, gold, upper, lower)
    _score_targets(score, comparison, gold, upper, lower)
    for name, tally in (("leads", score.leads), ("deadlines", score.deadlines)):
        rows = {(row.upper, row.lower): row.verdict for row in getattr(comparison, name)}
        for label in gold[name]:
            pair = (upper.get(label["upper"], ""), lower.get(label["lower"], ""))
            got = rows.get(pair, "unknown" if name == "deadlines" else "none")
            _count(
                score,
                tally,
                got == label["verdict"],
                f"{name} {label['upper']}>{label['lower']}",
                got,
                label["verdict"],
            )
    return score


def _score_links(
    score: PairScore,
    comparison: Comparison,
    gold: Mapping[str, Any],
    upper: Mapping[str, str],
    lower: Mapping[str, str],
) -> None:
    rows = {row.upper: row for row in comparison.links}
    for label in gold["links"]:
        wanted = {lower.get(key, key) for key in label["lower"]}
        optional = {lower.get(key, key) for key in label.get("optional_lower", ())}
        row = rows.get(upper.get(label["upper"], ""))
        given = (set(row.lower) if row else set()) - (optional - wanted)
        score.links.add(Tally(len(given & wanted), len(given), len(wanted)))
        got = row.verdict if row else "unread"
        open_verdict = "verdict" in label.get("open", ()) or bool(row and row.lower and set(row.lower) <= optional)
        _count(
            score,
            score.verdicts,
            got == label["verdict"] or open_verdict,
            f"link {label['upper']}>{','.join(label['lower'])}",
            f"{got} {sorted(given)}",
            label["verdict"],
        )
        if given != wanted and (got == label["verdict"] or open_verdict):
            score.misses.append(f"link {label['upper']}: {sorted(given)} for {sorted(wanted)}")
        score.false_missing += got == "missing" and bool(wanted)


def _score_targets(
    score: PairScore,
    comparison: Comparison,
    gold: Mapping[str, Any],
    upper: Mapping[str, str],
    lower: Mapping[str, str],
) -> None:
    rows = {row.upper: row for row in comparison.targets}
    ours, theirs = _target_labels(gold, "upper"), _target_labels(gold, "lower")
    taken: set[str] = set()
    for label in gold["targets"]:
        first = label["upper"] if isinstance(label["upper"], dict) else ours[label["upper"]]
        second = label["lower"] if isinstance(label["lower"], dict | None) else theirs[label["lower"]]
        target = find_target(first, comparison.upper, upper, taken)
        if target is None:
            score.unread += 1
            score.misses.append(f"target unread: {first['indicator']}")
            continue
        taken.add(target.id)
        row = rows[target.id]
        other = find_target(second, comparison.lower, lower, set()) if second else None
        good = row.verdict == label["verdict"] or "verdict" in label.get("open", ())
        if (
            other is not None
            and row.lower is not None
            and row.lower != other.id
            and "verdict" not in label.get("open", ())
        ):
            good = False
        _count(
            score, score.targets, good, f"target {target.indicator}", f"{row.verdict}: {row.reason}", label["verdict"]
        )


def _count(score: PairScore, tally: Tally, good: bool, what: str, got: str, wanted: str) -> None:
    tally.add(Tally(int(good), 1, 1))
    if not good:
        score.misses.append(f"{what}: {got} for {wanted}")


def _labels(gold: Mapping[str, Any], side: str) -> Iterable[Mapping[str, Any]]:
    if f"{side}_measures" in gold:
        return [{"key": key, **place} for key, place in gold[f"{side}_measures"].items()]
    if "measures" in gold[side]:
        return list(gold[side]["measures"])
    return [
        {"key": m["id"], "number": task["number"], "title": task["title"], "starts": m["text"][:12]}
        for task in gold[side]["tasks"]
        for m in task["measures"]
    ]


def _keys(gold: Mapping[str, Any], side: str) -> list[str]:
    return [label["key"] for label in _labels(gold, side)]


def _target_labels(gold: Mapping[str, Any], side: str) -> dict[str, Mapping[str, Any]]:
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
