"""Forms: runs of labelled lines, each under a line that names what it is about (第013号　关于…的提案 / 提案者：… / 主办单位：…).

Whatever the labels are called: what begins the run under one heading begins that under the others too, and in each a
unit or a date is told.
"""

import re
from collections import Counter

from extractors.records import Span
from extractors.structure.cards import STATEMENT_FIELDS
from extractors.text.reading import Grid, Paragraph, Reading
from extractors.words.labels import field_kind
from extractors.words.markers import Marker

_FIELD = re.compile(r"[（【]?([一-龥 \u3000]{2,10})[】）]?：")
_SENTENCE = re.compile("[。；！？：]")
_BLANK = re.compile(r"[ \u3000]")
# 第013号, 2025-07号, A12 ｜: what numbers a form.
_NUMBER = re.compile(
    r"[〔【［（]?(?:[一-龥]{0,6}第)?(?P<label>[A-Z]{0,4}[-—]?\d{1,4}(?:[-—]\d{1,4})?)(?:号|件|[】〕］）]|(?=[ \u3000、.：]))[】〕］）]?[ \u3000、.：|]*(?=[一-龥“《])"
)
_SHORTEST, _LONGEST = 4, 80
_LEAST = 2


def form_heads(reading: Reading, numbered: dict[int, Marker]) -> dict[int, tuple[Marker, Span]]:
    """The blocks that head a form, each with its marker (style ``card``) and the span of its name.

    None where fewer than two forms have the same first label. `numbered` are the markers of the blocks that one begins.
    """
    names = field_lines(reading, numbered)
    heads = {
        number - 1: name
        for number, name in names.items()
        if number
        and number - 1 not in names
        and number - 1 not in numbered
        and _heads(reading, reading.blocks[number - 1])
    }
    count = Counter(heads.values())
    heads = {number: name for number, name in heads.items() if count[name] >= _LEAST}
    bounds = [*sorted(heads)[1:], len(reading.blocks)]
    stated = sum(
        any(field_kind(names[n]) in STATEMENT_FIELDS for n in range(head + 1, bound) if n in names)
        for head, bound in zip(sorted(heads), bounds, strict=False)
    )
    if stated < _LEAST or 2 * stated <= len(heads):
        return {}
    return {number: _opened(reading, reading.blocks[number].span) for number in heads}


def field_lines(reading: Reading, numbered: dict[int, Marker]) -> dict[int, str]:
    """The paragraphs without number that begin with a label, with its name: one of the lexicon, or one that comes back."""
    found = {
        number: _BLANK.sub("", match[1])
        for number, block in enumerate(reading.blocks)
        if number not in numbered
        and isinstance(block, Paragraph)
        and (match := _FIELD.match(reading.folded, *block.span))
    }
    count = Counter(found.values())
    return {number: name for number, name in found.items() if count[name] > 1 or field_kind(name) is not None}


def _heads(reading: Reading, block: Paragraph | Grid) -> bool:
    """Whether a block may be the name of what a form is about: a line without a sentence."""
    if not isinstance(block, Paragraph):
        return False
    length = block.span.end - block.span.start
    return _SHORTEST <= length <= _LONGEST and not _SENTENCE.search(reading.folded, *block.span)


def _opened(reading: Reading, line: Span) -> tuple[Marker, Span]:
    """The marker of a form's head and the span of the name behind it."""
    number = _NUMBER.match(reading.folded, *line)
    at = number.end() if number else line.start
    return Marker("card", 0, number["label"] if number else "", line.start, at), Span(at, line.end)
