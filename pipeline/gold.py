"""Hand-labelled plans (corpus/gold/NAME.gold.json) as typed records, checked when loaded.

The format is told in corpus/gold/README.md. A file with a key that is missing, unknown or of the wrong type is
refused at once, naming file and key: a label that nobody reads would silently count for nothing.
"""

import json
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from extractors.errors import UserError
from extractors.records import Role

SUFFIX = ".gold.json"
# Keys for the reader of the gold, which no score asks for.
UNSCORED = frozenset({"about", "patterns", "quote", "note"})


@dataclass(frozen=True, slots=True)
class GoldMeasure:
    """A labelled measure. The flags tell what the text leaves open and is therefore not judged."""

    starts: str
    lead: list[str]
    responsible: list[str]
    supporting: list[str]
    optional_units: list[str]
    deadline: str | None
    deadline_date: str | None
    accept_dates: list[str] | None = None
    deadline_optional: bool = False
    deadline_alt: Any = None
    either_role: bool = False
    two_roles: bool = False

    def units(self, role: Role) -> list[str]:
        """The unit names labelled with `role`."""
        return {"lead": self.lead, "responsible": self.responsible, "supporting": self.supporting}[role]


@dataclass(frozen=True, slots=True)
class GoldTask:
    """A labelled task."""

    number: str | None
    title: str | None
    section: list[str]
    measures: list[GoldMeasure]


@dataclass(frozen=True, slots=True)
class GoldTarget:
    """A labelled target; `open` names fields that are not judged, `accept` comparators that are right too."""

    indicator: str
    kind: str | None
    comparator: str
    bound: str | None
    value: float | None
    value_high: float | None
    unit: str | None
    year: int | None
    base_year: int | None
    base_value: float | None
    scope: str | None
    accept: list[str]
    margin: str | None = None
    open: list[str] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled document."""

    document: dict[str, Any]
    tasks: list[GoldTask]
    targets: list[GoldTarget]
    tasks_exhaustive: bool = True
    targets_exhaustive: bool = True
    not_tasks: list[str] | None = None
    not_tasks_ignored: bool = False
    wordless_open: bool = False


def read_gold(path: Path) -> Gold:
    """The labels in the file at `path`. Raises UserError that names the file and the key that is wrong."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        document = _record(Gold, data, "")
        tasks = [_task(task, f"tasks[{number}]") for number, task in enumerate(document.pop("tasks"))]
        targets = [
            GoldTarget(**_record(GoldTarget, target, f"targets[{number}]"))
            for number, target in enumerate(document.pop("targets"))
        ]
        return Gold(tasks=tasks, targets=targets, **document)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UserError(f"标注文件 {path.name} 有误：{error}") from error


def _task(data: Any, where: str) -> GoldTask:
    task = _record(GoldTask, data, where)
    measures = [
        GoldMeasure(**_record(GoldMeasure, measure, f"{where}.measures[{number}]"))
        for number, measure in enumerate(task.pop("measures"))
    ]
    return GoldTask(measures=measures, **task)


RecordClass = TypeVar("RecordClass", Gold, GoldTask, GoldMeasure, GoldTarget)


def _record(kind: type[RecordClass], data: Any, where: str) -> dict[str, Any]:
    """The keys of `data` that `kind` has; raises ValueError where one is missing or none knows it."""
    known = {field.name: field for field in fields(kind)}
    required = {name for name, field in known.items() if field.default is MISSING}
    if not isinstance(data, dict):
        raise ValueError(f"{where or '全文'} 应是对象")
    if missing := required - data.keys():
        raise ValueError(f"{where} 缺少 {'、'.join(sorted(missing))}")
    if unknown := data.keys() - known.keys() - UNSCORED:
        raise ValueError(f"{where} 有不认识的键 {'、'.join(sorted(unknown))}")
    return {name: value for name, value in data.items() if name in known}
