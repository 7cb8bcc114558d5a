"""Cells to columns where a table lost its lines: which cells a row lacks, and which lines make up one cell.

A copy with one cell a line leaves out empty cells and cells merged from above, and prints a cell of several lines as
several. What a cell says tells its column: a bare number, a date, names of units, a sentence. The row that fits its
head best is found by dynamic programming over the cells and columns, both in their order.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.text.strand import EMPTY, Strand
from extractors.words.fold import fold
from extractors.words.labels import ROLES, FieldKind, head_kind, verb_pattern
from extractors.words.lists import chunks
from extractors.words.markers import marker_at
from extractors.words.names import is_unit, trimmed

_DATE = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬)?(?:[底末初]?[前止]?)|\d{4}年?|.{0,5}(?:年底|年内|月底|季度末?|全年|长期|持续|常态|每[年月季周]|年前)"
)
_NOBODY = re.compile(r"[无—－\-/]+")
_SENTENCE = re.compile(r"[，。；：%]|\d[一-龥]")
_MORE = -0.4  # what a further line in a cell costs
_UNLIKE = -0.5  # what a name of units costs that would end a text
_NONE = -0.3  # what an empty cell costs
_WHOLE = 2.0  # what a row of as many cells as columns is worth
_SURELY = 1.5  # what a row must gain that is moved
_MOST_LINES = 6

CellKind = str


@lru_cache(maxsize=4096)
def cell_kind(folded: str) -> CellKind:
    """What a cell holds by itself: ``number``, ``date``, ``units``, ``nobody``, ``name`` (a short word) or ``text``."""
    text = folded.strip(" \u3000")
    if re.fullmatch(r"\d{1,3}[.．、]?", text):
        return "number"
    if _NOBODY.fullmatch(text):
        return "nobody"
    if len(text) <= 20 and _DATE.match(text) and not re.search(r"[，。；]", text):
        return "date"
    if _is_units(text):
        return "units"
    return "text" if _SENTENCE.search(text) or len(text) > 10 else "name"


def _is_units(text: str) -> bool:
    """Whether a cell is a list of units, with or without the verbs of their roles."""
    if "。" in text.rstrip("。") or marker_at(text, 0) is not None:
        return False
    if text.endswith("。") and not verb_pattern().search(text):
        return False  # 开工建设老年大学。 is a sentence
    found = [text[chunk.start : chunk.end] for chunk in chunks(text, 0, len(text))]
    return bool(found) and all(is_unit(_bare(name)) for name in found)


def _bare(name: str) -> str:
    verb = verb_pattern().search(name)
    span = trimmed(name, 0, verb.start() if verb and verb.start() > 1 else len(name))
    return name[span.start : span.end]


def _affinity(kind: FieldKind | None, folded: str) -> float:
    """How well a cell's text stands in a column of `kind`."""
    held = cell_kind(folded)
    if kind == "number":
        return 3.0 if held == "number" else -5.0
    if kind == "deadline":
        return 3.0 if held == "date" else 1.0 if _DATE.match(folded) else 0.0 if held == "nobody" else -3.0
    if kind in ROLES:
        return 3.0 if held == "units" else 0.5 if held == "nobody" else -1.0 if held == "name" else -3.0
    if kind == "person":
        return (2.5 if len(folded) <= 4 else 2.0) if held == "name" and len(folded) <= 8 else -2.0
    if kind in ("task", "content"):
        likes = {"text": 2.0, "name": 2.0} if kind == "task" else {"text": 2.5, "name": 1.0}
        return {**likes, "number": -3.0, "date": -2.0, "units": -0.5}.get(held, -1.0)
    return {"name": 1.0, "text": 0.2, "number": 0.3, "units": -1.0}.get(held, 0.0)


