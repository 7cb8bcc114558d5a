"""Tables of tasks (任务分工表): a row is a task, its cells are number, task, measures, units by role, deadline.

Source of the rules: LABELLING.md, "Where a table holds the tasks".
"""

import re
from dataclasses import dataclass, field

from extractors.records import Role, Span
from extractors.responsibility.conventions import Conventions, assign_leads
from extractors.responsibility.heads import AS_ABOVE, Head, head_kinds, read_head
from extractors.responsibility.statement import read_statement
from extractors.text.reading import Grid
from extractors.words.indicator_columns import goal_year
from extractors.words.labels import ROLES
from extractors.words.markers import marker_at
from extractors.words.periods import DateExpression, find_dates

_NOBODY = re.compile(r"^[\s\u3000]*(?:无|—+|－+|-+|/+|\\|空|暂无)?[\s\u3000]*$")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计)")
_CLASS = re.compile(r"[（\s]*[一二三四五六七八九十]{1,3}[）、．.\s]*")
_FIGURES = re.compile(r"\d{1,3}")
_FIRST_CLAUSE = re.compile(r"[。；\n]")
_TITLED = re.compile(r"^.{2,30}?(?:。|：)")


@dataclass(slots=True)
class Row:
    """A task's row: spans of its parts, None or empty where the table has none.

    `goals`: the cells of columns that say what is to be reached in a year (2025年目标), with that year.
    """

    number: str | None
    title: Span
    text: Span
    span: Span
    category: Span | None
    units: list[tuple[Span, Role]] = field(default_factory=list)
    deadlines: list[DateExpression] = field(default_factory=list)
    persons: list[Span] = field(default_factory=list)
    source: Span | None = None
    joins: bool = False
    goals: list[tuple[Span, int]] = field(default_factory=list)


def read_table(folded: str, grid: Grid, rules: Conventions, year: int | None) -> list[Row]:
    """The tasks of `grid`, [] if its head names no tasks."""
    head = read_head(folded, grid, dict(rules.marks))
    if head is None:
        return []
    rows: list[Row] = []
    category: Span | None = None
    above: tuple[Span, ...] | None = None
    numbers = head.columns("number")[:1]
    counted = any(_FIGURES.fullmatch(folded, *cells[c]) for cells in grid.rows for c in numbers if c < len(cells))
    for cells in grid.rows[head.depth :]:
        if head_kinds(folded, cells) == head.kinds:
            continue
        named = _category(folded, cells) or (_numbered_category(folded, cells, head) if counted else None)
        if named is not None:
            if not _TOTAL.match(folded[named.start : named.end]):
                category = named
            continue
        if above is not None:
            cells = _repeated(folded, cells, above)
            cells = _filled(cells, above, head, rules.fill_down) if rules.fill_down else cells
        row = _row(folded, cells, head, category, rows[-1] if rows else None, rules, year)
        if row is not None:
            rows.append(row)
            above = cells
    return rows


def _category(folded: str, cells: tuple[Span, ...]) -> Span | None:
    """The one text of a row that runs over all columns or stands alone in it: a category, or a total."""
    filled = {cell for cell in cells if folded[cell.start : cell.end].strip()}
    if len(filled) == 1:
        only = filled.pop()
        text = folded[only.start : only.end]
        if re.fullmatch(r"\d{1,3}", text) or len(text) > 60:
            return None
        return only
    first = next((cell for cell in cells if cell.end > cell.start), None)
    if first is not None and _TOTAL.match(folded[first.start : first.end]):
        return first
    return None


def _numbered_category(folded: str, cells: tuple[Span, ...], head: Head) -> Span | None:
    """The name in a row with a Chinese number and nothing else (一 | 建好农村公路 | | |); for tables that count 1, 2."""
    filled = [cell for cell in dict.fromkeys(cells) if folded[cell.start : cell.end].strip()]
    if len(filled) != 2 or len(head.kinds) < 4 or not any(cells[c] == filled[0] for c in head.columns("number")[:1]):
        return None
    name = folded[filled[1].start : filled[1].end]
    return filled[1] if _CLASS.fullmatch(folded, *filled[0]) and len(name) <= 40 and "。" not in name else None


def _repeated(folded: str, cells: tuple[Span, ...], above: tuple[Span, ...]) -> tuple[Span, ...]:
    """The row with what stands above for cells that say so (同上)."""
    return tuple(
        above[column] if column < len(above) and AS_ABOVE.fullmatch(folded, *cell) else cell
        for column, cell in enumerate(cells)
    )


def _filled(cells: tuple[Span, ...], above: tuple[Span, ...], head: Head, rule: str) -> tuple[Span, ...]:
    """The row with empty cells taken from the row above where the document says so: of the columns that it names, else
    of those of units."""
    columns = head.columns(*ROLES, "person", "category", "deadline")
    named = {column for column in columns if column < len(head.names) and head.names[column] in rule}
    meant = named or set(head.columns(*ROLES, "person", "category"))
    return tuple(
        above[column] if column in meant and column < len(above) and cell.end == cell.start else cell
        for column, cell in enumerate(cells)
    )


