"""What headings say of the items under them: aims, principles, organisation, stages, tasks; and what items share.

Sources: LABELLING.md "Tasks and measures", STYLES.md (b).
"""

import re
from functools import cache, lru_cache

from extractors.lexicon import alternation, words
from extractors.records import Span
from extractors.responsibility.items import Content, all_items, heading_lead
from extractors.responsibility.shared import Group
from extractors.structure.ladder import Item
from extractors.words.brackets import OPEN
from extractors.words.periods import DateExpression, find_dates

_ASIDE = re.compile(r"（[^）]*）|[\s\u3000【】]")
_STAGE = re.compile("阶段(?:$|[（：])")
_LONG_WORD = 4  # characters: a word of organisation that tells wherever it stands


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(word for word in words("headings.yaml", "organisation") if len(word) >= _LONG_WORD)


@cache
def _joined_parts() -> re.Pattern[str]:
    part = rf"(?:{alternation(words('headings.yaml', 'organisation_parts'))})+"
    return re.compile(rf"{part}(?:[与和及、]{part})+")


def is_organisational(folded: str, item: Item, contents: dict[int, Content]) -> bool:
    """Whether an item or a heading above it is about aims, principles, organisation or stages of work."""
    if item.marker is not None and item.marker.style == "stage":
        return True
    for above in item.path():
        title = contents[id(above)].title
        text = _ASIDE.sub("", folded[title.start : min(title.end, title.start + 40)])
        if above is not item and len(text) > 20:
            continue
        aims, organisation, long = words("headings.yaml", "aims"), words("headings.yaml", "organisation"), _long_words()
        if text.endswith(aims) or text.startswith((*aims, *long)) or text in organisation:
            return True
        if len(text) <= 16 and any(word in text for word in long):
            return True
        if _STAGE.search(text) or _joined_parts().fullmatch(text):
            return True
    return False


def heads_safeguards(folded: str, content: Content) -> bool:
    """Whether an item is a whole section of safeguards (三、保障措施): what its sentences ask of units is no task."""
    title = _ASIDE.sub("", folded[content.title.start : content.title.end]).strip(" \u3000：。")
    return title in words("headings.yaml", "safeguards")


@cache
def _general() -> re.Pattern[str]:
    said = alternation(words("headings.yaml", "general"))
    return re.compile(rf"(?:(?:工作|发展|现实|编制|出台|实施|总体|主要|基本|面临)?(?:的)?(?:{said})[和与及、]?)+")


def is_general(folded: str, item: Item, contents: dict[int, Content]) -> bool:
    """Whether an item stands under a heading of what was or holds in general: background, state, principles."""
    above: Item | None = item
    while above is not None and above.level >= 0:
        title = contents[id(above)].title
        if _is_general(folded[title.start : min(title.end, title.start + 40)]):
            return True
        above = above.parent
    return False


@lru_cache(maxsize=512)
def _is_general(title: str) -> bool:
    # A section's heading is asked for each of its items.
    return _general().fullmatch(_ASIDE.sub("", title)) is not None


# What a document says of itself and not of its tasks: purpose, principles, scope, entry into force, interpretation.
_PROVISION = re.compile(
    r"为了?(?!民|首|主|牵头)[^。]{4,200}制定本|(?:本|该)(?:措施|办法|方案|细则|意见|规定|政策|计划|行动|清单|要点)(?:所称|适用|自|由[^。]{2,40}解释|未尽)"
    r"|自[^。，]{2,20}起(?:施行|实施|执行)|国家[^。]{0,12}另有规定"
)


_PRINCIPLE = re.compile(r"坚持[^。]{4,160}?原则")


def is_provision(folded: str, content: Content) -> bool:
    """Whether an item speaks of the document itself (第八条 本措施自…起施行): nobody is charged by it."""
    texts = content.texts
    end = texts[-1].end if texts else content.title.end
    if not content.own and _PRINCIPLE.match(folded, content.title.start, end):
        return True
    # A sentence that ends in 由…负责解释 was read as a statement, whole.
    first = [part.group.span for part in content.parts[:1] if part.group and not part.texts]
    starts = [content.title, *texts[:1], *first]
    return any(_PROVISION.match(folded, span.start, max(end, span.end)) for span in starts)


# 2025年2月—4月: a heading that dates the items below it.
_MONTHS = re.compile(r"[^，。；\d]{0,8}((?:19|20)\d{2})年\d{1,2}月[^，。；]{0,14}$")
_LONGEST_MONTHS = 30  # characters


def months_year(folded: str, item: Item) -> int | None:
    """The year of the months that an item's heading is (2025年2月—4月), None where it is another."""
    line = item.paragraphs[0] if item.paragraphs else None
    if line is None or line.end - line.start > _LONGEST_MONTHS:
        return None
    months = _MONTHS.match(folded, *line)
    return int(months[1]) if months else None


