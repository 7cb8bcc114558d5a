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
_PERIOD = re.compile(
    r"(?:20\d{2}年)?(?:截?至|到)?(?:第?[一二三四1-4]季度|前三季度|[上下]半年|\d{1,2}月份?)[底末]?(?:累计)?(?:目标|计划|任务|进度|节点)*值?"
)
_SENTENCE = re.compile("[，。；：](?<!^其中：)")
# 2024年目标, 到2025年工作任务, 2026年: a column that says what is to be reached in its year
_OF_YEAR = re.compile(
    r"(?:到|至)?(20\d{2})年?(?:度|底|末|内)?的?(?:主要|重点|工作|年度|阶段性?|预期|具体|计划|建设|发展|总体|完成|实施)*"
    r"(?:目标|任务|计划|要求|指标|内容|安排|举措)*值?"
)
# Columns and rows of a table that deals values out to places (镇（街道） | 新增充电接口（个）).
_PLACES = re.compile(
    r"(?:各|所属|所在|责任|实施|承担)?(?:县区|区县|县市区?|市县|市州|州市|盟市|旗县|乡镇|镇街|镇乡|街镇|街道|地区|地市|[县区市州旗镇乡村]|社区|行政区划?|行政村|园区|片区|区域)"
    r"(?:（[一-龥、]{1,8}）|、[一-龥、]{1,8})?(?:名称|名)?"
)
# … or to the parts of one house (系部 | 培训人数（人）).
_UNITS = re.compile(
    r"(?:各|所属|实施|承担)?(?:系部|院系|教学系|二级学院|学院|科室|处室|部门|股室|病区|车间|班组|分公司|子公司|支行|网点|学校|医院|企业|机构|单位)(?:名称|名)?"
)
_NUMBER = re.compile(
    r"(?:目标|任务|计划|分配|下达|指标)?(?:人数|名额|数量|人次|数|任务量?|指标|目标|计划)(?:（[^（）]{1,6}）)?"
)
_BESIDE = re.compile("序号|编号|备注|说明|合计|总计")
_SUM = re.compile(r"(?:合计|总计|小计|共计|全[市县区省州镇])")
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


def is_period(head: str) -> bool:
    """Whether a column holds what is to be reached on the way to the year's goal (二季度, 上半年, 9月底)."""
    return _PERIOD.fullmatch(head) is not None and not _STATE.search(head)


def goal_year(head: str) -> int | None:
    """The year in which a column's values or works are to be reached, None where it names none or past ones."""
    m = _OF_YEAR.fullmatch(re.sub(r"[\s（）()]", "", head))
    return int(m[1]) if m and not _STATE.search(head) else None


def is_places(head: str) -> bool:
    """Whether a column names the places that values are dealt out to."""
    return _PLACES.fullmatch(head) is not None


def is_units(head: str) -> bool:
    """Whether a column names the parts of one house that values are dealt out to."""
    return _UNITS.fullmatch(head) is not None


def is_number(head: str) -> bool:
    """Whether a column only says how many fall to each (人数, 任务数（个）), so that the caption tells of what."""
    return _NUMBER.fullmatch(head) is not None


def is_sum(cell: str) -> bool:
    """Whether a row adds the others up."""
    return _SUM.fullmatch(cell) is not None


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


def is_allotment_head(heads: Sequence[str]) -> bool:
    """Whether folded cells are the head of a table that deals things out to places: places, and what is counted in a unit."""
    return (
        len(heads) >= 2
        and any(head.endswith("）") and not is_places(head) for head in heads)
        and (sum(map(is_places, heads)) == 1 or _are_of_units(heads))
        and all(0 < len(head) <= LONGEST_HEAD and not _SENTENCE.search(head) for head in heads)
    )


def _are_of_units(heads: Sequence[str]) -> bool:
    """Whether but for the parts of one house, numbering and remarks every column gives the unit it is counted in."""
    others = [head for head in heads if not is_units(head) and _BESIDE.fullmatch(head) is None]
    return sum(map(is_units, heads)) == 1 and all(head.endswith("）") for head in others)
