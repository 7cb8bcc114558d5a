"""Both plans of corpus/ in a store: what the tests of questions ask."""

from pathlib import Path

from extractors.extract import extract_file
from graph.build import build
from graph.store import Store

PLANS = Path(__file__).resolve().parents[2] / "corpus" / "plans"


def load_plans(store: Store) -> None:
    """Empty `store` and load both plans."""
    store.write("MATCH (n) DETACH DELETE n")
    for file in sorted(PLANS.iterdir()):
        store.load(build(extract_file(file)))
