"""Statements without brackets and labels: sentences of units and role verbs, names on a line of their own."""

import re
from collections.abc import Callable
from functools import cache

from extractors.lexicon import alternation, first_characters, words
from extractors.records import Span
from extractors.responsibility.scan import Located, Scan, fully_read, heading_gap, sentence_end
from extractors.responsibility.statement import read_statement
from extractors.responsibility.subjects import holds_verb
from extractors.words.brackets import OPEN
from extractors.words.labels import ROLES, verb_pattern
from extractors.words.lists import lists_units
from extractors.words.markers import is_starred
from extractors.words.names import has_prefix, is_organ, is_strong_unit, is_unit, last_characters

# 此项工作由省教育厅牵头: what a closing sentence calls its item.
_THIS_TASK = re.compile(
    r"(?:(?:此|该|本|上述|以上|这)(?:项|条|件)?|(?:[（]?\d+[）]?)?[至—、和~-][（]?\d+[）]?(?:项|条)?)(?:工作|任务|事项|行动|措施|事)?(?:均|都)?(?=由)"
)
# 未列协办的，由各乡镇协助: a rule for items that name nobody, no statement of this one.
_ELSE = re.compile(r"(?:未|没有|无)(?:列|注|标|写|载|指|明)[一-龥]{0,10}的，")
_DEED = re.compile("[^，。；]{4}")
_LONGEST_LIST = 160
_DIVIDED = re.compile("[。！？：]")
_BEHIND_VERB = 6  # characters that may stand behind the closing verb
_LAST_WORDS = 18  # the longest verb and what may stand behind it
_FIGURES = re.compile(r".*\d", re.S)  # up to the last one


@cache
def _charge() -> re.Pattern[str]:
    """The end of a name and a verb behind it: what a statement without brackets and labels holds, the quick test."""
    verbs = sum((words("labels.yaml", "verbs", role) for role in ROLES), ())
    adverbs = ("单位", "部门", *words("labels.yaml", "adverbs"))
    behind = first_characters((*adverbs, *verbs))
    return re.compile(
        rf"[{last_characters()}）等](?=[，、 \u3000]?{behind})(?:{alternation(adverbs)})?[，、 \u3000]?(?:{alternation(verbs)})"
    )


def own_line(scan: Scan) -> int:
    """Where the paragraph goes on behind a statement without label and verb that it is: its end, or its start for none.

    Names on a line of their own are sure if they begin with a tier and an organ is among them; behind a mark (▶市委组织部)
    one is, and so is a date.
    """
    folded, start, end = scan.folded, scan.start, scan.end
    if not is_starred(folded, start) and (not has_prefix(folded[start:end]) or folded.endswith("。", start, end)):
        return start
    statement = read_statement(folded, start, end, scan.manner.year, sure=True)
    names = [folded[span.start : span.end] for span, _ in statement.units]
    if statement.unread or statement.labelled or not fully_read(folded, start, end, statement):
        return start
    if is_starred(folded, start):
        states = all(is_unit(name) for name in names) and (not names or has_prefix(names[0]))
    else:
        # 县城东区 or 镇中心小学 on a line may be where something is done.
        sure = any(is_organ(name) or name.startswith("各") for name in names)
        states = sure and all(is_strong_unit(name) and has_prefix(name) for name in names)
    if not states or not (names or statement.deadlines):
        return start
    scan.found.append(Located(Span(start, end), statement))
    return end


def verb_sentence(scan: Scan, at: int) -> int | None:
    """The end of a sentence that is nothing but units and role verbs (县财政局、县自然资源局配合。), or None."""
    folded = scan.folded
    if folded[at] in OPEN or not _charged(scan, at, min(scan.end, at + _LONGEST_LIST)):
        return None
    end = _clause_end(scan, at)
    if not 4 <= end - at <= _LONGEST_LIST or not _charged(scan, at, end):
        return None
    start = at
    task = _THIS_TASK.match(folded, at, end)
    at = task.end() if task else at
    if (task and not _charged(scan, at, end)) or _ELSE.match(folded, at, end):
        return None
    if not _closes_with_verb(folded, at, end):
        return None
    statement = read_statement(folded, at, end, scan.manner.year, sure=True)
    if not statement.verbal or not statement.units or statement.unread:
        return None
    # 由A牵头，于6月底前完成用地报批120亩: what is to be done goes with the names.
    statement.deed = any(_DEED.match(folded, date.span.end, end) for date in statement.deadlines)
    names = [folded[span.start : span.end] for span, _ in statement.units]
    closes = end >= scan.end or folded[end] in "。：" or heading_gap(scan, at)
    # Without a bracket or a label the names must be sure: 各部门要密切配合 is running text.
    sure = is_strong_unit(names[0]) or len(names) > 1 or heading_gap(scan, at)
    if not closes or not all(is_unit(name) for name in names) or not sure:
        return None
    if any(holds_verb(folded, span) for span, _ in statement.units):
        return None  # 市教育局开通热线，…；市信访局予以协助
    if not fully_read(folded, at, end, statement) or folded.endswith(words("duties.yaml", "office"), at, end):
        return None
    scan.found.append(Located(Span(start, min(end + 1, scan.end)), statement))
    return scan.found[-1].span.end


