"""Date expressions of a plan: horizons, time limits, rhythms, base years and past years.

Two readers use them: deadlines (which dates are limits for doing something) and targets (which year governs a
value). Rules: LABELLING "Deadlines". Dates come out as ``2025``, ``2024-06``, ``2024-06-30``, ``--06`` where no
year can be known, and for fields ``ongoing``, ``year``, ``monthly``, ``quarterly``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from extractors.frozen import frozen
from extractors.records import Span
from extractors.words.streams import Stream, whole

DateKind = Literal[
    "horizon", "by", "during", "period", "quarter", "per", "base", "past", "ongoing", "recurring", "attribute"
]


@frozen
class DateExpression:
    """A date expression where it stands in the folded text.

    `kind`: ``horizon`` 到2025年; ``by`` 6月底前, 年内; ``during`` 2024年, 2024年9月; ``period`` a span of dates or
    years; ``quarter`` a bare 二季度; ``per`` 每年, 年均; ``base`` 较2020年, 由上年的; ``past`` 截至2022年底, 去年;
    ``attribute`` 2000年以前建成的; ``ongoing`` and ``recurring`` for fields. `year` is None where none can be known.
    """

    span: Span
    text: str
    date: str | None
    kind: DateKind
    year: int | None


@frozen
class Date:
    """A date expression in a stream: offsets are those of the stream's text."""

    start: int
    end: int
    date: str | None
    kind: DateKind
    year: int | None


_CN = {
    numeral: i
    for i, numeral in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], start=1)
}
_FIVE_YEARS = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_QUARTER_END = {1: "03", 2: "06", 3: "09", 4: "12"}

