"""Sentences whose subject is the unit that is charged (各乡镇于6月底前完成自查), where no statement names one.

Source: LABELLING.md, "the unit of a sentence that is its subject and is charged by it".
"""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.records import Role, Span
from extractors.words.names import chunks, has_prefix, is_strong_unit, is_unit, last_characters, may_begin, trimmed

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_DOES = re.compile(r"推动|推广|建设|打造|编印|利用|围绕|举办|搭建|探索|研究|在")
# Behind a unit with its tier's prefix a duty in a later clause: 县财政局于6月底前…, 省人社厅将…纳入….
_DUTY = re.compile(r"(?:将.|于.|会同|\d.|年底|年内|每.)$")
_BY = re.compile(r"[^，。；]{0,24}?由(?=[省市县区州旗镇各国中乡街村])")
# A charge by which a name without a tier's prefix is sure to be a unit's.
_SURE_VERB = r"\d|年|于|要|应|须|负责|牵头|会同|配合|参与|协助|共同"
_SUPPORT = re.compile(r"(?:予以|给予|积极|密切|做好)?(?:配合|参与|协助|协同|支持|指导|督促)")
_MODAL = re.compile(r"(?:、[^，。；]{2,30}?)?(?:要(?!求|点|素|闻)|应当?(?!急|用|对)|须|负责)")
TIERED = re.compile(
    r"(?:省|市|县|区|州|旗|镇|街道)(?!直|级|属|内|域|场)[一-龥]|团[省市县区州]委|各(?:市|县|区|乡|镇|街道|设区)"
)
# What a sentence holds that charges a unit beside the statement: the quick test.
_CHARGING = re.compile("[要应须]|负责|牵头")
# Names without a tier that can only be institutions, and not 企业, 部门, 单位 as such: 中小学校要…, 园区管委会应….
_OF_A_KIND = re.compile(
    r"^(?!各级|有关|相关|牵头|责任|配合|主管).+(?:管委会|中小学|学校|幼儿园|医院|卫生院|居委会|村委会|[一-龥]{2}科|支行|供电公司)$"
)


@cache
def _charged_with() -> re.Pattern[str]:
    """What follows a unit that is charged: a date, a modal, a verb of duty; not the date of a signature."""
    return re.compile(
        r"(?!\d{4}年\d{1,2}月\d{1,2}日\s*(?:$|（))"
        r"(?=\d{1,2}月|\d{4}年|[一二三四上下]季度|于\d|于年|每[年月季周日天]|要(?!求|点)|应当?|须|负责(?!人)"
        rf"|{alternation(words('duties.yaml', 'charge'))})"
    )


@cache
def _institution() -> re.Pattern[str]:
    every = words("units.yaml", "strong") + words("units.yaml", "weak")
    return re.compile(rf"(?:{alternation(every)})(?:（[^（）]*）)?")


def subjects(folded: str, span: Span) -> list[tuple[Span, list[tuple[Span, Role]]]]:
    """The sentences of `span` that a unit's charge begins, each reaching to the next, with the units and roles."""
    out: list[tuple[Span, list[tuple[Span, Role]]]] = []
    for match in _SENTENCE.finditer(folded, span.start, span.end):
        units = _charged(folded, match.start(), match.end())
        if units:
            out.append((Span(match.start(), match.end()), units))
        elif out:
            out[-1] = (Span(out[-1][0].start, match.end()), out[-1][1])
    return out


def _charged(folded: str, start: int, end: int) -> list[tuple[Span, Role]]:
    """The units that a sentence charges: its subject, and subjects of later clauses that support."""
    units: list[tuple[Span, Role]] = []
    clause = start
    for stop in [*(m.start() for m in re.finditer("[，；：]", folded[start:end])), end - start]:
        found = _subject(folded, clause, start + stop)
        if not found and units:
            found = _joined_units(folded, clause, start + stop)
        if found and (not units or found[0][1] == "supporting" or _begins_anew(folded, clause, start, units, found)):
            units.extend(pair for pair in found if pair not in units)
        clause = start + stop + 1
    return units


