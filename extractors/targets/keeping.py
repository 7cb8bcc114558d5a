"""Targets made of a value that has been named, quoted, and set beside the one spoken of before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.lexicon import alternation, words
from extractors.targets.anchors import Anchor
from extractors.targets.clauses import Clause
from extractors.targets.discourse import Discourse
from extractors.targets.indicators import Noun
from extractors.targets.inheriting import Named
from extractors.targets.naming import quote
from extractors.targets.predicates import Predicate
from extractors.targets.values import build, doubles, repeats
from extractors.words.periods import Date


def keep(
    said: Discourse,
    names: list[Named],
    anchor: Anchor,
    predicate: Predicate,
    noun: Noun,
    before: int,
    end: int | None = None,
) -> None:
    """Make targets of a value that is named `names`; `before` is where the value before it ends.

    `end` is where the noun behind the value does. What only repeats the target before is left out.
    """
    if said.group is not None:
        group = said.printed(*said.group)
        names = [replace(n, scope=group if noun.empty else n.scope or group) for n in names]
    if not names:
        return
    unnamed = noun.empty
    if not unnamed:
        said.subject = None if said.margin is None else said.subject
        said.echo = None
    span = quote(said, names, anchor, noun, before, end)
    for target in build(said, names, anchor, predicate, noun, span):
        spoken = said.antecedent
        if unnamed and spoken is not None and repeats(spoken, target):
            continue
        if unnamed and spoken is not None and said.near(spoken) and doubles(spoken, target):
            if target.kind == "change":
                continue
            if said.targets and said.targets[-1] is spoken:
                said.targets.pop()
        said.targets.append(target)
        said.antecedent = target


@cache
def _by_then() -> re.Pattern[str]:
    """(6月底) | 前全部 | 建成 | 投用: what becomes of the things that were counted before."""
    becomes = alternation(words("target_verbs.yaml", "becomes") + words("target_verbs.yaml", "done_by"))
    adverb = alternation(words("target_verbs.yaml", "adverb") + words("target_verbs.yaml", "light"))
    return re.compile(rf"前?(?:{adverb}|全部|正式|对外|面向|[要须均都])*(?:{becomes})[^，。；、\d]{{0,8}}")


def date_back(said: Discourse, clause: Clause, dates: Sequence[Date]) -> None:
    """建设配送中心1.2万平方米，2025年3月底前建成运营: a time limit alone dates what its sentence set without a date."""
    date = dates[0] if len(dates) == 1 and not said.clock.explicit else None
    if date is None or date.kind != "by" or date.year is None or date.start != clause.start:
        return
    if _by_then().fullmatch(said.text, date.end, clause.end) is None:
        return
    for i, target in enumerate(said.targets):
        here = said.reading.folded.find("。", target.span.end, said.stream.at[clause.start]) < 0
        if here and target.year == said.clock.year and not (target.scope or "").startswith("每"):
            said.targets[i] = replace(target, year=date.year)
