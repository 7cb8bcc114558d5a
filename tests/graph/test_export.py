"""Graphs as files: what is written says the same as what is stored."""

import json

import networkx as nx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from made import plans, small_plan

from extractors.errors import UserError
from extractors.records import Plan
from graph.build import build
from graph.export import FORMS, export, literal, read_store
from graph.plans import load_plan
from graph.store import Store


def facts(graph: "nx.MultiDiGraph[str]") -> tuple[dict[str, object], list[str]]:
    """Nodes and relationships in an order of their own."""
    edges = [
        (start, end, data["type"], sorted(data["properties"].items())) for start, end, data in graph.edges(data=True)
    ]
    return dict(graph.nodes(data=True)), sorted(map(repr, edges))


@given(plans())
def test_node_link_reads_back(plan: Plan) -> None:
    graph = build(plan)
    read = nx.node_link_graph(json.loads(export(graph, "json")), edges="edges")
    assert facts(read) == facts(graph)


@given(plans())
def test_graphml_is_xml_with_every_node_and_edge(plan: Plan) -> None:
    graph = build(plan)
    read = nx.parse_graphml(export(graph, "graphml"), force_multigraph=True)
    assert (read.number_of_nodes(), read.number_of_edges()) == (graph.number_of_nodes(), graph.number_of_edges())


def test_graphml_holds_the_properties() -> None:
    read = nx.parse_graphml(export(build(small_plan()), "graphml"), force_multigraph=True)
    target = next(data for _, data in read.nodes(data=True) if data["label"] == "Target")
    assert (target["indicator"], target["value"], target["year"]) == ("秸秆综合利用率", 95.0, 2025)
    task = next(data for _, data in read.nodes(data=True) if data["label"] == "Task")
    assert json.loads(task["section"]) == ["一、重点任务"]
    assert {data["raw"] for _, _, data in read.edges(data=True) if data["type"] == "LED_BY"} == {"市农委"}


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(plan=plans())
def test_cypher_makes_what_loading_makes_however_often_it_is_run(store: Store, plan: Plan) -> None:
    store.write("MATCH (n) DETACH DELETE n")
    script = export(build(plan), "cypher")
    for _ in range(2):
        for statement in script.split(";\n")[:-1]:
            store.write(statement)
    assert load_plan(store, plan.document.id) == plan


def test_whole_store(store: Store) -> None:
    one, other = build(small_plan("甲市")), build(small_plan("乙市"))
    store.load(one)
    store.load(other)
    store.write(
        "MATCH (a:Unit), (b:Unit) WHERE a.government < b.government CREATE (a)-[:COUNTERPART_OF {score: 1.0}]->(b)"
    )
    graph = read_store(store)
    assert {data["type"] for _, _, data in graph.edges(data=True)} >= {"COUNTERPART_OF", "LED_BY"}
    graph.remove_edges_from([e[:3] for e in graph.edges(keys=True, data=True) if e[3]["type"] == "COUNTERPART_OF"])
    assert facts(graph) == facts(nx.compose(one, other))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (3, "3"),
        (1e300, "1e300"),
        (-0.5, "-0.5"),
        ("it's", r"'it\'s'"),
        ("a\\b\n", r"'a\\b\n'"),
        ("\0", r"'\u0000'"),
        (["一", 2], "['一', 2]"),
        ({"id": "x", "n": []}, "{id: 'x', n: []}"),
    ],
)
def test_literal(value: object, written: str) -> None:
    assert literal(value) == written


def test_unknown_form() -> None:
    with pytest.raises(UserError, match="graphml、json、cypher"):
        export(build(small_plan()), "dot")
    assert set(FORMS) == {"graphml", "json", "cypher"}
