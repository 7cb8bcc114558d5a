"""Reads a file in a child process of its own, with limits of time and memory.

A file from outside can be made to exhaust the machine: a few kilobytes that unpack to terabytes, objects that contain
themselves, a million pages. The child is given an address space and a time; what goes beyond ends the child, never the
batch, and gives one clear line. The result comes back as a pickle of which only our own records are accepted.
"""

import contextlib
import io
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from extractors.errors import UnreadableFile
from extractors.readers.detect import Format
from extractors.source import Source

MEMORY_BYTES = 4_000_000_000  # address space, of which the OCR models and their runtime take a third
SECONDS_TO_START = 120.0  # until the first page, and for formats without pages
SECONDS_PER_PAGE = 60.0
SECONDS_IN_ALL = 3_600.0
MAX_RESULT_BYTES = 200_000_000

_PROGRESS, _RESULT, _REFUSED = b"P", b"R", b"E"
_ALLOWED = {("extractors.source", name) for name in ("Source", "SourceFacts", "Block", "Cell", "Run", "Box")} | {
    ("extractors.records", name) for name in ("Warning", "Span", "Citation")
}


def read_in_child(
    path: Path,
    form: Format,
    progress: Callable[[int, int], None] | None = None,
    seconds: float | None = None,
    memory: int = MEMORY_BYTES,
) -> Source:
    """`path` read by the reader of `form` within `seconds` (by default as many as its pages allow) and `memory` bytes.

    Raises UnreadableFile as the reader does, or when a limit is passed or the reader's process dies.
    """
    command = [sys.executable, "-m", "extractors.sandbox", str(path.resolve()), form, str(memory)]
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,  # closed by the system when we end, however we end: the child ends too
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,
    )
    assert child.stdout is not None
    messages: queue.Queue[tuple[bytes, bytes] | None] = queue.Queue()
    threading.Thread(target=_listen, args=(child.stdout, messages), daemon=True).start()
    try:
        return _await(path.name, messages, progress, seconds)
    finally:
        _end(child)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Ends the child and what it started (LibreOffice): they share a process group of their own."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    child.wait()
    if child.stdin:
        child.stdin.close()


def _environment() -> dict[str, str]:
    """The child imports what we import, wherever the program was started; models are never looked for on the net."""
    paths = [str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONIOENCODING": "utf-8"}


def _listen(stream: IO[bytes], messages: "queue.Queue[tuple[bytes, bytes] | None]") -> None:
    """Messages of the child: a letter, the length in eight bytes, the content. None when it has ended."""
    while len(head := stream.read(9)) == 9:
        size = int.from_bytes(head[1:], "big")
        if size > MAX_RESULT_BYTES:
            break
        messages.put((head[:1], stream.read(size)))
    messages.put(None)


def _await(
    name: str,
    messages: "queue.Queue[tuple[bytes, bytes] | None]",
    progress: Callable[[int, int], None] | None,
    seconds: float | None,
) -> Source:
    start = time.monotonic()
    limit, last = seconds or SECONDS_IN_ALL, start
    while True:
        now = time.monotonic()
        patience = SECONDS_TO_START if last == start else SECONDS_PER_PAGE
        left = min(start + limit, last + patience) - now
        try:
            message = messages.get(timeout=max(left, 0.0))
        except queue.Empty:
            raise UnreadableFile(f"{name}：读了{now - start:.0f}秒还没有读完，已停止；文件可能已损坏") from None
        if message is None:
            raise UnreadableFile(f"{name}：读取时超出内存限制或程序中断，文件可能已损坏")
        kind, content = message
        if kind == _RESULT:
            return _load(name, content)
        if kind == _REFUSED:
            raise UnreadableFile(content.decode("utf-8"))
        last = time.monotonic()
        if progress:
            page, pages = content.split()
            progress(int(page), int(pages))


class _Records(pickle.Unpickler):
    """Takes our own records and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def _load(name: str, content: bytes) -> Source:
    try:
        source = _Records(io.BytesIO(content)).load()
    except Exception:
        raise UnreadableFile(f"{name}：读取程序返回的内容不对，文件可能已损坏") from None
    if not isinstance(source, Source):
        raise UnreadableFile(f"{name}：读取程序返回的内容不对，文件可能已损坏")
    return source


def _limit_memory(size: int) -> None:
    """The address space of this process; Windows has no such limit, there only the time counts."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _end_with_parent() -> None:
    """Waits for the end of standard input, which is the end of the parent; what the child started goes with it."""
    while os.read(0, 1):
        pass
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _serve(path: Path, form: Format, memory: int) -> None:
    """The child's side. Whatever a library prints goes nowhere: standard output carries messages only."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory(memory)

    def send(kind: bytes, content: bytes) -> None:
        channel.write(kind + len(content).to_bytes(8, "big") + content)
        channel.flush()

    from extractors.readers.formats import read_format

    try:
        source = read_format(path, form, lambda page, pages: send(_PROGRESS, f"{page} {pages}".encode()))
        send(_RESULT, pickle.dumps(source, protocol=5))
    except UnreadableFile as refused:
        send(_REFUSED, str(refused).encode("utf-8"))
    except MemoryError:
        send(_REFUSED, f"{path.name}：展开后太大，超出内存限制，不能读".encode())
    except RecursionError:
        send(_REFUSED, f"{path.name}：文件结构层层嵌套，没有尽头，不能读".encode())
    except Exception as error:
        send(_REFUSED, f"{path.name}：文件已损坏，读不出来（{type(error).__name__}）".encode())


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))  # type: ignore[arg-type]
