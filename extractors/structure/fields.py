"""Items that are fields: 1.整改目标：… 2.整改措施：… 3.责任单位：… below a task count what is said of it and are no tasks."""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.structure.cards import STATEMENT_FIELDS
from extractors.structure.ladder import Item
from extractors.words.labels import field_kind

_LABEL = re.compile(r"[【〔［]?([一-龥]{2,8})[】〕］]?：[ \u3000]*(?=\S)")
_UNITS = ("lead", "responsible", "supporting")


@cache
def _field_noun() -> re.Pattern[str]:
    """整改目标, 问题表现, 销号标准: a label ends in a noun for a kind of field, whatever it is a field of."""
    return re.compile(rf"[一-龥]*(?:{alternation(words('columns.yaml', 'nouns'))})")


def merge_fields(folded: str, root: Item) -> None:
    """Gives an item the text of its children where they are fields.

    All name units or say when, or each has another name and one names units.
    """
    if root.children and _are_fields(folded, root.children):
        root.paragraphs = sorted([*root.paragraphs, *(span for child in root.children for span in child.paragraphs)])
        root.children = []
    for item in root.children:
        merge_fields(folded, item)


def _are_fields(folded: str, children: list[Item]) -> bool:
    labels = [_label(folded, child) for child in children]
    if all(field_kind(label) in STATEMENT_FIELDS for label in labels):
        return True
    return (
        len({*labels} - {""}) == len(children)
        and any(field_kind(label) in _UNITS for label in labels)
        and all(field_kind(label) or _field_noun().fullmatch(label) for label in labels)
    )


def _label(folded: str, child: Item) -> str:
    """The label that opens an item without items of its own, empty where none does."""
    if child.children or child.grids or not child.paragraphs:
        return ""
    label = _LABEL.match(folded, *child.paragraphs[0])
    return label[1] if label else ""
