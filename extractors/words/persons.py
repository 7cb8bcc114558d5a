"""Persons, who are never units: by their titles (周明副县长, 王平同志), in brackets by their names (（周  瑾、邵峰）)."""

import re

from extractors.lexicon import words

_PERSON = re.compile(
    r"同志$|(?:副?(?:镇|县|市|区|乡|州|旗|省|局|厅|处|科|部|校|院)长|书记|主席|常委|委员|主任)(?!办公)[一-龥]{2,3}(?:同志)?$"
    r"|[一-龥](?:副?(?:省|市|县|区|州|旗|镇|乡|局|厅|处|科|部|校|院|秘书|所|站|队|村)长|书记|主任|主席|常委)$"
)


def is_person(name: str) -> bool:
    """Whether `name` is a person's, by its title or 同志: persons are never units, 各班主任 is a body of them."""
    return not name.startswith("各") and bool(_PERSON.search(name))


_BLANKS = re.compile("[ \u3000]+")
_BETWEEN = re.compile("[、，/]")
_GIVEN = re.compile("[一-龥]{1,2}")


def are_persons(text: str) -> bool:
    """Whether folded `text`, what a bracket behind a unit holds, is names of persons: a surname and one or two characters.

    A name of two characters may be printed with blanks in it to be as wide as one of three.
    """
    names = [_BLANKS.sub("", name) for name in _BETWEEN.split(text)]
    return all(_is_name(name) for name in names)


def _is_name(name: str) -> bool:
    width = 2 if name.startswith(words("persons.yaml", "double")) else 1
    if not name.startswith(words("persons.yaml", "surnames") + words("persons.yaml", "double")):
        return False
    return _GIVEN.fullmatch(name, width) is not None and not name.endswith(words("persons.yaml", "no_name"))
