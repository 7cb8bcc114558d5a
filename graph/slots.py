"""In which places of one text something may answer a clause of another: told by the order of what does answer.

Two plans that say one thing in words of their own mostly say it in one order: where a clause is not found, and the
county has a clause that answers nothing between the answers to its neighbours, that clause may be the answer.
"""

from collections.abc import Collection, Sequence


def silent(echoes: Sequence[Sequence[float]], found: float, taken: Collection[int] = ()) -> set[int]:
    """The rows that no column answers, and for which no column is left where their answer would stand.

    `echoes[row][column]` tells how much of clause `row` is said by clause `column`, which answers it from `found` on;
    the columns `taken` answer something anyway. Every other column stands in for one row at most.
    """
    columns = range(max(map(len, echoes), default=0))
    answers = [max(columns, key=row.__getitem__) if columns and max(row) >= found else None for row in echoes]
    free = [column not in taken and column not in answers for column in columns]
    bare: set[int] = set()
    for at in range(len(echoes)):
        if answers[at] is not None:
            continue
        before = next((place for place in reversed(answers[:at]) if place is not None), -1)
        after = next((place for place in answers[at + 1 :] if place is not None), len(columns))
        low, high = (before, after) if before < after else (after, before)
        place = next((place for place in range(low + 1, high) if free[place]), None)
        if place is None:
            bare.add(at)
        else:
            free[place] = False
    return bare
