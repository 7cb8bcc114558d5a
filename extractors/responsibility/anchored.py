"""Tasks that neither number nor mark opens: the statements themselves part them (责任单位：… closes what stands above it).

    推进老旧小区改造              text of the first task
    全年完成改造120个小区。
    责任单位：市住建局             its statement
    建设口袋公园                  text of the second

Read so only where no item of the document has a statement, for then the text knows a better order. What stands before
the first task is told from it by the others: it begins as many paragraphs before its statement as most of them do, or
where a line begins with their mark. Source: STYLES.md (b), "Unnumbered task paragraphs".
"""

import re
from collections import Counter

from extractors.frozen import frozen
from extractors.records import Span
from extractors.responsibility.items import all_items
from extractors.responsibility.locate import locate
from extractors.responsibility.scan import Manner
from extractors.structure.ladder import Item
from extractors.words.markers import Marker

_LEAST = 2
_LONGEST_HEADING = 24  # characters
# What every statement holds, the quick test.
_CHARGE = re.compile(
    r"。——|^.{0,3}[一-龥]{2,8}：|牵头|负责|责任|主办|承办|配合|落实|单位 |[（〔［【][^（〔［【。]{2,80}[）〕］】][。；]?$",
    re.M,
)
_SENTENCE = re.compile("[，。；：]")
_TITLE = re.compile(r"(?:[^，。；：\s]{4,24}(?:——|：|\||[ \u3000])|【[^【】]{2,30}】)(?=[^，。；]{4,40}[，。；])")
_SIGNS = re.compile(r"[^\w（〔［【《“\s]+[ \u3000]*")
# 3月　…: a calendar of work; the month is the time limit.
_MONTH = re.compile(r"\d{1,2}月(?:份)?[ \u3000：、]+(?=[^\d\s])")
_WORD = re.compile(r"\w")
# P1 …, （1-1）…, ［GX-03］…: a code of letters and figures before each text.
_CODE = re.compile(
    r"[（〔［【]?([A-Z]{1,4}[-—_]?\d{1,4}|\d{1,3}(?:[-—.]\d{1,3}){1,2})(?:[）〕］】][ \u3000：、.]*|[ \u3000：、.]+)(?=\D)"
)


@frozen
class _Part:
    """The paragraphs of a task to be, and of the statement that closes them."""

    texts: list[Span]
    stated: list[Span]


def take_anchored(folded: str, root: Item, manner: Manner) -> None:
    """Puts an item under `root`, or under an item that is but a heading, for each text in it that a statement closes.

    Nothing happens where fewer than two are closed so. Under `root` nothing happens either where an item has a
    statement; under a heading each text must begin with a short line or with the sign of the others, for the texts of
    one task may have several statements.
    """
    for item in all_items(root):
        if not item.children and len(item.paragraphs) > _LEAST and _is_short(folded, item.paragraphs[0]):
            parts, rest = _parts(folded, item.paragraphs[1:], manner)
            before = _take_preface(folded, parts) if len(parts) >= _LEAST else []
            if len(parts) >= _LEAST and _are_tasks(folded, parts):
                _divide(folded, item, parts, [item.paragraphs[0], *before], rest)
    # Notes that items refer to (［1］) stand by themselves at the end.
    if manner.notes or sum(_CHARGE.search(folded, *span) is not None for span in root.paragraphs) < _LEAST:
        return
    if any(_is_stated(folded, span, manner) for item in all_items(root) for span in item.paragraphs):
        return
    parts, rest = _parts(folded, root.paragraphs, manner)
    if len(parts) >= _LEAST:
        _divide(folded, root, parts, _take_preface(folded, parts), rest)


def _divide(folded: str, parent: Item, parts: list[_Part], before: list[Span], behind: list[Span]) -> None:
    """An item for each of `parts`, under the short lines among them that head several."""
    parent.paragraphs = [*before, *behind]
    coded = sum(_CODE.match(folded, part.texts[0].start) is not None for part in parts)
    mark = _common_sign(folded, parts)
    section = parent
    for part in parts:
        heading = _heading(folded, part, parts, mark)
        if heading is not None:
            section = _child(parent.parent or parent, [_body(folded, heading)])
            part.texts.remove(heading)
        part.texts[0] = _body(folded, part.texts[0])
        item = _child(section, [*part.texts, *part.stated])
        _number(folded, item, 2 * coded > len(parts))
    for item in (parent, parent.parent or parent):
        item.children.sort(key=lambda child: child.start)


def _child(parent: Item, paragraphs: list[Span]) -> Item:
    """An item without marker that holds `paragraphs`."""
    first = paragraphs[0]
    item = Item(None, first.start, first.start, paragraphs=paragraphs, parent=parent, level=parent.level + 1)
    item.end = paragraphs[-1].end
    parent.children.append(item)
    parent.end = max(parent.end, item.end)
    return item


