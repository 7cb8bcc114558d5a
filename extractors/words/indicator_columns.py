"""What the columns of a table of indicators are, by the words of their heads (指标名称, 单位, 2022年实绩, 2025年目标)."""

import re
from collections.abc import Sequence

_NAME = re.compile(r"(?:主要|具体|核心|评价|考核|三级|二级|目标)?指标(?:名称|内容|体系)?|项目(?:名称)?|(?:目标)?名称")
_UNIT = re.compile(r"(?:计量)?单位")
_GOAL = re.compile(r"目标值?|规划值?|计划值?|预期|近期|远期|中期|任务值?|指标值")
_STATE = re.compile(
    r"现状|基期|基[准数]|实际|实绩|实现值|完成值|完成数|完成情况|已完成|当前|上年|现值|现有|初始值|摸底"
)
_SKIP = re.compile(r"增速|增长率|增幅|年均|属性|类型|类别|性质|序号|备注|来源|责任|牵头|部门|权重|累计")
_YEAR = re.compile(r"(?:到|至)?(?:19|20)\d{2}年?(?:底|末|度)?")
_SENTENCE = re.compile("[，。；：]")
LONGEST_HEAD = 24  # characters


def is_name(head: str) -> bool:
    """Whether a column names the indicators."""
    return bool(_NAME.fullmatch(head)) or head.endswith(("指标", "指标名称"))


def is_unit_of_measure(head: str) -> bool:
    """Whether a column gives the units that the values are counted in."""
    return bool(_UNIT.fullmatch(head))


def is_goal(head: str) -> bool:
    """Whether a column holds values to be reached."""
    if _STATE.search(head) or _SKIP.search(head):
        return False
    return bool(_GOAL.search(head) or _YEAR.fullmatch(head))


def is_state(head: str) -> bool:
    """Whether a column holds values that were reached."""
    return bool(_STATE.search(head))


def is_indicator_head(heads: Sequence[str]) -> bool:
    """Whether folded cells without blanks are the head of a table of indicators: a name, a goal, and nothing but heads."""
    goals = [head for head in heads if is_goal(head)]
    return (
        len(heads) >= 3
        and bool(goals)
        and any(is_name(head) and head not in goals for head in heads)
        and all(0 < len(head) <= LONGEST_HEAD and not _SENTENCE.search(head) for head in heads)
    )
