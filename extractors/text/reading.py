"""The normalised text of a document with its blocks: what the readers of plans (outline, statements, targets) see.

`text` is what is quoted; `folded` has the same length and the same offsets, but one spelling for each mark and
character (full-width punctuation, ASCII digits, simplified script), so that rules are written once.
"""

from extractors.frozen import frozen
from extractors.records import Span, Warning
from extractors.source import Box


@frozen
class Paragraph:
    """A paragraph of running text. `level` is set where the format itself marks a heading."""

    span: Span
    page: int | None
    level: int | None = None


@frozen
class Grid:
    """A table with merged cells resolved.

    ``rows[r][c]`` is the span of the text that is valid at that place: the places of one merged cell hold the same
    span; an empty cell of its own holds an empty span (start == end).
    """

    span: Span
    page: int | None
    rows: tuple[tuple[Span, ...], ...]


@frozen
class Place:
    """Where a stretch of the normalised text stands in the source. `offset` counts in the decoded text file."""

    span: Span
    page: int | None
    box: Box | None
    offset: int | None
    cell: str | None = None


@frozen
class Reading:
    """A document ready to be read: `blocks` in order, `places` in order of their spans."""

    text: str
    folded: str
    blocks: tuple[Paragraph | Grid, ...]
    places: tuple[Place, ...]
    warnings: tuple[Warning, ...]

    def quote(self, span: Span) -> str:
        """The text at `span`, letter for letter."""
        return self.text[span.start : span.end]
