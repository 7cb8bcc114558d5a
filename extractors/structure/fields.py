"""Items that are fields: 1.整改目标：… 2.整改措施：… 3.责任单位：… below a task count what is said of it and are no tasks."""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.structure.ladder import Item
from extractors.words.labels import field_kind

_LABEL = re.compile(r"[【〔［]?([一-龥]{2,8})[】〕］]?：[ \u3000]*(?=\S)")
_UNITS = ("lead", "responsible", "supporting")


@cache
def _field_noun() -> re.Pattern[str]:
    """整改目标, 问题表现, 销号标准: a label ends in a noun for a kind of field, whatever it is a field of."""
    return re.compile(rf"[一-龥]*(?:{alternation(words('columns.yaml', 'nouns'))})")


def merge_fields(folded: str, root: Item) -> None:
    """Gives an item the text of its children where each is a field of another name and one names units."""
    for item in root.children:
        if item.children and _are_fields(folded, item.children):
            item.paragraphs += [span for child in item.children for span in child.paragraphs]
            item.children = []
        else:
            merge_fields(folded, item)


def _are_fields(folded: str, children: list[Item]) -> bool:
    labels = [_label(folded, child) for child in children]
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
