"""The title of a plan: its own, joined over lines, and not that of the notice that issues it (标题).

Sources: GB/T 9704-2012, 7.3.1 (position of the title), STYLES.md (d), LABELLING.md "Document".
"""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.words.fold import fold

YEAR = r"(?:19|20)\d{2}"
DOC_NUMBER = re.compile(
    rf"[一-龥]{{1,16}}?[ \u3000]?(?:〔|\[|【|［|（)?\s*{YEAR}\s*(?:〕|\]|】|］|）)\s*(?:第\s*)?\d{{1,4}}\s*号|[一-龥]{{2,12}}〔{YEAR}\d{{1,4}}号?"
)
DATE = re.compile(rf"({YEAR})\s*(?:年|-|/|\.)\s*(\d{{1,2}})\s*(?:月|-|/|\.)\s*(\d{{1,2}})日?")
_NOTICE = re.compile(r"关于(?:印发|转发|下发|公布|发布|印送)(.*?)(?:的通知)?$")
# The last tier is no part of 城市 or 城乡 behind another tier (南陵区 | 城市管理局); 禹城市 is one.
REGION = re.compile(
    r"^((?:[一-龥]{2,8}?(?:省|自治区|特别行政区))?(?:[一-龥]{1,8}?(?:(?<![市区县]城)市|自治州|地区|盟|州(?!市)))?(?:[一-龥]{1,8}?(?:自治县|自治旗|县|区|旗|(?<![市区县]城)市))?"
    r"(?:[一-龥]{1,8}?(?:街道|镇|(?<![市区县和]城)乡|苏木|开发区|高新区|新区|经开区))?)"
)
ISSUER = re.compile(
    r"^(?:中共)?[一-龥]{2,30}(?:人民政府(?:办公(?:室|厅))?|委员会(?:办公(?:室|厅))?|管委会(?:办公室)?|委办公(?:室|厅)|局|厅|委|办公室|领导小组(?:办公室)?|指挥部(?:办公室)?|街道办事处|党工委)(?:文件)?$"
)


# The name of an office above a title; joint plans print several on one line (区委社会工作部　区民政局).
_BUREAU = re.compile(rf"{ISSUER.pattern}|^[一-龥]{{2,30}}(?:部|院|会|中心|公司|银行|分局|支局|支队|大队)$")
# What stands about a title on a page of a web site: a path, the value of a field, a date in words, a button.
_FURNITURE = re.compile(
    r"[一-龥] ?[>»›] ?[一-龥]|^(?:现行|继续|全文)?(?:有效|失效|废止)$|^[•·●◆■]|^[^《“]{2,8}：\S{0,12}$|^(?:返回|首页|打印|关闭|分享|字体|字号|扫一扫|中国政府网)"
    r"|^[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日$"
)


# 〔2025〕17号; 县人民政府办公室　　2025年5月19日: the lines below the head of minutes.
_BARE_NUMBER = re.compile(
    rf"[〔［【（]{YEAR}[〕］】）]\s*第?\d{{1,4}}[号期]|第\d{{1,4}}[号期]|[^，。]{{4,30}}[ \u3000]+{YEAR}年\d{{1,2}}月\d{{1,2}}日"
)
_LATIN = re.compile(r"[\u00c0-\u00ff]")
_SENTENCE = re.compile(r"[。；！？]|：(?!\S{0,6}$)")
_NO_TITLE = re.compile(r"[（(]?(?:此件|节选|节录|摘录|征求意见)|附\s*件?\s*\d*$|附录|来源|发布|索引|\d+$")


def find_title(head: list[tuple[str, str]]) -> str | None:
    """The plan's own title among the lines of the head (printed and folded), None where none stands there.

    The last title block before the text, not 关于印发…的通知 if the plan has one itself.
    """
    blocks: list[list[int]] = []
    for number, (_, folded) in enumerate(head):
        if _may_be_title(folded):
            if blocks and blocks[-1][-1] == number - 1 and not _complete(head[number - 1][1], folded):
                blocks[-1].append(number)
            else:
                blocks.append([number])
    blocks = _before_preamble(head, blocks)
    candidates = ["".join(head[number][0] for number in block) for block in blocks]
    candidates = [text for text in candidates if has_plan_word(fold(text))]
    own = [text for text in candidates if not _NOTICE.search(fold(text))]
    if own:
        return _tidy(own[-1])
    if candidates:
        return _from_notice(candidates[0])
    return _glued_title(head) or _nearest(head)


# 为提高能力，根据《规划》精神，现将任务分解如下: the preamble of the plan itself, behind its title.
_PREAMBLE = re.compile(r"(?:为|根据|按照|依据)[^。]{10,}(?:制定本|制订本|现将|现就|如下|提出以下)")


