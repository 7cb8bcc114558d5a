"""Files into the graph: each is read, built and loaded whole; one that fails holds up no other.

Documents are stored several to a transaction, which is faster, so that a result may come some files after its file;
where nothing has been told for a while, what is read is stored at once.
"""

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from extractors.records import Plan
from graph.store import LoadResult, LoadStatus, Store
from pipeline.batch import Outcome, Progress, read_plans

# Files stored together at most: about as many rows as a transaction takes.
TOGETHER = 12
# Seconds after which what was read is stored, however little: reading a scan takes minutes, and none may be lost.
LONGEST_WAIT = 1.0

STATUSES: dict[str, str] = {"added": "新读入", "unchanged": "没有变化", "replaced": "已更新", "failed": "未读入"}


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file. `message` says why it failed, None otherwise; the counts are those of the plan.

    `instead_of` is the file whose document it replaced, for both have title, number and region: one of another name, or of
    the same name in another folder.
    """

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
    instead_of: str | None = None

    def to_contract(self) -> dict[str, Any]:
        """The result as plain data: one entry of `zhengtu add --json`."""
        return asdict(self)


def add(
    store: Store, files: Sequence[Path], jobs: int = 1, progress: Progress | None = None
) -> Generator[Added, None, None]:
    """Read `files` (in `jobs` processes) and load them here, giving each result once it is stored, in their order.

    Each document is loaded whole or not at all. Raises UserError only where the database itself cannot be used any
    more.
    """
    waiting: list[Outcome] = []
    since = time.monotonic()
    with closing(read_plans(files, jobs, progress)) as outcomes:
        for outcome in outcomes:
            waiting.append(outcome)
            if len(waiting) >= TOGETHER or time.monotonic() - since >= LONGEST_WAIT:
                yield from _store(store, waiting)
                waiting, since = [], time.monotonic()
    yield from _store(store, waiting)


def _store(store: Store, outcomes: Sequence[Outcome]) -> Iterator[Added]:
    """Load what was read, together, and say of each file what became of it."""
    from graph.build import build
    from graph.ids import folder_id

    loaded = store.load_all(build(outcome.plan, folder_id(outcome.file)) for outcome in outcomes if outcome.plan)
    for outcome in outcomes:
        if outcome.plan is None:
            yield Added(str(outcome.file), "failed", outcome.message)
        else:
            yield _added(outcome.file, outcome.plan, next(loaded))


def _added(file: Path, plan: Plan, loaded: LoadResult) -> Added:
    return Added(
        str(file),
        loaded.status,
        document_id=loaded.document_id,
        title=plan.document.title,
        region=plan.document.region,
        tasks=len(plan.tasks),
        measures=sum(len(task.measures) for task in plan.tasks),
        targets=len(plan.targets),
        warnings=len(plan.warnings),
        instead_of=loaded.instead_of,
    )
