"""Folding: one spelling for each mark and character, without moving any.

``fold(text)`` has the length of ``text``, so that a span found in the folded text quotes the text itself. Rules are
written once, for full-width Chinese punctuation, ASCII digits and simplified script, and read also
(牵头单位:区发改局,责任单位:各街道), （市發展改革委牽頭） and OCR's 2O21年l1月.
"""

import re
from functools import cache, lru_cache

from extractors.lexicon import read_text
from extractors.words.labels import field_kind
from extractors.words.signs import NO_SIGN_BEFORE_LABEL

_MARKS = str.maketrans(
    {
        "(": "（", ")": "）", "﹙": "（", "﹚": "）", ",": "，", ":": "：", "﹕": "：", ";": "；", "﹔": "；", "?": "？", "!": "！",
        "[": "［", "]": "］", "〖": "【", "〗": "】", "％": "%", "﹪": "%", "．": ".", "｜": "|", "／": "/", "～": "~", "〜": "~", "∼": "~",
        "﹣": "-", "−": "-", "‐": "-", "‑": "-", "–": "—", "―": "—", "─": "—", "│": "|",
        "＜": "<", "＞": ">", "＝": "=", "＋": "+", "∶": "：", "﹐": "，", "､": "、", "﹑": "、", "｡": "。", "•": "·", "・": "·",
        "\u00a0": " ", "\u2002": "\u3000", "\u2003": "\u3000", "\u2009": " ", "\t": "\u3000", "\u200b": " ", "\ufeff": " ",
        **{chr(ord("０") + i): str(i) for i in range(10)},
        **{chr(ord("Ａ") + i): chr(ord("A") + i) for i in range(26)},
        **{chr(ord("ａ") + i): chr(ord("a") + i) for i in range(26)},
    }
)  # fmt: skip

# OCR reads 0 and 1 as letters: only where a digit or a percent sign stands beside them (2O21年, l1月, 9O%).
_OCR_ZERO = re.compile(r"(?<=[\d.])[OoＯ]+(?=[\d%年月日.OoＯ]|[一-龥，。；、]|$)|(?<![A-Za-z])[OoＯ](?=\.\d)")
_OCR_ONE = re.compile(r"(?<![A-Za-z])[lI](?=\d)|(?<=\d)[lI](?=[\d年月日%OoＯ.])")
# 一 for a dash, between two digits or after 日/月/年 and before a digit (5月1日一5月31日).
_OCR_DASH = re.compile(r"一(?<=[\d日月年%]一)(?=\d)")
_QUOTE = re.compile(r"\"([^\"\n]{0,60})\"")
# A full stop in half width: after a Chinese character, a closing bracket or a percent sign, not before a digit, but a year.
_STOP = re.compile(
    r"\.(?:(?<=[一-龥）］】〕”’%]\.)(?!\d)|(?<=\d\.)(?=\s*$)|(?<=[一-龥）]\.)(?=\d{1,2}[.、．]\D)|(?<=[一-龥）%]\.)(?=20\d\d ?年))",
    re.M,
)
_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾]")
_NUMERAL_FORMS = re.compile(
    rf"{_FORMAL.pattern}(?:(?<=[（(].){_FORMAL.pattern}*(?=[）)])|(?<=^.){_FORMAL.pattern}*(?=[、，.]))", re.M
)
# 各乡镇〈街道〉: angle brackets of an aside, not of a title within a title.
_ANGLES = re.compile(r"〈([一-龥、，]{1,8})〉")
# 【牵头单位】市教育局: a label in a bracket reads as one with a colon.
_BOXED = re.compile(r"[【［〔]([一-龥、]{2,10})[】］〕](?![：，。；])")
# （牵头单位）市教育局, 牵头单位——市教育局: a label that opens its line, in round brackets or before a dash.
_OPENS_LINE = re.compile(
    r"^(?:（(?P<boxed>[一-龥、]{2,8})）(?=[^\s：，。；（）])|(?P<dashed>[一-龥]{2,6})——(?=[^\s—]))", re.M
)
# 主办|市教育局；协办|各区；时限|长期: behind each label of a line a bar for a colon; a row of a table has others.
_BARRED = re.compile(r"(?:^|[；。，\s\u3000])([一-龥]{2,6})\|(?=[^|\s\u3000])", re.M)
_STATED = ("lead", "responsible", "supporting", "person", "deadline")
_UNSIGNED = (*_STATED, "content", "other")
# ▷责任单位：, ➢完成时限：, ·配合单位：: a sign before a label, whichever it is; digits in circles (①❶) are none.
_SIGNED = re.compile(rf"[^{NO_SIGN_BEFORE_LABEL}]\ufe0f?[ \u3000]*(?=([一-龥]{{2,8}})：)")
_NUMERALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")

