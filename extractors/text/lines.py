"""Lines of a text file to paragraphs: page numbers dropped, wrapped lines joined.

A line of a text file may be a paragraph, or a piece of one cut by the width of a page or by its end. What joins two
lines is stated in `joins`; the evidence is how full the line is, how it ends and how the next one begins.
"""

import re
from collections import Counter

from extractors.frozen import frozen
from extractors.text.strand import Strand
from extractors.words.fold import fold
from extractors.words.labels import ROLES, field_kind
from extractors.words.lists import lists_units
from extractors.words.markers import CN, marker_at
from extractors.words.names import has_prefix, is_unit, may_be_name
from extractors.words.signs import sign_at, sign_of

_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–―─·•]+\s*\d{1,4}\s*[-—–―─·•]+|一\s*\d{1,4}\s*一|第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+.{0,12})\s*$"
)
_LONGEST_PAGE_NUMBER = 40
# A title that stands at the head or foot of every page.
_HEAD = re.compile(r"[^，。；：！？]{6,40}")
_FORM_FEED = re.compile(r"\f")
_TERMINAL = "。！？；：…"
_TRAILING = "”’）】〕］》」』"
# A line that begins so may go on with one that has ended.
_GOES_ON = "，。、；）】〕”》%（"
# Characters that take two columns.
_WIDE = re.compile("[\u2e80-\U0010ffff—“”‘’…·]+")
_OPEN, _CLOSE = "（〔［【", "）〕］】"
_BRACKETS = re.compile(f"[{_OPEN}{_CLOSE}]")
_LABEL_LINE = re.compile(
    r"^[\s\u3000]*(?:[（(]?\d{1,2}[）).、．][ \u3000]*)?([一-龥\s\u3000、/（）()]{2,16}?)[\s\u3000]*(?:：|:|[\u3000 ]|是|为)"
)
_TAIL = re.compile(r"(?:——|\||[一-龥]{2}(?:单位|部门)：)([^。；：——|]{2,120})$")
# A table's bar, a note, an annex, a date or a period by itself.
_OPENS = re.compile(
    r"[|#〓=※]|注[：:]|附件|（注|【[^【】]{1,16}】$|(?:第?[一二三四]季度|[上下]半年|\d{1,2}月份)(?:重点|主要|工作|任务|事项|目标)*(?:（[^）]*）)?$|[\d二〇○零一三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)
# 理使用单位。完成时限：…: the next field behind the rest of a list.
_FIELD_BEHIND = re.compile(r"[。；](?=[一-龥]{2,8}：)")
_MONTH = re.compile(r"\d{1,2}月(?:份)?(?:\u3000| {2,}|：)")  # a line of a calendar of work
_BODY = re.compile(r"[一-龥“（A-Za-z\d]")  # what an item's text begins with
_IN_SENTENCE = re.compile("[，。；]")
_LAST_WORD = re.compile("[，；。 \u3000]([一-龥]{2,4})$")
_NAME_BREAK = re.compile("[，、；：。 \u3000]")
_LATIN, _LATIN_END = re.compile("[A-Za-z]"), re.compile("[A-Za-z]$")
# 提案者：, 反映问题：: what begins several lines is the name of a field, whatever it is called.
_NAMED_LINE = re.compile(r"[\s\u3000]*([一-龥]{2,8})：")
_ANY_LABEL = re.compile(r"(?<![一-龥])([一-龥]{2,6})：")
_STATED = (*ROLES, "deadline", "person")
_VERB_LINE = re.compile(r"(?:牵头|负责|配合|参与|落实|承办|协办|主办|协助|支持|指导)[：。]?$")


@frozen
class Line:
    """A line with what the joining asks of it; `width` in half-width columns."""

    strand: Strand
    folded: str
    width: int
    indented: bool
    after_page: bool
    after_blank: bool


def paragraphs(lines: list[Strand]) -> list[Strand]:
    """The paragraphs of consecutive lines of a text file."""
    kept = _measure(lines)
    measure = _wrap_width(kept)
    openings = [_opening(line) for line in kept]
    count = Counter(openings)
    out: list[list[Line]] = []
    depth = 0
    for line, opening in zip(kept, openings, strict=True):
        anew = opening is not None and count[opening] > 1 and not depth
        if out and not anew and _joins(out[-1], depth, line, measure):
            out[-1].append(line)
        else:
            out.append([line])
            depth = 0
        depth = _depth(depth, line)
    return [_joined(group) for group in out]


def _opening(line: Line) -> str | None:
    """The name with a colon or the sign that a line begins with: what begins two lines or more opens each anew."""
    if named := _NAMED_LINE.match(line.folded):
        return named[1]
    sign = sign_at(line.folded, 0, len(line.folded))
    return sign_of(sign) if sign else None


def is_page_number(text: str) -> bool:
    """Whether a line holds nothing but a page number in one of its usual dresses (— 6 —, 第5页)."""
    return bool(_PAGE_NUMBER.match(text))


def _page_furniture(lines: list[Strand]) -> frozenset[int]:
    """The lines that hold a page number, and those beside two or more of them that hold the same words each time."""
    texts = [(number, text) for number, line in enumerate(lines) if (text := line.text.strip())]
    pages = [at for at, (_, text) in enumerate(texts) if len(text) <= _LONGEST_PAGE_NUMBER and is_page_number(text)]
    if not pages:
        return frozenset()
    beside = [texts[other] for at in pages for other in (at - 1, at + 1) if 0 <= other < len(texts)]
    count = Counter(text for _, text in beside)
    heads = {number for number, text in beside if count[text] > 1 and _HEAD.fullmatch(text)}
    return frozenset({texts[at][0] for at in pages} | heads)


def _measure(lines: list[Strand]) -> list[Line]:
    furniture = _page_furniture(lines)
    kept: list[tuple[Strand, int, bool, bool, bool]] = []  # a line without its folded text: all are folded at once
    after_page = after_blank = False
    for number, strand in enumerate(lines):
        if "\f" in strand.text:
            after_page = True
            strand = strand.without(_FORM_FEED)
        text = strand.text
        printed = text.rstrip()
        if not printed:
            after_blank = True
            continue
        if number in furniture:
            after_page = True
            continue
        indent = len(printed) - len(printed.lstrip())
        bare = strand.slice(indent, len(printed))
        wide = 2 * len(printed) - len(_WIDE.sub("", printed))
        kept.append((bare, wide, indent >= 2 or text.startswith(("\u3000", "\t")), after_page, after_blank))
        after_page = after_blank = False
    folded = fold("\n".join([line[0].text for line in kept]))
    out: list[Line] = []
    at = 0
    for bare, wide, indented, behind_page, behind_blank in kept:
        end = at + len(bare.text)
        out.append(Line(bare, folded[at:end], wide, indented, behind_page, behind_blank))
        at = end + 1
    return out


def _wrap_width(lines: list[Line]) -> int | None:
    """The width at which a person's software wrapped the text, or None if the lines are whole paragraphs."""
    widths = sorted(line.width for line in lines)
    if len(widths) < 6:
        return None
    full = widths[int(len(widths) * 0.9)]
    if not 24 <= full <= 130:
        return None
    broken = sum(1 for line in lines if line.width >= full - 8 and not _ends(line.folded))
    long_lines = sum(1 for width in widths if width >= full - 8)
    over = sum(1 for width in widths if width > full + 12)
    crowded = long_lines >= 0.3 * len(widths) and over <= 0.05 * len(widths)
    return full if crowded and broken >= 3 and broken >= 0.5 * long_lines else None


def _ends(folded: str) -> bool:
    """Whether a line ends as a paragraph does."""
    return folded.rstrip(_TRAILING + " ")[-1:] in _TERMINAL or folded[-1:] in "）】〕］"


def _joins(group: list[Line], depth: int, after: Line, measure: int | None) -> bool:
    """Whether `after` goes on with the paragraph of `group`, in which `depth` brackets are open."""
    before = group[-1]
    ended = _ends(before.folded)
    if ended and measure is None and after.folded[0] not in _GOES_ON and not depth:
        return False
    if _begins_item(after.folded, group):
        return False
    if depth and len(group) < 12:
        return True
    if _begins_field(after.folded):
        return _breaks_label(before.folded, after.folded)
    if _is_label_line(group):
        return _breaks_name(group, after.folded) or _continues_list(
            before.folded, after.folded, measure is not None and before.width >= measure - 9
        )
    if after.folded[0] in "，。、；）】〕”》%":
        return True
    if measure is not None:
        if after.indented and not before.indented and not after.after_page and ended:
            return False
        full = before.width >= measure - (4 if ended else 9)
        if full and not (ended and (after.indented or _is_heading(group))):
            return True
        if not after.after_page:
            return not ended and not _is_heading(group) and _in_sentence(group) and before.width >= measure * 0.7
    return not ended and _in_sentence(group) and not (after.indented and not after.after_page and before.indented)


def _begins_item(folded: str, group: list[Line]) -> bool:
    """Whether a line opens with the marker of an item; `group` is the paragraph before.

    2.136项试点任务 is item 2 behind item 1, be that glued into the paragraph (沈国梁1.建设…), and a figure elsewhere.
    """
    if folded[0].isdecimal() and _MONTH.match(folded):
        return True
    marker = marker_at(folded, 0)
    if marker is None and (counted := marker_at(folded, 0, counted=True)):
        before = marker_at(group[0].folded, 0)
        follows = before and before.style == counted.style and counted.value == before.value + 1
        marker = counted if follows or _holds_number(group, counted.value - 1) else None
    return marker is not None and _BODY.match(folded, marker.end) is not None


def _holds_number(group: list[Line], number: int) -> bool:
    """Whether an item's number is glued into a paragraph: behind its text or a name, before the next title."""
    text = "".join(line.folded for line in group)
    return re.search(rf"[一-龥。）]{number}[.．、][一-龥]", text) is not None


def _begins_field(folded: str) -> bool:
    """Whether a line opens a paragraph by itself: a label, a table's bar, a note, a date."""
    label = _LABEL_LINE.match(folded)
    if label and field_kind(label.group(1)) is not None:
        return True
    return bool(_OPENS.match(folded))


def _is_label_line(group: list[Line]) -> bool:
    label = _LABEL_LINE.match(group[0].folded)
    return label is not None and field_kind(label.group(1)) is not None and len(group) < 4


def _breaks_label(before: str, after: str) -> bool:
    """Whether a label breaks between two lines (…住房和建设局；配合 | 单位：区自然资源分局)."""
    head, rest = _LAST_WORD.search(before), _LABEL_LINE.match(after)
    return head is not None and rest is not None and field_kind(head[1] + rest[1]) in ROLES


def _breaks_name(group: list[Line], after: str) -> bool:
    """Whether a label line of units breaks inside the name of one (责任单位：市自然资源和规 | 划局)."""
    label = _LABEL_LINE.match(group[0].folded)
    if label is None or field_kind(label.group(1)) not in ROLES:
        return False
    before = _NAME_BREAK.split("".join(line.folded for line in group))[-1]
    rest = _NAME_BREAK.split(after)[0]
    if has_prefix(rest) and len(rest) > 2:
        return False  # another name
    return len(before) > 1 and not is_unit(before) and may_be_name(before) and is_unit(before + rest)


def _continues_list(before: str, after: str, full: bool) -> bool:
    """Whether `after` goes on with the list of names of a label line: after a comma, as a bracket, or as a short rest."""
    if before[-1] in "、，：和及与" or re.fullmatch(rf"（(?![{CN}\d]{{1,3}}）)[^（）]{{1,16}}）", after):
        return True
    rest = _FIELD_BEHIND.split(after, maxsplit=1)[0]
    return full and not after.endswith("：") and len(rest) <= 40 and not re.search(r"\d|[。；：](?!$)", rest)


def _depth(depth: int, line: Line) -> int:
    """Brackets open behind a line, where `depth` of the paragraph's are open before it."""
    for char in _BRACKETS.findall(line.folded):
        depth = depth + 1 if char in _OPEN else max(0, depth - 1)
    return depth


def _is_heading(group: list[Line]) -> bool:
    """A lone short line with a marker and no sentence in it."""
    folded = group[0].folded
    return len(group) == 1 and not _IN_SENTENCE.search(folded) and len(folded) < 40


def _in_sentence(group: list[Line]) -> bool:
    """Whether the lines so far are running text that has not ended: a label line or a heading is none."""
    text = "".join(line.folded for line in group)
    if _VERB_LINE.search(text) or _ends_in_units(text):
        return False
    fields = text[text.rfind("。") + 1 :]
    if fields.count("：") > 1 and sum(field_kind(label[1]) in _STATED for label in _ANY_LABEL.finditer(fields)) > 1:
        return False  # 主办：区图书馆　协办：各街道　兑现期：5月1日起，长期
    return (bool(_IN_SENTENCE.search(text)) and len(text) > 16) or text[-1] in "、，"


def _ends_in_units(text: str) -> bool:
    """Whether a paragraph closes with whole names of units behind a dash, a bar or a label (——市财政局、各区政府)."""
    tail = _TAIL.search(text)
    return tail is not None and lists_units(text, tail.start(1), len(text))


def _joined(group: list[Line]) -> Strand:
    """The lines as one strand; between two Latin words a blank is kept."""
    if len(group) == 1:
        return group[0].strand
    parts: list[Strand] = []
    for line in group:
        strand = line.strand
        if parts and _LATIN_END.search(parts[-1].text) and _LATIN.match(strand.text):
            strand = Strand.join([Strand.inserted(" "), strand])
        parts.append(strand)
    return Strand.join(parts)
