"""Lists by unit: a heading names units, a line below it their role in the items that follow.

【经济发展局】牵头类2项、配合类1项 / 牵头类 / 1.… / 配合类 / 2.…  Source: STYLES.md (a), "By department".
"""

import re
from functools import lru_cache

from extractors.frozen import frozen
from extractors.records import Role, Span
from extractors.structure.headed import is_unit_heading, unit_names
from extractors.text.reading import Paragraph, Reading
from extractors.words.labels import ROLES, before_adverb, field_kind, listed_kind, verb_pattern
from extractors.words.lists import chunks, lists_units
from extractors.words.markers import Marker
from extractors.words.names import has_prefix, is_strong_unit, is_unit

_LONGEST = 80
_LONGEST_CLASS = 16
_BOXED = re.compile(r"【(?P<names>[^【】]{2,60})】(?P<rest>[^。]*)$")
_COUNTS = r"(?:(?:共计?|合计)?\d{1,3}[项条个件]|[一-龥]{2,4}?(?:类|事项|任务|工作|项目)*\d{1,3}[项条个件])"
_COUNTED = re.compile(
    rf"(?P<names>[^。：；]{{2,60}}?)[ \u3000]*(?P<rest>(?:（|：|——?|[ \u3000])?{_COUNTS}(?:[，、；和及 \u3000]*{_COUNTS})*[）]?)$"
)
_REST = re.compile(rf"[（：—，\u3000 ]*(?:{_COUNTS}[，、；和及 \u3000]*)*[）：]?$")
_CLASS = re.compile(
    r"[（【]?(?P<word>[一-龥]{2,6}?)(?:类|事项|任务|工作|项目|清单)*[】）]?(?:[（]?共?\d{1,3}[项条个件][）]?)?[：]?$"
)
_CLASSES = re.compile(r"(?P<word>[一-龥]{2,4}?)(?:类|事项|任务|工作|项目)*\d{1,3}[项条个件]")


# 县水利局主抓3项（县财政局配合）: a verb of responsibility before the count, others in a bracket behind it.
_CHARGED = re.compile(
    r"(?P<names>[^。；：]{2,60}?)(?:任务|事项|工作|项目|清单|的)*[ \u3000]*(?:（|—+|，|[ \u3000])?(?:共计?|合计)?\d{1,3}[项条个件][）]?"
    r"[ \u3000]*(?P<aside>[（〔].{2,80}[）〕])?[：]?$"
)

_PERSONS = re.compile(r"（([一-龥]{2,8})：[一-龥、 \u3000]{2,24}）")
# 其他单位事项（3项）: whoever the items below name.
_OTHERS = re.compile("其[他它余]")
_TAIL = 2  # characters: 牵头 | 整改2件


@frozen
class Listing:
    """The heading of a unit's list: spans of its units, their role if it names only one, a bracket that names others."""

    units: tuple[Span, ...]
    role: Role | None
    aside: Span | None = None


def listing_at(folded: str, start: int, end: int) -> Listing | None:
    """The units whose list the line ``start:end`` heads, None for any other line."""
    if not 2 <= end - start <= _LONGEST or _OTHERS.match(folded, start, end):
        return None
    found = _listing(folded[start:end].rstrip())
    if found is None:
        return None
    aside = found.aside and Span(start + found.aside.start, start + found.aside.end)
    return Listing(tuple(Span(start + a, start + b) for a, b in found.units), found.role, aside)


@lru_cache(maxsize=256)
def _listing(line: str) -> Listing | None:
    line = _without_persons(line)
    if charged := _charged_listing(line):
        return charged
    match = _BOXED.match(line) or _COUNTED.match(line)
    if match is None or not _REST.match(match["rest"]):
        return Listing(tuple(unit_names(line)), None) if is_unit_heading(line) else None
    units = tuple(Span(chunk.start, chunk.end) for chunk in chunks(line, *match.span("names")))
    names = [line[span.start : span.end] for span in units]
    roles = {_role(found["word"]) for found in _CLASSES.finditer(match["rest"])} - {None}
    sure = is_unit if roles or match.re is _BOXED else is_strong_unit
    if not names or not all(sure(name) for name in names):
        return None
    return Listing(units, roles.pop() if len(roles) == 1 else None)


def _without_persons(line: str) -> str:
    """县林业局牵头（责任林长：罗启明），共4项 with blanks for the bracket that says who answers for it; offsets stay."""
    persons = _PERSONS.search(line)
    if persons is None or field_kind(persons[1]) != "person":
        return line
    return line[: persons.start()] + " " * len(persons[0]) + line[persons.end() :]


def _charged_listing(line: str) -> Listing | None:
    """The listing that a count closes, with a verb before it or a bracket behind it."""
    match = _CHARGED.match(line)
    if match is None:
        return None
    end = match.end("names")
    verbs = (verb for verb in verb_pattern().finditer(line, 0, end) if end - verb.end() <= _TAIL)
    verb = next((verb for verb in verbs if lists_units(line, 0, before_adverb(line, 0, verb.start()))), None)
    sure = verb is not None or match["aside"] is not None
    role: Role | None = next(role for role in ROLES if verb[role]) if verb else None
    end = before_adverb(line, 0, verb.start()) if verb else end
    units = tuple(Span(chunk.start, chunk.end) for chunk in chunks(line, 0, end))
    names = [line[span.start : span.end] for span in units]
    if not names or not is_strong_unit(names[0]) or not all(is_unit(name) for name in names):
        return None
    if not sure and not all(is_strong_unit(name) and has_prefix(name) for name in names):
        return None
    return Listing(units, role, Span(*match.span("aside")) if match["aside"] else None)


@lru_cache(maxsize=256)
def class_role(line: str) -> Role | None:
    """The role that a line gives the heading's units in the items below it (牵头类, 配合事项（2项）), None for others."""
    match = _CLASS.match(line.strip()) if len(line) <= _LONGEST_CLASS else None
    return _role(match["word"]) if match else None


def _role(word: str) -> Role | None:
    kind = listed_kind(word + "单位")
    return next((role for role in ROLES if role == kind), None)


def listed_lines(reading: Reading, numbered: dict[int, Marker]) -> dict[int, bool]:
    """The unnumbered blocks that head lists by unit: True for those that name units, False for those of a role.

    Empty unless two headings or more name units. `numbered` are the markers of the blocks that one begins.
    """
    folded, blocks = reading.folded, reading.blocks
    out: dict[int, bool] = {}
    heads = 0
    for number, block in enumerate(blocks[:-1]):
        if not isinstance(block, Paragraph):
            continue
        marker = numbered.get(number)
        start = marker.end if marker else block.span.start
        line = folded[start : block.span.end]
        item_follows = number + 1 in numbered
        class_follows = not item_follows and _is_class(reading, number + 1)
        if (item_follows or class_follows) and listing_at(folded, start, block.span.end):
            heads += 1
            if marker is None and ("【" in line or class_follows or _COUNTED.match(line)):
                out[number] = True
        elif heads and marker is None and item_follows and class_role(line):
            out[number] = False
    return out if heads > 1 else {}


def _is_class(reading: Reading, number: int) -> bool:
    block = reading.blocks[number]
    return isinstance(block, Paragraph) and class_role(reading.folded[block.span.start : block.span.end]) is not None
