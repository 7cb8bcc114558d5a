"""The same sentence with another subject put in: 淘汰燃煤锅炉 and 改造燃气锅炉, 惠企 and 惠民 in one frame.

Two texts are laid side by side; where equal words stand round different ones, and what differs recurs in its own
measure and is never said in the other, the frame is shared and the subject is not.
"""

import re
from difflib import SequenceMatcher

from graph.terms import fold, runs

# A stretch longer than this is another sentence, not another word; this many equal characters make a frame.
LONGEST, FRAME = 8, 3
# A frame is filled anew when so much of it is equal and so many places differ; one place fewer asks for more.
HALF_EQUAL, MOST_EQUAL, PLACES = 0.5, 0.58, 4
# Measures that both name so many things in full (科技馆、实验室), each of so many characters, share more than a frame.
THINGS, IN_FULL = 3, 3
# Items of a list (照护和安全) may be left out or added without another subject coming in.
LIST = re.compile(r"[。，；、\d一两三四五六七八九十每各和与及]")
# By what means a thing is done (采取收储、协议置换等方式，) is not the thing.
MEANS = re.compile(
    r"(?:采取|采用|通过|运用|利用|综合运用)[^，。；]{2,40}(?:方式|方法|办法|形式|措施|手段|途径|渠道|模式)，?"
    r"|(?:采取|采用|通过|运用)[^，。；、]{2,14}(?:、[^，。；、]{2,14})+[，]"
)


def swapped(upper: str, lower: str, upper_whole: str, lower_whole: str, often: int = 2) -> tuple[str, str] | None:
    """The two subjects that are exchanged between texts `upper` and `lower`, None if none is.

    `upper_whole` and `lower_whole` are the folded texts of the measures that the texts are taken from. A subject is
    what its own measure says so `often`, and the other never.
    """
    first, second = MEANS.sub("", fold(upper)), MEANS.sub("", fold(lower))
    steps = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    for at, (kind, start, end, other_start, other_end) in enumerate(steps):
        if kind != "replace" or max(end - start, other_end - other_start) > LONGEST:
            continue
        if LIST.search(first[start:end] + second[other_start:other_end]):
            continue
        before = steps[at - 1] if at else None
        after = steps[at + 1] if at + 1 < len(steps) else None
        around = sum(step[2] - step[1] for step in (before, after) if step and step[0] == "equal")
        if around < FRAME:
            continue
        left, right = int(before is not None), int(after is not None)
        ours = _own(first[start - left : end + right], upper_whole, lower_whole, often)
        theirs = _own(second[other_start - left : other_end + right], lower_whole, upper_whole, often)
        if ours and theirs:
            return ours, theirs
    return None


def refilled(upper: str, lower: str) -> list[tuple[str, str]]:
    """The words exchanged where one measure is the other's frame filled anew; [] where it is not.

    广告 and 招牌 against 摊贩 and 摊位 in 拆除违规…和破损…，编制…设置规划: half of the shorter text stands in the other
    letter for letter, and yet place after place holds a word of which the other measure knows nothing. `upper` and
    `lower` are the folded texts of two measures with different titles.
    """
    upper, lower = MEANS.sub("", upper), MEANS.sub("", lower)
    steps = SequenceMatcher(None, upper, lower, autojunk=False).get_opcodes()
    equal = sum(step[2] - step[1] for step in steps if step[0] == "equal") / max(1, min(len(upper), len(lower)))
    if equal < HALF_EQUAL or _name_alike(upper, lower):
        return []
    found = []
    again = False
    for at, (kind, start, end, other_start, other_end) in enumerate(steps):
        if kind != "replace" or max(end - start, other_end - other_start) > LONGEST:
            continue
        if LIST.search(upper[start:end] + lower[other_start:other_end]):
            continue
        left, right = int(at > 0), int(at + 1 < len(steps))
        ours = _words(upper[start - left : end + right])
        theirs = _words(lower[other_start - left : other_end + right])
        strange = not any(word in lower for word in ours) and not any(word in upper for word in theirs)
        if ours and theirs and strange:
            one, other = upper[start:end], lower[other_start:other_end]
            found.append((one, other))
            again = again or min(upper.count(one), lower.count(other)) > 1
            again = (
                again or any(upper.count(word) > 1 for word in ours) or any(lower.count(word) > 1 for word in theirs)
            )
    enough = len(found) >= PLACES or (len(found) == PLACES - 1 and equal >= MOST_EQUAL)
    # What a measure is about it says again; verbs in other words (严打, 配合打击) come once each.
    return found if enough and again else []


def _name_alike(upper: str, lower: str) -> bool:
    named = {run for run in runs(upper) if run in lower} | {run for run in runs(lower) if run in upper}
    return sum(len(run) >= IN_FULL for run in named) >= THINGS


def _words(stretch: str) -> list[str]:
    return [run[start : start + 2] for run in runs(stretch) for start in range(len(run) - 1)]


def _own(stretch: str, mine: str, other: str, often: int) -> str | None:
    """The word of two characters in `stretch` that `mine` says so `often` and `other` never."""
    return next((word for word in _words(stretch) if mine.count(word) >= often and word not in other), None)
