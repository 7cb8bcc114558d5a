"""The party that a letter of responsibility (责任书, 承诺书) charges with all that it lists: 乙方（责任单位）：X in its head."""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.records import Role, Span, Warning
from extractors.responsibility.duties import Charge, TaskDraft
from extractors.responsibility.headings import is_task_section
from extractors.responsibility.items import Content, all_items
from extractors.responsibility.statement import read_statement
from extractors.structure.ladder import Item
from extractors.words.labels import field_kind

_BLANK = re.compile(r"[ \u3000]")
_LETTER = re.compile(r"(?:责任|任务|目标|承诺|军令|管理|委托)(?:书|状|协议)")
_PROMISES = re.compile(r"乙方(?:负责|承诺|保证|必须|要(?!求)|应(?!享|得)|须|(?:应)?于\d|每[年月季半周])")


@cache
def _parties() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{alternation(words('labels.yaml', 'parties'))})(?:（(?P<aside>[^（）]*)）)?")


def bind_party(
    folded: str, root: Item, contents: dict[int, Content], drafts: list[TaskDraft], warnings: list[Warning]
) -> list[Warning]:
    """Gives the party's units to the drafts that name nobody who carries them out; the warnings that are left.

    Items whose sentences say what the party has to do (乙方应…) are drafts then, too.
    """
    units = _party(folded, root)
    if not units:
        return warnings
    drafts.extend(_promised(folded, root, contents, {id(draft.item) for draft in drafts}))
    for draft in drafts:
        for charge in draft.charges:
            if all(role == "supporting" for _, role in charge.units):
                charge.units = units + charge.units
                charge.source = charge.source or Span(units[0][0].start, units[-1][0].end)
    told = {Span(draft.item.start, draft.title.end) for draft in drafts}
    return [warning for warning in warnings if warning.span not in told]


def _party(folded: str, root: Item) -> list[tuple[Span, Role]]:
    """The units of the charged party, from the lines before the first item; none unless the document is such a letter."""
    first = root.children[0].start if root.children else len(folded)
    heads = [span for span in root.paragraphs if span.end <= first]
    letter = any(_LETTER.search(folded, *span) for span in heads)
    for span in heads:
        colon = folded.find("：", *span)
        if colon < 0:
            continue
        label = _parties().fullmatch(_BLANK.sub("", folded[span.start : colon]))
        if label is None or not (letter or field_kind(label["aside"] or "") == "responsible"):
            continue
        statement = read_statement(folded, colon + 1, span.end, None, role="responsible", sure=True)
        if statement.units and not statement.unread:
            return statement.units
    return []


def _promised(folded: str, root: Item, contents: dict[int, Content], known: set[int]) -> list[TaskDraft]:
    """The items, none of `known` (by ``id(item)``), that are the party's: beside one of those, under a heading of
    tasks, or with a sentence that says what it has to do (乙方应…).
    """
    out: list[TaskDraft] = []
    for item in all_items(root):
        if item.marker is None or item.children or id(item) in known:
            continue
        content = contents[id(item)]
        texts = content.texts
        start = texts[0].start if texts and content.titled else content.title.start
        whole = Span(start, texts[-1].end if texts else content.title.end)
        beside = item.parent is not None and any(id(other) in known for other in item.parent.children)
        if beside or is_task_section(folded, item, contents) or _PROMISES.search(folded, *whole):
            out.append(TaskDraft(item, content.title, [Charge(whole, [], [], [], None)]))
    return out
