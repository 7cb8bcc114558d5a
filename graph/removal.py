"""Documents taken out of a store, and what hangs on them: kept comparisons go too, people's decisions as it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.load import take_out

if TYPE_CHECKING:
    from graph.protocol import Store, Transaction

THERE = "MATCH (d:Document) WHERE d.id IN $ids AND d.loaded RETURN d.id AS id"
COMPARISONS = """
MATCH (f:Finding) WHERE f.upper IN $ids OR f.lower IN $ids
WITH DISTINCT f.upper AS upper, f.lower AS lower RETURN count(*) AS count
"""
MEASURES = "MATCH (m:Measure) WHERE m.document IN $ids RETURN m.id AS id"
DECISIONS = "MATCH (d:Decision) WHERE d.upper IN $measures OR d.lower IN $measures RETURN count(d) AS count"
FORGET = "MATCH (d:Decision) WHERE d.upper IN $measures OR d.lower IN $measures DELETE d"


@dataclass(frozen=True, slots=True)
class Removed:
    """How many documents went, with how many kept comparisons, and how many decisions are about their measures."""

    documents: int
    comparisons: int
    decisions: int


def remove_documents(store: Store, ids: Sequence[str], decisions: bool = False) -> Removed:
    """Take the loaded documents among `ids` out, all in one transaction; with `decisions` those on them as well.

    A decision is keyed by what the measures say: left in place, it holds again when the same file is read again.
    """

    def work(tx: Transaction) -> Removed:
        there = [row["id"] for row in tx.run(THERE, ids=list(ids))]
        measures = [row["id"] for row in tx.run(MEASURES, ids=there)]
        comparisons = tx.run(COMPARISONS, ids=there)[0]["count"]
        decided = tx.run(DECISIONS, measures=measures)[0]["count"]
        if decisions:
            tx.run(FORGET, measures=measures)
        take_out(tx, there)
        return Removed(len(there), comparisons, decided)

    return store.transaction(work)
