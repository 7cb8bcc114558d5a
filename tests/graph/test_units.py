"""Kinds of units by the form of their names."""

import pytest

from graph.units import parse, unit_kind

CASES = {
    "bureau": """市生态环境局 省发展改革委 市工业和信息化局 国家税务总局新郑市税务局 市公安局交警支队 市市场监管局
        中级人民法院 二七区人民政府 航空港区管委会 市卫生健康委（市中医药局） 交通运输部 市机关事务中心 江岸区教育局
        省直机关事务管理局""",
    "party": """市委组织部 市委宣传部 县纪委监委 市委编办 市委网信办 省委政法委 市直机关工委 镇党委 市委 市委农办
        市编委办""",
    "collective": """各区县（市）人民政府 各乡镇（街道、管委会） 各有关部门 有关部门 市直有关单位 各县（市、区）
        相关企业 市政府各部门 其他成员单位 各开发区管委会 市直各部门""",
    "enterprise": """市邮政公司 国网新郑市供电公司 中国移动新郑分公司 郑州银行 市水务集团 中国铁塔
        农村商业银行股份有限公司""",
    "mass organisation": "市总工会 团市委 市妇联 市科协 市残联 市工商联 市红十字会 市建筑业协会 县妇女联合会 市文联",
    "office": "市政府办公室 省政府办公厅 市人防办 市金融办 市委办公室 县委办 领导小组办公室",
    "task force": "“无废城市”建设工作专班 市污染防治攻坚领导小组 防汛抗旱指挥部 部门联席会议",
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in CASES.items() for name in names.split()])
def test_kind(kind: str, name: str) -> None:
    assert unit_kind(name) == kind


@pytest.mark.parametrize("name", ["", "（）", "(", "  "])
def test_never_raises(name: str) -> None:
    assert unit_kind(name) == "bureau"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"kind": "club", "where": "suffix", "words": []}, r"entry 1\.kind: 'club'"),
        ({"kind": "party", "where": "middle", "words": []}, r"entry 1\.where: 'middle'"),
        ({"kind": "party", "where": "suffix", "words": [1]}, r"entry 1\.words"),
        ({"kind": "party"}, "entry 1: keys"),
    ],
)
def test_bad_file_is_refused(entry: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse([entry])