_YEAR = r"(?:19|20)\d{2}"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])[日号]"
_LIMIT = r"(?:之前|以前|前|之内|以内|内|止)"
_DATE = re.compile(
    # what a date may begin with, to fail early
    r"(?=[\d“「一二三四五六七八九十今本当明次翌去上下前年每逐月期按第])(?:"
    # spans of years: 2021—2025年, 2022年至2025年
    rf"(?P<ys>{_YEAR})年?(?:[—~-]+|至|到)(?P<ye>{_YEAR})年(?:期间|间)?"
    # spans of days and months: 4月11日至11月30日, 2020年4月至12月
    rf"|(?:(?P<sy>{_YEAR})年)?{_MONTH}月(?:{_DAY}|底|末)?(?:[—~-]+|至|到|一(?=次年))(?P<next>次年|翌年)?(?:(?P<ey>{_YEAR})年)?"
    rf"(?P<em>{_MONTH})月(?P<ed>{_DAY})?(?P<epart>底|末)?(?P<elimit>{_LIMIT})?"
    # spans of days in a month: 10月1日—31日
    rf"|(?:(?P<ty>{_YEAR})年)?(?P<tm>{_MONTH})月\d{{1,2}}[日号]?(?:[—~-]+|至|到)(?P<td>{_DAY})(?P<tlimit>{_LIMIT})?"
    # “十四五”期间
    r"|[“「]?(?P<plan>十[一二三四五六])五[”」](?:时期|期间|规划期)?(?P<planend>末)?|(?P<plan2>十[一二三四五六])五(?:时期|"
    r"期间|末)"
    # quarters and halves
    rf"|(?:(?:(?P<qy>{_YEAR})年|(?P<qr>今年|本年度?|明年|去年|(?<![则以晚])上年))?(?:(?:第|(?<=[、和])前)?(?P<q>[一二三四1-4])季度|"
    rf"(?P<half>上|下)半年|(?P<q2>年中(?![医药小学心国央高级等考介试外东西南北]))))"
    rf"(?P<qpart>末|底|结束)?(?P<qlimit>{_LIMIT})?"
    # of 一、二、三、四季度 and 2023、2024、2025年 all but the last
    rf"|(?P<qlist>[一二三])(?=[、和](?:[二三四][、和])*[二三四]季度)|(?P<ylist>{_YEAR})(?=[、和](?:{_YEAR}[、和])*{_YEAR}年(?!代))"
    # 2024年6月30日前, 6月底前, 2025年底前, 2025年
    rf"|(?:(?P<y>{_YEAR})年度?|(?P<r>今年|本年度?|当年|明年|次年(?!均)|去年|(?<![则以晚])上年度?(?![龄均纪])|上一年度?|(?<!以)前年))?"
    rf"(?P<m>{_MONTH})月份?(?:(?P<d>{_DAY})|(?P<third>上旬|中旬|下旬))?(?P<part>底|末|初)?(?P<limit>{_LIMIT})?"
    rf"|(?:(?P<y2>{_YEAR})年度?|(?P<r2>今年|本年度?|明年|次年(?!均)|去年|(?<![则以晚])上年度?(?![龄均纪])|上一年度?|"
    rf"(?<![\d从以])前年))(?P<part2>底|末|初|年底|年内)?(?P<limit2>{_LIMIT})?"
    rf"|(?P<end>(?<![一-龥\d]年)(?<![今明去上前本当常全\d])年(?:底|末|终)(?:之前|以前|前)?|(?<![一二两三四五六七八九十几\d])年内|(?<!全)本年内|期末)"
    # rhythms
    r"|每(?:个)?(?:年度?|(?:日|天)(?=不|至少|平均|开展|巡|检|查|报)|季度|半?月|双月|周|半年|旬|学期|学年)(?:\d{1,2}[日号]|末|底)?(?:之?前)?|逐年|年均|"
    r"年度均|月均|按[季月]度?(?=[调通组开]))"
)
# What every date holds: most streams say no time, and in those that do the search begins shortly before it.
_SOME = re.compile("[年月季每按旬五期](?:(?<![五期])|(?<=[一二三四五六]五)|(?<=期)(?=末))")
_HEAD = 16  # characters: no date holds more before it
_FIELD = re.compile(
    r"全年(?!龄)|常年|长期(?:坚持|推进|实施|落实|执行|有效|开展|任务|工作)?|持续(?:推进|开展|实施|落实|用力|"
    r"抓好|深化|坚持|进行|加强|优化|完善|提升)?|常态化?(?:推进|开展|实施|落实|长效)?"
    r"|贯穿全年|每(?:年|季度?|月|周|半年|旬|个?季度|个?月)(?:\d{1,2}[日号]|末|底)?前?|立行立改|立即|"
    r"即行|即时|适时|一季一\S|按[季月](?!度)?"
)
# Dates in figures as fields hold them: 2025/12/31, 2025-06, 2025.1—2025.12, a bare 2025.
_IN_FIGURES = re.compile(
    rf"(?<![\d./-])(?:{_YEAR}(?:[-/.]\d{{1,2}}){{1,2}}(?:[—~]|-+|至|到))?(?P<y>{_YEAR})"
    rf"(?:(?P<mark>[-/.])(?P<m>1[0-2]|0?[1-9])(?:(?P=mark)(?P<d>3[01]|[12]\d|0?[1-9]))?)?(?P<limit>{_LIMIT})?(?![\d./年-])"
)
_BEFORE_BASE = re.compile(r"(?:(?<![占桩环同配分价])比|较|与|由|从|相比|相对|超|低于|高于)$")
_AFTER_BASE = re.compile(r"的?基础上|基数|为基[期数准年点]")
_SHARES = ("恢复到", "恢复至", "达到", "达", "相当于", "超过", "不低于", "不超过", "控制在", "保持在", "为")
_SHARE_OF = re.compile(r"(?:同期)?(?:水平)?的\d+(?:\.\d+)?(?:%|倍)")
_BEFORE_PAST = re.compile(r"(?:截至|截止|截止到|截至到|自|自从|从)$")
_AFTER_SINCE = re.compile(r"以来|起(?!步)|开始")
_BEFORE_HORIZON = re.compile(r"(?:到|至|力争到?|截至|截止|截止到|于|在|争取到?)$")
_BUILT = re.compile(
    r"(?:底|末)?(?:以前|之前|前|以后|之后)(?:建成|建设|建造|竣工|投用|投运|出生|参加|取得|登记|注册|"
    r"批准|立项|认定|验收)[^，。；、]{0,6}的"
)
# 2021年认定的企业: 的 closes the participle; 2024年出台支持民营经济的政策10项 sets what is to come.
_PASSED = re.compile(
    r"\d{4}年(?:度|底|末)?(?:被[^，。；、]{1,20}?|(?:建成|验收|认定|批复|印发|发布|挂牌|获评|抽查|排查|竣工|修订|出台|下达|通报|实施|颁布|制定)"
    r"(?:并|发现|公布|确定|确认|批准|通过|命名|入库|认定|完成|执行|备案|合格|交付|启用|运行|投用|投产|投运|投入使用|投入运营|为[^，。；、的]{1,12})*)"
    r"的(?!目标)"
)
_LIMITS = ("by", "horizon")
_TIMES = ("quarter", "period", "during")
_DOING = re.compile(
    r"，?(?:前|要|力争|基本|全部|全面|正式|确保)*(?:完成|建成|启动|开工|出台|印发|实现|投[用运产]|竣工|建立|制定|公布|上线|开业|开园|开馆|交付|启用|试运行|通车|见效|挂牌|收官|办结|清零)"
)


def scan_dates(stream: Stream, plan_year: int | None) -> list[Date]:
    """The date expressions of a stream, in order and disjoint. `plan_year` gives the year of dates without one."""
    return list(_scan(stream.text, plan_year, field=False))


