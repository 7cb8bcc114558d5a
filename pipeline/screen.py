"""What is printed for people: Chinese text on a screen of 80 to 120 columns, or in a pipe.

rich breaks lines at spaces, which Chinese has not and which in our texts stand inside sentences (到 2025年). So text
is wrapped here, by the cells that each character takes, and a line never starts with a closing mark.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

NARROWEST, WIDEST, PIPED = 60, 120, 100
NOT_FIRST = frozenset("，。；：、！？）〕】》”’…％%·,.;:!?)]}”")
NOT_LAST = frozenset("（〔【《“‘([{")
RULE_UNDER_HEAD = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


def columns() -> int:
    """The width to print in: the terminal's, kept within reason; a fixed one for a pipe unless COLUMNS is set."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        import shutil

        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((PIPED, 24)).columns))
    return PIPED


def console(stderr: bool = False) -> Console:
    """A console that prints text as it is: no markup, no emoji codes, no colouring of numbers."""
    return Console(width=columns(), markup=False, emoji=False, highlight=False, stderr=stderr)


def pieces(text: str) -> Iterator[str]:
    """What may not be broken: a run of Latin letters and digits, or one other character with the marks beside it."""
    piece = ""
    for character in " ".join(text.split()):
        latin = character.isascii() and (character.isalnum() or character in ".-_/")
        glued = piece and (
            (latin and piece[-1].isascii() and piece[-1].isalnum()) or character in NOT_FIRST or piece[-1] in NOT_LAST
        )
        if piece and not glued:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; white space of any kind counts as one space."""
    lines = [""]
    for piece in pieces(text):
        if lines[-1] and cell_len(lines[-1]) + cell_len(piece) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        if not lines[-1]:
            piece = piece.lstrip()
        while cell_len(piece) > width:
            cut = next(n for n in range(len(piece), 0, -1) if n == 1 or cell_len(piece[:n]) <= width)
            lines[-1:] = [piece[:cut], ""]
            piece = piece[cut:]
        lines[-1] += piece
    return lines


def shorten(text: str, cells: int) -> str:
    """`text` cut to at most `cells`, with … where something was left out."""
    text = " ".join(text.split())
    if cell_len(text) <= cells:
        return text
    return wrap(text, cells - 1)[0] + "…"


class Passage:
    """Chinese text as a cell or block of its own, wrapped to the room that it gets."""

    def __init__(self, text: str, style: str = "", narrowest: int = 14) -> None:
        self.text, self.style, self.narrowest = text, style, narrowest

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From a few cells (or the whole, where that is less) to the text on one line."""
        whole = max(1, cell_len(self.text))
        return Measurement(min(whole, self.narrowest), min(whole, options.max_width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines."""
        for line in wrap(self.text, options.max_width):
            yield Text(line, style=self.style, no_wrap=True)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], numbers: Sequence[int] = ()) -> Table:
    """A table with a rule under its head; the columns in `numbers` stand right, empty values print as —."""
    made = Table(box=RULE_UNDER_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    for index, head in enumerate(heads):
        made.add_column(
            Text(head, no_wrap=True), justify="right" if index in numbers else "left", min_width=cell_len(head)
        )
    for row in rows:
        made.add_row(*(Passage("—" if value in (None, "") else str(value)) for value in row))
    return made


def record(title: str, fields: Iterable[tuple[str, str]], number: str = "") -> Table:
    """One finding: a bold title, and under it each field with its label; fields without text are left out."""
    inner = Table.grid(padding=(0, 2, 0, 0))
    inner.add_column(no_wrap=True)
    inner.add_column()
    for label, text in fields:
        if text:
            inner.add_row(Text(label, style="dim"), Passage(text))
    outer = Table.grid(padding=(0, 1, 0, 0))
    if number:
        outer.add_column(no_wrap=True)
    outer.add_column()
    for mark, content in ((number, Passage(title, style="bold")), ("", Padding(inner, (0, 0, 1, 0)))):
        outer.add_row(*([Text(mark)] if number else []), content)
    return outer
