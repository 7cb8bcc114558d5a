"""Every question, on both engines, asked of the two plans of corpus/."""

from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from queries.ask import ask
from queries.catalogue import catalogue

QUESTIONS = Path(__file__).resolve().parents[2] / "queries" / "questions"
# No task of the two plans prints a deadline of its own: the years belong to targets.
MAY_BE_EMPTY = {"due-before"}


@pytest.mark.parametrize("name", catalogue())
def test_example_of_the_header_gives_rows(loaded: Store, name: str) -> None:
    entry = catalogue()[name]
    answer = ask(loaded, name, **entry.example)
    assert not answer.missing
    assert answer.rows or name in MAY_BE_EMPTY
    for row in answer.rows:
        assert list(row) == list(entry.columns)


@pytest.mark.parametrize("name", catalogue())
def test_the_file_runs_as_it_is(loaded: Store, name: str) -> None:
    """As in Neo4j Browser: the whole file with its header, and the parameters of its example."""
    text = (QUESTIONS / f"{name}.cypher").read_text(encoding="utf-8")
    assert len(loaded.read(text, **catalogue()[name].example)) == len(
        ask(loaded, name, **catalogue()[name].example).rows
    )


# (question, parameters, column values that one row must have)
EXPECTED: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    ("who-owns-task", {"words": '"飞灰综合利用"', "region": "郑州市"}, {"lead": ["市生态环境局"]}),
    ("who-owns-task", {"words": '"飞灰综合利用"', "region": "新郑市"}, {"lead": ["市生态环境分局"], "number": "4"}),
    ("task-by-number", {"number": "9", "document": "新郑市"}, {"title": "促进快递包装绿色循环", "lead": []}),
    ("section-tasks", {"section": "减污降碳", "region": "新郑市"}, {"title": "持续优化产业布局"}),
    ("unit-duties", {"unit": "市科工信局"}, {"role": "lead", "government": "新郑市"}),
    ("unit-duties", {"unit": "市工信局", "region": "郑州市"}, {"role": "lead", "government": "郑州市"}),
    ("targets-of-document", {"document": "新郑市"}, {"indicator": "秸秆综合利用率", "value": 95.0, "unit": "%"}),
    ("targets-of-region", {"region": "郑州市"}, {"indicator": "生活垃圾回收利用率", "value": 40.0, "year": 2025}),
    ("units-of-document", {"document": "新郑市"}, {"unit": "市生态环境分局", "kind": "bureau"}),
    ("measures-naming-place", {"place": "登封市"}, {"region": "郑州市"}),
    ("citations", {"document": "新郑市"}, {"direction": "引用", "other_number": "郑政〔2023〕11号"}),
    ("tasks-without-lead", {"region": "新郑市"}, {"title": "促进快递包装绿色循环"}),
    ("units-together", {"unit": "市城管局", "other": "市财政局"}, {}),
    ("documents", {}, {"region": "新郑市", "tasks": 40, "measures": 40}),
    ("documents", {}, {"region": "郑州市", "tasks": 34, "measures": 60}),
]


@pytest.mark.parametrize("name", catalogue())
def test_pages_make_up_the_whole(loaded: Store, name: str) -> None:
    example = {**catalogue()[name].example}
    whole = ask(loaded, name, **{**example, "limit": 0})
    assert whole.found == len(whole.rows)
    size = max(1, -(-whole.found // 3))
    pages = [ask(loaded, name, **{**example, "skip": size * n, "limit": size}) for n in range(4)]
    assert {page.found for page in pages if page.rows} <= {whole.found}
    assert [row for page in pages for row in page.rows] == list(whole.rows)


# (question, parameters, rows): words that full text would cut otherwise than the title or the text has them
EDGES = [
    ("targets-of-document", {"document": "新郑市“十四五”时期"}, 43),
    ("targets-of-document", {"document": "郑市"}, 43),
    ("targets-of-document", {"document": "市"}, 71),
    ("targets-of-document", {"document": '"'}, 0),
    ("targets-of-document", {"document": "城市”建"}, 71),
    ("units-of-document", {"document": "新政〔2023〕6号"}, 29),
    ("tasks-without-lead", {"document": "”建设"}, 2),
    ("measures-naming-place", {"place": "登"}, 5),
    ("section-tasks", {"section": "（一）"}, 24),
    ("section-tasks", {"section": "重点任务"}, 100),
    ("section-tasks", {"section": "污降"}, 24),
]


@pytest.mark.parametrize(("name", "parameters", "rows"), EDGES)
def test_words_are_found_wherever_they_are_cut(loaded: Store, name: str, parameters: dict[str, str], rows: int) -> None:
    assert ask(loaded, name, **parameters).found == rows


@pytest.mark.parametrize(("name", "parameters", "expected"), EXPECTED)
def test_answer(loaded: Store, name: str, parameters: dict[str, str], expected: dict[str, Any]) -> None:
    rows = ask(loaded, name, **parameters).rows
    assert any(expected.items() <= _plain(row, expected).items() for row in rows), rows[:3]


def _plain(row: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """The expected columns of `row`; of a region only its own name, and no mark at the end of a title."""
    kept = {key: row[key] for key in expected}
    for key in ("region", "government"):
        if key in kept and str(kept[key]).endswith(str(expected[key])):
            kept[key] = expected[key]
    return kept


def test_every_row_opens_at_its_place(loaded: Store) -> None:
    texts = {
        row["title"]: row["text"]
        for row in loaded.read("MATCH (d:Document)-[:HAS_TEXT]->(t:Text) RETURN d.title AS title, t.text AS text")
    }
    for name in ("tasks-without-lead", "section-tasks", "targets-of-document"):
        for row in ask(loaded, name, **catalogue()[name].example).rows:
            assert row["quote"] in texts[row["document"]]
