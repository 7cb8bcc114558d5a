"""Which task and measure a passage or a target belongs to: looked up, for there may be as many of these as of those."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from extractors.records import Measure, Span, Task


class Holders:
    """A segment tree over the ends of the spans: each is noted at the few nodes that make it up.

    Asking costs steps like the logarithm of their number, however the spans lie over each other.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._ends = sorted({end for span in spans for end in span})
        self._nodes: dict[int, list[int]] = defaultdict(list)
        leaves = {end: node for node, end in enumerate(self._ends, len(self._ends))}
        for number, (start, end) in enumerate(spans):
            low, high = leaves[start], leaves[end]
            while low < high:
                if low % 2:
                    self._nodes[low].append(number)
                    low += 1
                if high % 2:
                    high -= 1
                    self._nodes[high].append(number)
                low, high = low // 2, high // 2

    def at(self, place: int) -> list[int]:
        """The numbers of the spans that hold `place`, rising."""
        stretch = bisect_right(self._ends, place)
        node = stretch - 1 + len(self._ends) if stretch else 0
        held: list[int] = []
        while node:
            held += self._nodes.get(node, ())
            node //= 2
        return sorted(held)


class Owners:
    """The tasks of a document with their measures, and `led`, the stretches that a year leads in to."""

    def __init__(self, tasks: Sequence[Task], led: Sequence[tuple[Span, int]]) -> None:
        # Measures before tasks: what lies in both belongs to the measure.
        self._owners: list[tuple[Task, Measure | None]] = [(task, m) for task in tasks for m in task.measures]
        self._owners += [(task, None) for task in tasks]
        self._spans = Holders([(measure or task).span for task, measure in self._owners])
        self._exactly = dict(led)
        self._led, self._led_spans = led, Holders([span for span, _ in led])

    def of(self, place: int) -> tuple[str | None, str | None]:
        """The ids of the task and the measure that hold `place`, None where there is none."""
        held = self._spans.at(place)
        if not held:
            return None, None
        task, measure = self._owners[held[0]]
        only = task.measures[0] if len(task.measures) == 1 else None
        owner = measure or only
        return task.id, owner.id if owner else None

    def due(self, passage: Span) -> int | None:
        """The year of the time limit that a passage's measure carries as a field (a column, a bracket, a label), else
        that of the words that lead in to it."""
        if passage in self._exactly:
            return self._exactly[passage]
        held = [self._owners[number] for number in self._spans.at(passage.start)]
        for task in [task for task, measure in held if measure is None]:
            inside = [measure for owner, measure in held if owner is task and measure and covers(measure.span, passage)]
            if len(task.measures) == 1 and passage.start < task.measures[0].span.end:
                inside = list(task.measures)
            if inside:
                stated = [date.date for date in inside[0].deadlines if not covers(inside[0].span, date.span)]
                years = (int(date[:4]) for date in stated if date and date[:4].isdigit())
                return next(years, None) or self._lead(passage)
        return self._lead(passage)

    def _lead(self, passage: Span) -> int | None:
        if not self._led:
            return None
        found = [self._led[number] for number in self._led_spans.at(passage.start)]
        years = [year for span, year in found if covers(span, passage)]
        return years[-1] if years else None


def covers(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies in `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end
