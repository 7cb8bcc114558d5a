"""Tables that go on over a page: one table of the pieces.

A repeated head is dropped; a row without its number joins the row above; a merged cell that the page break cut goes
on. What a cell looks like tells which: nothing here knows what a plan is.
"""

import re

from extractors.readers.pdf_tables import THIN, Part, Table

HEAD_ROWS = 3
_KEY_HEADS = {"序号", "编号", "项次", "序列", "任务编号", "任务序号", "事项编号", "项目编号", "No", "NO", "No."}
_NUMBER = re.compile(r"[（(]?(\d{1,4})[）)．.、]?")
_CLOSED = ("。", "；", ";", "！")


def join_tables(upper: Table, lower: Table) -> Table | None:
    """`lower` added to `upper` when it goes on with it from the page before, else None."""
    if lower.page != upper.page + 1:
        return None
    columns = _shared_columns(upper, lower)
    if columns is None:
        return None
    _spread(upper, columns[0])
    _spread(lower, columns[1])
    head = _repeated_head(upper, lower)
    rest = [part for part in lower.parts if part.row >= head]
    for part in rest:
        part.row -= head
    upper.page, upper.box, upper.boxes = lower.page, lower.box, lower.boxes
    upper.edges = columns[2]
    if rest:
        below = Table(lower.page, lower.box, columns[2], rest)
        _append(upper, below, _key_column(upper))
    return upper


def _shared_columns(upper: Table, lower: Table) -> tuple[list[int], list[int], tuple[float, ...]] | None:
    """Where the column lines of each table stand among those of the finer one; None for tables of other widths."""
    shift = lower.edges[0] - upper.edges[0]
    moved = [edge - shift for edge in lower.edges]
    if abs(moved[-1] - upper.edges[-1]) > 4 * THIN:
        return None
    fine, coarse = (upper.edges, moved) if len(upper.edges) >= len(moved) else (moved, upper.edges)
    places = [min(range(len(fine)), key=lambda i: abs(fine[i] - edge)) for edge in coarse]
    if any(abs(fine[place] - edge) > 2 * THIN for place, edge in zip(places, coarse, strict=True)):
        return None
    same = list(range(len(fine)))
    if fine is upper.edges:
        return same, places, tuple(edge + shift for edge in fine)
    return places, same, lower.edges


def _spread(table: Table, places: list[int]) -> None:
    """The table's columns numbered as in the finer grid."""
    for part in table.parts:
        end = places[part.column + part.columns]
        part.column = places[part.column]
        part.columns = end - part.column


def _row_text(table: Table, row: int) -> list[tuple[int, str]]:
    return sorted((part.column, part.text) for part in table.parts if part.row == row)


def _repeated_head(upper: Table, lower: Table) -> int:
    """How many rows at the top of `lower` repeat those of `upper`."""
    count = 0
    while count < min(HEAD_ROWS, upper.height, lower.height):
        texts = _row_text(lower, count)
        if texts != _row_text(upper, count) or not any(text for _, text in texts):
            break
        count += 1
    return count


def _key_column(table: Table) -> int | None:
    """The column that numbers the rows: named so in the head, or holding numbers and little else."""
    for part in table.parts:
        if part.row < HEAD_ROWS and part.text in _KEY_HEADS:
            return part.column
    for column in sorted({part.column for part in table.parts})[:3]:
        texts = [part.text for part in table.parts if part.column == column and part.text]
        if len(texts) > 2 and sum(bool(_NUMBER.fullmatch(text)) for text in texts) * 3 >= len(texts) * 2:
            return column
    return None


def _append(upper: Table, below: Table, key: int | None) -> None:
    """The rows of `below` set under those of `upper`, the first one perhaps into its last."""
    last = upper.height - 1
    into = _is_same_row(upper, below, key)
    offset = last if into else last + 1
    for part in sorted(below.parts, key=lambda p: (p.row, p.column)):
        above = upper.at(last, part.column) if part.row == 0 else None
        if above and (into or _goes_on(above, part, key)):
            above.rows = max(above.rows, offset + part.rows - above.row)
            if part.text != above.text or into:
                above.runs += part.runs
            continue
        part.row += offset
        upper.parts.append(part)


def _is_same_row(upper: Table, below: Table, key: int | None) -> bool:
    """Whether the first row of `below` is the rest of a row that the page break cut."""
    last = upper.height - 1
    if key is None:
        firsts = [part for part in below.parts if part.row == 0]
        filled = [part for part in firsts if part.text]
        first = min(firsts, key=lambda p: p.column)
        return not first.text and first.rows == 1 and len(filled) * 2 <= len(firsts)
    above, part = upper.at(last, key), below.at(0, key)
    if above is None or part is None or last < 1:
        return False
    if part.text:
        return not above.text and _follows(upper, part, key)
    if above.rows > 1 or part.rows > 1:
        return not _looks_whole(upper, below, key)
    return True


def _follows(upper: Table, part: Part, key: int) -> bool:
    """A number set to the middle of its cell may come out under the break: it is the next one of the table."""
    numbers = [m for p in upper.parts if p.column == key and (m := _NUMBER.fullmatch(p.text))]
    now = _NUMBER.fullmatch(part.text)
    return bool(numbers and now and int(now[1]) == int(numbers[-1][1]) + 1)


def _looks_whole(upper: Table, below: Table, key: int) -> bool:
    """Under one number over several rows: the row above is closed, and the one below opens in its text column."""
    last = upper.height - 1
    rights = [part for part in below.parts if part.row == 0 and part.column > key]
    above = [upper.at(last, part.column) for part in rights]
    text = max((p for p in above if p), key=lambda p: len(p.text), default=None)
    first = next((p for p in rights if text and p.column == text.column), None)
    return bool(text and first and first.text and text.text.endswith(_CLOSED))


def _goes_on(above: Part, part: Part, key: int | None) -> bool:
    """Whether a cell at the top of a page is the rest of a merged one: shown by its height or its place."""
    if part.text and above.text and part.text != above.text:
        return False
    merged = above.rows > 1 or part.rows > 1
    if part.text and above.text:
        return merged
    left_of_key = key is not None and above.column < key
    return merged or (left_of_key and not part.text)
