"""Numbering that a document makes for itself: a word, a figure and a mark that count on (NO.1：, 工作一：, ［1］, 第一件：, I.).

Read where the blocks of one word count from 1 without a gap, and most of their texts charge somebody. 附件1：, 图1 and
一季度： count too, and are none.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractors.frozen import frozen
from extractors.lexicon import alternation, words
from extractors.structure.runin import charged_below
from extractors.text.reading import Paragraph, Reading
from extractors.words.markers import CN, Marker, number_value

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_OPENING = re.compile(
    r"(?P<word>[其第]|[［〔【（]?(?:|[A-Za-z]{1,5}|[一-龥]{2,5})[.．#№＃]?)[ \u3000]?"
    rf"(?P<number>\d{{1,3}}|[{CN}]{{1,3}}|[IVX]{{1,4}})"
    r"(?P<close>[件个项条类号场批]?(?:[：、.．）】］〕]|，(?<=其.，))[：、.．]?|(?<=第.[件个项条类号场批])|(?<=[一-龥A-Za-z.]\d)(?=[ \u3000]*[一-龥“【]))"
    r"[ \u3000]*(?=[^\s\d])"
)
_LETTERS = re.compile("(?!NO|No)[A-Z]{1,3}")  # P1, GX2: the letters are part of the number
_LEAST = 2


@cache
def no_item() -> re.Pattern[str]:
    """What is counted and is no item: 附件1, 图1."""
    return re.compile(rf"[［〔【（]?(?:{alternation(words('headings.yaml', 'counted'))})$")


@frozen
class _Opening:
    block: int
    marker: Marker


def learned(reading: Reading, numbered: dict[int, Marker], notes: frozenset[int]) -> dict[int, Marker]:
    """The markers of such counts by the numbers of the blocks that they open.

    `numbered` are the markers of known styles, `notes` the blocks of endnotes.
    """
    counts: dict[str, list[_Opening]] = {}
    for number, block in enumerate(reading.blocks):
        if not isinstance(block, Paragraph) or number in notes:
            continue
        known = numbered.get(number)
        starred = known is not None and known.style == "star"  # ■实事一：
        match = _OPENING.match(reading.folded, known.end if known and starred else block.span.start, block.span.end)
        if match is None or no_item().match(match["word"]) or (not starred and _is_known(match, known)):
            continue
        value = _value(match["number"])
        if value:
            word = match["word"] + match["close"][:1]
            name = word.strip("［〔【（")
            label = match["word"] + match["number"] if _LETTERS.fullmatch(match["word"]) else match["number"]
            marker = Marker("named", value, label, block.span.start, match.end(), starred, name)
            counts.setdefault(word, []).append(_Opening(number, marker))
    found: dict[int, Marker] = {}
    for openings in counts.values():
        if counts_on([opening.marker for opening in openings]) and charged_below(
            reading, [opening.block for opening in openings]
        ):
            found |= {opening.block: opening.marker for opening in openings}
    return found


def _is_known(match: re.Match[str], marker: Marker | None) -> bool:
    """Whether a block has a marker of a known style; I. is no letter where II. follows."""
    return marker is not None and not (marker.style == "letter" and match["number"] in _ROMAN)


def _value(text: str) -> int:
    return _ROMAN.index(text) + 1 if text in _ROMAN else 0 if text[0] in "IVX" else number_value(text)


def counts_on(markers: Sequence[Marker]) -> bool:
    """Whether the numbers begin at 1 and rise by one, from 1 again in a later section; two of them at least."""
    values = [marker.value for marker in markers]
    return len(values) >= _LEAST and values[0] == 1 and all(b in (a + 1, 1) for a, b in pairwise(values))
