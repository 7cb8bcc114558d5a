"""Paragraphs that look numbered and are no items: a numbering that the ladder does not know is told, not passed over."""

import re
from itertools import pairwise

from extractors.records import Span, Warning
from extractors.structure.ladder import Item
from extractors.text.reading import Paragraph, Reading

_CN = "一二三四五六七八九十"
# 其一、 步骤二： 第三类 ii) 四） 5： and the like: an ordinal, and words behind it.
_ORDINAL = re.compile(
    rf"(?:其[{_CN}](?=[、，：])|步骤[{_CN}\d]{{1,2}}|第[{_CN}\d]{{1,3}}(?:步|阶段)(?=[、：\u3000 ])"
    rf"|[ivxIVX]{{2,4}}[、.．）]|[{_CN}]{{1,3}}[）：](?!\d)|\d{{1,2}}[：—-](?=[一-龥]))"
)
_SKIPPED = 3  # a count that leaps further is another one
_LEAST = 2  # one such paragraph may be anything


def unread_headings(reading: Reading, outline: Item) -> list[Warning]:
    """A warning for each paragraph that an ordinal of an unknown kind opens, if there are several."""
    starts = {item.start for item in _items(outline) if item is not outline}
    found = [
        block.span
        for block in reading.blocks
        if isinstance(block, Paragraph)
        and _ORDINAL.match(reading.folded, *block.span)
        and block.span.start not in starts
    ]
    if len(found) < _LEAST:
        return []
    return [
        Warning("heading-unread", f"像编号的段落没有读成条目：{reading.quote(span)[:30]}", Span(*span))
        for span in found
    ]


def skipped_numbers(reading: Reading, outline: Item) -> list[Warning]:
    """A warning where items of one count leave numbers out (2, 4): the text lacks them, or a scan lost their number."""
    found = []
    for item in _items(outline):
        marked = [child for child in item.children if child.marker]
        for before, after in pairwise(marked):
            first, second = before.marker, after.marker
            if first and second and first.counts_with(second) and 1 < second.value - first.value <= _SKIPPED:
                line = reading.text.find("\n", after.start)
                span = Span(after.start, min(line if line > 0 else len(reading.text), after.start + 40))
                message = f"编号从“{first.label}”跳到“{second.label}”，中间可能有没有读出的条目"
                found.append(Warning("number-skipped", message, span))
    return found


def _items(item: Item) -> list[Item]:
    found = [item]
    for child in item.children:
        found += _items(child)
    return found