def _begins_anew(
    folded: str, clause: int, start: int, units: list[tuple[Span, Role]], found: list[tuple[Span, Role]]
) -> bool:
    """Whether a later clause charges a subject of its own: behind ；, behind one that leads, or by what it must do."""
    if clause == start or folded[clause - 1] == "；" or units[0][1] == "lead":
        return True
    charge = folded[found[0][0].end : found[-1][0].end + 2]
    named = all(is_strong_unit(name) and has_prefix(name) for name in (folded[s.start : s.end] for s, _ in found))
    return bool(re.search("(?:负责|牵头|[要应须].?)$", charge)) or (named and bool(_DUTY.search(charge)))


@cache
def _charged_name() -> re.Pattern[str]:
    """The end of a name with a charge that makes it sure: the quick test before the names are read."""
    return re.compile(rf"[）{last_characters()}](?:{_SURE_VERB})")


def _subject(folded: str, start: int, end: int) -> list[tuple[Span, Role]]:
    by = _BY.match(folded, start, end) if folded.find("由", start, min(end, start + 26)) >= 0 else None
    begin = by.end() if by else start
    if not (by or may_begin(folded, begin) or _charged_name().search(folded, begin, min(end, begin + 100))):
        return []
    for match in reversed(list(_institution().finditer(folded, begin, min(end, begin + 90)))):
        verb = _charged_with().match(folded, match.end(), end)
        if verb is None and not (by and folded[match.end() : match.end() + 1] in "，。"):
            continue
        names = [trimmed(folded, chunk.start, chunk.end) for chunk in chunks(folded, begin, match.end())]
        texts = [folded[name.start : name.end] for name in names]
        if (
            not texts
            or not all(is_unit(text) for text in texts)
            or not _sure(texts, folded[match.end() : match.end() + 2])
        ):
            continue
        rest = folded[match.end() : match.end() + 4]
        role: Role = (
            "lead" if re.match("(?:共同|联合)?牵头", rest) else "supporting" if _SUPPORT.match(rest) else "responsible"
        )
        if by and not re.match(r"负责|牵头|承担|实施|落实|组织|配合|指导|具体|统一", rest):
            continue
        units = [(name, role) for name in names]
        return units + _joined_units(folded, match.end(), end)
    return []


def _joined_units(folded: str, at: int, end: int) -> list[tuple[Span, Role]]:
    """The units behind 会同 (X会同Y、Z对…): they support."""
    joined = re.compile(r"(?:要|应当?|须)?会同").match(folded, at, end)
    if not joined:
        return []
    found: list[Span] = []
    for match in reversed(list(_institution().finditer(folded, joined.end(), min(end, joined.end() + 60)))):
        names = [trimmed(folded, chunk.start, chunk.end) for chunk in chunks(folded, joined.end(), match.end())]
        # 会同行政复议科制定…: the verb behind it makes any name sure.
        charged = _charged_with().match(folded, match.end(), end)
        known = is_unit if charged else is_strong_unit
        if names and all(known(folded[name.start : name.end]) for name in names):
            found = names
            if match.end() == end or charged or _DOES.match(folded, match.end(), end):
                break
    return [(name, "supporting") for name in found]


def _sure(texts: list[str], verb: str) -> bool:
    """Whether the names are units for certain: a tier's prefix, 各, or a charge with a date or a modal behind them.

    A prefix is that of the whole list: 辖区中小学、幼儿园.
    """
    charged = bool(re.match(_SURE_VERB, verb))
    return all(
        (is_strong_unit(text) and (has_prefix(text) or charged)) or (charged and len(text) >= 3)
        for text in (texts[:1] if has_prefix(texts[0]) else texts)
    )


def charged_beside(folded: str, texts: list[Span], units: list[tuple[Span, Role]]) -> list[tuple[Span, Role]]:
    """The units that sentences of a text charge beside its statement (…，县委党校要将…纳入培训).

    A subject that leads (X牵头，年底前完成…) is taken where the statement names no lead; others need a tier's name.
    """
    named = {folded[span.start : span.end] for span, _ in units}
    led = any(role == "lead" for _, role in units)
    texts = [text for text in texts if _CHARGING.search(folded, *text)]
    out: list[tuple[Span, Role]] = []
    for span, role in (pair for text in texts for _, found in subjects(folded, text) for pair in found):
        name = folded[span.start : span.end]
        charged = _MODAL.match(folded, span.end) is not None and (
            TIERED.match(name) is not None or _OF_A_KIND.search(name) is not None
        )
        if name not in named and ((role == "lead" and not led) or (role == "responsible" and charged)):
            out.append((span, role))
            named.add(name)
    return out
