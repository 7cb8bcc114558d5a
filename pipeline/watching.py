"""Progress of long work, on stderr and only where that is a terminal: the files done, and pages of those at work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.screen import console, shorten

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

NAME_CELLS = 30


class Watch:
    """Told what happens; shows it where there is a screen to show it on."""

    def __init__(self, bars: Bars | None = None, files: int = 0) -> None:
        self._bars = bars
        self._all = bars.add_task("读入", total=files, what="个文件") if bars and files > 1 else None
        self._pages: dict[Path, TaskID] = {}

    def page(self, file: Path, page: int, pages: int) -> None:
        """`page` of `pages` of a file is at work: a bar of its own while there are more to come."""
        if self._bars is None or pages < 2:
            return
        if file not in self._pages:
            name = shorten(file.name, NAME_CELLS)
            self._pages[file] = self._bars.add_task(name, total=pages, what="页")
        self._bars.update(self._pages[file], completed=page)
        if page == pages:
            self._bars.update(self._pages[file], visible=False)

    def done(self, file: Path) -> None:
        """A file is dealt with, well or badly."""
        if self._bars is None:
            return
        if file in self._pages:
            self._bars.remove_task(self._pages.pop(file))
        if self._all is not None:
            self._bars.advance(self._all)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While something else is printed the bars are gone."""
        if self._bars is None:
            yield
            return
        self._bars.stop()
        yield
        self._bars.start()


@contextmanager
def watching(files: int) -> Iterator[Watch]:
    """What to tell of `files` files as they are read."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield Watch()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[what]}"),
        TimeElapsedColumn(),
    )  # fmt: skip
    # Not to be redirected: what goes to stdout is for a file or another program.
    with Progress(*bar, console=screen, transient=True, redirect_stdout=False) as bars:
        yield Watch(bars, files)