def find_dates(folded: str, start: int, end: int, plan_year: int | None, field: bool = False) -> list[DateExpression]:
    """The date expressions in ``folded[start:end]``, in order.

    With `field` (deadline columns, labels) 持续推进, 全年, 每季度 and the like are dates too, and so is everything
    that running text only mentions. Never raises.
    """
    stream = whole(folded, Span(start, end))
    return [_expression(folded, stream, date) for date in _scan(stream.text, plan_year, field)]


def deadlines(folded: str, start: int, end: int, plan_year: int | None, field: bool = False) -> list[DateExpression]:
    """The dates in ``folded[start:end]`` that are time limits for doing something; in a field every date."""
    if field:
        return [d for d in find_dates(folded, start, end, plan_year, field) if d.date and d.kind != "attribute"]
    stream = whole(folded, Span(start, end))
    return time_limits(folded, stream, scan_dates(stream, plan_year), end)


def time_limits(folded: str, stream: Stream, dates: Iterable[Date], end: int) -> list[DateExpression]:
    """Those of the `dates` of running text, a stream that ends at `end`, that limit the time for doing something.

    前, 底, 内 and horizons (到2025年); no base years, past years or rhythms.
    """
    found = [_expression(folded, stream, d) for d in dates if d.kind in _LIMITS or (d.date and "-" in d.date)]
    # 上半年, 三季度 and 10月 limit what is to be done in them, they do not where they only name a time.
    return [d for d in found if d.date is not None and (d.kind in _LIMITS or _does_in(folded, d, end))]


def _does_in(folded: str, time: DateExpression, end: int) -> bool:
    """Whether something is to be done in a time (10月上线), and was not (已于1月10日办结)."""
    past = "已" in folded[max(0, time.span.start - 6) : time.span.start]
    return time.kind in _TIMES and not past and _DOING.match(folded, time.span.end, end) is not None


def _expression(folded: str, stream: Stream, date: Date) -> DateExpression:
    span = stream.span(date.start, date.end)
    text = folded[span.start : span.end]
    return DateExpression(span, text, date.date, date.kind, date.year)


def _scan(text: str, plan_year: int | None, field: bool) -> Iterator[Date]:
    at, said = 0, plan_year
    while (some := _SOME.search(text, at)) or field:
        m = _DATE.search(text, max(at, some.start() - _HEAD)) if some else None
        f = _FIELD.search(text, at) if field else None
        n = _IN_FIGURES.search(text, at) if field else None
        if n is not None and all(other is None or n.end() <= other.start() for other in (m, f)):
            yield _in_figures(n)
            at = n.end()
            continue
        if f is not None and (m is None or f.start() <= m.start()):
            yield _field_date(f)
            at = f.end()
            continue
        if m is None:
            return
        at = m.end()
        date = _read(m, text, plan_year, said)
        if date is not None:
            date = _judge(date, m, text, plan_year, field)
            if date.year and date.kind in ("by", "during", "horizon") and (m["y"] or m["y2"]):
                said = plan_year or date.year
            yield date


def _field_date(m: re.Match[str]) -> Date:
    word = m.group()
    if word.startswith(("每月", "每个月", "按月")):
        return Date(m.start(), m.end(), "monthly", "recurring", None)
    if word.startswith(("每季", "每个季", "按季", "一季一")):
        return Date(m.start(), m.end(), "quarterly", "recurring", None)
    if word.startswith(("全年", "贯穿全年", "每年")):
        return Date(m.start(), m.end(), "year", "recurring", None)
    return Date(m.start(), m.end(), "ongoing", "ongoing", None)


def _in_figures(m: re.Match[str]) -> Date:
    date = "-".join([m["y"], *(f"{int(part):02d}" for part in (m["m"], m["d"]) if part)])
    span = re.match(r"\d{4}\D.*\d{4}", m.group()) is not None
    return Date(m.start(), m.end(), date, "by" if m["limit"] else "period" if span else "during", int(m["y"]))


def _relative(word: str | None, plan_year: int | None) -> int | None:
    if word is None or plan_year is None:
        return None
    return plan_year + {"明": 1, "次": 1, "去": -1, "上": -1, "前": -2}.get(word[0], 0)


def _number(word: str) -> int:
    return _CN[word] if word in _CN else int(word)


def _format(year: int | None, month: int, day: str | None) -> str:
    head = f"{year or '-'}-{month:02d}"
    return f"{head}-{int(day[:-1]):02d}" if day else head


