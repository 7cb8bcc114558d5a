"""The outline of a plan: its items, each with marker, heading, place on the ladder (编号层级).

Where an item stands on the ladder of numbering, `extractors.structure.ladder` tells. Markers glued into a paragraph
(…责任单位：区商务局3.打造…) count when they go on with a count that is open or begin one at 1.
"""

import re
from functools import cache

from extractors.lexicon import words
from extractors.records import Span
from extractors.structure.cards import card_heads, inside_card
from extractors.structure.fields import give_back_fields, merge_fields, numbered_fields
from extractors.structure.forms import form_heads
from extractors.structure.glued import next_glued
from extractors.structure.headed import (
    dashes_are_items,
    headed_lines,
    is_imprint,
    is_title_line,
    is_unit_heading,
    uses_decimals,
)
from extractors.structure.ladder import Item, Ladder
from extractors.structure.learned import learned
from extractors.structure.listed import listed_lines
from extractors.structure.lone import lone_numbers
from extractors.structure.ordinals import ordinals
from extractors.structure.runin import CHARGED, run_in
from extractors.structure.signed import item_signs
from extractors.structure.stages import stages
from extractors.structure.starred import heads_stars, states
from extractors.structure.titles import ISSUER
from extractors.text.reading import Grid, Paragraph, Reading
from extractors.words.brackets import CLOSE
from extractors.words.labels import field_kind, label_pattern
from extractors.words.markers import STYLES, Marker, marker_at
from extractors.words.names import last_characters

_FEW, _LONG = 3, 300  # a text of few paragraphs has lost its line breaks
_LONGEST_CLOSING = 80
# What a web page prints about its text: links, the editor, the registration of the site.
_WEB = re.compile(
    r"【?(?:打印|关闭|返回|分享|收藏)[^。；]{0,20}(?:】|$)|(?:上|下)一[篇条]：|相关(?:解读|文件|链接|附件|阅读|稿件)：|(?:责任)?编辑：|扫一扫|版权所有|.{0,60}(?:ICP备|公网安备|网站标识码|浏览次数)"
)
# What stands below the last item and belongs to none: the date, （此件公开发布）, the list of annexes, what the
# document says of itself (本方案自印发之日起施行, 由…负责解释).
_CLOSING = re.compile(
    r"^(?:(?:附[：:])?本(?:方案|分工|计划|清单|措施|意见|办法|要点|细则|台账|表)(?:自[^，。；]{2,20}起|由[^，。；]{2,40}负?责?解释).*|[一-龥]{0,30}\d{4}年\d{1,2}月\d{1,2}日(?:印发)?|[（]?此件.{2,12}|附件[：:].*|抄送[：:].*|请(?:各|有关|你|市直|县直)[^。；]{1,50}报[^。；]{0,40}。?|.{0,30}\d{4}年\d{1,2}月\d{1,2}日印发)[）]?$"
)
_BULLET = re.compile(r"[·•][ \u3000]*")
# 第一季度, 6月份重点工作: a heading wherever an item follows.
_PERIOD = re.compile(
    r"(?:20\d\d年)?(?:第?[一二三四]季度|[上下]半年|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)(?:重点|主要|工作|任务|事项|目标)*(?:（[^）]*）)?"
)
_DIGIT = re.compile(r"[#*\s\u3000]*\d")
_SENTENCE_END = re.compile("[。；！？]")
_SENTENCE = re.compile(r"[，。；！？]")
_BLANK = re.compile("[\u3000 ]")
_ANNEX = re.compile(r"附[ \u3000]?(?:件|表|录)\s*[\d一二三四五六七八九十]*$")
_NOT_HEADING = re.compile(
    r"[，。；：！？]$|^[（(]?(?:此件|节选|摘录|节录)|^(?:抄送|主送|印发|联系人|来源|发布)|\d{4}年\d{1,2}月\d{1,2}日$|^[^一-龥]*$"
)


