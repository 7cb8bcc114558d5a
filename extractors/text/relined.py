"""Line breaks put back into a text that has lost them (STYLES.md (f), "All line breaks lost, or replaced by spaces").

A copy without its breaks is one long paragraph. Where a break stood is told by what begins there: a label with its
colon (牵头单位：), and, where a blank was left for each break, an item's marker, a sentence's end before the blank or
a heading before it. A marker glued into the text without a blank is found by the outline, which knows the count.
"""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.text.strand import Strand
from extractors.words.brackets import matching_close
from extractors.words.fold import fold
from extractors.words.labels import LONGEST_FIELD, listed_kind
from extractors.words.markers import marker_at
from extractors.words.names import is_unit

_LONG = 300  # characters: no paragraph that stands alone in a document is longer
_HEADING = 45  # characters in the longest heading
_BARE = 28  # and in one without a marker
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日[ \u3000]*(?:$|（)")
# — 6 — between two pages: behind the end of a sentence a blank is left for the break.
_DASH = "[-—–―─]"
_PAGE_NUMBER = re.compile(
    rf"(?<=[。；！？）)])[ \u3000]*{_DASH}[ ]?\d{{1,4}}[ ]?{_DASH}(?=[ \u3000])|[ \u3000]+{_DASH}[ ]?\d{{1,4}}[ ]?{_DASH}[ \u3000]+"
)
_MARKER = 24  # characters
_BLANK = re.compile(r"[ \u3000]+")
_COLON = re.compile("：")
_ENDS = "。！？；：）】〕”"
_MARKS = re.compile(r"[，。；！？]")
_CLOSED = re.compile(r"[、.．，）]|第")
# A marker with nothing behind it yet.
_NUMBERED = re.compile(
    r"(?<![\d.])(?:\d{1,2}(?:\.\d{1,2})*[.、）]?|[（][一二三四五六七八九十\d]{1,3}[）]|[一二三四五六七八九十]{1,3}[、.])$"
)
# 以上两项, 下列各项 before a label belong to it.
_OF_ITEMS = re.compile(r"(?:以上|上述|前述|以下|下列|下述)[一-龥\d]{0,8}$")
# What a label does not follow that goes on with a statement, or that is part of a word.
_WITHIN = frozenset("；，、（〔［【“：的各和及与由按")
_SURE = ("lead", "responsible", "supporting", "person", "deadline", "content")


def relined(paragraphs: list[Strand]) -> list[Strand]:
    """The paragraphs; one that holds most of the document's text, and is longer than any paragraph, cut into lines."""
    total = sum(len(paragraph.text) for paragraph in paragraphs)
    out: list[Strand] = []
    for paragraph in paragraphs:
        lost = len(paragraph.text) > _LONG and 2 * len(paragraph.text) > total
        out.extend(_cut(paragraph.without(_PAGE_NUMBER)) if lost else [paragraph])
    return out


def _cut(paragraph: Strand) -> list[Strand]:
    folded = fold(paragraph.text)
    labels = _labels(folded)
    blanks = [blank.end() for blank in _BLANK.finditer(folded)]
    # Where most blanks stand inside sentences they were put at each line's end, and a few words before one head nothing.
    whole = sum(folded[:at].rstrip(" \u3000")[-1:] in _ENDS for at in blanks) > 0.4 * len(blanks)
    breaks = [0]
    for at in sorted({*labels, *blanks}):
        if at in labels or _breaks(folded, breaks[-1], at, whole):
            breaks.append(at)
    parts = paragraph.pieces(list(zip(breaks, [*breaks[1:], len(folded)], strict=True)))
    return [part for piece in parts if (part := piece.strip()).text]


def _breaks(folded: str, start: int, at: int, whole: bool) -> bool:
    """Whether the blank before `at` stands for a break, on the line that begins at `start`.

    `whole`: the blanks stand between paragraphs, so that a few words between two of them are a heading.
    """
    line = folded[start:at].rstrip(" \u3000")
    if not line or at >= len(folded) or _NUMBERED.search(line, max(0, len(line) - _MARKER)):
        return False
    marker = marker_at(folded, at)
    sure = marker is not None and (bool(_CLOSED.search(folded, at, marker.end)) or _is_field(line))
    ended = line[-1] in _ENDS and line[-1] != "："
    bare = whole and 4 <= len(line) <= _BARE and not _MARKS.search(line) and not is_unit(line) and "：" not in line
    if ended or sure or bare or _is_heading(line) or _DATE.match(folded, at):
        return not _inside_bracket(folded, start, at)
    return False


def _is_heading(line: str) -> bool:
    """Whether a line is a few words without a sentence: behind a marker, or those of a title."""
    if len(line) > 2 * _HEADING or _MARKS.search(line):
        return False
    marker = marker_at(line, 0)
    if marker is None:
        return len(line) >= 8 and bool(_title().search(line))
    return 2 <= len(line) - marker.end <= _HEADING


@cache
def _title() -> re.Pattern[str]:
    every = words("headings.yaml", "plans") + words("headings.yaml", "not_plans")
    return re.compile(rf"(?:{alternation(every)})(?:（[^（）]*）)?$")


def _is_field(line: str) -> bool:
    """Whether a line is a label with its value."""
    label, colon, _ = line.partition("：")
    return bool(colon) and listed_kind(_BLANK.sub("", label)) is not None


def _inside_bracket(folded: str, start: int, at: int) -> bool:
    opening = max(folded.rfind(mark, start, at) for mark in "（〔【")
    return opening >= 0 and matching_close(folded, opening, len(folded)) > at


def _labels(folded: str) -> frozenset[int]:
    """Where labels with a colon begin that open a line."""
    found: set[int] = set()
    for colon in _COLON.finditer(folded):
        start = _label_start(folded, colon.start())
        if start is not None and start > 0 and not _inside_bracket(folded, max(0, start - _LONG), start):
            found.add(start)
    return frozenset(found)


def _label_start(folded: str, colon: int) -> int | None:
    """Where the longest label begins that ends at `colon`; its letters may be set apart."""
    begin: int | None = None
    letters: list[str] = []
    for at in range(colon - 1, max(-1, colon - 2 * LONGEST_FIELD), -1):
        char = folded[at]
        if char in " \u3000":
            continue
        if not "一" <= char <= "龥" and char not in "/、（）":
            break
        letters.append(char)
        if len(letters) > LONGEST_FIELD:
            break
        if len(letters) > 1 and "一" <= char <= "龥" and listed_kind("".join(reversed(letters))) in _SURE:
            # 责任：, 落实： may end a sentence too.
            begin = at if len(letters) > 2 or folded[max(0, at - 1)] in _ENDS + " \u3000" else begin
    if begin is None:
        return None
    before = folded[:begin].rstrip(" \u3000")
    more = _OF_ITEMS.search(before, max(0, len(before) - 16))
    if more:
        return more.start()
    return None if before[-1:] in _WITHIN else begin
