"""Measures of texts without a statement: what their sentences charge named units with (县财政局要将…列入预算).

Source: LABELLING.md, "Statements of aim, principle, organisation … are no tasks unless a unit is made responsible".
"""

import re
from dataclasses import dataclass

from extractors.records import Role, Span
from extractors.responsibility.subjects import subjects
from extractors.words.periods import DateExpression

# Nobody in particular: 各单位, 有关部门, 牵头单位; places and bodies that are charged only by a date or with a duty.
_NOBODY = re.compile(
    r"各?(?:有关|相关|级|单位|部门|成员|牵头|责任|配合|参与|承办|主管|包|专班|工作|领导|主体)|全|[一-龥“”（）]{0,20}?(?:领导小组|联席会议|指挥部|专班)(?!办)"
)
_ANY = re.compile("有关|相关|行政机关|各部门|各单位")
_PLACES = re.compile(
    r"各(?![^，。；]{0,16}(?:局|委|厅|办|中心|财政部门|主管部门)$)|[一-龥“”（）]{0,20}?(?:领导小组|联席会议|指挥部)办"
)
_EXHORTED = re.compile(
    r"(?:也|都|均|还)?(?:要(?!求)|应当?(?!急)|须)(?:把[^，。；]{0,24}?摆|将[^，。；]{0,24}?(?:摆|作为)|切实|高度|充分|主动|认真|严格|积极|进一步|不断|密切|细化|明确|加强|强化|增强|提高|压实|落实|履行|结合|对照|牢固|坚持|树立|各司|按照|根据|统一|加大|注重|抓好|定期|建立|制定|健全|完善|做好|深入|层层|加快|全力|发挥|服从|支持|配合|下沉|靠前|带头|紧密|及时|同向)"
)
_DATED = re.compile(r"(?:\d月|\d日|\d年|季度|年)(?:底|末)?之?前|年内|(?<!每)(?<!每.)\d{1,2}月底")
_REPORTS = re.compile(r"(?:按|每)[一-龥]{1,3}(?:通报|调度|报送|会商|听取|汇报|督查|上报|召开|研究)")


@dataclass(slots=True)
class Charge:
    """A measure to be: its text, who is charged, by when, and where that is said."""

    text: Span
    units: list[tuple[Span, Role]]
    deadlines: list[DateExpression]
    persons: list[Span]
    source: Span | None


def subject_charges(folded: str, whole: Span, sure: bool) -> list[Charge]:
    """The measures of a text whose sentences charge their subjects.

    `sure`: only named units count, with a task of their own: 各单位要高度重视 in 组织保障 charges nobody.
    """
    charges: list[Charge] = []
    for sentence, units in subjects(folded, whole):
        if sure and not _is_task(folded, sentence, units):
            continue
        text = Span(whole.start, sentence.end) if not charges else sentence
        charges.append(Charge(text, units, [], [], Span(units[0][0].start, units[-1][0].end)))
    return charges


def _is_task(folded: str, sentence: Span, units: list[tuple[Span, Role]]) -> bool:
    """Whether a sentence charges somebody in particular, with more than zeal and reports."""
    named = [span for span, _ in units if not _NOBODY.match(folded, span.start, span.end)]
    if _DATED.search(folded, *sentence):
        return bool(named)
    if any(_ANY.search(folded, *span) for span, _ in units):
        return False
    certain = [span for span in named if not _PLACES.match(folded, span.start, span.end)]
    if not certain:
        return False
    at = units[-1][0].end
    return not (_EXHORTED.match(folded, at, sentence.end) or _REPORTS.match(folded, at, sentence.end))
