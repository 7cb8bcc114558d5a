"""Files that we wrote ourselves: results and exports, which lie beside plans and are none."""

import json
import zipfile
import zlib
from pathlib import Path

from extractors.errors import UserError
from pipeline.report import OURS

MOST_PROPERTIES = 100_000  # bytes
# What `zhengtu export --format cypher` begins with.
CYPHER = b"CREATE CONSTRAINT"
DAMAGED = (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error, zipfile.BadZipFile)


def refuse_own(file: Path) -> None:
    """Raise UserError for a workbook or document that we wrote, wherever saved since, and for data (JSON, Cypher).

    A file that cannot be opened is left to the readers, which say why.
    """
    try:
        with file.open("rb") as stream:
            start = stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith(b"PK") and _has_mark(file):
            raise UserError(f"{file.name}：这是政图写成的结果，不是方案：请读入原来的方案文件")
        if start.startswith(CYPHER) or (start.startswith((b"{", b"[")) and _is_json(file)):
            raise UserError(f"{file.name}：这是数据文件（JSON 或 Cypher），不是方案：请读入原来的方案文件")
    except DAMAGED:
        return


def _has_mark(file: Path) -> bool:
    with zipfile.ZipFile(file) as archive, archive.open("docProps/core.xml") as stream:
        return OURS.encode() in stream.read(MOST_PROPERTIES)


def _is_json(file: Path) -> bool:
    """Does an object or a list of JSON stand at the start? Behind it there may be more (JSON Lines)."""
    found, _ = json.JSONDecoder().raw_decode(file.read_text(encoding="utf-8-sig").lstrip())
    return isinstance(found, dict) or any(isinstance(item, (dict, list)) for item in found)
