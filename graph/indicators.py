"""Are two targets about one indicator? By name: 农膜回收率 and 农膜回收利用率 are, 秸秆综合利用率 is another."""

import re
from difflib import SequenceMatcher
from functools import lru_cache, reduce
from itertools import takewhile

from extractors.records import Target
from graph import knowledge
from graph.measurement import PER, quantities
from graph.subjects import exclude
from graph.terms import fold

# A horizon before the quantity, marks in its name, and what says at its end that it is a number of things.
HORIZON = re.compile(r"^(?:到|至|截至)?(?:(?:19|20)\d\d年?(?:底前?)?)?|[、，“”\"（）()]|(?:数量?|量)$")
# The tail says what kind of quantity it is; 比例, 比重, 占比 and 率 are one.
TAIL = re.compile(r"(?:所?占(?:比例?|比重)?|的?比例|的?比重|的?占比|率|水平)$")
# 护理员 and 护理人员 are one; 党员 and 成员 change with both names alike.
STAFF = re.compile(r"(?<=[^人])员$")
# What a rate of so many counts: 每亿元…死亡人数 is 亿元…死亡率.
HOW_MANY = re.compile(r"[人起件]$")
# What stands in brackets tells more about a name, and is no part of it.
BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
# Names without what they may leave out are one from this likeness on.
ALL_BUT_OMITTED = 0.85
# 单位工业增加值 and 万元工业增加值: what something is measured against, whatever the size.
FOR_EACH = re.compile(r"^(?:每?[百千万亿]+元|每?单位)")
# What is left of likeness between a rate and a count.
RATE_AND_COUNT = 0.7
# Kinds of a thing listed before it, of which another name says none: 供水、排水、燃气管网.
KINDS = re.compile(r"(?:[\u4e00-\u9fff]{2}、){2,}[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff]{2})")
# What joins a further thing to a list.
LISTED = re.compile(r"[及和与、]")
# A stem of so many characters names a thing of its own.
STEM, ONE_STEM = 5, 0.75
# A common end of so many characters holds a subject.
WITH_SUBJECT = 5
# A common beginning of so many characters, those of the frame not counted, names one thing.
ONE_FIELD = 3


@lru_cache(maxsize=8192)
def normal(indicator: str) -> tuple[str, bool]:
    """The indicator without noise, and whether it is a share of something (率、比例、占比)."""
    known = quantities()
    pattern, to = known.same_words
    printed = BRACKETED.sub("", indicator) or indicator
    per = bool(PER.match(printed))
    stated = known.states.sub("", printed)
    had = known.getting.sub("", stated if len(stated) > 2 else printed)
    text = pattern.sub(lambda match: to[match[0]], fold(had))
    text = known.around.sub("", HORIZON.sub("", text))
    bare = known.process.sub("", TAIL.sub("", text))
    bare = HOW_MANY.sub("", bare.removeprefix("每")) if per else STAFF.sub("人员", bare)
    share = per or TAIL.search(text) is not None or "占" in text
    return (FOR_EACH.sub("单位", bare) or text), share


@lru_cache(maxsize=32768)
def likeness(first: str, second: str) -> float:
    """How surely two names mean one quantity, 0 to 1; 0 where they name different members of one family."""
    (ours, our_share), (theirs, their_share) = normal(first), normal(second)
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        score = 1.0
    elif exclude(first, second):
        return 0.0
    else:
        score = max(_dice(ours, theirs), _within(ours, theirs))
        lean = quantities().optional.sub("", ours), quantities().optional.sub("", theirs)
        if lean[0] and lean[1] and len(min(lean, key=len)) >= 2:
            score = max(score, 0.95 * _dice(*lean), 0.95 * _within(*lean))
        core = quantities().omitted.sub("", ours), quantities().omitted.sub("", theirs)
        # What all of a kind have may be left out, but only where nothing else differs.
        if min(map(len, core)) >= 3 and _dice(*core) >= ALL_BUT_OMITTED:
            score = max(score, 0.9 * _dice(*core))
    if bool(KINDS.search(first)) != bool(KINDS.search(second)):
        score = max(score, 0.9 * likeness(KINDS.sub("", first), KINDS.sub("", second)))
    if bool(quantities().outsize.search(first)) != bool(quantities().outsize.search(second)):
        score *= 0.7
    return score if our_share == their_share else RATE_AND_COUNT * score


