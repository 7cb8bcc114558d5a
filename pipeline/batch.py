"""Many files read, one after the other or in processes of their own: the same outcomes in the same order.

A process takes a path and gives plain data back (the extract contract), so that nothing but text and numbers crosses.
Processes are spawned, never forked: the parent may hold an open database. Whatever ends the batch early (Ctrl-C, an
error of the database) kills them, and a reader's own child ends with its parent; a process that dies fails at most the
file that it was reading.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path
from typing import Any

from extractors.errors import UserError
from extractors.records import Plan

AHEAD = 4  # files a process that are read before their turn: enough to keep it busy, few enough for memory

_LAST_WORDS = 1.0  # seconds that the pages told last may take to be passed on

# Told the file at work, the page at work and the number of pages; pages that are quick are not told of.
Progress = Callable[[Path, int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one file gave: a plan, or why there is none."""

    file: Path
    plan: Plan | None = None
    message: str | None = None


def read_plan(file: Path, progress: Progress | None = None, any_text: bool = False) -> Plan:
    """The plan in `file`. Raises UserError for an unreadable file and for one that holds neither task nor target.

    With `any_text` the latter is given as it is. What we wrote ourselves is no plan.
    """
    from extractors.extract import extract_source
    from extractors.readers import read
    from pipeline.own_files import refuse_own

    refuse_own(file)

    plan = extract_source(read(file, (lambda page, pages: progress(file, page, pages)) if progress else None))
    if not (any_text or plan.tasks or plan.targets):
        raise UserError(f"{file.name}：没有读出任务，也没有读出目标，不像是实施方案（若确是，请把文件交给维护者）")
    return plan


def read_plans(
    files: Sequence[Path], jobs: int = 1, progress: Progress | None = None, any_text: bool = False
) -> Generator[Outcome, None, None]:
    """The outcome of each of `files`, in their order, as it is there; read in `jobs` processes where that is over 1."""
    jobs = min(jobs, len(files))
    if jobs <= 1:
        for file in files:
            yield _read(file, progress, any_text)
        return
    left = deque(files)
    while left:
        try:
            with closing(_in_processes(tuple(left), jobs, progress, any_text)) as outcomes:
                for outcome in outcomes:
                    left.popleft()
                    yield outcome
        except BrokenProcessPool:
            if jobs == 1:  # one process reads in order, so the first file without an outcome is the one that ended it
                file = left.popleft()
                yield Outcome(file, message=f"{file.name}：读取程序意外中断，文件可能已损坏")
            jobs = 1


def _read(file: Path, progress: Progress | None, any_text: bool) -> Outcome:
    try:
        return Outcome(file, read_plan(file, progress, any_text))
    except UserError as error:
        return Outcome(file, message=str(error))
    except Exception as error:  # a fault of ours in one file must not lose the others
        return Outcome(file, message=f"{file.name}：内部错误（{type(error).__name__}: {error}）")


def _in_processes(
    files: Sequence[Path], jobs: int, progress: Progress | None, any_text: bool
) -> Generator[Outcome, None, None]:
    """As `read_plans`, by a pool. Raises BrokenProcessPool where a process died; all have ended when this ends."""
    from extractors.contract import from_contract

    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    told: Any = context.SimpleQueue() if progress else None
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(told,))
    over = threading.Event()
    listener = threading.Thread(target=_listen, args=(told, progress, over), daemon=True) if progress else None
    if listener:
        listener.start()
    done = False
    try:
        waiting: deque[tuple[Path, Future[dict[str, Any] | str]]] = deque()
        rest = iter(files)
        while True:
            while len(waiting) < AHEAD * jobs and (file := next(rest, None)) is not None:
                with _without_interrupts():
                    waiting.append((file, pool.submit(_work, str(file), any_text)))
            if not waiting:
                break
            file, future = waiting[0]
            result = future.result()
            waiting.popleft()
            if isinstance(result, str):
                yield Outcome(file, message=result)
            else:
                yield Outcome(file, from_contract(result))
        done = True
    finally:
        pool.shutdown(wait=done, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
            process.join()
        over.set()
        if listener and progress and done:  # all have ended by themselves: what they told last is whole
            listener.join(_LAST_WORDS)
            _pass_on(told, progress)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """A process started meanwhile never hears of Ctrl-C, which is the parent's affair; the parent does afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _listen(told: Any, progress: Progress, over: threading.Event) -> None:
    """Passes on the pages that the processes tell of. Never waits for them: one may have died in the middle."""
    while not over.is_set():
        _pass_on(told, progress)
        over.wait(0.1)


def _pass_on(told: Any, progress: Progress) -> None:
    while not told.empty():
        file, page, pages = told.get()
        progress(Path(file), page, pages)


_told: Any = None  # in a process of the pool: where page numbers go


def _start(told: Any) -> None:
    """In a process of the pool, once: without the parent there is nothing to do."""
    global _told
    _told = told
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _work(file: str, any_text: bool) -> dict[str, Any] | str:
    """In a process of the pool: the contract of the plan in `file`, or why it cannot be read."""
    from extractors.contract import to_contract

    outcome = _read(Path(file), _tell if _told is not None else None, any_text)
    return to_contract(outcome.plan) if outcome.plan else outcome.message or ""


def _tell(file: Path, page: int, pages: int) -> None:
    _told.put((str(file), page, pages))
