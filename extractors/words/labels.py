"""The vocabulary of responsibility: labels (牵头单位), verbs (按职责分工负责) and names of fields (完成时限).

One place says which words give which role; statements, tables, records and headings all ask here.
"""

import re
from functools import cache, lru_cache
from typing import Literal

from extractors.lexicon import alternation, first_characters, words
from extractors.records import Role
from extractors.words.lists import chunks
from extractors.words.names import is_unit

FieldKind = Literal[
    "lead", "responsible", "supporting", "person", "deadline", "number", "task", "content", "category", "other"
]
# Characters in the longest name of a field.
LONGEST_FIELD = 24
ROLES: tuple[Role, ...] = ("lead", "responsible", "supporting")
_PLAIN_FIELDS: tuple[FieldKind, ...] = ("number", "task", "content", "deadline", "person", "category", "other")
_DROPPED = re.compile(r"[\s\u3000*＊#：:、/／·的]|（[^）]{0,12}）|及其?|和|与")


@cache
def role_nouns() -> str:
    """The alternation of nouns that close a role label."""
    return alternation(words("labels.yaml", "nouns"))


@cache
def _field_table() -> dict[str, FieldKind]:
    table: dict[str, FieldKind] = {}
    for kind in _PLAIN_FIELDS:
        for word in words("columns.yaml", kind):
            table[_DROPPED.sub("", word)] = kind
    table |= dict.fromkeys(words("columns.yaml", "person_alone"), "person")
    table |= dict.fromkeys(words("columns.yaml", "deadline_alone"), "deadline")
    return table


@cache
def _role_label() -> re.Pattern[str]:
    stems = [f"(?P<{role}>{alternation(words('labels.yaml', 'stems', role))})" for role in ROLES]
    every = alternation(tuple(w for role in ROLES for w in words("labels.yaml", "stems", role)))
    return re.compile(
        rf"(?:(?P<tier>{_tier()}))?(?:{'|'.join(stems)})(?:[、/及和（(]*(?:{every})[）)]*)*"
        rf"(?(tier)(?:{_tier_nouns()})|(?:{role_nouns()}))(?:（[^）]{{0,8}}）)?$"
    )


@cache
def _tier() -> str:
    """The alternation of tiers that a label may begin with (省级牵头单位)."""
    return alternation(words("labels.yaml", "tiers"))


@cache
def _tier_nouns() -> str:
    """The alternation of what may close a label of a tier: 新区建设局 is a name."""
    return alternation(words("labels.yaml", "tier_nouns"))


@lru_cache(maxsize=4096)
def field_kind(label: str) -> FieldKind | None:
    """The kind of field that a column head or a label names, by the lexicon or by its shape; None for any other text.

    `label` is folded text without its colon: 主要责任单位 gives ``lead``, 完成时限 ``deadline``, 分管领导 ``person``.
    """
    return listed_kind(label) or _shaped_kind(label.strip(" \u3000*："))


@lru_cache(maxsize=4096)
def listed_kind(label: str) -> FieldKind | None:
    """As `field_kind`, for the words of the lexicon alone."""
    if len(label) > LONGEST_FIELD:
        return None
    whole = re.sub(r"[\s\u3000*]", "", label)
    plain = _DROPPED.sub("", label)
    for form in (whole, plain):
        if kind := _field_table().get(form):
            return kind
    for form in (whole, plain):
        if match := _role_label().match(form):
            return next(role for role in ROLES if match.group(role))
    tier = re.match(_tier(), plain)
    for role in ROLES:
        alone = words("labels.yaml", "alone", role)
        if plain in alone or (tier and plain[tier.end() :] in alone):
            return role
    return None


_SHORTEST_NAME = 2
_PREFIXED = re.compile("[一-龥]{4}")  # 整改牵头, 业务协办
# 市直各部门, 县直有关单位: those a letter opens with, no label.
_ADDRESSED = re.compile("各|有关|相关|全体")