def _read(m: re.Match[str], text: str, plan_year: int | None, said: int | None) -> Date | None:
    """What the expression says by itself."""
    start, end = m.span()
    if m["ys"]:
        return Date(start, end, m["ye"], "period", int(m["ye"]))
    if m["em"]:
        year = int(m["ey"]) if m["ey"] else int(m["sy"]) if m["sy"] else plan_year
        year = year + 1 if year and m["next"] else year
        return Date(start, end, _format(year, _number(m["em"]), m["ed"]), "by" if m["elimit"] else "period", year)
    if m["tm"]:
        year = int(m["ty"]) if m["ty"] else plan_year
        return Date(start, end, _format(year, _number(m["tm"]), m["td"]), "by" if m["tlimit"] else "period", year)
    plan = m["plan"] or m["plan2"]
    if plan:
        year = _FIVE_YEARS[plan]
        return Date(start, end, str(year), "horizon" if m["planend"] else "period", year)
    if m["ylist"]:
        return Date(start, end, m["ylist"], "during", int(m["ylist"]))
    if m["qlist"]:
        return Date(start, end, f"{said or '-'}-{_QUARTER_END[_number(m['qlist'])]}", "quarter", said)
    if m["q"] or m["half"] or m["q2"]:
        year = int(m["qy"]) if m["qy"] else _relative(m["qr"], plan_year) if m["qr"] else said
        quarter = _number(m["q"]) if m["q"] else 2 if m["q2"] or m["half"] == "上" else 4
        date = f"{year}-{_QUARTER_END[quarter]}" if year else f"--{_QUARTER_END[quarter]}"
        limited = bool(m["qpart"] or m["qlimit"])
        return Date(start, end, date, "by" if limited else "quarter", year)
    if m["m"]:
        if not (m["y"] or m["r"]) and not (m["d"] or m["third"] or m["part"] or m["limit"]) and m["m"] in _CN:
            return None  # 三月 alone is too weak
        year = int(m["y"]) if m["y"] else _relative(m["r"], plan_year) if m["r"] else said
        limited = bool(m["limit"] or m["part"] in ("底", "末"))
        return Date(start, end, _format(year, _number(m["m"]), m["d"]), "by" if limited else "during", year)
    if m["end"]:
        return Date(start, end, str(plan_year) if plan_year else "year", "by", plan_year)
    if m["y2"] or m["r2"]:
        year = int(m["y2"]) if m["y2"] else _relative(m["r2"], plan_year)
        past = bool(m["r2"]) and m["r2"][0] in "去上前"
        limited = bool(m["limit2"] or m["part2"] == "年内" or (m["part2"] in ("底", "年底") and not past))
        return Date(start, end, str(year) if year else None, "past" if past else "by" if limited else "during", year)
    word = m.group()
    rhythm = {"月": "monthly", "季": "quarterly", "日": "daily", "天": "daily"}.get(word.replace("个", "")[1:2], "year")
    return Date(start, end, rhythm, "per", None)


def _judge(date: Date, m: re.Match[str], text: str, plan_year: int | None, field: bool) -> Date:
    """The kind that the words around it give to a date."""
    if field or date.kind == "per":
        return date
    before, after = text[max(0, date.start - 4) : date.start], text[date.end : date.end + 40]
    if date.kind != "by" and (_BEFORE_BASE.search(before) or _AFTER_BASE.match(after)) and not before.endswith("从严"):
        return replace(date, kind="base")
    if before.endswith(_SHARES) and _SHARE_OF.match(after) and date.year and plan_year and date.year < plan_year:
        return replace(date, kind="base")  # 恢复到2019年的80%
    if before.endswith(("比", "较")) and not before.endswith(("占比", "桩比", "配比", "价比")):
        return replace(date, kind="base")
    if _AFTER_SINCE.match(after) or before.endswith(("自", "自从")):
        return replace(date, kind="past")
    if _BEFORE_PAST.search(before) and not m["limit2"] and not before.endswith(("自", "从")):
        month = m["m"] is not None and not (m["part"] or m["limit"])  # 截至2024年3月, but 截至6月底
        known = plan_year is None or date.year is None or date.year < plan_year or month
        return replace(date, kind="past" if known else "horizon")
    if _BUILT.match(text, m.end("y2") + 1 if m["y2"] else m.end()) or _tells_which(date, text, plan_year, before):
        return replace(date, kind="attribute")
    if date.kind in ("during", "by") and (m["y2"] or m["r2"]) and _BEFORE_HORIZON.search(before) and not m["limit2"]:
        return replace(date, kind="horizon", start=date.start - before.endswith(("到", "至")))
    return date


def _tells_which(date: Date, text: str, plan_year: int | None, before: str) -> bool:
    """2021年认定的: true where a year that is not yet to come says which things are meant."""
    to_come = date.year is not None and plan_year is not None and date.year > plan_year
    return not to_come and _PASSED.match(text, date.start) is not None and not before.endswith(("到", "至"))
