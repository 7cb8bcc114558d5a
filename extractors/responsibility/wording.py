"""The words of a responsibility statement: what opens a part of it, what a part is by itself, where its verb stands.

Pure functions of short texts; `statement` puts together what they find.
"""

import re
from functools import cache, lru_cache
from typing import Literal

from extractors.lexicon import alternation, patterns, words
from extractors.records import Role
from extractors.words.brackets import CLOSE
from extractors.words.labels import ROLES, before_adverb, verb_pattern
from extractors.words.labels import label_at as any_label
from extractors.words.names import is_strong_unit, is_unit, may_be_name, trimmed

JOINS = ("会同", "联合", "会商", "商")  # what `FORWARD` begins with
_WITH = r"(?:会同|联合|会商)(?!会|社|国(?![网家资铁电能])|征|牵头)|商(?=[省市县区州旗镇乡](?!区|会|店|城|场)|有关|相关)"
FORWARD = re.compile(rf"并(?:{_WITH})|{_WITH}")
# 包村处级领导：, 联系电话：: whatever the label is made of, no unit stands behind it.
PERSON_LABEL = re.compile(r"[（( ]*[一-龥]{0,10}(?:领导|责任人|负责人|联系人|联络员|经办人|专员|电话)：[ \u3000]*")
_ELSEWHERE = re.compile(r"由.{0,14}(?:另行|确定|明确|指定)|另行(?:明确|确定|通知|研究|安排|公布)|见附|栏|空白")
# A rule for all items that stands among the names of one (排在首位的为牵头单位，下同): conventions.py reads it.
NOTE = re.compile(
    r"首位|首列|列首|第一的|不分先后|排名|(?:的|者|位|，|^)(?:均|皆|即|系)?为(?:牵头|主办|主责)(?:单位|部门|科室)|下同|后同|各项同|不再|不另|恕不|从略|均需|其后|后续各项|以下各项|各项责任|自第|^含|^见|^注|^约?\d[\d.,]*[万亿]?[一-龥]{1,3}$"
)
# What a time limit holds, as a date or as a field (持续推进, 即时): the quick test.
TIMED = re.compile("[年月季旬期每按五即持常适立]")
_TIER = "(?=[省市县区州旗镇各国中街乡])"
_BRACKET = re.compile(r"（[^（）]*）|〔[^〔〕]*〕")
_TAIL = re.compile(r"^[一-龥]{0,8}$")
# 县政府督查 | 室, 医共体牵头 | 医院: the name goes on behind the verb that it holds; not in 负责 | 队伍建设.
_IN_NAME = re.compile("室(?![内外])|队(?!伍)|组(?![织建成])|医院|学校|高校|院校|企业|机构|院所|幼儿园")
_HAN = re.compile(r"[一-龥]")


@cache
def by_pattern() -> re.Pattern[str]:
    """A matter and the word before the unit that is charged with it: 其中民宿登记由 | 省公安厅, 水质监测敬请 | 市生态环境局."""
    asked, refused = alternation(words("duties.yaml", "asked")), "".join(words("duties.yaml", "asks_for"))
    by = alternation(words("duties.yaml", "before_by"))
    return re.compile(
        rf"(?=[一-龥]{{0,16}}[由请责委授交])[一-龥]{{1,14}}?(?:由{_TIER}|(?:{by})由(?=[一-龥]{{3}})|(?<![{refused}])(?:{asked}){_TIER})"
    )


_CLAUSE = re.compile(r"(?:[^，；。（〔]++|（[^（）]*）|〔[^〔〕]*〕)+")


def is_rule(folded: str, start: int, end: int) -> bool:
    """Whether the clause at `start` is a rule for other items, which lasts to the end of its sentence."""
    clause = _CLAUSE.match(folded, start, end)
    return clause is not None and _is_rule(clause.group())


@lru_cache(maxsize=4096)
def _is_rule(clause: str) -> bool:
    bare = _BRACKET.sub("", clause)
    return any(pattern.search(bare) for pattern in patterns("for_all"))


@lru_cache(maxsize=4096)
def sort_of(text: str) -> Literal["note", "name", "words"]:
    """What a chunk is by itself: a note, a name with nothing about it (no label, verb or time), or words to be read."""
    bare = _BRACKET.sub("", text)
    if _ELSEWHERE.search(text) or NOTE.search(bare) or not _HAN.search(text):
        return "note"
    if any(pattern.search(bare) for pattern in patterns("equal")) and not verb_pattern().search(text):
        return "note"
    whole = trimmed(text, 0, len(text)) == (0, len(text)) and text[-1] not in CLOSE
    verbal = verb_pattern().search(text) or FORWARD.search(text) or by_pattern().match(text)
    named = whole and not verbal and is_unit(text)
    return "name" if named and not TIMED.search(text) and label_at(text, 0, len(text)) is None else "words"


def label_at(folded: str, start: int, end: int) -> re.Match[str] | None:
    """The label that opens a chunk: with its colon, or with a name at once behind it."""
    at = start
    while at < end and folded[at] in "（( ":
        at += 1
    label = any_label(folded, at, end)
    if label is None:
        return None
    if label.group("mark") == "" and label.end() < end:
        if label.group("person"):
            return label if re.fullmatch(r"[一-龥\s\u3000]{2,8}", folded[label.end() : end]) else None
        if label.group("deadline"):
            return None
        return label if is_strong_unit(folded[label.end() : end]) else None
    return label


def label_role(label: re.Match[str]) -> Role | None:
    """The role of the units behind a label, None for one of persons or a time limit."""
    if label["tier"]:
        return "responsible"
    for role in ROLES:
        if label[role]:
            return role
    return None


@cache
def usual_marks() -> dict[str, Role]:
    """The roles of the characters that stand for one in a bracket behind a name (主, 协) wherever they do."""
    return {mark: role for role in ROLES for mark in words("labels.yaml", "marks", role)}


def verb_in(folded: str, start: int, end: int) -> re.Match[str] | None:
    """The role verb of a chunk: the longest that ends it, else one behind a name with a short tail (负责清运).

    A verb inside a name (市场监管局, 督查室) has more of the name behind it; one behind a name that is known
    outranks one behind a name that is not (市财政局负责资金保障).
    """
    behind_name: re.Match[str] | None = None
    at = start
    while verb := verb_pattern().search(folded, at, end):
        at = verb.start() + 1
        inside = _IN_NAME.match(folded, verb.end(), end)
        if inside and is_unit(folded[start : inside.end()]):
            continue
        head = trimmed(folded, start, before_adverb(folded, start, verb.start()))
        tail = folded[verb.end() : end]
        name = folded[head.start : head.end]
        if not tail and (not name or is_unit(name) or (behind_name is None and may_be_name(name))):
            return verb
        if behind_name is None and is_unit(name) and _TAIL.match(tail) and not is_unit(folded[start:end]):
            behind_name = verb
    return behind_name


def ends_in_verb(text: str) -> bool:
    """Whether a text ends in a role verb, but for one character at most."""
    return len(text) >= 4 and any(match.end() >= len(text) - 1 for match in verb_pattern().finditer(text))
