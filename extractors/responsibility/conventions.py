"""Rules of a whole document on who leads (首位为牵头单位，下同) and what an empty cell means."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.frozen import frozen
from extractors.lexicon import patterns
from extractors.records import Role, Span
from extractors.responsibility.marked import legend, role_of
from extractors.words.labels import ROLES, field_kind

# 列两个以上科室的，排在第一位的为牵头科室: a lone unit does not lead.
_SEVERAL = re.compile(r"(?:两|二|2)(?:个|家)?(?:及|或)?以上|(?:有|列|为)(?:两|二|2)[个家]|多个|多家|不止一")
# 首位为本项牵头单位: of its own statement alone, which ends so many characters before it at most.
_OF_ONE = re.compile("[本该此][项条]")
_BEHIND = 12
_OF_TABLE = re.compile(r"栏|列中|表列|表中|表内|列的")
_SCOPED = re.compile(r"下同|后同|以下同|其后|以下各项")


@frozen
class Conventions:
    """What a document says of its own statements; offsets tell from where on a rule is in force (None: nowhere).

    `brackets` pairs opening marks with the role of bare names behind them, `marks` those of the legend with theirs. `fill_down` is the sentence that says what an empty cell means, '' for none: it names its columns, or means all.

    `due` is where the date stands that what has none of its own is to be done by.

    A rule that speaks of columns (责任单位栏首位为牵头单位) is for tables only: see `read_conventions`.
    """

    first_leads: int | None = None
    first_here: tuple[int, ...] = ()
    first_of_several: bool = False
    others_support: bool = False
    all_lead: int | None = None
    lone_leads: int | None = None
    fill_down: str = ""
    own_only: tuple[int, ...] = ()
    behind_semicolon: Role | None = None
    brackets: tuple[tuple[str, Role], ...] = ()
    marks: tuple[tuple[str, Role], ...] = ()
    due: Span | None = None


def read_conventions(folded: str, tables: bool = False) -> Conventions:
    """The rules stated anywhere in the folded text of a document: those for its running text, or for its tables."""
    stated = _stated(folded, "first_leads")
    first = [match for match in stated if not _OF_ONE.search(match.group())]
    return Conventions(
        first_leads=_since(folded, first, tables),
        first_here=tuple(match.start() for match in stated if match not in first),
        first_of_several=any(_SEVERAL.search(folded[max(0, match.start() - 24) : match.start()]) for match in first),
        others_support=any(pattern.search(folded) for pattern in patterns("others_support")),
        all_lead=_since(folded, _stated(folded, "all_lead"), tables),
        lone_leads=_since(folded, _stated(folded, "lone_leads"), tables),
        fill_down="".join(_sentence(folded, match) for match in _stated(folded, "fill_down")),
        behind_semicolon=_behind_semicolon(folded),
        brackets=tuple(_brackets(folded)),
        marks=tuple(legend(folded)),
        due=next((Span(*match.span("due")) for match in _stated(folded, "due")), None) if tables else None,
        own_only=tuple(match.start() for match in _stated(folded, "own_only")),
    )


# 标题后〔〕内为牵头单位，段末（）内为配合单位; 圆括号内为责任单位
_IN_BRACKET = re.compile(
    r"(?:(?P<open>[（〔［【])[^（〔［【）〕］】]{0,4}[）〕］】]|(?P<shape>[圆小方中]|六角|方头)?括号)(?:之)?[内中里](?:的|所列|标注的|注明的)?(?:单位|部门|科室)?"
    r"(?:均)?(?:即?(?:为|是|系)(?P<what>[^，。；）]{2,8})|(?P<does>牵头|负责|配合|协助|参与|协同|落实)(?=[，。；）]))"
)
_INSIDE = re.compile("[）〕］】号]之?[内中里]")  # the quick test
_SHAPES = {"圆": "（", "小": "（", None: "（", "方": "［", "中": "［", "六角": "〔", "方头": "【"}


def _brackets(folded: str) -> Iterator[tuple[str, Role]]:
    """What role a bracket of a shape gives the bare names in it, by its opening mark, where the document says so."""
    for match in _IN_BRACKET.finditer(folded) if _INSIDE.search(folded) else ():
        kind = field_kind(match["what"] or f"{match['does']}单位")
        for role in ROLES:
            if kind == role:
                yield match["open"] or _SHAPES[match["shape"]], role


def _stated(folded: str, key: str) -> list[re.Match[str]]:
    """Where a rule is stated, by the order of its patterns."""
    return [match for pattern in patterns(key) for match in pattern.finditer(folded)]


def _since(folded: str, stated: list[re.Match[str]], tables: bool) -> int | None:
    """From where a rule is in force: the sentence or bracket that holds it if it says 下同, else the whole document."""
    for match in stated:
        line_start = folded.rfind("\n", 0, match.start()) + 1
        sentence = folded[match.start() : match.end() + 12]
        start = max(folded.rfind(mark, line_start, match.start()) for mark in "。；：")
        if not tables and _OF_TABLE.search(folded[max(line_start, start) : match.end()]):
            continue
        if (
            folded[line_start : line_start + 1] in "［〔"
            or _SCOPED.search(sentence)
            or _in_item(folded, line_start, match.start())
        ):
            return line_start
        return 0
    return None


def _behind_semicolon(folded: str) -> Role | None:
    """The role of the units behind a semicolon, where the document says so."""
    said = (pattern.search(folded) for pattern in patterns("behind_semicolon"))
    return next((role_of(match["what"]) for match in said if match), None)


def _sentence(folded: str, match: re.Match[str]) -> str:
    """The part of a sentence that a rule stands in, which names the columns that it speaks of."""
    start = max(folded.rfind(mark, 0, match.start()) for mark in "。；\n")
    return folded[start + 1 : match.end()]


def _in_item(folded: str, line_start: int, at: int) -> bool:
    """Whether the rule stands in a bracket behind an item's list of units."""
    return "（" in folded[max(line_start, at - 80) : at] and "负责" in folded[max(line_start, at - 80) : at]


