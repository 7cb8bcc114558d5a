"""Indicators that are said of another group without being said again: 城市社区…覆盖率达到100%，农村达到70%."""

import re
from functools import cache

from extractors.lexicon import alternation, words
from extractors.targets.anchors import Anchor
from extractors.targets.coordination import PER_MEMBER, same_measure
from extractors.targets.discourse import Discourse
from extractors.targets.draft import TargetDraft
from extractors.targets.indicators import Noun, bare_heads
from extractors.targets.predicates import Predicate
from extractors.targets.vetoes import is_measure, is_rate
from extractors.words.fold import fold
from extractors.words.places import is_counterpart

_LONGEST = 6  # characters: a longer noun is an indicator of its own


@cache
def _group() -> re.Pattern[str]:
    """Places and groups that values of one indicator are set against each other for."""
    return re.compile(alternation(tuple(dict.fromkeys(words("scopes.yaml", "word") + words("scopes.yaml", "head")))))


def contrasted(said: Discourse, anchor: Anchor, predicate: Predicate, noun: Noun) -> tuple[str, str | None] | None:
    """The indicator and the scope of a value that continues the target before; None where it does not.

    `noun` is what stands before the value: a group alone (农村达到70%), a group with the bare head of the indicator
    (行政村覆盖率达到60%), or another subject of the same measure (初中达到2600元以上).
    """
    before = said.antecedent
    if before is None or noun.empty or noun.verb or not predicate.level or len(anchor.quantities) != 1:
        return None
    plain = said.text[noun.start : noun.end]
    if len(plain) > _LONGEST + 4 or before.unit != anchor.quantities[0].unit or not _is_level(before):
        return None
    if not said.near(before):
        return None
    indicator = fold(before.indicator)
    group = _group().match(plain)
    rest = _without_group(before.indicator)
    if group is not None and group.end() == len(plain):
        return rest, said.printed(noun.start, noun.end)
    if before.scope is not None and not is_measure(plain) and is_counterpart(plain, fold(before.scope)):
        return before.indicator, said.printed(noun.start, noun.end)
    if group is not None and plain[group.end() :] in bare_heads(True) and indicator.endswith(plain[group.end() :]):
        return said.printed(noun.start, noun.start + group.end()) + rest, None
    if is_measure(plain) or is_rate(plain) or len(plain) > _LONGEST or not _of_each(before, indicator):
        return None
    other = same_measure(said.printed(noun.start, noun.end), before.indicator)
    return None if other is None else (other, None)


def _is_level(target: TargetDraft) -> bool:
    return target.value is not None and target.comparator not in ("increase", "decrease")


def _of_each(target: TargetDraft, indicator: str) -> bool:
    """True for what many subjects have, each its own: a share, an amount per head."""
    return (target.unit == "%" and is_rate(indicator)) or PER_MEMBER.search(indicator) is not None


def _without_group(indicator: str) -> str:
    group = _group().match(fold(indicator))
    return indicator[group.end() :] if group and len(indicator) - group.end() > 2 else indicator
