"""Tables that deal values out to places (任务分配表): a row is a place, a column what is counted there.

镇（街道） | 新增智能充电接口（个） | 集中停放充电场所（处）; the line above the table says that it sets tasks.
"""

import re
from dataclasses import replace

from extractors.frozen import frozen
from extractors.records import Comparator, Span
from extractors.targets.anchors import Anchor
from extractors.targets.draft import TargetDraft
from extractors.targets.predicates import bound_after, peel
from extractors.targets.values import kind_of, read_values
from extractors.targets.vetoes import is_measure
from extractors.text.reading import Grid, Reading
from extractors.words.indicator_columns import is_number, is_places, is_state, is_sum, is_units
from extractors.words.numbers import Quantity, find_quantities

_CAPTION = 80  # characters above a table
_SETS = re.compile(
    r"(?:任务|目标|计划|指标|建设|改造|整治|培训)[^，。；\n]{0,10}(?:分解|分配|下达|安排|一览|明细|清单)?表|(?:分解|分配|下达)(?:计划|情况)?表|"
    r"(?:任务|指标|目标)(?:分解|分配|下达|计划|数)?$"
)
_DEALT_OUT = re.compile(
    r"(?:附[件表]?\d*[：:.]?)?(?P<thing>[一-龥]{3,16}?)(?:工作|目标|主要)*(?:任务|指标|计划|名额|目标)+"
    r"(?:分解|分配|下达|安排|一览|明细)?(?:情况|计划)?表?"
)
_TELLS = re.compile("资金|补助|现状|基本情况|名单|台账|统计表|完成情况|联系|通讯录|得分")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?=年|\D{0,2}$)")
_YEARED = re.compile(r"20\d\d年度?")
_UNIT = re.compile(r"[（(](?:单位[:：])?([^（）()]{1,8})[）)]$|[，,/](?:单位[:：])?([一-龥]{1,4})$")
_CHANGE = re.compile(
    "(?:同比|较上年|比上年|较去年|比去年|年均)?(?:(?P<up>增长|增速|增幅|提高|提升)|下降|降低|降幅|减少)(?:率|幅度)?"
)
_OF_WHICH = re.compile("其中：?")
_OTHER = re.compile(
    "序号|备注|说明|电话|联系|责任|牵头|负责|资金|投资|补助|经费|人口|面积|时间|时限|合计|总计|小计|名称|地点|位置|类型|性质"
)


@frozen
class _Column:
    number: int
    name: Span
    unit: str | None
    change: Comparator | None = None


def read_allotment(reading: Reading, grid: Grid, year: int | None) -> list[TargetDraft]:
    """The targets of a table of places and what falls to each, [] where the table is none. Ids empty, task None.

    `year` holds where the line above the table names none.
    """
    if len(grid.rows) < 3:
        return []
    heads = grid.rows[0]
    names = [_text(reading, cell) for cell in heads]
    places = [c for c, name in enumerate(names) if is_places(name)]
    places = places or [c for c, name in enumerate(names) if is_units(name)]
    caption = _caption(reading, heads[0].start)
    if len(places) != 1 or _SETS.search(caption) is None or _TELLS.search(caption):
        return []
    years = _YEAR.findall(caption)
    year = int(years[-1]) if years else year
    columns = [column for column in (_column(reading, heads, c) for c in range(len(heads))) if column]
    columns = _with_changes(reading, [column for column in columns if column.number != places[0]])
    thing = _thing(reading, heads[0].start) if any(is_number(names[column.number]) for column in columns) else None
    found = []
    for row in grid.rows[1:]:
        if (
            places[0] >= len(row)
            or is_sum(_text(reading, row[places[0]]))
            or row[places[0]].end <= row[places[0]].start
        ):
            continue
        for column in columns:
            target = _read_cell(reading, row, row[places[0]], column, year) if column.number < len(row) else None
            if target is not None:
                of_caption = thing is not None and is_number(names[column.number])
                found.append(replace(target, indicator=thing) if thing and of_caption else target)
    return found


def _text(reading: Reading, span: Span) -> str:
    return re.sub(r"\s", "", reading.folded[span.start : span.end])


def _caption(reading: Reading, start: int) -> str:
    """The line above a table."""
    return reading.folded[max(0, start - _CAPTION) : start].rstrip().rpartition("\n")[2]


def _thing(reading: Reading, start: int) -> str | None:
    """What the line above a table deals out (各科室2025年 | 职业技能培训 | 任务分解表), None where it does not say."""
    caption = _YEARED.sub("", re.sub(r"\s", "", _caption(reading, start)))
    each = caption.find("各")
    if each >= 0:
        ends = (end for end in range(len(caption), each + 1, -1) if is_places(w := caption[each:end]) or is_units(w))
        caption = caption[next(ends, each + 1) :]
    m = _DEALT_OUT.fullmatch(caption)
    return m["thing"] if m else None


def _column(reading: Reading, heads: tuple[Span, ...], number: int) -> _Column | None:
    """A column that counts something: its head names it, with the unit in a bracket."""
    text = _text(reading, heads[number])
    if len(text) < 2 or is_state(text) or _OTHER.search(text):
        return None
    m = _UNIT.search(reading.folded, heads[number].start, heads[number].end)
    unit = (m[1] or m[2]) if m else None
    part = _OF_WHICH.match(reading.folded, *heads[number])
    quantities = find_quantities("1" + unit) if unit else []
    if unit and (len(quantities) != 1 or quantities[0].unit != unit):
        return None
    start = part.end() if part else heads[number].start
    return _Column(number, Span(start, m.start() if m else heads[number].end), unit)


def _with_changes(reading: Reading, columns: list[_Column]) -> list[_Column]:
    """The columns, those that only say 同比增长 as changes of what the column before them counts."""
    out: list[_Column] = []
    for column in columns:
        change = _CHANGE.fullmatch(_text(reading, column.name))
        if change and out:
            column = _Column(column.number, out[-1].name, column.unit, "increase" if change["up"] else "decrease")
        out.append(column)
    return out


def _read_cell(
    reading: Reading, row: tuple[Span, ...], place: Span, column: _Column, year: int | None
) -> TargetDraft | None:
    text = _text(reading, row[column.number])
    quantities = find_quantities(text)
    if len(quantities) != 1:
        return None
    quantity: Quantity = quantities[0]
    if quantity.unit is None and column.unit:
        quantities = find_quantities(text + column.unit)
        quantity = quantities[0] if len(quantities) == 1 else quantity
    bound, end = bound_after(text, quantity.end)
    predicate = peel(text, 0, quantity.start, ())
    if predicate.start > 0 or end < len(text):
        return None
    name = re.sub(r"\s", "", reading.quote(column.name))
    if quantity.unit is None and not is_measure(name):
        return None
    values = read_values(
        Anchor(quantity.start, end, [quantity], [bound], None, None, quantity.start), predicate, None, 0
    )
    cell = row[column.number]
    span = Span(min(place.start, cell.start), max(place.end, cell.end))
    return TargetDraft(
        indicator=name, kind=kind_of(name, values), comparator=column.change or values.comparator, bound=values.bound,
        value=values.value, value_high=values.high, unit=values.unit, year=year, base_year=None, base_value=None,
        scope=re.sub(r"\s", "", reading.quote(place)), margin=None, text=reading.quote(span), span=span,
    )  # fmt: skip
