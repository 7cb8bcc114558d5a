"""Noise inside a paragraph: what copying, converting and typesetting left between the characters of a plan.

Each pattern deletes; none rewrites. Source: STYLES.md (f), "Noise".
"""

import re

from extractors.text.strand import Strand
from extractors.words.institutions import is_cut
from extractors.words.labels import field_kind

_CJK = r"[一-龥〇]"

# A search is quick where its pattern begins with what is rare: the bracket or the blank, then what stands before it.

# 進(jìn)一步: a syllable in brackets after a character, with a tone mark (or a plain one in a text that has others).
_TONED = r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]"
_PINYIN = re.compile(rf"[(（](?<=[一-龥].)(?=[a-zɡāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{{1,6}}[)）])[a-zɡü]*{_TONED}[a-zɡü]*[)）]")
_TONELESS = re.compile(r"[(（](?<=[一-龥].)[a-zü]{1,6}[)）]")
# [1] after a word: a footnote mark.
_FOOTNOTE = re.compile(r"\[(?<=[一-龥。，；、%％].)\d{1,2}\](?!\s*(?:号|年))")
# 负责农作 | 第2页共4页 | 物秸秆: the foot of a page inside a text whose breaks are lost.
_PAGE = re.compile(r"第[ ]?\d{1,4}[ ]?页[，,/ ]?共[ ]?\d{1,4}[ ]?页")
_DOUBLED = re.compile(r"[，,](?=[，,。；])")  # 新建学校，，改造医院
# 牵 头 单 位: three or more single characters set apart by white space.
_SPACED = re.compile(rf"(?<![一-龥\w]){_CJK}(?:[ \u3000\u00a0]{{1,2}}[一-龥\d（）()—]){{2,}}(?![一-龥\w])")
_SPACED_INSIDE = re.compile(
    rf"(?<=[：:、，,；;（(\[［〔【\s])({_CJK}(?:[ \u3000]{_CJK}){{2,}})(?=[、，,；;。：:（(）)\]］〕】\s]|$)"
)
# What both of these hold, the quick test.
_LONE = re.compile(r"[ \u3000\u00a0][一-龥〇\d（）()—][ \u3000\u00a0]")
# A label whose few letters were set apart: 主　办：, 牵 头：, 完 成 时 限：.
_SPACED_LABEL = re.compile(rf"(?<![^\s；;。]){_CJK}(?:[ \u3000]{{1,4}}{_CJK}){{1,3}}(?=[ \u3000]*[：:])")
_LONE_LAST = re.compile(rf"[ \u3000]{_CJK}[ \u3000]*[：:]")
_BLANK = re.compile(r"[ \u3000\u00a0\t]+")
# Between a figure and what belongs to it: 到 2025 年, 62 %, 2 300人.
_FIGURE = re.compile(
    rf"[ \u00a0](?:(?<={_CJK}.)[ \u00a0]*(?=\d)|(?<=\d.)[ \u00a0]*(?=[%％‰])|(?<=\d.)(?=\d{{3}}(?!\d))"
    r"|(?<=[（(“”、，,:;].)[ \u00a0]*(?=[\d一-龥])|(?<=[一-龥\d%％）)”\"].)[ \u00a0]*(?=[，。；、：）,;:)])"
    r"|(?<=[一-龥].)[ \u00a0]*(?=[(（] ))"  # 牵头事项 ( 4项 )
)
_FIGURE_UNIT = re.compile(
    rf"[ \u00a0](?<=\d.)(?:(?<=[一-龥（(，、。；：—]\d.)|(?<=[\d.,]\d.)(?<!^\d\d.))[ \u00a0]*(?={_CJK})"
)
_SINGLE = re.compile(rf"[ \u00a0](?<={_CJK}.)(?={_CJK})")
# A blank after one of these ends a name in a list; before a label it ends a field.
_NAME_END = frozenset("央局委办府部院会厅司署处科所站队社行厂场馆园区县市州盟旗镇乡村街道心校团司联")
_NAME_ENDS = ("海关", "机关", "公室")
# 第二部分 重点工作: the blank parts a heading from its number.
_HEADED = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|[章节篇编条])$|附[件表录][一二三四五六七八九十]?$")
_SHORTEST_LABEL, _LONGEST_LABEL = 4, 6  # characters; a shorter word may be a verb (推进 老旧小区改造)
_WORD_BEFORE = re.compile(rf"{_CJK}+$")
_WORD_BEHIND = re.compile(rf"{_CJK}+?(?=[和及、，,；;：:。（(）)\]〕\s]|牵头|负责|配合|参与|$)")
_LABEL = re.compile(
    r"(?:牵头|责任|配合|参与|协同|协助|协办|主办|承办|落实|负责|完成|办理|办结|主要|实施|分管|时限|时间|限期|备注|指导|支持)"
)


def clean(strand: Strand) -> Strand:
    """The paragraph or cell without noise; what is left are characters of the source in their order."""
    text = strand.text
    if "(" in text or "（" in text:
        without = strand.without(_PINYIN)
        if without is not strand:
            strand = without.without(_TONELESS)
    if "[" in strand.text:
        strand = strand.without(_FOOTNOTE)
    if "页" in strand.text:
        strand = strand.without(_PAGE)
    if _DOUBLED.search(strand.text):
        strand = strand.without(_DOUBLED)
    if not _BLANK.search(strand.text):
        return strand
    strand = _close_spaced(strand)
    strand = strand.without(_FIGURE).without(_FIGURE_UNIT)
    return _close_single(strand).strip()


def _close_spaced(strand: Strand) -> Strand:
    """Letter-spaced words closed up."""
    for pattern in (_SPACED, _SPACED_INSIDE) if _LONE.search(strand.text) else ():
        strand = _without_blanks(strand, [m.span() for m in pattern.finditer(strand.text)])
    if _LONE_LAST.search(strand.text) is None:
        return strand
    labels = [m.span() for m in _SPACED_LABEL.finditer(strand.text) if field_kind(_BLANK.sub("", m[0]))]
    return _without_blanks(strand, labels)


def _without_blanks(strand: Strand, spans: list[tuple[int, int]]) -> Strand:
    """The strand, the blanks inside `spans` left out."""
    return strand.cut(blank.span() for span in spans for blank in _BLANK.finditer(strand.text, *span))


def _close_single(strand: Strand) -> Strand:
    """A lone blank between two Chinese characters goes, unless it ends a name, a field or a heading's number."""
    text = strand.text
    idle: list[tuple[int, int]] = []
    for match in _SINGLE.finditer(text):
        at = match.start()
        if _LABEL.match(text, match.end()) or _HEADED.search(text, max(0, at - 8), at):
            continue
        if _SHORTEST_LABEL <= at <= _LONGEST_LABEL and field_kind(text[:at]) is not None:
            continue  # 牵头单位 市水利局
        if at < 4 or text[at - 1] in _NAME_END or text.startswith(_NAME_ENDS, at - 2):
            left = _WORD_BEFORE.search(text, max(0, at - 20), at)
            right = _WORD_BEHIND.match(text, match.end())
            if not (left and right and is_cut(left.group(), right.group())):
                continue
        idle.append(match.span())
    return strand.cut(idle)
