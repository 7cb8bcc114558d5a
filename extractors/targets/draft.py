"""A target as it is read: what the text says of it, before the document gives it an id, a page, a task and a measure."""

from extractors.frozen import frozen
from extractors.records import Bound, Comparator, Kind, Span


@frozen
class TargetDraft:
    """A value that the plan sets to be reached; fields as in `extractors.records.Target`."""

    indicator: str
    kind: Kind
    comparator: Comparator
    bound: Bound | None
    value: float | None
    value_high: float | None
    unit: str | None
    year: int | None
    base_year: int | None
    base_value: float | None
    scope: str | None
    margin: str | None
    text: str
    span: Span
