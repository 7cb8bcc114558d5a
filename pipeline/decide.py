"""A person's word on a link between a city measure and a county measure: given, listed, taken back."""

import getpass
from datetime import datetime
from typing import Any, cast

from extractors.errors import UserError
from graph.decided import load_decisions, save_decision, withdraw_decision
from graph.decisions import Decision, DecisionVerdict
from graph.store import Store
from pipeline.compare import is_below

# What a person says, and whether it is said of a pair or of the city measure alone.
PAIR_VERDICTS = {"承接": "carried", "部分承接": "partly", "不是": "rejected"}
ALONE_VERDICTS = {"未承接": "missing", "不适用": "not-applicable"}
SPOKEN = {verdict: word for word, verdict in (PAIR_VERDICTS | ALONE_VERDICTS).items()}
MEASURES = """
UNWIND $ids AS id
OPTIONAL MATCH (m:Measure {id: id})<-[:HAS_MEASURE]-(t:Task)
OPTIONAL MATCH (d:Document {id: m.document})
RETURN id AS id, d.id AS held, d.level AS level, d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  m.text AS quote
"""


def decide(store: Store, upper: str, lower: str, verdict: str, note: str) -> Decision:
    """Record a decision, by the user of this computer and now.

    Raises UserError: unknown measure or verdict, both measures of one plan, the county's given as the city's.
    """
    allowed = PAIR_VERDICTS if lower else ALONE_VERDICTS
    code = allowed.get(verdict, verdict)
    if code not in allowed.values():
        about = "一对举措" if lower else "上级举措本身（没有给下级举措）"
        raise UserError(f"对{about}的判定可以是：{'、'.join(allowed)}；不认识“{verdict}”")
    _require(store, upper, lower)
    made = Decision(
        upper,
        lower or None,
        cast(DecisionVerdict, code),
        getpass.getuser(),
        datetime.now().isoformat(timespec="milliseconds"),
        note,
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
    rows = store.read(MEASURES, ids=ids) if ids else []
    return {row["id"]: {key: row[key] for key in row if key not in ("held", "level")} for row in rows}


def _require(store: Store, upper: str, lower: str) -> None:
    ids = [upper, *([lower] if lower else [])]
    rows = {row["id"]: row for row in store.read(MEASURES, ids=ids)}
    unknown = [key for key in rows if rows[key]["title"] is None]
    if unknown:
        raise UserError(f"图里没有标识为 {'、'.join(unknown)} 的举措；标识见 zhengtu compare 上级 下级 --ids")
    if not lower:
        return
    if rows[upper]["held"] == rows[lower]["held"]:
        raise UserError(f"两条举措都在《{rows[upper]['document']}》里：要一条上级的、一条下级的")
    if is_below(rows[upper]["level"], rows[lower]["level"]):
        raise UserError(
            f"写反了：上级举措在前；《{rows[upper]['document']}》是下级的，《{rows[lower]['document']}》是上级的"
        )
