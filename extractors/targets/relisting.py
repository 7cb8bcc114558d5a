"""Lists in which a comma was printed for 、: 设施农业,畜牧养殖机械化率分别达到48%,52%.

Clauses end at commas, so the marks inside such a list are read as 、. It is known by its values: bare, in one unit,
dealt out by 分别, with as many names before it, all of them short.
"""

import re
from dataclasses import replace
from itertools import pairwise

from extractors.words.streams import Stream

_VALUES = re.compile(
    r"分别[^，。；：、\d]{0,8}\d[\d.]*(?P<unit>%|个百分点|[一-龥]{1,3}?)(?P<more>(?:[，、]\d[\d.]*(?P=unit))+)(?:以上|以内|以下|左右)?(?![^，。；、）])"
)
_NO_NAME = re.compile(r"[\d%]|[前内底中]$")
_LONGEST = 10  # characters: a name without the head that it shares


def relisted(stream: Stream) -> Stream:
    """The stream with 、 for the commas between values that 分别 deals out and between their names; offsets stay."""
    text = stream.text
    if "分别" not in text:
        return stream
    for m in _VALUES.finditer(text):
        if "，" not in m["more"] or "、" in m["more"]:
            continue
        text = _joined(text, m)
    return stream if text is stream.text else replace(stream, text=text)


def _joined(text: str, values: re.Match[str]) -> str:
    """The text with the list of `values` and that of their names joined, itself where the names are not as many."""
    count = values["more"].count("，") + 1
    start = max(text.rfind(mark, 0, values.start()) for mark in "。；：") + 1
    marks = [at for at in range(start, values.start()) if text[at] == "，"][1 - count :]
    said = text[max([start, *marks[-1:]]) : values.start()]
    if said.count("、") == count - 1:
        marks = []  # 污水处理率、垃圾处理率分别达到98%,80%: the names are joined as they should be
    elif len(marks) < count - 1 or "、" in text[marks[0] : values.start()]:
        return text
    ends = [max(start, text.rfind("，", start, marks[0]) + 1) - 1, *marks] if marks else []
    names = [text[a + 1 : b] for a, b in pairwise(ends)]
    if any(not 2 <= len(name) <= _LONGEST or _NO_NAME.search(name) for name in names):
        return text
    joined = list(text)
    for at in (*marks, *(i for i in range(values.start("more"), values.end("more")) if text[i] == "，")):
        joined[at] = "、"
    return "".join(joined)
