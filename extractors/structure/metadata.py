"""What a plan says of itself: title, number, issuer, dates, region, period, the documents that it cites.

Sources: GB/T 9704-2012 (layout of official documents), STYLES.md (d), LABELLING.md "Document".
"""

import re
from itertools import pairwise

from extractors.frozen import frozen
from extractors.lexicon import alternation, words
from extractors.records import Citation
from extractors.source import SourceFacts
from extractors.structure.titles import DATE, DOC_NUMBER, ISSUER, REGION, YEAR, find_title, has_plan_word
from extractors.text.reading import Paragraph, Reading
from extractors.words.fold import fold

_WRITTEN = re.compile(
    r"(?:成文日期|发文日期|印发日期|生成日期|签发日期|发布日期|发布时间|公开日期|公布日期)\s*[：:]?\s*$"
)
_CITED = re.compile(r"《([^《》]{4,80}(?:《[^》]*》[^《》]*|〈[^〉]*〉[^《》]*)*)》(?:（([^（）]*?\d+[^（）]*?号?)）)?")
_PERIOD = re.compile(rf"({YEAR})\s*年?\s*[—\-~至到]+\s*({YEAR})\s*年|[“]?(十[一二三四五六])五[”]?")
_FIVE = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_LEVELS = (
    ("township", r"(?:镇|乡|街道|苏木)$"),
    ("county", r"(?:县|区|旗|自治县|县级市)$"),
    ("province", r"(?:省|自治区)$"),
    ("prefecture", r"(?:州|盟|地区)$"),
    ("city", r"市$"),
)


@frozen
class Metadata:
    """The document's own facts; None where it does not tell."""

    title: str
    doc_number: str | None
    issuer: str | None
    region: str | None
    level: str | None
    issued_on: str | None
    period: str | None
    cites: tuple[Citation, ...]
    title_year: int | None
    start_year: int | None
    end_year: int | None
    text_year: int | None
    is_plan: bool

    @property
    def reference_year(self) -> int | None:
        """The year of a date that prints none (6月底前): the title's, that of issue, its period's first, its text's."""
        issued = int(self.issued_on[:4]) if self.issued_on else None
        return self.title_year or issued or self.start_year or self.text_year


def read_metadata(reading: Reading, facts: SourceFacts, head_end: int) -> Metadata:
    """The metadata of a document; `head_end` is where its first item begins."""
    head = _head_lines(reading, head_end)
    title = facts.title or find_title(head) or ""
    plain = fold(title)
    number = facts.doc_number or _doc_number(reading, head_end)
    issuer = facts.issuer or _issuer(reading, head, plain)
    start, end, period = _period(plain)
    years = [int(year) for year in re.findall(rf"(?<!\d)({YEAR})(?:年|(?=政府工作|工作|重点|民生实事))", plain)]
    title_year = years[0] if len(set(years)) == 1 and end is None else None
    if not years and end is None:
        title_year = _year_beside(head, plain)
    region, level = _region(plain, issuer)
    if level == "city" and _has_townships_only(reading.folded):
        level = "county"
    return Metadata(
        title=title,
        doc_number=number,
        issuer=issuer,
        region=region,
        level=level,
        issued_on=facts.issued_on or _issued_on(reading, head_end),
        period=period or (str(title_year) if title_year else None),
        cites=_cites(reading, plain),
        title_year=title_year,
        start_year=start,
        end_year=end,
        text_year=_text_year(reading.folded),
        is_plan=_is_plan(plain, reading) and (bool(plain) or not _is_other(_opening(reading, head_end))),
    )


def _head_lines(reading: Reading, head_end: int) -> list[tuple[str, str]]:
    """The lines before the first item, printed and folded, a line with a sentence cut at it."""
    lines: list[tuple[str, str]] = []
    for block in reading.blocks:
        if not isinstance(block, Paragraph):
            break
        if block.span.start >= head_end:
            break
        end = min(block.span.end, head_end)
        lines.append((reading.text[block.span.start : end].strip(), reading.folded[block.span.start : end].strip()))
    return lines[:40]


# What every 文号 holds, the quick test: the long pattern tries each character of the head.
_YEAR_IN_BRACKET = re.compile(rf"{YEAR}\s*[〕\]】］）]|〔{YEAR}")


def _doc_number(reading: Reading, head_end: int) -> str | None:
    """The 文号 in the head, not that of a cited document."""
    limit = min(max(head_end, 0), 3000) or 400
    for match in (
        DOC_NUMBER.finditer(reading.folded, 0, limit) if _YEAR_IN_BRACKET.search(reading.folded, 0, limit) else ()
    ):
        before = reading.folded[max(0, match.start() - 2) : match.start()]
        if before.endswith(("（", "》")) or "》（" in before:
            continue
        printed = reading.text[match.start() : match.end()]
        return re.sub(r"\s", "", re.sub(r"^文号", "", printed))
    return None


