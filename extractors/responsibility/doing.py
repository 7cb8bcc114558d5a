"""What stands behind a unit that its sentence charges (于6月底前, 要, 负责, 足额落实), and behind a thing that is no subject.

Words are data: ``lexicon/duties.yaml``, ``lexicon/target_verbs.yaml``.
"""

import re
from functools import cache

from extractors.lexicon import alternation, words

_WORKS = ("strong", "weak", "adverb", "to_do", "change_up", "change_down")
_LONGEST_ORGAN = 4  # characters of the word that ends an organ's name


@cache
def charges() -> tuple[str, ...]:
    """The verbs of duty that charge any unit."""
    return words("duties.yaml", "charge")


@cache
def charged_with() -> re.Pattern[str]:
    """What follows a unit that is charged: a date, a modal, a verb of duty; not the date of a signature."""
    return re.compile(
        r"(?!\d{4}年\d{1,2}月\d{1,2}日\s*(?:$|（))"
        r"(?=\d{1,2}月|\d{4}年|[一二三四上下]季度|于\d|于年|每[年月季周日天]|要(?!求|点)|应当?|须|负责(?!人)"
        rf"|{alternation(charges())}|在(?=[^，。；]{{2,24}}?(?:{alternation(words('duties.yaml', 'placed'))})))"
    )


@cache
def acting() -> re.Pattern[str]:
    """What follows units behind 会同: a charge, or what they do together."""
    return re.compile(rf"{charged_with().pattern}|{alternation(words('duties.yaml', 'together'))}")


@cache
def undergoes() -> re.Pattern[str]:
    """What follows a thing that is built or opened by a date: 霞湾渔港 | 6月底前开工."""
    verbs = alternation(words("duties.yaml", "undergone"))
    return re.compile(
        rf"(?:[于在]|力争|确保)?[\d一二三四上下中半第年季度月日旬初底末前内]*(?:全面|全部|正式|顺利|如期|实现)*"
        rf"(?:(?:{verbs})[并、]?)+(?=[，。；]|$)"
    )


def organ_does(folded: str, at: int, end: int) -> re.Match[str] | None:
    """The deed behind an organ that ends at `at`: no noun follows its name, as one may that of a 中心 or 医院.

    None where the name goes on behind the deed (县委宣传部, 市人社局培训中心).
    """
    organ, inner = _organ()
    if not organ.search(folded, max(0, at - _LONGEST_ORGAN), at) or inner.match(folded, at, end):
        return None
    return _deeds().match(folded, at, end)


@cache
def _organ() -> tuple[re.Pattern[str], re.Pattern[str]]:
    organs = alternation(words("units.yaml", "organ"))
    inner = alternation(words("units.yaml", "inner"))
    return re.compile(rf"(?:{organs})$"), re.compile(
        rf"(?:(?![省市县区州旗镇乡])[一-龥]){{1,7}}?(?:{inner})(?![一-龥]*\d)"
    )


@cache
def _deeds() -> re.Pattern[str]:
    """Any verb of works and any adverb of two characters besides the deeds in the strict sense."""
    works = {word for key in _WORKS for word in words("target_verbs.yaml", key) if len(word) > 1}
    return re.compile(alternation(tuple(sorted(works | set(words("duties.yaml", "deeds"))))))