@cache
def _shapes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The end of a role's label, whatever its stem; the end of a deadline's."""
    return (
        re.compile(rf"([一-龥]{{2,6}}?)(?:{alternation(words('labels.yaml', 'shaped', 'nouns'))})"),
        re.compile(rf"([一-龥]{{2,6}}?)(?:{alternation(words('columns.yaml', 'deadline_ends'))})"),
    )


_QUESTION = re.compile("[一-龥]{2,8}")


def _asked_kind(label: str) -> FieldKind | None:
    """The kind of a label that asks: 谁来配合, 由谁干, 几时完, 什么时候完成, 做到什么程度."""
    if not _QUESTION.fullmatch(label):
        return None
    if re.match(alternation(words("labels.yaml", "asked", "when")), label):
        return "deadline"
    if re.match(alternation(words("labels.yaml", "asked", "who")), label):
        ends = ((role, words("labels.yaml", "asked", role)) for role in ROLES)
        return next((role for role, verbs in ends if label.endswith(verbs)), "responsible")
    return "content" if re.search(alternation(words("labels.yaml", "asked", "what")), label) else None


def _shaped_kind(label: str) -> FieldKind | None:
    """The kind of a label by its shape: 作战单位, 助攻部门, 摘牌时限."""
    role_label, deadline = _shapes()
    if len(label) > LONGEST_FIELD or _ADDRESSED.search(label):
        return None
    if limit := deadline.fullmatch(label):
        return None if limit[1].endswith(words("columns.yaml", "not_deadline")) else "deadline"
    ends = words("columns.yaml", "task_ends")
    if label.endswith(ends) and len(label) > _SHORTEST_NAME:
        return None if label[:-2].endswith(words("columns.yaml", "not_task")) else "task"
    if asked := _asked_kind(label):
        return asked
    for role in ROLES:
        if _PREFIXED.fullmatch(label) and label.endswith(words("labels.yaml", "prefixed", role)):
            return role
    named = role_label.fullmatch(label)
    if named is None or named[1].startswith(words("labels.yaml", "shaped", "no_role")):
        return None
    for role in ROLES:
        if named[1].endswith(words("labels.yaml", "stems", role)):
            return role
    for role in ("lead", "supporting"):
        if named[1].startswith(words("labels.yaml", "shaped", role)):
            return role
    return "responsible"


_HEAD_ENDS: tuple[tuple[FieldKind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:序号|编号)$")),
    ("person", re.compile(r"(?:领导|责任人|负责人|联系人|联络人|林长|河长|田长|路长|链长|专员)$")),
    ("deadline", re.compile(r"(?:时限|时间|期限|节点|时点)$")),
    ("category", re.compile(r"(?:类别|分类|领域|类型)$")),
    ("content", re.compile(r"(?:内容|措施|举措|要求|目标|标准)$")),
    ("task", re.compile(r"(?:任务|事项|工作|项目|名称|行动|工程|实事)$")),
)
_OF_YEAR = re.compile(r"\d{4}年度?")


@lru_cache(maxsize=4096)
def head_kind(label: str) -> FieldKind | None:
    """The kind of a table's column: as `field_kind`, and by its parts (具体举措及目标) and its last word besides."""
    whole = re.sub(r"[\s\u3000*]", "", label)
    if kind := field_kind(label):
        return kind
    if of_year := _OF_YEAR.match(whole):
        # 2024年建设内容; 2025年目标 is a column of figures.
        rest = whole[of_year.end() :]
        return kind if len(rest) >= 4 and (kind := head_kind(rest)) in ("task", "content") else None
    if not 2 <= len(whole) <= 16 or re.search(r"[，。；：\d]", whole):
        return None
    parts = [field_kind(part) for part in re.split(r"[及和与、/]", re.sub(r"（[^）]*）", "", whole)) if part]
    if len(parts) > 1 and parts[0]:
        return parts[0]
    if re.search(r"指标|现状|完成值|目标值", whole):
        return None
    return next((kind for kind, pattern in _HEAD_ENDS if pattern.search(re.sub(r"（[^）]*）", "", whole))), None)


@cache
def verb_pattern() -> re.Pattern[str]:
    """A role verb; its group name is the role."""
    verbs = {role: words("labels.yaml", "verbs", role) for role in ROLES}
    every = sum(verbs.values(), ())
    give, help_ = (alternation(words("labels.yaml", "aids", part)) for part in ("give", "help"))
    bear, burden = (alternation(words("labels.yaml", "duties", part)) for part in ("bear", "as"))
    more = {role: rf"|(?:{bear})(?:{alternation(words('labels.yaml', 'duties', role))})(?:{burden})" for role in ROLES}
    more["supporting"] += rf"|(?:{give})[一-龥]{{1,6}}?(?:{help_})"
    branches = "|".join(
        f"(?P<{role}>{'|'.join(_short_of_longer(verb, every) for verb in sorted(verbs[role], key=len, reverse=True))}"
        f"{more[role]})"
        for role in ROLES
    )
    return re.compile(f"(?={first_characters((*every, *words('labels.yaml', 'duties', 'bear')))})(?:{branches})")


@cache
def _adverbs() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('labels.yaml', 'adverbs'))})$")


def before_adverb(folded: str, start: int, verb: int) -> int:
    """Where the name ends before a verb at `verb` with an adverb of its own (市水利局 | 共同办理)."""
    adverb = _adverbs().search(folded, max(start, verb - 6), verb)
    return adverb.start() if adverb and adverb.start() != start + 1 else verb


