"""Sentences whose subject is the unit that is charged (各乡镇于6月底前完成自查), where no statement names one.

Source: LABELLING.md, "the unit of a sentence that is its subject and is charged by it".
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.lexicon import alternation, words
from extractors.records import Role, Span
from extractors.responsibility.doing import (
    NOBODY,
    acting,
    asked_with,
    charged_with,
    charges,
    laid_on,
    may_charge,
    name_goes_on,
    organ_does,
    role_behind,
    undergoes,
)
from extractors.responsibility.wording import FORWARD, label_role
from extractors.words.labels import ROLES, label_pattern, may_open_label
from extractors.words.lists import Chunk, chunks, lists_units
from extractors.words.names import has_prefix, is_branch, is_strong_unit, is_unit, last_characters, may_begin, trimmed

_MUST = re.compile("要(?![求素点闻])|应(?![急用对届收])当?|须(?!知)")
_FORWARD = re.compile(rf"(?:{_MUST.pattern})?(?:{FORWARD.pattern})")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_BY = re.compile(r"[^，。；]{0,24}?(?<![理自缘事案])由(?![于此来衷点简少低\d])")
# A charge by which a name without a tier's prefix is sure to be a unit's.
_SURE_VERB = r"\d|年|于|要|应|须|负责|牵头|会同|配合|参与|协助|共同|承[建办接]|主办|协办"
# What a unit behind 由 is charged with: 由县林业局组织实施, 由市档案局会同市史志办负责.
_GIVEN = re.compile(r"负责|牵头|承担|实施|落实|组织|配合|指导|具体|统一|会同|联合")
_LONGEST_DEED = 4
_SHORTEST = 3
_LONGEST_ALONE = 40  # characters
# 在政务服务中心开设专窗: no subject.
_PREPOSITION = re.compile("[在对向从为将把让使按以]")
_LAID = re.compile("[落实确解压达化任交]到|[确解配达]给|划归|归属|属于")
_ASKED = re.compile("[请责委授交]")
_SUPPORT = re.compile(
    r"(?:予以|给予|提供|积极|密切|做好|加强|强化)?(?:(?:配合|参与|协助|协同|支持|指导|督促)|(?:业务|技术|专业|行业|政策)(?:指导|支持|支撑))"
)
_SEAT = re.compile("（(?:办公室)?(?:设在|挂靠|以下简称|下称)[^（）]*）$")
# 村（社区） | 组织物业服务企业: others act, whatever the name before it, but for 社会组织, 党组织, 组织部.
_CAUSES = re.compile("(?<![工协商社合]会)(?<![联党团济])(?:组织(?!部)|督促|指导|引导|发动|动员)(?!.{0,2}$)")
# 市农业局、市林业局等负责: the list is not closed.
_ETC = re.compile(r"等(?:[有相]关)?(?:部门|单位)?")
# 市民政局 | 对养老机构…, and no 对外, 对口.
_ABOUT = "对(?![外口台])|把|将(?!军)|按|以|向|于|在"
# 与市科协联合开展: no subject.
_WITH = re.compile("[与和同跟]")
TIERED = re.compile(
    r"(?:省|市|县|区|州|旗|镇|街道)(?!直|级|属|内|域|场)[一-龥]|团[省市县区州]委|各(?:市|县|区|乡|镇|街道|设区)"
)
_TOLD = re.compile(rf"各|{TIERED.pattern}")


@cache
def _clause_end() -> re.Pattern[str]:
    """The end of a clause; 、 ends one behind a role verb (由A牵头、B参与，…)."""
    verbs = sum((words("labels.yaml", "verbs", role) for role in ROLES), ())
    two = sorted({verb for verb in verbs if len(verb) == 2})
    # Most of these marks part names: the quick test looks at one character before them.
    last = "".join(sorted({verb[-1] for verb in two}))
    return re.compile(f"[，；：、](?:(?<!、)|(?<=[{last}]、)(?:{'|'.join(f'(?<={verb}、)' for verb in two)}))")


@cache
def _institution() -> re.Pattern[str]:
    every = words("units.yaml", "strong") + words("units.yaml", "weak")
    # 办理, 办好 begin with no office.
    return re.compile(rf"(?:{alternation(every)})(?:（[^（）]*）)?(?!(?<=办)[理好结学展案证]|(?<=会)[商同])")


def subjects(folded: str, span: Span) -> list[tuple[Span, list[tuple[Span, Role]]]]:
    """The sentences of `span` that a unit's charge begins, each reaching to the next, with the units and roles."""
    out: list[tuple[Span, list[tuple[Span, Role]]]] = []
    for start, end in sentences(folded, span):
        units = charged_in(folded, start, end)
        if units:
            out.append((Span(start, end), units))
        elif out:
            out[-1] = (Span(out[-1][0].start, end), out[-1][1])
    return out


def sentences(folded: str, span: Span) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    return (match.span() for match in _SENTENCE.finditer(folded, span.start, span.end))


