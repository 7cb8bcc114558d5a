"""Drafts to records: ids, quotes, pages, sections, deadlines, targets with the measure that they stand in."""

import hashlib
import re
from dataclasses import replace

from extractors.coverage import unread_warnings
from extractors.owners import Owners, covers
from extractors.records import (
    Assignment,
    Deadline,
    Document,
    Measure,
    Plan,
    Role,
    Section,
    Span,
    Target,
    Task,
    Warning,
)
from extractors.responsibility.conventions import Conventions, read_conventions
from extractors.responsibility.duties import Charge, TaskDraft
from extractors.responsibility.headings import heading_due, months_year
from extractors.responsibility.items import Content
from extractors.responsibility.tables import Row, read_table
from extractors.source import Source
from extractors.structure.ladder import Item
from extractors.structure.metadata import Metadata
from extractors.targets.draft import TargetDraft
from extractors.targets.read import TargetContext, read_indicator_table, read_targets
from extractors.text.reading import Grid, Reading
from extractors.words.dated import DatedStreams
from extractors.words.elision import canonical_names
from extractors.words.periods import DateExpression, find_dates

_ID = 16  # characters
_NAMED_YEAR = re.compile(r"[“\"][^”\"]{1,8}(20\d\d)[”\"]")
_LEADS_IN = re.compile(r"到\s*(20\d\d)\s*年[底末]?[，,]?[^。；：]{0,24}：\s*$")


