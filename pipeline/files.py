"""The files that a command is given: single ones, folders with all that lies in them, patterns; and one to be written."""

import glob
from collections.abc import Iterable
from pathlib import Path

from extractors.errors import UserError

PATTERN_MARKS = frozenset("*?[")


def find_files(given: Iterable[str]) -> list[Path]:
    """The files named by `given`, each once, in the order of the names; folders are searched to their depth.

    Hidden files and the lock files of office programs (``~$…``) are no plans and left out; everything else is given
    to the readers, which say what they cannot read. Raises UserError for what names no file.
    """
    found: dict[Path, Path] = {}
    for name in given:
        for path in _expand(name):
            found.setdefault(path.resolve(), path)
    return list(found.values())


def new_file(name: str) -> Path:
    """The file to be written. Raises UserError for a missing folder, and for a file that is there.

    People write into what was handed on (核对意见), so nothing is ever overwritten.
    """
    out = Path(name).expanduser()
    if not out.parent.is_dir():
        raise UserError(f"没有文件夹 {out.parent}，请先建好")
    if out.exists():
        raise UserError(f"{out} 已经有了，不覆盖：请换一个文件名，或先把它移走")
    return out


def _expand(name: str) -> list[Path]:
    path = Path(name).expanduser()
    if path.is_dir():
        inside = sorted(file for file in path.rglob("*") if file.is_file() and not _aside(file.relative_to(path)))
        if not inside:
            raise UserError(f"文件夹 {name} 里没有文件")
        return inside
    if path.exists():
        return [path]
    if PATTERN_MARKS & set(name):
        matched = sorted(Path(match) for match in glob.glob(str(path), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        files = [file for file in matched if file.is_file()]
        if files:
            return files
        raise UserError(f"没有符合 {name} 的文件")
    raise UserError(f"没有这个文件：{name}")


def _aside(relative: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in relative.parts)
