"""Headings without a number: short lines of their own that head running text (建强婚姻登记服务阵地).

A plan that heads its tasks so does it more than once; a lone short line may be anything.
"""

import re

from extractors.labels import field_kind
from extractors.markers import marker_at
from extractors.names import is_unit
from extractors.reading import Paragraph, Reading
from extractors.titles import DATE, DOC_NUMBER, ISSUER

_MARKS = re.compile(r"[，。；：！？…|]|^[（(〔【]|\d{4}年\d")
_BOXED = re.compile(r"【[一-龥、“”]{2,16}】$")  # 【总体目标】: a heading by its brackets
_ENDED = re.compile(r"[。！？；）】〕”]$")
_LEAST = 3
_ANNEX = re.compile(r"附\s?(?:件|表|录)|目录$")


def headed_lines(reading: Reading) -> frozenset[int]:
    """The numbers of the blocks that are headings without a marker, none if there are fewer than three."""
    first = next(
        (n for n, b in enumerate(reading.blocks) if isinstance(b, Paragraph) and _has_marker(reading, b)), None
    )
    boxed = [n for n, b in enumerate(reading.blocks) if isinstance(b, Paragraph) and _BOXED.match(reading.quote(b.span))]
    found = [
        number
        for number in range(first + 1 if first is not None else 1, len(reading.blocks) - 1)
        if _heads(reading, number)
    ]
    return frozenset(boxed + (found if len(found) >= _LEAST else []))


def _has_marker(reading: Reading, block: Paragraph) -> bool:
    return marker_at(reading.folded, block.span.start) is not None


def _heads(reading: Reading, number: int) -> bool:
    """Whether a block is a short line without sentence between the end of one text and the start of another."""
    before, block, after = reading.blocks[number - 1 : number + 2]
    if not (isinstance(before, Paragraph) and isinstance(block, Paragraph) and isinstance(after, Paragraph)):
        return False
    text, rest = reading.quote(block.span), reading.folded[after.span.start : after.span.end]
    folded = reading.folded[block.span.start : block.span.end]
    if not 4 <= len(text) <= 28 or _MARKS.search(folded) or _has_marker(reading, block) or _ANNEX.match(folded):
        return False
    if (
        ISSUER.match(folded)
        or DATE.search(folded)
        or DOC_NUMBER.search(folded)
        or is_unit(folded)
        or field_kind(folded)
    ):
        return False
    runs = "。" in rest and len(rest) >= 30 and not re.match(r".{2,8}：", rest)
    ended = reading.folded[before.span.start : before.span.end]
    return (runs or _has_marker(reading, after)) and (bool(_ENDED.search(ended)) or len(ended) <= 28)
