"""What stands behind a value that is printed before its noun: 2家 | 企业、3个平台; 2个省级、5个市级 | 历史文化街区."""

import re
from collections.abc import Sequence

from extractors.targets.anchors import Anchor
from extractors.targets.clauses import Clause
from extractors.targets.verbs import verb_at_end
from extractors.words.places import Stretch

LISTED = tuple("、，和及与")
_LONGEST = 120  # characters: no name is longer
# What leads from one member of a list to the value of the next.
_JOINT = re.compile(r"(?:以及|[、和与及])(?P<verb>[一-龥]{0,4}?)(?:至少|不少于|不低于|约|近|超过)?$")
_GRADE = re.compile(r"[A-Z0-9一-龥]{1,5}级")


def noun_behind(text: str, anchor: Anchor, following: Sequence[Anchor], clause: Clause) -> Stretch | None:
    """2024年创建15个、2025年创建20个 | 零碳村庄: the noun behind the last value of a list, where all count the same."""
    unit = anchor.quantities[-1].unit
    if anchor.quantities[-1].kind not in ("count", "amount"):
        return None
    for i, later in enumerate(following):
        alike = bool(later.quantities) and later.quantities[-1].unit == unit
        if not alike or text.find("、", anchor.end, later.start) < 0:
            return None
        if not text.startswith(LISTED, later.end):
            start, end = tail_of(text, later, clause, following[i + 1 :])
            return (start, end) if end > start else None
    return None


def head_of_grades(text: str, tail: Stretch, following: Sequence[Anchor], clause: Clause) -> Stretch | None:
    """2个省级、5个市级 | 历史文化街区: where the head stands that names of grades share; None where there is none."""
    if _GRADE.fullmatch(text, *tail) is None:
        return None
    for i, later in enumerate(following):
        start, end = tail_of(text, later, clause, following[i + 1 :])
        grade = _GRADE.match(text, start, end)
        if grade is None:
            return None
        if grade.end() < end:
            return grade.end(), end
    return None


def joint(text: str, anchor: Anchor, following: Sequence[Anchor]) -> int | None:
    """Where the name behind a value ends, for another member begins there (2家企业 | 、3个平台 | 和新建5处)."""
    for i, later in enumerate(following):
        if later.quantities and later.quantities[-1].spelled:
            continue  # 36座 | 四、五类危桥
        cut = text.rfind("、", anchor.end, later.start) if i == 0 else -1
        m = _JOINT.search(text, anchor.end, later.start)
        if m and (not m["verb"] or verb_at_end(text, m.start("verb"), later.start) == m["verb"]):
            cut = max(cut, m.start())
        if cut > anchor.end:
            return cut
    return None


def tail_of(text: str, anchor: Anchor, clause: Clause, following: Sequence[Anchor]) -> Stretch:
    """What follows a value up to the end of its clause or the next member of a list."""
    end = joint(text, anchor, following) or clause.end
    start = anchor.end + text.startswith("的", anchor.end)
    end = min(end, start + _LONGEST)
    while end > start and text[end - 1] in "等的":
        end -= 1
    return start, end
