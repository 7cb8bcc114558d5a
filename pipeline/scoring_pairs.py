"""Labelled pairs of plans (corpus/pairs): a comparison held against its labels, counted as readings are.

A pair is NAME.pairs.json with NAME.upper.txt and NAME.lower.txt beside it, or with the names of two files of
corpus/plans in it.
"""

import json
from pathlib import Path
from typing import Any

from extractors.errors import UserError
from extractors.extract import extract_file
from pipeline.counts import Count, Score
from pipeline.verdicts import DEADLINES, LEADS, LINKS, TARGETS
from queries.compare import compare
from queries.pair_score import PairMiss, Tally, score_pair

SUFFIX = ".pairs.json"
# How a verdict is called in a miss, by field; what has no verdict of its own, by the last.
WORDS: dict[str, dict[str, str]] = {
    "link-verdict": LINKS,
    "target-verdict": {**TARGETS, "other-target": "对上了别的目标"},
    "lead-verdict": {**LEADS, "none": "没有承接"},
    "deadline-verdict": DEADLINES,
}
UNREAD = "没有读到"


def score(labels: Path, plans: Path) -> Score:
    """The score of the pair whose labels stand in the file `labels`; `plans`: the folder of corpus/plans.

    Raises UserError for labels that are none, and where a text is missing.
    """
    name = labels.name.removesuffix(SUFFIX)
    try:
        gold: dict[str, Any] = json.loads(labels.read_text(encoding="utf-8"))
        upper, lower = (
            plans / gold[f"{side}_file"] if f"{side}_file" in gold else labels.with_name(f"{name}.{side}.txt")
            for side in ("upper", "lower")
        )
        for file in (upper, lower):
            if not file.exists():
                raise UserError(f"标注文件 {labels.name} 旁边没有 {file.name}")
        found = score_pair(compare(extract_file(upper), extract_file(lower)), gold)
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{labels.name} 不是一份比对标注：{error!r}") from error
    result = Score()
    for field, tally in (
        ("link", found.links),
        ("link-verdict", found.verdicts),
        ("target-verdict", found.targets),
        ("lead-verdict", found.leads),
        ("deadline-verdict", found.deadlines),
    ):
        result.counts[field] = _count(tally)
    for miss in found.misses:
        result.fault(miss.field, miss.about, _fault(miss))
    return result


def _count(tally: Tally) -> Count:
    return Count(tally.right, tally.given - tally.right, tally.wanted - tally.right)


def _fault(miss: PairMiss) -> str:
    if miss.field == "link":
        return "漏" if miss.want == "linked" else "多"
    words = WORDS[miss.field]
    got = UNREAD if miss.got == "unread" else words.get(miss.got, miss.got)
    reason = f"（{miss.reason}）" if miss.reason else ""
    return f"应为 {words.get(miss.want, miss.want)}，判作 {got}{reason}"
