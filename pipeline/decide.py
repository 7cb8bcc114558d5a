"""A person's word on a link between a city measure and a county measure: given, listed, taken back."""

import getpass
from datetime import date
from typing import Any, cast

from extractors.errors import UserError
from graph.decided import load_decisions, save_decision, withdraw_decision
from graph.decisions import Decision, DecisionVerdict
from graph.store import Store

# What a person says, and whether it is said of a pair or of the city measure alone.
PAIR_VERDICTS = {"承接": "carried", "部分承接": "partly", "不是": "rejected"}
ALONE_VERDICTS = {"未承接": "missing", "不适用": "not-applicable"}
SPOKEN = {verdict: word for word, verdict in (PAIR_VERDICTS | ALONE_VERDICTS).items()}
MEASURES = """
UNWIND $ids AS id
OPTIONAL MATCH (m:Measure {id: id})<-[:HAS_MEASURE]-(t:Task)
OPTIONAL MATCH (d:Document {id: m.document})
RETURN id AS id, d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  m.text AS quote
"""


def decide(store: Store, upper: str, lower: str, verdict: str, note: str) -> Decision:
    """Record a decision, by the user of this computer and today. Raises UserError: unknown measure or verdict."""
    allowed = PAIR_VERDICTS if lower else ALONE_VERDICTS
    code = allowed.get(verdict, verdict)
    if code not in allowed.values():
        about = "一对举措" if lower else "上级举措本身（没有给下级举措）"
        raise UserError(f"对{about}的判定可以是：{'、'.join(allowed)}；不认识“{verdict}”")
    _require(store, [upper, *([lower] if lower else [])])
    made = Decision(
        upper, lower or None, cast(DecisionVerdict, code), getpass.getuser(), date.today().isoformat(), note
    )
    save_decision(store, made)
    return made


def withdraw(store: Store, upper: str, lower: str) -> None:
    """Take a decision back. Raises UserError where there is none."""
    if not withdraw_decision(store, upper, lower or None):
        raise UserError("这一对举措没有判定过；zhengtu decide 列出全部判定")


def decided(store: Store) -> list[dict[str, Any]]:
    """All decisions with both measures in words: the entries of `zhengtu decide --json`."""
    decisions = load_decisions(store)
    named = _measures(store, [key for d in decisions for key in (d.upper, d.lower) if key])
    return [
        {
            "upper": named[d.upper],
            "lower": named[d.lower] if d.lower else None,
            "verdict": d.verdict,
            "by": d.by,
            "at": d.at,
            "note": d.note,
        }
        for d in decisions
    ]


def _measures(store: Store, ids: list[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in store.read(MEASURES, ids=ids)} if ids else {}


def _require(store: Store, ids: list[str]) -> None:
    unknown = [key for key, row in _measures(store, ids).items() if row["title"] is None]
    if unknown:
        raise UserError(f"图里没有标识为 {'、'.join(unknown)} 的举措；标识见 zhengtu compare 上级 下级 --ids")
