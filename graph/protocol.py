"""What a store is: the protocol that both engines answer, and the records that pass through it.

It imports none of the others, so that all of them can import it; `graph.store` opens what is described here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    import networkx as nx

Dialect = Literal["arcadedb", "neo4j"]
Row = dict[str, Any]
LoadStatus = Literal["added", "unchanged", "replaced"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What loading one document did; `nodes` and `relationships` count the rows written (0 when unchanged).

    `instead_of` is the file that the document stood for before, where that is another: of another name or folder.
    """

    document_id: str
    status: LoadStatus
    nodes: int
    relationships: int
    instead_of: str | None = None


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


def lucene(words: str) -> str:
    """Plain words as a Lucene query: marks that are syntax become spaces, operators (AND) lose their case."""
    plain = "".join(character if character.isalnum() else " " for character in words)
    return " ".join(plain.split()).lower()
