"""schema.yaml: loaded and checked, the source of the DDL and of the data dictionary."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph import schema
from graph.dictionary import dictionary
from graph.store import Store

ROOT = Path(__file__).resolve().parents[2]


def test_data_dictionary_is_current() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == dictionary(schema.load())


def test_labels_and_types_are_those_of_the_design() -> None:
    known = schema.load()
    labels = "Document Text Region Section Task Measure Target Indicator Unit Finding Decision"
    types = (
        "ISSUED_BY IN_REGION PART_OF CITES HAS_TEXT HAS_SECTION HAS_TASK HAS_MEASURE LED_BY RESPONSIBLE SUPPORTED_BY "
        "INVOLVES SETS MEASURES COUNTERPART_OF IMPLEMENTS ANSWERS ABOUT"
    )
    assert list(known.labels) == labels.split()
    assert list(known.relationships) == types.split()


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("labels", "Task", "owner"), "nobody", r"labels\.Task\.owner: 'nobody'"),
        (("labels", "Task", "key"), "number", r"labels\.Task\.key: 'number'"),
        (("labels", "Task", "indexes"), ["start"], r"labels\.Task\.indexes: 'start'"),
        (("labels", "Task", "fulltext"), ["document"], r"labels\.Task\.fulltext: \['document'\] indexed otherwise"),
        (("labels", "Task", "colour"), "red", r"labels\.Task: unknown \['colour'\]"),
        (("labels", "Task", "stage"), "draw", r"labels\.Task\.stage: 'draw'"),
        (("labels", "Task", "properties", "page", "type"), "number", r"properties\.page\.type: 'number'"),
        (("labels", "Task", "properties", "page"), "integer", r"properties\.page: expected a mapping"),
        (("labels", "SETS"), {"meaning": "", "owner": "shared", "key": "id", "properties": {}}, r"labels\.SETS\.key"),
        (("labels", "任务"), {"meaning": "", "owner": "shared", "key": "id", "properties": {}}, "not a usable name"),
        (("relationships", "SETS", "ends"), [["Task", "Goal"]], r"relationships\.SETS\.ends: \['Task', 'Goal'\]"),
        (("relationships", "SETS"), {"ends": []}, r"relationships\.SETS: lacks \['meaning'\]"),
        (("relationships", "Task"), {"meaning": "", "ends": []}, "names both"),
    ],
)
def test_bad_file_is_refused_by_place_key_and_value(path: tuple[str, ...], value: Any, message: str) -> None:
    good = yaml.safe_load((ROOT / "graph" / "schema.yaml").read_text("utf-8"))
    data = entry = copy.deepcopy(good)
    for key in path[:-1]:
        entry = entry[key]
    entry[path[-1]] = value
    with pytest.raises(schema.SchemaError, match=message):
        schema.parse(data)


def test_every_index_is_made_once(store: Store) -> None:
    store.ensure_schema()
    found = {
        (row["labelsOrTypes"][0], row["properties"][0], row["type"] == "FULLTEXT")
        for row in store.read("SHOW INDEXES")
        if row["labelsOrTypes"] and row["properties"]
    }
    assert found == schema.indexed(schema.load())


def test_full_text_indexes_have_one_name_on_both_engines(store: Store) -> None:
    found = {row["name"] for row in store.read("SHOW INDEXES") if row["type"] == "FULLTEXT"}
    assert found == set(schema.load().fulltext_indexes())
