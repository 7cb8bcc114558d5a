"""Lines of labels that stand before the items they speak of (主办：X　协办：Y above 1.…), in a document of that manner.

Such a line reads as the end of the item above it, or as a statement of the heading that all items share. The manner
shows in the whole document: each section's first item is preceded by a line, so are those after it, none follows the
last, and all begin with the same label.
"""

from itertools import pairwise

from extractors.records import Span
from extractors.responsibility.items import all_items
from extractors.responsibility.locate import locate
from extractors.responsibility.scan import Located, Manner
from extractors.responsibility.shared import Group
from extractors.structure.ladder import Item
from extractors.words.brackets import OPEN
from extractors.words.labels import label_at

_MOST = 0.6


def take_openers(folded: str, root: Item, manner: Manner) -> dict[int, Group]:
    """The groups of lines that open items, by ``id(item)``; the lines are taken from where they stood.

    Empty, and nothing is taken, unless the document has that manner throughout.
    """
    parents = [parent for parent in [root, *all_items(root)] if parent.children]
    # Most documents have no such line under any heading: then their items need not be looked at.
    if not any(_closing_lines(folded, parent, manner) for parent in parents):
        return {}
    found = [opened for parent in parents if (opened := _openers(folded, parent, manner)) is not None]
    if not _of_that_manner(folded, found):
        return {}
    groups: dict[int, Group] = {}
    for parent, lines in found:
        for before, item in pairwise([parent, *parent.children]):
            run = lines[id(before)]
            if run:
                del before.paragraphs[-len(run) :]
                group = groups[id(item)] = Group(Span(run[0].span.start, run[-1].span.end))
                for located in run:
                    group.take(located)
    return groups


def _openers(folded: str, parent: Item, manner: Manner) -> tuple[Item, dict[int, list[Located]]] | None:
    """A parent of items without items, and the lines of labels that end it and each of them; None without any line."""
    if any(child.children for child in parent.children):
        return None
    lines = {id(item): _closing_lines(folded, item, manner) for item in [parent, *parent.children]}
    return (parent, lines) if any(lines.values()) else None


def _of_that_manner(folded: str, found: list[tuple[Item, dict[int, list[Located]]]]) -> bool:
    between = places = 0
    labels: set[str] = set()
    for parent, lines in found:
        runs = [lines[id(child)] for child in parent.children]
        if runs[-1] or not lines[id(parent)]:
            return False
        labels.update(_first_label(folded, run) for run in lines.values() if run)
        between += sum(bool(run) for run in runs)
        places += len(runs) - 1
    return len(labels) == 1 and between >= 2 and between >= (_MOST if len(found) > 1 else 1) * places


def _first_label(folded: str, run: list[Located]) -> str:
    start = run[0].span.start
    return folded[start : folded.index("：", start)].lstrip(OPEN)


def _closing_lines(folded: str, item: Item, manner: Manner) -> list[Located]:
    """The paragraphs at the end of an item, not its first, that are nothing but labels with units."""
    run: list[Located] = []
    for span in reversed(item.paragraphs if item.parent is None else item.paragraphs[1:]):
        at = span.start + (folded[span.start : span.start + 1] in OPEN)
        label = label_at(folded, at, span.end)
        if label is None or "：" not in label.group("mark"):
            break
        found, _ = locate(folded, span, manner)
        if len(found) != 1 or found[0].span.start != span.start or found[0].span.end < span.end - 1:
            break
        run.insert(0, found[0])
    return run
