"""Which spans hold a place: as looking at each of them tells."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.owners import Holders
from extractors.records import Span

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda pair: Span(pair[0], sum(pair))))


@given(SPANS, st.integers(-1, 45))
def test_holders_are_those_that_hold_the_place(spans: list[Span], place: int) -> None:
    held = [number for number, span in enumerate(spans) if span.start <= place < span.end]
    assert Holders(spans).at(place) == held
