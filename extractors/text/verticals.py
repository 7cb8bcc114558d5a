"""Tables saved as text with one cell a line, with blank lines or lone bars between the cells or nothing.

A run of field names is the head; with a 序号 column a row begins at each running number. Source: STYLES.md (e).
"""

import re
from collections.abc import Sequence

from extractors.text.lines import is_page_number
from extractors.text.strand import EMPTY, GridDraft, Strand
from extractors.words.fold import fold
from extractors.words.labels import field_kind, head_kind

_NUMBER = re.compile(r"^\d{1,3}$")
_WHOLE_NAME = re.compile(r"(?:[^、，][^、，]|^[^各、，])(?<!城)[局委办会院校司心队站所行镇乡联协府部厅道区市县馆团）]$")
_NAME_GOES_ON = re.compile(r"(?:管委会|管理委员会|人民政府|政府|办公室|委员会|办事处|分局|[和及、，（）])")


def lone_bars(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """Cells on lines of their own with a bar alone on the line between them."""
    if lines[at].text.strip() not in ("|", "｜"):
        return None
    cells: list[Strand] = []
    parts: list[Strand] = []
    start = at
    while at < len(lines):
        text = lines[at].text.strip()
        if text in ("|", "｜"):
            if at > start:
                cells.append(Strand.join(parts))
            parts = []
        elif text:
            parts.append(lines[at].strip())
        at += 1
    width = _head_width([fold(cell.text) for cell in cells])
    return (GridDraft(_grouped(cells, width)), at) if width else None


def vertical(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """One cell a line, with or without blank lines between: a run of field names is the head."""
    if field_kind(fold(lines[at].text).strip()) is None:
        return None
    cells, spaced = _vertical_cells(lines, at)
    texts = [fold(cell.text) for cell in cells]
    width = _head_width(texts)
    if width < 3 or len(cells) < 2 * width:
        return None
    if field_kind(texts[0]) == "number":
        rows, used = _numbered_rows(cells, texts, width)
    else:
        rows, used = _grouped(cells, width), len(cells) - len(cells) % width
    end = at
    while end < len(lines) and used:
        if lines[end].text.strip() and not is_page_number(lines[end].text):
            used -= _closes(lines, end, spaced)
        end += 1
    return GridDraft(rows), end


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


def is_list(lines: Sequence[str]) -> bool:
    """Lines of one cell that are whole names each (县民政局 / 各街道) and not one name cut in two."""
    return (
        len(lines) > 1
        and all(_WHOLE_NAME.search(line) for line in lines)
        and not any(_NAME_GOES_ON.match(line) for line in lines[1:])
    )


def _head_width(texts: list[str]) -> int:
    """How many of the first cells name fields."""
    width = 0
    while width < len(texts) and head_kind(texts[width]) is not None:
        width += 1
    return width


def _grouped(cells: list[Strand], width: int) -> list[list[Strand]]:
    whole = len(cells) - len(cells) % width
    return [cells[start : start + width] for start in range(0, whole, width)]


def _numbered_rows(cells: list[Strand], texts: list[str], width: int) -> tuple[list[list[Strand]], int]:
    """Rows that begin at the running number; a cell left over before the next number names a category."""
    rows = [cells[:width]]
    at, used = width, width
    while at < len(cells):
        if _NUMBER.match(texts[at]):
            after = next((i for i in range(at + 1, min(at + width + 3, len(cells))) if _NUMBER.match(texts[i])), None)
            end = at + width if after is None or after >= at + width else after
            if end > len(cells):
                break
            row = cells[at:end]
            rows.append(row + [EMPTY] * (width - len(row)))
            at = used = end
        elif any(_NUMBER.match(text) for text in texts[at + 1 : at + 3]) and len(texts[at]) <= 40:
            rows.append([cells[at]] * width)
            at += 1
        else:
            break
    return rows, used
