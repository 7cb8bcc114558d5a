"""Rules that a document states on who leads, and what they make of a statement."""

from typing import Any

import pytest
from case_tables import rows

from extractors.records import Role, Span
from extractors.responsibility.conventions import Conventions, assign_leads, read_conventions
from extractors.words.fold import fold


@pytest.mark.parametrize("case", rows("conventions"))
def test_read_conventions(case: dict[str, Any]) -> None:
    folded = fold("岭东市工作要点\n" + case["text"])
    rules = read_conventions(folded, case.get("tables", False))
    found: dict[str, object] = {}
    for key in ("first_leads", "all_lead", "lone_leads"):
        since = getattr(rules, key)
        if since is not None:
            found[key] = "line" if since else "all"
    found |= {key: True for key in ("first_of_several", "first_here", "fill_down") if getattr(rules, key)}
    assert found == case["expected"]


A, B, C = Span(10, 14), Span(15, 19), Span(20, 24)
BOTH: list[tuple[Span, Role]] = [(A, "responsible"), (B, "responsible")]
ASSIGNED: list[tuple[Conventions, list[tuple[Span, Role]], int, list[Role], str]] = [
    (Conventions(), BOTH, 9, ["responsible", "responsible"], "no rule"),
    (Conventions(first_leads=0), BOTH, 9, ["lead", "responsible"], "the first leads"),
    (Conventions(first_leads=9), BOTH, 8, ["responsible", "responsible"], "before the rule"),
    (Conventions(first_leads=0), [(A, "lead"), (B, "responsible")], 9, ["lead", "responsible"], "a lead is printed"),
    (
        Conventions(first_leads=0),
        [(A, "responsible"), (B, "lead")],
        9,
        ["responsible", "lead"],
        "a printed lead stands",
    ),
    (Conventions(first_here=(28,)), BOTH, 9, ["lead", "responsible"], "a rule of its own item"),
    (Conventions(first_here=(48,)), BOTH, 9, ["responsible", "responsible"], "a rule of another item"),
    (Conventions(first_leads=0), BOTH[:1], 9, ["lead"], "a lone unit is the first"),
    (Conventions(first_leads=0, first_of_several=True), BOTH[:1], 9, ["responsible"], "only of several"),
    (Conventions(all_lead=0), BOTH, 9, ["lead", "lead"], "all lead"),
    (Conventions(lone_leads=0), BOTH, 9, ["responsible", "responsible"], "not alone"),
    (Conventions(lone_leads=0), BOTH[:1], 9, ["lead"], "alone"),
    (Conventions(first_leads=0), [(A, "supporting"), (B, "responsible")], 9, ["supporting", "lead"], "support stays"),
    (Conventions(first_leads=0), [], 9, [], "nobody"),
]


@pytest.mark.parametrize(("rules", "units", "at", "expected", "note"), ASSIGNED)
def test_assign_leads(
    rules: Conventions, units: list[tuple[Span, Role]], at: int, expected: list[Role], note: str
) -> None:
    assert [role for _, role in assign_leads(units, at, rules)] == expected, note
