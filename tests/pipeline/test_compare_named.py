"""Which plans a name stands for: what was taken is said where a region has several."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from graph.store import Store
from pipeline.add import add
from pipeline.compare import compare_named

PLAN = (
    "{place}{about}工作方案\n一、重点任务\n1．推进{about}。到2025年，{about}覆盖率达到{value}%。（{tier}民政局牵头）\n"
)


def test_another_plan_of_the_region_is_told(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place, tier in (("白水市", "市"), ("黑石县", "县")):
        for about in ("养老服务", "安全生产"):
            text = PLAN.format(place=place, about=about, value=60, tier=tier)
            (tmp_path / f"{place}{about}.txt").write_text(text, encoding="utf-8")
    assert {result.status for result in add(store, sorted(tmp_path.glob("*.txt")))} == {"added"}
    (comparison,) = compare_named("白水市养老服务工作方案", ["黑石县"], lambda: nullcontext(store))
    assert comparison.lower.document.title == "黑石县养老服务工作方案"
    told = capsys.readouterr().err
    assert told.count("注意：") == 1
    assert "“黑石县”有 2 份文件" in told and "黑石县安全生产工作方案" in told


def test_a_county_given_as_the_city_is_told(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place, tier in (("白水市", "市"), ("黑石县", "县")):
        text = PLAN.format(place=place, about="养老服务", value=60, tier=tier)
        (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
    assert {result.status for result in add(store, sorted(tmp_path.glob("*.txt")))} == {"added"}
    compare_named("白水市", ["黑石县"], lambda: nullcontext(store))
    assert capsys.readouterr().err == ""
    compare_named("黑石县", ["白水市"], lambda: nullcontext(store))
    assert "是否写反了" in capsys.readouterr().err