def content_id(*parts: object) -> str:
    """A content hash: the same parts give the same id on every machine and in every run."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:_ID]


def assemble(
    source: Source,
    reading: Reading,
    outline: Item,
    facts: Metadata,
    drafts: list[TaskDraft],
    contents: dict[int, Content],
    warnings: list[Warning],
) -> Plan:
    """The records of one document from what its stages found."""
    return _Assembly(source, reading, outline, facts, drafts, contents, warnings).plan()


class _Assembly:
    def __init__(
        self,
        source: Source,
        reading: Reading,
        outline: Item,
        facts: Metadata,
        drafts: list[TaskDraft],
        contents: dict[int, Content],
        warnings: list[Warning],
    ) -> None:
        self.source, self.reading, self.outline, self.facts = source, reading, outline, facts
        self.origin = reading.origin
        tabular = any(isinstance(block, Grid) for block in reading.blocks)
        self.table_rules = read_conventions(reading.folded, tables=True) if tabular else Conventions()
        self.drafts = {id(draft.item): draft for draft in drafts}
        self.contents = contents
        self.warnings = [*reading.warnings, *warnings]
        self.streams = DatedStreams(reading.folded)
        identity = (facts.region, facts.issuer, facts.title, facts.doc_number) if facts.title else (source.sha256,)
        self.document_id = content_id("document", *identity)
        self.hashed = hashlib.sha256(self.document_id.encode())
        self.sections: list[Section] = []
        self.tasks: list[Task] = []
        self.passages: list[Span] = []
        self.grids: list[Grid] = []
        self.dated: dict[Span, bool] = {}
        self.led: list[tuple[Span, int]] = []
        self.year = facts.reference_year
        self.used: dict[str, int] = {}

    def plan(self) -> Plan:
        for span in self.outline.paragraphs:
            if any(self.reading.folded.find(mark, *span) >= 0 for mark in "。；"):
                self.passages.append(span)
        self._tables(self.outline, ())
        for item in self.outline.children:
            self._item(item, (), None)
        targets = self._targets() if self.facts.is_plan or self.tasks else []
        if not self.tasks:
            self.warnings.append(Warning("no-tasks", "没有读到任务：文件里没有写明责任单位的事项", Span(0, 0)))
        if self.tasks or self.facts.is_plan:
            self.warnings.extend(unread_warnings(self.reading, self.tasks, self.warnings))
        ordered = sorted(self.warnings, key=lambda warning: warning.span)
        return Plan(
            self._document(), self.reading.text, tuple(self.sections), tuple(self.tasks), tuple(targets), tuple(ordered)
        )

    def _document(self) -> Document:
        facts, source = self.facts, self.source
        return Document(
            self.document_id, facts.title, facts.doc_number, facts.issuer, facts.region, facts.level, facts.issued_on,
            facts.period, facts.cites, source.sha256, source.name, source.media_type, source.pages,
        )  # fmt: skip

    def _unique(self, *parts: object) -> str:
        """A content hash that no other record of the document has: equal content is told apart by its order."""
        key = "\x1f".join(map(str, parts))
        before = self.used.get(key, 0)
        self.used[key] = before + 1
        # As `content_id(self.document_id, key, before)`, with the first part hashed once for all records.
        hashed = self.hashed.copy()
        hashed.update(f"\x1f{key}\x1f{before}".encode())
        return hashed.hexdigest()[:_ID]

    def _item(self, item: Item, path: tuple[str, ...], section_id: str | None) -> None:
        content = self.contents[id(item)]
        start = item.marker.start if item.marker else content.title.start
        heading = self.reading.text[start : content.title.end].strip().lstrip("#*")
        draft = self.drafts.get(id(item))
        if not content.listing and ((content.titled and content.title.end > content.title.start) or not content.texts):
            self.passages.append(content.title)
        self.passages.extend(content.texts)
        self._lead(item)
        below = (*path, heading)
        if draft is not None:
            self._task(draft, path, section_id)
        if draft is None or item.children or item.grids:
            section_id = self._section(below, Span(start, max(item.end, content.title.end)))
        self._tables(item, below)
        year, self.year = self.year, months_year(self.reading.folded, item) or self.year
        for child in item.children:
            self._item(child, below, section_id)
        self.year = year

    def _section(self, path: tuple[str, ...], span: Span) -> str:
        section = Section(self._unique("section", *path), path[-1], path, len(path), span)
        self.sections.append(section)
        return section.id

    def _task(self, draft: TaskDraft, path: tuple[str, ...], section_id: str | None) -> None:
        item, title = draft.item, self.reading.quote(draft.title).strip()
        task_id = self._unique("task", *path, item.number, title)
        measures = tuple(self._measure(task_id, charge) for charge in draft.charges)
        if len(measures) == 1 and not measures[0].deadlines:
            # 第一阶段（3月1日—20日）：动员部署 prints its time before its title.
            begin = item.marker.start if item.marker and item.marker.style == "stage" else draft.title.start
            stages = find_dates(self.reading.folded, begin, draft.title.end, self.year)
            stages = [date for date in stages if date.kind in ("period", "during") and date.date and "-" in date.date]
            if limits := self._deadlines(Span(begin, draft.title.end), stages):
                measures = (replace(measures[0], deadlines=limits),)
        if not any(measure.deadlines for measure in measures):
            due = heading_due(self.reading.folded, item, self.year)
            limits = self._deadlines(Span(0, 0), [due]) if due else ()
            measures = tuple(replace(measure, deadlines=limits) for measure in measures) if due else measures
        start = item.marker.start if item.marker else draft.title.start
        stated = [charge.source for charge in draft.charges if charge.source]
        within = [span.end for span in stated if span.start >= start and span.end <= item.end]
        end = max([draft.title.end, *(m.span.end for m in measures), *within])
        self.tasks.append(
            Task(task_id, item.number, title, section_id, path, measures, Span(start, end), *self.origin.at(start))
        )

    def _measure(self, task_id: str, charge: Charge) -> Measure:
        text = self.reading.quote(charge.text)
        page, cell = self.origin.at(charge.text.start)
        return Measure(
            id=self._unique("measure", task_id, text),
            text=text,
            span=charge.text,
            page=page,
            assignments=self._assignments(charge.units),
            deadlines=self._deadlines(charge.text, charge.deadlines),
            persons=tuple(self.reading.quote(span) for span in charge.persons),
            responsibility_text=self.reading.quote(charge.source) if charge.source else None,
            responsibility_span=charge.source,
            cell=cell,
        )

    def _assignments(self, units: list[tuple[Span, Role]]) -> tuple[Assignment, ...]:
        names = [self.reading.quote(span).replace(" ", "").strip() for span, _ in units]
        canonical = canonical_names(names)
        out: list[Assignment] = []
        seen: set[tuple[str, Role]] = set()
        for (span, role), name, full in zip(units, names, canonical, strict=True):
            if (name, role) not in seen:
                seen.add((name, role))
                out.append(Assignment(name, full, role, span))
        return tuple(out)

    def _deadlines(self, text: Span, stated: list[DateExpression]) -> tuple[Deadline, ...]:
        found = self.streams.deadlines(text, self.year)
        first: dict[Span, DateExpression] = {}
        for date in [*stated, *found]:
            first.setdefault(date.span, date)
        return tuple(Deadline(self.reading.quote(span), date.date, span) for span, date in first.items())

    def _tables(self, item: Item, path: tuple[str, ...]) -> None:
        for grid in item.grids:
            rows = read_table(self.reading.folded, grid, self.table_rules, self.facts.reference_year)
            if rows:
                self._rows(rows, path)
            else:
                self.grids.append(grid)

    def _rows(self, rows: list[Row], path: tuple[str, ...]) -> None:
        section_ids: dict[Span, str] = {}
        for number, row in enumerate(rows):
            self.passages.extend(
                dict.fromkeys([row.title, row.text] if not covers(row.text, row.title) else [row.text])
            )
            self.passages.extend(cell for cell, _ in row.goals)
            self.led.extend(row.goals)
            self.dated.update((cell, at > 0) for at, (cell, _) in enumerate(row.goals))
            if row.joins:
                continue
            group = [row]
            for other in rows[number + 1 :]:
                if not other.joins:
                    break
                group.append(other)
            here = path
            if row.category is not None:
                here = (*path, self.reading.quote(row.category).strip())
                if row.category not in section_ids:
                    section_ids[row.category] = self._section(here, row.category)
            self._row_task(group, here, section_ids.get(row.category) if row.category else None)

    def _row_task(self, group: list[Row], path: tuple[str, ...], section_id: str | None) -> None:
        row = group[0]
        title = self.reading.quote(row.title).strip()
        task_id = self._unique("task", *path, row.number, title)
        charges = [Charge(r.text, r.units, r.deadlines, r.persons, r.source) for r in group]
        measures = tuple(self._measure(task_id, charge) for charge in charges)
        span = Span(row.span.start, max(r.span.end for r in group))
        self.tasks.append(
            Task(task_id, row.number, title, section_id, path, measures, span, *self.origin.at(span.start))
        )

    def _targets(self) -> list[Target]:
        facts = self.facts
        issued = int(facts.issued_on[:4]) if facts.issued_on else None
        governs = facts.end_year is not None and str(facts.end_year) in (facts.title or "")
        context = TargetContext(
            self._plan_year(), facts.end_year, issued or facts.reference_year, facts.region, facts.start_year, governs
        )
        passages = sorted({span for span in self.passages if span.end > span.start})
        owners = Owners(self.tasks, self.led)
        found, warnings = read_targets(self.reading, passages, context, owners.due, self.dated, self.streams)
        self.warnings.extend(warnings)
        for grid in self.grids:
            found.extend(read_indicator_table(self.reading, grid, context))
        return [self._target(target, *owners.of(target.span.start)) for target in found]

    def _target(self, target: TargetDraft, task: str | None, measure: str | None) -> Target:
        """`target` as the document's: with its id, and the task and measure that hold it."""
        at = target.span.start
        key = (target.indicator, target.value, target.unit, target.year, target.scope, target.text)
        page, cell = self.origin.at(at)
        return Target(
            self._unique("target", *key), target.indicator, target.kind, target.comparator, target.bound, target.value,
            target.value_high, target.unit, target.year, target.base_year, target.base_value, target.scope, target.margin,
            target.text, target.span, page, task, measure, cell,
        )  # fmt: skip

    def _plan_year(self) -> int | None:
        """The year of a plan of one year: that of its title, be it in a name (“护苗2023”专项行动)."""
        named = _NAMED_YEAR.search(self.facts.title) if self.facts.end_year is None else None
        return self.facts.title_year or (int(named[1]) if named else None)

    def _lead(self, item: Item) -> None:
        """到2026年，实现以下目标： dates the items below that it leads in to, and so does a heading of months."""
        if item.children and (year := months_year(self.reading.folded, item)):
            self.led.append((Span(self.contents[id(item)].title.end, item.end), year))
        for span in self.contents[id(item)].texts if item.children else ():
            if m := _LEADS_IN.search(self.reading.folded, span.start, span.end):
                self.led.append((Span(span.end, item.end), int(m[1])))
