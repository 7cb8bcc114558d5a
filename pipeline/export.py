"""The graph, or one document of it, written to a file."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import UserError, reason
from pipeline.files import new_file

if TYPE_CHECKING:
    from graph.store import Store

SUFFIXES = {"graphml": ".graphml", "json": ".json", "cypher": ".cypher"}


def target_of(name: str, form: str) -> tuple[Path, str]:
    """The file to write and its format, told by its suffix where `form` is empty. Raises UserError."""
    form = form.lower()
    if form and form not in SUFFIXES:
        raise UserError(f"不认识导出格式“{form}”：可用 {'、'.join(SUFFIXES)}")
    out = Path(name).expanduser()
    if out.is_dir():
        example = "图" + SUFFIXES[form or "graphml"]
        raise UserError(f"{out} 是文件夹，请给出文件名，例如 {out / example}")
    form = form or next((known for known, suffix in SUFFIXES.items() if name.lower().endswith(suffix)), "")
    if not form:
        raise UserError(
            f"从文件名“{out.name}”看不出导出格式：请以 {'、'.join(SUFFIXES.values())} 结尾，或用 --format 写明"
        )
    return new_file(name), form


def export_to(store: Store, out: Path, form: str, name: str) -> int:
    """Write all of `store`, or the documents that `name` means, to `out`; the number of nodes. Raises UserError.

    The file appears whole or not at all.
    """
    from graph.export import export, read_store

    if name:
        import networkx as nx

        from graph.plans import load_graph
        from pipeline.compare import candidates

        graph = nx.compose_all([load_graph(store, source.document.id) for source in candidates(name, store)])
    else:
        graph = read_store(store)
    write_whole(out, export(graph, form))
    return len(graph)


def write_whole(out: Path, text: str) -> None:
    """Write `text` beside `out` and put it in its place in one step. Raises UserError."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(out)
    except OSError as error:
        raise UserError(f"写不了 {out}（{reason(error)}）：请检查文件夹是否存在、有没有权限") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
