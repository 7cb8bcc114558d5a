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
        if start == 0 and (end is None or end >= len(self.text)):
            return self
        if len(self.stretches) == 1:
            return Strand(self.text[start:end], (self.stretches[0][start:end],))
        stop = len(self.text) if end is None else min(end, len(self.text))
        return self.pieces([(start, stop)])[0]

    def pieces(self, bounds: Iterable[tuple[int, int]]) -> list["Strand"]:
        """The characters between each two of `bounds`, which rise; the stretches are gone through once for all."""
        out: list[Strand] = []
        number = before = 0  # the stretch that is looked at, and how many characters stand before it
        for start, end in bounds:
            kept: list[range] = []
            while number < len(self.stretches) and before < end:
                stretch = self.stretches[number]
                part = stretch[max(0, start - before) : end - before]
                if part:
                    kept.append(part)
                if before + len(stretch) > end:
                    break
                before += len(stretch)
                number += 1
            out.append(Strand(self.text[start:end], tuple(kept)))
        return out

    def strip(self) -> "Strand":
        """Without white space at both ends."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, start + len(text))

    def without(self, pattern: re.Pattern[str], group: int = 0) -> "Strand":
        """Without what `pattern` matches (or its `group`)."""
        return self.cut(match.span(group) for match in pattern.finditer(self.text))

    def cut(self, spans: Iterable[tuple[int, int]]) -> "Strand":
        """Without the stretches of its text at `spans`, which rise."""
        kept: list[tuple[int, int]] = []
        done = 0
        for start, end in spans:
            if done <= start < end:
                kept.append((done, start))
                done = end
        return Strand.join(self.pieces([*kept, (done, len(self.text))])) if done else self

    def split(self, pattern: re.Pattern[str]) -> list["Strand"]:
        """The strands between the matches of `pattern`."""
        marks = [match.span() for match in pattern.finditer(self.text)]
        if not marks:
            return [self]
        return self.pieces(
            zip([0, *(end for _, end in marks)], [*(start for start, _ in marks), len(self.text)], strict=True)
        )

    def lines(self) -> list["Strand"]:
        """Its lines, without their ends; all it holds is one stretch of the source."""
        at = self.stretches[0].start
        out: list[Strand] = []
        for line in self.text.split("\n"):
            out.append(Strand.at(line.rstrip("\r"), at) if line else EMPTY)
            at += len(line) + 1
        return out

    def replaced(self, pattern: re.Pattern[str], text: str) -> "Strand":
        """With each match of `pattern` replaced by `text`, which is marked as inserted."""
        parts = self.split(pattern)
        return self if len(parts) == 1 else Strand.join(parts, text)


EMPTY = Strand("", ())


@frozen
class GridDraft:
    """Rows of cells; the same `Strand` object at two places is one merged cell."""

    rows: list[list[Strand]]
