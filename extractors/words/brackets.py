"""Brackets of Chinese official prose, nested and of mixed shapes: （…〔…〕…）, on folded text."""

import re
from bisect import bisect_left
from functools import lru_cache

OPEN, CLOSE = "（〔［【", "）〕］】"
_BRACKET = re.compile(f"[{OPEN}{CLOSE}]")
_STOP = re.compile("[。！？（〔［【]")


def matching_close(folded: str, at: int, end: int) -> int:
    """The offset behind the bracket that closes the one at `at`, or -1 if it stays open up to `end`.

    A bracket may be closed by one of another shape (〔…）), as hand-typed plans do.
    """
    close = _pairs(folded).get(at, end)
    return close + 1 if close < end else -1


def closing_bracket(folded: str, start: int, end: int) -> tuple[int, int]:
    """Where the bracket group stands that ends a chunk; (end, end) if none does."""
    if end <= start or folded[end - 1] not in CLOSE:
        return end, end
    at = start
    while at < end:
        if folded[at] in OPEN:
            close = matching_close(folded, at, end)
            if close == end:
                return at, end
            at = close if close > 0 else end
        else:
            at += 1
    return end, end


def stops_in(folded: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """The stops and opening brackets of a paragraph, and for each where the sentence ends that reaches it."""
    pairs = _pairs(folded)
    stops = [match.start() for match in _STOP.finditer(folded, start, end)]
    ends = [end] * (len(stops) + 1)
    for number in reversed(range(len(stops))):
        at = stops[number]
        if folded[at] in OPEN:
            close = pairs.get(at, end)
            ends[number] = ends[bisect_left(stops, close + 1)] if close < end else end
        else:
            ends[number] = at
    return stops, ends


@lru_cache(maxsize=8)
def _pairs(folded: str) -> dict[int, int]:
    """Each opening bracket of a text with the one that closes it, so that no text is searched twice."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for match in _BRACKET.finditer(folded):
        if match.group() in OPEN:
            waiting.append(match.start())
        elif waiting:
            pairs[waiting.pop()] = match.start()
    return pairs
