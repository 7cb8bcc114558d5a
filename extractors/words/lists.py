"""Lists of names: where one ends and the next begins (市住房和城乡建设局、市卫生健康委（市中医药局）及各县区).

和, 、 and brackets belong to a name as long as what stands before them is none by itself. All functions take folded
text and offsets into it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extractors.frozen import frozen
from extractors.lexicon import alternation, words
from extractors.words.brackets import CLOSE, OPEN, matching_close
from extractors.words.names import BARE, LONGEST, has_prefix, is_unit, joins_names

SEPARATORS = "、，；,;。/|\n\t\u3000 ｜＋+"
_STOP = re.compile(f"[{SEPARATORS}等（〔［【]")
_CONJUNCTION = re.compile("以及|和|及|暨|与(?<!参与)")
_ETC = re.compile(
    r"等(?:有关|相关|市直|县直|区直|省直|各|多个|\d+个|[一二三四五六七八九十]+个?)?(?:部门|单位|成员单位|机构|职能部门|地区|企业|责任单位|负责)*(?=[和及与、，；。）〕］】\s]|$|按|分|共|配|参|落|牵|负|具|依|协)"
)


@frozen
class Chunk:
    """One piece of a list at ``start:end``; `mark` is the separator in front of it ('' for the first)."""

    start: int
    end: int
    mark: str


def chunks(folded: str, start: int, end: int) -> Iterator[Chunk]:
    """The pieces of a list between its separators, brackets kept whole, 和 and 及 weighed; each when it is asked for."""
    return _rejoined(folded, _pieces(folded, start, end))


# 县级人力资源社会保障、财政部门: one collective whose last word stands for all.
_OF_A_TIER = re.compile(
    r"(?:[各省市县区州盟旗乡镇同]级|各地|属地|当地)[一-龥]{2,10}?(?:[、和及][一-龥]{2,10}?){0,6}(?:[、和及]|等)[一-龥]{0,8}?(?:部门|机构)(?![一-龥]{0,2}[局委厅办科股])"
)


# What each of these holds in its first words, the quick test: most lists hold neither.
_OF_TIER = re.compile("[级地]")


def _shared_ending(folded: str, start: int, end: int) -> int:
    """Where the list at `start` ends whose last word ends all its names, or `start` where none of them needs it."""
    first = folded.find("：", start, start + 12) + 1 or start
    if folded[first + 1 : first + 2] not in ("级", "地"):
        return start
    match = _OF_A_TIER.match(folded, first, end)
    parts = re.split("[、和及]", match.group()) if match else []
    if match is None or any(is_unit(part) or (number and has_prefix(part)) for number, part in enumerate(parts[:-1])):
        return start
    return start if has_prefix(parts[-1]) else match.end()


def _pieces(folded: str, start: int, end: int) -> Iterator[Chunk]:
    at, begin, mark = start, start, ""
    tiered = _OF_TIER.search(folded, start, end) is not None
    if tiered:
        at = _shared_ending(folded, begin, end)
    while stop := _STOP.search(folded, at, end):
        at, char = stop.start(), stop.group()
        if char in OPEN:
            close = matching_close(folded, at, end)
            at = close if close > 0 else end
            continue
        etc = _ETC.match(folded, at, end) if char == "等" else None
        if char == "等" and (etc is None or at == begin):
            at += 1
            continue
        yield from _parts(folded, begin, at, mark)
        at = begin = etc.end() if etc else at + 1
        mark = char
        if tiered:
            at = _shared_ending(folded, begin, end)
    yield from _parts(folded, begin, end, mark)


def lists_units(folded: str, start: int, end: int) -> bool:
    """Whether a stretch of folded text is names of units and nothing else (市财政局、各区政府)."""
    found = [folded[chunk.start : chunk.end] for chunk in chunks(folded, start, end)]
    return bool(found) and all(is_unit(name) for name in found)


# 各设区市、县（市、区）人民政府: one collective whose last word stands for all tiers.
_TIERS = re.compile(r"(?:[一-龥]{0,3}各|有关|相关)(?:设区市|市|州|地区|盟|区|县|地)(?:（[^（）]*）)?$")
_LAST_OF_TIER = frozenset("市州区盟县地）省镇街乡道旗木村场")
_LAST = re.compile(r"(.*?(?:人民政府|政府)|(?:县|区)（[^（）]*）(?!人|政|党|委))")
_LAST_TIER = re.compile(
    r"(?:县|市|区|旗|自治县)?(?:（[^（）]*）)?(?:人民政府|政府|党委和政府|党委政府)$|(?:县|区)（[^（）]*）$"
)


def _rejoined(folded: str, pieces: Iterable[Chunk]) -> Iterator[Chunk]:
    before: Chunk | None = None
    for piece in pieces:
        if before is not None:
            bare = folded.startswith("部门", before.end - 2) and folded.startswith(BARE, piece.start, piece.end)
            if bare or (
                piece.mark == "、" and folded[before.end - 1] in _LAST_OF_TIER and _goes_on(folded, before, piece)
            ):
                before = Chunk(before.start, piece.end, before.mark)
                continue
            yield before
        before = piece
    if before is not None:
        yield before


_DUTY = re.compile("(?:按[照各职]|共同|分别|具体)|配合|负责|参与|协同|协助|落实|实施|承担|组织实施")


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"(?:各|有关|相关)(?:(?:{alternation(words('units.yaml', 'tiers'))})、?)+")


def _goes_on(folded: str, collective: Chunk, piece: Chunk) -> bool:
    """Whether a piece only names the next tier of the collective before it, which ends as one does (`_LAST_OF_TIER`)."""
    before = folded[collective.start : collective.end].rpartition("：")[2]  # behind its label
    text = folded[piece.start : piece.end]
    if text[:1] in "市县区" and before in ("省", "市", "州"):
        return True
    tiers = _each().match("各" + text) if _each().fullmatch(before) else None
    if tiers and (tiers.end() == len(text) + 1 or _DUTY.match(text, tiers.end() - 1)):
        return True  # 各街道、镇; 各区、县级市配合
    if not ("政府" in text or "（" in text):
        return False
    last = _LAST.match(text)
    return bool(last and _LAST_TIER.fullmatch(last.group(1)) and _TIERS.search(before))


def _parts(folded: str, start: int, end: int, mark: str) -> Iterable[Chunk]:
    """A piece without its blanks, cut where 和 and the like join two names."""
    while start < end and folded[start] in " \u3000":
        start += 1
    while end > start and folded[end - 1] in " \u3000":
        end -= 1
    if start >= end:
        return ()
    if not _CONJUNCTION.search(folded, start, end):
        return (Chunk(start, end, mark),)
    parts = _at_conjunctions(folded, start, end)
    return [Chunk(*part, "和" if number else mark) for number, part in enumerate(parts)]


def _at_conjunctions(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a piece at 和, 及, 与, 以及 that join two names and belong to none."""
    parts: list[tuple[int, int]] = []
    depth, seen = 0, start
    for match in _CONJUNCTION.finditer(folded, start, end):
        at, after = match.span()
        depth += sum((char in OPEN) - (char in CLOSE) for char in folded[seen:at])
        seen = at
        if at == start or depth > 0:
            continue
        label = folded.rfind("：", start, at)
        if joins_names(folded[max(start, label + 1) : at], folded[after : min(end, after + LONGEST)]):
            parts.append((start, at))
            depth, seen, start = 0, after, after
    return [*parts, (start, end)] if start < end or not parts else parts
