"""The vocabulary of responsibility: labels (牵头单位), verbs (按职责分工负责) and names of fields (完成时限).

One place says which words give which role; statements, tables, records and headings all ask here.
"""

import re
from functools import cache
from typing import Literal

from extractors.lexicon import alternation, words
from extractors.records import Role

FieldKind = Literal[
    "lead", "responsible", "supporting", "person", "deadline", "number", "task", "content", "category", "other"
]
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
    return table


@cache
def _role_label() -> re.Pattern[str]:
    stems = [f"(?P<{role}>{alternation(words('labels.yaml', 'stems', role))})" for role in ROLES]
    every = alternation(tuple(w for role in ROLES for w in words("labels.yaml", "stems", role)))
    return re.compile(
        rf"(?:{'|'.join(stems)})(?:[、/及和（(]*(?:{every})[）)]*)*(?:{role_nouns()})(?:（[^）]{{0,8}}）)?$"
    )


@cache
def field_kind(label: str) -> FieldKind | None:
    """The kind of field that a column head or a label names, None for any other text.

    `label` is folded text without its colon: 主要责任单位 gives ``lead``, 完成时限 ``deadline``, 分管领导 ``person``.
    """
    if len(label) > 24:
        return None
    whole = re.sub(r"[\s\u3000*]", "", label)
    plain = _DROPPED.sub("", label)
    for form in (whole, plain):
        if kind := _field_table().get(form):
            return kind
    for form in (whole, plain):
        if match := _role_label().match(form):
            return next(role for role in ROLES if match.group(role))
    for role in ROLES:
        if plain in words("labels.yaml", "alone", role):
            return role
    return None


@cache
def verb_pattern() -> re.Pattern[str]:
    """A role verb; its group name is the role."""
    return re.compile("|".join(f"(?P<{role}>{alternation(words('labels.yaml', 'verbs', role))})" for role in ROLES))


@cache
def label_pattern() -> re.Pattern[str]:
    """A label of role, person or deadline in running text, with the mark behind it.

    Groups: ``lead``, ``responsible``, ``supporting``, ``person``, ``deadline``; ``mark`` is the colon (or 是, 为,
    blanks), empty where the unit follows at once.
    """
    stems = []
    for role in ROLES:
        role_stems = alternation(words("labels.yaml", "stems", role))
        alone = alternation(words("labels.yaml", "alone", role))
        stems.append(
            rf"(?P<{role}>(?:{role_stems})(?:[、/及和]?(?:或)?(?:牵头|责任|配合|参与|协同|协助|落实))?(?:{role_nouns()})(?:（[^（）]{{0,8}}）)?"
            rf"|(?:{alone})(?=：))"
        )
    person = alternation(words("columns.yaml", "person"))
    deadline = alternation(words("columns.yaml", "deadline"))
    return re.compile(
        rf"(?:{'|'.join(stems)}|(?P<person>{person})|(?P<deadline>{deadline}))(?P<mark>[：]|[ \u3000]*(?:是|为)|[ \u3000]+|(?=\S)|$)"
    )
