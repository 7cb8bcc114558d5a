"""What a reader of files hands on: the blocks of a document as the file holds them, before any cleaning.

A reader knows its format (where lines, paragraphs and cells stand) and nothing of plans. `extractors.text.compose`
turns a `Source` into one normalised text.
"""

from dataclasses import field
from typing import Literal, NamedTuple

from extractors.frozen import frozen
from extractors.records import Citation, Warning

BlockKind = Literal["line", "paragraph", "heading", "table"]


class Box(NamedTuple):
    """A place on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@frozen
class Run:
    """A stretch of text that stands in one place of the file: a printed line, a run of a paragraph.

    `offset` counts characters in the decoded file where the format is text, else None; `page` counts from 1; `cell` is
    the place in a workbook (任务!C5).
    """

    text: str
    page: int | None = None
    box: Box | None = None
    offset: int | None = None
    cell: str | None = None


@frozen
class Cell:
    """One cell of a table; a merged cell covers `rows` x `columns` places of the grid from its top left."""

    row: int
    column: int
    runs: tuple[Run, ...]
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """The cell's text, its runs joined."""
        return "".join(run.text for run in self.runs)


@frozen
class Block:
    """A part of the document in reading order.

    - ``line``: a text file, a run for each page with its line ends; a line may be a paragraph or a piece of one: compose
      decides;
    - ``paragraph``, ``heading``: whole, as the format says; `level` from 1 for headings;
    - ``table``: `cells`, with `runs` empty.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int | None = None
    cells: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """The block's text, its runs joined; empty for a table."""
        return "".join(run.text for run in self.runs)


@frozen
class SourceFacts:
    """What the format itself says of the document (文件 site tables, meta tags); None where it does not."""

    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    attachments: tuple[Citation, ...] = ()


@frozen
class Source:
    """A file as read."""

    name: str
    media_type: str
    sha256: str
    pages: int
    blocks: tuple[Block, ...]
    facts: SourceFacts = field(default_factory=SourceFacts)
    warnings: tuple[Warning, ...] = ()
