"""Names that a value stands in the middle of: 建成货运通道16条车道, 对130处公共厕所实施无障碍改造.

Offsets are those of a stream's text.
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.lexicon import alternation, words
from extractors.targets.anchors import Anchor
from extractors.targets.indicators import read_noun
from extractors.targets.verbs import verb_at_end
from extractors.words.endings import Endings, endings
from extractors.words.periods import Date
from extractors.words.places import Stretch

_PARTS = re.compile("[一-龥]{2,6}$")
_AT = re.compile("(?<![^，；。：、年月日底前内期要须争将])对$")
# Whoever is able stands before 能, an institution or a person: 发电 | 能满足 is not said of what is to be learnt.
_ABLE = re.compile("(?:能够|(?<=[院室站所心校厅点队员师医户])能)(?P<deed>[一-龥]{2,6})$")
_KINDS = ("种", "类", "项", "例")
_IN_PARTS = re.compile("(?:乡镇|镇|乡|街道|社区|行政村|自然村|村|县|区|市|部门|单位|成员)(?!民|道|域|内|口)")
_WHOLE = 16  # characters


def whole_and_parts(
    text: str, anchor: Anchor, lead: Stretch, tail: Stretch, dates: Sequence[Date]
) -> tuple[Stretch, Stretch] | None:
    """Where the two parts of the name of a count stand, before and behind it, or both behind it; else None.

    `lead` is what stands before the value, `tail` what stands behind it.
    """
    if text[lead[1] - 1 : lead[1]] == "对":
        m = _works().match(text, *tail) if _AT.search(text, *lead) else None
        return (m.span("things"), m.span("work")) if m else None
    if anchor.bounds[-1] is not None or lead[1] - lead[0] < 4 or _PARTS.match(text, *tail) is None:
        return None
    if endings("target_verbs.yaml", "collective").end(text, *lead):
        return None
    noun = read_noun(text, *lead, dates, True)
    if noun.verb is None or noun.end != lead[1] or not 3 <= noun.end - noun.start <= _WHOLE:
        return None
    return (noun.start, noun.end), tail


@cache
def _works() -> re.Pattern[str]:
    """公共厕所、公交站台 | 实施 | 无障碍改造: works that change things; to inspect them sets no number."""
    works = alternation(words("target_verbs.yaml", "renews"))
    return re.compile(
        rf"(?P<things>[^，。；的\d]{{2,20}}?)(?:全部|全面|逐一|统一|分批|依次|分类|集中|同步)*(?:实施|进行|开展|完成|予以)"
        rf"(?P<work>[^，。；、\d]{{0,10}}?(?:{works}))(?:工程|任务|工作)?(?=$|[，。；、）])"
    )


@cache
def _set_up() -> re.Pattern[str]:
    verbs = alternation(words("target_verbs.yaml", "placing") + words("target_verbs.yaml", "instituting"))
    return re.compile(rf"[^，。；]*?(?:{verbs})([^，。；、\d]{{4,24}})")


def thing_set_up(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What a clause without values sets up (建立 | 康复辅具社区租赁网点), for an aim in the clause behind it."""
    m = _set_up().fullmatch(text, start, end)
    return m.span(1) if m else None


@cache
def _areas() -> Endings:
    return Endings(words("scopes.yaml", "head") + words("target_verbs.yaml", "own_area"))


@cache
def _changed() -> Endings:
    return Endings(words("target_verbs.yaml", "renews"))


def place_of_works(text: str, start: int, end: int, tail: Stretch) -> Stretch | None:
    """完成 | 中心城区 | 312个 | 路口信号机联网改造: the place between the verb and what is counted, else None.

    Of the document's own area (全县16个乡镇) only works on things count, not works in its parts; and only what changes them.
    """
    at = _areas().longest(text, start, end)
    if at is None or at == start or verb_at_end(text, start, at) is None:
        return None
    if _changed().longest(text, *tail) is None or _IN_PARTS.match(text, *tail) is not None:
        return None
    return at, end


def able_to(text: str, start: int, end: int, unit: str) -> Stretch | None:
    """每个卫生院能 | 规范诊治 | 60种常见病: what those spoken of are to be able to do with the kinds counted in `unit`, else None."""
    if not unit.endswith(_KINDS) or text.find("能", start, end) < 0:
        return None
    m = _ABLE.search(text, start, end)
    return m.span("deed") if m else None
