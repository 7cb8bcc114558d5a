"""Lines that are not items and not text: headings without a number, titles, imprints.

Headings without a number: short lines of their own that head running text (建强婚姻登记服务阵地).

A plan that heads its tasks so does it more than once; a lone short line may be anything.
"""

import re

from extractors.lexicon import alternation, words
from extractors.records import Span
from extractors.structure.titles import DATE, DOC_NUMBER, ISSUER, YEAR
from extractors.text.reading import Grid, Paragraph, Reading
from extractors.words.labels import field_kind
from extractors.words.lists import SEPARATORS, chunks
from extractors.words.markers import Marker, marker_at
from extractors.words.names import has_prefix, is_strong_unit, is_unit

_MARKS = re.compile(r"[，。；：！？…|]|^[（(〔【]|\d{4}年\d")
_BOXED = re.compile(r"【[一-龥、“”\d]{2,16}】$")  # 【总体目标】: a heading by its brackets
_ENDED = re.compile(r"[。！？；）】〕”]$")
_LEAST = 3
_ANNEX = re.compile(r"附\s?(?:件|表|录)|目录$")
# ——…（县水利局负责）: a dash before a text with a statement of its own, not before a statement (——此项工作由…).
_DASHED = re.compile(r"——(?![^，。；（]{0,8}由)[^\n]*(?:牵头|负责|落实|配合|单位：[^\n）]+)[）。]*$")


def headed_lines(reading: Reading, numbered: dict[int, Marker]) -> frozenset[int]:
    """The numbers of the blocks that are headings without a marker, none if there are fewer than three.

    `numbered` are the markers of the blocks that one begins.
    """
    first = next(iter(numbered), 0)
    boxed = [
        n for n, b in enumerate(reading.blocks) if isinstance(b, Paragraph) and _BOXED.match(reading.text, *b.span)
    ]
    found = [
        number
        for number in range(first + 1, len(reading.blocks) - 1)
        if number not in numbered and _heads(reading, number, number + 1 in numbered)
    ]
    return frozenset(boxed + (found if len(found) >= _LEAST else []))


def dashes_are_items(reading: Reading) -> bool:
    """Whether paragraphs that a dash opens are items: two or more of them, and most, have a statement of their own."""
    dashed = [block for block in reading.blocks if reading.folded.startswith("——", block.span.start)]
    stated = sum(_DASHED.match(reading.folded, *block.span) is not None for block in dashed)
    return stated >= 2 and 2 * stated > len(dashed)


def _heads(reading: Reading, number: int, item_follows: bool) -> bool:
    """Whether a block is a short line without sentence between the end of one text and the start of another."""
    before, block, after = reading.blocks[number - 1 : number + 2]
    if not 4 <= block.span.end - block.span.start <= 28:
        return False
    if not (isinstance(before, Paragraph) and isinstance(block, Paragraph) and isinstance(after, Paragraph)):
        return False
    rest = reading.folded[after.span.start : after.span.end]
    folded = reading.folded[block.span.start : block.span.end]
    if _MARKS.search(folded) or _ANNEX.match(folded):
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
    return (runs or item_follows) and (bool(_ENDED.search(ended)) or len(ended) <= 28)


def is_imprint(folded: str, block: Paragraph, following: Paragraph | Grid | None) -> bool:
    """Whether a line belongs to the imprint of an official document (版记: 主办：… 抄送：…; GB/T 9704-2012, 7.4)."""
    if following is None or not folded.startswith("主办", block.span.start):
        return False
    if not re.match(r"主办(?:单位)?：", folded[block.span.start : block.span.end]):
        return False
    return bool(re.match(r"(?:抄送|分送|主送|印发|发[：至])", folded[following.span.start : following.span.end]))


def is_title_line(text: str) -> bool:
    """Whether a line of folded text is the title of a plan, or of what tells of one (《…任务分解方案》解读)."""
    kinds = words("headings.yaml", "plans") + words("headings.yaml", "not_plans")
    return (
        bool(re.search(rf"(?:{alternation(kinds)})(?:（[^）]*）)?$", text))
        and (len(text) > 12 or re.match(rf"[一-龥]{{2,8}}{YEAR}年", text) is not None)
        and "牵头" not in text
    )


_DECIMAL = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}(?!\d)")


_COUNT = re.compile(r"（共?\d{1,3}[项条个件]）$|[：:]$")


def is_unit_heading(text: str) -> bool:
    """Whether a line of folded text is the name of a unit, or of some, with the number of their items (县水利局（3项）)."""
    if not has_prefix(text.lstrip(SEPARATORS)):
        return False
    names = [text[span.start : span.end] for span in unit_names(text)]
    return bool(names) and all(has_prefix(name) and is_strong_unit(name) for name in names)


def unit_names(heading: str) -> list[Span]:
    """The names in a heading that is nothing else, as spans of it."""
    return [Span(chunk.start, chunk.end) for chunk in chunks(heading, 0, len(_COUNT.sub("", heading)))]


def uses_decimals(reading: Reading, numbered: dict[int, Marker], glued: bool) -> bool:
    """Whether items are numbered 1.1, 2.1.1: else 2.24小时 is item 2. `glued`: not only paragraphs begin with them."""
    if glued:
        markers = (marker_at(reading.folded, match.start()) for match in _DECIMAL.finditer(reading.folded))
        found = {marker.label for marker in markers if marker and marker.style == "decimal"}
        return sum(label.endswith(".1") for label in found) > 1 or {"1.1", "1.2"} <= found
    first = [marker for marker in numbered.values() if marker.style == "decimal"]
    # 1.1 项目建设 looks like an amount: as the first of a count it is a number.
    first += [
        marker
        for number, block in enumerate(reading.blocks)
        if number not in numbered
        and isinstance(block, Paragraph)
        and _DECIMAL.match(reading.folded, block.span.start)
        and (marker := marker_at(reading.folded, block.span.start, counted=True))
    ]
    return any(marker.label.endswith((".1", "-1")) for marker in first)
