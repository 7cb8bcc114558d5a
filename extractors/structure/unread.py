"""Paragraphs that look numbered and are no items: a numbering that the ladder does not know is told, not passed over."""

import re

from extractors.records import Span, Warning
from extractors.structure.ladder import Item
from extractors.text.reading import Paragraph, Reading

_CN = "一二三四五六七八九十"
# 其一、 步骤二： 第三类 ii) 四） 5： and the like: an ordinal, and words behind it.
_ORDINAL = re.compile(
    rf"(?:其[{_CN}](?=[、，：])|步骤[{_CN}\d]{{1,2}}|第[{_CN}\d]{{1,3}}(?:步|阶段)(?=[、：\u3000 ])"
    rf"|[ivxIVX]{{2,4}}[、.．）]|[{_CN}]{{1,3}}[）：](?!\d)|\d{{1,2}}[：—-](?=[一-龥]))"
)
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


def _items(item: Item) -> list[Item]:
    return [item, *(below for child in item.children for below in _items(child))]
