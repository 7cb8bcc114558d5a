"""Names of units that stand in one cell with nothing between them."""

import pytest

from extractors.records import Span
from extractors.words.run_together import apart


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县文旅局县财政局白石镇", ["县文旅局", "县财政局", "白石镇"]),
        (
            "区文广旅游体育局区委宣传部湖滨旅游度假区山前街道",
            ["区文广旅游体育局", "区委宣传部", "湖滨旅游度假区", "山前街道"],
        ),
        ("派出所市场监管所", ["派出所", "市场监管所"]),
        ("县委办县政府办", ["县委办", "县政府办"]),
        ("县残联县民政局", ["县残联", "县民政局"]),
        ("市卫生健康委市疾控中心团市委", ["市卫生健康委", "市疾控中心", "团市委"]),
        ("区住建局各镇街", ["区住建局", "各镇街"]),
        # One name, or a branch or office behind its own department.
        ("市委政法委", ["市委政法委"]),
        ("县委县政府督查室", ["县委县政府督查室"]),
        ("市自然资源和规划局高新区分局", ["市自然资源和规划局高新区分局"]),
        ("县人力资源社会保障局劳动监察大队", ["县人力资源社会保障局劳动监察大队"]),
        ("市市场监管局", ["市市场监管局"]),
        ("县水利局河长办", ["县水利局河长办"]),
        ("县城镇管理局", ["县城镇管理局"]),
        ("县工商业联合会", ["县工商业联合会"]),
        ("市住房和城乡建设局", ["市住房和城乡建设局"]),
        ("", [""]),
    ],
)
def test_apart(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in apart(text, Span(0, len(text)))] == expected
