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
    ("新增科创板上市公司4家", "新增个体工商户900户", "missing", "no company is a trader"),
    ("引进外资企业6家", "新增经营主体1200户", "missing", "经营主体 are not 企业"),
    ("田长制覆盖率达到100%", "河长制覆盖率达到100%", "missing", "who is in charge of fields, of rivers"),
    ("新筹集公租房800套", "筹集保障性租赁住房300套", "missing", "two kinds of homes"),
    ("改造城中村6个", "改造棚户区2个", "missing", "villages in town, shanties"),
    ("粉尘浓度达标率达到98%", "扬尘浓度达标率达到90%", "missing", "dust of works, dust of streets"),
    ("其中水稻播种面积达到8万亩", "再生水灌溉面积达到2万亩", "missing", "其中水 is no 中水"),
    ("改造提升老旧供热管网60公里", "提供热线服务12条", "missing", "供热 in 提供热线"),
    ("新建口袋公园12个", "新建口袋公园3个", "share", "one name"),
    ("放心消费承诺单位达到5000家", "放心消费承诺单位达到450家", "share", "单位 that are counted"),
    ("创建义务教育优质均衡先进校60所", "创建义务教育优质均衡先进校6所", "share", "均 of 均衡"),
    ("推进公共服务均等化示范点40个", "推进公共服务均等化示范点5个", "share", "均 of 均等"),
    ("新建社区食堂60个", "每个乡镇建成社区食堂1个", "not-comparable", "in all, for each"),
    ("公众安全感满意度达到95分", "公众安全感满意度达到92分", "below", "a score is no sum"),
    ("人均预期寿命达到80.5岁", "人均预期寿命达到79.8岁", "below", "an age"),
    ("户均培训时长达到12小时", "户均培训时长达到10小时", "below", "of a time more is asked"),
    ("项目审批周期压缩至3个月以内", "项目审批周期压缩至4个月以内", "below", "of a time less is asked"),
    ("空气质量综合指数达到4.2", "空气质量综合指数达到4.5", "below", "an index of dirt"),
    ("补充灭火水枪300支", "添购灭火水枪24支", "share", "how things are had is no part of their name"),
    ("配发执法记录仪800台", "购置执法记录仪60台", "share", "the same"),
    ("补充高压水泵120台", "购置一批高压水泵", "unquantified", "一批 is no number"),
    ("按照就近原则新建垃圾分类投放点位900个", "结合实际新建垃圾分类投放点位70个", "share", "by a principle"),
    ("减少受山洪威胁人口2.5万人", "减少受山洪威胁人口1800人", "share", "people in danger"),
    ("建设高价值专利培育中心60家", "围绕特种陶瓷产业建设高价值专利培育中心4家", "share", "behind the means"),
    ("新增经营主体5000户", "新增经营主体600个", "share", "户 counts firms as 个 does"),
    (
        "实施困难家庭居家适老化改造2000户",
        "困难家庭适老化改造260户",
        "share",
        "a modifier less, what is done behind the name",
    ),
    ("培训保洁员3000人次", "培训保洁人员200人次", "share", "员 is 人员"),
    ("普惠托位占比达到60%", "普惠性托育机构占比达到55%", "not-comparable", "a thing and what it is counted by"),
    ("农村供水普及率达到90%", "城市供水普及率达到98%", "missing", "country and town"),
    ("建设生物医药产业园3个", "建设集成电路产业园1个", "missing", "two industries"),
    ("培育规上服务业企业50家", "培育规上工业企业5家", "missing", "two sectors"),
    ("河湖管护覆盖率达到100%", "省级河湖管护覆盖率达到100%", "not-comparable", "a part, of another tier"),
    ("垃圾分类覆盖率达到95%", "机关单位垃圾分类覆盖率达到100%", "not-comparable", "a part, in words of the frame"),
    ("水稻亩产达到550公斤", "核心示范区水稻亩产达到620公斤", "not-comparable", "a part, of an intensity"),
    ("老年人健康管理率达到72%", "65岁以上老年人健康管理率达到75%", "not-comparable", "a part, by age"),
    ("房屋建筑工程验收合格率达到98%", "保障性住房工程验收合格率达到98%", "not-comparable", "a character in common"),
    ("农村自来水普及率达到93%", "平溪县农村自来水普及率达到95%", "above", "its own name is no part"),
    ("政务服务事项网办率达到98%", "县级政务服务事项网办率达到96%", "below", "each its own"),
    ("公共机构人均能耗下降5%", "公共机构单位建筑面积能耗下降5%", "not-comparable", "other denominators"),
    ("国家考核断面优良比例达到90%", "县控断面优良比例达到85%", "not-comparable", "who watches"),
    ("林下经济产值达到50亿元", "林下经济经营面积达到3万亩", "not-comparable", "one field, two quantities"),
    ("茶产业综合产值达到30亿元", "茶园面积稳定在5万亩", "missing", "two things"),
    ("遴选中试平台12个", "依托2个中试平台开展验证", "share", "a figure of the thing in full, no target"),
    ("存量危房动态清零", "存量危房排查全覆盖", "not-comparable", "none left, all looked at"),
    ("存量危房动态清零", "存量危房全部清零", "equal", "none left"),
    ("燃气用户安检全覆盖", "燃气用户安检率达到100%", "equal", "all, and a rate of all"),
    ("困难群众医疗救助覆盖率达到100%", "困难群众医疗救助实现全覆盖", "equal", "the other way round"),
    ("改造老旧供水、排水、燃气、供热管网1200公里", "改造各类老旧管网86公里", "share", "kinds listed"),
    ("湿地保护率到2026年达到55%", "湿地保护率到2027年达到55%", "below", "the same a year later"),
]

