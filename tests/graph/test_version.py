"""A store that another version filled, wholly or in part, says so and is mended by reading anew; on both engines."""

import copy
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
import yaml
from made import small_plan
from neo4j_server import Neo4jServer

from extractors.errors import UserError
from graph import schema
from graph.build import build
from graph.store import Store, open_store
from graph.version import outdated

GOOD = yaml.safe_load(Path(schema.__file__).with_name("schema.yaml").read_text("utf-8"))
OLD = {
    "no version": "MATCH (d:Document) WHERE d.title = $title REMOVE d.schema_version",
    "another": "MATCH (d:Document) WHERE d.title = $title SET d.schema_version = '0-000000000000'",
}


def test_a_store_of_this_version(store: Store) -> None:
    assert outdated(store) is None
    store.load(build(small_plan()))
    assert outdated(store) is None, "a document that is only cited has no version and needs none"


@pytest.mark.parametrize("old", OLD.values(), ids=OLD)
def test_what_another_version_wrote_is_named_and_read_anew(store: Store, old: str) -> None:
    plans = [small_plan("甲市", title="方案"), small_plan("乙市", title="方案")]
    for plan in plans:
        store.load(build(plan))
    store.write(old, title="乙市方案")
    # As the older program would have written it: its own fingerprint too.
    store.write("MATCH (d:Document {title: '乙市方案'}) SET d.fingerprint = 'old'")
    found = outdated(store)
    assert found is not None
    assert (found.count, found.titles) == (1, ("乙市方案",))
    assert [store.load(build(plan)).status for plan in plans] == ["unchanged", "replaced"]
    assert outdated(store) is None


def test_few_are_named_of_many(store: Store) -> None:
    for number in range(5):
        store.load(build(small_plan("甲市", title=f"方案{number}")))
    store.write("MATCH (d:Document) REMOVE d.schema_version")
    assert re.search(
        "5 份文件.*《甲市方案0》《甲市方案1》《甲市方案2》等.*zhengtu add.*zhengtu remove", str(outdated(store))
    )


@pytest.fixture(params=["embedded", "neo4j"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., AbstractContextManager[Store]]]:
    """`open_store` for an empty store of either engine."""
    if request.param == "embedded":
        yield partial(open_store, str(tmp_path / "store"))
        return
    server: Neo4jServer = request.getfixturevalue("neo4j_server")
    own: Store = request.getfixturevalue("neo4j_store")
    yield partial(open_store, server.url, password=server.password)
    own.write("MATCH (n) DETACH DELETE n")


def test_opening(opened: Callable[..., AbstractContextManager[Store]]) -> None:
    with opened() as store:
        store.load(build(small_plan()))
    with opened(read_only=True) as store:
        assert outdated(store) is None
    with opened() as store:
        store.write("MATCH (d:Document) REMOVE d.schema_version SET d.fingerprint = 'old'")
    for how in ({"read_only": True}, {}):
        with pytest.raises(UserError, match=r"1 份文件是政图的另一版本读入的.*zhengtu add") as caught, opened(**how):
            pass
        assert "\n" not in str(caught.value)
    with opened(renewing=True) as store:
        assert store.load(build(small_plan())).status == "replaced"
    with opened(read_only=True) as store:
        assert store.read("MATCH (d:Document) WHERE d.loaded RETURN count(d) AS n") == [{"n": 1}]


# (place, value, whether what is stored is another thing then)
CHANGES = [
    (("version",), 1000, True),
    (("labels", "Task", "properties", "colour"), {"type": "string", "meaning": "颜色"}, True),
    (("labels", "Task", "properties", "page", "type"), "string", True),
    (("labels", "Task", "properties", "title", "required"), False, True),
    (("labels", "Task", "fulltext"), [], True),
    (("relationships", "SETS", "ends"), [["Task", "Target"]], True),
    (("relationships", "ABOUT", "properties"), {"score": {"type": "float", "meaning": "把握"}}, True),
    (("labels", "Task", "meaning"), "另一种说法", False),
    (("labels", "Task", "properties", "page", "meaning"), "另一种说法", False),
    (("labels", "Task", "indexes"), ["document"], False),
]


@pytest.mark.parametrize(("path", "value", "another"), CHANGES, ids=lambda value: str(value))
def test_the_version_follows_what_is_stored(path: tuple[str, ...], value: object, another: bool) -> None:
    data = entry = copy.deepcopy(GOOD)
    for key in path[:-1]:
        entry = entry[key]
    entry[path[-1]] = value
    assert (schema.parse(data).version != schema.parse(GOOD).version) == another


def test_the_version_is_a_number() -> None:
    with pytest.raises(schema.SchemaError, match="version: '1'"):
        schema.parse({**GOOD, "version": "1"})
