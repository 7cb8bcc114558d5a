"""What several test modules need: both stores, real ones."""

from collections.abc import Iterator

import pytest
from neo4j_server import Neo4jServer, run_neo4j

from graph.store import Store, open_store


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A real Neo4j server, started once a run on a free port; its version is ZHENGTU_NEO4J_VERSION."""
    with run_neo4j(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session")
def open_neo4j_store(neo4j_server: Neo4jServer) -> Iterator[Store]:
    """The server's store, open for the whole run; use `neo4j_store`, which empties it."""
    with open_store(neo4j_server.url, password=neo4j_server.password) as store:
        assert store.dialect == "neo4j"
        yield store


@pytest.fixture(scope="session")
def open_embedded_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An embedded store, open for the whole run; use `embedded_store`, which empties it."""
    with open_store(str(tmp_path_factory.mktemp("embedded") / "store")) as store:
        assert store.dialect == "arcadedb"
        yield store


@pytest.fixture
def neo4j_store(open_neo4j_store: Store) -> Store:
    """An empty store on a real Neo4j server."""
    open_neo4j_store.write("MATCH (n) DETACH DELETE n")
    return open_neo4j_store


@pytest.fixture
def embedded_store(open_embedded_store: Store) -> Store:
    """An empty store on the embedded engine."""
    open_embedded_store.write("MATCH (n) DETACH DELETE n")
    return open_embedded_store


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store: each test that asks for it runs once on either engine."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found
