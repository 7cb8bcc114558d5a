"""The report's counts: read, told of in a warning, recognised as none."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.coverage import Coverage, coverage
from extractors.extract import extract_text

TEXT = """云溪县2024年水利工作要点
成员（县水利局、县财政局）名单另发。
一、任务
（一）清淤（含清障）。新建泵站30座，产值超过5亿元的企业除外。（县水利局牵头，各乡镇配合）
（二）加固。牵头单位：县住建局
牵头单位要会同配合单位抓好落实。
"""


def test_counts() -> None:
    found = {kind.kind: kind for kind in coverage(extract_text(TEXT))}
    assert found["bracket"] == Coverage("bracket", read=1, warned=1, none=0)
    assert found["label"] == Coverage("label", read=1, warned=0, none=0)
    assert found["name"] == Coverage("name", read=3, warned=2, none=0)
    assert found["number"].read == 1
    assert found["number"].read + found["number"].warned + found["number"].none == 2


@given(st.lists(st.sampled_from(TEXT.splitlines()), max_size=8).map("\n".join))
def test_every_place_is_counted_once(text: str) -> None:
    plan = extract_text("云溪县工作要点\n" + text)
    assert [kind.kind for kind in coverage(plan)] == ["bracket", "label", "name", "number"]
    assert all(min(kind.read, kind.warned, kind.none) >= 0 for kind in coverage(plan))