def kinship(first: str, second: str) -> float:
    """`likeness`, a thing and what it is counted by (托育机构, 托位) taken for one: names so akin are yet two quantities."""
    return max(likeness(first, second), likeness(_things(first), _things(second)))


def _things(name: str) -> str:
    for unit, thing in quantities().counted_by.items():
        name = name.replace(unit, thing)
    return name


def same_indicator(upper: Target, lower: Target) -> float:
    """`likeness` of two targets' indicators; level against change, and rate against count, weigh against it."""
    score = likeness(upper.indicator, lower.indicator)
    kinds = {upper.kind, lower.kind}
    covered = kinds == {"rate", "qualitative"} and any(
        target.comparator == "cover" and quantities().everything.search(target.text) for target in (upper, lower)
    )
    if (kinds == {"rate"} or covered) and normal(upper.indicator)[1] != normal(lower.indicator)[1]:
        # 够得上标准的卫生院占到35%, 安检全覆盖: what the name leaves out, the unit or the aim says.
        score = min(1.0, score / RATE_AND_COUNT)
    if len(kinds) == 2 and "qualitative" not in kinds:
        score *= 0.85
    return score


@lru_cache(maxsize=8192)
def other_basis(first: str, second: str) -> tuple[str, str] | None:
    """The words that two names of one frame put in the same place (行政村、自然村: 行政, 自然), None if none.

    What may be left out of a name (综合、资源化) and the words of the frame are no basis of their own.
    """
    first_bases, second_bases = _bases(first), _bases(second)
    if first_bases and second_bases and not first_bases.keys() & second_bases.keys():
        return next(iter(first_bases.values())), next(iter(second_bases.values()))
    (ours, share), (theirs, other_share) = normal(first), normal(second)
    for kind, start, end, other_start, other_end in _changes(ours, theirs, share and other_share):
        added = LISTED.match(ours[start:end]) and LISTED.match(theirs[other_start:other_end])
        # What is listed beside the thing (电动自行车及配件) is no other basis of it.
        if kind == "replace" and not added:
            pair = tuple(_own_words(part) for part in (ours[start:end], theirs[other_start:other_end]))
            if min(map(len, pair)) >= 2:
                return pair[0], pair[1]
    return None


def _changes(first: str, second: str, shares: bool) -> list[tuple[str, int, int, int, int]]:
    """The steps from one name to another; of `shares` those one character apart are one (房屋建筑, 保障性住房)."""
    steps: list[tuple[str, int, int, int, int]] = []
    found = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    for at, (kind, start, end, other_start, other_end) in enumerate(found):
        between = kind == "equal" and end - start == 1 and 0 < at < len(found) - 1
        if shares and steps and (between or (steps[-1][0] != "equal" and kind != "equal")):
            _, first_start, _, second_start, _ = steps.pop()
            start, other_start = first_start, second_start
            kind = "replace" if end > start and other_end > other_start else kind
        steps.append((kind, start, end, other_start, other_end))
    return steps


def _own_words(part: str) -> str:
    """A stretch of a name without what may be left out and the frame, unless it is made of both (公共机构)."""
    bare = quantities().optional.sub("", quantities().omitted.sub("", part))
    lean = knowledge.frame().sub("", bare)
    return lean if lean or len(bare) < 2 or not knowledge.frame().sub("", part) else part


def _bases(name: str) -> dict[int, str]:
    """The known bases (国考, 生产总值) in a name: which, and the words as printed."""
    found = ((at, pattern.search(name)) for at, pattern in enumerate(quantities().bases))
    return {at: match[0] for at, match in found if match}


