"""Targets made of a value that has been named, quoted, and set beside the one spoken of before."""

from dataclasses import replace

from extractors.targets.anchors import Anchor
from extractors.targets.discourse import Discourse
from extractors.targets.indicators import Noun
from extractors.targets.inheriting import Named
from extractors.targets.naming import quote
from extractors.targets.predicates import Predicate
from extractors.targets.values import build, doubles, repeats


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
