"""Markers glued into a paragraph (…责任单位：区商务局3.打造…): they count when they go on with a count that is open, or
begin one at 1, and stand where a text, a name or a field may end."""

import re

from extractors.structure.headed import is_title_line
from extractors.structure.ladder import Ladder
from extractors.words.labels import field_kind
from extractors.words.markers import Marker

_GLUED = re.compile(
    r"[（][一二三四五六七八九十]{1,3}[）]|(?<![一二三四五六七八九十第])[一二三四五六七八九十]{1,3}、|[（]\d{1,2}[）]|[①-⑳]|[△▲☆★◆■]|(?<=[。） ])[一二三四五六七八九十]，"
    r"|(?<![\d.（第])\d{1,2}(?:[.、](?!\d+(?:%|万|亿|个百分点))|）|\u3000(?=[一-龥]))|第[一二三四五六七八九十]{1,3}(?:[章节]|条(?=[ \u3000]))|(?:行动|任务|专项)[一二三四五六七八九十]{1,2}(?=[ \u3000：])"
    r"|(?<=[。；：）\u3000 ])[（]?[甲乙丙丁戊己庚辛壬癸][、.．）](?![甲乙丙丁戊己庚辛壬癸])"
)
# 第（一）（二）项由…: items that are spoken of.
_REFERENCE = re.compile(
    r"(?:(?<=第)|(?<=）))(?:[（][一二三四五六七八九十\d]{1,3}[）][、，和及至—~-]?){1,12}(?:项|条|款|点|类)"
)
# What a glued marker begins with: the quick test before the long one.
_CN = "一二三四五六七八九十"
_OPENER = re.compile(
    rf"[（{_CN}①-⑳△▲☆★◆■\d第行任专甲乙丙丁戊己庚辛壬癸](?:(?<![（\d{_CN}行任专])|(?<=（)(?=[\d{_CN}甲乙丙丁戊己庚辛壬癸])|(?<=\d)(?<![\d.（]\d)(?=[\d.、）\u3000])"
    rf"|(?<=[{_CN}])(?<![{_CN}第][{_CN}])(?=[{_CN}、，])|(?<=[行任专])(?=[动务项][{_CN}]))"
)
# What a glued marker may stand behind: the end of a sentence or bracket, a blank, the last character of a unit's name.
_BOUNDARY = frozenset("。！？）】〕］：” \u3000局委办府部院会厅司署处科所站队社行场馆园区县市州镇乡村道心团校院等协行")
# What the head of a document ends with, where its first item is glued to it.
_LONGEST_END = 3  # characters
_HEAD = re.compile(r"(?:的通知|\d号|\d日|[）》〕])$")
_LONGEST_FIELD = 36  # characters, with its label
_LAST_FIELD = re.compile(r"([一-龥]{2,8})：[一-龥、 \u3000]{2,24}$")
_SENTENCE = re.compile(r"[，。；！？]")


def next_glued(folded: str, at: int, end: int, ladder: Ladder, value: int) -> Marker | None:
    """The next marker in a paragraph from `at` on; up to `value` a label's value runs, which any word may end."""
    for match in _OPENER.finditer(folded, at, end):
        if not _GLUED.match(folded, match.start(), end) or _REFERENCE.match(folded, match.start(), end):
            continue
        marker = ladder.opening(folded, match.start(), counted=True)
        if marker is None or marker.end >= end or marker.start == at:
            continue
        headed = marker.start - at < 45 and not _SENTENCE.search(folded, at, marker.start)
        titled = headed and not ladder.has_items() and is_title_line(folded[at : marker.start].rstrip())
        headed = headed and (ladder.has_items() or titled)
        before = folded[marker.start - 1]
        if titled or (
            ladder.glued
            and not ladder.has_items()
            and _HEAD.search(folded, max(at, marker.start - _LONGEST_END), marker.start)
        ):
            return marker
        if (
            before not in _BOUNDARY
            and not headed
            and marker.start > value
            and not (before == "；" and ladder.follows(marker))
            and not (ladder.follows(marker) and _closes_persons(folded, at, marker.start))
        ):
            continue
        # Right behind a heading a count may begin anywhere, for excerpts leave out items.
        if ladder.goes_on(marker, "。" if headed and ladder.glued else before):
            return marker
    return None


def _closes_persons(folded: str, start: int, end: int) -> bool:
    """Whether a label's persons end at `end` (责任领导：沈国梁、陆敏 | 3.推进…), which a number follows."""
    field = _LAST_FIELD.search(folded, max(start, end - _LONGEST_FIELD), end)
    return field is not None and field_kind(field[1]) == "person"
