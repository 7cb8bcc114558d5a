"""The embedded engine as a guest on somebody's computer: quiet, closed to the network, one owner at a time."""

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made import small_plan

from extractors.errors import UserError
from graph.build import build
from graph.plans import load_plan
from graph.store import open_store

LINUX = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="reads /proc")
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def listening(process: str = "self") -> set[int]:
    """Ports that a process listens on, from /proc."""
    own = {str(entry.readlink()) for entry in Path(f"/proc/{process}/fd").iterdir() if entry.is_symlink()}
    ports = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{process}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
                ports.add(int(fields[1].rsplit(":", 1)[1], 16))
    return ports


def run(code: str, *arguments: str, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """A Python of its own that runs `code`."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


@LINUX
def test_nothing_listens_but_bolt_on_loopback(tmp_path: Path) -> None:
    before = listening()
    with open_store(str(tmp_path / "store")):
        port = json.loads((tmp_path / "store" / "serving.json").read_text())["port"]
        assert listening() - before == {port}
        table = "".join(Path(f"/proc/self/net/{name}").read_text() for name in ("tcp", "tcp6"))
        addresses = {line.split()[1] for line in table.splitlines() if f":{port:04X} " in line and " 0A " in line}
        assert addresses <= {f"0100007F:{port:04X}", f"0000000000000000FFFF00000100007F:{port:04X}"}
    assert listening() == before


@LINUX
def test_opening_and_closing_leaves_no_descriptors(tmp_path: Path) -> None:
    counts = []
    for _ in range(3):
        with open_store(str(tmp_path / "store")) as store:
            store.read("MATCH (n) RETURN count(n) AS c")
        counts.append(len(list(Path("/proc/self/fd").iterdir())))
    assert counts[1] == counts[2]


def test_stays_quiet_and_leaves_the_working_directory_alone(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    code = (
        "import sys; from graph.store import open_store\nwith open_store(sys.argv[1]) as s: s.read('RETURN 1 AS one')"
    )
    done = run(code, str(tmp_path / "store"), cwd=work)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(work.iterdir()) == []
    assert any((tmp_path / "store" / "log").iterdir())


@POSIX
def test_password_is_its_owners_and_stands_nowhere_else(tmp_path: Path) -> None:
    home = tmp_path / "store"
    with open_store(str(home)) as store:
        store.load(build(small_plan()))
        with pytest.raises(Exception):  # noqa: B017 - whatever the engine says, its log may now quote us
            store.read("THIS IS NO CYPHER")
    assert stat.S_IMODE((home / "password").stat().st_mode) == 0o600
    password = (home / "password").read_bytes()
    assert len(password) >= 32
    holders = {path.name for path in home.rglob("*") if path.is_file() and password in path.read_bytes()}
    assert holders == {"password"}


def test_password_survives_and_a_lost_one_is_replaced(tmp_path: Path) -> None:
    home = tmp_path / "store"
    with open_store(str(home)) as store:
        store.load(build(small_plan()))
    first = (home / "password").read_text()
    with open_store(str(home)):
        assert (home / "password").read_text() == first
    (home / "password").unlink()
    with open_store(str(home)) as store:
        assert (home / "password").read_text() != first
        assert load_plan(store, small_plan().document.id) == small_plan()


def test_second_open_is_refused_and_says_how_to_connect(tmp_path: Path) -> None:
    home = tmp_path / "store"
    code = (
        "import sys; from graph.store import open_store\n"
        "try:\n    with open_store(sys.argv[1]): print('opened')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    with open_store(str(home)) as store:
        store.load(build(small_plan()))
        said = run(code, str(home)).stdout
        port = json.loads((home / "serving.json").read_text())["port"]
        assert said.count("\n") == 1
        assert said.startswith("UserError 数据库")
        assert f"--db bolt://root@127.0.0.1:{port}" in said
        assert str(home / "password") in said
        assert (home / "password").read_text() not in said
        with pytest.raises(UserError, match=f"进程 {os.getpid()}"), open_store(str(home)):
            pass
        # and what it says works
        password = (home / "password").read_text()
        with open_store(f"bolt://root@127.0.0.1:{port}", password=password) as second:
            assert second.dialect == "arcadedb"
            assert load_plan(second, small_plan().document.id) == small_plan()
            assert second.load(build(small_plan("乙市"))).status == "added"
            assert second.fulltext("Task[title]", "废物")
    assert run(code, str(home)).stdout == "opened\n"


@pytest.mark.parametrize(
    ("made", "read_only", "message"),
    [
        ("file", False, "是文件，不是数据库文件夹"),
        ("full", False, "有别的文件，不是政图的数据库"),
        ("full", True, "还没有数据库：请先用 zhengtu add"),
        ("nothing", True, "还没有数据库：请先用 zhengtu add"),
    ],
)
def test_wrong_folders(tmp_path: Path, made: str, read_only: bool, message: str) -> None:
    target = tmp_path / "target"
    if made == "file":
        target.write_text("")
    if made == "full":
        target.mkdir()
        (target / "方案.txt").write_text("")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError, match=message), open_store(str(target), read_only=read_only):
        pass
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="检查权限"), open_store(str(tmp_path / "store")):
        pass


def test_damaged_store_is_one_line(tmp_path: Path) -> None:
    home = tmp_path / "store"
    with open_store(str(home)) as store:
        store.load(build(small_plan()))
    (home / "engine" / "databases" / "zhengtu" / "schema.json").write_text("{")
    (home / "engine" / "databases" / "zhengtu" / "schema.prev.json").unlink(missing_ok=True)
    try:
        with open_store(str(home)) as store:
            store.load(build(small_plan("乙市")))
    except UserError as error:
        assert "\n" not in str(error)


def test_read_only_writes_nothing(tmp_path: Path) -> None:
    home = str(tmp_path / "store")
    with open_store(home) as store:
        store.load(build(small_plan()))
    with open_store(home, read_only=True) as store:
        assert load_plan(store, small_plan().document.id) == small_plan()
        with pytest.raises(UserError, match="只读"):
            store.write("CREATE (:Region {id: 'x'})")
        with pytest.raises(UserError, match="只读"):
            store.load(build(small_plan("乙市")))


def test_two_stores_in_one_process(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a")) as one, open_store(str(tmp_path / "b")) as other:
        one.load(build(small_plan()))
        assert other.read("MATCH (n) RETURN count(n) AS c") == [{"c": 0}]


def test_start_and_one_answer_are_quick(tmp_path: Path) -> None:
    """The bar for the command is 1.5 s; the store's part of it, from a cold Python, is measured here with some room."""
    home = str(tmp_path / "store")
    with open_store(home) as store:
        store.load(build(small_plan()))
    code = (
        "import sys; from graph.store import open_store\n"
        "with open_store(sys.argv[1], read_only=True) as s: print(s.fulltext('Task[title]', '废物'))\n"
        "assert 'networkx' not in sys.modules"
    )
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        done = run(code, home)
        times.append(time.perf_counter() - begin)
        assert "农业废物" in done.stdout, done.stderr
    assert min(times) < 1.5
