"""Numbering: what a marker of an item looks like (一、 （二） 3． （4） ⑤ 2.1.1 第一节 行动一 △), on folded text."""

import re
import unicodedata
from functools import cache

from extractors.frozen import frozen
from extractors.lexicon import alternation, words

CN = "〇零一二三四五六七八九十百"
_VALUES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "十": 10, "百": 100}
# Numbers that are one character: ❶ ➀ ㊀ in circles, ⑴ in brackets, ⒈ with its stop, ㈠.
_ROUND = "".join(
    map(chr, (*range(0x2460, 0x2474), *range(0x2776, 0x2794), *range(0x24EB, 0x24FF), *range(0x3280, 0x328A)))
)
_IN_BRACKETS = "".join(map(chr, range(0x2474, 0x2488)))
_WITH_STOP = "".join(map(chr, range(0x2488, 0x249C)))
_CN_IN_BRACKETS = "".join(map(chr, range(0x3220, 0x322A)))
_SINGLE = _ROUND + _IN_BRACKETS + _WITH_STOP + _CN_IN_BRACKETS
_FIGURES = "0123456789"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_STARS = "△▲☆★●○■□◆◇※◎▶➤"

# Styles from the outermost to the innermost by custom (GB/T 9704-2012, 7.3.3: 一、（一）1.（1）); others set in between.
STYLES = (
    "chapter",
    "part",
    "named",
    "cn",
    "headed",
    "cn_bracket",
    "card",
    "decimal",
    "coded",
    "arabic",
    "arabic_bracket",
    "run_in",
    "article",
    "stage",
    "stem",
    "roman",
    "letter",
    "circled",
    "ordinal",
    "star",
)
# Styles that have no place by custom: they stand above or below any other, as the document has it.
FREE_STYLES = frozenset({"article", "stage", "stem", "roman", "letter"})

# What follows a figure and not an item's number: 2.5万吨, 0.4个百分点.
_AMOUNT = r"%|‰|[万亿千百]|个百分点|[个家户人名项座公平立米吨亩克度倍元小天件辆台处所张条]"


@frozen
class Marker:
    """A marker at ``start:end`` of the folded text; `label` as printed without brackets and closing mark."""

    style: str
    value: int
    label: str
    start: int
    end: int
    starred: bool = False
    word: str = ""

    def counts_with(self, other: "Marker") -> bool:
        """Whether both belong to one count: of one style, and 任务1 not with 行动1."""
        return self.style == other.style and self.word == other.word


@cache
def _patterns() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """For each character that a marker may begin with, the styles that it may be of."""
    named = alternation(words("headings.yaml", "named"))
    first_of_names = "".join({word[0] for word in words("headings.yaml", "named")})
    closing = r"[、.，．][ \u3000]*"
    forms = (
            ("chapter", "第", rf"第([{CN}]{{1,3}}|\d{{1,2}})[章编篇](?=[ \u3000：、]|[一-龥])[ \u3000：、]*"),
            ("part", "第", rf"第([{CN}]{{1,3}}|\d{{1,2}})(?:节|部分)(?=[ \u3000：、]|[一-龥])[ \u3000：、]*"),
            ("article", "第", rf"第([{CN}]{{1,4}}|\d{{1,3}})(?:条(?!规定|所|的|第|款|中|之|及|和|至|，)|(?:[项款类组批]|方面|板块|件[一-龥]{{0,2}}事|场[一-龥]{{0,2}}(?:战役|战|仗)|大(?:行动|工程|任务|攻坚))(?=[ \u3000：、]))[ \u3000：、]*"),
            ("named", "【〔［" + first_of_names, rf"(?:{named})(?:第(?P<nth>\d{{1,3}})号(?=关于|[ \u3000：、.]|$)[ \u3000：、.]*|([{CN}]{{1,3}}|\d{{1,2}})(?!\.\d)(?:[ \u3000：、.]+|$))|[【〔［](?:{named})(?P<inside>[{CN}]{{1,3}}|\d{{1,2}})[】〕］][ \u3000：、.]*"),
            ("cn_bracket", "（", rf"[（]([{CN}]{{1,3}})[）][ \u3000、.]*"),
            ("cn", CN, rf"([{CN}]{{1,3}})(?:{closing}(?![{CN}]{{1,3}}(?:年级|级|季度|期|类|批|线|档|楼|层|月|班))|[ \u3000]+(?=[一-龥“]))"),
            ("decimal", _FIGURES, r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.、]?[ \u3000]+|[.、]|(?=[一-龥“]))"),
            ("decimal", first_of_names, rf"(?:{named})(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:[ \u3000：、.]+|$)"),
            ("decimal", _FIGURES, r"(\d{1,2}-\d{1,2})[ \u3000]+(?=[一-龥“])"),
            ("decimal", "（", r"（(\d{1,2}(?:[-.]\d{1,2}){1,3})）[ \u3000、.]*"),
            ("arabic_bracket", "（【" + _FIGURES, r"(?:[（]?(\d{1,2})[）]|【(?P<boxed>\d{1,2})】)[ \u3000、.]*"),
            ("arabic", _FIGURES, rf"(\d{{1,3}})(?:{closing}|[ \u3000]+(?=[一-龥“【])|(?=[①-⑳]))"),
            ("circled", _ROUND, rf"([{_ROUND}])\ufe0f?[ \u3000、.]*"),
            ("arabic_bracket", _IN_BRACKETS, rf"([{_IN_BRACKETS}])[ \u3000、.]*"),
            ("arabic", _WITH_STOP, rf"([{_WITH_STOP}])[ \u3000]*"),
            ("cn_bracket", _CN_IN_BRACKETS, rf"([{_CN_IN_BRACKETS}])[ \u3000、.]*"),
        ("stem", "（" + _STEMS, rf"(?:[（]([{_STEMS}])[）]|([{_STEMS}])[、.．）：。](?![{_STEMS}]))[ \u3000、.]*"),
        ("roman", "（" + _ROMAN, rf"(?:[（]([{_ROMAN}])[）]|([{_ROMAN}])[、.．）])[ \u3000、.]*"),
        ("coded", _LETTERS[:26], r"([A-Z]{1,3}(?:[-—]\d{1,3}|0\d))(?:[ \u3000：、.]+|(?=[一-龥“【]))(?=\D)"),
        ("letter", "（" + _LETTERS, r"(?:[（]([A-Za-z])[）]|([A-Za-z])[、.．）])[ \u3000]*(?=[一-龥“【])"),
    )  # fmt: skip
    by_opener: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for style, openers, pattern in forms:
        compiled = re.compile(pattern)
        for opener in openers:
            by_opener.setdefault(opener, []).append((style, compiled))
    return by_opener


