"""Who is charged with what: statements of an item, its heading, its section and its neighbours put together.

The outcome is a list of `Charge`: one for each measure, before it becomes a record. Source of the rules on parents
and children: LABELLING.md, "Tasks and measures".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from extractors.records import Role, Span, Warning
from extractors.responsibility.anchored import take_anchored
from extractors.responsibility.beside import charged_beside
from extractors.responsibility.conventions import Conventions, assign_leads, is_equal
from extractors.responsibility.duties import Charge, TaskDraft, subject_charges
from extractors.responsibility.headings import (
    heading_year,
    heads_safeguards,
    is_general,
    is_organisational,
    is_provision,
    is_task_section,
    share,
)
from extractors.responsibility.heads import names_units
from extractors.responsibility.items import Content, all_items, heading_lead, read_item
from extractors.responsibility.openers import take_openers
from extractors.responsibility.parties import bind_party
from extractors.responsibility.scan import Manner
from extractors.responsibility.shared import Group
from extractors.responsibility.subjects import TIERED, subjects
from extractors.responsibility.wording import usual_marks
from extractors.structure.ladder import Item
from extractors.structure.letters import letter_end
from extractors.structure.listed import class_role

_SUBSTANCE = 15


@dataclass(slots=True)
class _Walk:
    folded: str
    year: int | None
    rules: Conventions
    contents: dict[int, Content] = field(default_factory=dict)
    given: dict[int, Group] = field(default_factory=dict)
    drafts: list[TaskDraft] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    formal: dict[int, int] = field(default_factory=dict)
    is_plan: bool = True
    tabled: bool = False
    letter: int = 0  # where the letter ends that hands the plan over

    def content(self, item: Item) -> Content:
        return self.contents[id(item)]


def read_charges(
    folded: str, root: Item, rules: Conventions, year: int | None, is_plan: bool, notes: Mapping[str, Span]
) -> tuple[list[TaskDraft], dict[int, Content], list[Warning]]:
    """The tasks of the outline under `root`, the content of each item (by ``id(item)``), and warnings.

    `notes` are the texts of notes by their numbers, that statements may refer to.
    """
    walk = _Walk(folded, year, rules, is_plan=is_plan, letter=letter_end(folded))
    manner = Manner(year, dict(rules.brackets), notes, {**usual_marks(), **dict(rules.marks)})
    if is_plan:
        walk.given = take_openers(folded, root, manner)
    _read_items(walk, all_items(root), manner)
    if is_plan and not walk.given:
        _read_items(walk, take_anchored(folded, root, walk.contents, manner), manner)
    items = all_items(root)
    walk.warnings.extend(warning for item in items for warning in walk.content(item).warnings)
    if not is_plan:
        return [], walk.contents, walk.warnings
    share(walk.folded, root, walk.contents, walk.given, year)
    walk.tabled = any(names_units(folded, grid) for item in [root, *items] for grid in item.grids)
    charged = {id(item) for item in items if walk.content(item).own or id(item) in walk.given}
    for item in root.children:
        _visit(walk, item, None, charged)
    warnings = bind_party(folded, root, walk.contents, walk.drafts, walk.warnings)
    return walk.drafts, walk.contents, warnings


def _read_items(walk: _Walk, items: list[Item], manner: Manner) -> None:
    years: dict[int, int | None] = {}  # by the parent, for all items below one stand under the same headings
    for item in items:
        above = id(item.parent)
        if above not in years:
            years[above] = heading_year(walk.folded, item) or walk.year
        dated = manner if years[above] == walk.year else replace(manner, year=years[above])
        walk.contents[id(item)] = read_item(walk.folded, item, dated)


def _visit(walk: _Walk, item: Item, inherited: Group | None, charged: set[int]) -> None:
    content = walk.content(item)
    if not item.children:
        _visit_leaf(walk, item, inherited, charged)
        return
    passed = inherited
    own = content.own
    lead = heading_lead(walk.folded, content.title, walk.year)
    if lead:
        passed = Group(content.title, lead, owns=True)
    role = class_role(walk.folded[content.title.start : content.title.end]) if inherited and inherited.owns else None
    if role is not None and inherited is not None:
        passed = Group(inherited.span, [(unit, role) for unit, _ in inherited.units], owns=True)
    if own:
        substance = sum(span.end - span.start for span in content.texts) >= _SUBSTANCE
        if substance or _beside(walk, item):
            walk.drafts.append(TaskDraft(item, content.title, _charges(walk, content, None, inherited, item)))
        passed = Group(own[0].span, bracketed=substance or any(g.bracketed for g in own), complete=substance)
        for group in own:
            passed.units.extend(group.units)
            passed.persons.extend(group.persons)
            passed.deadlines.extend(group.deadlines)
    for child in item.children:
        _visit(walk, child, passed, charged)


def _beside(walk: _Walk, item: Item) -> bool:
    """Whether a parent's statement stands beside those of all its children; one that only leads is the lead they lack."""
    every = all(walk.content(child).own or child.children for child in item.children)
    return every and {role for group in walk.content(item).own for _, role in group.units} != {"lead"}


