"""Stages of work that open items: 第一阶段：动员部署（5月6日—5月20日）, 第二步 …, under a heading that speaks of steps.

Inside an item of another kind they are its text: then no heading of that kind stands before them.
"""

import re

from extractors.text.reading import Paragraph, Reading
from extractors.words.markers import CN, Marker, number_value

_STAGE = re.compile(rf"[ \u3000]*第([{CN}]{{1,3}}|\d{{1,2}})(?:阶段|步)(?:(?:（[^（）]*）)?[：、 \u3000]+|(?=（))")
_STEPS = re.compile(r"^[^，。；]{0,16}(?:步骤|阶段|安排|进度|程序|流程|实施|节点)[^，。；]{0,6}$")
_LEAST = 2
_NEAR = 2  # a sentence may stand between the heading and the first stage


def stages(reading: Reading, numbered: dict[int, Marker]) -> dict[int, Marker]:
    """The markers 第一阶段, 第二阶段 … by the numbers of the blocks that they open, counting from 1 without a gap.

    None where there are fewer than two, or where the item before the first is no heading of steps. `numbered` are the
    markers of the blocks that one begins.
    """
    found: dict[int, Marker] = {}
    for number, block in enumerate(reading.blocks):
        match = _STAGE.match(reading.folded, *block.span) if isinstance(block, Paragraph) else None
        if match and number_value(match[1]) == len(found) + 1 and (found or _heads(reading, numbered, number)):
            found[number] = Marker("stage", len(found) + 1, match[1], match.start(1) - 1, match.end())
    return found if len(found) >= _LEAST else {}


def _heads(reading: Reading, numbered: dict[int, Marker], number: int) -> bool:
    """Whether the first stage stands below a heading of steps, or before all items."""
    above = max((other for other in numbered if other < number), default=None)
    if above is None:
        return True
    heading = reading.folded[numbered[above].end : reading.blocks[above].span.end]
    return number - above <= _NEAR and _STEPS.match(heading) is not None
