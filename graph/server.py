"""A store on a server of its own: Neo4j, or an embedded store that another process has open."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from extractors.errors import UserError
from graph.bolt import BoltStore, connect, plain_errors
from graph.protocol import Dialect, Store

DEFAULT_USER = "neo4j"


@contextlib.contextmanager
def open_server(url: str, *, password: str | None = None, read_only: bool = False) -> Iterator[Store]:
    """The store at `url`: ``scheme://[user@]host[:port][/database]``. Raises UserError.

    A password inside the URL is refused: a URL ends up in histories, process lists and logs.
    """
    user, address, database = parse_url(url)
    with plain_errors(address):
        driver = connect(f"{address}", user, password)
    try:
        with plain_errors(address):
            dialect: Dialect = "arcadedb" if is_arcadedb(driver.get_server_info().agent) else "neo4j"
        store = BoltStore(driver, address=address, dialect=dialect, database=database, read_only=read_only)
        if not read_only:
            store.ensure_schema()
        yield store
    finally:
        driver.close()


def is_arcadedb(agent: str) -> bool:
    """Whether a server that calls itself `agent` is ArcadeDB, which also claims to be a Neo4j 5."""
    return "arcade" in agent.lower()


def parse_url(url: str) -> tuple[str, str, str | None]:
    """User, address without user and database, and database of a Bolt URL. Raises UserError, never quoting secrets."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise UserError("数据库地址有误：端口应是数字，形如 bolt://主机:7687") from None
    if parts.password is not None:
        raise UserError("请不要把口令写进数据库地址：改用环境变量或按提示输入")
    if not host:
        raise UserError("数据库地址缺少主机名：形如 bolt://主机:7687")
    name = f"[{host}]" if ":" in host else host
    address = f"{parts.scheme}://{name}:{port or 7687}"
    return parts.username or DEFAULT_USER, address, parts.path.strip("/") or None
