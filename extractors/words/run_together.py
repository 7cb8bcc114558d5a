"""Names of units that stand in one cell with nothing between them: 区文旅局区财政局河东街道.

A copy of a web page's table drops the breaks between the names of a cell. A name is cut where all of it is then made
of names that are sure wherever they begin: a tier's prefix, a town, a zone, a department of the lexicon, 各….
"""

import re
from functools import lru_cache

from extractors.records import Span
from extractors.words.institutions import is_spelled
from extractors.words.names import is_strong_unit, is_unit

_SHORTEST = 6  # characters of two names
_PLAIN = re.compile(r"[一-龥]+")
# A tier with an institution; 县委, 县政府 alone go on (县委办, 县政府办), and a branch belongs to the name before it.
_TIERED = re.compile(
    r"(?:省|市|县|区|州|旗|盟|镇|乡|团[省市县区州旗])[一-龥]{0,14}(?:局|部|办|会|院|厅|委|中心|公司|集团|室|站|所|馆|队|联|协)"
)
_NOT_WHOLE = re.compile(r"(?<!团)[省市县区州旗盟镇乡]委$|分局$|[支大中]队$|分公司$")
_TOWN = re.compile(r"[一-龥]{1,4}(?<!城)(?<!乡)(?:镇|乡|街道)(?:人民政府|政府|办事处)?")
_ZONE = re.compile(r"(?:(?![局部委厅办])[一-龥]){2,12}(?:度假区|开发区|高新区|新区|园区|示范区|管委会)")
_EVERY = re.compile(r"(?:各|相关|有关)[一-龥]{1,12}")
_GRASSROOTS = re.compile(r"[一-龥]{1,6}所")
_BEFORE_GRASSROOTS = ("所", "站", "股")


def apart(folded: str, span: Span) -> list[Span]:
    """The names that `span` runs together, itself alone where it is one name or cannot be cut for certain."""
    name = folded[span.start : span.end]
    if len(name) < _SHORTEST or _PLAIN.fullmatch(name) is None:
        return [span]
    lengths = _names(name, "")
    if lengths is None or len(lengths) < 2:
        return [span]
    out: list[Span] = []
    at = span.start
    for length in lengths:
        out.append(Span(at, at + length))
        at += length
    return out


@lru_cache(maxsize=2048)
def _names(text: str, before: str) -> tuple[int, ...] | None:
    """The lengths of the names that `text` is made of, the longest first name that lets the rest be names."""
    if not text:
        return ()
    for length in range(len(text), 1, -1):
        if _is_name(text[:length], before) and (rest := _names(text[length:], text[length - 1])) is not None:
            return (length, *rest)
    return None


def _is_name(name: str, before: str) -> bool:
    """Whether a stretch is one sure name; `before` is the character in front of it, none at the beginning."""
    if _NOT_WHOLE.search(name):
        return False
    if _TIERED.fullmatch(name):
        return is_strong_unit(name) and _one(name)
    if is_spelled(name) and name[-1] in "局委厅" and len(name) >= 3:
        return True
    if before and (_TOWN.fullmatch(name) or _ZONE.fullmatch(name)):
        return True
    if _EVERY.fullmatch(name):
        return is_unit(name)
    sure = before in _BEFORE_GRASSROOTS if before else True
    return sure and _GRASSROOTS.fullmatch(name) is not None and name.count("所") == 1


def _one(name: str) -> bool:
    """Whether a tiered name holds no second one: 区文旅局 | 区财政局."""
    return not any(
        name[at] in "省市县区州旗团" and is_strong_unit(name[:at]) and _NOT_WHOLE.search(name[:at]) is None
        for at in range(3, len(name) - 2)
    )