def charged_in(folded: str, start: int, end: int) -> list[tuple[Span, Role]]:
    """The units that a sentence charges: its subject, and subjects of later clauses that support."""
    if not may_charge(folded, start, end):
        return []
    units: list[tuple[Span, Role]] = []
    known: set[tuple[Span, Role]] = set()
    clause = start
    waiting: list[Span] = []  # 县人社局 of 由A牵头，县人社局，县农机中心配合
    for stop in [*(m.start() for m in _clause_end().finditer(folded, start, end)), end]:
        joined = _joined_units(folded, clause, stop)[0]
        found = joined or (_subject(folded, clause, stop) if may_charge(folded, clause, stop) else [])
        if found and (not units or found[0][1] == "supporting" or _begins_anew(folded, clause, start, units, found)):
            role = found[0][1]
            found = [*((name, role) for name in waiting if role == "supporting"), *found]
            units.extend(pair for pair in dict.fromkeys(found) if pair not in known)
            known.update(found)
        waiting = _names_alone(folded, clause, stop) if units and not found else []
        clause = stop + 1
    return units


def _names_alone(folded: str, start: int, end: int) -> list[Span]:
    """The units that are all of a clause, for the role of the next."""
    if end - start > _LONGEST_ALONE or not lists_units(folded, start, end) or not has_prefix(folded[start:end]):
        return []
    return [trimmed(folded, chunk.start, chunk.end) for chunk in chunks(folded, start, end)]


def _begins_anew(
    folded: str, clause: int, start: int, units: list[tuple[Span, Role]], found: list[tuple[Span, Role]]
) -> bool:
    """Whether a later clause charges a subject of its own: behind ；, behind one that leads, by what it must do, or
    because its name is that of a body in particular."""
    if clause == start or folded[clause - 1] == "；" or units[0][1] == "lead":
        return True
    charge = folded[found[0][0].end : found[-1][0].end + 2]
    names = [folded[span.start : span.end] for span, _ in found]
    named = all(is_strong_unit(name) and (has_prefix(name) or is_branch(name)) for name in names)
    return bool(re.search("(?:负责|牵头|[要应须].?)$", charge)) or named


@cache
def _charged_name() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The end of a name with a charge that makes it sure, or of a branch: the quick tests before the names are read."""
    verbs = alternation(tuple(verb for role in ROLES for verb in words("labels.yaml", "verbs", role) if len(verb) > 1))
    acts = alternation(words("duties.yaml", "acts"))
    return (
        re.compile(rf"[）{last_characters()}](?:{_SURE_VERB}|{acts}|(?:{verbs})(?=[，。；]|$))"),
        re.compile(rf"(?:{alternation(words('units.yaml', 'branch'))})[一-龥、]"),
    )


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(alternation(words("duties.yaml", "acts")))


def _subject(folded: str, start: int, end: int) -> list[tuple[Span, Role]]:
    """The units that a clause charges: those a matter is laid on (落实到X), else its subject."""
    by = _BY.match(folded, start, end) if folded.find("由", start, min(end, start + 26)) >= 0 else None
    laid = laid_on().match(folded, start, end) if not by and _LAID.search(folded, start, min(end, start + 26)) else None
    # 各乡镇将任务分解到村: villages are no units, and who does it is the subject.
    return (_charged_behind(folded, start, end, laid, True) if laid else []) or _charged_behind(folded, start, end, by)


def _charged_behind(
    folded: str, start: int, end: int, by: re.Match[str] | None, laid: bool = False
) -> list[tuple[Span, Role]]:
    """The names behind `by` (由, or with `laid` 落实到) or at the clause's beginning, if a charge follows them."""
    begin = by.end() if by else _past_asking(folded, start, end)
    asked = by is None and begin > start
    label = label_pattern().match(folded, begin, end) if may_open_label(folded, begin) else None
    named = label_role(label) if label and not label["mark"] else None
    begin = label.end() if label and named else begin  # 牵头部门市教育局要…
    if not (by or asked or may_begin(folded, begin)):
        charged_name, branch = _charged_name()
        near = min(end, begin + 100)
        if not (charged_name.search(folded, begin, near) or branch.search(folded, begin, near)):
            return []
    for match in reversed(list(_institution().finditer(folded, begin, min(end, begin + 90)))):
        etc = _ETC.match(folded, match.end(), end)
        at = etc.end() if etc else match.end()
        joined, after = _joined_units(folded, at, end)
        given, closes = role_behind(folded, at, end)
        charged = joined or charged_with().match(folded, at, end) or organ_does(folded, at, end)
        leads = given == "lead" or (by is not None and folded[at : at + 1] in ("", "，", "；", "。"))
        if not (charged or leads or closes):
            continue
        if by and not (laid or given or joined or _GIVEN.match(folded, at)):
            continue
        if undergoes().match(folded, at, end):
            return []
        names = _names(folded, begin, match.end())
        texts = [folded[name.start : name.end] for name in names]
        if not texts or not all(is_unit(text) for text in texts):
            continue
        told = closes and all(_TOLD.match(text) or (is_strong_unit(text) and not has_prefix(text)) for text in texts)
        sure = told or ((charged or leads) and _sure(texts, folded[at : at + _LONGEST_DEED]))
        if not sure or (joined and _WITH.match(folded, begin)):
            continue
        if joined:  # 由A会同B牵头: the verb behind both is A's.
            given, closes = role_behind(folded, after, end)
        role: Role = "supporting" if _SUPPORT.match(folded, at) else "responsible"
        if given == "lead" or (given and closes and not joined):
            role = given
        return [(name, named or role) for name in names] + joined
    return _asked_of(folded, begin, end) if asked else []


