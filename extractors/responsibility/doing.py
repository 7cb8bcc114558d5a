"""What stands behind a unit that its sentence charges (于6月底前, 要, 负责, 足额落实), and behind a thing that is no subject.

Words are data: ``lexicon/duties.yaml``, ``lexicon/target_verbs.yaml``.
"""

import re
from functools import cache

from extractors.lexicon import alternation, first_characters, words
from extractors.records import Role
from extractors.responsibility.wording import JOINS
from extractors.words.labels import ROLES, verb_pattern
from extractors.words.names import last_characters

_WORKS = ("strong", "weak", "adverb", "to_do", "change_up", "change_down")
_LONGEST_ORGAN = 4  # characters of the word that ends an organ's name
# Nobody in particular: 各单位, 有关部门, 牵头单位; places and bodies that are charged only by a date or with a duty.
NOBODY = re.compile(
    r"各?(?:有关|相关|其他|其它|级|单位|部门|成员|牵头|主要|责任|配合|协同|参与|承办|协办|主办|主责|主管|包|专班|工作|领导|主体)|全|[一-龥“”（）]{0,20}?(?:领导小组|联席会议|指挥部|专班)(?!办)"
)


@cache
def charges() -> tuple[str, ...]:
    """The verbs of duty that charge any unit."""
    return words("duties.yaml", "charge")


_CHARGED_FIRST = "0123456789一二三四上下年于每要应须负联管在"  # how dates, modals and the rest of `charged_with` begin


@cache
def charged_with() -> re.Pattern[str]:
    """What follows a unit that is charged: a date, a modal, a verb of duty; not the date of a signature."""
    return re.compile(
        rf"(?={first_characters((*charges(), *_CHARGED_FIRST))})"
        r"(?!\d{4}年\d{1,2}月\d{1,2}日\s*(?:$|（))"
        r"(?=\d{1,2}月|\d{4}年|[一二三四上下]季度|于[\d年每上下一二三四]|每[年月季周日天]|要(?!求|点)|应当?|须|负责(?!人)|联合(?![会国社体])|管(?![理委道网控辖护教])"
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


@cache
def asked_with() -> re.Pattern[str]:
    """A matter and the word by which a unit is asked or told to see to it: 地名宣传恳请, 此事责成."""
    asked = alternation(words("duties.yaml", "asked"))
    return re.compile(
        rf"[^，。；]{{0,24}}?(?<![{''.join(words('duties.yaml', 'asks_for'))}])({asked})(?=[^，。；]{{3}})"
    )


@cache
def laid_on() -> re.Pattern[str]:
    """A matter and the word that lays it on the units behind it: 责任落实到 | 区住建局、各街道."""
    return re.compile(
        rf"[^，。；]{{0,24}}?(?:{alternation(words('duties.yaml', 'laid_on'))})(?=[^，。；]{{3,60}}[，。；]|[^，。；]{{3,60}}$)"
    )


@cache
def _role_verb() -> re.Pattern[str]:
    adverbs = alternation(words("labels.yaml", "adverbs"))
    made = alternation(words("duties.yaml", "made"))
    offices = "|".join(f"(?P<as_{role}>{alternation(words('duties.yaml', 'offices', role))})" for role in ROLES)
    return re.compile(
        rf"(?:(?:要(?!求)|应当?(?!急)|须|均|都)?(?:{adverbs})?(?:{verb_pattern().pattern})(?!人(?!员)|同志|领导|干部|单位|部门)|(?:均|都|即)?(?:{made})[一-龥]{{0,4}}?(?:{offices}))"
        r"(?P<ends>(?=[，。；]|$))?"
    )


def role_behind(folded: str, at: int, end: int) -> tuple[Role | None, bool]:
    """The role of the verb behind a unit that ends at `at`, None for another verb; and whether that closes its clause."""
    verb = _role_verb().match(folded, at, end)
    if verb is None:
        return None, False
    closes = verb["ends"] is not None
    if not closes and (verb["lead"] or "").startswith(words("duties.yaml", "leading_deeds")):
        return None, False
    return next(role for role in ROLES if verb[role] or verb[f"as_{role}"]), closes


def organ_does(folded: str, at: int, end: int) -> re.Match[str] | None:
    """The deed behind an organ that ends at `at`: no noun follows its name, as one may that of a 中心 or 医院.

    None where the name goes on behind the deed (县委宣传部, 市人社局培训中心).
    """
    organ, inner = _organ()
    if not organ.search(folded, max(0, at - _LONGEST_ORGAN), at) or inner.match(folded, at, end):
        return None
    return _deeds().match(folded, at, end)


def name_goes_on(folded: str, at: int, end: int) -> bool:
    """Whether a name, or a list of them, goes on where an institution's ends at `at` (市委 | 宣传部, 市民政局 | 、…)."""
    return folded[at] in "、和及与（" or _organ()[1].match(folded, at, end) is not None


@cache
def _organ() -> tuple[re.Pattern[str], re.Pattern[str]]:
    organs = alternation(words("units.yaml", "organ"))
    inner = alternation(words("units.yaml", "inner"))
    return re.compile(rf"(?:{organs})$"), re.compile(
        rf"(?:(?![省市县区州旗镇乡])[一-龥]){{1,7}}?(?:{inner})(?![一-龥]*\d)"
    )


@cache
def _some_charge() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What joins units or lays a matter on those behind it; the end of a name, of an organ's, with what charges it."""
    duties = ("asked", "laid_on")
    laid = ("由", *JOINS, *(word for key in duties for word in words("duties.yaml", key)))
    organs = "".join(sorted({word[-1] for word in words("units.yaml", "organ")}))
    return (
        re.compile(alternation(laid)),
        re.compile(rf"[）{last_characters()}](?:{charged_with().pattern}|{_role_verb().pattern}|等)"),
        re.compile(rf"[{organs}](?:{_deeds().pattern})"),
    )


def may_charge(folded: str, start: int, end: int) -> bool:
    """Whether a sentence or clause may charge a unit: the quick test before its names are read, which most fail."""
    laid, charged, done = _some_charge()
    found = laid.search(folded, start, end) or charged.search(folded, start, end) or done.search(folded, start, end)
    return found is not None


@cache
def _deeds() -> re.Pattern[str]:
    """Any verb of works and any adverb of two characters besides the deeds in the strict sense."""
    works = {word for key in _WORKS for word in words("target_verbs.yaml", key) if len(word) > 1}
    return re.compile(alternation(tuple(sorted(works | set(words("duties.yaml", "deeds"))))))
