"""Files into the graph: each is read, built and loaded whole; one that fails holds up no other."""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from graph.store import LoadStatus, Store
from pipeline.batch import Progress, read_plans

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


def add(
    store: Store, files: Sequence[Path], jobs: int = 1, progress: Progress | None = None
) -> Generator[Added, None, None]:
    """Read `files` (in `jobs` processes) and load them here, giving each result as it is there, in their order.

    A document is loaded in one transaction or not at all. Raises UserError only where the database itself cannot be
    used any more.
    """
    from graph.build import build

    with closing(read_plans(files, jobs, progress)) as outcomes:
        for outcome in outcomes:
            plan = outcome.plan
            if plan is None:
                yield Added(str(outcome.file), "failed", outcome.message)
                continue
            loaded = store.load(build(plan))
            yield Added(
                str(outcome.file),
                loaded.status,
                document_id=loaded.document_id,
                title=plan.document.title,
                region=plan.document.region,
                tasks=len(plan.tasks),
                measures=sum(len(task.measures) for task in plan.tasks),
                targets=len(plan.targets),
                warnings=len(plan.warnings),
            )
