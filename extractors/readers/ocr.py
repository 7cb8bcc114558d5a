"""Scanned pages by rapidocr."""

from collections.abc import Callable
from typing import Any


def page_reader() -> Callable[[Any, int], Any] | None:
    """The reader of scanned pages, None where rapidocr is not installed."""
    return None
