"""A `Source` to one normalised text: lines joined to paragraphs, tables found, noise taken out, places kept.

The normalised text holds one paragraph a line; a table's rows are lines, its cells set apart by `` | ``. Every
character of it is a character of the source, in its order, but for these separators.
"""

import re
from dataclasses import replace
from itertools import groupby

from extractors.records import Span, Warning
from extractors.source import Block, Run, Source
from extractors.text.cell_lines import BREAK, one_line
from extractors.text.colons import with_colons
from extractors.text.lines import paragraphs
from extractors.text.markup import strip_markup
from extractors.text.noise import clean
from extractors.text.origin import Origin
from extractors.text.reading import Grid, Paragraph, Reading
from extractors.text.relined import relined
from extractors.text.strand import GridDraft, Strand
from extractors.text.texttables import find_tables
from extractors.words.fold import fold
from extractors.words.labels import field_kind
from extractors.words.markers import marker_at

_CELL_MARK, _ROW_MARK = " | ", "\n"
# **（一）…行动** text, 1.**…行动**text: the bold part is a heading on the text's line, but for **牵头单位：**X.
_BOLD_HEAD = re.compile(r"^[^*\n]{0,8}\*\*(?P<head>[^*\n]{2,60})(?<![：:，；、])\*\*(?=\s*[^\s：:，。；、*])")
_PAGE = re.compile(r"第(\d+)")
_MARKDOWN = re.compile(r"^#{1,6}\s+|\*\*")


def compose(source: Source) -> Reading:
    """The normalised text of `source` with its blocks and, for each stretch of it, its place in the file."""
    draft = _Draft()
    for kind, group in groupby(source.blocks, key=lambda block: block.kind == "line"):
        if kind:
            draft.add_lines([run for block in group for run in block.runs])
        else:
            for block in group:
                draft.add_block(block)
    return draft.reading(source)


class _Draft:
    """The text as it grows: strands of characters that know their run."""

    def __init__(self) -> None:
        self.runs: list[tuple[int, Run]] = []
        self.length = 0
        self.texts: list[str] = []
        self.stretches: list[range] = []
        self.size = 0
        self.blocks: list[Paragraph | Grid] = []

    def strand(self, run: Run) -> Strand:
        """The run's text as a strand of the source."""
        strand = Strand.at(run.text, self.length)
        self.runs.append((self.length, run))
        self.length += len(run.text)
        return strand

    def add_lines(self, runs: list[Run]) -> None:
        """The pages of a text file."""
        lines = strip_markup([line for run in runs for line in self.strand(run).lines()])
        for piece in find_tables(lines):
            if isinstance(piece, GridDraft):
                self.add_grid(piece.rows)
            else:
                for paragraph in relined(paragraphs(_unbroken(piece))):
                    self.add_paragraph(paragraph, None)

    def add_block(self, block: Block) -> None:
        """A block that the format itself delimits."""
        if block.kind != "table":
            whole = Strand.join(self.strand(run) for run in block.runs)
            for part in whole.split(BREAK):
                self.add_paragraph(part, block.level if block.kind == "heading" else None)
            return
        height = max((cell.row + cell.rows for cell in block.cells), default=0)
        width = max((cell.column + cell.columns for cell in block.cells), default=0)
        rows = [[Strand("", ())] * width for _ in range(height)]
        for cell in block.cells:
            strand = Strand.join(self.strand(run) for run in cell.runs)
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    rows[row][column] = strand
        self.add_grid(rows)

    def add_paragraph(self, strand: Strand, level: int | None) -> None:
        """One paragraph, unless nothing is left of it."""
        bold = _BOLD_HEAD.match(strand.text) if "**" in strand.text else None
        if bold and _heads(fold(bold["head"])):
            self.add_paragraph(strand.slice(*bold.span()), level)
            strand = strand.slice(bold.end())
        if "*" in strand.text or "#" in strand.text:
            strand = strand.without(_MARKDOWN)
        strand = clean(strand).strip()
        if strand.text:
            self.blocks.append(Paragraph(self._append(strand), level))
            self._mark("\n")

    def add_grid(self, rows: list[list[Strand]]) -> None:
        """A table: each distinct strand is written once, where it first stands."""
        spans: dict[int, Span] = {}
        start = self.size
        grid: list[tuple[Span, ...]] = []
        for row in rows:
            places: list[Span] = []
            wrote = False
            for cell in row:
                if id(cell) not in spans or not cell.text:
                    if wrote:
                        self._mark(_CELL_MARK)
                    spans[id(cell)] = self._append(clean(one_line(cell.without(_MARKDOWN))))
                    wrote = True
                places.append(spans[id(cell)])
            grid.append(tuple(places))
            self._mark(_ROW_MARK)
        if self.size > start:
            self.blocks.append(Grid(Span(start, self.size - 1), tuple(grid)))

    def _append(self, strand: Strand) -> Span:
        start = self.size
        self.texts.append(strand.text)
        self.stretches.extend(strand.stretches)
        self.size += len(strand.text)
        return Span(start, self.size)

    def _mark(self, mark: str) -> None:
        self.texts.append(mark)
        self.stretches.append(range(-len(mark), 0))
        self.size += len(mark)

    def reading(self, source: Source) -> Reading:
        """What has been written, with the way back from it."""
        text = "".join(self.texts)
        origin = Origin(self.runs, self.stretches)
        warnings = tuple(_placed(warning, origin) for warning in source.warnings)
        return Reading(text, with_colons(fold(text), self.blocks), tuple(self.blocks), origin, warnings)


def _heads(bold: str) -> bool:
    """Whether the bold words that open a line are a heading: no label, and set apart by no stop but behind a marker."""
    return field_kind(bold) is None and (not bold.endswith("。") or marker_at(bold, 0) is not None)


def _unbroken(lines: list[Strand]) -> list[Strand]:
    """The lines of rows that turned out to be no table, where they break inside."""
    return [part for line in lines for part in (line.split(BREAK) if "\n" in line.text else (line,))]


def _placed(warning: Warning, origin: Origin) -> Warning:
    """A reader's warning at the page that it names: readers know pages, not yet the text; at its end where it is blank."""
    page = _PAGE.search(warning.message) if warning.span.end == 0 else None
    if page is None:
        return warning
    number = int(page[1])
    on_page = [place.span for place in origin.places if place.page == number]
    if on_page:
        return replace(warning, span=Span(on_page[0].start, on_page[-1].end))
    at = max((place.span.end for place in origin.places if place.page and place.page < number), default=0)
    return replace(warning, span=Span(at, at))