def _issued_on(reading: Reading, head_end: int) -> str | None:
    """The date of issue (成文日期), else that of publication, else a date on a line of its own."""
    labelled: list[tuple[int, str]] = []
    alone: list[str] = []
    for match in DATE.finditer(reading.folded):
        line_start = reading.folded.rfind("\n", 0, match.start()) + 1
        line_end = reading.folded.find("\n", match.end())
        line = reading.folded[line_start : line_end if line_end > 0 else len(reading.folded)].strip()
        label = _WRITTEN.search(reading.folded[max(0, match.start() - 8) : match.start()])
        date = f"{match.group(1)}-{int(match.group(2)):02d}-{int(match.group(3)):02d}"
        if label and match.start() < max(head_end, 1200):
            labelled.append((0 if "成文" in label.group() else 1 if "发文" in label.group() else 2, date))
        elif re.fullmatch(rf"{re.escape(match.group())}(?:印发|（此件.*）)?", line) or (
            re.search(r"印发[）]?$", line) and len(line) < 40
        ):
            alone.append(date)
    if labelled:
        return min(labelled)[1]
    return alone[0] if alone else None


def _issuer(reading: Reading, head: list[tuple[str, str]], title: str) -> str | None:
    """Who issued the document: a line of its own in the head, the subject of 关于印发…, or the signature."""
    for _text, folded in head:
        bare = re.sub(r"[\s\u3000]", "", folded)
        notice = re.match(r"(.{4,30}?)关于(?:印发|转发|做好|公布)", bare)
        if notice and ISSUER.match(notice.group(1)):
            return notice.group(1)
        labelled = re.search(r"(?:发布机构|发文机关|制发机关)[:：][ \u3000]*([一-龥]{4,24})", folded)
        if labelled:
            return labelled.group(1)
        if ISSUER.match(bare) and not has_plan_word(bare):
            return bare.removesuffix("文件")
    for block in reversed(reading.blocks[-8:]):
        if isinstance(block, Paragraph) and block.level is None:
            line = reading.folded[block.span.start : block.span.end].strip()
            if ISSUER.match(line) and len(line) < 30:
                return line
    return None


def _period(title: str) -> tuple[int | None, int | None, str | None]:
    match = _PERIOD.search(title)
    if not match:
        return None, None, None
    if match.group(3):
        end = _FIVE[match.group(3)]
        return end - 4, end, f"{end - 4}-{end}"
    return int(match.group(1)), int(match.group(2)), f"{match.group(1)}-{match.group(2)}"


# 2024年10月底前, 2025年底前: a deadline looks forward.
_DUE = re.compile(rf"({YEAR})年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[底末]?之?前")


def _text_year(folded: str) -> int | None:
    """The year of a text that bears no date: that of its first heading, else of its first date or earliest deadline."""
    heading = re.match(rf"[^\n。]{{0,60}}?({YEAR})年", folded)
    first = re.search(rf"({YEAR})(?<!有效期至\d{{4}})(?<!有效期到\d{{4}})年(?:\d{{1,2}}月|底|内|年底)", folded)
    if heading or not first:
        return int(heading.group(1)) if heading else None
    return min(int(year) for year in [first.group(1), *_DUE.findall(folded)])


# （2025年度） on the line below the title.
_YEAR_LINE = re.compile(rf"[（]?({YEAR})年度?[）]?")


def _year_beside(head: list[tuple[str, str]], title: str) -> int | None:
    """The year that a line of its own right below the title's last line names, None for any other line."""
    for (_, above), (_, line) in pairwise(head):
        year = _YEAR_LINE.fullmatch(line.strip())
        if year and above and title.endswith(re.sub(r"[\s\u3000]", "", above)[-6:]):
            return int(year[1])
    return None


# What a title says behind its place, or what only ends like a place; 运城市, 山西省运城市 are some.
_NO_PLACE = re.compile(
    r"(?:(?<=[^省区][一-龥])城市|^[大中小新老旧]?城市|全市|我市|地区|小区|社区|园区|片区|郊区|街区|^(?:主|中心)?城区|^[市山林牧库灾景校厂矿辖全]区|[城乡集村]镇|^(?:区县|县区|市县|县域|示范区|示范县|开发区|经济开发区|高新区))$|关于|帮助|推进|加[强快]|促进|进一步|实施|做好|深化|支持|建设|开展|完善|推动|提升"
)
_FIRST_TIER = re.compile(
    r"(?:[一-龥]{2,8}?(?:省|自治区))?[一-龥]{1,6}?(?:市|州|盟|县|区|旗)|[一-龥]{2,8}?(?:省|自治区)"
)


