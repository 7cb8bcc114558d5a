"""The tree of a web page to blocks: paragraphs, headings, tables with merged cells."""

import re
from typing import Any

from extractors.source import Block, Cell, Run

# Never part of the text: programs, controls, the frame of the page.
SKIPPED = frozenset(
    re.split(
        r"\s+",
        "script style noscript template iframe svg canvas button select input textarea nav footer object embed video "
        "audio head title meta link rt rp -comment del",
    )
)
_INLINE = frozenset(
    re.split(
        r"\s+",
        "a abbr b bdi bdo big cite code data dfn em font i ins kbd label mark q ruby rb s samp small span strike "
        "strong sub sup time tt u var wbr",
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HAN_EDGE = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\uffef])")
_SPACE = re.compile(r"[ \t\r\n\xa0]+")
MAX_DEPTH = 400
MAX_SPAN = 1_000


class BlockWriter:
    """Walks an element and writes its blocks; text outside of any paragraph makes paragraphs too."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._level: int | None = None
        self._titled = False

    def blocks(self, node: Any, depth: int = 0) -> list[Block]:
        """The blocks of `node`, which stands at `depth`. Raises RecursionError for a tree without measure."""
        self._walk(node, depth)
        self._close()
        return self._blocks

    def _walk(self, node: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise RecursionError
        child = node.child
        while child is not None:
            self._take(child, depth)
            child = child.next

    def _take(self, node: Any, depth: int) -> None:
        tag = node.tag
        if tag == "-text":
            self._text.append(node.text_content or "")
        elif tag in SKIPPED or (tag.startswith("-") or _is_hidden(node)):
            return
        elif tag == "br":
            self._close()
        elif tag in _INLINE:
            self._walk(node, depth + 1)
        elif tag == "table" and _is_data(node):
            self._close()
            table = _table(node, depth)
            if table.cells:
                self._blocks.append(table)
        else:
            self._close()
            heading = re.fullmatch(r"h([1-6])", tag)
            if heading:
                # The first heading of the highest rank is the title: a line like any other.
                self._level = None if heading[1] == "1" and not self._titled else int(heading[1])
                self._titled = self._titled or heading[1] == "1"
            self._walk(node, depth + 1)
            self._close()
            if heading:
                self._level = None

    def _close(self) -> None:
        text = _SPACE.sub(" ", _HAN_EDGE.sub("", "".join(self._text))).strip(" \u3000\u200b\ufeff")
        self._text = []
        if text:
            kind = self._level is not None
            self._blocks.append(Block("heading" if kind else "paragraph", (Run(text),), self._level))


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_data(table: Any) -> bool:
    """Whether a table holds data, not the layout of the page: two columns at least, and no table inside."""
    if table.css_first("table table") is not None or any(n.mem_id != table.mem_id for n in table.css("table")):
        return False
    return any(len(_cells(row)) > 1 for row in _rows(table))


def _rows(table: Any) -> list[Any]:
    return [row for row in table.css("tr") if not _is_hidden(row)]


def _cells(row: Any) -> list[Any]:
    found, child = [], row.child
    while child is not None:
        if child.tag in ("td", "th") and not _is_hidden(child):
            found.append(child)
        child = child.next
    return found


def _table(table: Any, depth: int) -> Block:
    taken: dict[int, int] = {}  # column -> rows still covered from above
    cells = []
    rows = _rows(table)
    for row_number, row in enumerate(rows):
        column = 0
        covered = {c for c, left in taken.items() if left > 0}
        taken = {c: left - 1 for c, left in taken.items() if left > 1}
        for cell in _cells(row):
            while column in covered:
                column += 1
            high = _span(cell, "rowspan") or len(rows) - row_number
            high, wide = min(high, len(rows) - row_number), _span(cell, "colspan") or 1
            cells.append(Cell(row_number, column, _runs(cell, depth), high, wide))
            if high > 1:
                taken.update({column + i: high - 1 for i in range(wide)})
            column += wide
    return Block("table", cells=tuple(cells))


def _span(cell: Any, name: str) -> int:
    """A span as written; 0 means to the end, nonsense means 1."""
    text = (cell.attributes.get(name) or "1").strip()
    return min(int(text), MAX_SPAN) if re.fullmatch(r"\d{1,6}", text) else 1


def _runs(cell: Any, depth: int) -> tuple[Run, ...]:
    texts = [block.text for block in BlockWriter().blocks(cell, depth + 1) if block.text]
    return tuple(Run(text + ("\n" if number + 1 < len(texts) else "")) for number, text in enumerate(texts))
