"""A result as a file to be handed on: tables for a workbook (.xlsx), the same and findings for a document (.docx).

What is compared or answered is put into a `Report`; how one looks in Excel or Word is known by the two writers alone.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from extractors.errors import UserError, reason
from pipeline.files import new_file

Value = str | int | float | None
Tone = Literal["bad", "warn", "good", "info", "plain"]
SUFFIXES = (".xlsx", ".docx")
# Among the key words of every file that we write: by that we know it again.
OURS = "zhengtu:result"
MARKS = '\\/:*?"<>|'


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and its width in Latin characters (a Chinese one takes two)."""

    head: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. `sheet` is where a workbook puts it, after what stands there already.

    A `title` may be empty. `tones` colours the cells of the column `toned` by their words.
    """

    sheet: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    toned: int | None = None
    tones: Mapping[str, Tone] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One entry of a document: a title, and fields of label and text."""

    title: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What is written: a title with lines under it, tables, and for a document the findings under their headings.

    A document prints the findings where there are any, and of the tables those of the first sheet only.
    """

    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    findings: tuple[tuple[str, tuple[Finding, ...]], ...] = ()


def without_empty(
    columns: tuple[Column, ...], rows: list[tuple[Value, ...]]
) -> tuple[tuple[Column, ...], tuple[tuple[Value, ...], ...]]:
    """The table without columns that no row fills."""
    kept = [n for n in range(len(columns)) if any(row[n] not in (None, "") for row in rows)]
    return tuple(columns[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in rows)


def check_target(name: str) -> Path:
    """The file that a report goes to. Raises UserError for another format, a missing folder, a file that is there."""
    out = Path(name).expanduser()
    if out.suffix.lower() not in SUFFIXES:
        raise UserError(f"能写成 Excel 或 Word：文件名要以 {' 或 '.join(SUFFIXES)} 结尾，不认识“{out.name}”")
    return new_file(name)


def beside(out: Path, name: str) -> Path:
    """The file for one of several reports: 比对.xlsx and 新郑市 give 比对-新郑市.xlsx. Raises UserError as above."""
    plain = "".join(character for character in name if character not in MARKS and character.isprintable())
    return check_target(str(out.with_name(f"{out.stem}-{plain[:40]}{out.suffix}")))


def write_report(report: Report, out: Path) -> None:
    """Write `report` to `out` in the format of its name; it appears whole or not at all. Raises UserError."""
    write: Callable[[Report, Path], None]
    if out.suffix.lower() == ".xlsx":
        from pipeline.report_xlsx import write_xlsx as write
    else:
        from pipeline.report_docx import write_docx as write
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        write(report, part)
        part.replace(out)
    except OSError as error:
        raise UserError(f"写不了 {out}（{reason(error)}）：请检查有没有权限、磁盘是否已满") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
