"""A strand: text that still knows, character by character, where in the source it stood."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

INSERTED = -1


@dataclass(frozen=True, slots=True)
class Strand:
    """`text` with the global source index of each of its characters (`INSERTED` where we put one in)."""

    text: str
    index: Sequence[int]

    @staticmethod
    def at(text: str, start: int) -> "Strand":
        """`text` as it stands in the source from index `start` on."""
        return Strand(text, range(start, start + len(text)))

    @staticmethod
    def join(parts: Iterable["Strand"], mark: str = "") -> "Strand":
        """The parts one after the other, with `mark` between them."""
        texts: list[str] = []
        index: list[int] = []
        for number, part in enumerate(parts):
            if number and mark:
                texts.append(mark)
                index.extend([INSERTED] * len(mark))
            texts.append(part.text)
            index.extend(part.index)
        return Strand("".join(texts), index)

    def slice(self, start: int, end: int | None = None) -> "Strand":
        """The characters from `start` to `end`."""
        return Strand(self.text[start:end], self.index[start:end])

    def strip(self) -> "Strand":
        """Without white space at both ends."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, start + len(text))

    def without(self, pattern: re.Pattern[str], group: int = 0) -> "Strand":
        """Without what `pattern` matches (or its `group`)."""
        kept: list[Strand] = []
        done = 0
        for match in pattern.finditer(self.text):
            start, end = match.span(group)
            if start < done or start == end:
                continue
            kept.append(self.slice(done, start))
            done = end
        if not kept:
            return self
        kept.append(self.slice(done))
        return Strand.join(kept)

    def split(self, pattern: re.Pattern[str]) -> list["Strand"]:
        """The strands between the matches of `pattern`."""
        parts: list[Strand] = []
        done = 0
        for match in pattern.finditer(self.text):
            parts.append(self.slice(done, match.start()))
            done = match.end()
        parts.append(self.slice(done))
        return parts

    def replaced(self, pattern: re.Pattern[str], text: str) -> "Strand":
        """With each match of `pattern` replaced by `text`, which is marked as inserted."""
        parts = self.split(pattern)
        return self if len(parts) == 1 else Strand.join(parts, text)


EMPTY = Strand("", ())


@dataclass(frozen=True, slots=True)
class GridDraft:
    """Rows of cells; the same `Strand` object at two places is one merged cell."""

    rows: list[list[Strand]]
