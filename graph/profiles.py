"""What the evidence reads of one measure, worked out once: its terms, theme, subjects, quoted names."""

import re
from dataclasses import dataclass

from graph.clauses import Item, clauses
from graph.subjects import subjects
from graph.terms import Terms, fold, matters, merge, runs, terms

QUOTED = re.compile(r"[“《「]([^”》」]{2,20})[”》」]")
# A title says what one measure is about, less so where it heads several.
TITLE, SHARED_TITLE = 1.5, 0.5


@dataclass(frozen=True, slots=True)
class Profile:
    """A measure as the evidence sees it.

    - `whole`: title and text as printed; `folded`: the same in one spelling;
    - `terms`: its terms by length, the title's heavier;
    - `title`: the title's terms; `shared_by`: how many measures stand under that title;
    - `matters`: the matters of policy that it speaks of, those of a title of its own heavier;
    - `themes`: words of two characters that it uses twice and more;
    - `subjects`: family -> members that it is about: those of its title, else those it names again and again;
    - `named`: family -> every member that it names at all.
    """

    item: Item
    whole: str
    folded: str
    terms: Terms
    title: Terms
    shared_by: int
    matters: Terms
    themes: frozenset[str]
    subjects: dict[str, frozenset[str]]
    named: dict[str, frozenset[str]]
    quoted: tuple[str, ...]

    @property
    def leads(self) -> tuple[str, ...]:
        """The units that lead the measure, as printed."""
        return self.item.measure.units("lead")

    @property
    def units(self) -> tuple[str, ...]:
        """All units of the measure, in whatever role."""
        return tuple(dict.fromkeys(a.unit for a in self.item.measure.assignments))

    def said(self) -> tuple[str, ...]:
        """Its sentences and their clauses, each text once."""
        parts = [text for s in self.item.sentences for text in (s.text, *(part.text for part in clauses(s)))]
        return tuple(dict.fromkeys(parts))


def profile(item: Item) -> Profile:
    """The profile of one measure."""
    whole = item.task.title + "。" + item.measure.text
    folded = fold(whole)
    shared_by = len(item.task.measures)
    title = terms(item.task.title)
    return Profile(
        item,
        whole,
        folded,
        merge((terms(item.measure.text), 1.0), (title, TITLE if shared_by == 1 else SHARED_TITLE)),
        title,
        shared_by,
        merge((matters(item.measure.text), 1.0), (matters(item.task.title), TITLE if shared_by == 1 else SHARED_TITLE)),
        _themes(whole, folded),
        *_subjects(item),
        tuple(dict.fromkeys(QUOTED.findall(whole))),
    )


def _themes(whole: str, folded: str) -> frozenset[str]:
    words = {run[start : start + 2] for run in runs(whole) for start in range(len(run) - 1)}
    return frozenset(word for word in words if folded.count(word) >= 2)


def _subjects(item: Item) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """(subjects, named) of a measure, each for the families of which it has any."""
    about: dict[str, frozenset[str]] = {}
    named: dict[str, frozenset[str]] = {}
    headed, said = subjects(item.task.title), subjects(item.measure.text)
    for family in headed.keys() | said.keys():
        members, counts = headed.get(family, {}), {m: c.total() for m, c in said.get(family, {}).items()}
        own = frozenset(members)
        if not own or len(item.task.measures) > 1:
            most = max(counts.values(), default=0)
            own |= frozenset(member for member, count in counts.items() if count >= max(2, most / 2))
        if own:
            about[family] = own
        named[family] = frozenset(members) | frozenset(counts)
    return about, named
