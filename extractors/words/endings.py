"""Words that a name may end with, asked for by look-up: a search for ``(?:a|b)$`` would try every place of the text."""

from collections.abc import Iterable
from functools import cache

from extractors.lexicon import words


class Endings:
    """A set of non-empty words; tells whether a stretch of text ends with one of them."""

    def __init__(self, found: Iterable[str]) -> None:
        self._words = frozenset(found)
        widths: dict[str, set[int]] = {}
        for word in self._words:
            widths.setdefault(word[-1], set()).add(len(word))
        # For each last character the widths of the words that end in it, the longest first.
        self._widths = {last: sorted(found, reverse=True) for last, found in widths.items()}

    def end(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """True where ``text[start:end]`` ends with one of the words."""
        stop = len(text) if end is None else end
        return self.longest(text, start, stop) is not None

    def longest(self, text: str, start: int, end: int) -> int | None:
        """Where the longest of the words begins with which ``text[start:end]`` ends, None where none does."""
        for width in self._widths.get(text[end - 1], ()) if end > start else ():
            if width <= end - start and text[end - width : end] in self._words:
                return end - width
        return None


@cache
def endings(name: str, *path: str) -> Endings:
    """The words of a lexicon file as endings; raises `LexiconError` where the file has no such list."""
    return Endings(words(name, *path))