def _short_of_longer(verb: str, every: tuple[str, ...]) -> str:
    """A verb where no longer one stands, which may be of another role (按职责分工, not in 按职责分工配合)."""
    longer = [other[len(verb) :] for other in every if other.startswith(verb) and other != verb]
    return re.escape(verb) + (f"(?!{alternation(tuple(longer))})" if longer else "")


@cache
def label_pattern() -> re.Pattern[str]:
    """A label of role, person or deadline in running text, with the mark behind it.

    Groups: ``lead``, ``responsible``, ``supporting``, ``person``, ``deadline``; ``tier`` is one by itself (省级：), whose
    units are responsible; ``mark`` is the colon (or 是, 为, blanks), empty where the unit follows at once.
    """
    stems = []
    for role in ROLES:
        role_stems = alternation(words("labels.yaml", "stems", role))
        alone = alternation(words("labels.yaml", "alone", role))
        stems.append(
            rf"(?P<{role}>(?:{role_stems})(?:[、/及和]?(?:或)?(?:牵头|责任|配合|参与|协同|协助|落实))?(?:{role_nouns()})(?:（[^（）]{{0,8}}）)?"
            rf"|(?:{_tier()})(?:{role_stems})(?:(?:{_tier_nouns()})|(?=：))"
            rf"|(?:(?:{_tier()})(?:层面|有关|相关)?)?(?:{alone})(?=：))"
        )
    stems.append(rf"(?P<tier>(?:{_tier()})(?:{_tier_nouns()})?(?=：))")
    person, lone = (alternation(words("columns.yaml", key)) for key in ("person", "person_alone"))
    deadline = alternation(words("columns.yaml", "deadline"))
    roles = {word[0] for key in ("stems", "alone") for role in ROLES for word in words("labels.yaml", key, role)}
    tiers = "".join(sorted({word[0] for word in words("labels.yaml", "tiers")} - roles))
    # The quick test: a label of a tier needs its colon near, for most names begin as it does.
    others = first_characters(tuple(word for word in _words_of_labels() if word[0] not in tiers))
    return re.compile(
        rf"(?={others}|[{tiers}][^、，。；：]{{0,18}}(?:：|领导|责任人))(?:{'|'.join(stems)}|(?P<person>{person}|(?:{lone})(?=：))|(?P<deadline>{deadline}))(?P<mark>[：]|[ \u3000]*(?:是|为)|[ \u3000]+|(?=[^\s在])|$)"
    )


def _words_of_labels() -> tuple[str, ...]:
    fields = sum((words("columns.yaml", key) for key in ("person", "person_alone", "deadline")), ())
    return fields + sum((words("labels.yaml", key, role) for key in ("stems", "alone") for role in ROLES), ())


@cache
def _openings() -> frozenset[str]:
    """The first two characters of the words that a label may begin with; the first of those of one, and of tiers."""
    return frozenset(word[:2] for word in _words_of_labels()) | {word[0] for word in words("labels.yaml", "tiers")}


def may_open_label(folded: str, at: int) -> bool:
    """Whether a label of `label_pattern` may begin at `at`: the quick test before it, which most places fail."""
    openings = _openings()
    return folded[at : at + 2] in openings or folded[at : at + 1] in openings


_LONGEST_SHAPED = 14  # characters in the longest label that is known by its shape, with its colon
_LONGEST_NAME = 60


@cache
def _as_label() -> dict[FieldKind, re.Pattern[str]]:
    """For each kind the pattern of a label of any words that is of it, with the groups of `label_pattern`."""
    kinds: tuple[FieldKind, ...] = (*ROLES, "person", "deadline")
    return {
        kind: re.compile(
            "(?:"
            + "|".join(rf"(?P<{k}>{'[^：]+' if k == kind else '(?!)'})" for k in (*kinds, "tier"))
            + ")(?P<mark>：)"
        )
        for kind in kinds
    }


def label_at(folded: str, at: int, end: int) -> re.Match[str] | None:
    """The label at `at` in the groups of `label_pattern`: one of the lexicon, or with its colon one known by its shape.

    Behind a shape units must stand.
    """
    listed = label_pattern().match(folded, at, end) if may_open_label(folded, at) else None
    colon = folded.find("：", at + 2, at + _LONGEST_SHAPED) if listed is None else -1
    if not 0 <= colon < end:
        return listed
    kind = field_kind(folded[at:colon])
    pattern = _as_label().get(kind) if kind else None
    if pattern is None or (kind in ROLES and not _names_units(folded, colon + 1, end)):
        return None
    return pattern.match(folded, at, end)


def _names_units(folded: str, start: int, end: int) -> bool:
    """Whether a list that begins at `start` begins with a unit, or says that there is none (无)."""
    first = next(chunks(folded, start, min(end, start + _LONGEST_NAME)), None)
    name = folded[first.start : first.end] if first else ""
    return is_unit(name) or name in ("无", "—", "-", "/")
