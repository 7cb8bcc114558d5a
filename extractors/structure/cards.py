"""Cards: records of labelled lines that carry no number (任务名称：… 具体措施：… 责任单位：… 完成时限：…).

A label of the task that comes back heads each card; the numbers inside a card count its measures and make no items.
"""

import re

from extractors.frozen import frozen
from extractors.records import Span
from extractors.text.reading import Paragraph, Reading
from extractors.words.labels import FieldKind, field_kind
from extractors.words.markers import Marker

_LABEL = re.compile(r"[ \u3000]*[（【]?([一-龥 \u3000]{2,12})[】）]?[：][ \u3000]*")
_NUMBER = re.compile(r"[（]?(?:[〇零一二三四五六七八九十\d]{1,3}|第?[A-Z]{0,4}[-—]?\d{1,4}(?:[-—]\d{1,4})?号?)[）]?")
_CONTENT = re.compile(r"(?:内容|要点|重点|目标)$")  # 工作内容：… under a heading of its own
_LONGEST_NAME = 80
# The fields of a statement of responsibility.
STATEMENT_FIELDS = ("lead", "responsible", "supporting", "deadline", "person")
# Numbering of sections: it ends a card, other numbering counts measures inside one.
_ABOVE = ("chapter", "part", "named", "cn")


@frozen
class Label:
    """A labelled line: its label and kind, and where its value stands."""

    name: str
    kind: FieldKind
    value: Span


def label_of(reading: Reading, block: Paragraph) -> Label | None:
    """The label that opens a paragraph, None where it opens with none that is known."""
    match = _LABEL.match(reading.folded, *block.span)
    if match is None:
        return None
    name = match.group(1).replace(" ", "").replace("\u3000", "")
    kind = field_kind(name)
    return Label(name, kind, Span(match.end(), block.span.end)) if kind else None


def card_heads(reading: Reading, numbered: dict[int, Marker]) -> dict[int, tuple[Marker, Span]]:
    """The blocks that head a card, each with its marker (style ``card``) and the span of the task's name.

    A number on the line before (编号：3) opens the card; that block is given with an empty span. `numbered` are the
    markers of the blocks that one begins: cards below numbered lines belong to those items, and none is given.
    """
    labels = {
        number: label
        for number, block in enumerate(reading.blocks)
        if number not in numbered and isinstance(block, Paragraph) and (label := label_of(reading, block))
    }
    heads = _repeated(labels)
    inside = sum(head - 1 in numbered for head in heads)
    if 2 * inside > len(heads):
        return {}
    out: dict[int, tuple[Marker, Span]] = {}
    for head in heads:
        value, start = labels[head].value, reading.blocks[head].span.start
        before = labels.get(head - 1)
        number = before.value if before and before.kind == "number" else None
        if number and _NUMBER.fullmatch(reading.folded, *number):
            opening = reading.blocks[head - 1].span.start
            printed = reading.folded[number.start : number.end].strip("（）")
            marker = Marker("card", 0, printed, opening, number.end)
            out[head - 1] = marker, Span(number.end, number.end)
        out[head] = Marker("card", 0, "", start, value.start), value
    return out


def _repeated(labels: dict[int, Label]) -> list[int]:
    """The blocks whose label heads cards: one name of the kind ``task``, twice or more, units or dates below each."""
    names: dict[str, list[int]] = {}
    for number, label in labels.items():
        if (
            label.kind == "task"
            and not _CONTENT.search(label.name)
            and 0 < label.value.end - label.value.start <= _LONGEST_NAME
        ):
            names.setdefault(label.name, []).append(number)
    for heads in names.values():
        bounds = [*heads[1:], max(labels) + 1]
        below = [
            any(labels[number].kind in STATEMENT_FIELDS for number in range(head + 1, bound) if number in labels)
            for head, bound in zip(heads, bounds, strict=True)
        ]
        if len(heads) > 1 and sum(below) >= 2:
            return heads
    return []


def inside_card(marker: Marker) -> bool:
    """Whether a marker counts measures inside the card that is open."""
    return marker.style not in _ABOVE