def _visit_leaf(walk: _Walk, item: Item, inherited: Group | None, charged: set[int]) -> None:
    content = walk.content(item)
    if is_provision(walk.folded, content) or is_general(walk.folded, item, walk.contents):
        return
    given = walk.given.get(id(item))
    annex = item.marker is None and re.match(r"附\s?[件表录]", walk.folded[content.title.start : content.title.end])
    if not annex and (given is not None or inherited is not None or content.own):
        charges = _charges(walk, content, given, inherited, item)
        if any(charge.units for charge in charges):
            walk.drafts.append(TaskDraft(item, content.title, charges))
            return
    if item.marker is None or not walk.is_plan or item.start < walk.letter or heads_safeguards(walk.folded, content):
        return
    organisational = is_organisational(walk.folded, item, walk.contents)
    siblings = len(item.parent.children) - 1 if item.parent else 0
    formal = _charged_siblings(walk, item, charged)
    titled = content.titled and not subjects(walk.folded, content.title)
    # Beside items of another manner a sentence must name its unit for certain.
    sure = organisational or (not formal and bool(charged))
    charges = subject_charges(walk.folded, content.whole(titled), sure)
    if charges:
        # 完成时限：长期坚持 behind them, with no unit of its own
        stated = [part.group for part in content.parts if part.group]
        charges[-1].deadlines.extend(date for group in stated for date in group.deadlines)
        charges[-1].persons.extend(person for group in stated for person in group.persons)
        walk.drafts.append(TaskDraft(item, content.title, charges))
        return
    if organisational:
        return
    if (formal >= 2 and formal >= 0.6 * siblings) or (
        not charged and not walk.tabled and is_task_section(walk.folded, item, walk.contents)
    ):
        text = content.whole(content.titled)
        walk.drafts.append(TaskDraft(item, content.title, [Charge(text, [], [], [], None)]))
        walk.warnings.append(Warning("task-without-unit", "任务未写明责任单位", Span(item.start, content.title.end)))
    elif charged and not item.grids and not content.shared:
        # Items elsewhere charge somebody, and too few beside this one for it to be a task.
        walk.warnings.append(
            Warning("item-unread", "这一项没有写明责任单位，没有读成任务", Span(item.start, content.title.end))
        )


def _charged_siblings(walk: _Walk, item: Item, charged: set[int]) -> int:
    """How many items beside this one have a statement of their own; counted once for each parent."""
    if item.parent is None:
        return 0
    key = id(item.parent)
    if key not in walk.formal:
        walk.formal[key] = sum(id(child) in charged for child in item.parent.children)
    return walk.formal[key] - (id(item) in charged)


def _charges(walk: _Walk, content: Content, given: Group | None, inherited: Group | None, item: Item) -> list[Charge]:
    """One charge for each part that has a statement; loose text before or after joins its neighbour."""
    parts, rest = _units_parts(content)
    charges: list[Charge] = []
    for number, (texts, group) in enumerate(parts):
        text = _text_span(content, texts, first=number == 0)
        if group and group.deed and text.end <= content.title.end + 1:
            text = group.deed
        units, source = _combined(walk, group, given, inherited, item)
        beside = charged_beside(walk.folded, texts, units) if units else []
        units = [pair for pair in beside if pair[1] == "lead"] + units
        if source is None or not is_equal(walk.folded, source):
            units = assign_leads(units, source.start if source else text.start, walk.rules, walk.folded)
        units += [pair for pair in beside if pair[1] != "lead"]
        deadlines = [*(group.deadlines if group else []), *(given.deadlines if given else [])]
        if not deadlines and inherited and not (group and group.units):
            deadlines = inherited.deadlines
        persons = [*(group.persons if group else []), *(given.persons if given else [])]
        charges.append(Charge(text, units, deadlines, persons, source))
    # Text behind the last statement, on its line: a measure of its own if it charges a named unit,
    # else the rest of the last one.
    last = charges[-1].source if charges else None
    if rest and last and "\n" not in walk.folded[last.end : rest[0].start]:
        behind = Span(rest[0].start, rest[-1].end)
        named = subject_charges(walk.folded, behind, sure=False) if TIERED.match(walk.folded, behind.start) else []
        charges.extend(named)
        if not named and charges[-1].text.start < last.start:
            charges[-1].text = Span(charges[-1].text.start, behind.end)
    return charges