def heading_year(folded: str, item: Item) -> int | None:
    """The year of the months that the nearest heading above `item` prints, None where none does."""
    above = item.parent
    while above is not None and above.level >= 0:
        if year := months_year(folded, above):
            return year
        above = above.parent
    return None


_OF_PERIOD = re.compile(
    r"[的之 \u3000]*(?:重点|主要|工作|任务|事项|目标|安排|计划|清单|份|底?前完成|完成)*[）〕］】]?(?:（[^）]*）)?[：]?$"
)


_IN_TIME = re.compile("[0-9第一二三四五六七八九十上下年每全长持]")  # what a period begins with, the quick test


def heading_due(folded: str, item: Item, year: int | None) -> DateExpression | None:
    """The period that the nearest heading above `item` is, and nothing else (【第二季度】, 6月份重点工作), None for others."""
    for above in reversed(item.path()[:-1]):
        line = above.paragraphs[0] if above.paragraphs else Span(above.start, above.start)
        start = line.start + (folded[line.start : line.start + 1] in OPEN)
        found = find_dates(folded, start, line.end, year, field=True) if _IN_TIME.match(folded, start) else []
        if found and found[0].span.start == start and _OF_PERIOD.match(folded, found[0].span.end, line.end):
            return found[0] if "-" in (found[0].date or "") else None
    return None


def is_task_section(folded: str, item: Item, contents: dict[int, Content]) -> bool:
    """Whether a heading above says that its items are tasks, in a plan that names no units."""
    titles = [contents[id(above)].title for above in item.path()[:-1]]
    heads = [folded[title.start : title.end] for title in titles]
    # 整治重点 is what is looked at, 重点任务 what is done.
    return (
        any(re.search(r"任务|措施|举措|行动|工程|重点(?!$)|工作重点", head) for head in heads)
        and item.marker is not None
    )


def share(
    folded: str,
    parent: Item,
    contents: dict[int, Content],
    given: dict[int, Group],
    year: int | None,
    root: Item | None = None,
) -> None:
    """Statements that cover several items go to each of them: `given` takes them by ``id(item)``.

    `root` is the root of the outline, where `parent` is not.
    """
    root = root or parent
    for number, item in enumerate(parent.children):
        for shared in contents[id(item)].shared:
            count = shared.numbers[0] if shared.numbers else None
            if shared.kind == "numbers":
                arabic = [other for other in all_items(root) if other.marker and other.marker.style == "arabic"]
                beside = [child for child in parent.children if child in arabic]
                covered = (
                    _numbered(beside, shared.numbers)
                    or _numbered(arabic, shared.numbers)
                    or _numbered(parent.children, shared.numbers)
                )
            elif shared.kind == "bracketed":  # 第（一）（二）项
                covered = _numbered(_bracketed(all_items(root)), shared.numbers)
            elif shared.kind == "before":
                covered = item.children or parent.children[: number + 1][-(count or number + 1) :]
            else:
                covered = (item.children or parent.children[number + 1 :])[: count or None]
            for other in covered:
                # 以上各项任务 are those that charge somebody or may: no meetings, no publicity.
                free = not contents[id(other)].own and not is_organisational(folded, other, contents)
                if count or item.children or free:
                    given[id(other)] = shared.group
        share(folded, item, contents, given, year, root)
    _share_closing_line(folded, parent, contents, given, year)


def _bracketed(items: list[Item]) -> list[Item]:
    """Those of `items` that are numbered （一）, （二）."""
    return [item for item in items if item.marker and item.marker.style in ("cn_bracket", "arabic_bracket")]


def _numbered(items: list[Item], numbers: tuple[int, ...]) -> list[Item]:
    """Those of `items` that have these numbers, none where a number is missing or comes twice."""
    found = [item for item in items if item.marker and item.marker.value in numbers]
    return found if len(found) == len(numbers) else []


def _share_closing_line(
    folded: str, parent: Item, contents: dict[int, Content], given: dict[int, Group], year: int | None
) -> None:
    """A closing line after the last child covers all children if none has a statement of its own."""
    children = [child for child in parent.children if not child.children]
    if len(children) < 2 or len(children) != len(parent.children) or parent.level < 0:
        return
    if any(contents[id(child)].own for child in children[:-1]) or contents[id(parent)].own:
        return
    last = contents[id(children[-1])]
    if len(last.own) != 1 or heading_lead(folded, contents[id(parent)].title, year):
        return
    group = last.own[0]
    on_own_line = any(span.start == group.span.start for span in children[-1].paragraphs[1:])
    if on_own_line:
        for child in children[:-1]:
            given.setdefault(id(child), group)
