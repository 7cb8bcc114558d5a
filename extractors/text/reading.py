"""The normalised text of a document with its blocks: what the readers of plans (outline, statements, targets) see.

`text` is what is quoted; `folded` has the same length and the same offsets, but one spelling for each mark and
character (full-width punctuation, ASCII digits, simplified script), so that rules are written once.
"""

from extractors.frozen import frozen
from extractors.records import Span, Warning
from extractors.text.origin import Origin


@frozen
class Paragraph:
    """A paragraph of running text. `level` is set where the format itself marks a heading."""

    span: Span
    level: int | None = None


@frozen
class Grid:
    """A table with merged cells resolved.

    ``rows[r][c]`` is the span of the text that is valid at that place: the places of one merged cell hold the same
    span; an empty cell of its own holds an empty span (start == end).
    """

    span: Span
    rows: tuple[tuple[Span, ...], ...]


@frozen
class Reading:
    """A document ready to be read: `blocks` in order, and the way back to the file."""

    text: str
    folded: str
    blocks: tuple[Paragraph | Grid, ...]
    origin: Origin
    warnings: tuple[Warning, ...]

    def quote(self, span: Span) -> str:
        """The text at `span`, letter for letter."""
        return self.text[span.start : span.end]
