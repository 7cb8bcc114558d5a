"""What kind of body a unit is, read from the form of its name by the rules of unit_kinds.yaml."""

from __future__ import annotations

import functools
import importlib.resources
import re
from dataclasses import dataclass
from typing import Any, Literal, get_args

UnitKind = Literal["bureau", "party", "collective", "enterprise", "mass organisation", "office", "task force"]
Where = Literal["prefix", "suffix", "anywhere"]
# Spaces, and one bracket that closes the name: an added name (卫生健康委（中医药局）), not the form of the first.
NOISE = re.compile(r"\s+|[（(〔\[][^（）()〔〕\[\]]*[）)〕\]]$")


@dataclass(frozen=True, slots=True)
class Rule:
    """Names with one of `words` at the place `where` are of `kind`."""

    kind: UnitKind
    where: Where
    words: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """Whether the rule says what `name` is."""
        if self.where == "prefix":
            return name.startswith(self.words)
        if self.where == "suffix":
            return name.endswith(self.words)
        return any(word in name for word in self.words)


def unit_kind(name: str) -> UnitKind:
    """The kind of the unit called `name`; a name of no special form is a bureau."""
    plain = NOISE.sub("", name.strip()) or name
    return next((rule.kind for rule in rules() if rule.fits(plain)), "bureau")


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The rules of the package, in order. Raises ValueError on a bad file."""
    import yaml

    return parse(yaml.safe_load(importlib.resources.files("graph").joinpath("unit_kinds.yaml").read_text("utf-8")))


def parse(data: Any) -> tuple[Rule, ...]:
    """Rules from the plain data of a YAML file. Raises ValueError naming the entry, the key and the value."""
    found = []
    for number, entry in enumerate(data, start=1):
        where = f"unit_kinds.yaml: entry {number}"
        if set(entry) != {"kind", "where", "words"}:
            raise ValueError(f"{where}: keys are {sorted(entry)}, should be kind, where, words")
        if entry["kind"] not in get_args(UnitKind):
            raise ValueError(f"{where}.kind: {entry['kind']!r} is none of {get_args(UnitKind)}")
        if entry["where"] not in get_args(Where):
            raise ValueError(f"{where}.where: {entry['where']!r} is none of {get_args(Where)}")
        if not all(isinstance(word, str) and word for word in entry["words"]):
            raise ValueError(f"{where}.words: {entry['words']!r} are not all words")
        found.append(Rule(entry["kind"], entry["where"], tuple(entry["words"])))
    return tuple(found)
