"""Matrices of responsibility: units are heads of columns, and a mark in a cell says what the unit does in that task.

| 任务 | 市数据局 | 市财政局 | / | 开放数据 | ● | ○ |  A cell holds a sign, a word (牵头) or a character (主). What a
sign means, the document's legend tells; without one a full sign leads and an empty one supports, as is usual, and a
sign that has no other beside it only says who is responsible.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from extractors.frozen import frozen
from extractors.lexicon import read_yaml, words
from extractors.records import Role, Span
from extractors.responsibility.marked import role_of
from extractors.responsibility.wording import usual_marks
from extractors.words.labels import ROLES, FieldKind
from extractors.words.names import is_unit

_LEAST = 2  # columns of units
_LONGEST = 8  # characters in a cell that holds a mark
_BLANK = re.compile(r"[\s\u3000]+")
_WORD = re.compile(r"\w")
_NONE = re.compile(r"(?:无|—+|-+|/+|\\|空)?")


@frozen
class Matrix:
    """The columns of units, each with the span of its unit's name, and what the marks of the table mean."""

    columns: Mapping[int, Span]
    marks: Mapping[str, Role]

    def role(self, cell: str) -> Role | None:
        """What a unit does by its cell, None where that is empty; of two signs the stronger counts."""
        text = _plain(cell)
        whole = self.marks.get(text) or (role_of(text) if len(text) > 1 else None)
        if whole is not None or _WORD.search(text):
            return whole
        roles = {self.marks.get(sign) for sign in text}
        return next(role for role in ROLES if role in roles) if roles and None not in roles else None

    def read(self, folded: str, cells: Sequence[Span]) -> Iterator[tuple[Span, Role, Span]]:
        """The units of a row with what each does, and the cell that says it."""
        for column, unit in self.columns.items():
            cell = cells[column] if column < len(cells) else None
            role = self.role(folded[cell.start : cell.end]) if cell else None
            if cell and role:
                yield unit, role, cell


def read_matrix(
    folded: str,
    names: Sequence[Span],
    kinds: Sequence[FieldKind | None],
    rows: Sequence[Sequence[Span]],
    marks: Mapping[str, Role],
) -> Matrix | None:
    """The matrix whose head is the row `names` with columns of those `kinds`, above `rows`; None where it is none.

    `marks` are those of the document's legend.
    """
    columns = {
        column: name
        for column, name in enumerate(names)
        if (column >= len(kinds) or kinds[column] in (None, *ROLES)) and _is_name(folded, name)
    }
    cells = [
        text
        for row in rows
        for column in columns
        if column < len(row) and row[column] != columns[column]
        if not _NONE.fullmatch(text := _plain(folded[row[column].start : row[column].end]))
    ]
    if len(columns) < _LEAST or not cells:
        return None
    matrix = Matrix(columns, {**usual_marks(), **_usual_signs(cells), **dict(_plain_marks(marks))})
    every = all(len(cell) <= _LONGEST and matrix.role(cell) is not None for cell in cells)
    return matrix if every else None


def _is_name(folded: str, name: Span) -> bool:
    return is_unit(_BLANK.sub("", folded[name.start : name.end]))


def _usual_signs(cells: Sequence[str]) -> dict[str, Role]:
    """What the signs in `cells` mean where no legend tells."""
    signs: dict[str, Role] = {sign: role for role in ROLES for sign in words("labels.yaml", "signs", role)}
    used = {sign for cell in cells for sign in cell if sign in signs}
    alone = used.pop() if len(used) == 1 else None
    return {**signs, alone: "responsible"} if alone in words("labels.yaml", "signs_alone") and alone else signs


def _plain_marks(marks: Mapping[str, Role]) -> Iterator[tuple[str, Role]]:
    for mark, role in marks.items():
        yield _plain(mark), role


@cache
def _same_signs() -> dict[int, str]:
    same = read_yaml("labels.yaml")["same_signs"]
    return str.maketrans({other: sign for sign, others in same.items() for other in others})


def _plain(cell: str) -> str:
    """A cell without blanks, its signs in one form each."""
    text = _BLANK.sub("", cell)
    return text.translate(_same_signs()) if len(text) <= _LONGEST else text