_SHORT = 24  # characters


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    """What each single character folds to, and a pattern that finds any of them: few of a text's characters fold."""
    rows = (line.partition(",") for line in read_text("traditional.csv").splitlines()[1:])
    table = {traditional: simplified for traditional, _, simplified in rows}
    table |= {chr(code): str(mark) for code, mark in _MARKS.items()}
    return table, re.compile(f"[{re.escape(''.join(table))}]")


def fold(text: str) -> str:
    """The folded form of `text`, of the same length."""
    # The same cells, labels and names are folded by each of their readers.
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


@lru_cache(maxsize=512)
def _fold_short(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    table, foldable = _table()
    folded = foldable.sub(lambda m: table[m.group()], text)
    # Most lines hold few of the characters that the rules are about: to look for these first costs a tenth.
    if "l" in folded or "I" in folded:
        folded = _OCR_ONE.sub("1", folded)
    if "o" in folded or "O" in folded:
        folded = _OCR_ZERO.sub(lambda m: "0" * len(m.group()), folded)
    if "一" in folded:
        folded = _OCR_DASH.sub("—", folded)
    if "." in folded:
        folded = _STOP.sub("。", folded)
    if "，" in folded:
        folded = _THOUSANDS.sub(",", folded)
    if _FORMAL.search(folded):
        folded = _NUMERAL_FORMS.sub(lambda m: m.group().translate(_NUMERALS), folded)
    if "】" in folded or "］" in folded or "〕" in folded:
        folded = _BOXED.sub(lambda m: f"\u3000{m[1]}：" if field_kind(m[1]) else m[0], folded)
    if "）" in folded or "——" in folded:
        folded = _OPENS_LINE.sub(_with_colon, folded)
    if "|" in folded:
        folded = "\n".join(_unbarred(line) for line in folded.split("\n"))
    if "：" in folded:
        folded = _SIGNED.sub(lambda m: "\u3000" * len(m[0]) if field_kind(m[1]) in _UNSIGNED else m[0], folded)
    if "〈" in folded:
        folded = _ANGLES.sub(r"（\1）", folded)
    return _QUOTE.sub(r"“\1”", folded) if '"' in folded else folded


def _with_colon(label: re.Match[str]) -> str:
    """A label that opens its line with a colon behind it, where it names units, persons or a time."""
    if field_kind(label["boxed"] or label["dashed"]) not in _STATED:
        return label[0]
    return f"\u3000{label['boxed']}：" if label["boxed"] else f"{label['dashed']}：\u3000"


def _unbarred(line: str) -> str:
    """A line whose every bar stands behind a label of a statement, with colons for them."""
    # 任务名称|打造夜游线路: one field a line
    kinds = (*_STATED, "task", "content", "number") if line.count("|") == 1 else _STATED
    labels = [match for match in _BARRED.finditer(line) if field_kind(match[1]) in kinds]
    values = re.split(r"[；。|\s\u3000]", line)
    if not labels or len(labels) != line.count("|") or field_kind(values[-1]):
        return line
    return _BARRED.sub(lambda m: f"{m[0][:-1]}：", line)
