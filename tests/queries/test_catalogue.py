"""The headers of the question files."""

import pytest

from queries.catalogue import CatalogueError, catalogue, parse, question

GOOD = """// title: 有哪些文件
// about: 某地的文件
// parameters: {region: 地区}
// defaults: {}
// example: {region: 甲市}
// columns: {document: 文件}
MATCH (d:Document {region: $region}) RETURN d.title AS document ORDER BY document
"""


def test_every_file_is_sound() -> None:
    assert len(catalogue()) >= 15
    for name, entry in catalogue().items():
        assert question(name) == entry
        assert entry.title and entry.about and entry.columns


def test_a_good_file() -> None:
    made = parse("documents-of.cypher", GOOD)
    assert (made.name, made.title, made.parameters) == ("documents-of", "有哪些文件", {"region": "地区"})
    assert made.cypher.startswith("MATCH")


# (what is replaced, by what, what the message must name)
BAD = [
    ("// title: 有哪些文件\n", "", "header"),
    ("// title: 有哪些文件", "// title: [", "YAML"),
    ("// title: 有哪些文件", "// title: 3", "title"),
    ("{region: 地区}", "{region: 地区, year: 年}", "year"),
    ("$region", "$place", "place"),
    ("{region: 甲市}", "{}", "example"),
    ("// defaults: {}", "// defaults: {year: 1}", "defaults"),
    ("{document: 文件}", "{title: 文件}", "columns"),
    ("RETURN", "SET d.seen = true RETURN", "SET"),
]


@pytest.mark.parametrize(("old", "new", "named"), BAD)
def test_a_bad_file_is_refused_by_name(old: str, new: str, named: str) -> None:
    with pytest.raises(CatalogueError, match=named) as caught:
        parse("documents-of.cypher", GOOD.replace(old, new))
    assert "documents-of.cypher" in str(caught.value)


@pytest.mark.parametrize("name", ["", "nothing", "../schema", "who_owns_task"])
def test_unknown_question(name: str) -> None:
    with pytest.raises(KeyError):
        question(name)
