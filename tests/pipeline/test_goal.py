"""What a target asks, as people are told it: the direction of a count, and words that are no number."""

import pytest

from extractors.contract import target_to_contract
from extractors.extract import extract_text
from pipeline.goal import goal

# (sentence, the goals that are told)
GOALS = [
    ("取缔散乱污企业8个，压减粗钢产能50万吨", ["取缔 8 个", "减少 50 万吨"]),
    ("淘汰国三及以下排放标准老旧车辆300辆", ["淘汰 300 辆"]),
    ("2024年关停小煤矿12处", ["关停 12 处"]),
    ("拆除违法建筑2.5万平方米以上", ["拆除 ≥ 2.5 万平方米"]),
    ("新增省级以上绿色工厂2家", ["新增 2 家"]),
    ("垃圾分类示范村新增２个", ["新增 2 个"]),
    ("到2025年，在建材行业选取10个重点项目实施清洁生产改造", ["10 个"]),
    ("全县充电桩达到500个", ["500 个"]),
    ("港口货物吞吐量达到3200万吨", ["3200 万吨"]),
    ("秸秆综合利用率达到95%以上", ["≥ 95%"]),
    ("死亡人数不超过3人", ["≤ 3 人"]),
    ("事故起数下降10%", ["减少 10%"]),
    ("较大以上事故零发生", ["零发生"]),
    ("重大安全生产事故零事故，新增隐性债务零增长", ["零事故", "零增长"]),
    ("全年不发生较大以上食品安全事件", ["不发生"]),
    ("原生垃圾“零填埋”", ["零填埋"]),
    ("农村黑臭水体动态清零", ["动态清零"]),
    ("实现行政村快递服务全覆盖", ["全覆盖"]),
    ("残疾儿童康复救助应救尽救", ["应救尽救"]),
    ("再生资源回收量增长率逐年提升", ["逐年提升"]),
    ("一般工业固废贮存处置量下降幅度零增长或正增长", ["零增长或正增长"]),
]


@pytest.mark.parametrize(("sentence", "told"), GOALS, ids=[told[0] for _, told in GOALS])
def test_goal(sentence: str, told: list[str]) -> None:
    plan = extract_text(f"清河县2024年工作要点\n一、重点任务\n1．抓落实。{sentence}。（牵头单位：县财政局）\n")
    assert [goal(target_to_contract(target), target.text) for target in plan.targets] == told
