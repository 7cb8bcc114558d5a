"""Numbers that stand on a line of their own above the task that they number (01 / 任务一 / 第1件, then its title below).

Read where the lines of one shape count from 1 without a gap and most of what stands below them charges somebody.
"""

import re

from extractors.structure.learned import counts_on, no_item
from extractors.structure.runin import charged_below
from extractors.text.reading import Paragraph, Reading
from extractors.words.markers import CN, Marker, number_value

_LONE = re.compile(
    rf"(?P<word>[^\w\s]?[ \u3000]*(?:[一-龥]{{0,4}}?第?|[A-Za-z]{{0,3}})[.．#№＃]?[（〔【［]?)"
    rf"(?P<number>\d{{1,3}}|[{CN}]{{1,3}})(?P<close>[）〕】］]?[件个项条号]?[）〕】］]?[.．、：。]?)[ \u3000]*"
)
_LONGEST = 12  # characters


def lone_numbers(reading: Reading) -> dict[int, Marker]:
    """The markers of such lines by the numbers of their blocks; each opens the item of the lines below it."""
    counts: dict[tuple[str, str], list[tuple[int, Marker]]] = {}
    for number, block in enumerate(reading.blocks):
        if not isinstance(block, Paragraph) or block.span.end - block.span.start > _LONGEST:
            continue
        match = _LONE.fullmatch(reading.folded, *block.span)
        if match is None or no_item().match(match["word"].strip()) or not _goes_on(reading, number):
            continue
        word = match["word"].strip("（〔【［ \u3000")
        marker = Marker(
            "named", number_value(match["number"]), match["number"], block.span.start, block.span.end, False, word
        )
        counts.setdefault((match["word"], match["close"]), []).append((number, marker))
    found: dict[int, Marker] = {}
    for openings in counts.values():
        if counts_on([marker for _, marker in openings]) and charged_below(reading, [number for number, _ in openings]):
            found |= dict(openings)
    return found


def _goes_on(reading: Reading, number: int) -> bool:
    """Whether a paragraph that is more than a number follows."""
    following = reading.blocks[number + 1] if number + 1 < len(reading.blocks) else None
    return isinstance(following, Paragraph) and _LONE.fullmatch(reading.folded, *following.span) is None
