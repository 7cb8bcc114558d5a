"""What the benchmarks of the graph share: fresh stores on both engines, and plans of many invented governments."""

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "graph")]

from made import renamed  # noqa: E402
from neo4j_server import VERSION, run_neo4j  # noqa: E402

from extractors.extract import extract_file  # noqa: E402
from extractors.records import Plan  # noqa: E402
from graph.store import Store, open_store  # noqa: E402

ENGINES = ("embedded", "neo4j")


@contextlib.contextmanager
def fresh_store(engine: str) -> Iterator[Store]:
    """An empty store on `engine`, gone after the block."""
    with tempfile.TemporaryDirectory() as folder:
        if engine == "embedded":
            with open_store(str(Path(folder) / "store")) as store:
                yield store
        else:
            with (
                run_neo4j(Path(folder) / "home") as server,
                open_store(server.url, password=server.password) as store,
            ):
                yield store


def engine_name(engine: str) -> str:
    """The engine with its version."""
    import arcadedb

    return f"ArcadeDB {arcadedb.__version__}" if engine == "embedded" else f"Neo4j {VERSION}"


def copies(governments: int) -> Iterator[Plan]:
    """The two plans of the corpus, once for each of so many invented governments."""
    plans = [extract_file(path) for path in sorted((ROOT / "corpus" / "plans").glob("*.txt"))]
    for number in range(governments):
        for plan in plans:
            yield renamed(plan, f"第{number}号{plan.document.region}")
