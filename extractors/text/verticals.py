"""Tables saved as text with one cell a line, with blank lines or lone bars between the cells or nothing.

A run of field names is the head; with a 序号 column a row begins at each running number. Source: STYLES.md (e).
"""

import re
from itertools import pairwise

from extractors.text.fitting import cell_kind, fit, is_list, stands
from extractors.text.lines import is_page_number
from extractors.text.strand import EMPTY, GridDraft, Strand
from extractors.words.fold import fold
from extractors.words.labels import FieldKind, field_kind, head_kind
from extractors.words.markers import marker_at

_NUMBER = re.compile(r"^\d{1,3}$")
# What stands behind a table and belongs to no row.
_BEHIND = re.compile(r"(?:注|备注|说明|附件|联系)[：:\d]|[一二三四五六七八九十]{1,3}、|（此件|抄送")
_NAME = re.compile(r"(?!\d{1,3}$)[一-龥（）/、\d\-—～]+")
_MOST_COLUMNS = 12
_LONGEST_CATEGORY = 40
_MOST_CELLS = 3  # lines that a row may take, in widths of the table
_GAP = 6
_WHOLE = 2.0  # what two rows must be better than one
_GOOD = 0.5  # fit of a column, on average, in a row that stands as its head says


def vertical(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """One cell a line, with or without blank lines between: a run of field names is the head."""
    if field_kind(fold(lines[at].text).strip()) is None:
        return None
    cells, spaced = _vertical_cells(lines, at)
    rows, used = in_rows(cells)
    if used == 0:
        return None
    end = at
    while end < len(lines) and used:
        if lines[end].text.strip() and not is_page_number(lines[end].text):
            used -= _closes(lines, end, spaced)
        end += 1
    return GridDraft(rows), end


def in_rows(cells: list[Strand]) -> tuple[list[list[Strand]], int]:
    """The rows, the head first, of cells in their order, and how many cells they use; none where no head opens them."""
    texts = [fold(cell.text) for cell in cells]
    width = head_width(texts)
    ahead = _another(texts, width)
    cells, texts = cells[:ahead], texts[:ahead]
    if width < 3 or len(cells) < 2 * width:
        return [], 0
    kinds = [head_kind(text) for text in texts[:width]]
    if "number" in kinds:
        return _numbered_rows(cells, texts, kinds)
    if before := _before_number(texts, width):
        return _unheaded_rows(cells, texts, kinds, before)
    return _unnumbered_rows(cells, texts, kinds)


def _another(texts: list[str], width: int) -> int:
    """Where a table with another head begins, from the heading above it on; the end where none does."""
    for at in range(max(width, 1), len(texts) - 2):
        again = field_kind(texts[at]) == "number" and head_width(texts[at:]) >= 3
        if again and texts[at : at + width] != texts[:width]:
            return at - (marker_at(texts[at - 1], 0) is not None)
    return len(texts)


def _before_number(texts: list[str], width: int) -> int:
    """How many cells stand before the number 1 in the first row of a table whose head names no number; 0 for none."""
    first = texts.index("1", width, width + 3) if "1" in texts[width : width + 3] else width
    return first - width if "2" in texts[first + 3 : first + 3 * width] else 0


def _vertical_cells(lines: list[Strand], at: int) -> tuple[list[Strand], bool]:
    """The cells from `at` on; where blank lines set cells apart, lines without one between them are one cell."""
    ahead = [line.text.strip() for line in lines[at : at + 4]]
    spaced = len(ahead) > 1 and ahead[1] == ""
    cells: list[Strand] = []
    parts: list[Strand] = []
    for number in range(at, len(lines)):
        text = lines[number].text.strip()
        if not text or is_page_number(lines[number].text):
            continue
        parts.append(lines[number].strip())
        if _closes(lines, number, spaced):
            cells.append(Strand.join(parts, "\n" if is_list([part.text for part in parts]) else ""))
            parts = []
    return cells, spaced


def _closes(lines: list[Strand], number: int, spaced: bool) -> bool:
    if not spaced and lines[number].text.rstrip()[-1:] in ("、", "，") and number + 1 < len(lines):
        return False
    return not spaced or number + 1 >= len(lines) or not lines[number + 1].text.strip()


def head_width(texts: list[str]) -> int:
    """How many of the first cells name fields; before the number 1, short names that no lexicon knows are some too."""
    width = 0
    while width < len(texts) and head_kind(texts[width]) is not None:
        width += 1
    if texts and field_kind(texts[0]) == "number":
        first = _first_number(texts)
        known = sum(head_kind(text) is not None for text in texts[:first])
        if known >= 3 and all(_is_name(text) for text in texts[:first]):
            return first - _heads_rows(texts, first)
    return width


def _heads_rows(texts: list[str], first: int) -> bool:
    """Whether the cell before the first number is no column but a heading over the rows: most have a cell less than that."""
    if field_kind(texts[first - 1]) is not None:
        return False
    numbers = [at for at, text in enumerate(texts) if _NUMBER.match(text)]
    steps = [after - at for at, after in pairwise(numbers) if int(texts[after]) == int(texts[at]) + 1]
    return steps.count(first - 1) > steps.count(first)


def _first_number(texts: list[str]) -> int:
    """Where the first row's number stands: 1, or any that the next one follows (a page of a longer table); 0 for none."""
    for at, text in enumerate(texts[: _MOST_COLUMNS + 1]):
        if _NUMBER.match(text):
            follows = str(int(text) + 1) in texts[at + 2 : at + _MOST_CELLS * _MOST_COLUMNS]
            return at if text == "1" or follows else 0
    return 0


def _is_name(folded: str) -> bool:
    folded = folded.replace(" ", "")
    return len(folded) <= 12 and _NAME.fullmatch(folded) is not None and marker_at(folded, 0) is None


def _grouped(cells: list[Strand], width: int) -> list[list[Strand]]:
    whole = len(cells) - len(cells) % width
    return [cells[start : start + width] for start in range(0, whole, width)]


def _numbered_rows(
    cells: list[Strand], texts: list[str], kinds: list[FieldKind | None]
) -> tuple[list[list[Strand]], int]:
    """Rows that begin at the running number, each fitted to the columns; what is over before the next is a category."""
    width = len(kinds)
    rows = [cells[:width]]
    at = width
    while at < len(cells):
        if not _NUMBER.match(texts[at]):
            ahead = next((i for i in range(at + 1, min(at + 3, len(cells))) if _NUMBER.match(texts[i])), None)
            if ahead is None or len(texts[at]) > _LONGEST_CATEGORY:
                break
            rows.append([cells[at]] * width)
            at += 1
            continue
        end = _row_end(cells, texts, kinds, at, _next_number(texts, at, min(at + _MOST_CELLS * width, len(texts))))
        if end is None:
            break
        rows += _of_number(cells[at:end], kinds)
        at = end
    return rows, at


def _of_number(cells: list[Strand], kinds: list[FieldKind | None]) -> list[list[Strand]]:
    """The row of a number, or two where the number and other cells are merged over both and the second row is shorter."""
    width = len(kinds)
    row, score = fit(cells, kinds)
    below = cells[width:]
    if 2 <= len(below) < width and cell_kind(fold(below[0].text)) in ("text", "name"):
        first, second = fit(cells[:width], kinds), fit(below, kinds)
        if first[1] + second[1] > score + _WHOLE:
            return [first[0], [cell if cell.text else above for cell, above in zip(second[0], first[0], strict=True)]]
    return [row]


def _unheaded_rows(
    cells: list[Strand], texts: list[str], kinds: list[FieldKind | None], before: int
) -> tuple[list[list[Strand]], int]:
    """Rows with a running number in a column that the head leaves out, behind `before` cells that may be merged."""
    inner: list[FieldKind | None] = ["number", *kinds[before:]]
    head = cells[: len(kinds)]
    rows, used = _numbered_rows(cells[before - 1 :], texts[before - 1 :], inner)
    out = [head]
    carried = [EMPTY] * before
    for row in rows[1:]:
        if all(cell is row[0] for cell in row):
            carried = [EMPTY] * (before - 1) + [row[0]]
        else:
            out.append([*carried, *row[1:]])
    return out, used + before - 1


def _next_number(texts: list[str], at: int, limit: int) -> int | None:
    """Where the next row begins: at the number that follows, else at one not much greater (a row was left out), or 1."""
    value = int(texts[at])
    numbers = [(int(texts[i]), i) for i in range(at + 1, limit) if _NUMBER.match(texts[i])]
    for wanted in ((value + 1,), range(value + 2, value + _GAP), (1,)):
        found = next((i for number, i in numbers if number in wanted), None)
        if found is not None:
            return found
    return None


def _row_end(
    cells: list[Strand], texts: list[str], kinds: list[FieldKind | None], at: int, after: int | None
) -> int | None:
    """Where the row that begins at `at` ends: before the next number and its category, or where it fits best."""
    if after is not None:
        ends = [after, after - 1] if after - at > 2 and _is_category(texts[after - 1]) else [after]
    else:
        stop = next((i for i in range(at + 1, len(cells)) if _BEHIND.match(texts[i])), len(cells))
        ends = list(range(min(at + 2, stop), min(at + len(kinds) + 3, stop) + 1))
    fits = [(fit(cells[at:end], kinds)[1], -end) for end in ends if end > at]
    return -max(fits)[1] if fits else None


def _is_category(folded: str) -> bool:
    return len(folded) <= _LONGEST_CATEGORY and cell_kind(folded) == "name"


def _unnumbered_rows(
    cells: list[Strand], texts: list[str], kinds: list[FieldKind | None]
) -> tuple[list[list[Strand]], int]:
    """Rows of whole width; where they do not come out even, rows that end behind their units and dates."""
    width = len(kinds)
    whole = len(cells) - len(cells) % width
    even = [cells[start : start + width] for start in range(0, whole, width)]
    if all(stands(row, kinds) >= _GOOD * width for row in even[1:]) or not {"lead", "responsible"} & set(kinds):
        return even, whole
    rows = [cells[:width]]
    at = start = width
    while at < len(cells) and not _BEHIND.match(texts[at]):
        closes = cell_kind(texts[at]) in ("units", "date", "nobody")
        opens = at + 1 < len(cells) and cell_kind(texts[at + 1]) in ("text", "name")
        at += 1
        if closes and (opens or at == len(cells)) and cell_kind(texts[at - 1]) != "name":
            rows.append(fit(cells[start:at], kinds)[0])
            start = at
    return rows, start