def fit(cells: Sequence[Strand], kinds: Sequence[FieldKind | None]) -> tuple[list[Strand], float]:
    """The row of one cell a column that `cells` make, and how well they do (higher is better; 0 is no evidence).

    Every cell is used, in order; a column takes none, one, or several that follow each other. As many cells as
    columns are a row as they are, unless that goes against what they say.
    """
    if len(cells) == len(kinds) and (as_printed := stands(cells, kinds)) >= 0:
        return list(cells), as_printed + _WHOLE
    folded = [fold(cell.text) for cell in cells]
    nothing: tuple[int, ...] = ()
    best = [(0.0, nothing)] + [(-1e9, nothing)] * len(cells)
    joined = {
        (at, many): _one_cell(folded[at : at + many])
        for at in range(len(cells))
        for many in range(1, min(_MOST_LINES, len(cells) - at) + 1)
    }
    for kind in kinds:
        after = [(score + _NONE, (*taken, 0)) for score, taken in best]
        for at, (score, taken) in enumerate(best):
            if score < -1e8:
                continue
            for many in range(1, min(_MOST_LINES, len(cells) - at) + 1):
                text, cost = joined[at, many]
                value = score + _affinity(kind, text) + cost
                after[at + many] = max(after[at + many], (value, (*taken, many)))
        best = after
    score, taken = best[-1]
    row: list[Strand] = []
    at = 0
    for many in taken:
        lines = list(cells[at : at + many])
        row.append(Strand.join(lines, "\n" if is_list([line.text for line in lines]) else "") if lines else EMPTY)
        at += many
    return row, score


def stands(cells: Sequence[Strand], kinds: Sequence[FieldKind | None]) -> float:
    """How well cells stand under their head as they are, one a column."""
    return sum(_affinity(kind, fold(cell.text)) for kind, cell in zip(kinds, cells, strict=True))


def unmerged(rows: list[list[Strand]]) -> list[list[Strand]]:
    """The rows, the head first; where cells merged from above were left out and the row filled at its end, put back."""
    kinds = [head_kind(fold(cell.text)) for cell in rows[0]]
    out = rows[:1]
    for row in rows[1:]:
        held = row[: len(row) - _empty_at_end(row)]
        lacks = len(kinds) - len(held)
        if lacks > 0 and len(held) > 1 and _gives_units(held, kinds[lacks:]):
            moved, printed = stands(held, kinds[lacks:]), stands(held, kinds[: len(held)])
            row = [*out[-1][:lacks], *held] if moved > printed + _SURELY else row
        out.append(row)
    return out


def _gives_units(cells: Sequence[Strand], kinds: Sequence[FieldKind | None]) -> bool:
    pairs = zip(cells, kinds, strict=True)
    return any(kind in ROLES and cell_kind(fold(cell.text)) == "units" for cell, kind in pairs)


def _empty_at_end(row: Sequence[Strand]) -> int:
    return next((many for many, cell in enumerate(reversed(row)) if cell.text.strip()), len(row))


def _one_cell(parts: Sequence[str]) -> tuple[str, float]:
    """The text of a cell that is made of several lines, and what it costs that they are several."""
    unlike = _UNLIKE if cell_kind(parts[-1]) == "units" != cell_kind(parts[0]) else 0.0
    return ("、" if is_list(parts) else "").join(parts), _MORE * (len(parts) - 1) + unlike


_WHOLE_NAME = re.compile(
    r"(?:[^、，][^、，]|^[^各、，\d])(?<!城)[局委办会院校司心队站所行镇乡联协府部厅道区市县馆团科股室）]$"
)
_NAME_GOES_ON = re.compile(r"(?:管委会|管理委员会|人民政府|政府|办公室|委员会|办事处|分局|[和及、，（）])")


def is_list(lines: Sequence[str]) -> bool:
    """Lines of one cell that are whole names each (县民政局 / 各街道) and not one name cut in two."""
    return (
        len(lines) > 1
        and all(_WHOLE_NAME.search(line) for line in lines)
        and not any(_NAME_GOES_ON.match(line) for line in lines[1:])
    )
