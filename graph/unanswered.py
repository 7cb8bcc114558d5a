"""City targets that no county target answers: does the county speak of them, and does it print a figure for them?

What prints a figure is never said to have none: a figure of the same kind in a linked measure, or in a clause that
speaks of the indicator, is quoted for a person to look at.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.records import Measure, Plan, Span, Target
from graph.clauses import Piece
from graph.figures import Figure, figures
from graph.indicators import TAIL, normal, said
from graph.link import Link
from graph.measurement import dimension, measured, printed, quantities
from graph.places import Regions
from graph.quoting import QUOTED, quote
from graph.target_verdict import TargetVerdict, shared_out
from graph.terms import Terms, fold, matters, terms

# A name of so many characters tells by its first and last words and half of its pairs of characters.
MANY, HALF = 6, 0.5
WORDS, ALL_WORDS = 0.5, 0.95
# Of a clause whose measure nothing carries so much must be spoken of in the county, its object (残疾人家庭) included.
CLAUSE = 0.5
# A figure is of the thing itself where its clause says so much of a name of so many characters.
NAMED, IN_FULL = 3, 0.8
MARKS = re.compile(r"[（）()、“”]")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """The verdict on one city target; `lower` is the county target's id where one answers it."""

    upper: str
    lower: str | None
    verdict: TargetVerdict
    reason: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Both plans with what is looked up in them: folded texts of measures, links by city measure, regions."""

    upper: Plan
    lower: Plan
    links: Mapping[str, Link]
    upper_texts: Mapping[str, str]
    lower_texts: Mapping[str, str]
    regions: Regions


def unanswered(target: Target, sides: Sides, used: Sequence[Span]) -> TargetRow:
    """The row of a city target without an answer among the county's targets.

    `used`: the spans, in the county's text, of the targets that answer others.
    """
    link = sides.links.get(target.measure or "")
    linked = link.lower if link else ()
    measures = {m.id: m for task in sides.lower.tasks for m in task.measures}
    bare = TAIL.sub("", fold(quantities().getting.sub("", target.indicator)))
    name = terms(bare) or terms(target.indicator)
    speaking = [m for m in measures.values() if _speaks(target, name, sides.lower_texts[m.id], m.id in linked)]
    clauses = _clauses(sides.lower.text)
    thing = normal(target.indicator)[0]
    plainly = [c for c in clauses if _says(bare, c.text) or _says(thing, c.text) or _worded(bare, c.text)]
    ours = printed(target)
    near = [f for key in linked for f in _free(measures[key], used)]
    near += [f for clause in plainly for f in _unused(clause, used)]
    near += [f for m in speaking if m.id not in linked for f in _free(m, used) if _share(name, terms(f.clause.text))]
    near = [figure for figure in near if figure.measures_like(target.unit)] if target.value is not None else []
    if near:
        best = max(near, key=lambda figure: _nearness(target, name, figure))
        part = _part(target, best)
        if part is not None:
            why = f"下级{quote(best.clause.text, QUOTED)}是上级{ours}的一部分（{part:.0%}）：{target.indicator}"
            return TargetRow(target.id, None, "share", why)
        why = (
            f"上级为{ours}，下级写有{quote(best.clause.text, QUOTED)}，未能判定是否同一指标，请核对：{target.indicator}"
        )
        return TargetRow(target.id, None, "not-comparable", why)
    # 培训3000人次 names nothing of its own: the measure that carries it speaks of it.
    done = target.kind == "rate" and any(_done_to_all(bare, measures[key].text) for key in linked)
    if speaking or plainly or done or (linked and len(name) < 3):
        numbered = next((clause.text for clause in plainly if figures(clause.text)), None)
        words = numbered or _words(name, plainly, [*speaking, *(measures[key] for key in linked)])
        said = (
            f"下级写有{quote(words, QUOTED)}，没有可比的数值"
            if numbered
            else f"下级只提{quote(words, QUOTED)}，没有数值"
        )
        return TargetRow(target.id, None, "unquantified", f"上级为{ours}，{said}：{target.indicator}")
    return TargetRow(target.id, None, "missing", f"上级为{ours}，下级方案未提及{target.indicator}")


def _words(name: Terms, plainly: Sequence[Piece], speaking: Sequence[Measure]) -> str:
    """The clause that says most of the indicator: of those that name it plainly, else of the measures that speak of it."""
    said = plainly or [clause for measure in speaking for clause in _clauses(measure.text)]
    return max(said, key=lambda clause: _share(name, terms(clause.text))).text


def _speaks(target: Target, name: Terms, text: str, linked: bool) -> bool:
    theirs = terms(text)
    share = _share(name, theirs)
    if not linked and (share < ALL_WORDS or _share(terms(fold(target.text)), theirs) < CLAUSE):
        return False
    return share >= WORDS and len(name) >= 3


def _done_to_all(name: str, text: str) -> bool:
    """Does a clause say that all is done whose rate the name gives: 问题产品全部处置到位 of 不合格处置(率)?"""
    return any(name[-2:] in clause.text and quantities().all_of.search(clause.text) for clause in _clauses(text))


def _free(measure: Measure, used: Sequence[Span]) -> list[Figure]:
    """The figures of a measure that stand in no target that answers another."""
    return _unused(Piece(measure.text, measure.span), used)


def _unused(piece: Piece, used: Sequence[Span]) -> list[Figure]:
    offset = piece.span.start
    return [
        figure
        for figure in figures(piece.text)
        if not any(span.start <= offset + figure.span.start < span.end for span in used)
    ]


def _part(target: Target, figure: Figure) -> float | None:
    """How much of a total that counties share a figure is, where its clause names the thing in full; else None."""
    kind, worth = measured(target)
    if not target.value or not shared_out(target, kind) or dimension(figure.unit)[0] != kind:
        return None
    # A list before the thing only gives examples: 装备制造、健康养护等专业点.
    thing = normal(target.indicator)[0].rsplit("等", 1)[-1]
    if len(thing) < NAMED or said(thing, MARKS.sub("", fold(figure.clause.text))) < IN_FULL:
        return None
    part = figure.value * dimension(figure.unit)[1] / (target.value * worth)
    return part if part < 1 else None


def _nearness(target: Target, name: Terms, figure: Figure) -> tuple[float, ...]:
    theirs = terms(figure.clause.text)
    about = matters(target.text).keys() & matters(figure.clause.text).keys()
    return (_share(name, theirs) + 0.5 * bool(about), float(figure.unit == target.unit))


def _share(ours: Terms, theirs: Terms) -> float:
    return sum(weight for term, weight in ours.items() if term in theirs) / (sum(ours.values()) or 1.0)


def _clauses(text: str) -> list[Piece]:
    return [Piece(found[0], Span(*found.span())) for found in re.finditer(r"[^，。；！\n]+", text)]


def _says(name: str, clause: str) -> bool:
    return len(name) >= 4 and name in fold(clause)


def _worded(name: str, clause: str) -> bool:
    """Does a clause speak of the indicator in words: 脱贫人口收入持续增长 of 脱贫人口人均纯收入?

    The clause must hold the name's first and last words and half of what lies between.
    """
    if len(name) < MANY:
        return False
    text = fold(clause)
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return (
        name[:2] in text
        and name[-2:] in text
        and sum(pair in text for pair in pairs) >= HALF * len(pairs)
        and not re.search(r"\d", text)
    )