# What the county says of it in other words: (city measure, county measure, verdict, what its reason quotes).
UNREAD = [
    ("建设果蔬保鲜库40座", "让7座保鲜仓落到村头", "not-comparable", "让7座保鲜仓落到村头"),
    ("发展喷灌面积15万亩", "给坡地铺上滴灌带1.2万亩", "not-comparable", "给坡地铺上滴灌带1.2万亩"),
    ("建设村级养老驿站60个", "村级养老驿站投入300万元", "not-comparable", "300万元"),
    ("建设村级养老驿站60个", "办好村级养老驿站", "unquantified", "没有数值"),
    ("帮扶困难职工400人", "设立困难职工服务站3个", "not-comparable", "3个"),
]


@pytest.mark.parametrize(("ours", "theirs", "verdict"), [row[:3] for row in VERDICTS], ids=[row[0] for row in VERDICTS])
def test_verdicts(ours: str, theirs: str, verdict: str) -> None:
    """The row of the city's aim."""
    upper = extract_text(FRAME.format(place="云川市", all="全市", aim=ours, level="市"), "upper")
    lower = extract_text(FRAME.format(place="平溪县", all="全县", aim=theirs, level="县"), "lower")
    assert [row.verdict for row in compare(upper, lower).targets] == [verdict]


MEASURE = "{place}2025年重点工作方案\n一、重点任务\n1.办好惠民实事。落实惠民项目清单，{aim}。（牵头单位：{level}农业农村局）\n"


@pytest.mark.parametrize(("ours", "theirs", "verdict", "words"), UNREAD, ids=[row[1] for row in UNREAD])
def test_a_figure_is_never_said_to_be_missing(ours: str, theirs: str, verdict: str, words: str) -> None:
    """A figure of the same kind in the linked measure is quoted; 没有数值 stands over no clause with one."""
    upper = extract_text(MEASURE.format(place="云川市", aim=ours, level="市"), "upper")
    lower = extract_text(MEASURE.format(place="平溪县", aim=theirs, level="县"), "lower")
    (row,) = compare(upper, lower).targets
    assert row.verdict == verdict, row.reason
    assert words in row.reason


# The same within linked measures, however the county words it.
IN_MEASURES = [
    ("新建城乡书吧40个", "在火车站、滨江公园等处建成城乡书吧3个", "share"),
    ("新建城乡书吧40个", "办好城乡书吧", "unquantified"),
    ("新建城乡书吧40个", "每个街道建成城乡书吧1个", "not-comparable"),
    ("改造提升农贸市场25家", "改造农贸市场2家", "share"),
    ("安装适老化扶手8000户", "为特殊困难老年人家庭安装适老化扶手600户", "share"),
    ("种植碳汇林6万亩", "完成碳汇林种植4000亩", "share"),
    ("消纳建筑弃土300万吨", "消纳建筑弃土28万立方米", "not-comparable"),
    ("组织义诊活动200场", "开展义诊18场", "share"),
    ("新增绿道150公里", "新建绿道12千米", "share"),
    ("绿道总长度达到900公里", "绿道总长度达到80公里", "share"),
    ("垃圾分类知晓率稳定在98%以上", "垃圾分类知晓率不低于98%", "equal"),
    ("信访事项一次性化解率提高5个百分点", "信访事项一次性化解率提高3个百分点", "below"),
    ("救护车平均到达时间缩短至10分钟以内", "救护车平均到达时间控制在12分钟以内", "below"),
    ("建设智慧灯杆2000根", "立起智慧灯杆150根", "share"),
    ("引进高层次人才120名", "引进高层次人才6人", "share"),
    ("建成千兆小区500个", "千兆小区达到35个", "share"),
    ("推广绿色防控技术80万亩次", "应用绿色防控技术6万亩次", "share"),
    ("发展规模养殖场200家", "扶持规模化养殖场15家", "share"),
    ("打通断头路12条", "打通建设路、新华路断头路2条", "share"),
]


@pytest.mark.parametrize(("ours", "theirs", "verdict"), IN_MEASURES, ids=[row[1] for row in IN_MEASURES])
def test_in_measures(ours: str, theirs: str, verdict: str) -> None:
    upper = extract_text(MEASURE.format(place="云川市", aim=ours, level="市"), "upper")
    lower = extract_text(MEASURE.format(place="平溪县", aim=theirs, level="县"), "lower")
    assert [row.verdict for row in compare(upper, lower).targets] == [verdict]
