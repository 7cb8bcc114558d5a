"""What we know, as data: loaded once, validated when loaded.

A bad file fails at once with a `LexiconError` that names file, key and value: a fault of ours, never of the user.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


class LexiconError(ValueError):
    """A lexicon file that does not have the shape that its reader expects."""


@cache
def read_text(name: str) -> str:
    """The content of ``extractors/lexicon/NAME``."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def read_yaml(name: str) -> dict[str, Any]:
    """The mapping in ``extractors/lexicon/NAME``; raises `LexiconError` for any other top level."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(read_text(name), Loader=loader)
    if not isinstance(data, dict):
        raise LexiconError(f"{name}: expected a mapping at the top, found {type(data).__name__}")
    return data


@cache
def words(name: str, *path: str) -> tuple[str, ...]:
    """The list of strings at ``path`` of a YAML lexicon file."""
    value: Any = read_yaml(name)
    for key in path:
        if not isinstance(value, dict) or key not in value:
            raise LexiconError(f"{name}: no key {key!r} on the way {'/'.join(path)}")
        value = value[key]
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise LexiconError(f"{name}: {'/'.join(path)} must be a list of non-empty strings, found {value!r:.80}")
    return tuple(value)


@cache
def patterns(key: str) -> tuple[re.Pattern[str], ...]:
    """The regular expressions of ``conventions.yaml`` under `key`; raises `LexiconError` for one that is none."""
    try:
        return tuple(re.compile(pattern) for pattern in words("conventions.yaml", key))
    except re.error as fault:
        raise LexiconError(f"conventions.yaml: {key}: {fault}") from fault


@cache
def alternation(items: tuple[str, ...]) -> str:
    """A regular expression that matches any of `items`, longest first; to be set in a group where more follows.

    Words of one first character stand together, so that most of them are passed over by one comparison.
    """
    rests: dict[str, list[str]] = {}
    for item in sorted(items, key=lambda item: (-len(item), item)):
        rests.setdefault(item[0], []).append(re.escape(item[1:]))
    return "|".join(
        re.escape(first) + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})") for first, rest in rests.items()
    )


def first_characters(items: tuple[str, ...]) -> str:
    """A regular expression that matches the first character of any of `items`: the quick test before the long one."""
    return f"[{re.escape(''.join(sorted({item[0] for item in items})))}]"
