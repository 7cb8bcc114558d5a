"""Documents taken out of either store: comparisons go with them, decisions as it is said, all of a call or nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from plans_loaded import compared, load_plans

from extractors.errors import UserError
from graph.build import build
from graph.decided import load_decisions, save_decision
from graph.decisions import Decision
from graph.plans import list_documents, load_graph
from graph.removal import Removed, remove_documents
from graph.store import Store, Transaction
from pipeline.remove import remove, told

CITY, COUNTY = "郑州市", "新郑市"


def decided() -> Decision:
    """A decision on the first pair of the two plans."""
    link = next(row for row in compared().links if row.lower)
    return Decision(link.upper, link.lower[0], "carried", "张三", "2025-01-01")


@pytest.fixture
def filled(store: Store) -> Store:
    """The two plans with their comparison, and a decision."""
    load_plans(store)
    save_decision(store, decided())
    return store


def count(store: Store, label: str) -> int:
    """How many nodes of a label there are."""
    return int(store.read(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"])


def test_decisions_stay_and_hold_again(filled: Store) -> None:
    gone = remove(filled, [COUNTY])
    assert [document.region for document in gone.documents] == [COUNTY]
    assert (gone.counts, count(filled, "Finding")) == (Removed(1, 1, 1), 0)
    assert [document.region for document in list_documents(filled)] == [CITY]
    assert load_decisions(filled) == (decided(),)
    said = "".join(told(gone))
    assert "已删去《" in said and "比对结果 1 对" in said and "判定 1 项还留着" in said
    filled.load(build(compared().lower))
    kept = filled.read("MATCH (m:Measure) WHERE m.id IN $ids RETURN m.id AS id", ids=[decided().upper, decided().lower])
    assert len(kept) == 2, "the same file has the same measures"
    other = load_graph(filled, compared().upper.document.id)
    assert other.number_of_nodes() == build(compared().upper).number_of_nodes()


def test_decisions_go_where_that_is_said(filled: Store) -> None:
    gone = remove(filled, [COUNTY, CITY], with_decisions=True)
    assert "判定 1 项" in "".join(told(gone)) and "还留着" not in "".join(told(gone))
    assert filled.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


@pytest.mark.parametrize(
    ("name", "region"),
    [
        (COUNTY, COUNTY),
        ("新政〔2023〕6号", COUNTY),
        ("zhengzhou-2023-zero-waste.txt", CITY),
        ("some/folder/zhengzhou-2023-zero-waste.txt", CITY),
        ("《郑州市“十四五”时期“无废城市”建设实施方案》", CITY),
        ("新郑市“十四五”", COUNTY),
        ("id", CITY),
    ],
)
def test_what_a_name_means(filled: Store, name: str, region: str) -> None:
    key = compared().upper.document.id if name == "id" else name
    assert [document.region for document in remove(filled, [key]).documents] == [region]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["无废城市"], "可以是 2 份文件，一份也没有删"),
        (["新正市"], "没有“新正市”这份文件；图中有：新郑市"),
        ([COUNTY, "火星"], "没有“火星”"),
    ],
)
def test_a_name_that_is_not_clear_removes_nothing(filled: Store, names: list[str], said: str) -> None:
    before = count(filled, "Measure"), count(filled, "Finding")
    with pytest.raises(UserError, match=said):
        remove(filled, names)
    assert (count(filled, "Measure"), count(filled, "Finding")) == before


def test_all_or_nothing(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure in the middle leaves every document as it was."""
    import graph.removal

    whole: Callable[..., None] = graph.removal.take_out

    def cut(tx: Transaction, ids: list[str]) -> Any:
        whole(tx, ids[:1])
        raise UserError("断了")

    monkeypatch.setattr(graph.removal, "take_out", cut)
    before = count(filled, "Measure"), count(filled, "Finding")
    with pytest.raises(UserError, match="断了"):
        remove_documents(filled, [document.id for document in list_documents(filled)], decisions=True)
    assert (count(filled, "Measure"), count(filled, "Finding")) == before
    assert load_decisions(filled) == (decided(),)


def test_what_is_not_there(filled: Store) -> None:
    cited = filled.read("MATCH (d:Document) WHERE NOT d.loaded RETURN d.id AS id LIMIT 1")[0]["id"]
    assert remove_documents(filled, ["none", cited]) == Removed(0, 0, 0)
