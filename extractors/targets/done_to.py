"""What is done to whom (对 | 全县34所学校 | 实行 | 课后服务) and what comes to be where (行政村 | 实现 | 5G网络 | 全覆盖).

Offsets are those of a stream's text.
"""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.words.endings import endings
from extractors.words.places import Stretch, is_group, is_place

_DONE_TO = re.compile(
    r"对(?![口外接标])(?P<whom>[^，。；]{2,24}?)(?:实行|实施|开展|推行|进行|提供|完成)(?P<what>[^，。；]*)"
)
_COMES_TO = re.compile(r"(?:实现|做到|达到)[^的（）]{1,5}(?:（[^（）]{1,8}）)?$")
_COMES_TO_WIDTH = 17  # characters
_EVERYWHERE = re.compile(r"(?:实现|做到)(?P<what>[^的（）]{2,12})$")
_LONGEST_WHOM = 12  # characters


def done_to(text: str, start: int, end: int) -> tuple[Stretch, Stretch | None] | None:
    """The name in ``text[start:end]``: what is done, where it is named, else to whom; and the group it is done to."""
    m = _DONE_TO.fullmatch(text, start, end)
    if m is None:
        return None
    if not m["what"]:
        return m.span("whom"), None
    return m.span("what"), m.span("whom") if len(m["whom"]) <= _LONGEST_WHOM else None


def worked_on(text: str, start: int, end: int) -> Stretch | None:
    """The things in ``text[start:end]`` where works are all that is said of them: 对 | 老旧电梯 | 完成更新或大修 (120台)."""
    m = _DONE_TO.fullmatch(text, start, end)
    return m.span("whom") if m is not None and _works().fullmatch(m["what"]) else None


@cache
def _works() -> re.Pattern[str]:
    works = alternation(words("target_verbs.yaml", "renews"))
    return re.compile(rf"(?:{works})(?:(?:[、和与]|或者?)(?:{works}))*")


def come_to(text: str, start: int, end: int) -> tuple[Stretch, Stretch | None]:
    """The name in ``text[start:end]`` where something comes to be somewhere, and the place or group; else all of it.

    Which is which is told by the group: 行政村 | 实现 | 5G网络 (全覆盖), 回收装置 | 实现 | 网点 (全覆盖).
    """
    there = _EVERYWHERE.search(text, start, end)
    if there and is_group(text, start, there.start()) and not is_group(text, *there.span("what")):
        return there.span("what"), (start, there.start())
    m = _COMES_TO.search(text, max(start, end - _COMES_TO_WIDTH), end)
    if m is None or m.start() - start < 2:
        return (start, end), None
    if not endings("indicator_heads.yaml", "measure").end(text, start, end):
        return (start, m.start()), None
    # 龙屿县 | 实现 | 工业产值
    return ((m.start() + 2, end), (start, m.start())) if is_place(text[start : m.start()]) else ((start, end), None)
