"""One city aim against one county aim, as printed: which verdict they get."""

import pytest

from extractors.extract import extract_text
from queries.compare import compare

FRAME = (
    "{place}2025年重点工作方案\n一、工作目标\n到2025年底，{all}{aim}。\n"
    "二、重点任务\n（一）加强组织领导。成立领导小组，明确职责分工。（牵头单位：{level}政府办公室）\n"
)

VERDICTS = [
    ("万元地区生产总值能耗控制在0.32吨标准煤/万元以内", "每万元GDP能耗不高于0.35吨标准煤", "below", "per in the name"),
    ("每十万人口道路交通事故死亡率控制在4人以内", "每十万人口道路交通事故死亡人数不超过3.5人", "above", "rate, number"),
    ("每千人口执业（助理）医师数达到3.5人", "每千常住人口执业医师达到3.2人", "below", "a bracket left out"),
    ("单位工业增加值用水量较2020年下降12%", "万元工业增加值用水量较2020年下降10%", "below", "for each, of any size"),
    ("新增高新技术企业20家", "高新技术企业总数达到9家", "not-comparable", "to come, in all"),
    ("新建充电桩2000个", "充电桩保有量达到900个", "not-comparable", "to come, in all"),
    ("新增省级专精特新企业20家", "培育省级专精特新企业3家", "share", "both made"),
    ("化学需氧量排放总量减少3000吨", "化学需氧量排放总量减少260吨", "share", "part of a fall"),
    ("改造棚户区35片", "改造棚户区1200户", "not-comparable", "blocks, homes"),
    ("培训家政服务人员3000人", "培训家政服务人员200名", "share", "two counters of people"),
    ("重大火灾隐患整改率达到100%", "挂牌的重大火灾隐患按期整改率达到100%", "equal", "words added"),
    ("建成标准化文化服务中心120个", "达标的文化服务中心建成15个", "share", "a state in other words"),
    ("农业生产托管服务覆盖的村占比达到70%", "农业生产托管服务覆盖的村达到120个", "not-comparable", "rate, number"),
    ("城乡居民基本医疗保险参保率达到97%", "基本医疗保险参保人数达到42万人", "not-comparable", "rate, number"),
    ("城镇登记失业率控制在4%以内", "城镇调查失业率控制在5%以内", "not-comparable", "other basis"),
    ("地表水省考断面优良比例达到90%", "国控断面优良水体比例达到95%", "not-comparable", "other basis"),
    ("森林覆盖率达到32%", "森林覆盖率稳步提升", "unquantified", "words"),
    ("新增普惠性托位800个", "新增托位120个", "share", "likest name"),
]


@pytest.mark.parametrize(("ours", "theirs", "verdict"), [row[:3] for row in VERDICTS], ids=[row[0] for row in VERDICTS])
def test_verdicts(ours: str, theirs: str, verdict: str) -> None:
    """The row of the city's aim."""
    upper = extract_text(FRAME.format(place="云川市", all="全市", aim=ours, level="市"), "upper")
    lower = extract_text(FRAME.format(place="平溪县", all="全县", aim=theirs, level="县"), "lower")
    assert [row.verdict for row in compare(upper, lower).targets] == [verdict]
