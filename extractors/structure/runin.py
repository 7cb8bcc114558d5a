"""Paragraphs that are tasks without number: the first sentence is the title, a statement closes them or stands below.

打造配送中心。整合仓储资源…。（区商务局牵头，区供销社配合)  Source: STYLES.md (b), "Unnumbered task paragraphs".
"""

import re

from extractors.lexicon import words
from extractors.structure.cards import STATEMENT_FIELDS, label_of
from extractors.structure.forms import field_lines
from extractors.text.reading import Grid, Paragraph, Reading
from extractors.words.labels import field_kind, label_pattern
from extractors.words.lists import lists_units
from extractors.words.markers import Marker, marker_at

# A title: one short clause, its text behind it.
_TITLE = re.compile(
    r"[·•]?[ \u3000]*(?!—)([一-龥A-Za-z\d“”‘’＋+—、（）《》]{3,30})(?:。|：(?=[^。\n]{12}))(?=[\s\u3000]*[^\s\u3000].{10})"
)
# What charges somebody, in the last words of a paragraph.
CHARGED = re.compile(
    r"(?:牵头|主办|协办|承办|配合|负责|落实|参与|协助)(?:单位|部门|科室|处室|主体)?(?:[）〕】。；，]|：)|(?:责任|实施|分工)(?:单位|部门|科室|处室|主体|分工)[：为]"
)
# Units and no more, behind a dash or in a bracket, at a paragraph's end.
_BARE = re.compile(r"——(?P<dash>[^。；——]{2,120})。?$|[（〔［【](?P<bracket>[^（〔［【。]{2,120})[）〕］】]。?$")
_LABELS = re.compile(
    r"(?<![一-龥])(?P<plain>[一-龥]{2,8})：|[【［](?P<boxed>[一-龥]{2,8})[】］]"
)  # 责任：县公安局；协同：县应急局, 【主办】区图书馆
# 街道城管办、派出所 | 于4月底前…: who does it, before what he is to do.
_SUBJECT = re.compile(
    r"[ \u3000]*([一-龥][一-龥、和（）]{3,60}?)(?:于|会同|联合|按|负责|牵头|要|应|须|每[年月季周]|\d{1,2}月|\d{4}年|年底|年内)"
)
_TAIL = 160
_SENTENCE = re.compile(r"[，。；：]")
_NO_TITLE = re.compile(
    r"^(?:为|根据|按照|依据|附件|注|来源|各[县市区乡镇]|到?\d{4}年|一是|首先|[今去近本明]年|[^。]{2,24}是[^。]{2})"
)
_HEADING = 24
_LEAST = 2
_FARTHEST = 12  # blocks: how far below its head a statement may stand


def run_in(reading: Reading, numbered: dict[int, Marker]) -> dict[int, bool]:
    """The blocks that are tasks without number (True), and the short headings without number over them (False).

    None where fewer than two of them charge somebody, or most of them nobody. `numbered` are the markers of the blocks
    that one begins.
    """
    found: list[int] = []
    charged = 0
    fields = field_lines(reading, numbered)
    for number, block in enumerate(reading.blocks):
        if (
            number not in numbered
            and number not in fields
            and isinstance(block, Paragraph)
            and _opens(reading, block)
            and _may_stand(reading, number, found, numbered)
        ):
            found.append(number)
            charged += charges(reading, number)
    tasks = sum(not _is_aim(_title_of(reading, number)) for number in found)
    if charged < _LEAST or charged < 0.5 * tasks:
        return {}
    heads = {number - 1: False for number in found if number - 1 not in numbered and _heads(reading, number - 1, found)}
    return {**heads, **dict.fromkeys(found, True)}


def _opens(reading: Reading, block: Paragraph) -> bool:
    """Whether a paragraph has no marker and opens with a title."""
    title = _TITLE.match(reading.folded, *block.span)
    if not title or _NO_TITLE.match(title.group(1)) or marker_at(reading.folded, block.span.start, counted=True):
        return False
    return field_kind(title.group(1)) is None and label_pattern().match(reading.folded, *block.span) is None


def _title_of(reading: Reading, number: int) -> str:
    title = _TITLE.match(reading.folded, *reading.blocks[number].span)
    return title.group(1) if title else ""


def _is_aim(title: str) -> bool:
    """Whether a title is one of aims or of organisation, whose text charges nobody."""
    known = _aims()
    return title in known or any(word in title for word in known if len(word) >= 4)


def _aims() -> tuple[str, ...]:
    return words("headings.yaml", "aims") + words("headings.yaml", "organisation")


def charges(reading: Reading, number: int) -> bool:
    """Whether a statement closes the paragraph or stands on the lines below it, or units are what its text begins with."""
    start, end = reading.blocks[number].span
    tail = max(start, end - _TAIL)
    if CHARGED.search(reading.folded, tail, end):
        return True
    if any(
        field_kind(label[label.lastgroup or 0]) in STATEMENT_FIELDS
        for label in _LABELS.finditer(reading.folded, tail, end)
    ):
        return True
    bare = _BARE.search(reading.folded, tail, end)
    if bare and lists_units(reading.folded, *bare.span(bare.lastgroup or 0)):
        return True
    if number + 1 < len(reading.blocks) and _is_label(reading, number + 1):
        return True
    title = _TITLE.match(reading.folded, start, end)
    subject = _SUBJECT.match(reading.folded, title.end(), end) if title else None
    return subject is not None and lists_units(reading.folded, *subject.span(1))


def charged_below(reading: Reading, blocks: list[int]) -> bool:
    """Whether two of the texts that begin at `blocks`, and most of them, charge somebody before the next begins."""
    ends = [*blocks[1:], len(reading.blocks)]
    charged = sum(
        any(charges(reading, number) for number in range(start, min(end, start + _FARTHEST)))
        for start, end in zip(blocks, ends, strict=True)
    )
    return charged >= _LEAST and 2 * charged > len(blocks)


def _may_stand(reading: Reading, number: int, found: list[int], numbered: dict[int, Marker]) -> bool:
    """Whether what stands before allows a task: another one, its labels, a bare heading, or the head of the document."""
    if not number:
        return False
    before = number - 1
    while before >= 0 and _is_label(reading, before):
        before -= 1
    if before < 0 or before in found:
        return before in found
    block = reading.blocks[before]
    if isinstance(block, Grid):
        return False
    text = reading.folded[block.span.start : block.span.end]
    if len(text) <= _HEADING and not _SENTENCE.search(text):
        return True
    return next(iter(numbered), number) >= number


def _is_label(reading: Reading, number: int) -> bool:
    """Whether a block is a line of a statement: 牵头单位：…, 完成时限：…."""
    block = reading.blocks[number]
    label = label_of(reading, block) if isinstance(block, Paragraph) else None
    return label is not None and label.kind in STATEMENT_FIELDS


def _heads(reading: Reading, number: int, found: list[int]) -> bool:
    """Whether a block before a task is a heading of its section (主要任务, 保障措施)."""
    if number in found or not isinstance(reading.blocks[number], Paragraph):
        return False
    text = reading.folded[slice(*reading.blocks[number].span)].strip("【】 \u3000")
    return text in _aims() or (len(text) <= 12 and bool(re.search(r"任务|措施|举措|重点|行动|事项|保障|要求$", text)))
