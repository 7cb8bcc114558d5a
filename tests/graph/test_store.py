"""Both engines behind the protocol: loading, replacing, removing, searching, reading back."""

import json
import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from made import plans, renamed, small_plan

from extractors.errors import UserError
from extractors.records import Citation, Plan
from graph.build import build
from graph.plans import list_documents, load_graph, load_plan
from graph.store import LoadResult, Store

# Shrinking an example on a real database takes minutes.
REAL = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
COUNT = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS relationships"


def count(store: Store) -> tuple[int, int]:
    """Nodes and relationships in the store."""
    row = store.read(COUNT)[0]
    return row["nodes"], row["relationships"]


def contents(store: Store) -> list[str]:
    """All that the store holds, in an order that does not depend on how it got there."""
    nodes = store.read("MATCH (n) RETURN labels(n)[0] AS label, properties(n) AS properties")
    edges = store.read("MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, properties(r) AS p, b.id AS b")
    return sorted(json.dumps(row, sort_keys=True) for row in [*nodes, *edges])


def test_load_says_what_it_did(store: Store) -> None:
    plan = small_plan()
    graph = build(plan)
    size = graph.number_of_nodes(), graph.number_of_edges()
    assert store.load(graph) == LoadResult(plan.document.id, "added", *size)
    assert count(store) == size
    before = contents(store)
    assert store.load(graph) == LoadResult(plan.document.id, "unchanged", 0, 0)
    assert contents(store) == before


@settings(REAL, max_examples=15)
@given(plan=plans())
def test_any_plan_comes_back_as_it_was(store: Store, plan: Plan) -> None:
    graph = build(plan)
    store.load(graph)
    read = load_graph(store, plan.document.id)
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert load_plan(store, plan.document.id) == plan
    assert store.remove(plan.document.id)
    assert count(store) == (0, 0)


@settings(REAL, max_examples=8)
@given(first=plans(), second=plans(), other=plans("other"))
def test_replacing_leaves_what_loading_alone_would(store: Store, first: Plan, second: Plan, other: Plan) -> None:
    store.write("MATCH (n) DETACH DELETE n")
    store.load(build(other))
    store.load(build(second))
    alone = contents(store)
    store.write("MATCH (n) DETACH DELETE n")
    store.load(build(first))
    store.load(build(other))
    store.load(build(second))
    assert contents(store) == alone
    assert load_plan(store, "other") == other


def test_loading_many_does_what_loading_each_does(store: Store) -> None:
    """Added, unchanged, replaced, the same document twice, the same file as another document: all in one call."""
    start = [small_plan("甲市"), small_plan("乙市", rate=90.0), small_plan("丙市")]
    same_file = small_plan("丙市", title="另一个读法")
    same_file = replace(same_file, document=replace(same_file.document, sha256=start[2].document.sha256))
    then = [
        small_plan("甲市"),
        small_plan("乙市", rate=95.0),
        same_file,
        small_plan("丁市"),
        small_plan("丁市"),
        small_plan("丁市", rate=80.0),
    ]
    for plan in start:
        store.load(build(plan))
    single = [store.load(build(plan)) for plan in then]
    expected = contents(store)
    store.write("MATCH (n) DETACH DELETE n")
    assert [r.status for r in store.load_all(map(build, start))] == ["added"] * 3
    assert list(store.load_all(map(build, then))) == single
    assert [r.status for r in single] == ["unchanged", "replaced", "replaced", "added", "unchanged", "replaced"]
    assert contents(store) == expected
    assert list(store.load_all([])) == []


def test_changed_file_replaces(store: Store) -> None:
    store.load(build(small_plan(rate=90.0)))
    changed = small_plan(rate=95.0)
    assert store.load(build(changed)).status == "replaced"
    assert load_plan(store, changed.document.id) == changed
    assert store.read("MATCH (t:Target) RETURN t.value AS value") == [{"value": 95.0}]


def test_a_cited_document_of_an_older_version_takes_what_it_lacks(store: Store) -> None:
    """The plan that is read again cites what another plan, not read again yet, cites too."""
    old, other = citing(small_plan("甲市", rate=90.0)), citing(small_plan("乙市"))
    assert [r.status for r in store.load_all([build(old), build(other)])] == ["added", "added"]
    store.write("MATCH (d:Document) WHERE NOT d.loaded REMOVE d.title_key, d.number_key")
    new = citing(small_plan("甲市", rate=95.0))
    assert store.load(build(new)).status == "replaced"
    assert load_plan(store, new.document.id) == new
    assert load_plan(store, other.document.id) == other


def citing(plan: Plan) -> Plan:
    """The plan, citing one that is not there."""
    return replace(plan, document=replace(plan.document, cites=(Citation("节水条例", "国令第776号"),)))


def test_same_file_read_as_another_document_replaces(store: Store) -> None:
    old = small_plan()
    new = small_plan(title="另一个读法")
    new = replace(new, document=replace(new.document, sha256=old.document.sha256))
    store.load(build(old))
    assert store.load(build(new)).status == "replaced"
    assert [d.id for d in list_documents(store)] == [new.document.id]


