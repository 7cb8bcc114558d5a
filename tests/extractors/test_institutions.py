"""Names of departments: what they do, one spelling for variants, and a lexicon that is checked when read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.words.institutions import LexiconError, canonical, core, functions, is_cut, load

FUNCTIONS = [
    ("市工信局", {"industry"}, "a bare level before a short form"),
    ("市科工信局", {"science", "industry"}, "merged county bureau, one character each"),
    ("县科学技术和工业信息化局", {"science", "industry"}, "merged, in full"),
    ("市生态环境分局", {"environment"}, "branch"),
    ("宁泽市生态环境局白潭分局", {"environment"}, "branch with the county's name inside"),
    ("市城建局", {"construction"}, ""),
    ("市住建局", {"construction", "housing"}, "one short form, two functions"),
    ("市政务服务大数据局", {"government-services", "data"}, ""),
    ("县政务服务和数据局", {"government-services", "data"}, ""),
    ("市事管局", {"institutional-affairs"}, ""),
    ("市机关事务中心", {"institutional-affairs"}, "a centre, not a bureau"),
    ("市文广旅体局", {"culture", "broadcasting", "tourism", "sports"}, ""),
    ("市文化广电和旅游局", {"culture", "broadcasting", "tourism"}, "和 inside the name"),
    ("市市场监管局", {"market-supervision"}, "level and name begin alike"),
    ("市场监管局", {"market-supervision"}, "市 is no level here"),
    ("市卫生健康委（市中医药局）", {"health", "chinese-medicine"}, "bracket that belongs to the name"),
    ("市消防救援支队", {"fire"}, ""),
    ("江岸区教育局", {"education"}, "place before the core"),
    ("市体育局", {"sports"}, "never education"),
    ("市委组织部", {"party-organisation"}, "party department"),
    ("区住房和城乡建设和交通局", {"construction", "housing", "transport"}, ""),
    ("黄帝故里景区管委会", set(), "a zone's committee has no function"),
    ("各乡镇（街道）", set(), "collective"),
    ("市轨道集团", set(), "unknown"),
    ("区教育技术装备站", set(), "a station in a bureau's field is not the bureau"),
    ("县农业技术推广中心", set(), "nor is a centre"),
    ("市教育科学研究院", set(), "nor an institute"),
    ("县住建局质监站", set(), "nor a station of the bureau"),
    ("市疾病预防控制中心", {"disease-control"}, "a centre known by its whole name"),
    ("县公路事业发展中心", {"transport"}, "a bureau turned into a centre"),
    ("市大数据中心", {"data"}, "every word known"),
    ("县司法所", {"justice"}, "the bureau's own office"),
]

CANONICAL = [
    ("市发改委", "市发展改革委"),
    ("市发展和改革委员会", "市发展改革委"),
    ("县人社局", "县人力资源社会保障局"),
    ("市住建局", "市住房和城乡建设局"),
    ("市城市更新局", "市城市更新局"),
    ("市资源规划局", "市自然资源和规划局"),
    ("市委宣传部", "市委宣传部"),
    ("市生态环境分局", "市生态环境分局"),
    ("江岸区卫健局", "江岸区卫生健康局"),
    ("各有关单位", "各有关单位"),
    ("市轨道集团", "市轨道集团"),
]


@pytest.mark.parametrize(("name", "expected", "note"), FUNCTIONS)
def test_functions(name: str, expected: set[str], note: str) -> None:
    assert functions(name) == expected, note


@pytest.mark.parametrize(("name", "expected"), CANONICAL)
def test_canonical(name: str, expected: str) -> None:
    assert canonical(name) == expected


def test_canonical_is_its_own_canonical() -> None:
    for name, _ in CANONICAL:
        assert canonical(canonical(name)) == canonical(name)


def test_core_drops_level_suffix_and_branch() -> None:
    assert core("宁泽市生态环境局白潭分局") == "生态环境"
    assert core("市物流口岸局") == "物流口岸"


@given(st.text(alphabet="市县区委局中心和（）科工信文广旅体资源规划住建x 1", max_size=14))
def test_no_name_raises(name: str) -> None:
    functions(name)
    canonical(name)
    core(name)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("functions: {}\n", "expected the keys"),
        ("functions: {a: {title: 甲, strong: ['']}}\nsuffixes: [局]\nfillers: [和]\n", "functions.a.strong"),
        ("functions: {a: {title: 甲}}\nsuffixes: [局]\nfillers: [和]\n", "functions.a"),
        ("functions: {a: {title: 1, strong: [甲]}}\nsuffixes: [局]\nfillers: [和]\n", "functions.a.title"),
    ],
)
def test_a_bad_lexicon_names_file_and_key(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "institutions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=says) as error:
        load(path)
    assert "institutions.yaml" in str(error.value)


CUT = [
    ("市人力资源和社", "会保障局", True),
    ("区机关", "事务服务中心", True),
    ("州农业农村", "局", True),
    ("市城市管理", "和综合执法局", True),
    ("县卫生", "健康局", True),
    ("省委", "组织部", True),
    ("市财政局", "教育局", False),
    ("县公安局", "交警大队", False),
    ("县委", "县政府", False),
    ("县工业园区", "管委会", False),
    ("市生态环境局", "分局", False),
]


@pytest.mark.parametrize(("left", "right", "cut"), CUT)
def test_a_name_cut_in_two(left: str, right: str, cut: bool) -> None:
    assert is_cut(left, right) is cut