def _before_preamble(head: list[tuple[str, str]], blocks: list[list[int]]) -> list[list[int]]:
    """The title blocks without the headings behind the plan's preamble, where a title stands before it."""
    for number, (_, folded) in enumerate(head):
        if "给你们" not in folded and _PREAMBLE.match(folded):
            before = [block for block in blocks if block[-1] < number]
            titled = before and has_plan_word(fold("".join(head[at][0] for at in before[-1])))
            return before if titled and number - before[-1][-1] <= 2 else blocks
    return blocks


def _may_be_title(folded: str) -> bool:
    """Whether a line may be (a line of) a title: no sentence, no label, no date, no issuer's name alone."""
    if (
        not folded
        or len(folded) > 90
        or len(_LATIN.findall(folded)) > 3
        or _SENTENCE.search(folded)
        or folded.endswith("：")
    ):
        return False
    if (
        DOC_NUMBER.fullmatch(folded)
        or _BARE_NUMBER.fullmatch(folded)
        or DATE.fullmatch(folded)
        or folded.endswith("文件")
        or ("，" in folded and "（" not in folded)
    ):
        return False
    if _FURNITURE.search(folded):
        return False
    return not _NO_TITLE.match(folded)


def _complete(before: str, after: str) -> bool:
    """Whether the line before is a title (or another thing) by itself that the next line does not go on with."""
    if re.match(r"（", after):
        return (
            DATE.search(after) is not None
            or not re.search(rf"{YEAR}|试行|稿|暂行|十[三四五]五", after)
            or len(after) > 24
        )
    place = REGION.match(after)
    if len(after) < 16 and not (place and re.search(r"[省市县区旗州盟镇乡]", place.group(1))):
        return False
    if all(_BUREAU.search(name) for name in before.split()) and not re.search(r"关于", before):
        return not re.match(r"关于", after)
    ends = re.search(rf"(?:{alternation(words('headings.yaml', 'plans'))})$", before)
    return (
        bool(ends)
        and len(before) > 10
        and not re.match(r"[“《]?(?:实施|工作|行动|任务|的)", after)
        and bool(has_plan_word(after))
    )


def has_plan_word(folded: str) -> bool:
    """Whether a folded line ends as the title of a document does (方案, 计划, 任务分解表, …解读)."""
    bare = _BESIDE.sub("", folded)
    ends, holds = _kinds()
    return ends.search(bare) is not None or holds.search(bare) is not None


_BESIDE = re.compile(r"（[^（）]*）|[\s\u3000》]")


@cache
def _kinds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How the title of a document ends, and what that of another kind holds."""
    others = words("headings.yaml", "not_plans")
    every = alternation(words("headings.yaml", "plans") + others)
    ends = rf"(?:{every})(?:的通知|的通告|的函|的意见|任务|工作|表|会)?(?:责任)?(?:分解|分工)?$"
    return re.compile(ends), re.compile(alternation(others))


def _tidy(title: str) -> str:
    title = re.sub(r"(?<=[一-龥”）\d])[ \u3000]+(?=[一-龥“（\d])", "", title.strip())
    return title.strip("《》") if title.startswith("《") and title.endswith("》") else title


def _from_notice(title: str) -> str:
    """The plan named in 关于印发《…》的通知; a notice that is the plan itself keeps its title."""
    folded = fold(title)
    match = _NOTICE.search(folded)
    if not match:
        return _tidy(title)
    return _tidy(title[match.start(1) : match.end(1)])


def _glued_title(head: list[tuple[str, str]]) -> str | None:
    """The title at the start of a text that lost its line breaks: up to its last word of kind."""
    if not head:
        return None
    text, folded = head[0]
    end = re.compile(
        rf"^.{{4,60}}?(?:{alternation(words('headings.yaml', 'plans'))})(?:（[^（）]{{2,16}}）)?(?=[ \u3000]|\d{{1,2}}[ \u3000.、．]|[一二三四五六七八九十]、|（一）|第[一二三]|为|根据|按照|[一-龥]{{2,10}}〔|$)"
    ).match(folded)
    if not end:
        return None
    stop = end.end()
    while more := re.compile(rf"(?:{alternation(words('headings.yaml', 'plans'))})").match(folded, stop):
        stop = more.end()
    if reading := re.compile(r"》?(?:的)?(?:政策)?(?:解读|问答)").match(folded, stop):
        stop = reading.end()
    return _tidy(text[:stop])


def _nearest(head: list[tuple[str, str]]) -> str | None:
    lines = [text for text, folded in head if _may_be_title(folded) and len(folded) >= 8 and not ISSUER.match(folded)]
    return _tidy(lines[0]) if lines else None
