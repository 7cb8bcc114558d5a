"""The parts that linking is made of, each by a table: places, counterparts, indicators, subjects, clauses, dates."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.counterparts import counterpart, judge_leads, stated_duties
from graph.deadlines import last_day
from graph.indicators import likeness, other_basis, same_subject
from graph.measurement import dimension
from graph.places import Regions, addresses_others, places
from graph.printed import shared_words
from graph.slots import silent
from graph.subjects import exclude, subjects
from graph.substitution import refilled, swapped
from graph.terms import fold, matters, terms

REGIONS = Regions("云川市", "平溪县")

PLACES = [
    ("在荥阳市和登封市赤泥堆场开展修复", ["荥阳市", "登封市"], "real names"),
    ("支持岚州区、高新区建设产业园", ["岚州区", "高新区"], "an invented name shown elsewhere, a zone"),
    ("由石门区政府在石门区建设", ["石门区", "石门区"], "named as a government"),
    ("改造棚户区500户，实施大型灌区改造", [], "common words in 区"),
    ("治理采空区和沉陷区，建设蓄滞洪区安全设施", [], "common words in a list"),
    ("在火险区、避险区和安置区设置标志", [], "nor do three of them show each other"),
    ("改造医院候诊区和学校宿舍区，办好粮食加工区、经济合作区", [], "parts of buildings and grounds"),
    ("支持碳达峰试点市、产业强镇和脱贫县先行先试", [], "kinds of 市, 镇 and 县"),
    ("完善县城供水，更新县城管网", [], "县 of 县城"),
    ("支持登封市、白石区建设", ["登封市", "白石区"], "in a list with one of the table"),
    ("推进等白石区绿色升级", [], "an invented 区 that nothing shows"),
    ("建设铝加工产业集聚区", [], "a zone without a name"),
    ("市和县、区和县联动", [], "和县 by chance"),
    ("支持滑县发展", ["滑县"], "a name of two characters"),
    ("指导东湖县、云顶区引进企业", ["东湖县", "云顶区"], "after a verb"),
    ("依托岚州高新区数据产业园", ["岚州高新区"], "a zone with its city's name"),
    ("各县（市、区）和城区、园区、社区", [], "collectives and common words"),
    ("分级创建绿美乡村", [], "乡 of 乡村"),
    ("推进全市城市更新和市场监管", [], "市 of other words"),
    ("规划新密市新建1座设施", ["新密市"], "a verb on either side"),
]

ADDRESSED = [
    ("在东陵县、石桥区建设应急池", ("东陵县", "石桥区"), "others alone"),
    ("在平溪县、石桥区建设应急池", (), "this county too"),
    ("以东陵县为重点，应用充填技术", (), "a focus leaves it open"),
    ("借鉴石桥区经验，推进分类", (), "an example"),
    ("巩固东陵县成果，其他县（市、区）参照推进", (), "collective beside it"),
    ("全市新建3座，其中东陵县1座", (), "the whole city"),
    ("推进养老机构建设", (), "no place"),
    ("2025年12月底前建成市级救治中心，依托东陵县医院建设分中心2个，储备床位600张", (), "a thing of its own first"),
    ("优化空间布局，支持东陵县、石桥县建设临港园区", ("东陵县", "石桥县"), "nothing made before them"),
    (
        "东陵县、石桥县要改造提升乡镇商贸中心15个，完善县乡村三级物流",
        ("东陵县", "石桥县"),
        "towns are what is done there",
    ),
    ("2025年6月底前，支持东陵县、石桥县做强县域产业", ("东陵县", "石桥县"), "behind a deadline and a verb"),
    ("东陵县、石桥县和其他县（市、区）要改造乡镇商贸中心", (), "the others as well"),
    ("改造乡镇卫生院，东陵县、石桥县先行", (), "towns come first"),
    ("支持云川新区建设有轨电车示范线", ("云川新区",), "a part of the city of that name"),
    ("在云川市建设综合枢纽", (), "the city itself"),
]

COUNTERPARTS = [
    ("市工信局", "市科工信局", True),
    ("市生态环境局", "市生态环境分局", True),
    ("市城建局", "市住建局", True),
    ("市大数据局", "市政务服务大数据局", True),
    ("市事管局", "市机关事务中心", True),
    ("市邮政局", "市邮政公司", True),
    ("市文化广电和旅游局", "市文广旅体局", True),
    ("市农委", "市农业农村局", True),
    ("市城管局", "市城市管理综合执法局", True),
    ("市行政审批服务局", "县政务服务和数据局", True),
    ("市国投集团", "县国投公司", True),
    ("市消防救援支队", "县消防救援大队", True),
    ("市教育局", "市体育局", False),
    ("市教育局", "区教育技术装备站", False),
    ("市农业农村局", "县农业技术推广中心", False),
    ("市住房和城乡建设局", "县建筑工程质量监督站", False),
    ("市教育技术装备中心", "区教育技术装备站", True),
    ("市疾控中心", "县疾病预防控制中心", True),
    ("市交通运输局", "县公路事业发展中心", True),
    ("市司法局", "县公安局", False),
    ("市轨道集团", "县交投集团", False),
]

LEADS = [
    (["市工信局"], ["县科工信局"], "same"),
    (["市工信局"], ["县科工信局", "县商务局"], "extended"),
    (["市商务局"], ["县发展改革局"], "differs"),
    (["市邮政局"], [], "missing"),
    ([], [], "same"),
    (["各县（市、区）政府"], ["县民政局"], "same"),
    (["市民政局", "市公安局"], ["县民政局"], "differs"),
]

INDICATORS = [
    ("农膜回收率", "农膜回收利用率", True),
    ("装配式建筑占新建建筑的比例", "装配式建筑占新建建筑比例", True),
    ("一般工业固体废物综合利用率", "工业固废综合利用率", True),
    ("万元地区生产总值用水量", "万元GDP用水量", True),
    ("城市公共供水管网漏损率", "公共供水管网漏损率", True),
    ("秸秆综合利用率", "农膜综合利用率", False),
    ("老年大学", "学生食堂", False),
    ("水泥企业", "焦化企业", False),
]

SWAPPED = [
    ("淘汰燃煤锅炉", "改造燃气锅炉", True),
    ("推动惠企政策直达快享", "推动惠民补贴直达快享", True),
    ("规范涉企行政执法", "规范涉企检查", False),
    ("发展行业性专业性调解组织", "发展一个个调解组织", False),
    ("采取以奖代补、政企合作等方式建设学校食堂", "通过国企投资、集体入股的形式建设学校食堂", False),
]


@pytest.mark.parametrize(("text", "expected", "note"), PLACES)
def test_places(text: str, expected: list[str], note: str) -> None:
    found = places(text, {"岚州区"})
    assert [place.name for place in found] == expected, note
    assert all(text[place.span.start : place.span.end] == place.name for place in found)


@pytest.mark.parametrize(("text", "expected", "note"), ADDRESSED)
def test_addressed(text: str, expected: tuple[str, ...], note: str) -> None:
    assert addresses_others(text, REGIONS) == expected, note


@pytest.mark.parametrize(("upper", "lower", "same"), COUNTERPARTS)
def test_counterparts(upper: str, lower: str, same: bool) -> None:
    evidence = counterpart(upper, lower)
    assert (evidence.score >= 0.5) is same
    assert evidence.reason


@pytest.mark.parametrize(("upper", "lower", "verdict"), LEADS)
def test_leads(upper: list[str], lower: list[str], verdict: str) -> None:
    assert judge_leads(upper, lower, "平溪县")[0] == verdict


ABSORBED = [
    (["市文物局"], ["县文广旅局"], {"culture", "tourism"}, "same", "no bureau for relics in the county"),
    (["市中医药管理局"], ["县卫生健康局"], {"health"}, "same", "Chinese medicine with health"),
    (["市粮食和物资储备局"], ["县发展改革委"], {"development-reform"}, "same", "grain with reform"),
    (["市文物局"], ["县文广旅局"], {"culture", "relics"}, "differs", "the county has one"),
    (["市林业局"], ["县自然资源局"], {"natural-resources"}, "differs", "counties differ: a person is to look"),
    (["市文物局"], ["县住建局"], {"construction"}, "differs", "another field"),
    (["市文物局", "市公安局"], ["县文广旅局"], {"culture", "police"}, "differs", "the other lead is not there"),
]


@pytest.mark.parametrize(("upper", "lower", "departments", "verdict", "note"), ABSORBED)
def test_absorbed(upper: list[str], lower: list[str], departments: set[str], verdict: str, note: str) -> None:
    assert judge_leads(upper, lower, "平溪县", departments)[0] == verdict, note


CLAUSES = [
    ([[0.9, 0.0], [0.0, 0.9], [0.0, 0.0]], set(), {2}, "no clause is left"),
    ([[0.9, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.9]], set(), set(), "one stands where the answer would"),
    ([[0.9, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.9]], {1}, {1}, "which answers something else"),
    ([[0.0, 0.9, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]], set(), {2}, "one clause stands in for one"),
    ([[0.0], [0.0]], set(), {1}, "nothing answers"),
    ([], set(), set(), "nothing asked"),
    ([[], []], set(), {0, 1}, "nothing said"),
]


@pytest.mark.parametrize(("echoes", "taken", "expected", "note"), CLAUSES)
def test_silent(echoes: list[list[float]], taken: set[int], expected: set[int], note: str) -> None:
    assert silent(echoes, 0.5, taken) == expected, note


@pytest.mark.parametrize(("first", "second", "same"), INDICATORS)
def test_indicators(first: str, second: str, same: bool) -> None:
    assert (likeness(first, second) >= 0.75) is same
    assert likeness(first, second) == likeness(second, first)


def test_two_names_in_one_frame_have_another_basis() -> None:
    assert other_basis("行政村生活垃圾收运覆盖率", "自然村生活垃圾收运覆盖率") == ("行政", "自然")
    assert other_basis("农膜回收率", "农膜回收利用率") is None


@pytest.mark.parametrize(("upper", "lower", "expected"), SWAPPED)
def test_swapped_subject(upper: str, lower: str, expected: bool) -> None:
    first, second = fold(upper + "。" + upper), fold(lower + "。" + lower)
    assert (swapped(upper, lower, first, second) is not None) is expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("%", ("ratio", 1.0)),
        ("万个", ("count", 1e4)),
        ("公里", ("length", 1.0)),
        ("千米", ("length", 1.0)),
        ("公顷", ("area", 15.0)),
        ("吨/万元", ("mass/money", 1e-4)),
        (None, ("number", 1.0)),
    ],
)
def test_units(unit: str | None, expected: tuple[str, float]) -> None:
    kind, worth = dimension(unit)
    assert kind == expected[0]
    assert worth == pytest.approx(expected[1])


@pytest.mark.parametrize(
    ("value", "year", "expected"),
    [
        ("2025", None, date(2025, 12, 31)),
        ("2024-06", None, date(2024, 6, 30)),
        ("2024-02", None, date(2024, 2, 29)),
        ("--06", 2024, date(2024, 6, 30)),
        ("--06", None, None),
        ("2024-06-15", None, date(2024, 6, 15)),
        ("year", 2024, date(2024, 12, 31)),
        ("ongoing", 2024, None),
        (None, 2024, None),
    ],
)
def test_last_day(value: str | None, year: int | None, expected: date | None) -> None:
    assert last_day(value, year) == expected


@settings(max_examples=200)
@given(st.text(alphabet="市县区在和以为重点，。（）〔“老年食堂率25%的乡村镇高新开发", max_size=40))
def test_nothing_raises(text: str) -> None:
    for place in places(text):
        assert text[place.span.start : place.span.end] == place.name
    addresses_others(text, REGIONS)
    likeness(text, "老年食堂覆盖率")
    dimension(text)
    swapped(text, text[::-1], text, text[::-1])


IN_OTHER_WORDS = [
    ("义务教育学校课后服务覆盖率", "课后服务学校覆盖率", True),
    ("主要农作物耕种收综合机械化率", "主要农作物耕种收机械化水平", True),
    ("农村居民人均可支配收入", "农民人均可支配收入", True),
    ("残疾儿童少年义务教育入学率", "适龄残疾儿童少年入学率", True),
    ("粮食播种面积", "种粮面积", True),
    ("超大班额比例", "大班额比例", False),
    ("储备粮储藏环节损失率", "灌溉输水环节损失率", False),
    ("火灾亡人数", "火灾起数", False),
]


@pytest.mark.parametrize(("first", "second", "same"), IN_OTHER_WORDS)
def test_indicators_in_other_words(first: str, second: str, same: bool) -> None:
    assert (likeness(first, second) >= 0.75) is same


SUBJECTS = [
    ("储备粮储藏环节损失率", "灌溉输水环节损失率", False, "only how it is measured"),
    ("火灾亡人数", "火灾起数", False, "one subject, another quantity"),
    ("行政村生活污水治理率", "自然村生活污水治理率", True, "another denominator"),
]


@pytest.mark.parametrize(("first", "second", "same", "note"), SUBJECTS)
def test_not_comparable_wants_one_subject(first: str, second: str, same: bool, note: str) -> None:
    assert same_subject(first, second) is same, note


MATTERS = [
    ("能不要的材料一律不要，送教上门", {"特殊教育"}, "a plain word"),
    ("建设体育公园", {"体育设施"}, "公园 inside a longer word is no matter of its own"),
    ("高质量发展", set(), "the frame"),
    ("其中水稻面积稳定", set(), "中水 between two words"),
    ("确保安全生产", set(), "保安 between two words"),
    ("提高企业竞争力，落实国家政策", set(), "高企 and 家政 between two words"),
    ("推行医共体建设", {"医共体"}, "行医 between two words"),
    ("利用工程弃土", set(), "用工 between two words"),
    ("扩大再生水、中水回用", {"节水"}, "中水 itself"),
    ("引进生物医药企业，推广氢能", {"生物医药", "氢能"}, "industries are no one matter"),
]


@pytest.mark.parametrize(("text", "expected", "note"), MATTERS)
def test_matters(text: str, expected: set[str], note: str) -> None:
    assert set(matters(text)) == expected, note


NAMED = [
    ("发展油茶产业", {"animals-and-plants": {"油茶"}}, "茶产业 inside a longer word"),
    ("城乡供水一体化", {"where": {"农村", "城镇"}}, "a word of two members"),
    ("建设无废城市", {}, "a word of none"),
    ("长者食堂", {"people": {"老年人"}}, "another word for a member"),
]

EXCLUDED = [
    ("农村生活污水处理率", "城市生活污水处理率", True),
    ("农村供水普及率", "城乡供水普及率", False),
    ("行政村生活污水治理率", "自然村生活污水治理率", False),
    ("引进生物医药企业", "引进集成电路企业", True),
    ("公租房", "保租房", True),
]


@pytest.mark.parametrize(("text", "expected", "note"), NAMED)
def test_subjects(text: str, expected: dict[str, set[str]], note: str) -> None:
    assert {family: set(members) for family, members in subjects(text).items()} == expected, note


@pytest.mark.parametrize(("first", "second", "excluded"), EXCLUDED)
def test_exclude(first: str, second: str, excluded: bool) -> None:
    assert exclude(first, second) is exclude(second, first) is excluded


SHARED = [
    (
        "新建公益性公墓8处，节地生态安葬率达到50%",
        "建公益性公墓1处。节地生态安葬率达到55%",
        {"公益性公墓", "节地生态安葬率"},
    ),
    ("新增停车泊位3000个", "增设车位260个", {"停车泊位／车位"}),
    ("实施大型灌区改造，衬砌干渠50公里", "实施中型灌区改造，衬砌支渠12公里", {"灌区", "衬砌"}),
    ("推行电子营业执照", "普及电子营业执照", {"电子营业执照"}),
    ("开展助企纾困", "办好护企惠企", set()),
]


@pytest.mark.parametrize(("upper", "lower", "expected"), SHARED)
def test_shared_words_are_words(upper: str, lower: str, expected: set[str]) -> None:
    assert set(shared_words(upper, lower, terms(upper), terms(lower))) == expected


@given(st.text(alphabet="老人年食堂停车泊位建设新增推进农村，。1 ", max_size=40), st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_shared_words_are_printed(upper: str, lower: str) -> None:
    for word in shared_words(upper, lower, terms(upper), terms(lower)):
        for side, text in zip(word.split("／"), (upper, lower), strict=False):
            assert side.rstrip("…") in "".join(text.split())


REFILLED = [
    (
        "盘活低效用地。采取收储、协议置换、二次招商等方式，三年盘活低效工业用地8000亩。",
        "腾挪闲置土地。通过政府收回、股权合作、嫁接新项目，三年盘活低效工业用地520亩。",
        False,
    ),
    (
        "化解隐性债务。通过资产处置、展期重组、预算安排等方式，化解存量隐性债务60亿元。",
        "还旧账。采取变现国有资产、统筹结余资金、争取置换债券等办法，化解存量隐性债务3.1亿元。",
        False,
    ),
    (
        "整治户外广告。拆除违规楼顶广告和破损招牌，编制户外广告设置规划，规范夜景照明。",
        "整治流动摊贩。拆除违规占道棚架和破损摊位，编制便民摊点设置规划，规范夜市经营。",
        True,
    ),
    (
        "搭建平台。搭建社区数字服务平台，精简社区报表，推动数据一次采集。",
        "搭建平台。搭建社区数字服务平台，精简村级报表，推动数据一次采集。",
        False,
    ),
    (
        "筑牢校园安全防线。逐校落实护学岗责任人，整治校门口乱停乱放，推进校园周界报警设施建设，严打涉校涉生犯罪。",
        "守住校园安全底线。公示每校护学岗责任人，清理校门口乱停乱放，加快校园周界报警设施建设，配合打击涉校涉生犯罪。",
        False,
    ),
    (
        "繁荣职工文化体育。举办职工运动会、书画展，推动公共文体场馆向职工免费开放。",
        "丰富职工文体生活。举办职工运动会、书画展活动，区文化馆、体育馆对职工免费开放。",
        False,
    ),
    (
        "抓好节粮减损。推广低损收割，改进粮食烘干，把储备粮储藏损失率控制在1%以内，倡导节粮。",
        "抓好节水减耗。推广喷灌滴灌，改进渠道衬砌，把灌溉输水损失率控制在3%以内，倡导节水。",
        True,
    ),
    (
        "丰富校外实践。组织宣讲团进校园，举办青少年科技创新大赛，推动科技馆、实验室向学生开放，推动实践。",
        "校内校外一起。邀请科学家走进课堂，办好青少年科技创新大赛，组织学生走进科技馆、实验室，一起实践。",
        False,
    ),
]


@pytest.mark.parametrize(("upper", "lower", "expected"), REFILLED)
def test_frames_filled_anew(upper: str, lower: str, expected: bool) -> None:
    assert bool(refilled(fold(upper), fold(lower))) is expected


def test_a_plan_says_what_its_units_do() -> None:
    """A district with few bureaus says which does whose work; that makes its lead the counterpart."""
    said = "责任单位列第一位的为牵头单位；区经济发展局承担发展改革、工业和信息化、商务等职责，区建设局履行住房城乡建设职能。"
    duties = stated_duties(said)
    assert set(duties) == {"区经济发展局", "区建设局"}
    assert judge_leads(["市发展改革委"], ["区经济发展局"], "滨港区", (), duties)[0] == "same"
    assert judge_leads(["市工业和信息化局"], ["区经济发展局"], "滨港区", (), duties)[0] == "same"
    assert judge_leads(["市水利局"], ["区经济发展局"], "滨港区", (), duties)[0] == "differs"
    assert stated_duties("各部门要承担主体责任，县应急局履行好职责。") == {}
