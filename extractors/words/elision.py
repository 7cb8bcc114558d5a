"""Names that a list elides: 省财政厅、民政厅 means 省民政厅."""

import re

_TIER = re.compile(r"^(省|自治区|市|县|区|州|旗|盟|镇|乡|街道)(?=[一-龥]{2,})(?!属|直|级)")
_BUREAU = re.compile(r"(?:局|厅|委|委员会|办|办公室)(?:（[^（）]*）)?$")
_OWN = re.compile(
    r"^(?:省|市|县|区|州|旗|盟|镇|乡|街道|各|有关|相关|国|中|团|驻|辖|全|人民银行|农发行|[一-龥]{2,6}(?:省|市|县|区|州|旗|镇|乡|海关|分局|支行))"
)


def canonical_names(names: list[str]) -> list[str]:
    """The names of one printed list with the tier's prefix restored where the list left it out.

    A bureau's name without prefix takes that of the name before it in the list; folded or printed names alike.
    """
    tier = ""
    out: list[str] = []
    for name in names:
        match = _TIER.match(name)
        if match:
            tier = match.group(1)
            out.append(name)
        elif tier and _BUREAU.search(name) and not _OWN.match(name) and len(name) <= 14:
            out.append(tier + name)
        else:
            out.append(name)
    return out
