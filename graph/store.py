"""The stores, chosen by address: a folder (the embedded engine) or a Bolt URL (a server).

Only `graph` writes to a store. Heavy packages (neo4j, arcadedb, networkx) are imported when a store is opened, so
that importing this module costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from graph.protocol import Dialect, LoadResult, LoadStatus, Row, Store, Transaction, lucene
from graph.version import check_version

__all__ = ["Dialect", "LoadResult", "LoadStatus", "Row", "Store", "Transaction", "lucene", "open_store"]

SERVER_SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")


@contextmanager
def open_store(
    target: str, *, password: str | None = None, read_only: bool = False, renewing: bool = False
) -> Iterator[Store]:
    """A store to use in a ``with`` statement; its schema is ensured unless `read_only`.

    `target` is a Bolt URL (``bolt://``, ``neo4j://``, their ``+s`` and ``+ssc`` forms; ``user@`` before the host
    where the user is not neo4j) or else a folder, made when missing unless `read_only`. `password` is for servers;
    the embedded engine keeps its own. `renewing` lets in a store that holds documents of another version, to read them
    anew. Raises UserError: unreachable, wrong password, locked, missing, documents of another version.
    """
    with _engine(target, password, read_only) as store:
        if not renewing:
            check_version(store)
        yield store


def _engine(target: str, password: str | None, read_only: bool) -> AbstractContextManager[Store]:
    if target.startswith(SERVER_SCHEMES):
        from graph.server import open_server

        return open_server(target, password=password, read_only=read_only)
    if "://" in target:
        from extractors.errors import UserError

        scheme = target.split("://", 1)[0]
        raise UserError(f"数据库地址以“{scheme}://”开头，不认识：请用 bolt://、neo4j://、neo4j+s:// 或一个文件夹")
    from graph.embedded import open_embedded

    return open_embedded(target, read_only=read_only)
