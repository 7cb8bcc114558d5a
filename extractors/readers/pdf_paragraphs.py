"""Printed lines to paragraphs: page furniture away, lines joined by indent, short last lines, size and gaps.

The rule was measured on synthetic files: a line starts a paragraph when it is indented by more than 0.8 em, or when
the line before ends well short of the right edge, or when the size of the type changes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from extractors.frozen import frozen
from extractors.readers.pdf_lines import Line
from extractors.source import Block

INDENT = 0.8  # em by which a first line is set in
SHORT = 1.5  # em that a last line leaves free beyond what the first characters of the next line would take
_PAGE_NUMBER = re.compile(
    r"[\s—–―－\-·.•\[(（第共/页,，]*(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[〇一二三四五六七八九十百]{1,5})?"
    r"(?:\s*(?:页|/|of|共|第|[—–―－\-])\s*){0,4}(?:\d{1,4})?[\s—–―－\-·.•\])）页]*"
)
_MARKER = re.compile(
    r"第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|[（(]\d{1,2}[）)]"
    r"|\d{1,3}[．、]|\d{1,2}\.(?!\d)|[①-⑳]|[△▲★☆■□●○◆◇]|附件|专栏|[一二三四五六七八九十]是"
)
_LEADER = re.compile(r"[.·．…⋯‥_－—\-]{3}[ \u3000]*[（(]?\d{1,4}[)）]?$")  # from a name in the contents to its page
_QUOTES, _OPENERS, _CLOSERS = "“”‘’", "“‘（〔《〈【「『([", "，。、；：！？）〕》〉】」』)]”’％‰℃…"
_PAGE_ENDS = frozenset("0123456789)）")
_CLOSED = tuple("。；;：:！？!?）)〕】》”")


@frozen
class Frame:
    """The edges of the running text of one page, in points, and the size of its type."""

    left: float
    right: float
    em: float


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The pages without running heads, feet and page numbers.

    A running line stands within the outer eighth of the page, and its text, digits masked, returns at the same height
    on two fifths of the pages (on two at least); in the type of the text it also stands apart from it, for a short line
    of the text may return as well. A page number needs no company. A running head whose words change (the name of the
    chapter) is told by its smaller type and its place, which is the same on three fifths of the pages (on three at least).
    """
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_mask(line) for line in _margin_lines(lines, height)})
    needed = max(2, 0.4 * len(pages))
    em = _usual_size(pages)
    heads = [
        [line for line in lines if line.box.bottom < height / 8 and _is_small(line, em) and _is_alone(line, lines, em)]
        for lines, height in zip(pages, heights, strict=True)
    ]
    levels = Counter(level for found in heads for level in {_level(line) for line in found})
    kept = []
    for lines, height, found in zip(pages, heights, heads, strict=True):
        outer = _margin_lines(lines, height)
        drop = {
            id(line)
            for line in outer
            if (seen[_mask(line)] >= needed and _stands_apart(line, lines, em)) or _is_page_number(line, lines)
        }
        drop |= {id(line) for line in found if levels[_level(line)] >= max(3, 0.6 * len(pages))}
        if len(pages) == 1 and lines and _is_lone_head(lines[0], height, em):
            drop.add(id(lines[0]))
        kept.append([line for line in lines if id(line) not in drop])
    return kept


def _margin_lines(lines: Sequence[Line], height: float) -> list[Line]:
    return [line for line in lines if line.box.bottom < height / 8 or line.box.top > height * 7 / 8]


def _stands_apart(line: Line, lines: Sequence[Line], em: float) -> bool:
    """Whether a line is in other type than the text, or at a distance from what stands on its inner side."""
    return abs(line.em - em) > 0.12 * em or _is_alone(line, lines, em)


def _is_small(line: Line, em: float) -> bool:
    return line.em < 0.88 * em


