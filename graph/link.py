"""Which county measures carry which city measures: evidence weighed, links chosen, verdicts given.

Candidates come from the index of terms; ``graph.telling`` reads numbers from every candidate pair, and ``graph.choice``
makes them probabilities and takes the links. What no link covers is said clause by clause. A person's decision
outranks all of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from extractors.records import Plan
from graph.answers import Answers
from graph.choice import candidates, choose, in_doubt
from graph.clauses import Piece
from graph.coverage import doubtful, uncovered
from graph.decisions import Decision
from graph.places import Regions, addresses_others, names_others, regions_of
from graph.quoting import quote
from graph.said import kept_share
from graph.scattered import scattered
from graph.scored import Scored
from graph.seen import View
from graph.view import clauses_in_meaning, in_meaning, view

LinkVerdict = Literal["carried", "partly", "missing", "not-applicable"]

# Where half of the linked measures stand in the county's plan by less than this, it is in words of its own.
OWN_WORDS = 0.24
# Below this probability a pair has nothing to tell; from the second on a measure called missing is for a person to look
# at, and so is a link below the third.
TELLING, PLAUSIBLE, SURE = 0.02, 0.05, 0.70


@dataclass(frozen=True, slots=True)
class Link:
    """The row of one city measure: county measures that carry it, verdict, reasons, and what none of them covers."""

    upper: str
    lower: tuple[str, ...]
    verdict: LinkVerdict
    score: float
    reasons: tuple[str, ...]
    uncovered: tuple[Piece, ...]
    decided_by: str | None


def link(upper: Plan, lower: Plan, decisions: Sequence[Decision] = ()) -> tuple[Link, ...]:
    """One row for every measure of `upper`, in its order; `decisions` of people outrank what the machine finds."""
    seen = view(upper, lower)
    regions = regions_of(upper, lower)
    elsewhere = {place: found for place in range(len(seen.uppers)) if (found := _others(seen, place, regions))}
    pairs = [pair for pair in candidates(seen) if pair.upper not in elsewhere]
    chosen = choose(pairs)
    free = _in_own_words(seen, chosen)
    if free or in_doubt(pairs):
        seen = in_meaning(seen)
        pairs = [pair for pair in candidates(seen) if pair.upper not in elsewhere]
        chosen = choose(pairs)
    if free:
        seen = clauses_in_meaning(seen)
    further = scattered(seen, pairs, chosen)
    chosen = {place: [*row, *(pair for pair in further if pair.upper == place)] for place, row in chosen.items()}
    told = sorted(pairs, key=lambda pair: (pair.score >= TELLING, pair.opposed, pair.score))
    nearest = {pair.upper: pair for pair in told if pair.reasons}
    answers = _answers(upper, seen, chosen)
    chosen = {place: row for place, pairs in chosen.items() if (row := _answering(seen, place, pairs, answers))}
    rows = []
    for place, profile in enumerate(seen.uppers):
        if place in elsewhere:
            machine = _elsewhere(profile.item.id, elsewhere[place])
        elif place in chosen:
            machine = _carried(seen, place, chosen[place], regions, answers)
        else:
            machine = _alone(seen, place, nearest.get(place), chosen, regions)
        rows.append(decide(machine, decisions))
    return tuple(rows)


def _answers(upper: Plan, seen: View, chosen: Mapping[int, Sequence[Scored]]) -> Answers:
    """How clauses answer one another: in words, and in meaning where these leave some clause in doubt."""
    answers = Answers(seen, upper.targets)
    asked = not seen.clause_meanings and any(
        doubtful(answers, seen.uppers[place].item, [seen.lowers[pair.lower].item for pair in pairs])
        for place, pairs in chosen.items()
    )
    return Answers(clauses_in_meaning(seen), upper.targets) if asked else answers


def _answering(seen: View, place: int, pairs: Sequence[Scored], answers: Answers) -> list[Scored]:
    """The links of a measure without those of which every clause is nearer to other measures of the city.

    Where none is left, they stay: a person is asked to look.
    """
    item = seen.uppers[place].item
    kept = [pair for pair in pairs if answers.any_of(item, seen.lowers[pair.lower].item)]
    return kept or list(pairs)


def _carried(seen: View, place: int, pairs: Sequence[Scored], regions: Regions, answers: Answers) -> Link:
    item = seen.uppers[place].item
    lowers = tuple(seen.lowers[pair.lower].item for pair in sorted(pairs, key=lambda p: p.lower))
    bare = uncovered(answers, item, lowers, regions)
    reasons = tuple(dict.fromkeys(reason for pair in pairs for reason in pair.reasons))[:6]
    if pairs[0].score < SURE:
        reasons += ("把握不大，请核对",)
    reasons += tuple(f"但{reason}，请核对" for reason in dict.fromkeys(r for pair in pairs for r in pair.against))
    verdict: LinkVerdict = "partly" if bare else "carried"
    return Link(item.id, tuple(low.id for low in lowers), verdict, pairs[0].score, reasons, bare, None)


def _in_own_words(seen: View, chosen: Mapping[int, Sequence[Scored]]) -> bool:
    """Is the county's plan mostly in other words than the city's?"""
    shares = [
        kept_share(seen, seen.uppers[place].item, [seen.lowers[pair.lower].item for pair in pairs])
        for place, pairs in chosen.items()
    ]
    return not shares or median(shares) < OWN_WORDS


def _elsewhere(measure: str, others: Sequence[str]) -> Link:
    return Link(measure, (), "not-applicable", 1.0, (f"只涉及{'、'.join(others)}",), (), None)


def _alone(
    seen: View, place: int, nearest: Scored | None, chosen: Mapping[int, Sequence[Scored]], regions: Regions
) -> Link:
    """A measure that nothing answers: missing, unless every sentence of it turns on other named places."""
    item = seen.uppers[place].item
    named = [names_others(sentence.text, regions) for sentence in item.sentences]
    if named and all(named):
        return _elsewhere(item.id, tuple(dict.fromkeys(name for names in named for name in names)))
    reasons = ["下级方案中没有对应的举措"]
    if nearest is not None and (nearest.score >= TELLING or nearest.against):
        near = f"最接近的是{quote(seen.lowers[nearest.lower].item.task.title)}（有对应的把握{nearest.score:.0%}），不足以认定："
        other = next((place for place, row in chosen.items() if nearest.lower in {pair.lower for pair in row}), None)
        if nearest.against:
            near += nearest.against[0]
        elif other is not None:
            near += f"它对应的是上级的{quote(seen.uppers[other].item.task.title)}"
        else:
            near += f"相同之处太少，只有{nearest.reasons[0]}"
        reasons.append(near + ("，请核对" if nearest.score >= PLAUSIBLE else ""))
    else:
        reasons.append("下级方案中也没有词句或内容相近的举措")
    return Link(item.id, (), "missing", 0.0, tuple(reasons), (), None)


def _others(seen: View, place: int, regions: Regions) -> tuple[str, ...] | None:
    """The other places that a measure addresses alone, None where any sentence of it addresses this county."""
    item = seen.uppers[place].item
    named: list[str] = []
    for sentence in item.sentences:
        others = addresses_others(sentence.text, regions)
        if not others:
            return None
        named += others
    return tuple(dict.fromkeys(named)) or None


def decide(machine: Link, decisions: Sequence[Decision]) -> Link:
    """The row after people's decisions: confirmed pairs are in, rejected pairs are out, whatever the machine says."""
    mine = [decision for decision in decisions if decision.upper == machine.upper]
    if not mine:
        return machine
    rejected = {d.lower for d in mine if d.verdict == "rejected"}
    confirmed = [d for d in mine if d.lower and d.verdict in ("carried", "partly")]
    kept = [low for low in machine.lower if low not in rejected]
    lower = tuple(dict.fromkeys(kept + [d.lower for d in confirmed if d.lower]))
    last = mine[-1]
    verdict: LinkVerdict = machine.verdict
    if last.verdict in ("missing", "not-applicable"):
        lower, verdict = (), last.verdict
    elif confirmed:
        verdict = "partly" if confirmed[-1].verdict == "partly" else "carried"
    elif not lower and machine.verdict != "not-applicable":
        verdict = "missing"
    reasons = tuple(d.note or f"{d.by}认定" for d in mine)
    bare = machine.uncovered if verdict == "partly" else ()
    return Link(machine.upper, lower, verdict, 1.0, reasons, bare, last.by)
