"""Both plans of corpus/ in a store, and their comparison kept: what the tests of questions ask."""

import functools
from pathlib import Path

from extractors.extract import extract_file
from graph.build import build
from graph.store import Store
from queries.compare import Comparison, compare
from queries.keep import keep_comparison

PLANS = Path(__file__).resolve().parents[2] / "corpus" / "plans"


def load_plans(store: Store) -> None:
    """Empty `store`, load both plans, compare them and keep what is found."""
    store.write("MATCH (n) DETACH DELETE n")
    comparison = compared()
    for plan in (comparison.lower, comparison.upper):
        store.load(build(plan))
    keep_comparison(store, comparison)


@functools.cache
def compared() -> Comparison:
    """The county's plan against the city's."""
    county, city = map(extract_file, sorted(PLANS.iterdir()))  # xinzheng, zhengzhou
    return compare(city, county)
