"""The ladder of numbering: which items are open, and where the next marker goes (编号层级).

A marker of a style that is open closes everything down to it. One of another style goes where the customary order
(markers.STYLES) has it: under the innermost open item whose style stands above it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.records import Span
from extractors.structure.listed import listing_at
from extractors.text.reading import Grid
from extractors.words.markers import FREE_STYLES, STYLES, Marker, marker_at
from extractors.words.signs import sign_at, sign_of

_GAP = 10  # an excerpt leaves out items, but not so many that a figure in the text would pass for the next
_NOTE = re.compile(r"(?:注|备注|附注|说明|填报说明|填表说明)[：:]\s*")


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


class Ladder:
    """The stack of open items."""

    def __init__(self, root: Item, decimals: bool) -> None:
        self.stack = [root]
        self.decimals = decimals
        self.items = 0
        self.note = 0
        self.glued = False
        self.dashes = False
        self.signs: frozenset[str] = frozenset()

    @property
    def current(self) -> Item:
        """The innermost open item."""
        return self.stack[-1]

    def has_items(self) -> bool:
        """Whether any item was opened."""
        return self.items > 0

    def in_card(self) -> bool:
        """Whether the innermost open item is a card."""
        marker = self.current.marker
        return marker is not None and marker.style == "card"

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
        return self.taken(marker_at(folded, at, counted), folded, at)

    def taken(self, marker: Marker | None, folded: str, at: int) -> Marker | None:
        """What the document takes for the marker at `at` that `marker_at` found there."""
        if marker is None and self.dashes and folded.startswith("——", at):
            return Marker("star", 0, "", at, at + 2, True)
        if marker is None and self.signs and (sign := sign_at(folded, at, len(folded))):
            return Marker("star", 0, "", at, sign.end(), True) if sign_of(sign) in self.signs else None
        if marker is None or marker.style != "decimal" or marker.word or self.decimals:
            return marker
        head = re.split("[.-]", marker.label)[0]
        return Marker("arabic", int(head), head, marker.start, marker.start + len(head) + 1, marker.starred)

    def goes_on(self, marker: Marker, before: str = "\n") -> bool:
        """Whether a glued marker continues an open count or begins one at 1; （十二） behind a sentence may leave a gap."""
        if marker.style == "star":
            return True
        if marker.style == "decimal":
            return self._decimal_goes_on(marker)
        gaps = (
            marker.style in ("cn", "cn_bracket") or (self.glued and marker.style == "arabic")
        ) and before in "。）】〕！ \u3000"
        for item in reversed(self.stack):
            if item.marker and item.marker.counts_with(marker):
                ahead = marker.value - item.marker.value
                return ahead == 1 or (gaps and 1 < ahead < _GAP)
        for item in reversed(self.stack):
            for child in reversed(item.children):
                if child.marker and child.marker.counts_with(marker):
                    return marker.value in (1, child.marker.value + 1)
        if not self.has_items():
            return marker.value == 1 or before in " \u3000。"
        last = self._last_value(marker.style)
        return marker.value in (1, last + 1) or (gaps and last < 0)

    def follows(self, marker: Marker) -> bool:
        """Whether a marker is the next after the innermost open item's, in its style (①…；②…)."""
        last = self.current.marker
        return last is not None and last.counts_with(marker) and marker.value == last.value + 1 > 1

    def _decimal_goes_on(self, marker: Marker) -> bool:
        """Whether 2.1.1 opens what is open (2.1), or goes on with what is open or was (2.1.1 to 2.1.2, 2.1.2 to 2.2)."""
        above, mark, last = re.split("([.-])(?=[^.-]*$)", marker.label)
        before = f"{above}{mark}{int(last) - 1}"
        open_labels = [item.marker.label for item in self.stack if item.marker]
        closed = [child.marker.label for item in self.stack for child in item.children[-1:] if child.marker]
        return (last == "1" and above in open_labels) or before in open_labels or before in closed

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
            parts = _decimal_depth(marker)
            self._pop_until(lambda item: item.marker is None or _decimal_depth(item.marker) < parts)
        elif any(item.marker and item.marker.counts_with(marker) for item in self.stack):
            while not (self.current.marker and self.current.marker.counts_with(marker)):
                self.close()
            self.close()
        else:
            rank = STYLES.index(marker.style)
            self._pop_until(lambda item: item.marker is None or self._outranks(item.marker, marker, rank))
        self._push(Item(marker, marker.start, marker.end))

    def _outranks(self, open_marker: Marker, marker: Marker, rank: int) -> bool:
        if open_marker.style == "star":
            return False
        if marker.style in FREE_STYLES or open_marker.style in FREE_STYLES:
            return True
        if marker.style == "named":
            return open_marker.style in ("chapter", "part", "cn", "cn_bracket", "named")
        if open_marker.style == "named":
            return marker.style not in ("chapter", "part") and marker.style != "cn"
        return rank > STYLES.index(open_marker.style)

    def open_bare(self, start: int, end: int) -> None:
        """A heading without marker: the top of a new ladder, or beside the bare heading that is open."""
        while len(self.stack) > 1:
            self.close()
        item = Item(None, start, start)
        self._push(item)
        self.add(Span(start, end))

    def close_to_listing(self, folded: str) -> bool:
        """Closes what is open below the innermost heading of a unit's list; False, and nothing is, if none is open."""
        heads = [item for item in self.stack if item.paragraphs and listing_at(folded, *item.paragraphs[0])]
        while heads and self.current is not heads[-1]:
            self.close()
        return bool(heads)

    def open_class(self, start: int, end: int) -> None:
        """A line without marker that heads a part of the open item's list (牵头类)."""
        self._push(Item(None, start, start))
        self.add(Span(start, end))

    def add(self, span: Span) -> None:
        """Text of the current item."""
        if span.end > span.start:
            self.current.paragraphs.append(span)
            self.extend(span.end)

    def extend(self, end: int) -> None:
        """The open items reach to `end`."""
        for item in self.stack:
            if item.end < end:
                item.end = end

    def close(self) -> None:
        """The innermost item ends."""
        if len(self.stack) > 1:
            self.stack.pop()

    def _pop_until(self, holds: Callable[[Item], bool]) -> None:
        while len(self.stack) > 1 and not holds(self.current):
            self.close()

    def _push(self, item: Item) -> None:
        item.parent = parent = self.current
        item.level = parent.level + 1
        item.end = item.head_start
        parent.children.append(item)
        self.stack.append(item)
        self.items += 1


def _decimal_depth(marker: Marker) -> int:
    return len(re.split("[.-]", marker.label)) if marker.style in ("decimal", "arabic") else 0
