"""Tasks that neither number nor mark opens: the statements themselves part them (责任单位：… closes what stands above it).

    推进老旧小区改造              text of the first task
    全年完成改造120个小区。
    责任单位：市住建局             its statement
    建设口袋公园                  text of the second

Read so under a heading that has no text of its own where each text begins with a title or a month, for the texts of
one task may have several statements; and in a document in which no item has a statement, for else it knows a better
order. What stands before the first task is told from it by the others: it begins as many paragraphs before its
statement as most of them do. Source: STYLES.md (b), "Unnumbered task paragraphs".
"""

import re
from collections import Counter

from extractors.frozen import frozen
from extractors.records import Span
from extractors.responsibility.items import Content, all_items
from extractors.responsibility.locate import locate
from extractors.responsibility.scan import Manner
from extractors.structure.ladder import Item
from extractors.words.labels import verb_pattern
from extractors.words.markers import Marker

_LEAST = 2
_LONGEST_HEADING = 24  # characters
# A label that opens its line, a dash behind a full stop, a bracket that closes its line: where no verb is.
_MAY_STATE = re.compile(r"。——|^.{0,3}[一-龥]{2,8}[：\u3000 ]|[（〔［【][^（〔［【。]{2,80}[）〕］】][。；]?$", re.M)
_SENTENCE = re.compile("[，。；：]")
_TITLE = re.compile(r"(?:[^，。；：\s]{4,24}(?:——|：|\||[ \u3000])|【[^【】]{2,30}】)(?=[^，。；]{4,40}[，。；])")
# 3月　…: a calendar of work; the month is the time limit.
_MONTH = re.compile(r"\d{1,2}月(?:份)?[ \u3000：、]+(?=[^\d\s])")
_WORD = re.compile(r"\w")


@frozen
class _Part:
    """The paragraphs of a task to be, and of the statement that closes them."""

    texts: list[Span]
    stated: list[Span]


def take_anchored(folded: str, root: Item, contents: dict[int, Content], manner: Manner) -> list[Item]:
    """Puts items under `root`, or under items that are but headings, for the texts that statements close.

    Gives back the items that are new, and those that have lost text to them: what `contents` is to have anew. There are
    none where fewer than two texts are closed so.
    """
    altered: list[Item] = []
    items = all_items(root)
    for item in items:
        if not item.children and len(contents[id(item)].own) >= _LEAST and _is_short(folded, item.paragraphs[0]):
            parts, rest = _parts(folded, item.paragraphs[1:], manner)
            before = _take_preface(folded, parts) if len(parts) >= _LEAST else []
            if len(parts) >= _LEAST and _are_tasks(folded, parts):
                altered += [item, *_divide(folded, item, parts, [item.paragraphs[0], *before], rest)]
    # Notes that items refer to (［1］) stand by themselves at the end.
    if manner.notes or any(contents[id(item)].own for item in items):
        return altered
    parts, rest = _parts(folded, root.paragraphs, manner)
    if len(parts) >= _LEAST:
        altered += _divide(folded, root, parts, _take_preface(folded, parts), rest)
    return altered


def _divide(folded: str, parent: Item, parts: list[_Part], before: list[Span], behind: list[Span]) -> list[Item]:
    """An item for each of `parts`, under the short lines among them that head several; all that were made."""
    parent.paragraphs = [*before, *behind]
    above = parent.parent or parent
    section, made = parent, []
    for part in parts:
        heading = _heading(folded, part, parts)
        if heading is not None:
            section = _child(above, [heading])
            made.append(section)
            part.texts.remove(heading)
        made.append(_child(section, [*part.texts, *part.stated]))
        _take_month(folded, made[-1])
    for item in (parent, above):
        item.children.sort(key=lambda child: child.start)
    return made


def _child(parent: Item, paragraphs: list[Span]) -> Item:
    """An item without marker that holds `paragraphs`."""
    first = paragraphs[0]
    item = Item(None, first.start, first.start, paragraphs=paragraphs, parent=parent, level=parent.level + 1)
    item.end = paragraphs[-1].end
    parent.children.append(item)
    parent.end = max(parent.end, item.end)
    return item


def _take_month(folded: str, item: Item) -> None:
    """The month before an item's text dates it, as a stage of the work does."""
    month = _MONTH.match(folded, *item.paragraphs[0])
    if month is not None and month.end() < item.paragraphs[0].end:
        item.marker = Marker("stage", 0, "", month.start(), month.end())
        item.head_start = month.end()
        item.paragraphs[0] = Span(month.end(), item.paragraphs[0].end)


def _parts(folded: str, paragraphs: list[Span], manner: Manner) -> tuple[list[_Part], list[Span]]:
    """The paragraphs that statements close, and those behind the last statement."""
    parts: list[_Part] = []
    texts: list[Span] = []
    for span in paragraphs:
        closed = _closed(folded, span, manner)
        if closed is None:
            texts.append(span)
        elif closed > span.start:
            parts.append(_Part([*texts, span], []))
            texts = []
        elif texts:
            parts.append(_Part(texts, [span]))
            texts = []
        elif parts:
            parts[-1].stated.append(span)
    return parts, texts


def _closed(folded: str, span: Span, manner: Manner) -> int | None:
    """Where the statement begins that closes a paragraph, None where none does."""
    if not _may_state(folded, span):
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


def _may_state(folded: str, span: Span) -> bool:
    """The quick test: whether a paragraph holds a role verb, or what a statement without one stands in."""
    return bool(verb_pattern().search(folded, *span) or _MAY_STATE.search(folded, *span))


def _take_preface(folded: str, parts: list[_Part]) -> list[Span]:
    """The paragraphs before the first task, taken from it: those that the others have no like of."""
    first = parts[0].texts
    cut = max(0, len(first) - _usual_length(parts[1:]))
    before = first[:cut]
    del first[:cut]
    return before


def _usual_length(parts: list[_Part]) -> int:
    return Counter(len(part.texts) for part in parts).most_common(1)[0][0]


def _heading(folded: str, part: _Part, parts: list[_Part]) -> Span | None:
    """The short line over a task that most others have not: the heading of a section."""
    alone = len(part.texts) > max(1, _usual_length(parts)) and _is_short(folded, part.texts[0])
    return part.texts[0] if alone else None


def _are_tasks(folded: str, parts: list[_Part]) -> bool:
    """Whether the texts under a heading begin in the manner of tasks: with months, or with titles."""
    # The heading of the next section (二季度) may stand over a text.
    monthly = all(_MONTH.match(folded, *part.texts[-1]) for part in parts)
    return monthly or all(_is_titled(folded, part) for part in parts)


def _is_titled(folded: str, part: _Part) -> bool:
    """Whether a text begins with a short line or a short clause (老旧小区改造——…)."""
    first = part.texts[0]
    lined = _is_short(folded, first) and (len(part.texts) > 1 or bool(part.stated))
    return lined or _TITLE.match(folded, *first) is not None


def _is_short(folded: str, span: Span) -> bool:
    end = span.end - folded.endswith("：", *span)
    return end - span.start <= _LONGEST_HEADING and _SENTENCE.search(folded, span.start, end) is None