def _closes_with_verb(folded: str, start: int, end: int) -> bool:
    """Whether a sentence closes with a role verb, or with a date or amount behind its last one."""
    figures = _FIGURES.match(folded, start, end)
    behind = figures.end() if figures else max(start, end - _LAST_WORDS)
    verbs = list(verb_pattern().finditer(folded, behind, end))
    if verbs:
        return end - verbs[-1].end() <= _BEHIND_VERB
    return figures is not None and verb_pattern().search(folded, start, behind) is not None


def _charged(scan: Scan, at: int, end: int) -> bool:
    """Whether a name with a verb behind it stands in ``at:end``; the paragraph is gone through once for all sentences."""
    if scan.charge < at:
        found = _charge().search(scan.folded, at, scan.end)
        scan.charge, scan.charge_end = found.span() if found else (scan.end, scan.end + 1)
    return scan.charge_end <= end or (scan.charge < end and _charge().search(scan.folded, scan.charge, end) is not None)


def closing_list(scan: Scan, at: int) -> int | None:
    """The end of a paragraph whose last sentence is nothing but names of units (…建档。市市场监管局、市财政局；各区政府。), or None."""
    folded, end = scan.folded, scan.end
    end -= folded.endswith("。", at, end)
    if not 4 <= end - at <= _LONGEST_LIST or folded.find("。", at, end) >= 0 or not has_prefix(folded[at : at + 4]):
        return None
    listed = lists_units(folded, at, end)
    return (
        _to_end(scan, at, lambda names: any(map(is_organ, names)) and all(map(is_strong_unit, names)))
        if listed
        else None
    )


def bare_list(scan: Scan, at: int) -> int | None:
    """The end of a heading's line whose rest is nothing but a list of units (建设海绵城市｜市水利局、市城管局), or None."""
    if not scan.heading or _DIVIDED.search(scan.folded, at, scan.end):
        return None
    return _to_end(scan, at, lambda names: all(is_strong_unit(name) and has_prefix(name) for name in names))


def dash_list(scan: Scan, at: int) -> int | None:
    """The end of a paragraph that units and no more close behind a dash and a full stop (…达到100%。——免疫规划科、信息科)."""
    folded = scan.folded
    if not folded.startswith("——", at - 2) or at - 3 <= scan.start or folded[at - 3] not in "。；！）”":
        return None
    return _to_end(scan, at, lambda names: all(map(is_unit, names)))


def _to_end(scan: Scan, at: int, are_sure: Callable[[list[str]], bool]) -> int | None:
    """The paragraph's end where names that `are_sure`, with their verbs and dates, make up all of it from `at` on."""
    statement = read_statement(scan.folded, at, scan.end, scan.manner.year, sure=True)
    names = [scan.folded[span.start : span.end] for span, _ in statement.units]
    if not names or statement.unread or not are_sure(names):
        return None
    if not fully_read(scan.folded, at, scan.end, statement):
        return None
    scan.found.append(Located(Span(at, scan.end), statement))
    return scan.end


def _clause_end(scan: Scan, at: int) -> int:
    """The end of the sentence; a colon ends it too where the statement heads its text."""
    end = sentence_end(scan, at)
    colon = scan.folded.find("：", at, end)
    return colon if colon == end - 1 else end


def is_ruled(scan: Scan, at: int) -> bool:
    """Whether the clause before `at` is the condition of a rule (未列协办的，)."""
    return any(match.end() == at for match in _ELSE.finditer(scan.folded, max(scan.start, at - 20), at))
