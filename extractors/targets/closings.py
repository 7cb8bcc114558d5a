"""What closes a value behind it without being what is measured: 跨上2850亿元台阶, 守住37%的底线, 奔着520万标箱去.

Words are data: ``lexicon/comparators.yaml``, closes and toward.
"""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.records import Bound
from extractors.words.endings import Endings

_FILE = "comparators.yaml"


@cache
def _closings() -> re.Pattern[str]:
    said = (f"(?P<{key}>{alternation(words(_FILE, 'closes', key))})" for key in ("ge", "le", "eq", "any"))
    after = alternation(words(_FILE, "toward", "after"))
    goal = r"(?:的?(?:目标|水平|规模|任务|方向|台阶|大关|关口))?"
    return re.compile(rf"(?:的?(?:{'|'.join(said)})|{goal}(?P<toward>{after}))(?=$|[，。；、）])")


@cache
def _closing_firsts() -> frozenset[str]:
    lists = [words(_FILE, "closes", key) for key in ("ge", "le", "eq", "any")] + [words(_FILE, "toward", "after")]
    return frozenset("的目水规任方" + "".join(word[0] for found in lists for word in found))


@cache
def _towards() -> Endings:
    return Endings(words(_FILE, "toward", "before"))


def closing(text: str, at: int, clause_end: int, start: int, first: int) -> tuple[int, int, Bound | None] | None:
    """What closes a value that ends at `at` (跨上2850亿元 | 台阶, 守住37% | 的底线, 奔着 | 520万标箱 | 去), else None.

    Gives back where it ends, where the predicate of the value ends, which begins at `first` in a clause from `start`, and
    the bound that it says.
    """
    m = _closings().match(text, at, clause_end) if text[at : at + 1] in _closing_firsts() else None
    if m is None:
        return None
    if m["toward"] is None:
        return m.end(), first, "ge" if m["ge"] else "le" if m["le"] else None
    before = _towards().longest(text, start, first)
    return None if before is None else (m.end(), before, None)
