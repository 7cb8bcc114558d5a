"""What speaks against a county measure carrying a city measure, however much of it they say in the same words.

Functions as those of ``graph.evidence``; what they are worth stands in ``lexicon/links.yaml``.
"""

from collections.abc import Callable, Collection, Sequence
from difflib import SequenceMatcher

from extractors.words.institutions import fields
from graph.counterparts import Evidence, counterpart
from graph.evidence import lead
from graph.printed import as_printed, repeated
from graph.profiles import Profile
from graph.quoting import shortened
from graph.seen import View
from graph.subjects import subjects
from graph.substitution import refilled, swapped
from graph.terms import fold, matters, runs, terms

# From this likeness of matters on two measures have one theme, whatever words they repeat.
ONE_SUBJECT = 0.4
# With less wording in common than this two measures share no frame that could hold another subject.
FRAMED = 0.13
# Titles with so much in common are one; bodies with no more than this in common say nothing of the same.
ONE_TITLE, NOTHING_SHARED, MEANS_ALIKE = 0.8, 0.03, 0.45
# A body of so many characters says enough to be known by; so much of two titles is a frame.
LONG, TITLE_FRAME = 40, 0.5


def other_subject(view: View, upper: int, lower: int) -> Evidence | None:
    """The measures are about different members of one family of subjects (老年人, 学生): the same frame only."""
    first, second = view.uppers[upper], view.lowers[lower]
    for family in first.named.keys() & second.named.keys():
        ours, theirs = first.subjects.get(family, frozenset()), second.subjects.get(family, frozenset())
        if not (ours or theirs) or ours & second.named[family] or theirs & first.named[family]:
            continue
        if first.named[family] & second.named[family]:
            continue
        headed = subjects(first.item.task.title).keys() | subjects(second.item.task.title).keys()
        if family not in headed and any(len(term) > 1 for term in first.title.keys() & second.title.keys()):
            # Whom a thing is for (学生献血, 干部献血) is no other thing where the titles name one thing.
            continue
        mine = _named(first, family, ours or first.named[family])
        other = _named(second, family, theirs or second.named[family])
        return Evidence(1.0 if ours and theirs else 0.5, f"对象不同：上级讲{mine}，下级讲{other}")
    return None


def _named(profile: Profile, family: str, members: Collection[str]) -> str:
    """The members of a family as a measure names them, the word that it uses most for each."""
    said = subjects(profile.whole)[family]
    return "、".join(f"“{said[member].most_common(1)[0][0]}”" for member in sorted(members) if member in said)


def other_content(view: View, upper: int, lower: int) -> Evidence | None:
    """The same title over other content: 种业振兴 of seeds and of breeding stock, led by other units.

    The bodies must have nothing in common beyond the words of the title, and where an encoder was asked, no meaning.
    """
    first, second = view.uppers[upper], view.lowers[lower]
    ours, theirs = view.rarity.weigh(first.title), view.rarity.weigh(second.title)
    common = sum(weight for term, weight in ours.items() if term in theirs)
    if not common or common < ONE_TITLE * max(sum(ours.values()), sum(theirs.values())):
        return None
    # Under one lead the same title mostly is the same task: only bodies of some length tell that it is not.
    alike = not first.leads or not second.leads or _led_alike(first.leads, second.leads)
    if alike and min(len(first.item.measure.text), len(second.item.measure.text)) < LONG:
        return None
    if view.meanings.get((upper, lower), 0.0) >= MEANS_ALIKE or (upper, lower) in view.indicators:
        return None
    titles = first.title.keys() | second.title.keys()
    headed = matters(first.item.task.title).keys() | matters(second.item.task.title).keys()
    if (first.matters.keys() & second.matters.keys()) - headed:
        return None
    mine, other = (
        {
            term: weight
            for term, weight in view.rarity.weigh(terms(text)).items()
            if len(term) > 1 and term not in titles
        }
        for text in (first.item.measure.text, second.item.measure.text)
    )
    if not mine or not other:
        # The title is all that one of them says: then it says the same.
        return None
    shared = sum(weight for term, weight in mine.items() if term in other)
    if shared > (0.0 if alike else NOTHING_SHARED) * min(sum(mine.values()), sum(other.values())):
        return None
    return Evidence(1.0, f"任务名称相同（{shortened(first.item.task.title)}），内容没有共同之处")


