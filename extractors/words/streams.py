"""A passage as a stream: its folded text without blanks and, apart, what stands in its longer brackets.

The grammar of targets and dates reads streams, so that line wraps, letter-spacing and digit groups (2 300人) do not
matter. Every character keeps its offset in the document.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from extractors.frozen import frozen
from extractors.lexicon import words
from extractors.records import Span
from extractors.words.endings import Endings
from extractors.words.lists import lists_units

_BRACKETS = re.compile(r"（([^（）]*(?:（[^（）]*）[^（）]*)*)）|［[^［］]*］|〔[^〔〕]*〕|【[^【】]*】")
# A bracket that is part of a name or a unit: short and without figures (县（市、区）, 套（间）, 快递箱（盒）).
_NAME = re.compile(r"[^\d：，。；%]{1,8}")
# Behind a figure a unit's name explains the figure, unlike the bracket of a unit of measure (套（间）, 件（次）).
_FIGURE = re.compile(r"(?:[\d%‰]|\d[一-龥]{1,4})(?:(?:及|或)?以?[上下内]|左右)?$")
_WIDTH = 8  # characters
_INK = re.compile(r"\S+")


@cache
def _groups() -> Endings:
    """县域企业, 公立医院, 建制镇: a group that the figure holds for, no unit that brings it about."""
    return Endings(words("scopes.yaml", "group") + words("scopes.yaml", "word"))


@frozen
class Stream:
    """Folded text without blanks. ``at[i]`` is the offset of character i in the document."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the document. `start` < `end`."""
        return Span(self.at[start], self.at[end - 1] + 1)


def whole(folded: str, span: Span) -> Stream:
    """The stretch `span` of `folded` without its blanks."""
    piece = folded[span.start : span.end].replace("於", "于")
    bare = "".join(piece.split())
    if len(bare) == len(piece):
        return Stream(piece, range(span.start, span.end))
    inked = (range(span.start + m.start(), span.start + m.end()) for m in _INK.finditer(piece))
    return Stream(bare, tuple(chain.from_iterable(inked)))


def split(stream: Stream) -> list[Stream]:
    """The stream without its longer brackets, then each of these brackets' contents, in order."""
    text, cuts = stream.text, []
    for m in _BRACKETS.finditer(text):
        start, end = m.start() + 1, m.end() - 1
        inner = text[start:end]
        if text[start - 1] == "（" and _NAME.fullmatch(inner) and not inner.startswith(("含", "不含", "其中")):
            behind = len(inner) > 2 and _FIGURE.search(text, max(0, start - 1 - _WIDTH), start - 1)
            if not behind or _groups().end(inner) or not lists_units(inner, 0, len(inner)):
                continue
        cuts.append((start, end))
    inside = [Stream(text[start:end], stream.at[start:end]) for start, end in cuts if end > start]
    return [_without(stream, cuts), *inside] if cuts else [stream]


def _without(stream: Stream, cuts: list[tuple[int, int]]) -> Stream:
    """The stream without the brackets whose contents `cuts` are."""
    keep: list[tuple[int, int]] = []
    last = 0
    for start, end in cuts:
        keep.append((last, start - 1))
        last = end + 1
    keep.append((last, len(stream.text)))
    return Stream(
        "".join([stream.text[a:b] for a, b in keep]), tuple(chain.from_iterable([stream.at[a:b] for a, b in keep]))
    )
