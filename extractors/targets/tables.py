"""Tables of indicators (指标体系): a row is an indicator, a column with a year or 目标值 a target of it."""

import re
from dataclasses import replace

from extractors.frozen import frozen
from extractors.records import Comparator, Span
from extractors.targets.anchors import Anchor
from extractors.targets.draft import TargetDraft
from extractors.targets.predicates import bound_after, peel
from extractors.targets.values import kind_of, read_values
from extractors.text.reading import Grid, Reading
from extractors.words.indicator_columns import (
    LONGEST_HEAD,
    is_goal,
    is_name,
    is_period,
    is_state,
    is_unit_of_measure,
)
from extractors.words.numbers import Quantity, find_quantities, unit_classes
from extractors.words.streams import whole

_YEAR = re.compile(r"(?:19|20)\d{2}")
_BRACKET = re.compile(r"（([^（）]+)）$")
_OF_WHICH = re.compile(r"^(?:其中[:：]?|#|——?|[①-⑳]|（?\d{1,2}[）.、]|[一二三四五六七八九十]{1,2}、)")
_FALL = re.compile(r"(?:下降|降低|减少|降幅|下降率|减排|削减)(?:率|幅度|比例)?$|降幅$")
_RISE = re.compile(r"(?:增长|增速|增幅|增长率|年均增长)(?:率|幅度)?$|增速$")
_VALUE = re.compile(r"\d(?:以上|%|以内|左右)|[≥≤]")
_HEADER_ROWS = 3


@frozen
class _Columns:
    name: int
    unit: int | None
    goals: tuple[tuple[int, int | None], ...]
    periods: frozenset[int]
    state: tuple[int, int | None] | None
    first_row: int


def read_grid(reading: Reading, grid: Grid, horizon: int | None, since: int | None = None) -> list[TargetDraft]:
    """The targets of a table of indicators, row by row; [] where the table is none. Ids empty, task None.

    `horizon` is the year of columns that name none (目标值); columns of years before `since` tell the state.
    """
    columns = _columns(reading.folded, grid, horizon, since)
    if columns is None:
        return []
    heads = grid.rows[columns.first_row - 1]
    found: list[TargetDraft] = []
    seen: set[Span] = set()
    for row in grid.rows[columns.first_row :]:
        for column, year in columns.goals:
            if column < len(row) and columns.name < len(row) and row[column] not in seen:
                target = _read_cell(reading, row, columns, column, year)
                if target is not None:
                    seen.add(row[column])
                    on_the_way = column in columns.periods
                    found.append(replace(target, scope=reading.quote(heads[column]).strip()) if on_the_way else target)
    return found


def _text(folded: str, span: Span) -> str:
    return re.sub(r"[\s*]", "", folded[span.start : span.end])


def _columns(folded: str, grid: Grid, horizon: int | None, since: int | None) -> _Columns | None:
    """The columns by the words of the header, which may fill several rows."""
    for depth in range(min(_HEADER_ROWS, len(grid.rows) - 1), 0, -1):
        width = max(len(row) for row in grid.rows[:depth])
        rows = [[_text(folded, row[c]) if c < len(row) else "" for c in range(width)] for row in grid.rows[:depth]]
        heads = ["".join(dict.fromkeys(column)) for column in zip(*rows, strict=True)]
        if any(_VALUE.search(head) or len(head) > LONGEST_HEAD for head in heads):
            continue
        names = [c for c, head in enumerate(heads) if is_name(head)]
        goal = any(map(is_goal, heads))
        periods = frozenset(c for c, head in enumerate(heads) if goal and is_period(head))
        dated = [(c, _year(head, horizon)) for c, head in enumerate(heads) if is_goal(head) or c in periods]
        goals = [(c, year) for c, year in dated if not (since and year and year < since)]
        if names and goals and names[-1] not in [c for c, _ in goals]:
            unit = next((c for c, head in enumerate(heads) if is_unit_of_measure(head)), None)
            states = [(c, _year(head, None)) for c, head in enumerate(heads) if is_state(head)]
            states += [column for column in dated if column not in goals]
            first = next((c for c in states if c[1] is not None), states[0] if states else None)
            return _Columns(names[-1], unit, tuple(goals), periods, first, depth)
    return None


def _year(head: str, otherwise: int | None) -> int | None:
    years = _YEAR.findall(head)
    return int(years[-1]) if years else otherwise


def _read_cell(
    reading: Reading, row: tuple[Span, ...], columns: _Columns, column: int, year: int | None
) -> TargetDraft | None:
    name, unit = _name_and_unit(reading, row, columns)
    stream = whole(reading.folded, row[column])
    text = stream.text.strip("[]［］〔〕")
    quantities = find_quantities(text)
    if not name or len(quantities) != 1:
        return None
    quantity = quantities[0]
    bound, end = bound_after(text, quantity.end)
    predicate = peel(text, 0, quantity.start, ())
    if predicate.start > 0 or end < len(text):
        return None
    if quantity.unit is None:
        quantity = _with_unit(quantity, unit)
    anchor = Anchor(quantity.start, end, [quantity], [bound], None, None, quantity.start)
    direction: Comparator | None = "decrease" if _FALL.search(name) else "increase" if _RISE.search(name) else None
    if direction and predicate.change is None and quantity.kind in ("percent", "point", "none"):
        predicate.change = direction
    values = read_values(anchor, predicate, None, 0)
    cells = [cell for cell in row if cell.end > cell.start]
    span = Span(min(c.start for c in cells), max(c.end for c in cells))
    base_year, base_value = _state(reading.folded, row, columns)
    return TargetDraft(
        indicator=name, kind=kind_of(name, values), comparator=values.comparator, bound=values.bound,
        value=values.value, value_high=values.high, unit=values.unit, year=year, base_year=base_year,
        base_value=base_value, scope=None, margin=None, text=reading.quote(span), span=span,
    )  # fmt: skip


def _name_and_unit(reading: Reading, row: tuple[Span, ...], columns: _Columns) -> tuple[str, str | None]:
    """The indicator as printed, and its unit from a column or from a bracket behind the name."""
    folded = _text(reading.folded, row[columns.name])
    printed = re.sub(r"[\s*]", "", reading.quote(row[columns.name]))
    skip = _OF_WHICH.match(folded)
    start = skip.end() if skip else 0
    unit = _text(reading.folded, row[columns.unit]) if columns.unit is not None and columns.unit < len(row) else None
    end = len(folded)
    m = _BRACKET.search(folded)
    if m and (m[1] in unit_classes() or (find_quantities("1" + m[1])[:1] and _is_unit(m[1]))):
        unit, end = unit or m[1], m.start()
    return printed[start:end], unit or None


def _is_unit(text: str) -> bool:
    quantity = find_quantities("1" + text)[0]
    return quantity.unit is not None and quantity.end == len(text) + 1


def _with_unit(quantity: Quantity, unit: str | None) -> Quantity:
    if not unit:
        return quantity
    again = find_quantities("1" + unit)
    if not again or not again[0].unit:
        return quantity
    return replace(quantity, unit=unit, kind=again[0].kind, per=again[0].per)


def _state(folded: str, row: tuple[Span, ...], columns: _Columns) -> tuple[int | None, float | None]:
    if columns.state is None or columns.state[0] >= len(row):
        return None, None
    column, year = columns.state
    quantities = find_quantities(_text(folded, row[column]))
    return (year, quantities[0].value) if len(quantities) == 1 else (None, None)
