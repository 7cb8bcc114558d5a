"""Signs that open items, whichever they are (❖ ➤ ‣ - ✅): those that open several texts with a statement of their own.

A sign that the lexicon of markers knows (△ ★) opens an item by itself; any other does where most of the paragraphs that
it opens charge somebody, in their text or on the lines of labels below.
"""

from collections import defaultdict

from extractors.structure.runin import charged_below
from extractors.text.reading import Paragraph, Reading
from extractors.words.markers import Marker
from extractors.words.signs import sign_at, sign_of


def item_signs(reading: Reading, numbered: dict[int, Marker]) -> frozenset[str]:
    """The signs that open items. `numbered` are the markers of the blocks that one begins."""
    opened: dict[str, list[int]] = defaultdict(list)
    for number, block in enumerate(reading.blocks):
        if number not in numbered and isinstance(block, Paragraph) and (sign := sign_at(reading.folded, *block.span)):
            opened[sign_of(sign)].append(number)
    return frozenset(sign for sign, blocks in opened.items() if charged_below(reading, blocks))
