"""`zhengtu eval`: its counts on small labelled documents, its comparisons, and the committed baseline."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.errors import UserError
from extractors.extract import extract_text
from pipeline.cli import run
from pipeline.counts import Count, Miss, plain
from pipeline.evaluate import CORPUS, changes, evaluate, falls, load, save
from pipeline.gold import read_gold
from pipeline.scoring import score

TEXT = """一、重点任务
（一）建设口袋公园。到2025年，新建口袋公园6个。（市城管局牵头，市财政局配合）
（二）治理扬尘。2025年6月底前完成整改。（市住建局负责）
"""

MEASURE = {
    "starts": "到2025年", "lead": ["市城管局"], "responsible": [], "supporting": ["市财政局"], "optional_units": [],
    "deadline": "到2025年", "deadline_date": "2025",
}  # fmt: skip
SECOND = {**MEASURE, "starts": "2025年6月", "lead": [], "responsible": ["市住建局"], "supporting": [],
          "deadline": "2025年6月底前", "deadline_date": "2025-06"}  # fmt: skip
TASKS = [
    {"number": "一", "title": "建设口袋公园", "section": ["一、重点任务"], "measures": [MEASURE]},
    {"number": "二", "title": "治理扬尘", "section": ["一、重点任务"], "measures": [SECOND]},
]
TARGET = {
    "indicator": "口袋公园", "kind": "count", "comparator": "eq", "bound": None, "value": 6, "value_high": None,
    "unit": "个", "year": 2025, "base_year": None, "base_value": None, "scope": None, "accept": [],
}  # fmt: skip
LABELS: dict[str, Any] = {"document": {"title": None}, "tasks": TASKS, "targets": [TARGET]}


def labelled(folder: Path, text: str = TEXT, **changed: Any) -> Path:
    """A set of one labelled document in `folder`."""
    folder.mkdir(exist_ok=True)
    (folder / "one.txt").write_text(text, encoding="utf-8")
    (folder / "one.gold.json").write_text(json.dumps({**LABELS, **changed}, ensure_ascii=False), encoding="utf-8")
    return folder


def measure(**changed: Any) -> list[dict[str, Any]]:
    """The labelled tasks with the first measure changed."""
    return [{**TASKS[0], "measures": [{**MEASURE, **changed}]}, TASKS[1]]


# What the labels say beside what is read, and the counts (right, extra, missed) that this gives.
COUNTS: list[tuple[dict[str, Any], dict[str, tuple[int, int, int]], str]] = [
    ({}, {"task": (2, 0, 0), "unit": (3, 0, 0), "lead": (1, 0, 0), "role": (3, 0, 0), "deadline": (1, 0, 0),
          "target": (1, 0, 0), "comparator": (1, 0, 0), "year": (1, 0, 0)}, "all right; a horizon is no deadline"),
    ({"tasks": TASKS[:1]}, {"task": (1, 1, 0), "unit": (2, 1, 0)}, "an extra task with its unit"),
    ({"tasks": TASKS[:1], "tasks_exhaustive": False}, {"task": (1, 0, 0), "unit": (2, 0, 0)}, "only recall counts"),
    ({"tasks": TASKS[:1], "not_tasks": ["二"], "not_tasks_ignored": True}, {"task": (1, 0, 0)}, "ignored number"),
    ({"tasks": measure(lead=["市教育局"])}, {"unit": (2, 1, 1), "lead": (0, 1, 1), "role": (2, 0, 0)}, "another unit"),
    ({"tasks": measure(lead=[], responsible=["市城管局"])}, {"unit": (3, 0, 0), "lead": (0, 1, 0), "role": (2, 1, 1)},
     "right unit, wrong role"),
    ({"tasks": measure(lead=[], responsible=["市城管局"], either_role=True)}, {"lead": (0, 0, 0), "role": (1, 0, 0)},
     "either role: neither lead nor role is judged"),
    ({"tasks": measure(lead=["市城管局"], supporting=[], responsible=["市财政局"], two_roles=True)}, {"role": (3, 0, 0)},
     "two roles but lead"),
    ({"tasks": measure(supporting=[], optional_units=["市财政局"])}, {"unit": (2, 0, 0)}, "optional unit"),
    ({"tasks": measure(supporting=["财政局"], optional_units=["市财政局"])}, {"unit": (3, 0, 0)}, "restored form"),
    ({"tasks": measure(lead=["市城管局、市财政局"], supporting=[])}, {"unit": (2, 0, 0), "lead": (1, 0, 0)},
     "the parts of a collective answer for it"),
    ({"tasks": measure(deadline="年内", deadline_date="2025-12-31")}, {"deadline": (2, 0, 0)}, "the year and its end"),
    ({"tasks": measure(deadline="5月底前", deadline_date="2025-05")}, {"deadline": (1, 1, 1)}, "missed deadline"),
    ({"tasks": measure(deadline="年内", deadline_date="2025-06", deadline_optional=True)}, {"deadline": (1, 0, 0)}, ""),
    ({"targets": []}, {"target": (0, 1, 0), "comparator": (0, 0, 0)}, "extra target"),
    ({"targets": [], "targets_exhaustive": False}, {"target": (0, 0, 0)}, "only recall counts"),
    ({"targets": [{**TARGET, "value": 0.0006, "unit": "万个"}]}, {"target": (1, 0, 0)}, "scaled unit"),
    ({"targets": [{**TARGET, "value": 7}]}, {"target": (0, 1, 1)}, "another value"),
    ({"targets": [{**TARGET, "value": 7, "optional": True}]}, {"target": (0, 1, 0)}, "an optional target left out"),
    ({"targets": [{**TARGET, "comparator": "ge", "accept": ["eq"]}]}, {"comparator": (1, 0, 0)}, "accepted"),
    ({"targets": [{**TARGET, "comparator": "increase", "bound": "ge", "accept": ["eq"]}]}, {"comparator": (0, 1, 1)},
     "the bound of a change counts"),
    ({"targets": [{**TARGET, "year": 2030, "open": ["year"]}]}, {"year": (0, 0, 0)}, "open field"),
    ({"targets": [{**TARGET, "year": 2030, "base_year": 2020, "scope": "中心城区", "kind": None}]},
     {"year": (0, 1, 1), "base": (0, 1, 1), "scope": (0, 1, 1), "kind": (0, 0, 0)}, "fields of a target found"),
]  # fmt: skip


@pytest.mark.parametrize(("labels", "expected", "note"), COUNTS)
def test_counts(tmp_path: Path, labels: dict[str, Any], expected: dict[str, tuple[int, int, int]], note: str) -> None:
    result = evaluate([str(labelled(tmp_path / "set", **labels))])
    total = {field: result.total("set", field) for field in expected}
    assert {field: (c.right, c.extra, c.missed) for field, c in total.items()} == expected, note


def test_figures() -> None:
    count = Count(right=6, extra=2, missed=4)
    assert (count.precision, count.recall, round(count.f1, 4)) == (0.75, 0.6, 0.6667)
    assert (Count().precision, Count().recall, Count().f1) == (1.0, 1.0, 1.0)
    assert Count(extra=1, missed=1).f1 == 0.0


def test_tasks_are_paired_by_number_and_title_before_title_alone(tmp_path: Path) -> None:
    twice = TEXT + "二、保障措施\n（一）治理扬尘。开展巡查。（市生态环境局负责）\n"
    third = {
        **TASKS[1],
        "number": "一",
        "measures": [{**SECOND, "responsible": ["市生态环境局"], "deadline_date": None}],
    }
    gold = read_gold(labelled(tmp_path / "set", tasks=[TASKS[0], third, TASKS[1]]) / "one.gold.json")
    assert score(gold, extract_text(twice)).misses == []


PAIR: dict[str, Any] = {
    "upper": {"measures": [{"key": "U1", "number": "1", "title": "清扫道路", "starts": "推行机械化"}], "targets": []},
    "lower": {"measures": [{"key": "L1", "number": "1", "title": "清扫道路", "starts": "推行机械化"}], "targets": []},
    "links": [{"upper": "U1", "lower": ["L1"], "verdict": "carried", "uncovered": []}],
    "targets": [{"upper": {"indicator": "机械化清扫率", "value": 90}, "lower": None, "verdict": "missing"}],
    "leads": [{"upper": "U1", "lower": "L1", "verdict": "same"}],
    "deadlines": [],
}


def pair(folder: Path, county: str = "县", **changed: Any) -> Path:
    """A set of one labelled pair in `folder`."""
    folder.mkdir(exist_ok=True)
    text = "{}1．清扫道路。推行机械化清扫。（牵头单位：{}城管局）\n"
    (folder / "two.upper.txt").write_text(text.format("甲市保洁方案\n\n一、任务\n", "市"), encoding="utf-8")
    (folder / "two.lower.txt").write_text(text.format("乙县保洁方案\n\n一、任务\n", county), encoding="utf-8")
    (folder / "two.pairs.json").write_text(json.dumps({**PAIR, **changed}, ensure_ascii=False), encoding="utf-8")
    return folder


def test_pairs_are_scored_and_each_miss_is_named(tmp_path: Path) -> None:
    right = evaluate([str(pair(tmp_path / "set"))])
    assert {f: right.total("set", f).f1 for f in ("link", "link-verdict", "lead-verdict")} == {
        "link": 1.0, "link-verdict": 1.0, "lead-verdict": 1.0,
    }  # fmt: skip
    unread = Miss("target-verdict", "机械化清扫率", "应为 没有提，判作 没有读到")
    assert right.sets["set"]["two"].misses == [unread]
    wrong = evaluate([str(pair(tmp_path / "set", links=[{**PAIR["links"][0], "lower": [], "verdict": "missing"}]))])
    faults = [(miss.field, miss.fault.split("（")[0]) for miss in wrong.sets["set"]["two"].misses]
    assert faults[:2] == [("link", "多"), ("link-verdict", "应为 未承接，判作 已承接")]
    other = evaluate([str(pair(tmp_path / "set", county="县教育局、县"))])
    assert [fall.field for fall in falls(right, other)] == ["lead-verdict"]


@pytest.mark.parametrize(
    ("changed", "says"), [({"links": None}, "不是一份比对标注"), ({"upper_file": "无"}, "没有 无")]
)
def test_wrong_pairs_get_one_line(tmp_path: Path, changed: dict[str, Any], says: str) -> None:
    with pytest.raises(UserError, match=says):
        evaluate([str(pair(tmp_path / "set", **changed))])


def test_plain_folds_marks_and_widths() -> None:
    assert plain("市卫生健康委（市中医药局） ６％") == plain("市卫生健康委(市中医药局)6%")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"tasks": [{"number": "1"}]}, "tasks[0] 缺少 measures、section、title"),
        ({"targets": [{**TARGET, "vaule": 1}]}, "targets[0] 有不认识的键 vaule"),
        ({"taks": []}, "有不认识的键 taks"),
        ({"tasks": measure(leads=[])}, "tasks[0].measures[0] 有不认识的键 leads"),
    ],
)
def test_wrong_labels_name_file_and_key(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    with pytest.raises(UserError) as error:
        evaluate([str(labelled(tmp_path / "set", **change))])
    assert "one.gold.json" in str(error.value)
    assert says in str(error.value)


def test_what_was_gained_and_lost_is_named(tmp_path: Path) -> None:
    folder = labelled(tmp_path / "set")
    right = evaluate([str(folder)])
    (folder / "one.txt").write_text(TEXT.replace("市财政局配合", "市教育局配合"), encoding="utf-8")
    worse = evaluate([str(folder)])
    save(right, tmp_path / "right.json")
    assert load(tmp_path / "right.json") == right
    lost = [miss.about for change in changes(right, worse) for miss in change.lost]
    assert lost == ["一 建设口袋公园 · 市财政局", "一 建设口袋公园 · 市教育局"]
    assert [(c.gained, c.lost) for c in changes(worse, right)] == [(changes(right, worse)[0].lost, ())]
    assert [(fall.field, fall.before) for fall in falls(right, worse)] == [("unit", 1.0)]
    assert falls(worse, right) == []


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, saved = labelled(tmp_path / "set"), tmp_path / "result.json"
    assert run(["eval", str(folder), "--save", str(saved), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sets"]["set"]["total"]["task"]["f1"] == 1.0
    labelled(folder, targets=[{**TARGET, "value": 7}])
    assert run(["eval", str(folder), "-v", "--against", str(saved)]) == 1
    shown = capsys.readouterr().out
    assert "目标  口袋公园 7个：漏" in shown
    assert "少读对 2 处" in shown
    assert "set 的目标 F1 由 1.0000 降到 0.0000" in shown


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["没有的组"], "没有“没有的组”这组标注"),
        (["--against", "nowhere.json"], "读不了评测结果 nowhere.json"),
        (["--against", "README.md"], "不是 zhengtu eval --save 存下的评测结果"),
    ],
)
def test_mistakes_get_one_line(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", *arguments]) == 1
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_without_the_corpus_the_command_says_where_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.evaluate.CORPUS", tmp_path)
    assert run(["eval"]) == 1
    assert "只有源码目录里才有" in capsys.readouterr().err


def test_every_label_of_the_corpus_is_read() -> None:
    paths = sorted((CORPUS / "gold").glob("*/*.gold.json"))
    assert len(paths) > 90
    for path in paths:
        read_gold(path)


def test_no_figure_falls_under_the_baseline() -> None:
    before = load(CORPUS / "gold" / "baseline.json")
    assert set(before.sets) <= {*(folder.name for folder in (CORPUS / "gold").iterdir()), "pairs"}
    assert "pairs" in before.sets
    assert falls(before, evaluate(list(before.sets))) == []
