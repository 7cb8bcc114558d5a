"""Tables of web pages saved with their bars but one cell a line: a bar behind each cell, or alone between two.

A copy of a page prints `cell |` for each cell and a bar alone where a row opens or a cell is empty; other copies print
the bar alone between all cells. A title merged over all columns stands before the head. Source: STYLES.md (e).
"""

import re

from extractors.frozen import frozen
from extractors.text.fitting import fit, stands
from extractors.text.lines import is_page_number
from extractors.text.strand import EMPTY, GridDraft, Strand
from extractors.text.verticals import head_width, in_rows
from extractors.words.fold import fold
from extractors.words.labels import FieldKind, head_kind
from extractors.words.markers import marker_at

_BAR = re.compile(r"[|｜]")
_LONE = ("|", "｜")
_BARS = re.compile(r"[\s|｜]*[|｜][\s|｜]*$")
_LONGEST_HEAD = 20
_LINES = 12  # lines that a cell takes at most
_NUMBER = re.compile(r"\d{1,3}[.．、]?")


@frozen
class _Token:
    """A cell, or with no cell the bar that opens a row; `end` is the line behind it."""

    cell: Strand | None
    end: int


def lone_bars(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """Cells on lines of their own with a bar alone on the line between them."""
    if not _between(lines, at):
        return None
    cells: list[Strand] = []
    parts: list[Strand] = []
    start = at
    while at < len(lines):
        text = lines[at].text.strip()
        if text in _LONE:
            if at > start:
                cells.append(Strand.join(parts))
            parts = []
        elif len(parts) > _LINES:
            break
        elif text:
            parts.append(lines[at].strip())
        at += 1
    rows, _ = in_rows(cells)
    return (GridDraft(rows), at) if rows else None


def _between(lines: list[Strand], at: int) -> bool:
    """Whether bars alone stand between the cells from `at` on, the first of which names a field."""
    near = [line.text for line in lines[at : at + 8]]
    if not any("|" in text or "｜" in text for text in near):
        return False
    ahead = [text.strip() for text in near if text.strip()]
    if ahead[0] in _LONE:
        ahead = ahead[1:]
    return (
        len(ahead) >= 4
        and ahead[1] in _LONE
        and ahead[3] in _LONE
        and ahead[0] not in _LONE
        and all(head_kind(fold(cell)) is not None for cell in (ahead[0], ahead[2]))
    )


def barred(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """Cells with a bar behind each, one a line."""
    if not _BAR.search(lines[at].text) or len(_BAR.split(lines[at].text.strip().strip("|｜"))) > 1:
        return None
    tokens = _tokens(lines, at)
    texts = ["" if token.cell is None else fold(token.cell.text) for token in tokens]
    head = next((i for i in range(min(6, len(texts))) if texts[i] and _width(texts[i:]) >= 3), None)
    if head is None:
        return None
    width = _width(texts[head:])
    before = [token.cell for token in tokens[:head] if token.cell is not None and token.cell.text]
    if len(before) > 1:
        return None
    rows = _opened(tokens[head:], width)
    if rows is None:
        cells = [token.cell for token in tokens[head:] if token.cell is not None]
        rows, used = in_rows(cells)
        tokens = tokens[: head + used]
    if len(rows) < 2:
        return None
    titles = [[cell] * width for cell in before]
    return GridDraft(titles + rows), tokens[-1].end


def _width(texts: list[str]) -> int:
    """How many cells the head has that begins with the first of `texts`, where a bar alone is no text."""
    row = texts[: texts.index("")] if "" in texts else texts
    known = sum(head_kind(text) is not None for text in row)
    short = len(row) < len(texts) and all(len(text) <= _LONGEST_HEAD for text in row)
    if short and head_kind(row[0]) is not None and known >= 3 and 2 * known > len(row):
        return len(row)
    return head_width(texts)


def _tokens(lines: list[Strand], at: int) -> list[_Token]:
    """The cells from `at` on, until lines come that no bar closes."""
    tokens: list[_Token] = []
    parts: list[Strand] = []
    for number in range(at, len(lines)):
        text = lines[number].text.strip()
        if not text or is_page_number(lines[number].text):
            continue
        if _BARS.fullmatch(text):
            if parts:
                tokens.append(_Token(Strand.join(parts), number + 1))
                parts = []
            elif text in _LONE:
                tokens.append(_Token(None, number + 1))
            continue
        parts.append(lines[number].strip())
        if closed := _BARS.search(parts[-1].text):
            parts[-1] = parts[-1].slice(0, closed.start())
            cells = Strand.join(parts).split(_BAR)
            tokens += [_Token(cell.strip(), number + 1) for cell in cells if cell.text.strip()]
            parts = []
        elif len(parts) > _LINES:
            break
    return tokens


def _opened(tokens: list[_Token], width: int) -> list[list[Strand]] | None:
    """The rows where a bar alone opens each, None where it opens none."""
    if len(tokens) <= width or tokens[width].cell is not None:
        return None
    rows: list[list[Strand]] = []
    row: list[Strand] = []
    numbered = head_kind(fold(tokens[0].cell.text if tokens[0].cell else "")) == "number"
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.cell is not None:
            row.append(token.cell)
            continue
        begins = after is not None and after.cell is not None and _begins(fold(after.cell.text), numbered)
        if row and (len(row) >= width or begins):
            rows.append(row)
            row = []
        elif row:
            row.append(EMPTY)
    rows += [row] if row else []
    kinds = [head_kind(fold(cell.text)) for cell in rows[0]]
    return [rows[0], *(_filled(row, kinds) for row in rows[1:])]


def _begins(folded: str, numbered: bool) -> bool:
    return bool(_NUMBER.fullmatch(folded)) if numbered else marker_at(folded, 0) is not None


def _filled(row: list[Strand], kinds: list[FieldKind | None]) -> list[Strand]:
    """The row with as many cells as the head: one cell alone goes over all, others are fitted to what they say."""
    width = len(kinds)
    if len(row) == 1:
        return row * width
    if len(row) == width and stands(row, kinds) >= 0:
        return row
    return fit([cell for cell in row if cell.text], kinds)[0]
