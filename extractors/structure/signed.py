"""Signs that open items, whichever they are (❖ ➤ ‣ - ✅): those that open several texts with a statement of their own.

A sign that the lexicon of markers knows (△ ★) opens an item by itself; any other does where most of the paragraphs that
it opens charge somebody, in their text or on the lines of labels below.
"""

import re
from collections import Counter

from extractors.structure.runin import charges
from extractors.text.reading import Paragraph, Reading
from extractors.words.markers import Marker

# No letter, figure, bracket, quote or stop; a dash or a plus sign with a blank behind it.
_SIGN = re.compile(
    r"[ \u3000]*(?:([^\w\s，。；：、！？…“”‘’\"'《》〈〉（）〔〕［］【】「」『』%‰/\\|#—\-+*><~=&$￥．.·])\ufe0f?[ \u3000]*|([-+*>·])[ \u3000]+)(?=[\w“《【（])"
)
_LEAST = 2


def sign_at(folded: str, at: int, end: int) -> re.Match[str] | None:
    """The sign that opens the text ``at:end``, with the blanks behind it; None where a letter or a mark does."""
    return _SIGN.match(folded, at, end)


def item_signs(reading: Reading, numbered: dict[int, Marker]) -> frozenset[str]:
    """The signs that open items. `numbered` are the markers of the blocks that one begins."""
    opened: Counter[str] = Counter()
    charged: Counter[str] = Counter()
    for number, block in enumerate(reading.blocks):
        if number in numbered or not isinstance(block, Paragraph):
            continue
        if sign := sign_at(reading.folded, *block.span):
            char = sign[1] or sign[2]
            opened[char] += 1
            charged[char] += charges(reading, number)
    return frozenset(sign for sign, times in opened.items() if charged[sign] >= _LEAST and 2 * charged[sign] > times)