def read_outline(reading: Reading, notes: frozenset[int] = frozenset()) -> Item:
    """The root of the outline; its own paragraphs are those before the first item, and `notes`, the blocks of endnotes."""
    root = Item(None, 0, 0, level=-1)
    numbered = {
        number: marker
        for number, block in enumerate(reading.blocks)
        if isinstance(block, Paragraph) and (marker := marker_at(reading.folded, block.span.start))
    }
    # A text that has lost its line breaks is long, and few of its paragraphs begin with a marker.
    few = len(reading.blocks) <= _FEW or len(numbered) < _FEW
    glued = len(reading.text) > _LONG and few
    ladder = Ladder(root, uses_decimals(reading, numbered, glued))
    ladder.glued = glued
    ladder.dashes = dashes_are_items(reading)
    ladder.signs = item_signs(reading, numbered)
    headed = headed_lines(reading, numbered)
    alone = lone_numbers(reading)
    cards = {} if alone else card_heads(reading, numbered) or form_heads(reading, numbered)
    unnumbered = {} if cards or alone else run_in(reading, numbered)
    counted = learned(reading, numbered, notes) | ordinals(reading, numbered) | stages(reading, numbered)
    below = numbered_fields(reading, numbered)
    listed = listed_lines(reading, numbered)
    blocks = reading.blocks
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            ladder.current.grids.append(block)
            ladder.extend(block.span.end)
            continue
        if number in listed and (listed[number] or ladder.close_to_listing(reading.folded)):
            (ladder.open_bare if listed[number] else ladder.open_class)(*block.span)
            continue
        if number in cards:
            _open_card(ladder, *cards[number])
            continue
        if number in below:
            ladder.add(Span(below[number].end, block.span.end))
            continue
        if number in alone:
            ladder.open(alone[number])
            continue
        if number in counted:
            ladder.open(counted[number])
            ladder.add(Span(counted[number].end, block.span.end))
            continue
        if unnumbered.get(number) is False:
            ladder.open_bare(*block.span)
            continue
        if number in headed or number in unnumbered:
            bullet = _BULLET.match(reading.folded, *block.span)
            start = bullet.end() if bullet else block.span.start
            ladder.open(Marker("run_in" if number in unnumbered else "headed", 0, "", block.span.start, start))
            ladder.add(Span(start, block.span.end))
            continue
        if number in notes or ladder.notes(reading.folded, block.span):
            root.paragraphs.append(block.span)
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        _read_paragraph(reading.folded, block, numbered.get(number), following, ladder)
    ladder.close()
    merge_fields(reading.folded, root)
    give_back_fields(reading.folded, root)
    return root


def _open_card(ladder: Ladder, marker: Marker, name: Span) -> None:
    """A card opens at its number or at its task's name; a name behind a number goes on with the card."""
    numbered = ladder.current.marker
    if not (numbered and numbered.style == "card" and numbered.label and not ladder.current.paragraphs):
        ladder.open(marker)
    ladder.add(name)


def _read_paragraph(
    folded: str, block: Paragraph, marker: Marker | None, following: Paragraph | Grid | None, ladder: Ladder
) -> None:
    """Puts a paragraph that `marker` opens, or none, where it belongs, with the items that are glued into it."""
    start, end = block.span
    short = end - start <= _LONGEST_CLOSING or folded.startswith(("附件", "抄送"), start)
    if (
        short
        and (_CLOSING.match(folded[start:end]) or _WEB.match(folded, start, end) or _signs(folded, block, following))
    ) or is_imprint(folded, block, following):
        ladder.stack[0].paragraphs.append(block.span)
        return
    marker = ladder.taken(marker, folded, start)
    if marker is None and _DIGIT.match(folded, start):
        counted = ladder.opening(folded, start, counted=True)
        begins = counted is not None and (counted.value > 1 or counted.style == "decimal")
        marker = counted if counted and begins and ladder.goes_on(counted) else None
    if marker is None and _is_bare_heading(folded, block, following, ladder):
        ladder.open_bare(start, end)
        return
    at = start
    if ladder.in_card() and (marker is None or inside_card(marker)):
        ladder.add(block.span)
        return
    if marker is not None and marker.style == "star":
        if ladder.has_items() and states(folded, marker.end, end):
            ladder.add(Span(marker.end, end))
            return
        if isinstance(following, Paragraph) and heads_stars(folded, marker, block.span, following.span):
            marker = Marker("headed", 0, "", marker.start, marker.end)
    if marker is not None:
        ladder.open(marker)
        at = marker.end
    label, value = folded.find("：", start, end), start
    kind = field_kind(folded[start:label]) if marker is None and label > 0 else None
    if kind == "content" and not _names_charge(folded, label, end):
        # 路径：①摸底；②施工: steps of one task, unless each names who takes it.
        ladder.add(block.span)
        return
    if ladder.glued and label > 0 and field_kind(folded[start:label]) is not None:
        stop = _SENTENCE_END.search(folded, label, end)
        value = stop.start() if stop else end
    while glued := next_glued(folded, at, end, ladder, value):
        ladder.add(Span(at, _trim_end(folded, at, glued.start)))
        ladder.open(glued)
        at = glued.end
    ladder.add(Span(at, end))


