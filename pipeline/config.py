"""Where the graph is kept, and its password.

The database is, in this order: `--db`, the environment variable ``ZHENGTU_DB``, a folder of the user's own.
A password for a server comes from ``ZHENGTU_PASSWORD`` or is asked for; it is never taken from the command line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractors.errors import UserError

if TYPE_CHECKING:
    from graph.store import Store

SERVER_SCHEMES = ("bolt", "neo4j", "bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc")


def default_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder of the embedded graph where nothing else is said: the place of the platform for a user's data."""
    home = Path.home()
    if platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "zhengtu" / "graph"


def database(option: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The database to open: a server's address or a folder. Raises UserError for an address that cannot be one."""
    target = option or environment.get("ZHENGTU_DB") or str(default_folder(environment))
    if "://" not in target:
        return str(Path(target).expanduser())
    address = urlsplit(target)
    if address.scheme not in SERVER_SCHEMES:
        raise UserError(f"不认识的数据库地址：{address.scheme}://…，可以用 bolt://、neo4j://、neo4j+s://，或一个文件夹")
    if address.password:
        raise UserError("请不要把密码写在数据库地址里：放进环境变量 ZHENGTU_PASSWORD，或等程序来问")
    if not address.hostname:
        raise UserError(f"数据库地址里没有主机名：{target}")
    return target


def password(target: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """The server's password, None for a folder (which keeps its own). Asks on a terminal where none is set."""
    if "://" not in target:
        return None
    if "ZHENGTU_PASSWORD" in environment:
        return environment["ZHENGTU_PASSWORD"]
    if not sys.stdin.isatty():
        raise UserError("数据库需要密码：请把它放进环境变量 ZHENGTU_PASSWORD")
    from getpass import getpass

    return getpass("数据库密码：")


@contextmanager
def opened(option: str, write: bool = False, renewing: bool = False, filled: bool = False) -> Iterator[Store]:
    """The store that `option` (`--db`) or the environment names; `renewing`: see `open_store`.

    Raises UserError; to read, or where it is to be `filled`, also when there is none or it is empty.
    """
    from graph.store import open_store

    target = database(option or None)
    if filled and "://" not in target and not Path(target).exists():
        raise UserError(f"{target} 里还没有数据库：请先用 zhengtu add 读入文件")
    with open_store(target, password=password(target), read_only=not write, renewing=renewing) as store:
        if (filled or not write) and not store.read("MATCH (d:Document) RETURN d.id AS id LIMIT 1"):
            raise UserError(f"数据库 {store.address} 里还没有文件：请先用 zhengtu add 读入")
        yield store
