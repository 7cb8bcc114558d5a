"""The lines of a cell as one text: names set apart, statements set apart, what was only broken to fit joined again.

A break in a cell of Word, Excel or a web page is written by a person: between units (市教育局 / 市财政局), between
statements (推进信息化 / 完成智慧校园20所), or where the line was full. The text that is read holds a row on one line, so that
the break becomes a mark, or nothing.
"""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.text.fitting import is_list
from extractors.text.strand import Strand
from extractors.words.fold import fold
from extractors.words.lists import lists_units
from extractors.words.markers import marker_at

BREAK = re.compile(r"[\r\n\v\u2028\u2029]+")
BETWEEN_NAMES, BETWEEN_STATEMENTS = "、", "；"
# A line of a statement has so many characters at least; shorter ones are words broken to fit (完成 / 时限).
_SHORTEST = 4
_OPEN_END = re.compile(r"[^\w）)”》」%％℃]$|[的和与及或在为将把被对向由从到至以于按等每约达超第]$")
_WORDS = re.compile(r"[一-龥]{2}")


@cache
def _verb() -> re.Pattern[str]:
    """What opens a statement: a verb of doing, perhaps behind an adverb."""
    verbs = {
        word
        for key in ("strong", "weak", "undertakes", "to_do", "change_up", "change_down", "adverb")
        for word in words("target_verbs.yaml", key)
        if len(word) > 1
    }
    names = alternation(words("target_verbs.yaml", "names"))
    return re.compile(rf"(?!{names})(?:{alternation(tuple(sorted(verbs)))})")


def one_line(cell: Strand) -> Strand:
    """The cell without line breaks; the marks that stand for them are inserted."""
    parts = [part for part in (part.strip() for part in cell.split(BREAK)) if part.text]
    if len(parts) < 2:
        return parts[0] if parts else cell.replaced(BREAK, "")
    texts = [fold(part.text) for part in parts]
    if is_list([part.text for part in parts]):
        return Strand.join(parts, BETWEEN_NAMES)
    whole = "".join(texts)
    units = lists_units(whole, 0, len(whole))
    joined = [parts[0]]
    for part, before, after in zip(parts[1:], texts, texts[1:], strict=False):
        if not units and _parted(before, after):
            joined.append(Strand.inserted(BETWEEN_STATEMENTS))
        joined.append(part)
    return Strand.join(joined)


def _parted(before: str, after: str) -> bool:
    """Whether a line is a statement of its own behind the one before, which no mark closes."""
    if len(before) < _SHORTEST or _OPEN_END.search(before) or not _WORDS.search(after):
        return False
    if marker_at(after, 0) is not None:
        return True
    return len(after) >= _SHORTEST and _verb().match(after) is not None
