"""Words looked for everywhere: beyond the nearest 500 the number is said to be the least; on both engines."""

from dataclasses import replace

import pytest
from plans_loaded import compared

from extractors.records import Plan
from graph.build import build
from graph.store import Store
from pipeline.show import tally
from queries.ask import ask, who

WORD = "秸秆综合利用"


def with_measures(number: int) -> Plan:
    """The county's plan with a task of so many measures that all hold `WORD`, and no other."""
    plan = compared().lower
    task = next(task for task in plan.tasks if task.measures)
    measures = tuple(replace(task.measures[0], id=f"{task.id}/m{n}", text=f"{WORD}第{n}项") for n in range(number))
    return replace(plan, tasks=(replace(task, title="农业", measures=measures),), targets=())


@pytest.mark.parametrize(("number", "at_least", "found"), [(499, False, 499), (520, True, 500)])
def test_bound(store: Store, number: int, at_least: bool, found: int) -> None:
    store.load(build(with_measures(number)))
    for limit in (100, 0):
        answer = who(store, [WORD], limit=limit)
        assert (answer.found, answer.at_least, answer.to_contract()["at_least"]) == (found, at_least, at_least)
        assert tally(answer, 20).startswith("至少 500 条" if at_least else "共 499 条")
    assert ask(store, "who-owns-task", words=f'+"{WORD}"').at_least == at_least
    there = who(store, [WORD], region="新郑市")
    assert (there.found, there.at_least) == (number, False)


def test_pages_that_nobody_looked_at(store: Store) -> None:
    """One of the words stands in every measure, the other in the title: full text finds either, so what is not read is not sure."""
    store.load(build(with_measures(150)))
    answer = who(store, ["农业", WORD], limit=100)
    assert (answer.found, answer.at_least) == (100, True)
    whole = who(store, ["农业", WORD], limit=0)
    assert (whole.found, whole.at_least) == (150, False)