def _led_alike(uppers: Sequence[str], lowers: Sequence[str]) -> bool:
    return any(
        counterpart(ours, theirs).score >= 0.5 or fields(ours) & fields(theirs) for ours in uppers for theirs in lowers
    )


def swapped_subject(view: View, upper: int, lower: int) -> Evidence | None:
    """Title or nearest sentences are the same but for the subject, which the other measure never names."""
    first, second = view.uppers[upper], view.lowers[lower]
    # Under leads of other fields a subject that comes once, in a title that is mostly frame, is another as well.
    often = 1 if _one_frame(first, second) else 2
    titles = swapped(first.item.task.title, second.item.task.title, first.folded, second.folded, often)
    if not _framed(view, upper, lower) and not (titles and _one_frame(first, second)):
        return None
    pairs = [(first.item.task.title, second.item.task.title)]
    found = view.passages.get((upper, lower))
    if found is not None:
        pairs.append((found.upper, found.lower))
    for at, (ours, theirs) in enumerate(pairs):
        exchanged = swapped(ours, theirs, first.folded, second.folded) if at else titles
        if exchanged:
            mine, other = _spelt(exchanged[0], first), _spelt(exchanged[1], second)
            return Evidence(1.0, f"句式相同而对象不同：上级讲“{mine}”，下级讲“{other}”")
    if pairs[0][0] != pairs[0][1] and not (_names_no_more(*pairs[0]) or _names_no_more(*reversed(pairs[0]))):
        changed = refilled(first.folded, second.folded)
        if changed:
            words = "、".join(dict.fromkeys(f"{ours}／{theirs}" for ours, theirs in changed[:3]))
            return Evidence(1.0, f"句式相同而对象不同：{words}")
    return None


def _names_no_more(one: str, other: str) -> bool:
    """Whether all that a title names stands in the other (优化备案服务, 强化备案和公示): the subject, whatever is round it."""
    named = runs(one)
    return bool(named) and all(run in fold(other) for run in named)


def _one_frame(first: Profile, second: Profile) -> bool:
    """Are the titles one frame, most of it letter for letter (畅通消防生命通道, 畅通急救生命通道), under strangers?"""
    one, two = first.item.task.title, second.item.task.title
    if not first.leads or not second.leads:
        return False
    if _led_alike(first.leads, second.units) or _led_alike(first.units, second.leads):
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= TITLE_FRAME


def other_theme(view: View, upper: int, lower: int) -> Evidence | None:
    """What each repeats most is not found in the other at all: the same sentence about something else."""
    first, second = view.uppers[upper], view.lowers[lower]
    if not first.themes or not second.themes or not _framed(view, upper, lower):
        return None
    matters = view.matters.get((upper, lower))
    if matters is not None and matters.both >= ONE_SUBJECT and lead(view, upper, lower):
        # 农机 and 种业 in one measure of the county: what is repeated differs, what is spoken of does not.
        return None
    lost = {word for word in first.themes if word not in second.folded}
    new = {word for word in second.themes if word not in first.folded}
    score = min(len(lost) / len(first.themes), len(new) / len(second.themes))
    if score < 0.5:
        return None
    mine, other = (
        "、".join(list(dict.fromkeys(f"“{_spelt(word, side)}”" for word in sorted(words)))[:2])
        for words, side in ((lost, first), (new, second))
    )
    return Evidence(score, f"主题不同：上级反复讲{mine}，下级反复讲{other}")


def _spelt(word: str, profile: Profile) -> str:
    """A word of two characters that a measure repeats, whole and as printed."""
    return as_printed(repeated(word, profile.folded), profile.whole)


def _framed(view: View, upper: int, lower: int) -> bool:
    likeness = view.likeness.get((upper, lower))
    return likeness is not None and likeness.both >= FRAMED


CONTRARY: dict[str, Callable[[View, int, int], Evidence | None]] = {
    "other_subject": other_subject,
    "other_content": other_content,
    "swapped_subject": swapped_subject,
    "other_theme": other_theme,
}
