"""Labels that a blank parts from what they say (牵头单位　市水利局, 谁搭手　各镇): read as if the colon were printed.

A word is such a label where it names a field and opens two lines or more in that manner.
"""

import re
from collections.abc import Sequence

from extractors.text.reading import Grid, Paragraph
from extractors.words.labels import field_kind

_OPENING = re.compile(r"([一-龥]{2,6})(?P<blank>[ \u3000])[ \u3000]*(?=[^\s：])")
_LEAST = 2


def with_colons(folded: str, blocks: Sequence[Paragraph | Grid]) -> str:
    """`folded` with a colon in the place of the first blank behind such labels; of the same length."""
    found: dict[str, list[int]] = {}
    for block in blocks:
        match = _OPENING.match(folded, *block.span) if isinstance(block, Paragraph) else None
        if match and field_kind(match[1]) is not None:
            found.setdefault(match[1], []).append(match.start("blank"))
    places = [place for starts in found.values() if len(starts) >= _LEAST for place in starts]
    if not places:
        return folded
    characters = list(folded)
    for place in places:
        characters[place] = "："
    return "".join(characters)
