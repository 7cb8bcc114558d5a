"""What is done to whom: 对 | 全县34所学校 | 实行 | 课后服务 (全覆盖). Offsets are those of a stream's text."""

import re

from extractors.words.places import Stretch

_DONE_TO = re.compile(
    r"对(?![口外接标])(?P<whom>[^，。；]{2,24}?)(?:实行|实施|开展|推行|进行|提供)(?P<what>[^，。；]*)"
)
_LONGEST_WHOM = 12  # characters


def done_to(text: str, start: int, end: int) -> tuple[Stretch, Stretch | None] | None:
    """The name in ``text[start:end]``: what is done, where it is named, else to whom; and the group it is done to."""
    m = _DONE_TO.fullmatch(text, start, end)
    if m is None:
        return None
    if not m["what"]:
        return m.span("whom"), None
    return m.span("what"), m.span("whom") if len(m["whom"]) <= _LONGEST_WHOM else None
