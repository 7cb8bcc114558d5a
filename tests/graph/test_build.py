"""Records to graph and back."""

from dataclasses import replace

import pytest
from hypothesis import given
from made import plans, renamed, small_plan

from extractors.records import Plan
from graph import schema
from graph.build import ROLE_TYPES, build, fingerprint
from graph.ids import unit_id, unit_name
from graph.restore import restore


@given(plans())
def test_graph_follows_schema_and_restores(plan: Plan) -> None:
    graph = build(plan)
    schema.check_graph(graph)
    assert restore(graph) == plan


@given(plans())
def test_what_is_written_twice_agrees(plan: Plan) -> None:
    """Units on a measure and on its relationships; how many measures a number has, counted as task-by-number does."""
    graph = build(plan)
    for task in plan.tasks:
        for measure in task.measures:
            own = graph.nodes[measure.id]["properties"]
            for role, type_ in ROLE_TYPES.items():
                edges = [data for _, _, data in graph.out_edges(measure.id, data=True) if data["type"] == type_]
                edges.sort(key=lambda data: data["properties"]["position"])
                assert own[role] == [data["properties"]["raw"] for data in edges]
    numbers = graph.nodes[plan.document.id]["properties"]["numbers"]
    for number in {task.number for task in plan.tasks if task.number and "\n" not in task.number}:
        assert numbers.count(f"\n{number}\n") >= sum(len(t.measures) for t in plan.tasks if t.number == number)


def test_small_plan() -> None:
    graph = build(small_plan())
    found = {
        (data["type"], graph.nodes[start]["label"], graph.nodes[end]["label"])
        for start, end, data in graph.edges(data=True)
    }
    assert found == {
        ("ISSUED_BY", "Document", "Unit"),
        ("IN_REGION", "Document", "Region"),
        ("IN_REGION", "Unit", "Region"),
        ("CITES", "Document", "Document"),
        ("HAS_TEXT", "Document", "Text"),
        ("INVOLVES", "Document", "Unit"),
        ("HAS_SECTION", "Document", "Section"),
        ("HAS_TASK", "Section", "Task"),
        ("HAS_MEASURE", "Task", "Measure"),
        ("LED_BY", "Measure", "Unit"),
        ("RESPONSIBLE", "Measure", "Unit"),
        ("SETS", "Measure", "Target"),
        ("MEASURES", "Target", "Indicator"),
    }
    units = {
        data["properties"]["name"]: data["properties"]["kind"]
        for _, data in graph.nodes(data=True)
        if data["label"] == "Unit"
    }
    assert units == {
        "甲市人民政府": "bureau",
        "市农业农村工作委员会": "bureau",
        "市财政局": "bureau",
        "各乡镇": "collective",
    }
    raw = [data["properties"]["raw"] for _, _, data in graph.edges(data=True) if data["type"] == "LED_BY"]
    assert raw == ["市农委"]


def test_units_of_two_governments_are_two() -> None:
    one, other = build(small_plan("甲市")), build(small_plan("乙市"))
    labels = {key: data["label"] for key, data in [*one.nodes(data=True), *other.nodes(data=True)]}
    assert {labels[key] for key in set(one) & set(other)} == {"Document", "Indicator"}  # what both cite and measure


def test_nested_sections_hang_under_their_parents() -> None:
    plan = small_plan()
    top = plan.sections[0]
    inner = replace(top, id="inner", heading="（一）农业", path=(*top.path, "（一）农业"), level=2)
    deeper = replace(top, id="deeper", heading="1.秸秆", path=(*inner.path, "1.秸秆"), level=3)
    orphan = replace(top, id="orphan", heading="（二）", path=("不见的章", "（二）"), level=2)
    graph = build(replace(plan, sections=(top, inner, deeper, orphan)))
    parents = {end: start for start, end, data in graph.edges(data=True) if data["type"] == "HAS_SECTION"}
    assert parents == {top.id: plan.document.id, "inner": top.id, "deeper": "inner", "orphan": plan.document.id}


def test_fingerprint_ignores_where_the_file_lay_and_nothing_else() -> None:
    plan = small_plan()
    moved = replace(plan, document=replace(plan.document, source="elsewhere.txt"))
    assert fingerprint(build(moved)) == fingerprint(build(plan))
    for change in (
        replace(plan, text=plan.text + "。"),
        replace(plan, warnings=()),
        replace(plan, targets=()),
        replace(plan, document=replace(plan.document, sha256="0")),
        small_plan(rate=94.0),
    ):
        assert fingerprint(build(change)) != fingerprint(build(plan))


def test_two_records_with_one_id_are_refused() -> None:
    plan = small_plan()
    with pytest.raises(ValueError, match="id is already that of a Target"):
        build(replace(plan, targets=plan.targets * 2))


def test_renamed_plan_shares_no_records() -> None:
    plan = small_plan()
    labels = {data["label"] for key, data in build(renamed(plan, "丙市")).nodes(data=True) if key in build(plan)}
    assert labels <= {"Document", "Indicator"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("各区县〔市〕政府", "各区县(市)政府", True),
        ("各乡镇(街道、管委会)", "各乡镇（街道、 管委会）", True),
        ("市城管局", "市 城管局", True),
        ("江岸区教育局", "江汉区教育局", False),
        ("市教育局", "市体育局", False),
        ("（）", "()", True),
        (" ", "", False),
    ],
)
def test_spellings_of_one_unit(one: str, other: str, same: bool) -> None:
    assert (unit_id("甲市", unit_name(one)) == unit_id("甲市", unit_name(other))) == same
