"""The embedded store: ArcadeDB inside this process, reached over Bolt on loopback, its files in one folder.

The folder holds ``engine/`` (the engine's files), ``log/``, ``password`` (made once, readable by its owner only),
``zhengtu.lock`` (held while open) and, while open, ``serving.json`` (process and port, for whoever comes second).
The engine flushes each commit to disk, so that a killed process loses nothing that was reported as loaded.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from extractors.errors import UserError, reason
from graph import schema
from graph.protocol import Store

if TYPE_CHECKING:
    from arcadedb import ArcadeDBServer, Database  # type: ignore[import-untyped]

USER = "root"
DATABASE = "zhengtu"
LOOPBACK = "127.0.0.1"
PORT_ATTEMPTS = 5


@contextlib.contextmanager
def open_embedded(folder: str, *, read_only: bool = False) -> Iterator[Store]:
    """The store in `folder`, which this process alone has open. Raises UserError: missing, foreign, locked, damaged."""
    from graph.bolt import BoltStore, connect, plain_errors

    class EmbeddedStore(BoltStore):
        """A Bolt store whose engine runs here: what Cypher cannot say is told to the engine itself."""

        def _make_fulltext(self, wanted: schema.Schema) -> None:
            for statement in schema.fulltext_statements(wanted, "arcadedb"):
                database.command("sql", statement)

    home = _home(Path(folder).expanduser(), make=not read_only)
    with _lock(home), _engine(home, _password(home)) as (server, port):
        database = _database(server, home)
        (home / "serving.json").write_text(json.dumps({"pid": os.getpid(), "port": port}))
        try:
            with plain_errors(str(home)):
                driver = connect(f"bolt://{LOOPBACK}:{port}", USER, _password(home))
            with driver:
                store = EmbeddedStore(
                    driver, address=str(home), dialect="arcadedb", database=DATABASE, read_only=read_only
                )
                if not read_only:
                    store.ensure_schema()
                yield store
        finally:
            (home / "serving.json").unlink(missing_ok=True)


def _home(home: Path, *, make: bool) -> Path:
    """The folder, checked to be a store or free to become one."""
    lock = home / "zhengtu.lock"
    try:
        if home.exists() and not home.is_dir():
            raise UserError(f"{home} 是文件，不是数据库文件夹：请另选一个")
        if not lock.exists():
            if not make:
                raise UserError(f"{home} 里还没有数据库：请先用 zhengtu add 读入文件")
            if home.exists() and any(home.iterdir()):
                raise UserError(f"{home} 里有别的文件，不是政图的数据库：请另选一个空文件夹")
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock.touch(mode=0o600)
    except OSError as error:
        raise UserError(f"数据库文件夹 {home} 无法使用（{reason(error)}）：请检查权限和磁盘") from None
    return home


@contextlib.contextmanager
def _lock(home: Path) -> Iterator[None]:
    """Hold the folder for this process; the system lets go of it however the process ends."""
    try:
        handle = (home / "zhengtu.lock").open("r+b")
    except OSError as error:
        raise UserError(f"数据库文件夹 {home} 无法使用（{reason(error)}）：请检查权限和磁盘") from None
    with handle:
        if not _try_lock(handle):
            raise UserError(_busy(home))
        yield


def _try_lock(handle: IO[bytes]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _busy(home: Path) -> str:
    try:
        serving = json.loads((home / "serving.json").read_text())
        pid, port = int(serving["pid"]), int(serving["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return f"数据库 {home} 正由另一个程序使用：请等它结束再试"
    return (
        f"数据库 {home} 正由另一个程序（进程 {pid}）使用：请等它结束，"
        f"或用 --db bolt://{USER}@{LOOPBACK}:{port} 连接（口令见 {home / 'password'}）"
    )


def _password(home: Path) -> str:
    """The install's password, made on first use. A lost one is replaced, and with it the engine's list of users."""
    path = home / "password"
    with contextlib.suppress(OSError):
        if known := path.read_text("ascii").strip():
            return known
    (home / "engine" / "config" / "server-users.jsonl").unlink(missing_ok=True)
    made = secrets.token_urlsafe(32)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(made)
        file.flush()
        os.fsync(file.fileno())
    return made


@contextlib.contextmanager
def _engine(home: Path, password: str) -> Iterator[tuple[ArcadeDBServer, int]]:
    """The running engine and its Bolt port."""
    from arcadedb import ArcadeDBError, create_server

    for attempt in range(1, PORT_ATTEMPTS + 1):
        bolt, http = _free_ports()
        server = create_server(str(home / "engine"), password, _settings(bolt, http))
        try:
            with _logging_to(home / "log"):
                server.start()
            break
        except ArcadeDBError as error:
            if "port" not in str(error).lower() or attempt == PORT_ATTEMPTS:
                raise UserError(_refused(home, error)) from None
    try:
        _silence(http)
        yield server, bolt
    finally:
        server.stop()


@contextlib.contextmanager
def _logging_to(folder: Path) -> Iterator[None]:
    """Tell the engine, which reads this once in a process and by the environment only, where its log goes.

    Not to the working directory and not to the screen, unless the user chose so; our own children are not told.
    """
    quiet = {"ARCADEDB_LOG_DIR": str(folder), "ARCADEDB_LOG_CONSOLE": "0"}
    ours = {name: value for name, value in quiet.items() if name not in os.environ}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name in ours:
            os.environ.pop(name, None)


def _settings(bolt: int, http: int) -> dict[str, Any]:
    return {
        "mode": "production",
        "host": LOOPBACK,
        "http_port": http,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt_host": LOOPBACK,
        "bolt_port": bolt,
        "bolt_defaultDatabase": DATABASE,
        # The password is 256 random bits: many rounds of hashing add nothing but a tenth of a second a start.
        "server_saltIterations": 1000,
    }


def _free_ports() -> tuple[int, int]:
    """Two ports that were free a moment ago; that one is taken since is seen when the engine starts."""
    with socket.socket() as first, socket.socket() as second:
        first.bind((LOOPBACK, 0))
        second.bind((LOOPBACK, 0))
        return first.getsockname()[1], second.getsockname()[1]


def _silence(port: int) -> None:
    """Close the engine's HTTP port, which no setting switches off and nobody here needs.

    The listening socket is replaced, under its number, by one that nothing can reach, so that the engine may still
    close it. Where the system does not list a process's descriptors (Windows), the port stays: on loopback, with the
    password, in production mode, without MCP.
    """
    listing = Path("/proc/self/fd") if Path("/proc/self/fd").is_dir() else Path("/dev/fd")
    if os.name == "nt" or not listing.is_dir():
        return
    for descriptor in (int(entry.name) for entry in listing.iterdir()):
        if _listens_on(descriptor, port):
            mute, other = socket.socketpair()
            with mute, other:
                os.dup2(mute.fileno(), descriptor, inheritable=False)


def _listens_on(descriptor: int, port: int) -> bool:
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return False
        with socket.socket(fileno=os.dup(descriptor)) as copy:
            listens = bool(copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
            return listens and copy.getsockname()[1] == port
    except OSError:
        return False


def _database(server: ArcadeDBServer, home: Path) -> Database:
    """The database, made on first use, with one flush to disk for each commit (by default it would skip that)."""
    from arcadedb import ArcadeDBError

    try:
        exists = (home / "engine" / "databases" / DATABASE).is_dir()
        database = server.get_database(DATABASE) if exists else server.create_database(DATABASE)
    except ArcadeDBError as error:
        raise UserError(_refused(home, error)) from None
    database.set_wal_flush("yes_nometadata")
    return database


def _refused(home: Path, error: Exception) -> str:
    """A line for an engine that does not start; its own words go to its log, not to the user."""
    if "lock" in str(error).lower():
        return _busy(home)
    return f"数据库 {home} 打不开：文件可能已损坏，或磁盘已满；详情见 {home / 'log'}"
