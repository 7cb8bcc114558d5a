"""Each word of a role, in a line, in a bracket, in a table or a sentence, gives that role to all of its units."""

from pathlib import Path

import pytest
import yaml

from extractors.extract import extract_text

WORDS = yaml.safe_load((Path(__file__).parent / "cases" / "role_words.yaml").read_text(encoding="utf-8"))
LABELS = [(role, word) for role, found in WORDS["labels"].items() for word in found]
VERBS = [(role, word) for role, found in WORDS["verbs"].items() for word in found]
HEAD = "临江市2025年工作方案\n\n一、总体要求\n坚持问题导向。\n\n二、重点任务\n"


def assigned(body: str, without: str = "") -> list[list[tuple[str, str]]]:
    return [
        [(a.unit, a.role) for measure in task.measures for a in measure.assignments if a.unit != without]
        for task in extract_text(HEAD + body).tasks
    ]


def wanted(role: str) -> list[list[tuple[str, str]]]:
    return [[("市住房城乡建设局", role), ("市财政局", role)], [("市水利局", role)]]


@pytest.mark.parametrize(("role", "label"), LABELS)
def test_labels(role: str, label: str) -> None:
    first, second = f"{label}：市住房城乡建设局、市财政局", f"{label}：市水利局"
    line = f"1.整治内涝。排查点位，新建管网。\n{first}\n2.疏浚河道。清淤疏浚。\n{second}\n"
    bracket = f"1.整治内涝。排查点位，新建管网。（{first}）\n2.疏浚河道。清淤疏浚。（{second}）\n"
    table = f"序号 | 工作任务 | {label} | 完成时限\n1 | 整治内涝 | 市住房城乡建设局、市财政局 | 6月底\n2 | 疏浚河道 | 市水利局 | 年底\n"
    assert [assigned(body) for body in (line, bracket, table)] == [wanted(role)] * 3


@pytest.mark.parametrize(("role", "verb"), VERBS)
def test_verbs(role: str, verb: str) -> None:
    led = "市发展改革委牵头，" if role == "supporting" else ""
    first, second = f"{led}市住房城乡建设局、市财政局{verb}", f"{led}市水利局{verb}"
    bracket = f"1.整治内涝。排查点位，新建管网。（{first}）\n2.疏浚河道。清淤疏浚。（{second}）\n"
    by = f"1.整治内涝。排查点位，新建管网。由{first}。\n2.疏浚河道。清淤疏浚。由{second}。\n"
    line = f"1.整治内涝。排查点位，新建管网。\n{first}\n2.疏浚河道。清淤疏浚。\n{second}\n"
    found = [assigned(body, without="市发展改革委" if led else "") for body in (bracket, by, line)]
    assert found == [wanted(role)] * 3
