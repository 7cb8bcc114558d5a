"""Values dealt out to places that a sentence names without saying again what is counted.

新增企业180家，其中临淇县、东台区分别新增25家、32家; 投放网箱120口，嵊门区两年投放30口.
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.lexicon import alternation, words
from extractors.records import Target
from extractors.targets.anchors import Anchor
from extractors.targets.discourse import Discourse
from extractors.targets.inheriting import Named, named_as
from extractors.words.places import is_place, tells_places

_LONGEST = 60  # characters
_DEAL = "分别|各自|各|均|都|也|累计|共计?|全年|当年|年内|[一两二三四五]年|要|至少|力争|确保"


@cache
def _deed() -> re.Pattern[str]:
    """Places, how it is dealt, and a verb without its object, with which a phrase ends before its value."""
    verbs = alternation(words("target_verbs.yaml", "strong") + words("target_verbs.yaml", "stands_alone"))
    return re.compile(
        rf"(?:[，；、：]|其中|同时)*(?P<places>[一-龥（][一-龥、（）]{{1,48}}?)(?:{_DEAL})*(?:{verbs})?(?:{_DEAL})*$"
    )


def dealt_to_places(said: Discourse, anchor: Anchor, start: int, end: int) -> list[Named]:
    """The indicator of the sentence said of the places that are all of ``text[start:end]``; [] where they are not.

    `end` is where the predicate of the value begins.
    """
    if not anchor.quantities or not 2 <= end - start <= _LONGEST:
        return []
    m = _deed().match(said.text, start, end)
    if m is None:
        return []
    places = _places(said.text, *m.span("places"))
    count = len(anchor.quantities)
    if not places or count not in (1, len(places)):
        return []
    whole = _counted_before(said, anchor)
    if whole is None:
        return []
    if count == 1:
        return [named_as(whole.indicator, said.printed(*m.span("places")))]
    return [named_as(whole.indicator, said.printed(*place), i) for i, place in enumerate(places)]


def _places(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Where the members of a list of places stand; () where one of them is none."""
    if tells_places(text[start:end]):
        return ((start, end),)
    found, at = [], start
    for member in re.split("[、和及与]", text[start:end]):
        if not is_place(member):
            return ()
        found.append((at, at + len(member)))
        at += len(member) + 1
    return found


def _counted_before(said: Discourse, anchor: Anchor) -> Target | None:
    """The last target of the sentence that counts in the same unit."""
    unit = (anchor.quantities[-1].unit or "")[-1:]
    for target in reversed(said.targets):
        if said.reading.folded.find("。", target.span.end, said.at) >= 0:
            return None
        if target.value is not None and (target.unit or "")[-1:] == unit and target.unit != "%":
            return target
    return None
