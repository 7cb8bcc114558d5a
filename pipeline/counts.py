"""The outcome of holding a reading against labels: counts by field, and each miss by name.

Each judgement is right, extra or missed; a field that is judged on something found (a target's year) counts a wrong
answer as both. What was not right is kept by name, so that two results can be compared miss by miss.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

READING = ("task", "unit", "lead", "role", "deadline", "target", "comparator", "kind", "year", "base", "scope")
PAIRS = ("link", "link-verdict", "target-verdict", "lead-verdict", "deadline-verdict")
FIELDS = READING + PAIRS
_MARKS = re.compile(r"[\s　·，,、;；:：()（）〔〕\[\]【】“”\"'‘’。.．·—-]")


@dataclass(slots=True)
class Count:
    """How often a field was right, given without being there (extra), or there without being found (missed)."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was given that is right; 1 where nothing was given."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __bool__(self) -> bool:
        return bool(self.right or self.extra or self.missed)

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.extra + other.extra, self.missed + other.missed)


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """One judgement that was not right: what it is about, and how it was wrong."""

    field: str
    about: str
    fault: str


@dataclass(slots=True)
class Score:
    """The counts of one document by field, and its misses in the order of the text."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    misses: list[Miss] = field(default_factory=list)

    def right(self, name: str, number: int = 1) -> None:
        """Counts `number` right answers of the field `name`."""
        self.counts[name].right += number

    def extra(self, name: str, about: str) -> None:
        """Counts something that was given and is not there."""
        self.counts[name].extra += 1
        self.misses.append(Miss(name, about, "多"))

    def missed(self, name: str, about: str) -> None:
        """Counts something that is there and was not found."""
        self.counts[name].missed += 1
        self.misses.append(Miss(name, about, "漏"))

    def fault(self, name: str, about: str, fault: str) -> None:
        """Names something that is counted already."""
        self.misses.append(Miss(name, about, fault))

    def judge(self, name: str, ok: bool, about: str, want: object, got: object) -> None:
        """Counts an answer to a question that had to be answered: right, or extra and missed at once."""
        if ok:
            self.right(name)
            return
        self.counts[name] += Count(extra=1, missed=1)
        self.misses.append(Miss(name, about, f"应为 {_said(want)}，读作 {_said(got)}"))


@cache
def plain(text: str | None) -> str:
    """`text` without white space and marks, compatibility forms unified: what is compared."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text or ""))


def _said(value: object) -> str:
    if isinstance(value, (list, tuple, set)):
        return "、".join(str(part) for part in value if part is not None) or "空"
    return "空" if value is None else str(value)
