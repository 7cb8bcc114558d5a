"""The letter that hands a plan over (现将《方案》印发给你们，并就有关事项通知如下：…): its items are none of the plan's.

Source: GB/T 9704-2012 (a letter closes with its issuer and date); LABELLING.md, "Tasks and measures" (statements of
organisation are no tasks).
"""

import re

from extractors.structure.titles import DATE

_HANDS_OVER = re.compile(
    r"(?:》|》[^，。；]{0,12}|现将[^。；]{2,60})(?:[^。；]{0,40}，)?(?:现)?(?:予以)?(?:分解)?(?:印发|转发|下发|下达|印送|发)给你们"
    r"|(?:现将|现予以)[^。；]{2,80}?(?:分解下达|分解印发|予以分解|分解到|进行分解)"
)
_DATE_IN_WORDS = re.compile(r"[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日")
_FIRST = 4000  # characters in which a letter begins
_LONGEST = 3000  # characters of a letter


def letter_end(folded: str) -> int:
    """Where the letter ends before its plan: behind its date, 0 where a document hands nothing over."""
    if "你们" not in folded[:_FIRST] and "分解" not in folded[:_FIRST]:
        return 0
    handed = _HANDS_OVER.search(folded, 0, _FIRST)
    if handed is None:
        return 0
    at = handed.end()
    limit = min(len(folded), at + _LONGEST)
    while at < limit:
        end = folded.find("\n", at)
        end = len(folded) if end < 0 else end
        line = folded[at:end].strip(" \u3000")
        if DATE.fullmatch(line) or _DATE_IN_WORDS.fullmatch(line):
            return end
        at = end + 1
    return 0
