"""Tables saved as text with tabs or blanks between the cells, as copying from a page or a word processor leaves them.

What such a copy does to a table: a cell of several lines breaks its row over lines; a cell merged downwards is left
out of the rows below; a head of two rows gives its lower row without the cells above which nothing stands; a heading
that runs over all columns stands on a line without a tab. Where blanks are all that is left, the cells are told by
the head: its first and last columns are single words, what is over belongs to the text. Source: STYLES.md (e).
"""

import re
from collections.abc import Callable

from extractors.frozen import frozen
from extractors.text.fitting import is_list
from extractors.text.strand import EMPTY, GridDraft, Strand
from extractors.words.fold import fold
from extractors.words.indicator_columns import is_allotment_head
from extractors.words.labels import ROLES, FieldKind, head_kind

_TAB = re.compile(r"\t")
_BLANKS = re.compile(r"[ \u3000]+")
_GAP = re.compile(r"[ \u3000]{2,}")
_NUMBER_HEAD = re.compile(r"[ \u3000]*(?:序[ \u3000]*号|编[ \u3000]*号)[ \u3000]")
Splitter = Callable[[Strand], list[Strand]]
_NUMBER = re.compile(r"\d{1,3}[.．、]?|[（(]\d{1,3}[)）]|[一二三四五六七八九十]{1,3}")
# A head cell that others stand under: 责任分工 over 牵头单位 and 配合单位, 进度安排 over 上半年 and 下半年.
_SPANNING = re.compile(r"责任|分工|单位|部门|落实|进度|时限|目标|任务")
_LONGEST_ROW = 24  # lines of one row
_LONGEST_NAME = 24  # characters
_LONGEST_HEADING = 40


