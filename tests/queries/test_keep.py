"""A comparison kept in the graph: whole, the same when run again, changed by a decision, gone with a document."""

from dataclasses import replace
from typing import Any

import pytest
from plans_loaded import compared, load_plans

from extractors.errors import UserError
from graph.build import build
from graph.decisions import Decision
from graph.kept import Kept
from graph.plans import load_graph
from graph.schema import check_properties
from graph.schema import load as schema
from graph.store import Store
from queries.ask import ask
from queries.compare import compare
from queries.keep import findings, keep_comparison

LINKED = ("IMPLEMENTS", "ANSWERS", "COUNTERPART_OF", "ABOUT")


def written(store: Store) -> list[Any]:
    """All that a comparison writes, in a fixed order."""
    edges = store.read(
        "MATCH (a)-[r:IMPLEMENTS|ANSWERS|COUNTERPART_OF|ABOUT]->(b) "
        "RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS properties"
    )
    nodes = store.read("MATCH (f:Finding) RETURN 'Finding' AS type, f.id AS a, '' AS b, properties(f) AS properties")
    return sorted([(row["type"], row["a"], row["b"], row["properties"]) for row in edges + nodes], key=repr)


def test_kept_as_compared(loaded: Store) -> None:
    comparison = compared()
    rows = loaded.read("MATCH (a)-[r:IMPLEMENTS]->(b) RETURN a.id AS low, b.id AS up, r.status AS s, r.score AS score")
    expected = {(low, row.upper, row.verdict, row.score) for row in comparison.links for low in row.lower}
    assert {(row["low"], row["up"], row["s"], row["score"]) for row in rows} == expected
    rows = loaded.read("MATCH (a)-[r:ANSWERS]->(b) RETURN a.id AS low, b.id AS up, r.verdict AS verdict")
    assert {(r["low"], r["up"], r["verdict"]) for r in rows} == {
        (row.lower, row.upper, row.verdict) for row in comparison.targets if row.lower
    }
    found = loaded.read("MATCH (f:Finding) RETURN f.check AS check, count(*) AS n")
    assert sum(row["n"] for row in found) == len(list(findings(comparison)))
    for name in LINKED:
        for row in loaded.read(f"MATCH ()-[r:{name}]->() RETURN properties(r) AS p"):
            check_properties(name, schema().relationships[name].properties, row["p"])
    for row in loaded.read("MATCH (f:Finding) RETURN properties(f) AS p"):
        check_properties("Finding", schema().labels["Finding"].properties, row["p"])


def test_again_changes_nothing(loaded: Store) -> None:
    before = written(loaded)
    keep_comparison(loaded, compared())
    assert written(loaded) == before


def test_a_decision_takes_the_place_of_the_machine(store: Store) -> None:
    load_plans(store)
    comparison = compared()
    row = next(row for row in comparison.links if row.lower)
    said = tuple(Decision(row.upper, low, "rejected", "张三", "2025-01-01") for low in row.lower)
    keep_comparison(store, compare(comparison.upper, comparison.lower, said))
    assert not store.read("MATCH (m:Measure {id: $id})<-[r:IMPLEMENTS]-() RETURN r.score AS s", id=row.upper)
    keep_comparison(store, comparison)
    assert store.read("MATCH (m:Measure {id: $id})<-[r:IMPLEMENTS]-() RETURN r.score AS s", id=row.upper)


@pytest.mark.parametrize("side", ["upper", "lower"])
def test_goes_with_a_document(store: Store, side: str) -> None:
    load_plans(store)
    document = getattr(compared(), side).document.id
    assert store.remove(document)
    assert written(store) == []
    other = compared().lower if side == "upper" else compared().upper
    assert load_graph(store, other.document.id).number_of_nodes() == build(other).number_of_nodes()
    store.remove(other.document.id)
    assert store.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_gone_when_a_document_is_read_anew(store: Store) -> None:
    load_plans(store)
    plan = compared().lower
    store.load(build(replace(plan, targets=plan.targets[1:])))
    assert [row for row in written(store) if row[0] in ("Finding", "IMPLEMENTS", "ANSWERS", "ABOUT")] == []


def test_a_document_that_is_not_stored(store: Store) -> None:
    store.write("MATCH (n) DETACH DELETE n")
    store.load(build(compared().upper))
    with pytest.raises(UserError, match="zhengtu add"):
        keep_comparison(store, compared())
    assert written(store) == []


def test_counts(store: Store) -> None:
    load_plans(store)
    kept = keep_comparison(store, compared())
    assert kept == Kept(
        sum(len(row.lower) for row in compared().links),
        sum(row.lower is not None for row in compared().targets),
        kept.counterparts,
        len(list(findings(compared()))),
    )
    assert kept.counterparts > 20


# (question, parameters, column values that one row must have)
KEPT: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    ("targets-answered", {"region": "郑州市", "verdict": "below"}, {"lower": "新郑市"}),
    ("carried-by", {"region": "郑州市"}, {"status": "carried"}),
    ("counterparts-of-unit", {"unit": "市工信局"}, {"counterpart": "市科工信局"}),
    ("counterparts-of-unit", {"unit": "市生态环境局"}, {"counterpart": "市生态环境分局"}),
]


@pytest.mark.parametrize(("name", "parameters", "expected"), KEPT)
def test_questions(loaded: Store, name: str, parameters: dict[str, str], expected: dict[str, Any]) -> None:
    rows = ask(loaded, name, **parameters).rows
    assert any(expected.items() <= {key: row[key] for key in expected}.items() for row in rows), rows[:3]


def test_missing_are_those_of_the_comparison(loaded: Store) -> None:
    rows = ask(loaded, "not-carried", region="郑州市", limit=0).rows
    assert [row["id"] for row in rows] == [row.upper for row in compared().links if row.verdict == "missing"]
