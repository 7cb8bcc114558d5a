"""A person's decision on a link: it persists and outranks the machine on every later run.

Decisions are keyed by the stable ids of the two measures, so they hold when the documents are loaded again.
"""

from dataclasses import dataclass
from typing import Literal

DecisionVerdict = Literal["carried", "partly", "missing", "not-applicable", "rejected"]


@dataclass(frozen=True, slots=True)
class Decision:
    """`lower` is None for a verdict on the city measure alone (missing, not-applicable).

    ``rejected`` takes one pair out; ``carried`` and ``partly`` put one in. `by` is who decided, `at` when: an ISO
    date and time, by which the later of two decisions on one measure is told.
    """

    upper: str
    lower: str | None
    verdict: DecisionVerdict
    by: str
    at: str
    note: str = ""
