"""Where each stretch of the normalised text stands in the source: its page, its cell, its place in the decoded file."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors.frozen import frozen
from extractors.records import Span
from extractors.source import Box, Run


@frozen
class Place:
    """Where a stretch of the normalised text stands in the source. `offset` counts in the decoded text file."""

    span: Span
    page: int | None
    box: Box | None
    offset: int | None
    cell: str | None = None


class Origin:
    """The way back from the normalised text to the source.

    `stretches` are what the text's characters are in the source, in order, below zero for those that we put in; `runs`
    are those of the source with the index at which each begins. The places are worked out when first asked for: most
    text files have neither pages nor cells, and nobody asks.
    """

    def __init__(self, runs: Sequence[tuple[int, Run]], stretches: Sequence[range]) -> None:
        self._runs, self._stretches = runs, stretches
        self._located = any(run.page is not None or run.cell is not None for _, run in runs)
        self._known: tuple[Place, ...] | None = None
        self._starts: list[int] = []

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of the text, in order."""
        if self._known is None:
            self._known = tuple(self._placed())
            self._starts = [place.span.start for place in self._known]
        return self._known

    def at(self, at: int) -> tuple[int | None, str | None]:
        """The page and the cell of the character at `at`, or of the nearest before it; None for what the format lacks."""
        places = self.places if self._located else ()
        index = bisect_right(self._starts, at) - 1
        return (places[index].page, places[index].cell) if places and index >= 0 else (None, None)

    def _placed(self) -> Iterator[Place]:
        """Stretches of consecutive characters of one run."""
        starts = [start for start, _ in self._runs]
        at = 0
        for here, length in self._joined():
            end = at + length
            while at < end and here >= 0:
                number = bisect_right(starts, here)
                start, run = self._runs[number - 1]
                stop = min(end, at + start + len(run.text) - here)
                offset = None if run.offset is None else run.offset + here - start
                yield Place(Span(at, stop), run.page, run.box, offset, run.cell)
                here += stop - at
                at = stop
            at = end

    def _joined(self) -> Iterator[tuple[int, int]]:
        """Where in the source each stretch of the text begins (below zero: nowhere), and its length."""
        start = length = 0
        for stretch in self._stretches:
            if length and start >= 0 and stretch.start == start + length:
                length += len(stretch)
            elif stretch:
                if length:
                    yield start, length
                start, length = stretch.start, len(stretch)
        if length:
            yield start, length
