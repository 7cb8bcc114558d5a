"""Notes at the end of a plan that its items refer to by number (…压缩50%以上。［1］ — ［1］牵头：市行政审批局).

A note belongs to every item that refers to it, and to none by its place.
"""

import re

from extractors.records import Span
from extractors.text.reading import Paragraph, Reading
from extractors.words.labels import field_kind

_MARK = re.compile(r"[［〔](\d{1,2})[］〕]")
_SENTENCE = re.compile("[，。；]")
_LONGEST_HEAD = 16
_LEAST = 2  # one such paragraph may be anything


def endnotes(reading: Reading) -> tuple[dict[str, Span], frozenset[int]]:
    """The text of each note by its number, and the numbers of the blocks that hold notes or head them (责任单位注释).

    A note is a paragraph that its number opens and that the text before refers to; there are two or more.
    """
    if _MARK.search(reading.folded) is None:
        return {}, frozenset()
    referred: set[str] = set()
    found: dict[str, Span] = {}
    blocks: list[int] = []
    for number, block in enumerate(reading.blocks):
        own = _MARK.match(reading.folded, *block.span) if isinstance(block, Paragraph) else None
        if own and own[1] in referred and own[1] not in found:
            found[own[1]] = Span(own.end(), block.span.end)
            blocks.append(number)
        elif not found:
            referred.update(match[1] for match in _MARK.finditer(reading.folded, *block.span))
    if len(found) < _LEAST:
        return {}, frozenset()
    before = blocks[0] - 1
    head = reading.folded[slice(*reading.blocks[before].span)] if before >= 0 else ""
    headed = 0 < len(head) <= _LONGEST_HEAD and not _SENTENCE.search(head) and field_kind(head) is None
    return found, frozenset([*blocks, *([before] if headed else [])])
