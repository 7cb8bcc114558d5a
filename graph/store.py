"""The stores behind one small protocol, chosen by address: a folder (the embedded engine) or a Bolt URL (a server).

Only `graph` writes to a store. Heavy packages (neo4j, arcadedb, networkx) are imported when a store is opened, so
that importing this module costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    import networkx as nx

Dialect = Literal["arcadedb", "neo4j"]
Row = dict[str, Any]
LoadStatus = Literal["added", "unchanged", "replaced"]
T = TypeVar("T")

SERVER_SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What loading one document did; `nodes` and `relationships` count the rows written (0 when unchanged)."""

    document_id: str
    status: LoadStatus
    nodes: int
    relationships: int


class Transaction(Protocol):
    """Statements that become visible together or not at all."""

    def run(self, cypher: str, /, **params: Any) -> list[Row]:
        """The rows of one statement inside the transaction."""
        ...


class Store(Protocol):
    """A property graph that speaks Cypher. Every method raises UserError when the database cannot be used."""

    @property
    def dialect(self) -> Dialect:
        """Which engine answers; only the full-text DDL differs between them."""
        ...

    @property
    def address(self) -> str:
        """Where the store is, fit for a message: a folder or a URL without user or password."""
        ...

    def read(self, cypher: str, /, **params: Any) -> list[Row]:
        """The rows of a reading statement; a node comes as a dict of its properties, with a retry where one helps."""
        ...

    def write(self, cypher: str, /, **params: Any) -> list[Row]:
        """Run one writing statement in a transaction of its own and give its rows."""
        ...

    def transaction(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one writing transaction; it may run again after a passing conflict, so it must be pure else."""
        ...

    def ensure_schema(self) -> None:
        """Make the constraints, indexes and full-text indexes of schema.yaml that are missing."""
        ...

    def load(self, graph: nx.MultiDiGraph[str]) -> LoadResult:
        """Put one document's graph (from `graph.build.build`) into the store, in one transaction; see graph.load."""
        ...

    def load_all(self, graphs: Iterable[nx.MultiDiGraph[str]]) -> Iterator[LoadResult]:
        """Load many documents, several to a transaction, which is faster; a result for each once it is stored."""
        ...

    def remove(self, document_id: str) -> bool:
        """Take a document out, with what only it held; False when it was not there."""
        ...

    def fulltext(self, index: str, query: str, limit: int = 20) -> list[Row]:
        """Best full-text matches of plain words (no query syntax), as rows of `node` (a dict) and `score`.

        `index` is ``Label[property]`` as schema.yaml lists it: ``Task[title]``, ``Measure[text]``, ….
        """
        ...


def open_store(target: str, *, password: str | None = None, read_only: bool = False) -> AbstractContextManager[Store]:
    """A store to use in a ``with`` statement; its schema is ensured unless `read_only`.

    `target` is a Bolt URL (``bolt://``, ``neo4j://``, their ``+s`` and ``+ssc`` forms; ``user@`` before the host
    where the user is not neo4j) or else a folder, made when missing unless `read_only`. `password` is for servers;
    the embedded engine keeps its own. Raises UserError: unreachable, wrong password, locked, missing.
    """
    if target.startswith(SERVER_SCHEMES):
        from graph.server import open_server

        return open_server(target, password=password, read_only=read_only)
    if "://" in target:
        from extractors.errors import UserError

        scheme = target.split("://", 1)[0]
        raise UserError(f"数据库地址以“{scheme}://”开头，不认识：请用 bolt://、neo4j://、neo4j+s:// 或一个文件夹")
    from graph.embedded import open_embedded

    return open_embedded(target, read_only=read_only)


def lucene(words: str) -> str:
    """Plain words as a Lucene query: marks that are syntax become spaces, operators (AND) lose their case."""
    plain = "".join(character if character.isalnum() else " " for character in words)
    return " ".join(plain.split()).lower()
