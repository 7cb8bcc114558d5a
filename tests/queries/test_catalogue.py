"""The headers of the question files."""

import pytest

from queries.catalogue import CatalogueError, catalogue, parse, question

GOOD = """// title: 有哪些文件
// about: 某地的文件
// parameters: {region: 地区, skip: 跳过, limit: 至多}
// defaults: {skip: 0, limit: 100}
// example: {region: 甲市, skip: 0, limit: 100}
// columns: {document: 文件, found: 共有}
MATCH (d:Document {region: $region}) WITH collect(d) AS own UNWIND own AS d
RETURN d.title AS document, COUNT { MATCH (d) RETURN d.id AS id } AS found ORDER BY document SKIP $skip LIMIT $limit
"""


def test_every_file_is_sound() -> None:
    assert len(catalogue()) >= 15
    for name, entry in catalogue().items():
        assert question(name) == entry
        assert entry.title and entry.about and entry.columns


def test_a_good_file() -> None:
    made = parse("documents-of.cypher", GOOD)
    assert (made.name, made.title, made.parameters) == (
        "documents-of",
        "有哪些文件",
        {"region": "地区", "skip": "跳过", "limit": "至多"},
    )
    assert made.cypher.startswith("MATCH")


# (what is replaced, by what, what the message must name)
BAD = [
    ("// title: 有哪些文件\n", "", "header"),
    ("// title: 有哪些文件", "// title: [", "YAML"),
    ("// title: 有哪些文件", "// title: 3", "title"),
    ("{region: 地区,", "{region: 地区, year: 年,", "year"),
    ("$region", "$place", "place"),
    ("{region: 甲市,", "{", "example"),
    ("// defaults: {", "// defaults: {year: 1, ", "defaults"),
    ("// defaults: {skip: 0, ", "// defaults: {", "pages"),
    ("{document: 文件,", "{title: 文件,", "columns"),
    (", found: 共有}", "}", "columns: the last is found"),
    ("WITH collect", "SET d.seen = true WITH collect", "SET"),
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