def tabbed(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """The table whose head is the line at `at`, and the line behind it; None where that is no head."""
    return _table(lines, at, _split(lines[at]), _split)


def blanked(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """As `tabbed`, with blanks between the cells; only behind a head that begins with 序号 and is names alone."""
    if not _NUMBER_HEAD.match(lines[at].text):
        return None
    head = _words(lines[at])
    if not all(head_kind(fold(cell.text)) for cell in head) or at + 1 == len(lines):
        return None
    kinds = [head_kind(fold(cell.text)) for cell in head]
    text = next((column for column, kind in enumerate(kinds) if kind in ("task", "content")), None)
    if text is None:
        return None

    def split(line: Strand) -> list[Strand]:
        cells = line.strip().split(_BLANKS)
        over = len(cells) - len(head)
        if over <= 0:
            return cells
        return [*cells[:text], Strand.join(cells[text : text + over + 1]), *cells[text + over + 1 :]]

    return _table(lines, at, head, split)


def gapped(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """As `tabbed`, with two blanks or more between the cells; only behind a head that is names of fields alone."""

    def split(line: Strand) -> list[Strand]:
        return line.strip().split(_GAP)

    head = split(lines[at])
    return _table(lines, at, head, split) if all(head_kind(fold(cell.text)) for cell in head) else None


def _words(line: Strand) -> list[Strand]:
    """The words of a head, letter-spaced ones closed up: 序号 工 作 任 务 牵头部门."""
    out: list[Strand] = []
    single = False
    for cell in line.strip().split(_BLANKS):
        if len(cell.text) == 1 and single:
            out[-1] = Strand.join([out[-1], cell])
        else:
            out.append(cell)
            single = len(cell.text) == 1
    return out


def _table(lines: list[Strand], at: int, head: list[Strand], split: Splitter) -> tuple[GridDraft, int] | None:
    names = [fold(cell.text) for cell in head]
    kinds = [head_kind(name) for name in names]
    fields = len(head) >= 3 and sum(kind is not None for kind in kinds) > 1 and all(len(name) <= 16 for name in names)
    if not (fields or is_allotment_head(names)):
        return None
    rows = [head]
    at += 1
    if at < len(lines) and (double := _lower_head(head, kinds, lines[at], lines[at + 1 :][:_LONGEST_ROW])):
        rows, at = list(double), at + 1
        kinds = [head_kind(fold((low if low.text else high).text)) for high, low in zip(*rows, strict=True)]
    below = _Rows(lines, kinds, split)
    while found := below.row(at):
        row, at = found
        rows.append(row)
    return (GridDraft(rows), at) if len(rows) > 1 or split is _split else None


def _split(line: Strand) -> list[Strand]:
    return [cell.strip() for cell in line.split(_TAB)]


def _unquoted(parts: list[Strand]) -> list[Strand]:
    """The lines of a cell without the quotes that a spreadsheet puts round one of several lines."""
    if len(parts) < 2 or not (parts[0].text.startswith('"') and parts[-1].text.endswith('"')):
        return parts
    return [parts[0].slice(1), *parts[1:-1], parts[-1].slice(0, len(parts[-1].text) - 1)]


def _lower_head(
    head: list[Strand], kinds: list[FieldKind | None], line: Strand, below: list[Strand]
) -> tuple[list[Strand], list[Strand]] | None:
    """A head of two rows as two rows of one width, None where `line` is no lower row of a head."""
    lower = _split(line)
    named = [cell for cell in lower if cell.text]
    if len(named) < 2 or any(len(cell.text) > 16 or head_kind(fold(cell.text)) is None for cell in named):
        return None
    if len(lower) == len(head):
        return head, lower
    width = len(head) - 1 + len(named)
    if max((len(_split(row)) for row in below), default=0) != width:
        return None
    over = [column for column, cell in enumerate(head) if _SPANNING.search(cell.text)]
    column = next((c for c in over if kinds[c] not in ("task", "content", "deadline")), over[-1] if over else None)
    if column is None:
        return None
    upper = [*head[: column + 1], *[EMPTY] * (len(named) - 1), *head[column + 1 :]]
    return upper, [*[EMPTY] * column, *named, *[EMPTY] * (width - column - len(named))]


@frozen
class _Rows:
    """The lines of a table with what its head tells: the kinds of its columns and how a line parts into cells."""

    lines: list[Strand]
    kinds: list[FieldKind | None]
    split: Splitter

    def row(self, at: int) -> tuple[list[Strand], int] | None:
        """The row that begins at line `at`, as wide as the head, and the line behind it; None behind the table."""
        width = len(self.kinds)
        first = at
        while first < len(self.lines) and not self.lines[first].text.strip():
            first += 1
        if first == len(self.lines):
            return None
        cells = self.split(self.lines[first])
        shift = self._left_out(cells)
        if first > at and (len(cells) == 1 or (shift is None and "number" in self.kinds)):
            return None
        if len(cells) == 1 and shift is None:
            return (cells + [EMPTY] * (width - 1), first + 1) if self._parts_rows(first) else None
        cells, after = self._over_lines(first, width - (shift or 0)) or (cells, first + 1)
        cells = [EMPTY] * (shift or 0) + cells
        return (cells + [EMPTY] * width)[: max(width, len(cells))], after

    def _left_out(self, cells: list[Strand]) -> int | None:
        """How many cells a row lacks at its start, by where its number stands; None where it begins with none."""
        if "number" not in self.kinds:
            return None
        column = self.kinds.index("number")
        if len(cells) <= len(self.kinds) - column and _NUMBER.fullmatch(cells[0].text):
            return column
        if column < len(cells) and _NUMBER.fullmatch(cells[column].text):
            return 0
        return None

    def _over_lines(self, at: int, wanted: int) -> tuple[list[Strand], int] | None:
        """A row of `wanted` cells joined over the lines that the breaks in its cells made; None if none comes out."""
        cells: list[list[Strand]] = [[cell] for cell in self.split(self.lines[at])]
        at += 1
        while len(cells) < wanted and at < len(self.lines) and self.lines[at].text.strip():
            more = self.split(self.lines[at])
            if self._starts(more) or len(cells) + len(more) - 1 > wanted:
                return None
            cells[-1].append(more[0])
            cells += [[cell] for cell in more[1:]]
            at += 1
        if len(cells) != wanted:
            return None
        if self.kinds[-1] in ROLES:
            at = self._last_cell(at, cells[-1])
        cells = [_unquoted(parts) for parts in cells]
        return [Strand.join(parts, "\n" if is_list([part.text for part in parts]) else "") for parts in cells], at

    def _starts(self, cells: list[Strand]) -> bool:
        """Whether cells begin a row: with its number, or, where none are printed, by being as many as the columns."""
        return self._left_out(cells) is not None if "number" in self.kinds else len(cells) == len(self.kinds)

    def _last_cell(self, at: int, parts: list[Strand]) -> int:
        """The lines of units that go on in the last cell of a row (县水利局 / 各乡镇)."""
        while (
            at < len(self.lines)
            and len(cells := self.split(self.lines[at])) == 1
            and len(cells[0].text) <= _LONGEST_NAME
            and is_list([*(part.text for part in parts), cells[0].text])
            and not self._starts(cells)
            and not self._parts_rows(at)
        ):
            parts += cells
            at += 1
        return at

    def _parts_rows(self, at: int) -> bool:
        """Whether a line is a heading between two rows: short, no sentence, with a row right behind it."""
        text = self.lines[at].text.strip()
        if not 0 < len(text) <= _LONGEST_HEADING or text[-1] in "。；：，" or at + 1 >= len(self.lines):
            return False
        below = self.split(self.lines[at + 1])
        return len(below) > 1 and ("number" not in self.kinds or self._left_out(below) is not None)
