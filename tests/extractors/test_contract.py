"""The extract contract: its shape, and back again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.contract import from_contract, to_contract
from extractors.extract import extract_text

TEXT = """岭东市2024年河湖治理工作要点
一、重点任务
（一）清理河道。2024年6月底前清理河道30公里，黑臭水体治理率达到95%以上。（市水利局牵头，市生态环境局、各县区配合）
（二）完善制度。修订管理办法。责任单位：市司法局；责任领导：周明
"""

# DESIGN.md, "The extract contract": what every reader of the JSON relies on.
SHAPE = {
    "": {"document", "text", "sections", "tasks", "targets", "warnings"},
    "document": {"title", "doc_number", "issuer", "region", "level", "issued_on", "period", "cites", "sha256", "source", "pages"},
    "sections": {"id", "path", "span"},
    "tasks": {"id", "number", "title", "section", "span", "page", "measures"},
    "measures": {"id", "text", "span", "page", "lead", "responsible", "supporting", "deadline", "deadline_date", "deadlines",
                 "responsibility_text", "responsibility_span"},
    "targets": {"id", "indicator", "kind", "comparator", "bound", "value", "value_high", "unit", "year", "base_year",
                "base_value", "scope", "margin", "text", "span", "page", "task", "measure"},
}  # fmt: skip


@pytest.mark.parametrize("part", SHAPE)
def test_every_public_key_is_there(part: str) -> None:
    data = to_contract(extract_text(TEXT))
    if part == "":
        found = [data]
    elif part == "measures":
        found = [measure for task in data["tasks"] for measure in task["measures"]]
    else:
        found = [data[part]] if part == "document" else data[part]
    assert found
    assert all(SHAPE[part] <= set(record) for record in found)


def test_what_is_read() -> None:
    data = to_contract(extract_text(TEXT))
    first, second = (task["measures"][0] for task in data["tasks"])
    assert data["document"]["title"] == "岭东市2024年河湖治理工作要点"
    assert (first["lead"], first["supporting"]) == (["市水利局"], ["市生态环境局", "各县区"])
    assert (first["deadline"], first["deadline_date"]) == ("2024年6月底前", "2024-06")
    assert first["responsibility_text"] == "（市水利局牵头，市生态环境局、各县区配合）"
    assert (second["responsible"], second["persons"]) == (["市司法局"], ["周明"])
    assert [(t["value"], t["unit"]) for t in data["targets"]] == [(30.0, "公里"), (95.0, "%")]


def test_targets_know_their_measure() -> None:
    plan = extract_text(TEXT)
    assert {target.measure for target in plan.targets} == {plan.tasks[0].measures[0].id}
    assert {target.task for target in plan.targets} == {plan.tasks[0].id}


@given(st.lists(st.sampled_from(TEXT.splitlines()), max_size=8))
def test_there_and_back(lines: list[str]) -> None:
    plan = extract_text("\n".join(["岭东市工作要点", *lines]))
    assert from_contract(json.loads(json.dumps(to_contract(plan)))) == plan


def test_another_shape_is_refused() -> None:
    with pytest.raises((KeyError, TypeError)):
        from_contract({"document": {}})
