"""Lines that a mark opens (◆ △ ▶) and that are no items: headings of other marks, and statements under an item.

◆ 政治建设 / △抓好学习教育。… / ▶市委组织部；市委宣传部 / ▶11月30日前  Source: STYLES.md (b), "Marks instead of numbers".
"""

import re

from extractors.lexicon import words
from extractors.records import Span
from extractors.structure.cards import STATEMENT_FIELDS
from extractors.words.labels import field_kind, verb_pattern
from extractors.words.lists import chunks
from extractors.words.markers import Marker, marker_at
from extractors.words.names import has_prefix, is_unit
from extractors.words.periods import find_dates

_LABEL = re.compile(r"([一-龥]{2,10})：")
_SENTENCE = re.compile("[，。；：]")
_LONGEST_HEAD = 16


def states(folded: str, start: int, end: int) -> bool:
    """Whether a text is nothing but a statement: a label with its value, names of units with their verb, or a date."""
    label = _LABEL.match(folded, start, end)
    if label:
        return field_kind(label[1]) in STATEMENT_FIELDS
    dates = find_dates(folded, start, end, None, field=True)
    if dates and dates[0].span.start <= start + 1 and dates[-1].span.end >= end - 1:
        return True
    names = [folded[chunk.start : chunk.end] for chunk in chunks(folded, start, end)]
    named = [name for name in names if not _charges(name)]
    return bool(named) and all(is_unit(name) for name in named) and has_prefix(named[0])


def _charges(text: str) -> bool:
    """Whether a piece is a verb of responsibility, with an adverb or none (按职责抓好落实)."""
    verb = verb_pattern().search(text)
    return (
        verb is not None and verb.end() == len(text) and text[: verb.start()] in ("", *words("labels.yaml", "adverbs"))
    )


def heads_stars(folded: str, marker: Marker, line: Span, following: Span) -> bool:
    """Whether a short marked line without a sentence heads lines of another mark, or items with codes (A-01)."""
    text = folded[marker.end : line.end].strip()
    below = marker_at(folded, following.start)
    return (
        0 < len(text) <= _LONGEST_HEAD
        and not _SENTENCE.search(text)
        and below is not None
        and (below.style == "coded" or (below.style == "star" and folded[below.start] != folded[marker.start]))
    )
