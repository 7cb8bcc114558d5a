"""Files into the graph: each is read, built and loaded whole; one that fails holds up no other."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from extractors.errors import UserError
from extractors.records import Plan
from graph.store import LoadStatus, Store

STATUSES: dict[str, str] = {"added": "新读入", "unchanged": "没有变化", "replaced": "已更新", "failed": "未读入"}


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file. `message` says why it failed, None otherwise; the counts are those of the plan."""

    file: str
    status: LoadStatus | Literal["failed"]
    message: str | None = None
    document_id: str | None = None
    title: str | None = None
    region: str | None = None
    tasks: int = 0
    measures: int = 0
    targets: int = 0
    warnings: int = 0

    def to_contract(self) -> dict[str, Any]:
        """The result as plain data: one entry of `zhengtu add --json`."""
        return asdict(self)


def add(store: Store, files: Sequence[Path]) -> Iterator[Added]:
    """Read and load `files`, giving each result as it is there. A document is loaded in one transaction or not at all.

    Raises UserError only where the database itself cannot be used any more.
    """
    from graph.build import build

    for file in files:
        try:
            plan = read_plan(file)
        except UserError as error:
            yield Added(str(file), "failed", str(error))
            continue
        except Exception as error:  # a fault of ours in one file must not lose the others
            yield Added(str(file), "failed", f"内部错误（{type(error).__name__}: {error}）")
            continue
        loaded = store.load(build(plan))
        yield Added(
            str(file),
            loaded.status,
            document_id=loaded.document_id,
            title=plan.document.title,
            region=plan.document.region,
            tasks=len(plan.tasks),
            measures=sum(len(task.measures) for task in plan.tasks),
            targets=len(plan.targets),
            warnings=len(plan.warnings),
        )


def read_plan(file: Path) -> Plan:
    """The plan in `file`. Raises UserError for an unreadable file and for one that holds neither task nor target."""
    from extractors.extract import extract_file

    plan = extract_file(file)
    if not plan.tasks and not plan.targets:
        raise UserError(f"{file.name}：没有读出任务，也没有读出目标，不像是实施方案（若确是，请把文件交给维护者）")
    return plan
