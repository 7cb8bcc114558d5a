"""Is one unit of the county the counterpart of a unit of the city? Read from names: by function, then by letters.

- function: 市工信局 and 市科工信局, 市事管局 and 市机关事务中心 do the same by the lexicon of institutions;
- letters: names that the lexicon does not know are counterparts when, without level, place and suffix, the shorter
  is an abbreviation of the longer (its characters stand in the longer in order);
- collectives: 各区县政府 of the city are the county itself, and so whoever leads in it.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from extractors.words.institutions import core, functions, is_institution
from graph import knowledge


class Evidence(NamedTuple):
    """What speaks for (or, below 0, against) two things being one: a score up to 1 and the reason in Chinese."""

    score: float
    reason: str


LeadVerdict = Literal["same", "extended", "differs", "missing"]

COLLECTIVE = re.compile(
    r"^(?:各|有关|相关|全市各|全县各|其他)|(?:各|有关|相关)[^、，]{0,8}(?:县|区|乡|镇|街道|市)|县[（(]市|区县|县区|县市区"
)


DUTIES = re.compile(
    r"(?P<unit>[\u4e00-\u9fff]{2,14}?(?:局|委|办|办公室|中心|部))(?:统一|一并|同时)?(?:承担|履行|行使)"
    r"(?P<duties>[\u4e00-\u9fff、，]{2,60}?)(?:等)?(?:部门)?的?(?:职责|职能)"
)


@lru_cache(maxsize=8192)
def counterpart(upper: str, lower: str) -> Evidence:
    """Evidence that unit `lower` does in the county what `upper` does in the city; 0.5 and more means yes."""
    if upper == lower:
        return Evidence(1.0, f"{upper}与{lower}同名")
    if is_collective(upper) and is_collective(lower):
        return Evidence(0.9, f"{upper}与{lower}同为属地单位")
    ours, theirs = functions(upper), functions(lower)
    if ours and theirs:
        common = ours & theirs
        if not common:
            return Evidence(0.0, f"{upper}与{lower}职能不同")
        if ours == theirs:
            return Evidence(1.0, f"{lower}与{upper}职能相同")
        if common in (ours, theirs):
            wide, narrow = (upper, lower) if common == theirs else (lower, upper)
            return Evidence(0.9, f"{wide}的职能包含{narrow}的职能")
        share = len(common) / min(len(ours), len(theirs))
        return Evidence(0.5 + 0.3 * share, f"{lower}与{upper}职能部分相同")
    if (ours and is_institution(lower)) or (theirs and is_institution(upper)):
        own = lower if ours else upper
        return Evidence(0.0, f"{own}是专门机构，不等于同领域的主管部门")
    return _by_letters(upper, lower)


def _by_letters(upper: str, lower: str) -> Evidence:
    first, second = core(upper), core(lower)
    short, long = sorted((first, second), key=len)
    if len(short) < 2:
        return Evidence(0.0, f"{upper}与{lower}无对应依据")
    if short == long:
        return Evidence(1.0, f"{lower}与{upper}除地名外同名")
    matched = _in_order(short, long)
    if matched == len(short) and (short[0] == long[0] or short in long):
        return Evidence(0.8, f"“{short}”是“{long}”的简称")
    ratio = 2 * _longest_common(first, second) / (len(first) + len(second))
    if ratio >= 0.6 and _suffix_alike(upper, lower):
        return Evidence(0.5 + 0.4 * (ratio - 0.6), f"{lower}与{upper}名称相近")
    return Evidence(0.0, f"{upper}与{lower}无对应依据")


def _suffix_alike(upper: str, lower: str) -> bool:
    return upper[-1] == lower[-1]


def _in_order(short: str, long: str) -> int:
    at = 0
    for char in long:
        if at < len(short) and char == short[at]:
            at += 1
    return at


def _longest_common(first: str, second: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(second) + 1)
    for one in first:
        previous = 0
        for at, other in enumerate(second, 1):
            previous, row[at] = row[at], previous + 1 if one == other else max(row[at], row[at - 1])
    return row[-1]


@lru_cache(maxsize=4096)
def is_collective(name: str) -> bool:
    """各县区政府、各乡镇（街道）、各有关单位: many units under one name."""
    return bool(COLLECTIVE.search(name))


def is_counties(name: str, region: str | None) -> bool:
    """Does a city's unit name stand for its counties (各区县〔市〕政府) or for this county itself (溪口县政府)?"""
    if region and region in name:
        return True
    return is_collective(name) and bool(re.search(r"[县区]", name)) and "部门" not in name


