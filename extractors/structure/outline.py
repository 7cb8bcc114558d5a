"""The outline of a plan: its items, each with marker, heading, place on the ladder (编号层级).

The ladder is learned from the document: a marker of a style that is open closes everything down to it, any other
goes under the item before it; the customary order of styles (markers.STYLES) only decides where a plan is excerpted
from the middle. Markers glued into a paragraph (…责任单位：区商务局3.打造…) count when they go on with a count that is
open or begin one at 1.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.records import Span
from extractors.structure.headed import headed_lines, is_imprint, is_title_line, uses_decimals
from extractors.text.reading import Grid, Paragraph, Reading
from extractors.words.brackets import CLOSE
from extractors.words.labels import field_kind
from extractors.words.markers import STYLES, Marker, marker_at

_GLUED = re.compile(
    r"[（][一二三四五六七八九十]{1,3}[）]|(?<![一二三四五六七八九十第])[一二三四五六七八九十]{1,3}、|[（]\d{1,2}[）]|[①-⑳]|[△▲☆★◆■]|(?<=[。） ])[一二三四五六七八九十]，"
    r"|(?<![\d.（])\d{1,2}(?:[.、](?!\d+(?:%|万|亿|个百分点))|）)|第[一二三四五六七八九十]{1,3}[章节]|(?:行动|任务|专项)[一二三四五六七八九十]{1,2}(?=[ \u3000：])"
)
# What a glued marker begins with: the quick test before the long one.
_OPENER = re.compile(r"[（一二三四五六七八九十①-⑳△▲☆★◆■\d第行任专]")
# What a glued marker may stand behind: the end of a sentence or bracket, a blank, the last character of a unit's name.
_BOUNDARY = frozenset("。！？）】〕］：” \u3000局委办府部院会厅司署处科所站队社行场馆园区县市州镇乡村道心团校院等协行")
_FEW, _LONG = 3, 300  # a text of few paragraphs has lost its line breaks
_GAP = 10  # an excerpt leaves out items, but not so many that a figure in the text would pass for the next
# What stands below the last item and belongs to none: the date, （此件公开发布）, the list of annexes.
_CLOSING = re.compile(
    r"^(?:\d{4}年\d{1,2}月\d{1,2}日(?:印发)?|[（]?此件.{2,12}|附件[：:].*|抄送[：:].*|.{0,30}\d{4}年\d{1,2}月\d{1,2}日印发)[）]?$"
)
_NOTE = re.compile(r"(?:注|备注|附注|说明|填报说明|填表说明)[：:]\s*")
_SENTENCE = re.compile(r"[，。；！？]")
_NOT_HEADING = re.compile(
    r"[，。；：！？]$|^[（(]?(?:此件|节选|摘录|节录)|^(?:抄送|主送|印发|联系人|来源|发布)|\d{4}年\d{1,2}月\d{1,2}日$|^[^一-龥]*$"
)


@dataclass(slots=True)
class Item:
    """A node of the outline. `head` is its heading text (without marker), `body` the spans of the text under it."""

    marker: Marker | None
    start: int
    head_start: int
    paragraphs: list[Span] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    children: list["Item"] = field(default_factory=list)
    parent: "Item | None" = None
    level: int = 0
    end: int = 0

    @property
    def number(self) -> str | None:
        """The number as printed, None for an unnumbered item."""
        return self.marker.label or None if self.marker else None

    def path(self) -> list["Item"]:
        """The items from the top down to this one."""
        return ([] if self.parent is None or self.parent.level < 0 else self.parent.path()) + [self]


def read_outline(reading: Reading) -> Item:
    """The root of the outline; its own paragraphs are those before the first item."""
    root = Item(None, 0, 0, level=-1)
    ladder = _Ladder(root, uses_decimals(reading))
    ladder.glued = len(reading.blocks) <= _FEW and len(reading.text) > _LONG
    headed = headed_lines(reading)
    blocks = reading.blocks
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            ladder.current.grids.append(block)
            ladder.extend(block.span.end)
            continue
        if number in headed:
            ladder.open(Marker("headed", 0, "", block.span.start, block.span.start))
            ladder.add(block.span)
            continue
        if ladder.notes(reading.folded, block.span):
            root.paragraphs.append(block.span)
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        _read_paragraph(reading.folded, block, following, ladder)
    ladder.close(len(reading.text))
    return root


def _read_paragraph(folded: str, block: Paragraph, following: Paragraph | Grid | None, ladder: "_Ladder") -> None:
    start, end = block.span
    if _CLOSING.match(folded[start:end]) or is_imprint(folded, block, following):
        ladder.stack[0].paragraphs.append(block.span)
        return
    marker = ladder.opening(folded, start)
    if marker is None:
        counted = ladder.opening(folded, start, counted=True)
        marker = counted if counted and counted.value > 1 and ladder.goes_on(counted) else None
    if marker is None and _is_bare_heading(folded, block, following, ladder):
        ladder.open_bare(start, end)
        return
    at = start
    if marker is not None:
        ladder.open(marker)
        at = marker.end
    while glued := _next_glued(folded, at, end, ladder):
        ladder.add(Span(at, _trim_end(folded, at, glued.start)))
        ladder.open(glued)
        at = glued.end
    ladder.add(Span(at, end))


def _trim_end(folded: str, start: int, end: int) -> int:
    while end > start and folded[end - 1] in " \u3000":
        end -= 1
    return end


def _next_glued(folded: str, at: int, end: int, ladder: "_Ladder") -> Marker | None:
    for match in _OPENER.finditer(folded, at, end):
        if not _GLUED.match(folded, match.start(), end):
            continue
        marker = ladder.opening(folded, match.start(), counted=True)
        if marker is None or marker.end >= end or marker.start == at:
            continue
        headed = not _SENTENCE.search(folded, at, marker.start) and marker.start - at < 45
        titled = headed and not ladder.has_items() and is_title_line(folded[at : marker.start].rstrip())
        headed = headed and (ladder.has_items() or titled)
        if titled:
            return marker
        if folded[marker.start - 1] not in _BOUNDARY and not headed:
            continue
        if ladder.goes_on(marker, folded[marker.start - 1]):
            return marker
    return None


def _is_bare_heading(folded: str, block: Paragraph, following: Paragraph | Grid | None, ladder: "_Ladder") -> bool:
    """A heading without marker: a short line with no sentence in it before an item that begins a list anew, or 附件."""
    text = folded[block.span.start : block.span.end]
    if len(text) > 45 or _SENTENCE.search(text) or _NOT_HEADING.search(text):
        return False
    if re.match(r"附[ \u3000]?(?:件|表|录)\s*[\d一二三四五六七八九十]*$", text):
        return ladder.has_items()
    if isinstance(following, Grid):
        return ladder.has_items()
    if following is None or field_kind(re.split("[：\u3000 ]", text)[0]) is not None or "：" in text:
        return False
    after = marker_at(folded, following.span.start)
    if after is None or re.search(r"(?:负责|牵头|配合|落实|参与)$", text):
        return False
    if not ladder.has_items():
        return bool(re.search(r"牵头|负责|事项|任务", text)) and not is_title_line(text)
    last = ladder.current.marker
    if last is None or not ladder.current.paragraphs or ladder.current.level < 0:
        return False
    restarts = after.value <= 1 and STYLES.index(after.style) <= STYLES.index(last.style)
    return restarts and (
        (bool(ladder.current.paragraphs) and len(ladder.current.paragraphs) >= 2) or _ended(folded, block.span.start)
    )


def _ended(folded: str, at: int) -> bool:
    before = folded[:at].rstrip()
    return bool(before) and before[-1] in "。；！？" + CLOSE


class _Ladder:
    """The stack of open items."""

    def __init__(self, root: Item, decimals: bool) -> None:
        self.stack = [root]
        self.decimals = decimals
        self.items = 0
        self.note = 0
        self.glued = False

    @property
    def current(self) -> Item:
        """The innermost open item."""
        return self.stack[-1]

    def has_items(self) -> bool:
        """Whether any item was opened."""
        return self.items > 0

    def notes(self, folded: str, span: Span) -> bool:
        """Whether a paragraph is a numbered note that goes on behind 注：1.…."""
        match = _NOTE.match(folded, span.start)
        if match:
            first = marker_at(folded, match.end())
            self.note = first.value if first and first.value == 1 else 0
            return True
        marker = marker_at(folded, span.start) if self.note else None
        if marker is None or marker.value != self.note + 1:
            self.note = 0
            return False
        self.note += 1
        return True

    def opening(self, folded: str, at: int, counted: bool = False) -> Marker | None:
        """The marker at `at`, a decimal taken as item number plus figure where the document has no decimals."""
        marker = marker_at(folded, at, counted)
        if marker is None or marker.style != "decimal" or self.decimals:
            return marker
        head = marker.label.split(".", 1)[0]
        return Marker("arabic", int(head), head, marker.start, marker.start + len(head) + 1, marker.starred)

    def goes_on(self, marker: Marker, before: str = "\n") -> bool:
        """Whether a glued marker continues an open count or begins one at 1; （十二） behind a sentence may leave a gap."""
        if marker.style == "star":
            return True
        gaps = (
            marker.style in ("cn", "cn_bracket") or (self.glued and marker.style == "arabic")
        ) and before in "。）】〕！ \u3000"
        for item in reversed(self.stack):
            if item.marker and item.marker.style == marker.style:
                ahead = marker.value - item.marker.value
                return ahead == 1 or (gaps and 1 < ahead < _GAP)
        for item in reversed(self.stack):
            for child in reversed(item.children):
                if child.marker and child.marker.style == marker.style:
                    return marker.value in (1, child.marker.value + 1)
        if not self.has_items():
            return marker.value == 1 or before in " \u3000。"
        last = self._last_value(marker.style)
        return marker.value in (1, last + 1) or (gaps and last < 0)

    def _last_value(self, style: str) -> int:
        """The last number of `style` in the document: 1. may count on across sections."""
        last = -9
        stack = [self.stack[0]]
        while stack:
            item = stack.pop(0)
            if item.marker and item.marker.style == style:
                last = item.marker.value
            stack = item.children + stack
        return last

    def open(self, marker: Marker) -> None:
        """A new item under the right parent."""
        if marker.style == "decimal":
            parts = marker.label.count(".") + 1
            self._pop_until(lambda item: item.marker is None or _decimal_depth(item.marker) < parts)
        elif any(item.marker and item.marker.style == marker.style for item in self.stack):
            while not (self.current.marker and self.current.marker.style == marker.style):
                self.close(marker.start)
            self.close(marker.start)
        else:
            rank = STYLES.index(marker.style)
            self._pop_until(lambda item: item.marker is None or self._outranks(item.marker, marker, rank))
        self._push(Item(marker, marker.start, marker.end))

    def _outranks(self, open_marker: Marker, marker: Marker, rank: int) -> bool:
        if open_marker.style == "star":
            return False
        if marker.style == "named":
            return open_marker.style in ("chapter", "part", "cn", "cn_bracket")
        if open_marker.style == "named":
            return marker.style not in ("chapter", "part") and marker.style != "cn"
        if {open_marker.style, marker.style} == {"arabic", "decimal"} or marker.style == "decimal":
            return rank > STYLES.index(open_marker.style)
        return rank > STYLES.index(open_marker.style)

    def open_bare(self, start: int, end: int) -> None:
        """A heading without marker: the top of a new ladder, or beside the bare heading that is open."""
        while len(self.stack) > 1:
            self.close(start)
        item = Item(None, start, start)
        self._push(item)
        self.add(Span(start, end))

    def add(self, span: Span) -> None:
        """Text of the current item."""
        if span.end > span.start:
            self.current.paragraphs.append(span)
            self.extend(span.end)

    def extend(self, end: int) -> None:
        """The open items reach to `end`."""
        for item in self.stack:
            item.end = max(item.end, end)

    def close(self, at: int) -> None:
        """The innermost item ends."""
        if len(self.stack) > 1:
            self.stack.pop()

    def _pop_until(self, holds: Callable[[Item], bool]) -> None:
        while len(self.stack) > 1 and not holds(self.current):
            self.close(0)

    def _push(self, item: Item) -> None:
        item.parent = self.current
        item.level = self.current.level + 1
        item.end = item.head_start
        self.current.children.append(item)
        self.stack.append(item)
        self.items += 1


def _decimal_depth(marker: Marker) -> int:
    return marker.label.count(".") + 1 if marker.style in ("decimal", "arabic") else 0
