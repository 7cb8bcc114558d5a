"""Tables saved as text with commas (CSV): read as a sheet, where the head and the rows show that it is one.

Source of the form: RFC 4180. Commas stand in running text too, so that a text is a table only when its head names
fields and nearly all of its rows have as many cells as that.
"""

import csv
import io

from extractors.readers.sheets import Sheet, names_fields

NAME = "表"
# Rows that a title and notes may fill above the head; the least columns; the share of rows as wide as the head.
ABOVE, COLUMNS, AS_WIDE = 5, 3, 0.8


def separated(text: str) -> Sheet | None:
    """The sheet in the text of a CSV file, None for any other text."""
    start = text.lstrip("\ufeff")[:4_000]
    if start.count(",") + start.count("，") < COLUMNS or not _has_head(start):
        return None
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True))
    except csv.Error:
        return None
    head = next((n for n, row in enumerate(rows[: ABOVE + 1]) if len(row) >= COLUMNS and names_fields(row)), None)
    if head is None:
        return None
    below = [row for row in rows[head + 1 :] if any(row)]
    if not below or sum(len(row) == len(rows[head]) for row in below) < AS_WIDE * len(below):
        return None
    return Sheet(NAME, {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row) if cell.strip()})


def _has_head(start: str) -> bool:
    lines = start.splitlines()[: ABOVE + 1]
    return any(line.count(",") >= COLUMNS - 1 and names_fields(line.split(",")) for line in lines)
