"""Tables of indicators saved as text with runs of blanks between the cells.

The head tells the columns. A row with more cells has a blank inside a name; one with fewer lacks a value, and the
cells stand in the columns that hold their kind (figures under years, words elsewhere).
"""

import re
from itertools import combinations

from extractors.text.strand import EMPTY, GridDraft, Strand
from extractors.words.fold import fold
from extractors.words.indicator_columns import is_goal, is_indicator_head, is_name, is_state

_GAP = re.compile(r"[ \u3000\t]*(?:\u3000|  |\t)[ \u3000\t]*")
_BLANK = re.compile(r"[ \u3000\t]+")
_VALUE = re.compile(r"[（(\[［【〔]?\s*[≥≤<>＜＞约＋+-]?\s*\d|[—–\-－/]+$")
_LONGEST_HEADING = 40  # characters
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 12


def spaced(lines: list[Strand], at: int) -> tuple[GridDraft, int] | None:
    """The table of indicators whose head is the line at `at`, and the line behind it; None where that is no head."""
    for gap in (_GAP, _BLANK):
        head = lines[at].strip().split(gap)
        texts = [_plain(cell) for cell in head] if _FEWEST_COLUMNS <= len(head) <= _MOST_COLUMNS else []
        if is_indicator_head(texts):
            rows, after = _rows(lines, at + 1, texts, gap)
            if rows:
                return GridDraft([head, *rows]), after
    return None


def _plain(cell: Strand) -> str:
    return "".join(fold(cell.text).split())


def _rows(lines: list[Strand], at: int, heads: list[str], gap: re.Pattern[str]) -> tuple[list[list[Strand]], int]:
    """The rows from line `at` on and the line behind them; a short line between two rows is a heading of its own."""
    rows: list[list[Strand]] = []
    heading: list[Strand] | None = None
    after = ahead = at
    while ahead < len(lines):
        line = lines[ahead].strip()
        ahead += 1
        if not line.text:
            continue
        cells = line.split(gap)
        if len(cells) == 1 and heading is None and len(line.text) <= _LONGEST_HEADING:
            heading = cells + [EMPTY] * (len(heads) - 1)
            continue
        row = _fitted(cells, heads)
        if row is None:
            break
        rows += [row] if heading is None else [heading, row]
        heading, after = None, ahead
    return rows, after


def _fitted(cells: list[Strand], heads: list[str]) -> list[Strand] | None:
    """The cells of a row under their heads; None where they are no row: no value stands where values are told."""
    figures = [is_goal(head) or is_state(head) for head in heads]
    name = next(column for column, head in enumerate(heads) if is_name(head) and not figures[column])
    over = len(cells) - len(heads)
    if over > 0:
        joined = Strand.join(cells[name : name + over + 1], " ")
        cells = [*cells[:name], joined, *cells[name + over + 1 :]]
    values = [_VALUE.match(cell.text) is not None for cell in cells]
    if over >= 0:
        return cells if any(value for value, figure in zip(values, figures, strict=True) if figure) else None
    best: tuple[tuple[int, int], list[Strand]] | None = None
    for columns in combinations(range(len(heads)), len(cells)):
        # 序号 and 权重 hold figures too.
        fits = name in columns and all(
            values[n] == figures[column] or (values[n] and column != name) for n, column in enumerate(columns)
        )
        goals = sum(is_goal(heads[column]) for column in columns)
        score = (goals, sum(values[n] == figures[column] for n, column in enumerate(columns)))
        if fits and goals and (best is None or score > best[0]):
            row = [EMPTY] * len(heads)
            for n, column in enumerate(columns):
                row[column] = cells[n]
            best = score, row
    return best[1] if best else None
