"""``@frozen``: how the values that pass between the stages of reading are declared."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """A slotted dataclass, hashed by its values, that mypy holds frozen and Python does not.

    Setting every field past a guard makes an object of ``dataclass(frozen=True)`` cost four times as much, and a plan
    of 20 pages is read by way of 6 000 of them. Records that leave the package (`extractors.records`) are frozen for good.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
