"""Measures of texts without a statement: what their sentences charge named units with (县财政局要将…列入预算).

Source: LABELLING.md, "Statements of aim, principle, organisation … are no tasks unless a unit is made responsible".
"""

import re
from dataclasses import dataclass
from functools import cache

from extractors.lexicon import alternation, words
from extractors.records import Role, Span
from extractors.responsibility.doing import NOBODY
from extractors.responsibility.subjects import subjects
from extractors.structure.ladder import Item
from extractors.words.periods import DateExpression

_EVERYBODY = re.compile("各级|各(?:部门|单位|有关|相关|地各?|方)|全[县市区省体]")
_ANY = re.compile("有关|相关|行政机关|各部门|各单位")
_PLACES = re.compile(
    r"各(?![^，。；]{0,16}(?:局|委|厅|办|中心|财政部门|主管部门)$)|[一-龥“”（）]{0,20}?(?:领导小组|联席会议|指挥部)办"
)
_OFFICE = re.compile("(?:领导小组|联席会议|指挥部|专班)办(?:公室)?$")
_DATED = re.compile(r"(?:\d月|\d日|\d年|季度|年)(?:底|末)?之?前|年内|(?<!每)(?<!每.)\d{1,2}月底")


@dataclass(slots=True)
class Charge:
    """A measure to be: its text, who is charged, by when, and where that is said."""

    text: Span
    units: list[tuple[Span, Role]]
    deadlines: list[DateExpression]
    persons: list[Span]
    source: Span | None


@dataclass(slots=True)
class TaskDraft:
    """A task to be, from an item of the outline."""

    item: Item
    title: Span
    charges: list[Charge]


def subject_charges(folded: str, whole: Span, sure: bool) -> list[Charge]:
    """The measures of a text whose sentences charge their subjects.

    `sure`: only named units count, with a task of their own: 各单位要高度重视 in 组织保障 charges nobody.
    """
    charges: list[Charge] = []
    for sentence, units in subjects(folded, whole):
        if (
            _runs_office(folded, sentence, units)
            or _urges(folded, sentence, units)
            or (sure and not _is_task(folded, sentence, units))
        ):
            continue
        text = Span(whole.start, sentence.end) if not charges else sentence
        charges.append(Charge(text, units, [], [], Span(units[0][0].start, units[-1][0].end)))
    return charges


def _is_task(folded: str, sentence: Span, units: list[tuple[Span, Role]]) -> bool:
    """Whether a sentence charges somebody in particular, with more than zeal and reports."""
    named = [span for span, _ in units if not NOBODY.match(folded, span.start, span.end)]
    # 每月25日前报送进展 is a rhythm of reports.
    if any("每" not in folded[max(0, m.start() - 3) : m.start()] for m in _DATED.finditer(folded, *sentence)):
        return bool(named)
    if any(_ANY.search(folded, *span) for span, _ in units):
        return False
    certain = [span for span in named if not _PLACES.match(folded, span.start, span.end)]
    if not certain:
        return False
    return _zeal().match(folded, units[-1][0].end, sentence.end) is None


def _runs_office(folded: str, sentence: Span, units: list[tuple[Span, Role]]) -> bool:
    """Whether a sentence charges the office of an organ set up for the plan with zeal or reports: no task anywhere."""
    offices = all(_OFFICE.search(folded, *span) for span, _ in units)
    return offices and _zeal().match(folded, units[-1][0].end, sentence.end) is not None


def _urges(folded: str, sentence: Span, units: list[tuple[Span, Role]]) -> bool:
    """Whether a sentence only asks zeal of everybody (各级各部门要提高认识)."""
    carriers = [span for span, role in units if role != "supporting"]
    everybody = bool(carriers) and all(_EVERYBODY.match(folded, *span) for span in carriers)
    return everybody and _zeal().match(folded, carriers[-1].end, sentence.end) is not None


@cache
def _zeal() -> re.Pattern[str]:
    """What charges a subject with zeal, reports or an office alone: 要高度重视, 按季度通报, 负责专班日常工作."""
    zeal, reports, office = (alternation(words("duties.yaml", kind)) for kind in ("zeal", "reports", "office"))
    return re.compile(
        rf"(?:（[^（）]*）)?(?:(?:也|都|均|还)?(?:要(?!求)|应当?(?!急)|须)(?:把[^，。；]{{0,24}}?摆|将[^，。；]{{0,24}}?(?:摆|作为)|{zeal})"
        rf"|(?:按|每)[一-龥\d]{{1,8}}?(?:{reports})|(?:具体)?(?:负责|承担)[^，。；]{{0,10}}?(?:{office}))"
    )
