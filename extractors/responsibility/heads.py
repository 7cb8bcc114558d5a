"""The head of a table: what each column holds, over one row or two, and where the rows below it begin."""

import re
from collections.abc import Mapping, Sequence

from extractors.frozen import frozen
from extractors.records import Role, Span
from extractors.responsibility.matrix import Matrix, read_matrix
from extractors.text.reading import Grid
from extractors.words.labels import ROLES, FieldKind, head_kind, verb_pattern
from extractors.words.lists import chunks
from extractors.words.names import is_organ, is_strong_unit

_WORDS = re.compile(r"[一-龥]")
# Characters that the cells of an unnamed column hold on average if they name tasks (案由, 议定内容).
_SHORTEST_TASK = 6
_FEWEST_NAMED = 2
# What a cell says that repeats the one above it.
AS_ABOVE = re.compile(
    r"[\s\u3000（]*(?:同上(?:一?[行项栏])?|同前(?:一?[行项])?|(?:与|和|跟)?上一?[行项](?:相同|一致|同)|〃|″|\"|”)[\s\u3000）。]*"
)
_PLACE = re.compile("[省市县区州旗镇乡村]$|街道$|社区$")


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
            kinds = kinds if matrix else _with_units(folded, heads, kinds, below)
            kinds = _with_task(folded, kinds, below, known)
            known |= {kind for kind in kinds if kind}
            if known & {"task", "content"} and (
                known & set(ROLES) or (known & {"deadline", "person", "number"} and len(known) >= 3)
            ):
                names = tuple(folded[cell.start : cell.end].strip() for cell in heads)
                return Head(kinds, skip + depth, names, matrix)
    return None


def _with_units(
    folded: str,
    heads: tuple[Span, ...],
    kinds: tuple[FieldKind | None, ...],
    rows: Sequence[tuple[Span, ...]],
) -> tuple[FieldKind | None, ...]:
    """The kinds of a head of numbered tasks that names no role: columns of nothing but units are who carries out, or
    what a verb in their name says (谁帮忙).
    """
    if {*ROLES} & {*kinds} or "number" not in kinds or not {"task", "content"} & {*kinds}:
        return kinds
    found: list[FieldKind | None] = []
    for column, kind in enumerate(kinds):
        cells = [row[column] for row in rows if column < len(row)]
        verb = verb_pattern().search(folded, *heads[column])
        role: FieldKind = next((role for role in ROLES if verb and verb.group(role)), "responsible")
        found.append(kind or (role if _holds_units(folded, cells) else None))
    return tuple(found)


def _holds_units(folded: str, cells: Sequence[Span]) -> bool:
    """Whether cells, some of them empty, hold names of bodies: places are where something is done."""
    texts = [folded[cell.start : cell.end].strip() for cell in dict.fromkeys(cells)]
    texts = [text for text in texts if not AS_ABOVE.fullmatch(text)]
    lists = [
        [text[chunk.start : chunk.end] for chunk in chunks(text, 0, len(text))] for text in texts if _WORDS.search(text)
    ]
    named = [names for names in lists if names != ["无"]]
    return len(named) >= _FEWEST_NAMED and all(
        all(is_strong_unit(name) for name in names) and any(is_organ(name) or not _PLACE.search(name) for name in names)
        for names in named
    )


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
