"""Links told by sentences and by content, where title and item do not tell: small plans, as printed."""

import pytest

from extractors.extract import extract_text
from queries.compare import Comparison, compare

UPPER = """云川市2025年农业农村重点工作方案
一、重点任务
（一）稳定生猪生产。加强能繁母猪存栏监测和产能调控，推动规模养殖场提档升级；做好非洲猪瘟等动物疫病防控；推进畜禽粪污资源化利用。（牵头单位：市农业农村局；完成时限：2025年10月底前）
（二）实施种业振兴行动。建设小麦、玉米良种繁育基地，支持种子企业与科研院所联合育种；开展农作物种质资源收集保护；严厉打击制售假劣种子行为。（牵头单位：市农业农村局；完成时限：2025年9月底前）
（三）防治农业面源污染。推广测土配方施肥，秸秆综合利用率达到93%以上；健全废旧农膜回收网络。（牵头单位：市农业农村局；完成时限：2025年12月底前）
（四）保障粮食播种面积。将粮食播种任务分解到乡镇、落实到地块；开展撂荒地排查整治。（牵头单位：市农业农村局；完成时限：2025年6月底前）
"""
LOWER = """平溪县2025年农业农村重点工作方案
一、重点任务
（一）稳定生猪生产。加强能繁母猪存栏监测和产能调控，推动规模养殖场提档升级；做好非洲猪瘟等动物疫病防控。（牵头单位：县农业农村局；完成时限：2025年10月底前）
（二）实施种业振兴行动。引进湖羊、安格斯牛优良种畜，建设标准化种畜场2个；推广人工授精和胚胎移植技术，为养殖户提供平价配种服务。（牵头单位：县畜牧兽医服务中心；完成时限：2025年9月底前）
（三）防治农业面源污染。推广测土配方施肥，秸秆综合利用率达到92%以上；建设粪污集中处理中心，推动畜禽粪污还田利用。（牵头单位：县农业农村局；完成时限：2025年12月底前）
（四）保障粮食播种面积。将粮食播种任务分解到村组、落实到地块；开展撂荒地排查整治。（牵头单位：县农业农村局；完成时限：2025年6月底前）
"""


@pytest.fixture(scope="module")
def found() -> Comparison:
    """The comparison of the two plans."""
    return compare(extract_text(UPPER, "upper"), extract_text(LOWER, "lower"))


def _titles(found: Comparison) -> dict[str, tuple[str, list[str], str]]:
    names = {m.id: t.title for p in (found.upper, found.lower) for t in p.tasks for m in t.measures}
    return {names[r.upper]: (r.verdict, [names[low] for low in r.lower], "".join(r.reasons)) for r in found.links}


def test_a_sentence_under_another_item_is_a_link_to_be_checked(found: Comparison) -> None:
    """The manure stands in the county's item on pollution: carried by both items, a person asked to look."""
    verdict, lowers, reasons = _titles(found)["稳定生猪生产"]
    assert (verdict, lowers) == ("carried", ["稳定生猪生产", "防治农业面源污染"])
    assert "请核对" in reasons


def test_one_title_over_other_content_is_no_link(found: Comparison) -> None:
    """Seeds are not breeding stock, whatever both are called."""
    verdict, lowers, reasons = _titles(found)["实施种业振兴行动"]
    assert (verdict, lowers) == ("missing", [])
    assert "内容没有共同之处" in reasons


def test_what_is_dropped_is_said(found: Comparison) -> None:
    """Nobody takes up the farm film."""
    row = found.links[2]
    assert row.verdict == "partly"
    assert [piece.text for piece in row.uncovered] == ["健全废旧农膜回收网络"]
