"""The records that reading a plan yields, one frozen dataclass for each noun of the domain.

Every record carries a `Span` into ``Plan.text``, the normalised text: ``plan.text[span.start:span.end]`` is what
was read, letter for letter. Absent means unknown, never zero and never false. What stands in a workbook has no `page`
but a `cell` (任务!C5).
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Role = Literal["lead", "responsible", "supporting"]
Kind = Literal["rate", "count", "amount", "intensity", "change", "qualitative"]
Comparator = Literal["ge", "gt", "le", "lt", "eq", "about", "range", "increase", "decrease", "trend", "cover"]
Bound = Literal["ge", "le", "about"]


class Span(NamedTuple):
    """Half-open range of characters (code points) in the normalised text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that was seen and could not be read: `code` for machines, `message` in Chinese for people."""

    code: str
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the plan cites (引用文件), with its 文号 where printed."""

    title: str
    doc_number: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of a plan as a document (文件)."""

    id: str
    title: str
    doc_number: str | None
    issuer: str | None
    region: str | None
    level: str | None
    issued_on: str | None
    period: str | None
    cites: tuple[Citation, ...]
    sha256: str
    source: str
    media_type: str
    pages: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; `path` holds the printed headings from the top down to this one."""

    id: str
    heading: str
    path: tuple[str, ...]
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as printed and as a date: ``2025``, ``2024-06``, ``2024-06-30``, ``--06``, ``ongoing``, …"""

    text: str
    date: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit made responsible for a measure.

    `unit` is the name as printed; `canonical` restores what the list elided (省财政厅、民政厅 gives 省民政厅).
    `span` is where the name stands, which for an inherited statement is outside the measure.
    """

    unit: str
    canonical: str
    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    """The run of sentences that one responsibility statement covers (举措)."""

    id: str
    text: str
    span: Span
    page: int | None
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    persons: tuple[str, ...]
    responsibility_text: str | None
    responsibility_span: Span | None
    cell: str | None = None

    def units(self, role: Role) -> tuple[str, ...]:
        """The unit names printed for `role`, in printed order."""
        return tuple(a.unit for a in self.assignments if a.role == role)


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered, marked or headed item that somebody must carry out (任务)."""

    id: str
    number: str | None
    title: str
    section_id: str | None
    section: tuple[str, ...]
    measures: tuple[Measure, ...]
    span: Span
    page: int | None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A value that the plan sets to be reached (目标值). `task` and `measure` are ids, None for a document's goals."""

    id: str
    indicator: str
    kind: Kind
    comparator: Comparator
    bound: Bound | None
    value: float | None
    value_high: float | None
    unit: str | None
    year: int | None
    base_year: int | None
    base_value: float | None
    scope: str | None
    margin: str | None
    text: str
    span: Span
    page: int | None
    task: str | None
    measure: str | None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything read from one document."""

    document: Document
    text: str
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    warnings: tuple[Warning, ...]
