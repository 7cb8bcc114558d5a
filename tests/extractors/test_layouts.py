"""The same tasks, written in every layout of `layouts`, are read the same."""

import pytest
from layouts import LAYOUTS, Charge

from extractors.extract import extract_text

CITY = (
    Charge("整治城区内涝", "排查易涝点位，新建雨水管网46公里。", ("市住房城乡建设局",), ("市城市管理局", "各区人民政府"), ("市财政局",), "2025年11月底前", "排水防涝"),
    Charge("疏浚骨干河道", "拆除阻水建筑，清淤疏浚12公里。", ("市水利局",), ("市自然资源和规划局",), ("市气象局", "市生态环境局"), "2025年6月底前", "排水防涝"),
    Charge("更新供水设施", "更换老旧管道，改造泵房30座。", ("市水务集团",), ("市住房城乡建设局", "各街道（镇）"), ("市卫生健康委",), "2025年10月底前", "供水保障"),
    Charge("推进智慧监测", "布设传感终端，建成统一平台。", ("市大数据局",), ("市应急管理局",), (), "2025年12月底前", "供水保障"),
)  # fmt: skip
COUNTY = (
    Charge("扩大普惠托育", "新增托位600个，每个镇街建成一处示范机构。", ("县卫生健康局", "县教育局"), ("县民政局", "各镇（街道）"), ("县妇联",), "2025年9月底", "一老一小"),
    Charge("提升助餐服务", "改造社区食堂15家，为老年人提供优惠用餐。", ("县民政局",), ("县商务局", "县市场监管局"), ("团县委", "县总工会"), "2025年8月", "一老一小"),
    Charge("守护校园食品安全", "抽检食材，食堂互联网监管实现全覆盖。", ("县市场监管局",), ("县教育局", "县公安局"), ("县卫生健康局",), "2025年年底前", "平安校园"),
)  # fmt: skip
PLANS = {"临江市2025年城市安全韧性提升工作方案": CITY, "棠溪县2025年民生实事实施方案": COUNTY}
# Their own numbering is that of the sections, or stands for it.
WHOLE = ("statement_closes_the_section", "items 一、")
NOT_READ: tuple[str, ...] = ()


def _case(name: str) -> object:
    marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if name in NOT_READ else []
    return pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", [_case(name) for name in LAYOUTS])
@pytest.mark.parametrize("title", PLANS)
def test_what_is_read_does_not_depend_on_the_layout(name: str, title: str) -> None:
    charges = PLANS[title]
    body = LAYOUTS[name](charges)
    if name not in WHOLE:
        body = f"一、总体要求\n坚持问题导向，补齐短板。\n\n二、重点任务\n{body}"
    plan = extract_text(f"{title}\n\n{body}\n")
    read = []
    for task in plan.tasks:
        (measure,) = task.measures
        units = {
            role: tuple(a.unit for a in measure.assignments if a.role == role)
            for role in ("lead", "responsible", "supporting")
        }
        read.append((task.title, *units.values(), bool(measure.deadlines)))
    wanted = [(c.title, c.lead, c.responsible, c.supporting, True) for c in charges]
    if name.startswith("statement_"):
        # The items below the heading are the tasks, each with its units.
        assert [row[1:] for row in read] == [row[1:] for row in wanted for _ in range(2)]
    else:
        assert read == wanted