def _units_parts(content: Content) -> tuple[list[tuple[list[Span], Group | None]], list[Span]]:
    """The parts, those without units joined to the next that has them; and the text behind the last statement."""
    out: list[tuple[list[Span], Group | None]] = []
    texts: list[Span] = []
    waiting: Group | None = None
    for part in content.parts:
        texts = texts + part.texts
        group = _both(waiting, part.group)
        if part.group is None or not part.group.units:
            waiting = group
            continue
        out.append((texts, group))
        texts, waiting = [], None
    if texts or waiting is not None or not out:
        if out:
            last_texts, last = out[-1]
            follows = last is not None and not last_texts
            out[-1] = (last_texts + texts if follows else last_texts, _both(last, waiting))
            return out, [] if follows else texts
        out.append((texts, waiting))
    return out, []


def _both(first: Group | None, second: Group | None) -> Group | None:
    if first is None or second is None:
        return first or second
    keeper = second if second.units or not first.units else first
    units = first.units + [pair for pair in second.units if pair not in first.units]
    return Group(
        keeper.span,
        units,
        first.deadlines + second.deadlines,
        first.persons + second.persons,
        first.bracketed or second.bracketed,
        first.complete or second.complete,
    )


def _text_span(content: Content, texts: list[Span], first: bool) -> Span:
    if not texts:
        return content.title
    start = (
        content.title.start
        if first and not content.titled and content.title.end > content.title.start
        else texts[0].start
    )
    return Span(min(start, texts[0].start), texts[-1].end)


def _combined(
    walk: _Walk, group: Group | None, given: Group | None, inherited: Group | None, item: Item
) -> tuple[list[tuple[Span, Role]], Span | None]:
    """The units of a part: its own, and those of its section where it has none or no lead."""
    units = list(group.units) if group else []
    source = group.span if group and group.units else None
    for other in (given, inherited):
        if other is None:
            continue
        if not units:
            units, source = list(other.units), other.span
            continue
        # A heading's bracket does not lead an item that says itself who is in charge; its own line does, and so
        # does （X牵头）, which leads the whole part, where （牵头单位：X） may be for those that say nothing.
        only_leads = {role for _, role in other.units} == {"lead"} and not other.complete
        only_leads = only_leads and "：" not in walk.folded[other.span.start : other.span.end]
        excluded = (
            (other.bracketed and not only_leads and ((group is not None and group.complete) or other.complete))
            or any(item.parent.start <= at < item.parent.end for at in walk.rules.own_only)
            if item.parent
            else False
        )
        names = {walk.folded[span.start : span.end] for span, _ in units}
        if other.owns and {role for _, role in other.units} == {"supporting"}:
            units += [pair for pair in other.units if walk.folded[pair[0].start : pair[0].end] not in names]
            continue
        # An item that only says who supports leaves the rest to its heading: 县水利局（3项） above 协同：….
        rest = other.owns or all(role == "supporting" for _, role in units)
        wanted = {"lead", "responsible"} if rest else {"lead"}
        if not excluded and not any(role == "lead" for _, role in units):
            above = {walk.folded[span.start : span.end]: (span, role) for span, role in other.units if role in wanted}
            leads = {name for name, (_, role) in above.items() if role == "lead"}
            # One that leads the section and is named again leads here too.
            units = [pair for name, pair in above.items() if name not in names] + [
                (span, "lead" if walk.folded[span.start : span.end] in leads else role) for span, role in units
            ]
    return units, source