def test_replacing_keeps_shared_nodes_and_what_hangs_on_them(store: Store) -> None:
    store.load(build(small_plan("甲市")))
    store.load(build(small_plan("乙县")))
    store.write(
        "MATCH (a:Unit {name: '市财政局', government: '甲市'}) MATCH (b:Unit {name: '市财政局', government: '乙县'}) "
        "CREATE (a)-[:COUNTERPART_OF {status: 'confirmed'}]->(b)"
    )
    assert store.load(build(small_plan("甲市", rate=80.0))).status == "replaced"
    assert store.read("MATCH ()-[r:COUNTERPART_OF]->() RETURN r.status AS status") == [{"status": "confirmed"}]
    assert load_plan(store, small_plan("甲市").document.id) == small_plan("甲市", rate=80.0)


def test_remove_takes_what_only_the_document_held(store: Store) -> None:
    one, other = small_plan("甲市"), small_plan("乙市")
    store.load(build(other))
    before = contents(store)
    store.load(build(one))
    assert store.remove(one.document.id)
    assert contents(store) == before
    assert not store.remove(one.document.id)
    cited = store.read("MATCH (d:Document) WHERE NOT d.loaded RETURN d.id AS id")[0]["id"]
    assert not store.remove(cited)


def test_documents_in_order_with_citations(store: Store) -> None:
    plans = [small_plan("乙市"), small_plan("甲市"), replace(small_plan("丙市"), text="")]
    plans[2] = replace(plans[2], document=replace(plans[2].document, cites=()))
    for plan in plans:
        store.load(build(plan))
    found = list_documents(store)
    assert sorted(found, key=lambda d: d.id) == sorted((p.document for p in plans), key=lambda d: d.id)
    assert [d.region for d in found] == sorted(d.region or "" for d in found)


def test_unknown_document_is_one_line_of_chinese(store: Store) -> None:
    with pytest.raises(UserError, match="没有文件 nothing"):
        load_plan(store, "nothing")
    store.load(build(small_plan()))
    cited = store.read("MATCH (d:Document) WHERE NOT d.loaded RETURN d.id AS id")[0]["id"]
    with pytest.raises(UserError, match="没有文件"):
        load_plan(store, cited)


@pytest.mark.parametrize(
    ("index", "query", "found"),
    [
        ("Task[title]", "农业废物", True),
        ("Task[title]", "废物", True),
        ("Task[title]", "矿山", False),
        ("Measure[text]", "秸秆综合利用", True),
        ("Target[indicator]", "秸秆利用率", True),
        ("Unit[words]", "财政局", True),
        ("Unit[words]", "教育", False),
        ("Document[title]", "无废城市", True),
        ("Task[title]", "AND OR ( ：", False),
        ("Task[title]", 'title:"废物" -农业~2 废物*', True),
        ("Task[title]", "  ", False),
    ],
)
def test_full_text(store: Store, index: str, query: str, found: bool) -> None:
    store.load(build(small_plan()))
    rows = store.fulltext(index, query)
    assert bool(rows) == found
    assert all(set(row) == {"node", "score"} and row["score"] > 0 and row["node"]["id"] for row in rows)


def test_full_text_follows_changes_ranks_and_stops_at_the_limit(store: Store) -> None:
    store.load(build(small_plan()))
    store.load(build(renamed(small_plan(), "乙市")))
    words = "市农业农村工作委员会"
    assert store.fulltext("Unit[words]", words)[0]["node"]["name"] == words
    assert len(store.fulltext("Task[title]", "废物", limit=1)) == 1
    store.remove(small_plan().document.id)
    assert len(store.fulltext("Task[title]", "废物")) == 1


def test_equality_is_not_answered_by_full_text(store: Store) -> None:
    store.load(build(small_plan()))
    assert store.read("MATCH (t:Task {title: '农业'}) RETURN t.id AS id") == []
    assert len(store.read("MATCH (t:Task {title: '农业废物'}) RETURN t.id AS id")) == 1
    assert len(store.read("MATCH (t:Task) WHERE t.title CONTAINS '业废' RETURN t.id AS id")) == 1


def test_a_failing_transaction_leaves_nothing(store: Store) -> None:
    def work(tx: object) -> None:
        tx.run("CREATE (:Region {id: 'r', name: '甲市'})")  # type: ignore[attr-defined]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.transaction(work)
    assert count(store) == (0, 0)


def test_many_rows(embedded_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document with too many rows for one statement is loaded by several, in the same transaction."""
    monkeypatch.setattr("graph.load.WHOLE", 5)
    plan = small_plan()
    assert embedded_store.load(build(plan)).status == "added"
    assert load_plan(embedded_store, plan.document.id) == plan


def test_large_text(store: Store) -> None:
    plan = replace(small_plan(), text="文" * 1_000_000)
    store.load(build(plan))
    assert load_plan(store, plan.document.id) == plan


def test_documents_loaded_side_by_side(store: Store) -> None:
    """Eight threads make the same indicator, cited documents and units at once: each load succeeds."""
    made = [small_plan("甲市", title=f"方案{n}") for n in range(24)]
    failures: list[BaseException] = []

    def run(part: list[Plan]) -> None:
        try:
            for plan in part:
                store.load(build(plan))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(made[n::8],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(list_documents(store)) == 24
    for plan in made:
        assert load_plan(store, plan.document.id) == plan