def is_equal(folded: str, statement: Span) -> bool:
    """Whether a statement says that none of its units is first (共同负责，不分主次)."""
    return any(pattern.search(folded, *statement) for pattern in patterns("equal"))


def assign_leads(
    units: list[tuple[Span, Role]], at: int, rules: Conventions, folded: str = ""
) -> list[tuple[Span, Role]]:
    """The units of one statement with leads as the document's rules give them; explicit leads stand."""
    if rules.behind_semicolon:
        behind = (n for n, (one, two) in enumerate(pairwise(units), 1) if "；" in folded[one[0].end : two[0].start])
        if (cut := next(behind, None)) is not None:
            later = [(span, rules.behind_semicolon) for span, _ in units[cut:]]
            return assign_leads(units[:cut], at, rules) + later
    if not units or any(role == "lead" for _, role in units):
        return units
    responsible = [index for index, (_, role) in enumerate(units) if role == "responsible"]
    if not responsible:
        return units
    chosen: list[int] = []
    if any(at <= place <= units[-1][0].end + _BEHIND for place in rules.first_here):
        chosen = responsible[:1]
    elif (rules.lone_leads is not None and at >= rules.lone_leads and len(responsible) == 1) or (
        rules.all_lead is not None and at >= rules.all_lead
    ):
        chosen = responsible
    elif rules.first_leads is not None and at >= rules.first_leads:
        chosen = responsible[:1] if len(responsible) > 1 or not rules.first_of_several else []
        if rules.others_support and len(responsible) == len(units):
            return [(span, "lead" if index in chosen else "supporting") for index, (span, _) in enumerate(units)]
    return [(span, "lead" if index in chosen else role) for index, (span, role) in enumerate(units)]