def _asked_of(folded: str, begin: int, end: int) -> list[tuple[Span, Role]]:
    """The units behind 请, whatever they are asked to do (请蓝屿区政府 | 同步抓好): names of a tier, up to where one ends."""
    for match in _institution().finditer(folded, begin, min(end, begin + 60)):
        at = match.end()
        if at == end or name_goes_on(folded, at, end) or _institution().match(folded, at, end):
            continue
        names = _names(folded, begin, match.end())
        texts = [folded[name.start : name.end] for name in names]
        if texts and all(_is_asked(text) for text in texts):
            return [(name, "responsible") for name in names]
    return []


def _is_asked(name: str) -> bool:
    """Whether a name behind 请 is that of a unit: with a tier in front of it or of four characters at least, no 有关单位."""
    return is_strong_unit(name) and (has_prefix(name) or len(name) > _SHORTEST) and NOBODY.match(name) is None


def _past_asking(folded: str, start: int, end: int) -> int:
    """Where the name begins of a unit that is asked to do something (地名宣传恳请县融媒体中心…), else `start`.

    A unit that asks others is the subject itself: 县妇儿工委办委托第三方机构.
    """
    if not _ASKED.search(folded, start, min(end, start + 26)):
        return start
    asked = asked_with().match(folded, start, end)
    return start if asked is None or is_strong_unit(folded[start : asked.start(1)]) else asked.end()


def _names(folded: str, start: int, end: int) -> list[Span]:
    """The names of a list; none where one of them holds a sentence (县水利局组织各乡镇, 各区政府组织)."""
    names = [trimmed(folded, chunk.start, _before_seat(folded, chunk)) for chunk in chunks(folded, start, end)]
    return [] if any(holds_verb(folded, name) for name in names) else names


def _before_seat(folded: str, name: Chunk) -> int:
    """Where a name ends that a bracket follows which says where it sits: 专班办公室（设在县水利局）."""
    seat = _SEAT.search(folded, name.start, name.end)
    return seat.start() if seat else name.end


def holds_verb(folded: str, name: Span) -> bool:
    """Whether a unit inside a name is charged there: a deed stands behind it, or a verb and another unit."""
    for match in _institution().finditer(folded, name.start, name.end):
        head, at = folded[name.start : match.end()], match.end()
        if (
            at < name.end
            and is_unit(head)
            and (_CAUSES.match(folded, at, name.end) or _MUST.match(folded, at, name.end))
        ):
            return True
        verb = at < name.end and is_strong_unit(head)
        if verb and (_verb_inside().match(folded, at, name.end) or organ_does(folded, at, name.end)):
            return True
    return False


@cache
def _verb_inside() -> re.Pattern[str]:
    tiers = words("units.yaml", "prefixes") + words("units.yaml", "collective")
    return re.compile(
        rf"后?(?:(?:{alternation(charges())}|联合|会同)(?={alternation(tiers)})|{_ABOUT}|(?<![工协商社合]会)(?<![联党团])组织$)"
    )


def _joined_units(folded: str, at: int, end: int) -> tuple[list[tuple[Span, Role]], int]:
    """The units behind 会同, 联合 (X会同Y、Z对…), which support, and where their list ends."""
    joined = _FORWARD.match(folded, at, end)
    if not joined:
        return [], at
    found: list[Span] = []
    for match in reversed(list(_institution().finditer(folded, joined.end(), min(end, joined.end() + 60)))):
        names = _names(folded, joined.end(), match.end())
        # 会同行政复议科制定…: the verb behind it makes any name sure.
        at = match.end()
        charged = at == end or acting().match(folded, at, end) or organ_does(folded, at, end)
        known = is_unit if charged else is_strong_unit
        if names and all(known(folded[name.start : name.end]) for name in names):
            found = names if charged else found or names
            if charged:
                break
    return [(name, "supporting") for name in found], found[-1].end if found else at


def _sure(texts: list[str], verb: str) -> bool:
    """Whether the names are units for certain: a tier's prefix, 各, or a charge with a date or a modal behind them.

    A prefix is that of the whole list: 辖区中小学、幼儿园.
    """
    charged = bool(re.match(_SURE_VERB, verb))
    acts = charged or bool(_acts().match(verb) and not _PREPOSITION.match(texts[0]))
    return all(
        (is_strong_unit(text) and (has_prefix(text) or acts or is_branch(text))) or (charged and len(text) >= 3)
        for text in (texts[:1] if has_prefix(texts[0]) else texts)
    )
