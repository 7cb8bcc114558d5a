"""Names as people type them: found, near, unknown."""

import pytest

from extractors.errors import UserError
from graph.store import Store
from queries.ask import ask, duties, find_region, holds, nearest, plain, targets, who

# (what is typed, the question that answers, how many rows at least)
FOUND = [
    (["飞灰综合利用"], "who-owns-task", 2),
    (["飞灰的综合利用"], "who-owns-task", 2),
    (["飞灰", "水洗"], "who-owns-task", 2),
    (["5"], "task-by-number", 8),
    (["5."], "task-by-number", 8),
    (["（五）"], "section-tasks", 2),
    (["落实减污降碳协同化措施"], "section-tasks", 1),
]


@pytest.mark.parametrize(("words", "name", "least"), FOUND)
def test_who_finds(loaded: Store, words: list[str], name: str, least: int) -> None:
    answer = who(loaded, words)
    assert (answer.question.name, answer.missing) == (name, "")
    assert len(answer.rows) >= least


def test_who_keeps_only_what_holds_every_word(loaded: Store) -> None:
    for row in who(loaded, ["秸秆", "利用"]).rows:
        assert holds(["秸秆", "利用"], row["title"], row["quote"])


def test_who_in_one_region(loaded: Store) -> None:
    rows = who(loaded, ["飞灰综合利用"], "新郑市").rows
    assert [row["lead"] for row in rows] == [["市生态环境分局"]]


@pytest.mark.parametrize(
    ("typed", "near"), [("飞灰综合例用", "飞灰综合利用"), ("秸秆回收利用监督", "秸秆"), ("火星移民", "")]
)
def test_who_unknown(loaded: Store, typed: str, near: str) -> None:
    answer = who(loaded, [typed])
    assert (answer.rows, answer.missing) == ((), typed)
    assert any(near in title for title in answer.near) or not near


@pytest.mark.parametrize("typed", ["", "  ", "——", "的"])
def test_who_without_words(loaded: Store, typed: str) -> None:
    with pytest.raises(UserError):
        who(loaded, [typed])


@pytest.mark.parametrize(
    ("typed", "near"), [("市城管委", "市城管局"), ("城管局", "市城管局"), ("市科工信", "市科工信局")]
)
def test_unknown_unit_gets_near_names(loaded: Store, typed: str, near: str) -> None:
    answer = duties(loaded, typed)
    assert (answer.rows, answer.missing) == ((), typed)
    assert near in answer.near


def test_counterparts_are_of_the_other_government(loaded: Store) -> None:
    own = duties(loaded, "市工信局")
    both = duties(loaded, "市工信局", counterparts=True)
    assert {row["unit"] for row in own.rows} == {"市工信局"}
    assert {row["unit"] for row in both.rows} == {"市工信局", "市科工信局"}
    assert len(both.rows) > len(own.rows)


def test_a_page_of_duties_knows_the_whole(loaded: Store) -> None:
    """The head of a unit counts all that it has to do, also what stands on other pages."""
    every, page = duties(loaded, "市工信局", counterparts=True), duties(loaded, "市工信局", counterparts=True, limit=2)
    for answer in (every, page):
        for (government, unit), counts in answer.duties.items():
            mine = [row["role"] for row in every.rows if (row["government"], row["unit"]) == (government, unit)]
            assert {role: mine.count(role) for role in ("lead", "responsible", "supporting")} == {
                role: counts[role] for role in ("lead", "responsible", "supporting")
            }
    assert len(page.rows) == 2 and set(page.duties) == {("新郑市", "市科工信局")}


def test_a_name_given_twice_counts_once(loaded: Store) -> None:
    once = ask(loaded, "unit-duties-with-counterparts", unit="市工信局", counterparts=["市科工信局"])
    twice = ask(
        loaded, "unit-duties-with-counterparts", unit="市工信局", counterparts=["市科工信局", "市工信局", "市科工信局"]
    )
    assert (twice.rows, twice.found) == (once.rows, once.found)
    assert once.found == len(once.rows)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("新郑市", "targets-of-region"), ("新政〔2023〕6号", "targets-of-document"), ("市农委", "targets-of-unit")],
)
def test_targets_of(loaded: Store, typed: str, name: str) -> None:
    answer = targets(loaded, typed)
    assert answer.question.name == name
    assert answer.rows


def test_targets_of_nobody(loaded: Store) -> None:
    answer = targets(loaded, "洛阳市")
    assert (answer.rows, answer.missing) == ((), "洛阳市")
    assert answer.near


def test_region_by_its_own_name(loaded: Store) -> None:
    assert find_region(loaded, "新郑市").endswith("新郑市")
    assert find_region(loaded, "") == ""
    with pytest.raises(UserError, match="新郑市"):
        find_region(loaded, "新正市")


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("no-such", {}, "没有名为"),
        ("unit-duties", {}, "还缺参数：unit"),
        ("unit-duties", {"unit": "市城管局", "place": "x"}, "没有参数 place"),
        ("unit-duties", {"unit": "市城管局", "region": "火星"}, "火星"),
    ],
)
def test_mistakes_in_a_question(loaded: Store, name: str, given: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        ask(loaded, name, **given)


def test_plain_ignores_width_case_and_marks() -> None:
    assert plain("到 2025年，ＧＤＰ（增速）") == plain("到2025年gdp增速")


def test_nearest_first() -> None:
    assert nearest("市城管委", ["市教育局", "市城管局", "市城建局"])[0] == "市城管局"


UNKNOWN = [
    ("targets-of-document", {"document": "新郑市无废城市建设方案"}, "新郑市"),
    ("units-of-document", {"document": "郑州市无废城市方案"}, "郑州市"),
    ("indicator-everywhere", {"indicator": "秸秆综合回收率"}, "秸秆综合利用率"),
]


@pytest.mark.parametrize(("name", "parameters", "near"), UNKNOWN)
def test_unknown_documents_and_indicators_are_missing(
    loaded: Store, name: str, parameters: dict[str, str], near: str
) -> None:
    answer = ask(loaded, name, **parameters)
    assert answer.missing in parameters.values()
    assert any(near in other for other in answer.near), answer.near
