"""People's decisions in a store: kept beside the documents, and not touched when a document is loaded again."""

from graph.decisions import Decision
from graph.ids import content_hash
from graph.store import Store

SAVE = """
MERGE (d:Decision {id: $id})
SET d.upper = $upper, d.lower = $lower, d.verdict = $verdict, d.by = $by, d.at = $at, d.note = $note
"""
LOAD = """
MATCH (d:Decision)
RETURN d.upper AS upper, d.lower AS lower, d.verdict AS verdict, d.by AS by, d.at AS at, d.note AS note
ORDER BY at, upper, lower
"""


def save_decision(store: Store, decision: Decision) -> None:
    """Keep `decision`; an earlier one on the same pair gives way to it."""
    store.write(
        SAVE,
        id=decision_id(decision.upper, decision.lower),
        upper=decision.upper,
        lower=decision.lower,
        verdict=decision.verdict,
        by=decision.by,
        at=decision.at,
        note=decision.note or None,
    )


def withdraw_decision(store: Store, upper: str, lower: str | None) -> bool:
    """Take back what was decided on a pair; False where nothing was."""
    key = decision_id(upper, lower)
    there = bool(store.read("MATCH (d:Decision {id: $id}) RETURN d.id AS id", id=key))
    store.write("MATCH (d:Decision {id: $id}) DELETE d", id=key)
    return there


def load_decisions(store: Store) -> tuple[Decision, ...]:
    """All decisions, the earliest first."""
    return tuple(Decision(**{**row, "note": row["note"] or ""}) for row in store.read(LOAD))


def decision_id(upper: str, lower: str | None) -> str:
    """Key of the decision on a pair of measures, or on the upper one alone."""
    return content_hash("decision", upper, lower or "")