def _is_alone(line: Line, lines: Sequence[Line], em: float) -> bool:
    """Whether a line stands at a distance from what is on its inner side."""
    middle = (lines[0].box.top + lines[-1].box.bottom) / 2
    if line.box.top < middle:
        return all(other.box.top - line.box.bottom > 1.2 * em for other in lines if other.box.top > line.box.bottom)
    return all(line.box.top - other.box.bottom > 1.2 * em for other in lines if other.box.bottom < line.box.top)


def _mask(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text)), _level(line)


def _level(line: Line) -> int:
    return round(line.box.top / 6)


def _is_lone_head(line: Line, height: float, em: float) -> bool:
    """The running head of a single page has nothing to be compared with: it is small, and names no document."""
    return line.box.bottom < height / 10 and line.em < 0.8 * em and not re.search(r"附件|号|\d", line.text)


def _is_page_number(line: Line, lines: Sequence[Line]) -> bool:
    """A number alone at the very top or bottom of the page."""
    outermost = line is lines[0] or line is lines[-1]
    return outermost and any(c.isalnum() for c in line.text) and _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def page_frames(pages: Sequence[Sequence[Line]], widths: Sequence[float]) -> list[Frame]:
    """The frame of each page; a page with too few lines of running text takes that of the document."""
    em = _usual_size(pages)
    found = [
        _frame([line for line in lines if abs(line.em - em) <= 0.12 * em], em, width)
        for lines, width in zip(pages, widths, strict=True)
    ]
    known = [frame for frame in found if frame]
    if not known:
        lines = [line for page in pages for line in page]
        left = min((line.box.left for line in lines), default=0.0)
        right = max((line.box.right for line in lines), default=0.0)
        right = max(right, max(widths, default=0.0) - left)
        return [Frame(left, right, em)] * len(pages)
    usual = Frame(median(f.left for f in known), median(f.right for f in known), em)
    return [
        frame if frame and abs((frame.right - frame.left) - (usual.right - usual.left)) < 4 * em else usual
        for frame in found
    ]


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size of type in which most characters are set."""
    exact: dict[float, int] = {}
    for lines in pages:
        for line in lines:
            exact[line.em] = exact.get(line.em, 0) + len(line.text)
    sizes: dict[float, int] = {}
    for em, count in exact.items():
        half = round(em * 2) / 2
        sizes[half] = sizes.get(half, 0) + count
    return max(sizes, key=sizes.__getitem__, default=10.5)


def _frame(lines: Sequence[Line], em: float, width: float) -> Frame | None:
    """From the lines of running text of a page that is `width` points wide.

    The edges are the outermost ones. Where no three lines end together, no line need be full: the margins are then
    taken to be alike. Where three lines end at that margin, one that runs into it (given as wider than it is, or not
    broken) tells nothing of the edge.
    """
    if len(lines) < 3:
        return None
    left = min(line.box.left for line in lines)
    ends = sorted((line.box.right for line in lines), reverse=True)
    shared = next((at for at in range(len(ends) - 2) if ends[at] - ends[at + 2] <= 0.9 * em), None)
    mirrored = width - left
    if shared == 0:
        right = ends[0]
    elif shared is not None and ends[shared] >= mirrored - em:
        right = ends[shared]
    else:
        right = max(ends[0], mirrored)
    return Frame(left, right, em) if right - left > 8 * em else None


def starts_paragraph(before: Line, line: Line, above: Frame, frame: Frame, leading: float) -> bool:
    """Whether `line` opens a paragraph after `before`, which may stand on the page before (`above` is its frame)."""
    if _sizes_differ(before, line):
        return True
    if _continues_title(before, line, above, frame):
        return False
    if before.page == line.page and line.box.top - before.box.top > 1.5 * leading + 0.3 * line.em:
        return True
    if before.text[-1] in _PAGE_ENDS and _LEADER.search(before.text[-12:]):
        return True
    if _bracket_goes_on(before.text, line.text):
        return False
    em = line.em
    room = above.right - before.box.right
    if room > SHORT * em and room > (SHORT + _first_piece(line.text)) * em:
        return True
    if _MARKER.match(line.text) and before.text.endswith(_CLOSED) and not _opens_bracket(before.text):
        return True
    indent = line.box.left - frame.left
    if indent <= INDENT * em:
        return False
    # Set in as far as the line before, and not as a first line is: a block set in as a whole.
    hanging = abs(line.box.left - frame.left - (before.box.left - above.left)) < 0.3 * em
    return not (hanging and abs(indent - 2 * em) > 0.6 * em)


def _sizes_differ(a: Line, b: Line) -> bool:
    """Whether two lines are set in different sizes; one with few Chinese characters tells its size by its height."""
    heights = (a.box.bottom - a.box.top, b.box.bottom - b.box.top)
    if a.em == b.em and heights[0] == heights[1]:
        return False
    wider, higher = abs(a.em - b.em) > 0.12 * max(a.em, b.em), max(heights) > 1.35 * min(heights)
    if wider == higher:
        return wider
    few = min(sum(char >= "\u2e80" for char in line.text) for line in (a, b)) < 4
    return higher if few else wider


def _continues_title(before: Line, line: Line, above: Frame, frame: Frame) -> bool:
    """Lines of a title: larger than the running text, set to the middle, close together."""
    if before.page != line.page or before.flow != line.flow or line.em < 1.15 * frame.em or _MARKER.match(line.text):
        return False
    middle = (frame.left + frame.right) / 2
    centred = [abs((x.box.left + x.box.right) / 2 - middle) < 1.2 * x.em for x in (before, line)]
    return all(centred) and line.box.top - before.box.top < 2.2 * line.em


def _first_piece(text: str) -> float:
    """The width in em of what had to stay together at the start of a line, and so may have been pushed down.

    Numbers and Latin words are not parted; a mark may not stand at the wrong end of a line; a quotation mark of
    either kind clings to both its neighbours (UAX 14).
    """
    width = 0.0
    for before, after in pairwise(text[:25] + "\n"):
        width += 0.95 if before in "%‰&@" or before >= "\u2000" else 0.58
        if after == "\n" or not _clings(before, after):
            break
    return width


def _clings(before: str, after: str) -> bool:
    if before in _QUOTES or after in _QUOTES or before in _OPENERS or after in _CLOSERS:
        return True
    return (before in _CLOSERS and after in _OPENERS) or (before < "\u0250" and after < "\u0250" and after != " ")


def _bracket_goes_on(before: str, after: str) -> bool:
    """Whether a bracket that one line opens is closed by the next: no paragraph ends within it, however short the line."""
    if before.rfind("（") <= before.rfind("）"):
        return False
    closed, opened = after.find("）"), after.find("（")
    return closed >= 0 and (opened < 0 or closed < opened)


def _opens_bracket(text: str) -> bool:
    return text.count("（") > text.count("）")


def usual_leading(pages: Iterable[Sequence[Line]]) -> float:
    """The usual distance of one line to the next, in points."""
    steps = [
        step
        for lines in pages
        for a, b in pairwise(lines)
        if 0.5 * a.em < (step := b.box.top - a.box.top) < 4 * a.em and abs(a.em - b.em) < 0.12 * a.em
    ]
    return median(steps) if steps else 20.0


def paragraph(lines: Sequence[Line]) -> Block:
    """The lines of one paragraph as a block: a run for each printed line."""
    runs = [line.run for line in lines]
    for number, (before, after) in enumerate(pairwise(lines)):
        if not before.tail and _parts_words(before.text, after.text):
            runs[number] = before._replace(tail=" ").run
    if lines[-1].tail:
        runs[-1] = lines[-1]._replace(tail="").run
    return Block("paragraph", tuple(runs))


def _parts_words(before: str, after: str) -> bool:
    """Latin words are parted by the end of the line, Chinese ones are not."""
    return before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