def _number(folded: str, item: Item, coded: bool) -> None:
    """The code before an item's text becomes its number, the month before it its time."""
    month = _MONTH.match(folded, *item.paragraphs[0])
    code = _CODE.match(folded, *item.paragraphs[0]) if coded else None
    opening = month or code
    if opening is None or opening.end() >= item.paragraphs[0].end:
        return
    style, label = ("stage", "") if month else ("coded", opening[1])
    item.marker = Marker(style, 0, label, opening.start(), opening.end())
    item.head_start = opening.end()
    item.paragraphs[0] = Span(opening.end(), item.paragraphs[0].end)


def _parts(folded: str, paragraphs: list[Span], manner: Manner) -> tuple[list[_Part], list[Span]]:
    """The paragraphs that statements close, and those behind the last statement."""
    parts: list[_Part] = []
    texts: list[Span] = []
    for span in paragraphs:
        body = _body(folded, span)
        closed = _closed(folded, body, manner)
        if closed is None:
            texts.append(span)
        elif closed > body.start:
            parts.append(_Part([*texts, span], []))
            texts = []
        elif texts:
            parts.append(_Part(texts, [body]))
            texts = []
        elif parts:
            parts[-1].stated.append(body)
    return parts, texts


def _closed(folded: str, span: Span, manner: Manner) -> int | None:
    """Where the statement begins that closes a paragraph, None where none does."""
    if _CHARGE.search(folded, *span) is None:
        return None
    found = [
        located
        for located in locate(folded, span, manner, heading=True)[0]
        if located.statement.units or located.statement.deadlines
    ]
    if not found or _WORD.search(folded, found[-1].span.end, span.end):
        return None
    at = found[-1].span.start
    for before in reversed(found[:-1]):
        if _WORD.search(folded, before.span.end, at):
            break
        at = before.span.start
    return at


def _is_stated(folded: str, span: Span, manner: Manner) -> bool:
    return _CHARGE.search(folded, *span) is not None and any(f.statement.units for f in locate(folded, span, manner)[0])


def _take_preface(folded: str, parts: list[_Part]) -> list[Span]:
    """The paragraphs before the first task, taken from it: those that the others have no like of."""
    first = parts[0].texts
    mark = _common_sign(folded, parts[1:])
    marked = [number for number, span in enumerate(first) if mark and _sign(folded, span) == mark]
    usual = _usual_length(parts[1:])
    cut = marked[0] if marked else max(0, len(first) - usual)
    before = first[:cut]
    del first[:cut]
    return before


def _usual_length(parts: list[_Part]) -> int:
    return Counter(len(part.texts) for part in parts).most_common(1)[0][0]


def _common_sign(folded: str, parts: list[_Part]) -> str:
    """The sign before most of the texts, empty where most have none."""
    return Counter(_sign(folded, part.texts[0]) for part in parts).most_common(1)[0][0]


def _heading(folded: str, part: _Part, parts: list[_Part], mark: str) -> Span | None:
    """The short line over a task that most others have not: the heading of a section."""
    first = part.texts[0]
    if len(part.texts) == 1 or not _is_short(folded, first):
        return None
    if mark:
        return first if _sign(folded, first) != mark == _sign(folded, part.texts[1]) else None
    return first if len(part.texts) > _usual_length(parts) else None


def _signed(folded: str, parts: list[_Part]) -> bool:
    """Whether all texts begin with one sign, or with the heading of a section before it."""
    mark = _common_sign(folded, parts)
    return mark != "" and all(any(_sign(folded, span) == mark for span in part.texts) for part in parts)


def _are_tasks(folded: str, parts: list[_Part]) -> bool:
    """Whether the texts under a heading begin in the manner of tasks: with one sign, with codes, or with titles."""
    # The heading of the next section (二季度) may stand over a text.
    coded = any(all(opening.match(folded, part.texts[-1].start) for part in parts) for opening in (_CODE, _MONTH))
    return coded or _signed(folded, parts) or all(_is_titled(folded, part) for part in parts)


def _is_titled(folded: str, part: _Part) -> bool:
    """Whether a text begins with a short line or a short clause (老旧小区改造——…)."""
    first = part.texts[0]
    lined = _is_short(folded, first) and (len(part.texts) > 1 or bool(part.stated))
    return lined or _TITLE.match(folded, *first) is not None


def _is_short(folded: str, span: Span) -> bool:
    end = span.end - folded.endswith("：", *span)
    return end - span.start <= _LONGEST_HEADING and _SENTENCE.search(folded, span.start, end) is None


def _body(folded: str, span: Span) -> Span:
    """A paragraph without the sign and the blanks before its text."""
    return Span(_past_sign(folded, span), span.end)


def _sign(folded: str, span: Span) -> str:
    return folded[span.start : _past_sign(folded, span)].strip()


def _past_sign(folded: str, span: Span) -> int:
    match = _SIGNS.match(folded, *span)
    return match.end() if match and match.end() < span.end else span.start
