"""The store that the tests of questions read."""

import pytest
from plans_loaded import load_plans

from graph.store import Store


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def loaded(request: pytest.FixtureRequest) -> Store:
    """Both plans on either engine; the tests of a module read it and do not write."""
    store: Store = request.getfixturevalue(f"open_{request.param}_store")
    load_plans(store)
    return store