@cache
def _closing_unit() -> re.Pattern[str]:
    return re.compile(rf"[{last_characters()}][）〕】］]")


def _names_charge(folded: str, start: int, end: int) -> bool:
    """Whether a text charges somebody: a word of responsibility in it, or a bracket that a unit may close."""
    return bool(CHARGED.search(folded, start, end) or _closing_unit().search(folded, start, end))


def _signs(folded: str, block: Paragraph, following: Paragraph | Grid | None) -> bool:
    """Whether a line is an office that signs: a name alone above another or the date, or at the very end (GB/T 9704-2012,
    7.3.5)."""
    text = folded[slice(*block.span)].strip()
    if ISSUER.match(text) is None or label_pattern().match(text):
        return False
    if following is None:
        return not is_unit_heading(text)
    below = folded[slice(*following.span)].strip() if isinstance(following, Paragraph) else ""
    return _CLOSING.match(below) is not None or ISSUER.match(below) is not None


def _trim_end(folded: str, start: int, end: int) -> int:
    while end > start and folded[end - 1] in " \u3000":
        end -= 1
    return end


def _is_bare_heading(folded: str, block: Paragraph, following: Paragraph | Grid | None, ladder: Ladder) -> bool:
    """A heading without marker: a short line with no sentence in it before an item that begins a list anew, or 附件."""
    text = folded[block.span.start : block.span.end]
    if len(text) > 45 or _SENTENCE.search(text) or _NOT_HEADING.search(text):
        return False
    if _ANNEX.match(text):
        return ladder.has_items()
    if isinstance(following, Grid):
        return ladder.has_items()
    # 工作要求 on a line of its own ends the items; so does the name of the unit whose items follow.
    if text in words("headings.yaml", "organisation") or text in words("headings.yaml", "aims"):
        return ladder.has_items()
    if following is not None and is_unit_heading(text):
        first = marker_at(folded, following.span.start)
        return first is not None and first.value == 1
    if following is None or "：" in text or field_kind(_BLANK.split(text)[0]) is not None:
        return False
    after = ladder.opening(folded, following.span.start)
    if after is not None and _PERIOD.fullmatch(text):
        return True
    if after is None or re.search(r"(?:负责|牵头|配合|落实|参与)$", text):
        return False
    if not ladder.has_items():
        return bool(re.search(r"牵头|负责|事项|任务", text)) and not is_title_line(text)
    last = ladder.current.marker
    if last is None or not ladder.current.paragraphs or ladder.current.level < 0:
        return False
    restarts = after.value <= 1 and STYLES.index(after.style) <= STYLES.index(last.style)
    return restarts and (
        (bool(ladder.current.paragraphs) and len(ladder.current.paragraphs) >= 2) or _ended(folded, block.span.start)
    )


def _ended(folded: str, at: int) -> bool:
    before = folded[:at].rstrip()
    return bool(before) and before[-1] in "。；！？" + CLOSE
