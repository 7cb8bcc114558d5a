"""Which plans a comparison is about: regions or documents of the graph, or files that are not stored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from difflib import SequenceMatcher
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import UserError
from extractors.records import Document, Plan
from graph.cited import cited_of
from pipeline.batch import read_plan
from queries.ask import nearest

if TYPE_CHECKING:
    from graph.store import Store
    from queries.compare import Comparison

# Two plans are held to be of one kind where their titles, region aside, are this much alike.
SAME_SUBJECT = 0.6
# Tiers of government from the highest: a prefecture and a city are one.
TIERS = ("province", "city", "county", "township")


def compare_named(
    upper: str, lowers: Sequence[str], opened: Callable[[], AbstractContextManager[Store]]
) -> list[Comparison]:
    """Compare `upper` with each of `lowers`; the store is opened only where a name is no file. Raises UserError."""
    from graph.decided import load_decisions
    from queries.compare import compare

    with ExitStack() as stack:
        named = [name for name in (upper, *lowers) if not is_file(name)]
        store = stack.enter_context(opened()) if named else None
        decisions = load_decisions(store) if store else ()
        pairs = []
        for lower in lowers:
            above, below = candidates(upper, store), candidates(lower, store)
            pairs.append(choose(above, below))
            _tell_others(upper, above, pairs[-1][0])
            _tell_others(lower, below, pairs[-1][1])
            _tell_reversed(*pairs[-1])
        return [compare(first, second, decisions=decisions) for first, second in pairs]


def is_file(name: str) -> bool:
    """Whether `name` names a file. Raises UserError where it is written as a path and there is none."""
    path = Path(name).expanduser()
    if path.is_file():
        return True
    if path.is_dir():
        raise UserError(f"{name} 是文件夹：请给出其中的一个文件，或先用 zhengtu add 读入再按地区比对")
    if (path.suffix.isascii() and len(path.suffix) > 1 and not path.suffix[1:].isdigit()) or len(path.parts) > 1:
        raise UserError(f"没有这个文件：{name}")
    return False


def candidates(name: str, store: Store | None) -> list[Source]:
    """The plans that `name` may mean: the file, the documents of a region, or those with this number or title."""
    if store is None or is_file(name):
        plan = read_plan(Path(name).expanduser())
        return [Source(plan.document, lambda: plan)]
    from graph.plans import list_documents, load_plan

    documents = list_documents(store)
    found = (
        [d for d in documents if d.region == name]
        or [d for d in documents if d.region and d.region.endswith(name)]
        or [d for d in documents if name in (d.id, d.doc_number)]
        or [d for d in documents if name in d.title]
    )
    if not found:
        known = [*dict.fromkeys(d.region for d in documents if d.region), *(d.title for d in documents)]
        near = nearest(name, known, 0.2) or known[:6]
        hint = f"；图中有：{'、'.join(near)}" if near else "；图是空的，先用 zhengtu add 读入"
        raise UserError(f"图中没有“{name}”这个地区或文件{hint}")
    return [Source(document, partial(load_plan, store, document.id)) for document in found]


class Source:
    """A plan that a name may mean, loaded when it is chosen."""

    __slots__ = ("document", "load")

    def __init__(self, document: Document, load: Callable[[], Plan]) -> None:
        self.document, self.load = document, load


def choose(uppers: Sequence[Source], lowers: Sequence[Source]) -> tuple[Plan, Plan]:
    """The pair that is meant: the only one, else the one where the lower cites the upper, else the same subject."""
    pairs = [(u, low) for u, low in product(uppers, lowers) if u.document.id != low.document.id]
    if not pairs:
        raise UserError(f"上级和下级是同一份文件：{uppers[0].document.title}")
    if len(pairs) > 1:
        citing = [pair for pair in pairs if cited_of(pair[1].document, [pair[0].document])]
        pairs = citing or [pair for pair in pairs if likeness(*pair) >= SAME_SUBJECT] or pairs
    best = sorted(pairs, key=lambda pair: -likeness(*pair))
    if len(best) > 1 and likeness(*best[0]) == likeness(*best[1]):
        raise UserError(
            f"不止一份文件，请改用标题或文号：{'；'.join(titles(source for pair in best for source in pair))}"
        )
    return best[0][0].load(), best[0][1].load()


def _tell_others(name: str, sources: Sequence[Source], chosen: Plan) -> None:
    """Say on stderr which plan a name was taken for where it means several, so that nobody reads the wrong comparison."""
    others = [source for source in sources if source.document.id != chosen.document.id]
    if others:
        told = "；".join(titles(others))
        print(
            f"注意：“{name}”有 {len(sources)} 份文件，取的是《{chosen.document.title}》，另有 {told}；"
            "要比对别的，请改写标题或文号",
            file=sys.stderr,
        )


def _tell_reversed(upper: Plan, lower: Plan) -> None:
    """Say on stderr that the plan given as the upper one is of the lower government."""
    first, second = upper.document, lower.document
    if is_below(first.level, second.level):
        print(
            f"注意：上级在前、下级在后；《{first.title}》是下级的，《{second.title}》是上级的，是否写反了",
            file=sys.stderr,
        )


def is_below(first: str | None, second: str | None) -> bool:
    """Is the government of the level `first` known to be below that of `second`?"""
    return first in TIERS and second in TIERS and TIERS.index(first) > TIERS.index(second)


def likeness(upper: Source, lower: Source) -> float:
    """How alike two titles are, the names of their regions aside: 0 to 1."""
    first, second = (source.document.title.replace(source.document.region or "\n", "") for source in (upper, lower))
    return SequenceMatcher(None, first, second).ratio()


def titles(sources: Iterable[Source]) -> list[str]:
    """Each document once, as a person would name it."""
    named = (f"{s.document.title}{f'（{s.document.doc_number}）' if s.document.doc_number else ''}" for s in sources)
    return list(dict.fromkeys(named))
