"""Persons by their titles, who are never units (周明副县长, 王平同志)."""

import re

_PERSON = re.compile(
    r"同志$|(?:副?(?:镇|县|市|区|乡|州|旗|省|局|厅|处|科|部|校|院)长|书记|主席|常委|委员|主任)(?!办公)[一-龥]{2,3}(?:同志)?$"
    r"|[一-龥](?:副?(?:省|市|县|区|州|旗|镇|乡|局|厅|处|科|部|校|院|秘书|所|站|队|村)长|书记|主任|主席|常委)$"
)


def is_person(name: str) -> bool:
    """Whether `name` is a person's, by its title or 同志: persons are never units, 各班主任 is a body of them."""
    return not name.startswith("各") and bool(_PERSON.search(name))