_CODE = re.compile(r"[A-Z]+[-—]?(\d+)")
_ZERO = re.compile("0(?![1-9])")
_COUNTED = re.compile(_AMOUNT)
_DATED = re.compile("年(?!度)|月(?!度)|日(?![常间产])|时(?=[至—，。前])")
_FIGURE = re.compile(rf"\d{{1,3}}\.\d+(?:{_AMOUNT})")
_STAR = re.compile(rf"([{_STARS}]|[*＊](?=[一-龥\d（“]))[ \u3000]*")
_LEVEL = re.compile("[.-]")
_LOOSE = re.compile(r"[#*\s\u3000]*")
_LOOSE_OR_STAR = frozenset("#*＊" + _STARS)


def is_starred(folded: str, at: int) -> bool:
    """Whether a mark (△ ▶ ◆) stands right before `at`."""
    return at > 0 and folded[at - 1] in _STARS


def number_value(text: str) -> int:
    """The value of a Chinese, ASCII or circled numeral below 1000; for 2.1.1 and A-01 that of the last part, for 乙 and B 2."""
    if text in _SINGLE:
        return int(unicodedata.numeric(text))
    if text[0].isdecimal():
        return int(text if text.isdecimal() else _LEVEL.split(text)[-1])
    if code := _CODE.fullmatch(text):
        return int(code[1])
    for count in (_STEMS, _ROMAN, _LETTERS[:26], _LETTERS[26:]):
        if text in count:
            return count.index(text) + 1
    total = current = 0
    for char in text:
        value = _VALUES[char]
        if value >= 10:
            total += max(current, 1) * value
            current = 0
        else:
            current = current * 10 + value if len(text) > 1 and not any(c in text for c in "十百") else value
    return total + current


def marker_at(folded: str, at: int, counted: bool = False) -> Marker | None:
    """The marker that begins at `at` (past markdown marks and blanks), or None.

    `counted`: the caller holds it against an open count, so that 2.24小时 may be item 2.
    """
    opener = folded[at : at + 1]
    begin = start = at
    star = None
    # Most lines begin with none of these: the quick test before the long ones.
    if opener in _LOOSE_OR_STAR or opener.isspace():
        loose = _LOOSE.match(folded, at)
        begin = loose.end() if loose else at
        star = _STAR.match(folded, begin)
        start = star.end() if star else begin
        opener = folded[start : start + 1]
    for style, pattern in _patterns().get(opener, ()):
        match = pattern.match(folded, start)
        if match and style == "decimal" and opener in _FIGURES and _heads_amount(folded, match.end(), counted):
            continue
        if match and style == "arabic" and match.group()[-1] in " \u3000" and _goes_on_figure(folded, match):
            continue
        if match and (style != "arabic" or counted or _is_item_number(folded, match)):
            label = match.group(match.lastindex or 1)
            mark = _STAR.match(folded, match.end())  # （1）▲…: marked behind its number
            end = mark.end() if mark else match.end()
            named = style in ("named", "decimal")
            word = match.group()[: match.start(match.lastindex or 1) - match.start()] if named else ""
            if label in _SINGLE and label not in _ROUND:
                label = unicodedata.normalize("NFKC", label).strip("().")
            return Marker(style, number_value(label), label, begin, end, bool(star or mark), word.strip("【〔［"))
    if star:
        return Marker("star", 0, "", begin, star.end(), True)
    return None


@cache
def _like_measures() -> re.Pattern[str]:
    return re.compile(alternation(words("headings.yaml", "like_measures")))


def _heads_amount(folded: str, at: int, counted: bool) -> bool:
    """Whether a decimal before `at` is an amount (2.4个百分点): a number that goes on counting may be 3.3 人才引育."""
    return _COUNTED.match(folded, at) is not None and not (counted and _like_measures().match(folded, at))


def _goes_on_figure(folded: str, match: re.Match[str]) -> bool:
    """Whether a number with a blank behind it is a figure or a date that is set apart (18 万吨, 12 月底前)."""
    bare = match.group().rstrip(" \u3000")[-1:].isdecimal()
    return bare and (_DATED.match(folded, match.end()) is not None or _heads_amount(folded, match.end(), True))


def _is_item_number(folded: str, match: re.Match[str]) -> bool:
    """Not the head of a figure (2.5万吨, 2024 年) though 2.24小时气源调度 is item 2."""
    after = folded[match.end() : match.end() + 1]
    if after == "" or _ZERO.match(match.group(1)):
        return False
    return not _FIGURE.match(folded, match.start())
