"""Documents out of the graph again: which ones a name means, and what went with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import UserError
from extractors.records import Document
from graph.removal import Removed, remove_documents
from queries.ask import nearest

if TYPE_CHECKING:
    from graph.store import Store

UNTITLED = "（没有标题的文件）"


@dataclass(frozen=True, slots=True)
class Gone:
    """What `remove` did."""

    documents: tuple[Document, ...]
    counts: Removed
    with_decisions: bool

    def to_contract(self) -> dict[str, Any]:
        """The public shape of `zhengtu remove --json`."""
        return {
            "removed": [
                {"document_id": d.id, "title": d.title, "region": d.region, "file": d.source} for d in self.documents
            ],
            "comparisons": self.counts.comparisons,
            "decisions": self.counts.decisions,
            "decisions_removed": self.with_decisions,
        }


def remove(store: Store, names: Sequence[str], with_decisions: bool = False) -> Gone:
    """Take out the document that each of `names` means, all of them or none.

    Raises UserError for a name that means no document, with near ones, or several, which it lists.
    """
    from graph.plans import list_documents

    held = list_documents(store)
    meant = {document.id: document for document in (the_one(name, held) for name in names)}
    counts = remove_documents(store, list(meant), with_decisions)
    return Gone(tuple(meant.values()), counts, with_decisions)


def the_one(name: str, held: Sequence[Document]) -> Document:
    """The document that `name` means: its id, 文号, file, title, region or a part of the title. Raises UserError."""
    file = Path(name).name
    found = next(
        filter(
            None,
            (
                [d for d in held if name in (d.id, d.doc_number)],
                [d for d in held if d.source == file],
                [d for d in held if d.title == name.strip("《》")],
                [d for d in held if d.region == name],
                [d for d in held if d.region and d.region.endswith(name)],
                [d for d in held if name.strip("《》") in d.title],
            ),
        ),
        [],
    )
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError(f"“{name}”可以是 {len(found)} 份文件，一份也没有删：{'；'.join(map(named, found))}。请写标识")
    known = [
        *dict.fromkeys([*(d.region for d in held if d.region), *(d.source for d in held), *(d.title for d in held)])
    ]
    near = nearest(name, known, 0.3) or tuple(known[:6])
    hint = f"；图中有：{'、'.join(near)}" if near else "；图是空的"
    raise UserError(f"图中没有“{name}”这份文件{hint}")


def named(document: Document) -> str:
    """A document as a person tells it from others."""
    parts = (document.region, document.doc_number, document.source, f"标识 {document.id}")
    return f"{f'《{document.title}》' if document.title else UNTITLED}（{'，'.join(part for part in parts if part)}）"


def told(gone: Gone) -> list[str]:
    """What was done, line by line."""
    lines = [f"已删去{named(document)}" for document in gone.documents]
    if gone.counts.comparisons:
        lines.append(f"连同存入图的比对结果 {gone.counts.comparisons} 对；要用请重新比对（zhengtu compare … --keep）")
    if gone.counts.decisions and gone.with_decisions:
        lines.append(f"连同对其中举措的判定 {gone.counts.decisions} 项")
    elif gone.counts.decisions:
        lines.append(
            f"对其中举措的判定 {gone.counts.decisions} 项还留着：重新读入同一文件后照旧有效；不要的用 zhengtu decide --withdraw 撤回"
        )
    return lines
