"""The one client of both engines: the official neo4j driver, with its errors turned into lines a person can act on."""

from __future__ import annotations

import contextlib
import itertools
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from extractors.errors import UserError
from graph import schema
from graph.protocol import Dialect, LoadResult, Row, Transaction, lucene

if TYPE_CHECKING:
    import networkx as nx

T = TypeVar("T")
AWAIT_FULLTEXT = "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"
CONFLICT_RETRIES = 6
FIRST_PAUSE = 0.02
CONNECT_SECONDS = 5.0
RETRY_SECONDS = 15.0
PLAIN = frozenset({str, int, float, bool, type(None)})
PLAIN_OR_LIST = PLAIN | {list}


def connect(url: str, user: str, password: str | None) -> neo4j.Driver:
    """A driver that has reached the server. Raises the driver's own errors: use inside `plain_errors`."""
    driver = neo4j.GraphDatabase.driver(
        url,
        auth=None if password is None else (user, password),
        connection_timeout=CONNECT_SECONDS,
        max_transaction_retry_time=RETRY_SECONDS,
        telemetry_disabled=True,
    )
    try:
        driver.verify_connectivity()
    except BaseException:
        driver.close()
        raise
    return driver


@contextlib.contextmanager
def plain_errors(address: str) -> Iterator[None]:
    """Turn what hinders the use of the database at `address` into UserError; faults of ours pass through.

    The cause is cut off (``from None``): nothing that a driver holds, a password least of all, reaches a trace.
    """
    try:
        yield
    except AuthError:
        raise UserError(f"数据库 {address} 不接受这个用户名或口令：请核对后再试") from None
    except (ServiceUnavailable, SessionExpired):
        raise UserError(f"连不上数据库 {address}：请确认它已启动、地址和端口无误") from None
    except ConfigurationError:
        raise UserError(f"数据库地址 {address} 有误：请用 bolt://主机:端口 或 neo4j://主机:端口") from None
    except TransientError:
        raise UserError(f"数据库 {address} 正忙：请稍后再试") from None
    except ClientError as error:
        code = error.code or ""
        if code.startswith("Neo.ClientError.Security."):
            raise UserError(
                f"数据库 {address} 拒绝了请求（{code.rsplit('.', 1)[1]}）：请核对用户名、口令和权限"
            ) from None
        if code.startswith("Neo.ClientError.Database."):
            raise UserError(f"数据库 {address} 中没有指定的库，或它未启动：请核对地址") from None
        raise


class BoltTransaction:
    """A running transaction of the driver, giving plain rows."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, cypher: str, /, **params: Any) -> list[Row]:
        """The rows of one statement inside the transaction."""
        result = self._transaction.run(cypher, params)
        keys = result.keys()
        return [_row(keys, record) for record in result]


def _row(keys: Sequence[str], record: neo4j.Record) -> Row:
    """A record as a dict, its nodes as dicts of their properties.

    The driver's own way of doing that asks each value, and each of a list, a dozen things: for a page of plain values
    that takes as long as a small question.
    """
    values = record.values()
    parts = itertools.chain.from_iterable(value for value in values if type(value) is list)
    if PLAIN_OR_LIST.issuperset(map(type, values)) and PLAIN.issuperset(map(type, parts)):
        return dict(zip(keys, values, strict=True))
    return record.data()


class BoltStore:
    """A `graph.store.Store` over Bolt. `database` None is the server's default."""

    def __init__(
        self, driver: neo4j.Driver, *, address: str, dialect: Dialect, database: str | None, read_only: bool
    ) -> None:
        self._driver = driver
        self._database = database
        self._read_only = read_only
        self._behind = False
        self.address = address
        self.dialect: Dialect = dialect

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.address!r})"

    def read(self, cypher: str, /, **params: Any) -> list[Row]:
        """See `graph.store.Store.read`; full text shows all that this store has written."""
        if self._behind and "db.index.fulltext" in cypher:
            self._behind = False
            self._in_transaction(lambda tx: tx.run(AWAIT_FULLTEXT), neo4j.READ_ACCESS)
        return self._in_transaction(lambda tx: tx.run(cypher, **params), neo4j.READ_ACCESS)

    def write(self, cypher: str, /, **params: Any) -> list[Row]:
        """See `graph.store.Store.write`."""
        return self.transaction(lambda tx: tx.run(cypher, **params))

    def transaction(self, work: Callable[[Transaction], T]) -> T:
        """See `graph.store.Store.transaction`.

        Two transactions that make one node at once may both fail on its key: one of them succeeds when run again.
        """
        if self._read_only:
            raise UserError(f"数据库 {self.address} 以只读方式打开，不能写入")
        self._behind = self.dialect == "neo4j"
        for attempt in range(CONFLICT_RETRIES):
            try:
                return self._in_transaction(work, neo4j.WRITE_ACCESS)
            except ConstraintError:
                if attempt == CONFLICT_RETRIES - 1:
                    raise
                time.sleep(FIRST_PAUSE * 2**attempt * (0.5 + random.random()))
        raise AssertionError("unreachable")

    def _in_transaction(self, work: Callable[[Transaction], T], access: str) -> T:
        with plain_errors(self.address), self._session(access) as session:
            run = session.execute_read if access == neo4j.READ_ACCESS else session.execute_write
            return run(lambda tx: work(BoltTransaction(tx)))

    def _session(self, access: str) -> neo4j.Session:
        # Neo4j remarks on labels that no node has yet, and the driver logs that; ArcadeDB knows no such filter.
        quiet: dict[str, Any] = {"notifications_min_severity": "OFF"} if self.dialect == "neo4j" else {}
        return self._driver.session(database=self._database, default_access_mode=access, **quiet)

    def ensure_schema(self) -> None:
        """See `graph.store.Store.ensure_schema`; a schema that is whole costs one statement."""
        wanted = schema.load()
        present = {
            (row["labelsOrTypes"][0], row["properties"][0], row["type"] == "FULLTEXT")
            for row in self.read("SHOW INDEXES")
            if row["labelsOrTypes"] and row["properties"]
        }
        if schema.indexed(wanted) <= present:
            return
        for statement in schema.statements(wanted):
            self.write(statement)
        self._make_fulltext(wanted)

    def _make_fulltext(self, wanted: schema.Schema) -> None:
        if self.dialect != "neo4j":
            raise UserError(f"数据库 {self.address} 缺少全文索引：请先用它的文件夹打开一次")
        for statement in schema.fulltext_statements(wanted, "neo4j"):
            self.write(statement)
        self.read("CALL db.awaitIndexes(120)")

    def load(self, graph: nx.MultiDiGraph[str]) -> LoadResult:
        """See `graph.store.Store.load`."""
        from graph.load import load

        return load(self, graph)

    def load_all(self, graphs: Iterable[nx.MultiDiGraph[str]]) -> Iterator[LoadResult]:
        """See `graph.store.Store.load_all`."""
        from graph.load import load_all

        return load_all(self, graphs)

    def remove(self, document_id: str) -> bool:
        """See `graph.store.Store.remove`."""
        from graph.load import remove

        return remove(self, document_id)

    def fulltext(self, index: str, query: str, limit: int = 20) -> list[Row]:
        """See `graph.store.Store.fulltext`."""
        if index not in schema.load().fulltext_indexes():
            raise ValueError(f"no full-text index {index!r}")
        words = lucene(query)
        if not words:
            return []
        return self.read(
            "CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score "
            "RETURN node, score ORDER BY score DESC LIMIT $limit",
            index=index,
            words=words,
            limit=limit,
        )
