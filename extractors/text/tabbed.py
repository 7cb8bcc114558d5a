"""Tables saved as text with tabs between the cells, as copying from a web page or a word processor leaves them.

What such a copy does to a table: a cell of several lines breaks its row over lines; a cell merged downwards is left
out of the rows below; a head of two rows gives its lower row without the cells above which nothing stands; a heading
that runs over all columns stands on a line without a tab. Source: STYLES.md (e).
"""

import re

from extractors.text.strand import EMPTY, GridDraft, Strand
from extractors.text.verticals import is_list
from extractors.words.fold import fold
from extractors.words.labels import FieldKind, head_kind

_TAB = re.compile(r"\t")
_NUMBER = re.compile(r"\d{1,3}[.．、]?|[（(]\d{1,3}[)）]|[一二三四五六七八九十]{1,3}")
# A head cell that others stand under: 责任分工 over 牵头单位 and 配合单位, 进度安排 over 上半年 and 下半年.
_SPANNING = re.compile(r"责任|分工|单位|部门|落实|进度|时限|目标|任务")
_LONGEST_ROW = 24


def tabbed(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """The table whose head is the line at `at`, and the line behind it; None where that is no head."""
    head = _split(lines[at])
    kinds = [head_kind(fold(cell.text)) for cell in head]
    if len(head) < 3 or sum(kind is not None for kind in kinds) < 2 or any(len(cell.text) > 16 for cell in head):
        return None
    rows = [head]
    at += 1
    if at < len(lines) and (double := _lower_head(head, kinds, lines[at], lines[at + 1 :][:_LONGEST_ROW])):
        rows, at = list(double), at + 1
        kinds = [head_kind(fold((low if low.text else high).text)) for high, low in zip(*rows, strict=True)]
    while at < len(lines):
        found = _row(lines, at, kinds)
        if found is None:
            break
        row, at = found
        rows.append(row)
    return GridDraft(rows), at


def _split(line: Strand) -> list[Strand]:
    return [cell.strip() for cell in line.split(_TAB)]


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


def _row(lines: list[Strand], at: int, kinds: list[FieldKind | None]) -> tuple[list[Strand], int] | None:
    """The row that begins at line `at`, as wide as the head, and the line behind it; None behind the table."""
    width = len(kinds)
    first = at
    while first < len(lines) and not lines[first].text.strip():
        first += 1
    if first == len(lines):
        return None
    cells = _split(lines[first])
    shift = _left_out(cells, kinds)
    if first > at and (len(cells) == 1 or (shift is None and "number" in kinds)):
        return None
    if len(cells) == 1 and shift is None:
        return (cells + [EMPTY] * (width - 1), first + 1) if _parts_rows(lines, first, kinds) else None
    wanted = width - (shift or 0)
    cells, after = _over_lines(lines, first, wanted, kinds) or (cells, first + 1)
    cells = [EMPTY] * (shift or 0) + cells
    return (cells + [EMPTY] * width)[: max(width, len(cells))], after


def _left_out(cells: list[Strand], kinds: list[FieldKind | None]) -> int | None:
    """How many cells a row lacks at its start, by where its number stands; None where it begins with none."""
    if "number" not in kinds:
        return None
    column = kinds.index("number")
    if len(cells) <= len(kinds) - column and _NUMBER.fullmatch(cells[0].text):
        return column
    if column < len(cells) and _NUMBER.fullmatch(cells[column].text):
        return 0
    return None


def _over_lines(
    lines: list[Strand], at: int, wanted: int, kinds: list[FieldKind | None]
) -> tuple[list[Strand], int] | None:
    """A row of `wanted` cells joined over the lines that the breaks in its cells made; None if none comes out."""
    cells: list[list[Strand]] = [[cell] for cell in _split(lines[at])]
    at += 1
    while len(cells) < wanted and at < len(lines) and lines[at].text.strip():
        more = _split(lines[at])
        starts = _left_out(more, kinds) is not None if "number" in kinds else len(more) == len(kinds)
        if starts or len(cells) + len(more) - 1 > wanted:
            return None
        cells[-1].append(more[0])
        cells += [[cell] for cell in more[1:]]
        at += 1
    if len(cells) != wanted:
        return None
    if kinds[-1] in ("lead", "responsible", "supporting"):
        at = _last_cell(lines, at, cells[-1], kinds)
    return [Strand.join(parts, "\n" if is_list([part.text for part in parts]) else "") for parts in cells], at


def _last_cell(lines: list[Strand], at: int, parts: list[Strand], kinds: list[FieldKind | None]) -> int:
    """The lines of units that go on in the last cell of a row (县水利局 / 各乡镇)."""
    while (
        at < len(lines)
        and "\t" not in lines[at].text
        and len(lines[at].text) <= 24
        and is_list([*(part.text for part in parts), lines[at].text.strip()])
        and _left_out(_split(lines[at]), kinds) is None
        and not _parts_rows(lines, at, kinds)
    ):
        parts.append(lines[at].strip())
        at += 1
    return at


def _parts_rows(lines: list[Strand], at: int, kinds: list[FieldKind | None]) -> bool:
    """Whether a line is a heading between two rows: short, no sentence, with a row right behind it."""
    text = lines[at].text.strip()
    if not 0 < len(text) <= 40 or text[-1] in "。；：，" or at + 1 >= len(lines):
        return False
    return "\t" in lines[at + 1].text and ("number" not in kinds or _left_out(_split(lines[at + 1]), kinds) is not None)
