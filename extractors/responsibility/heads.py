"""The head of a table: what each column holds, over one row or two, and where the rows below it begin."""

import re
from collections.abc import Mapping, Sequence

from extractors.frozen import frozen
from extractors.records import Role, Span
from extractors.responsibility.matrix import Matrix, read_matrix
from extractors.text.reading import Grid
from extractors.words.labels import ROLES, FieldKind, head_kind

_WORDS = re.compile(r"[一-龥]")
# Characters that the cells of an unnamed column hold on average if they name tasks (案由, 议定内容).
_SHORTEST_TASK = 6


@frozen
class Head:
    """The kind and the name of each column, how many rows the head takes, and the matrix of marks that it may open."""

    kinds: tuple[FieldKind | None, ...]
    depth: int
    names: tuple[str, ...] = ()
    matrix: Matrix | None = None

    def columns(self, *kinds: str) -> list[int]:
        """The columns of these kinds."""
        return [column for column, kind in enumerate(self.kinds) if kind in kinds]


def names_units(folded: str, grid: Grid) -> bool:
    """Whether a table has a column of units: then it holds the tasks, and items without units are none."""
    head = read_head(folded, grid, {})
    return head is not None and (head.matrix is not None or bool({*ROLES} & {*head.kinds}))


def read_head(folded: str, grid: Grid, marks: Mapping[str, Role]) -> Head | None:
    """The head of a table of tasks: one row, or two where cells are merged over a group of columns."""
    for depth in (1, 2):
        if len(grid.rows) <= depth:
            return None
        for skip in range(min(3, len(grid.rows) - depth)):
            heads, below = grid.rows[skip + depth - 1], grid.rows[skip + depth :]
            kinds = head_kinds(folded, heads)
            matrix = read_matrix(folded, heads, kinds, below, marks)
            if depth == 2:
                upper = head_kinds(folded, grid.rows[skip])
                kinds = tuple(low or high for low, high in zip(kinds, upper, strict=False))
            elif matrix is None and _lower_row(folded, grid.rows[skip + 1], grid.rows[skip + 2 :], marks):
                continue
            if matrix is not None:
                kinds = tuple(None if column in matrix.columns else kind for column, kind in enumerate(kinds))
            known: set[FieldKind] = {"responsible"} if matrix else set()
            kinds = _with_task(folded, kinds, below, known)
            known |= {kind for kind in kinds if kind}
            if known & {"task", "content"} and (
                known & set(ROLES) or (known & {"deadline", "person", "number"} and len(known) >= 3)
            ):
                names = tuple(folded[cell.start : cell.end].strip() for cell in heads)
                return Head(kinds, skip + depth, names, matrix)
    return None


def _with_task(
    folded: str,
    kinds: tuple[FieldKind | None, ...],
    rows: Sequence[tuple[Span, ...]],
    beside: set[FieldKind],
) -> tuple[FieldKind | None, ...]:
    """The kinds of a head that names units and numbers or dates but no task: the column of the longest text is it.

    `beside`: the kinds that other columns than these stand for.
    """
    known = {*kinds, *beside}
    if known & {"task", "content"} or not (known & set(ROLES) and known & {"number", "deadline"}) or not rows:
        return kinds
    words = {
        column: sum(
            len(_WORDS.findall(folded, row[column].start, row[column].end)) for row in rows if column < len(row)
        )
        / len(rows)
        for column, kind in enumerate(kinds)
        if kind is None
    }
    widest = max(words, key=lambda column: words[column], default=None)
    if widest is None or words[widest] < _SHORTEST_TASK:
        return kinds
    return tuple("task" if column == widest else kind for column, kind in enumerate(kinds))


def _lower_row(
    folded: str, cells: tuple[Span, ...], rows: Sequence[tuple[Span, ...]], marks: Mapping[str, Role]
) -> bool:
    """Whether the row below a head is its second row: field names only with roles or dates among them, or units."""
    if read_matrix(folded, cells, (), rows, marks):
        return True
    texts = [folded[cell.start : cell.end].strip() for cell in cells]
    kinds = [head_kind(text) for text in texts if text]
    return len(kinds) >= 2 and None not in kinds and bool({*ROLES, "deadline"} & set(kinds))


def head_kinds(folded: str, cells: tuple[Span, ...]) -> tuple[FieldKind | None, ...]:
    """The kind of each cell as the name of a column."""
    return tuple(head_kind(folded[cell.start : cell.end]) for cell in cells)