def _region(title: str, issuer: str | None) -> tuple[str | None, str | None]:
    """The place that the plan is for, by the form of its name in the title or the issuer's, and its tier."""
    for text in (title, issuer or ""):
        bare = re.sub(r"^(?:中共|关于印发|关于|《)+", "", text)
        bare = re.sub(r"^([一-龥]{1,8}?(?:省|市|州|盟|县|区|旗))委(?:办公[室厅])?\s*(?=\1)", "", bare)
        match = REGION.match(bare)
        place = match.group(1) if match else ""
        if _NO_PLACE.search(place) and (first := _FIRST_TIER.match(place)):
            place = first.group()  # 新乡市 | 建设制造强市
        if len(place) < 2 or _NO_PLACE.search(place) or not re.search(r"[省市县区旗州盟镇乡道木]$", place):
            continue
        last = re.sub(r"^.*(?:省|自治区)(?=.)", "", place)
        last = re.sub(r"^[一-龥]{1,6}?(?:市|州|盟)(?=[一-龥]{1,8}(?:县|区|旗|市|镇|乡|街道)$)", "", last) or last
        for level, pattern in _LEVELS:
            if re.search(pattern, last):
                return last, level
    return None, None


def _has_townships_only(folded: str) -> bool:
    """Whether a 市 addresses townships and no counties: then it is a county-level city (县级市)."""
    townships = len(re.findall(r"各(?:乡镇|镇|乡|街道|乡、镇)", folded))
    counties = len(
        re.findall(r"各(?:区县|县区|县（|县、|县市|区（|区、|区县|市辖区|设区|县级|区政府|县政府|区人民)", folded)
    )
    return townships > 0 and counties == 0


def _cites(reading: Reading, title: str) -> tuple[Citation, ...]:
    """The documents named in book-title marks that are plans, opinions, laws …, not this one itself."""
    out: dict[str, Citation] = {}
    own = re.sub(r"[\s\u3000]", "", title)
    kinds = re.compile(
        r"(?:方案|意见|计划|规划|纲要|办法|条例|规定|通知|法|决定|要点|措施|指南|规范|标准|细则|行动|目录|清单|准则|制度|规则|政策|部署|举措|公告|任务|决议|协定|章程|名录)(?:（[^）]*）|〉.{0,4})*$"
    )
    for match in _CITED.finditer(reading.folded):
        name = re.sub(r"[\s\u3000]", "", match.group(1))
        if not kinds.search(name) or name in own or (own and own in name and "关于印发" not in name):
            continue
        before = reading.folded[max(0, match.start() - 6) : match.start()]
        if re.search(r"(?:制定|出台|编制|印发实施|现将|附件?[：:]?|起草|研究制定|修订)$", before):
            continue
        number = match.group(2)
        printed = re.sub(r"[\n]", "", reading.text[match.start(1) : match.end(1)])
        out.setdefault(
            name, Citation(printed, re.sub(r"\s", "", number) if number and re.search(r"\d", number) else None)
        )
    return tuple(out.values())


def _opening(reading: Reading, head_end: int) -> str:
    """The first words of a document without a title, as far as they may hold one: no clause of a purpose."""
    first = re.split("[，。；]", re.sub(r"\s|（[^（）]*）", "", reading.folded[: min(head_end, 200)]))[0][:80]
    return "" if re.match(r"为|根据|按照|依据|现将|围绕", first) else first


def _is_plan(title: str, reading: Reading) -> bool:
    """Whether a document of this title sets tasks: no interpretation, emergency plan, news or speech."""
    bare = re.sub(r"（[^（）]*）", "", title)
    if bare.endswith(words("headings.yaml", "minutes")):
        return any(word in reading.folded for word in words("headings.yaml", "decides"))
    if _is_other(bare):
        return False
    if re.search(r"召开|举行|调研|会议(?:精神)?$|出席|推进会$|现场会$|启动仪式", bare) and not re.search(
        r"方案|任务|分工|要点|计划|清单", bare
    ):
        return False
    if has_plan_word(bare) and len(bare) > 8:
        return True
    opening = reading.folded[:1500]
    return not re.search(r"^(?:来源|信息来源).*浏览次数|（记者\s?|本报讯|据悉，", opening, re.M)


def _is_other(bare: str) -> bool:
    """Whether a title without brackets, or a text's first words, name a document of another kind."""
    subject = re.match(
        rf".*(?:{alternation(words('headings.yaml', 'plans_may_follow'))})》?(?!》)(?=.{{4}})(?!的通知)", bare
    )
    rest = bare[subject.end() :] if subject and has_plan_word(bare[subject.end() :]) else bare
    if re.search(rf"(?:{alternation(words('headings.yaml', 'not_plans'))})", rest):
        return True
    return any(bare.endswith(word) for word in words("headings.yaml", "rules"))