def _row(
    folded: str,
    cells: tuple[Span, ...],
    head: Head,
    category: Span | None,
    before: Row | None,
    rules: Conventions,
    year: int | None,
) -> Row | None:
    texts = [cells[column] for column in head.columns("task", "content") if column < len(cells)]
    texts = [
        cell
        for index, cell in enumerate(texts)
        if not _NOBODY.match(folded[cell.start : cell.end]) and cell not in texts[:index]
    ]
    if not texts:
        return None
    groups = [cells[column] for column in head.columns("category") if column < len(cells)]
    if groups and groups[0].end > groups[0].start:
        category = groups[0]
    number = _number(folded, cells, head)
    title, text, printed = _title_and_text(folded, texts)
    row = Row(
        number or printed,
        title,
        text,
        Span(min(c.start for c in cells if c.end > c.start), max(c.end for c in cells)),
        category,
    )
    _read_units(folded, cells, head, row, year)
    for column, name in enumerate(head.names[: min(len(cells), len(head.kinds))]):
        goal = goal_year(name) if head.kinds[column] is None else None
        if goal is not None and not _NOBODY.match(folded[cells[column].start : cells[column].end]):
            row.goals.append((cells[column], goal))
    row.units = assign_leads(row.units, len(folded), rules)
    if rules.due is not None and not row.deadlines and "deadline" in head.kinds:
        row.deadlines.extend(find_dates(folded, *rules.due, year, field=True)[:1])
    row.joins = before is not None and _continues(folded, cells, head, row, before)
    if row.joins and before is not None:
        row.number = before.number
    return row


def _number(folded: str, cells: tuple[Span, ...], head: Head) -> str | None:
    for column in head.columns("number"):
        if column < len(cells):
            text = folded[cells[column].start : cells[column].end].strip(" \u3000.、．（）★*")
            if text and not _NOBODY.match(text):
                return text
    return None


def _title_and_text(folded: str, texts: list[Span]) -> tuple[Span, Span, str | None]:
    """Title, text and a number printed inside the cell; one cell may hold title and text both."""
    first = texts[0]
    marker = marker_at(folded, first.start)
    printed = None
    start = first.start
    if marker is not None and marker.end < first.end and marker.style != "decimal":
        printed, start = marker.label or None, marker.end
    cell = Span(start, first.end)
    if len(texts) > 1:
        title_end = _FIRST_CLAUSE.search(folded, cell.start, cell.end)
        title = Span(cell.start, title_end.start() if title_end else cell.end)
        return title, Span(texts[1].start, texts[-1].end) if texts[-1].start >= texts[1].start else texts[1], printed
    clause = _FIRST_CLAUSE.search(folded, cell.start, cell.end)
    title = Span(cell.start, clause.start() if clause else cell.end)
    if (
        clause
        and folded[clause.start()] == "。"
        and clause.end() < cell.end
        and title.end - title.start <= 24
        and printed
    ):
        return title, Span(clause.end(), cell.end), printed
    return title, cell, printed


def _read_units(folded: str, cells: tuple[Span, ...], head: Head, row: Row, year: int | None) -> None:
    sources: list[Span] = []
    seen: set[Span] = set()
    for column, kind in enumerate(head.kinds):
        if (
            column >= len(cells)
            or cells[column] in seen
            or _NOBODY.match(folded[cells[column].start : cells[column].end])
        ):
            continue
        cell = cells[column]
        role = next((role for role in ROLES if role == kind), None)
        if role is not None:
            seen.add(cell)
            statement = read_statement(folded, cell.start, cell.end, year, role)
            row.units.extend(statement.units)
            row.deadlines.extend(statement.deadlines)
            row.persons.extend(statement.persons)
            sources.append(cell)
        elif kind == "deadline":
            found = find_dates(folded, cell.start, cell.end, year, field=True)
            row.deadlines.extend(date for date in found if date.kind not in ("past", "base"))
        elif kind == "person":
            row.persons.append(cell)
    if head.matrix is not None:
        for unit, role, cell in head.matrix.read(folded, cells):
            row.units.append((unit, role))
            sources.append(cell)
    if sources:
        row.source = Span(min(cell.start for cell in sources), max(cell.end for cell in sources))


def _continues(folded: str, cells: tuple[Span, ...], head: Head, row: Row, before: Row) -> bool:
    """Whether a row is one more measure of the task above: its number cell is merged with that, or left empty."""
    columns = head.columns("number")
    if not columns or columns[0] >= len(cells):
        return False
    cell = cells[columns[0]]
    if cell.end == cell.start:
        return row.number is None
    return before.span.start <= cell.start < before.span.end
