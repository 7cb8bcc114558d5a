"""Links of measures: the labelled pairs, the ways in which a measure is carried, and people's decisions."""

from dataclasses import replace

import pytest
from pairs import Pair, invented, plan

from extractors.records import Plan
from graph import meaning
from graph.decisions import Decision
from graph.link import Link, link

PAIRS = {pair.name: pair for pair in invented()}


def made(region: str, *measures: tuple[str, str]) -> Plan:
    """A plan of measures (title, text), numbered from 1; ids are the numbers."""
    tasks = [
        {
            "number": str(number),
            "title": title,
            "section": [],
            "measures": [
                {
                    "id": f"{region}{number}",
                    "text": text,
                    "lead": [],
                    "responsible": [],
                    "supporting": [],
                    "deadlines": [],
                }
            ],
        }
        for number, (title, text) in enumerate(measures, 1)
    ]
    return plan({"title": region + "方案", "region": region, "level": None, "tasks": tasks, "targets": []})


def rows(upper: Plan, lower: Plan, *decisions: Decision) -> list[Link]:
    return list(link(upper, lower, decisions))


@pytest.fixture(params=[True, False], ids=["encoder", "words alone"])
def asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """With the encoder of the extra `semantic`, and as it is without."""
    if not request.param:
        monkeypatch.setattr(meaning, "encoder", lambda: None)
    return bool(request.param)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_labelled_pairs(pair: Pair, asked: bool) -> None:
    """The links of the invented pairs are found but for one doubtful one, and nothing that is there is called missing."""
    found = {row.upper: row for row in link(pair.upper, pair.lower)}
    wrong = {label["upper"] for label in pair.gold["links"] if set(found[label["upper"]].lower) != set(label["lower"])}
    assert len(wrong) <= 1
    assert not [label["upper"] for label in pair.gold["links"] if label["lower"] and not found[label["upper"]].lower]
    assert len(found) == sum(len(task.measures) for task in pair.upper.tasks)


def test_the_same_in_other_words(asked: bool) -> None:
    """Without a word in common, and in no order: told by meaning alone, else said to be missing; never mistaken."""
    upper = made(
        "云川市",
        ("稳定生猪产能", "支持规模养殖场升级栏舍设施。"),
        ("发展职业教育", "扩大中职学校招生，校企联合办班。"),
        ("强化欠薪治理", "严查工程建设领域拖欠报酬行为。"),
        ("加密公交班次", "早晚高峰增开线路。"),
    )
    lower = made(
        "平溪县",
        ("上班路上少等车", "七点到九点多发几趟巴士。"),
        ("干了活就得拿到钱", "工地老板赖账的一律移交公安。"),
        ("让娃学到手艺", "技校多收学生，和工厂一起开课。"),
        ("把猪养好", "帮大户翻新猪圈。"),
    )
    found = [(row.upper, row.lower[0]) for row in rows(upper, lower) if row.lower]
    assert len(found) >= (2 if asked else 0)
    assert set(found) <= {
        ("云川市1", "平溪县4"),
        ("云川市2", "平溪县3"),
        ("云川市3", "平溪县2"),
        ("云川市4", "平溪县1"),
    }


def test_the_encoder_is_not_asked_where_the_words_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "encoder", lambda: pytest.fail("asked"))
    upper = made("云川市", ("清扫道路", "推行主次干道机械化清扫。"), ("保护河湖", "科学制定水库闸坝调度方案。"))
    assert [row.verdict for row in rows(upper, upper)] == ["carried", "carried"]


def test_plans_on_other_topics_are_not_linked() -> None:
    """A city's plan on government online and a county's on schools have nothing to carry."""
    rows = link(PAIRS["digital-government"].upper, PAIRS["schools"].lower)
    assert sum(bool(row.lower) for row in rows) <= 1


def test_the_same_frame_about_another_subject_is_no_link() -> None:
    upper = made("云川市", ("发展老年食堂", "采取中央厨房配送方式布局老年食堂，鼓励餐饮企业参与运营老年食堂。"))
    lower = made("平溪县", ("发展学生食堂", "采取中央厨房配送方式布局学生食堂，鼓励餐饮企业参与运营学生食堂。"))
    assert rows(upper, lower)[0].verdict == "missing"


def test_two_into_one_and_one_into_two() -> None:
    two = made("云川市", ("清扫道路", "推行主次干道机械化清扫。"), ("冲洗道路", "夏季每日冲洗降温，控制道路积尘负荷。"))
    one = made("平溪县", ("道路保洁", "主次干道推行机械化清扫，夏季每日冲洗降温，控制道路积尘负荷。"))
    assert [row.lower for row in rows(two, one)] == [("平溪县1",), ("平溪县1",)]
    (row,) = rows(one, two)
    assert set(row.lower) == {"云川市1", "云川市2"}


def test_a_sentence_without_counterpart_makes_it_partly() -> None:
    upper = made("云川市", ("保护河湖", "科学制定水库闸坝调度方案，监测生态流量。恢复湖滨水生植被，建设候鸟栖息地。"))
    lower = made("平溪县", ("保障流量", "编制水库闸坝联合调度方案，保证下泄生态流量。"))
    (row,) = rows(upper, lower)
    assert row.verdict == "partly"
    assert [piece.text for piece in row.uncovered] == ["恢复湖滨水生植被，建设候鸟栖息地"]
    assert all(upper.text[p.span.start : p.span.end] == p.text for p in row.uncovered)


def test_other_places_are_not_applicable() -> None:
    upper = made("云川市", ("建设应急池", "在东陵县、石桥区建设突发事件应急池。"), ("建设管网", "新建污水管网。"))
    lower = made("平溪县", ("建设管网", "新建污水管网。"))
    first, second = rows(upper, lower)
    assert first.verdict == "not-applicable"
    assert first.reasons == ("只涉及东陵县、石桥区",)
    assert second.verdict == "carried"


UPPER = made("云川市", ("建设管网", "新建污水管网。"), ("种树", "植树造林。"))
LOWER = made("平溪县", ("建设管网", "新建污水管网。"), ("修路", "修缮农村公路。"))


@pytest.mark.parametrize(
    ("decision", "lower", "verdict"),
    [
        (Decision("云川市1", "平溪县1", "rejected", "张三", "2024-05-01"), (), "missing"),
        (Decision("云川市2", "平溪县2", "carried", "张三", "2024-05-01"), ("平溪县2",), "carried"),
        (Decision("云川市2", "平溪县2", "partly", "张三", "2024-05-01"), ("平溪县2",), "partly"),
        (Decision("云川市1", None, "missing", "张三", "2024-05-01"), (), "missing"),
        (Decision("云川市2", None, "not-applicable", "张三", "2024-05-01"), (), "not-applicable"),
    ],
)
def test_a_decision_outranks_the_machine(decision: Decision, lower: tuple[str, ...], verdict: str) -> None:
    row = next(row for row in rows(UPPER, LOWER, decision) if row.upper == decision.upper)
    assert (row.lower, row.verdict, row.decided_by) == (lower, verdict, "张三")


def test_decisions_leave_other_rows_alone() -> None:
    before = rows(UPPER, LOWER)
    after = rows(UPPER, LOWER, Decision("云川市1", "平溪县1", "rejected", "张三", "2024-05-01"))
    assert before[1] == after[1]


def test_empty_plans_and_measures() -> None:
    nothing = replace(UPPER, tasks=(), targets=())
    assert rows(nothing, LOWER) == []
    assert [row.verdict for row in rows(UPPER, nothing)] == ["missing", "missing"]
    assert [row.verdict for row in rows(made("云川市", ("", "")), LOWER)] == ["missing"]
