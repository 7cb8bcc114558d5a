"""Which region a region is part of, by the table of administrative divisions (divisions.csv, see scripts/divisions.py).

The table is that of 2026: a county that is gone since, or a development zone, is not in it, and then nothing is
said. Neither is anything said of a name that several cities have (鼓楼区), unless the city stands before it.
"""

from __future__ import annotations

import csv
import functools
import importlib.resources
from collections.abc import Mapping

Chain = tuple[str, ...]


def parents(region: str) -> Chain:
    """The regions that `region` is part of, the nearest first: 新郑市 gives (郑州市, 河南省). Empty when unknown."""
    chains = table().get(region, ())
    if len(chains) == 1:
        return chains[0]
    for length in range(len(region) - 2, 1, -1):
        above, name = region[:-length], region[-length:]
        fitting = [chain for chain in table().get(name, ()) if chain and _names(above, chain)]
        if len(fitting) == 1:
            return fitting[0]
    return ()


def _names(above: str, chain: Chain) -> bool:
    """Whether `above` spells the end of the chain that stands before a name: 郑州市, 河南省郑州市, 河南省."""
    return above in {chain[0], chain[-1], "".join(reversed(chain))}


@functools.cache
def table() -> Mapping[str, tuple[Chain, ...]]:
    """For each name the chains of regions above it. Raises ValueError on a bad file."""
    found: dict[str, list[Chain]] = {}
    text = importlib.resources.files("graph").joinpath("divisions.csv").read_text("utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        if list(row) != ["province", "city", "county"] or not row["province"]:
            raise ValueError(f"divisions.csv: line {number}: {row!r} should be province, city, county")
        path = [name for name in row.values() if name]
        found.setdefault(path[-1], []).append(tuple(reversed(path[:-1])))
    return {name: tuple(chains) for name, chains in found.items()}
