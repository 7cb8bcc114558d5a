"""How well a comparison agrees with a labelled pair of plans (``corpus/pairs/*.pairs.json``).

Labels name measures by number and first words and targets by indicator and value, so that any reader's Plans can be
scored. What a label holds in ``optional_lower`` or ``open`` is judged either way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.quoting import shortened
from queries.compare import Comparison, DeadlineRow, LeadRow
from queries.pair_labels import find_target, keys_of, labels_of, measure_ids, target_labels


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


# Characters of a title by which a miss names a measure.
TITLE = 28
Field = Literal["link", "link-verdict", "target-verdict", "lead-verdict", "deadline-verdict"]


@dataclass(frozen=True, slots=True)
class PairMiss:
    """One answer that is not the labelled one: what it is about (titles, indicators), the verdicts wanted and given.

    A link has no verdict: `want` and `got` are ``linked`` or ``apart``. What was not read at all is ``unread``.
    """

    field: Field
    about: str
    want: str
    got: str
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.field} {self.about}: {self.got} for {self.want} {self.reason}".rstrip()


@dataclass(slots=True)
class PairScore:
    """Counts of one pair: `links` over pairs of measures, the others over verdicts; each miss by name."""

    links: Tally = field(default_factory=Tally)
    verdicts: Tally = field(default_factory=Tally)
    targets: Tally = field(default_factory=Tally)
    leads: Tally = field(default_factory=Tally)
    deadlines: Tally = field(default_factory=Tally)
    false_missing: int = 0
    unread: int = 0
    misses: list[PairMiss] = field(default_factory=list)


def score_pair(comparison: Comparison, gold: Mapping[str, Any]) -> PairScore:
    """The score of a comparison; `unread` counts labelled measures and targets that the Plans do not hold."""
    upper = measure_ids(labels_of(gold, "upper"), comparison.upper)
    lower = measure_ids(labels_of(gold, "lower"), comparison.lower)
    names = _names(comparison)
    score = PairScore()
    score.unread = sum(key not in upper for key in keys_of(gold, "upper")) + sum(
        key not in lower for key in keys_of(gold, "lower")
    )
    _score_links(score, comparison, gold, upper, lower)
    _score_targets(score, comparison, gold, upper, lower)
    _score_rows(score, "lead-verdict", score.leads, comparison.leads, "none", gold["leads"], upper, lower, names)
    rows = gold["deadlines"]
    _score_rows(score, "deadline-verdict", score.deadlines, comparison.deadlines, "unknown", rows, upper, lower, names)
    return score


def _names(comparison: Comparison) -> dict[str, str]:
    """Each measure as a person names it: number and title of its task."""
    return {
        measure.id: f"{task.number or ''} {shortened(task.title, TITLE)}".strip()
        for plan in (comparison.upper, comparison.lower)
        for task in plan.tasks
        for measure in task.measures
    }


def _score_rows(
    score: PairScore,
    about: Field,
    tally: Tally,
    rows: Iterable[LeadRow | DeadlineRow],
    absent: str,
    labels: Iterable[Mapping[str, Any]],
    upper: Mapping[str, str],
    lower: Mapping[str, str],
    names: Mapping[str, str],
) -> None:
    given = {(row.upper, row.lower): row for row in rows}
    for label in labels:
        pair = (upper.get(label["upper"], ""), lower.get(label["lower"], ""))
        row = given.get(pair)
        name = "→".join(names.get(key, str(label[side])) for key, side in zip(pair, ("upper", "lower"), strict=True))
        got = row.verdict if row else absent
        _judge(score, tally, PairMiss(about, name, label["verdict"], got, row.reason if row else ""))


def _judge(score: PairScore, tally: Tally, answer: PairMiss, open_: bool = False) -> None:
    good = open_ or answer.got == answer.want
    tally.add(Tally(int(good), 1, 1))
    if not good:
        score.misses.append(answer)


def _score_links(
    score: PairScore,
    comparison: Comparison,
    gold: Mapping[str, Any],
    upper: Mapping[str, str],
    lower: Mapping[str, str],
) -> None:
    rows = {row.upper: row for row in comparison.links}
    names = _names(comparison)
    for label in gold["links"]:
        wanted = {lower.get(key, key) for key in label["lower"]}
        optional = {lower.get(key, key) for key in label.get("optional_lower", ())}
        own = upper.get(label["upper"], "")
        row = rows.get(own)
        given = (set(row.lower) if row else set()) - (optional - wanted)
        score.links.add(Tally(len(given & wanted), len(given), len(wanted)))
        name = names.get(own, str(label["upper"]))
        for low in sorted(given ^ wanted):
            states = ("linked", "apart") if low in wanted else ("apart", "linked")
            score.misses.append(PairMiss("link", f"{name}→{names.get(low, low)}", *states))
        open_ = "verdict" in label.get("open", ()) or bool(row and row.lower and set(row.lower) <= optional)
        uncovered = "；".join(piece.text for piece in row.uncovered) if row else ""
        got = row.verdict if row else "unread"
        _judge(score, score.verdicts, PairMiss("link-verdict", name, label["verdict"], got, uncovered), open_)
        score.false_missing += got == "missing" and bool(wanted)


def _score_targets(
    score: PairScore,
    comparison: Comparison,
    gold: Mapping[str, Any],
    upper: Mapping[str, str],
    lower: Mapping[str, str],
) -> None:
    rows = {row.upper: row for row in comparison.targets}
    ours, theirs = target_labels(gold, "upper"), target_labels(gold, "lower")
    taken: set[str] = set()
    for label in gold["targets"]:
        first = label["upper"] if isinstance(label["upper"], dict) else ours[label["upper"]]
        second = label["lower"] if isinstance(label["lower"], dict | None) else theirs[label["lower"]]
        target = find_target(first, comparison.upper, upper, taken)
        if target is None:
            score.unread += 1
            score.misses.append(PairMiss("target-verdict", first["indicator"], label["verdict"], "unread"))
            continue
        taken.add(target.id)
        row = rows[target.id]
        other = find_target(second, comparison.lower, lower, set()) if second else None
        got: str = row.verdict
        if got == label["verdict"] and other is not None and row.lower not in (None, other.id):
            got = "other-target"
        open_ = "verdict" in label.get("open", ())
        answer = PairMiss("target-verdict", target.indicator, label["verdict"], got, row.reason)
        _judge(score, score.targets, answer, open_)
