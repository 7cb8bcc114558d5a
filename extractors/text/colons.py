"""Labels that a blank parts from what they say (牵头单位　市水利局, 谁搭手　各镇): read as if the colon were printed.

A word is such a label where it names a field, opens two lines or more in that manner, and what it says is of its kind:
units behind a role (推进 老旧小区改造 is a verb), a time behind a limit. Other fields are told beside these.
"""

import re
from collections.abc import Sequence

from extractors.text.reading import Grid, Paragraph
from extractors.words.labels import ROLES, field_kind
from extractors.words.lists import chunks
from extractors.words.names import is_unit

_OPENING = re.compile(r"([一-龥]{2,6})(?P<blank>[ \u3000])[ \u3000]*(?=[^\s：])")
_TIME = re.compile("[\\d年月季周旬期长持常即]")
_LEAST = 2


def with_colons(folded: str, blocks: Sequence[Paragraph | Grid]) -> str:
    """`folded` with a colon in the place of the first blank behind such labels; of the same length."""
    found: dict[str, list[re.Match[str]]] = {}
    for block in blocks:
        match = _OPENING.match(folded, *block.span) if isinstance(block, Paragraph) else None
        if match and field_kind(match[1]) is not None and _is_of_kind(folded, match, block.span.end):
            found.setdefault(match[1], []).append(match)
    labels = [matches for matches in found.values() if len(matches) >= _LEAST]
    if not any(field_kind(matches[0][1]) in ROLES for matches in labels):
        return folded
    characters = list(folded)
    for match in (match for matches in labels for match in matches):
        characters[match.start("blank")] = "："
    return "".join(characters)


def _is_of_kind(folded: str, label: re.Match[str], end: int) -> bool:
    kind = field_kind(label[1])
    if kind == "deadline":
        return _TIME.search(folded, label.end(), end) is not None
    first = next(chunks(folded, label.end(), end), None) if kind in ROLES else None
    return kind not in ROLES or (first is not None and is_unit(folded[first.start : first.end]))
