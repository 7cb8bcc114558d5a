"""Paragraphs that 一是, 二是 open as items of their own, in a document that numbers in no other way before them.

关于…责任分工的通知: 一是扩大托育服务供给。…由市卫生健康委牵头…。 Inside an item they are no tasks (LABELLING.md, "Tasks and
measures"): then a marker stands before them.
"""

import re

from extractors.structure.runin import charges
from extractors.text.reading import Paragraph, Reading
from extractors.words.markers import CN, Marker, number_value

_ORDINAL = re.compile(rf"[ \u3000]*([{CN}]{{1,3}})(?:是(?:要)?|要)[：，]?[ \u3000]*(?=[一-龥“])")
_LEAST = 2


def ordinals(reading: Reading, numbered: dict[int, Marker]) -> dict[int, Marker]:
    """The markers 一是, 二是 … by the numbers of the blocks that they open, counting from 1 without a gap.

    None where an item of another numbering stands before the first, where there are fewer than two, or where most of
    them charge nobody. `numbered` are the markers of the blocks that one begins.
    """
    found: dict[int, Marker] = {}
    for number, block in enumerate(reading.blocks):
        match = _ORDINAL.match(reading.folded, *block.span) if isinstance(block, Paragraph) else None
        if match and number_value(match[1]) == len(found) + 1:
            if not found and any(other < number for other in numbered):
                return {}
            found[number] = Marker("ordinal", len(found) + 1, match[1], match.start(1), match.end())
    charged = sum(charges(reading, number) for number in found)
    return found if len(found) >= _LEAST and 2 * charged >= len(found) else {}
