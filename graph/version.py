"""Which documents of a store were written under another schema, so that questions would pass them over unsaid."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.errors import UserError
from graph import schema
from graph.protocol import Store

NAMED = 3
OTHERS = """
MATCH (d:Document) WHERE d.loaded AND coalesce(d.schema_version, '') <> $version
WITH d.title AS title, d.source AS file ORDER BY title, file
RETURN count(title) AS count, collect(title)[0..$named] AS titles, collect(file) AS files
"""


@dataclass(frozen=True, slots=True)
class Outdated:
    """How many loaded documents another version wrote, the titles of the first few, and the names of all their files."""

    count: int
    titles: tuple[str, ...]
    files: tuple[str, ...] = ()

    def __str__(self) -> str:
        """What there is and what to do, in Chinese, without the database's name."""
        more = "等" if self.count > len(self.titles) else ""
        return (
            f"{self.count} 份文件是政图的另一版本读入的（{''.join(f'《{title}》' for title in self.titles)}{more}），"
            "提问会漏掉它们：请用 zhengtu add 重新读入原文件（zhengtu list 列出是哪些文件；作过的判定不会丢），"
            "原文件找不到的用 zhengtu remove 删去"
        )


def outdated(store: Store) -> Outdated | None:
    """The loaded documents that a program with another schema, older or newer, put into `store`; None where none."""
    row = store.read(OTHERS, version=schema.load().version, named=NAMED)[0]
    return Outdated(row["count"], tuple(row["titles"]), tuple(row["files"])) if row["count"] else None


def check_version(store: Store) -> None:
    """Raise UserError, with what to do, where another version wrote any document of `store`."""
    if found := outdated(store):
        raise UserError(f"数据库 {store.address} 里有 {found}")
