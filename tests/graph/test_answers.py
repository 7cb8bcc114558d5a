"""Is a clause of the city answered: the numbers it is told by, and what they are worth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.extract import extract_text
from extractors.records import Plan
from graph import knowledge
from graph.answers import NUMBERS, Answers
from graph.clauses import items
from graph.coverage import probability
from graph.view import view
from queries.compare import compare


def plan(place: str, level: str, title: str, text: str) -> Plan:
    others = f"2.清扫道路。推行主次干道机械化清扫。（牵头单位：{level}城管局）\n"
    return extract_text(
        f"{place}2025年重点工作实施方案\n\n一、重点任务\n1.{title}。{text}（牵头单位：{level}民政局）\n{others}", place
    )


def numbers(ours: str, theirs: str) -> dict[str, dict[str, float]]:
    """The numbers of each clause of a city measure, as answered by the county's under the same title."""
    upper, lower = plan("云川市", "市", "发展养老服务", ours), plan("平溪县", "县", "发展养老服务", theirs)
    answers = Answers(view(upper, lower), upper.targets)
    return {part.text: found for part, found in answers.numbers(items(upper)[0], [items(lower)[0]])}


OURS = "依托社区用房，改造老年食堂，组建邻里互助队伍。举办护理员竞赛，老年人建档率达到90%以上，新增护理床位300张。"
THEIRS = "依托社区用房，改造老年食堂，举办护理员竞赛。开办老年大学。"

CASES = [
    ("改造老年食堂", "own", 1.0, "letter for letter"),
    ("组建邻里互助队伍", "own", -0.2, "nothing comes near"),
    ("组建邻里互助队伍", "alone", 0.0, "and of its own words none is there"),
    ("举办护理员竞赛", "alone", 1.0, "all that it says is there"),
    ("组建邻里互助队伍", "silent", 1.0, "nothing stands between the answers of its neighbours"),
    ("依托社区用房", "opening", 1.0, "whence, not what"),
    ("依托社区用房", "first", 1.0, "the first of its measure"),
    ("举办护理员竞赛", "first", 0.0, "the first of its sentence only"),
    ("举办护理员竞赛", "sentence_first", 1.0, "the first of its sentence only"),
    ("老年人建档率达到90%以上", "rate", 1.0, "its target's verdict tells of it"),
    ("新增护理床位300张", "rate", 0.0, "a thing to be made"),
]


@pytest.mark.parametrize(("clause", "name", "expected", "note"), CASES)
def test_numbers(clause: str, name: str, expected: float, note: str) -> None:
    value = numbers(OURS, THEIRS)[clause][name]
    assert value >= expected if name == "own" and expected == 1.0 else value == expected, note


def test_every_number_has_a_weight() -> None:
    weights = knowledge.coverage()
    assert weights.keys() == {"meaning", "words"}
    assert all(found.keys() == {"constant", *NUMBERS} for found in weights.values())
    assert all(found.keys() == NUMBERS.keys() for found in numbers(OURS, THEIRS).values())


@pytest.mark.parametrize("asked", ["meaning", "words"])
def test_what_is_there_is_covered_and_what_is_not_is_not(asked: str) -> None:
    found, weights = numbers(OURS, THEIRS), knowledge.coverage()[asked]
    assert probability(found["改造老年食堂"], weights) < 0.01
    assert probability(found["组建邻里互助队伍"], weights) > 0.5


TEXTS = st.text("养老服务、，。；：“”（）到2027年各县（市、区）食堂互助100%以上", max_size=60)


@settings(deadline=None, max_examples=40)
@given(TEXTS, TEXTS)
def test_never_raises_and_spans_match(ours: str, theirs: str) -> None:
    upper, lower = plan("云川市", "市", "发展养老服务", ours), plan("平溪县", "县", "发展养老服务", theirs)
    for row in compare(upper, lower).links:
        assert all(upper.text[p.span.start : p.span.end] == p.text for p in row.uncovered)


def test_a_county_measure_of_which_every_clause_is_nearer_to_another_answers_nothing() -> None:
    upper = plan("云川市", "市", "发展养老服务", "改造老年食堂，组建邻里互助队伍。")
    lower = plan("平溪县", "县", "发展养老服务", "改造老年食堂。")
    answers = Answers(view(upper, lower), upper.targets)
    (cared, swept), (fed, brushed) = items(upper), items(lower)
    found = [[answers.any_of(ours, theirs) for theirs in (fed, brushed)] for ours in (cared, swept)]
    assert found == [[True, False], [False, True]]