def absorbing(upper: str, lower: str, departments: Collection[str]) -> Evidence:
    """Evidence that `lower` does the city unit's work because the county has no department for it.

    `departments`: the functions of all units that the county's plan names.
    """
    carried = knowledge.absorbed()
    ours = functions(upper)
    if ours and not ours & set(departments) and all(carried.get(key, frozenset()) & functions(lower) for key in ours):
        return Evidence(0.7, f"下级未见单设的{core(upper)}部门，由{lower}承担")
    return Evidence(0.0, f"{upper}与{lower}无对应依据")


def stated_duties(text: str) -> dict[str, frozenset[str]]:
    """What a plan says its units do: 区经济发展局承担发展改革、工业和信息化等职责, unit -> functions."""
    found: dict[str, frozenset[str]] = {}
    for match in DUTIES.finditer(text):
        known = (functions(word.strip() + "局") for word in re.split(r"[、，和]|以及", match["duties"]))
        # 工业和信息化 is one duty, and must not be cut at its 和.
        whole = (functions(word.strip() + "局") for word in re.split(r"[、，]|以及", match["duties"]))
        duties = frozenset().union(*known, *whole)
        if duties:
            found[match["unit"]] = found.get(match["unit"], frozenset()) | duties
    return found


def judge_leads(
    upper: Sequence[str],
    lower: Sequence[str],
    region: str | None,
    departments: Collection[str] = (),
    duties: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> tuple[LeadVerdict, str]:
    """The verdict on who leads: `upper` and `lower` are the leads of two linked measures, `region` the county.

    `departments`: the functions of all units that the county's plan names, if known; `duties`: what that plan itself
    says its units do (`stated_duties`).
    """
    if not lower:
        if not upper:
            return "same", "上下级均未明确牵头单位"
        return "missing", f"上级由{'、'.join(upper)}牵头，下级未明确牵头单位"
    named = [name for name in upper if not is_counties(name, region)]
    if not upper:
        return "extended", f"上级未明确牵头单位，下级由{'、'.join(lower)}牵头"
    if not named:
        return "same", f"上级由{'、'.join(upper)}牵头，下级由{'、'.join(lower)}落实"

    def best(city: str, county: str) -> Evidence:
        found = counterpart(city, county)
        if found.score < 0.5 and functions(city) & set(duties.get(county, ())):
            return Evidence(0.9, f"下级方案写明{county}承担{core(city)}职责")
        return absorbing(city, county, departments) if departments and found.score < 0.5 else found

    found = {name: max((best(name, other) for other in lower), key=lambda e: e.score) for name in named}
    answered = [name for name in named if found[name].score >= 0.5]
    reasons = "；".join(found[name].reason for name in answered)
    others = [name for name in lower if all(best(city, name).score < 0.5 for city in named)]
    if not answered:
        return "differs", f"上级由{'、'.join(upper)}牵头，下级由{'、'.join(lower)}牵头，职能不对应"
    if len(answered) < len(named):
        absent = "、".join(name for name in named if name not in answered)
        return "differs", f"{reasons}；上级牵头单位{absent}在下级牵头单位中无对应"
    if others:
        return "extended", f"{reasons}；下级另有{'、'.join(others)}牵头"
    return "same", reasons
