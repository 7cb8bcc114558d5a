"""The numbers that Word makes: （一）, 1., 第三章 as list formats stand nowhere in the text and are restored here.

Rules: ECMA-376 part 1, 17.9. Lists of one abstract definition count on together, a deeper level starts anew under each
higher one, and an override starts its list anew.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from extractors.frozen import frozen

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKETED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


@frozen
class Level:
    """One level of a list: `text` is its pattern, %1 standing for the number of the first level."""

    start: int
    form: str
    text: str
    legal: bool
    style: str | None


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counting as paragraphs come."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def from_xml(cls, root: Any) -> "Numbering":
        """From the root of word/numbering.xml."""
        numbering = cls()
        for abstract in root.iter(W + "abstractNum"):
            levels = {int(e.get(W + "ilvl", 0)): _level(e) for e in abstract.findall(W + "lvl")}
            numbering.levels[abstract.get(W + "abstractNumId", "")] = levels
        for num in root.findall(W + "num"):
            target = num.find(W + "abstractNumId")
            changed: dict[int, Level] = {}
            restarts: dict[int, int] = {}
            for override in num.findall(W + "lvlOverride"):
                depth = int(override.get(W + "ilvl", 0))
                if (level := override.find(W + "lvl")) is not None:
                    changed[depth] = _level(level)
                if (start := override.find(W + "startOverride")) is not None:
                    restarts[depth] = _number(start, 1)
            abstract_id = "" if target is None else target.get(W + "val", "")
            numbering.lists[num.get(W + "numId", "")] = (abstract_id, changed, restarts)
        return numbering

    def depth_of_style(self, list_id: str, style: str) -> int:
        """The level that a list ties to a paragraph style, the first where it ties none."""
        abstract, _, _ = self.lists.get(list_id, ("", {}, {}))
        return next((d for d, level in self.levels.get(abstract, {}).items() if level.style == style), 0)

    def next(self, list_id: str, depth: int) -> str:
        """The label of the next paragraph at `depth` of a list; empty for bullets and unknown lists."""
        if list_id not in self.lists:
            return ""
        abstract, changed, restarts = self.lists[list_id]
        levels = {**self.levels.get(abstract, {}), **changed}
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        for level, start in restarts.items():
            if level <= depth and (list_id, level) not in self._started:
                self._started.add((list_id, level))
                counts[level] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return _label(levels, depth, counts)


def _level(element: Any) -> Level:
    def value(tag: str) -> str | None:
        found = element.find(W + tag)
        return None if found is None else str(found.get(W + "val", ""))

    start = element.find(W + "start")
    return Level(
        start=1 if start is None else _number(start, 1),
        form=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        legal=element.find(W + "isLgl") is not None,
        style=value("pStyle"),
    )


def _number(element: Any, default: int) -> int:
    text = str(element.get(W + "val", ""))
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default


def _label(levels: dict[int, Level], depth: int, counts: dict[int, int]) -> str:
    level = levels[depth]
    if level.form in ("bullet", "none"):
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        part = levels.get(at, level)
        form = "decimal" if level.legal else part.form
        return formatted(counts.get(at, part.start), form)

    return re.sub(r"%([1-9])", number, level.text)


def formatted(number: int, form: str) -> str:
    """`number` in one of Word's number formats (ST_NumberFormat); plain digits for those not used in Chinese text."""
    if number < 0:
        return str(number)
    if form.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting", "koreanCounting")):
        return _counting(number, _DIGITS)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(d)] for d in str(number))
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _counting(number, _LEGAL)
    tables = {
        "decimalEnclosedCircle": _CIRCLED, "decimalEnclosedCircleChinese": _CIRCLED, "ideographTraditional": _STEMS,
        "ideographZodiac": _BRANCHES, "ideographEnclosedCircle": _BRACKETED,
    }  # fmt: skip
    if form in tables:
        return tables[form][number - 1] if 0 < number <= len(tables[form]) else str(number)
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "decimalFullWidth":
        return str(number).translate({ord("0") + i: ord("０") + i for i in range(10)})
    return str(number)


def _counting(number: int, digits: str) -> str:
    ten, hundred, thousand = ("十", "百", "千") if digits is _DIGITS else ("拾", "佰", "仟")
    if number == 0 or number > 9999:
        return "".join(digits[int(d)] for d in str(number))
    parts, gap = "", False
    for unit, value in ((thousand, 1000), (hundred, 100), (ten, 10), ("", 1)):
        digit, number = divmod(number, value)
        if digit:
            parts += (digits[0] if gap else "") + digits[digit] + unit
            gap = False
        elif parts:
            gap = number > 0
    return parts[1:] if digits is _DIGITS and parts.startswith("一十") else parts


def _roman(number: int) -> str:
    text = ""
    for value, mark in _ROMAN:
        while number >= value and len(text) < 20:
            text += mark
            number -= value
    return text
