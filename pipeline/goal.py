"""What a target asks, as a policy officer would note it: ≥ 95%，比2020年减少 18%，取缔 8 个，零发生."""

import re
from functools import cache
from typing import Any

from extractors.lexicon import words
from extractors.targets.wordless import find_aims
from extractors.words.endings import Endings

COMPARATORS = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "eq": "", "about": "约 "}
BOUNDS = {"ge": "以上", "le": "以内", "about": "左右"}
WORDLESS = ("trend", "cover")
# Kinds whose figure says nothing of what becomes of the things that are counted: the verb does.
COUNTED = ("count", "amount")
DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
MARKS = " “”\"'‘’，。；："


def goal(target: dict[str, Any], text: str) -> str:
    """The aim of `target` (its contract, or a row of a question), which is printed as `text`.

    A count is told with the verb that stands beside it, an aim without a number in the text's own words.
    """
    if target["comparator"] in WORDLESS:
        return wordless(target["indicator"], text)
    if target["value"] is None:
        return ""
    unit = target["unit"] or ""
    number = f"{target['value']:.12g}"
    if target["value_high"] is not None:
        number += f"—{target['value_high']:.12g}"
    spaced = "" if unit.startswith(("%", "％")) else " "
    amount = f"{number}{spaced}{unit}".rstrip() + (BOUNDS.get(target["bound"] or "", ""))
    if target["comparator"] in ("increase", "decrease"):
        since = f"比{target['base_year']}年" if target["base_year"] else ""
        return f"{since}{'增加' if target['comparator'] == 'increase' else '减少'} {amount}"
    done = verb(target, text) if target["kind"] in COUNTED else ""
    return f"{done} ".lstrip() + COMPARATORS.get(target["comparator"], "") + amount


def wordless(indicator: str, text: str) -> str:
    """The words of `text` that say how far `indicator` is to be brought: 零发生, 全覆盖, 逐年提升."""
    aims = [text[aim.start : aim.end].replace(indicator, "") for aim in find_aims(text)]
    if not aims and indicator in text:
        aims = [text.rpartition(indicator)[2]]
    return (aims[-1] if aims else "").strip(MARKS) or "见原文"


def verb(target: dict[str, Any], text: str) -> str:
    """What is done to the things counted, as printed: 取缔 of 取缔城区散乱污企业8个, 关停 of 小煤矿12处关停; "" if nothing.

    It stands before the things or before their number, else at the end.
    """
    named = text.find(target["indicator"])
    behind = named + len(target["indicator"]) if named >= 0 else 0
    number = re.escape(f"{target['value']:.12g}")
    printed = re.search(rf"(?<![\d.]){number}(?!\.?\d)", text.translate(DIGITS))
    figure = printed.start() if printed else -1
    stretches = [(0, named)] if named >= 0 else []
    if figure >= 0:
        stretches += [(0 if figure < named else behind, figure), (max(figure + 1, behind), len(text))]
    for start, end in stretches:
        stretch = text[start:end].strip(MARKS).removesuffix(target["scope"] or "")
        at = _verbs().longest(stretch, 0, len(stretch))
        if at is not None:
            return stretch[at:]
    return ""


@cache
def _verbs() -> Endings:
    file = "target_verbs.yaml"
    return Endings(word for key in ("strong", "weak") for word in words(file, key) if len(word) > 1)
