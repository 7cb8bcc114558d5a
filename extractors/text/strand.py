"""A strand: text that still knows, character by character, where in the source it stood."""

import re
from collections.abc import Iterable

from extractors.frozen import frozen

INSERTED = -1


@frozen
class Strand:
    """`text` with the stretches of the source that its characters are, in order.

    `stretches` are ranges of global source indexes, together as long as the text; one below zero stands for
    characters that we put in. Most strands are one stretch, so that cutting them costs two slices.
    """

    text: str
    stretches: tuple[range, ...]

    @staticmethod
    def at(text: str, start: int) -> "Strand":
        """`text` as it stands in the source from index `start` on."""
        return Strand(text, (range(start, start + len(text)),))

    @staticmethod
    def inserted(text: str) -> "Strand":
        """`text` that is not the source's."""
        return Strand(text, (range(-len(text), 0),))

    @staticmethod
    def join(parts: Iterable["Strand"], mark: str = "") -> "Strand":
        """The parts one after the other, with `mark` between them."""
        texts: list[str] = []
        stretches: list[range] = []
        put_in = range(-len(mark), 0)
        for number, part in enumerate(parts):
            if number and mark:
                texts.append(mark)
                stretches.append(put_in)
            texts.append(part.text)
            stretches.extend(part.stretches)
        return Strand("".join(texts), tuple(stretches))

    @property
    def index(self) -> tuple[int, ...]:
        """The source index of each character, `INSERTED` where we put one in."""
        return tuple(max(at, INSERTED) for stretch in self.stretches for at in stretch)

    def slice(self, start: int, end: int | None = None) -> "Strand":
        """The characters from `start` to `end`."""
        text = self.text[start:end]
        if len(self.stretches) == 1:
            return Strand(text, (self.stretches[0][start:end],))
        kept: list[range] = []
        left = len(text)
        for stretch in self.stretches if text else ():
            if start < len(stretch):
                kept.append(stretch[start : start + left])
                left -= len(kept[-1])
                if not left:
                    break
            start = max(0, start - len(stretch))
        return Strand(text, tuple(kept))

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


@frozen
class GridDraft:
    """Rows of cells; the same `Strand` object at two places is one merged cell."""

    rows: list[list[Strand]]
