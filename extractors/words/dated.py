"""Passages with their dates, each read once in a document: a measure's deadlines and its targets ask for the same."""

from extractors.records import Span
from extractors.words.periods import Date, DateExpression, scan_dates, time_limits
from extractors.words.streams import Stream, whole


class DatedStreams:
    """The stretches of a document's folded text as streams, with the dates in them."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._streams: dict[Span, Stream] = {}
        self._dates: dict[tuple[str, int | None], list[Date]] = {}

    def stream(self, span: Span) -> Stream:
        """The stretch without its blanks."""
        stream = self._streams.get(span)
        if stream is None:
            stream = self._streams[span] = whole(self._folded, span)
        return stream

    def dates(self, stream: Stream, plan_year: int | None) -> list[Date]:
        """The dates of a stream, be it a whole stretch or a part of one; `plan_year` is that of dates without a year."""
        key = (stream.text, plan_year)
        dates = self._dates.get(key)
        if dates is None:
            dates = self._dates[key] = scan_dates(stream, plan_year)
        return dates

    def deadlines(self, span: Span, plan_year: int | None) -> list[DateExpression]:
        """The dates of a stretch of running text that are time limits for doing something."""
        stream = self.stream(span)
        return time_limits(self._folded, stream, self.dates(stream, plan_year), span.end)