def _without_basis(name: str) -> str:
    return normal(reduce(lambda text, pattern: pattern.sub("", text), quantities().bases, name))[0]


def same_stem(first: str, second: str) -> bool:
    """Are two names one but for this, that one is a share and the other a number (…的村占比, …的村)?"""
    (ours, our_share), (theirs, their_share) = normal(first), normal(second)
    if our_share == their_share or min(len(ours), len(theirs)) < STEM or other_basis(first, second):
        return False
    ours, theirs = (HOW_MANY.sub("", name) for name in (ours, theirs))
    return not exclude(first, second) and (ours == theirs or _dice(ours, theirs) >= ONE_STEM)


def in_context(first: str, second: str, first_place: str, second_place: str) -> float:
    """`likeness` of two names that their measures complete: 群众满意率 under 12345热线 is 12345热线满意率.

    Whatever one name has beyond the other must be said by the other's measure (`second_place`, `first_place`: folded
    text), and both must end alike.
    """
    ours, theirs = fold(first), fold(second)
    if ours[-2:] != theirs[-2:] or exclude(first, second):
        return 0.0
    (one, one_share), (two, two_share) = normal(first), normal(second)
    if one_share != two_share:
        return 0.0
    return min(said(one, two + "|" + second_place), said(two, one + "|" + first_place))


def said(name: str, place: str) -> float:
    """The share of a name, by pairs of characters, that stands in the folded text `place`; words of the frame left out."""
    pairs = _pairs(knowledge.frame().sub("", name) or name)
    return sum(pair in place for pair in pairs) / len(pairs)


def same_field(upper: Target, lower: Target) -> bool:
    """Do two amounts measured in other units name one thing first, in so many characters: 林下经济经营面积, 林下经济产值?"""
    ours, theirs = normal(upper.indicator)[0], normal(lower.indicator)[0]
    if not {upper.kind, lower.kind} <= {"amount", "change"} or exclude(ours, theirs):
        return False
    pairs = zip(ours, theirs, strict=False)
    common = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return len(knowledge.frame().sub("", common)) >= ONE_FIELD


def opened_with(first: str, second: str) -> str | None:
    """What the `second` name has before the first begins (房屋市政 before 工程一次验收合格率), None if nothing of its own."""
    (ours, _), (theirs, _) = normal(first), normal(second)
    start = next((at for at in range(2, len(theirs) - 1) if theirs[at : at + 2] == ours[:2]), 0)
    known = quantities()
    part = known.optional.sub("", known.omitted.sub("", theirs[:start]))
    return theirs[:start] if len(part) >= 2 and part not in ours else None


def same_subject(first: str, second: str) -> bool:
    """Are two names about one subject, though not one quantity? 环节损失率 of grain and of water are not.

    What both names end with (损失率, 起数) says how it is measured; the subject stands before it.
    """
    if _bases(first) and _bases(second) and _without_basis(first) == _without_basis(second):
        return True
    ours, theirs = fold(first), fold(second)
    if ours[-1:] != theirs[-1:] or exclude(first, second):
        return False
    end = 0
    while end < min(len(ours), len(theirs)) and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    # 村生活污水治理率 is more than a measure: it holds the subject.
    if len(knowledge.frame().sub("", ours[len(ours) - end :])) >= WITH_SUBJECT:
        return True
    one, two = (knowledge.frame().sub("|", name[: len(name) - end] or name) for name in (ours, theirs))
    shared = {pair for pair in _pairs(one) & _pairs(two) if "|" not in pair}
    return bool(shared) and (end >= 2 or len(shared) >= 2)


def _dice(first: str, second: str) -> float:
    ours, theirs = _pairs(first), _pairs(second)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


def _within(first: str, second: str) -> float:
    """The shorter name stands within the longer: the surer, the more of the longer it is."""
    short, long = sorted((first, second), key=len)
    if len(short) < 2 or short not in long:
        return 0.0
    return (0.65 if len(short) > 2 else 0.6) + 0.35 * len(short) / len(long)
