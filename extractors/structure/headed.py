"""Lines that are not items and not text: headings without a number, titles, imprints.

Headings without a number: short lines of their own that head running text (建强婚姻登记服务阵地).

A plan that heads its tasks so does it more than once; a lone short line may be anything.
"""

import re

from extractors.lexicon import alternation, words
from extractors.structure.titles import DATE, DOC_NUMBER, ISSUER
from extractors.text.reading import Grid, Paragraph, Reading
from extractors.words.labels import field_kind
from extractors.words.markers import marker_at
from extractors.words.names import is_unit

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
    boxed = [
        n for n, b in enumerate(reading.blocks) if isinstance(b, Paragraph) and _BOXED.match(reading.quote(b.span))
    ]
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


def is_imprint(folded: str, block: Paragraph, following: Paragraph | Grid | None) -> bool:
    """Whether a line belongs to the imprint of an official document (版记: 主办：… 抄送：…; GB/T 9704-2012, 7.4)."""
    if following is None or not re.match(r"主办(?:单位)?：", folded[block.span.start : block.span.end]):
        return False
    return bool(re.match(r"(?:抄送|分送|主送|印发|发[：至])", folded[following.span.start : following.span.end]))


def is_title_line(text: str) -> bool:
    """Whether a line of folded text is the title of a plan."""
    return (
        bool(re.search(rf"(?:{alternation(words('headings.yaml', 'plans'))})(?:（[^）]*）)?$", text))
        and len(text) > 12
        and "牵头" not in text
    )


_DECIMAL = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}(?!\d)")


def uses_decimals(reading: Reading, glued: bool) -> bool:
    """Whether items are numbered 1.1, 2.1.1: else 2.24小时 is item 2. `glued`: not only paragraphs begin with them."""
    if glued:
        markers = (marker_at(reading.folded, match.start()) for match in _DECIMAL.finditer(reading.folded))
        found = {marker.label for marker in markers if marker and marker.style == "decimal"}
        return sum(label.endswith(".1") for label in found) > 1 or {"1.1", "1.2"} <= found
    found = set()
    for block in reading.blocks:
        if isinstance(block, Paragraph):
            marker = marker_at(reading.folded, block.span.start)
            if marker and marker.style == "decimal":
                found.add(marker.label)
    return any(label.endswith(".1") for label in found)
