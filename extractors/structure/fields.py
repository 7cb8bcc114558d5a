"""Items that are fields: 1.整改目标：… 2.整改措施：… 3.责任单位：… below a task count what is said of it and are no tasks."""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.records import Span
from extractors.structure.cards import STATEMENT_FIELDS
from extractors.structure.ladder import Item
from extractors.text.reading import Reading
from extractors.words.labels import field_kind
from extractors.words.markers import Marker

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
    if len(labels) > 1 and len(set(labels)) == 1:
        return False  # ◎承诺1　【主办】…, ◎承诺2　【主办】…: tasks that open with who carries them out
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
    if child.marker and folded.find("\n", child.marker.end, child.paragraphs[0].start) >= 0:
        return ""  # a number on a line of its own opens a task, whatever stands below it first
    label = _LABEL.match(folded, *child.paragraphs[0])
    return label[1] if label else ""


def give_back_fields(folded: str, root: Item) -> None:
    """Gives an item the labelled lines behind its last child that the items beside it carry themselves.

    （三）整改措施：1.… 2.… 整改时限：… 牵头单位：… where （一） and （二） have both labels and no children: not of 2.
    """
    theirs = {_opening(folded, span) for item in root.children if not item.children for span in item.paragraphs} - {""}
    for item in root.children:
        give_back_fields(folded, item)
        if len(item.children) < 2 or not theirs:
            continue
        *others, last = item.children
        within = {_opening(folded, span) for child in others for span in child.paragraphs}
        back = [span for span in last.paragraphs[1:] if _opening(folded, span) in theirs - within]
        if len(back) > 1 and back == last.paragraphs[-len(back) :]:
            del last.paragraphs[-len(back) :]
            last.end = last.paragraphs[-1].end
            item.paragraphs.extend(back)


def _opening(folded: str, span: Span) -> str:
    """The label of a statement, a person or a time that opens a paragraph, empty where none does."""
    label = _LABEL.match(folded, *span)
    return label[1] if label and field_kind(label[1]) in STATEMENT_FIELDS else ""


def numbered_fields(reading: Reading, numbered: dict[int, Marker]) -> dict[int, Marker]:
    """The markers of fields that are numbered below each item (（1）牵头单位：… （2）责任单位：…) by their blocks.

    Told by runs from 1 in one style whose every line opens with another label of a statement, two such runs at least.
    """
    runs: list[list[int]] = []
    labels: list[set[str]] = []
    for number, marker in sorted(numbered.items()):
        label = _LABEL.match(reading.folded, marker.end, reading.blocks[number].span.end)
        if label is None or field_kind(label[1]) not in STATEMENT_FIELDS:
            continue
        before = numbered[number - 1] if runs and runs[-1][-1] == number - 1 else None
        follows = before is not None and before.counts_with(marker) and before.value == marker.value - 1
        if follows and label[1] not in labels[-1]:
            runs[-1].append(number)
            labels[-1].add(label[1])
        elif marker.value == 1:
            runs.append([number])
            labels.append({label[1]})
    found = [run for run in runs if len(run) > 1]
    return {number: numbered[number] for run in found for number in run} if len(found) > 1 else {}
