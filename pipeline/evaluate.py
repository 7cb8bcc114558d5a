"""`zhengtu eval`: the reader of plans scored on the labelled sets of corpus/gold, and the comparison on the labelled
pairs of corpus/pairs, alone or against an earlier result.

A saved result (`--save`) holds the counts and the misses of each document; since the labels stay what they are, what
was gained and lost between two results is the difference of their misses, by name.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from extractors.errors import UserError, reason
from extractors.extract import extract_file
from pipeline.counts import FIELDS, PAIRS, Count, Miss, Score
from pipeline.gold import SUFFIX, read_gold
from pipeline.scoring import score
from pipeline.scoring_pairs import SUFFIX as PAIR_SUFFIX
from pipeline.scoring_pairs import score as score_pair

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
# The fields whose fall fails a comparison, and how far they may fall.
HELD = ("task", "unit", "lead", "target", "comparator", *PAIRS)
TOLERANCE = 0.002


@dataclass(frozen=True, slots=True)
class Result:
    """The scores of a run: set name to document name to score."""

    sets: dict[str, dict[str, Score]]

    def total(self, name: str, field: str) -> Count:
        """The count of a field over all documents of a set."""
        return sum((score.counts[field] for score in self.sets[name].values()), Count())


@dataclass(frozen=True, slots=True)
class Change:
    """What one document gained (misses that are gone) and lost (misses that are new) since an earlier result."""

    set_name: str
    document: str
    gained: tuple[Miss, ...]
    lost: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class Fall:
    """A field of a set whose F1 is lower than it was by more than `TOLERANCE`."""

    set_name: str
    field: str
    before: float
    after: float


def evaluate(names: Sequence[str]) -> Result:
    """Reads and scores every document or pair of the named sets: folders of corpus/gold, ``pairs``, or any folder.

    All of them if none is named.

    Raises UserError for a set that is not there or holds nothing labelled.
    """
    folders = [_folder(name) for name in names] or _all_sets()
    return Result({folder.name: dict(_scores(folder)) for folder in folders})


def _all_sets() -> list[Path]:
    gold = CORPUS / "gold"
    if not gold.is_dir():
        raise UserError(
            "评测要用带人工标注的语料 corpus/gold，只有源码目录里才有：请在源码目录里安装后运行，或写明标注文件夹"
        )
    return [*sorted(folder for folder in gold.iterdir() if _labelled(folder)), CORPUS / "pairs"]


def _labelled(folder: Path) -> bool:
    return folder.is_dir() and any(any(folder.glob(f"*{suffix}")) for suffix in (SUFFIX, PAIR_SUFFIX))


def _folder(name: str) -> Path:
    for folder in (CORPUS / "gold" / name, CORPUS / name, Path(name).expanduser()):
        if _labelled(folder):
            return folder.resolve()
    known = "、".join(folder.name for folder in _all_sets())
    raise UserError(f"没有“{name}”这组标注；有：{known}，也可写一个文件夹（内有 名称.txt 和 名称{SUFFIX}）")


def _scores(folder: Path) -> Iterator[tuple[str, Score]]:
    for labels in sorted(folder.glob(f"*{SUFFIX}")):
        name = labels.name.removesuffix(SUFFIX)
        # The labels of the plans in corpus/plans stand apart from their texts.
        texts = [folder / f"{name}.txt", CORPUS / "plans" / f"{name}.txt"]
        text = next((path for path in texts if path.exists()), None)
        if text is None:
            raise UserError(f"标注文件 {labels.name} 旁边没有 {name}.txt")
        yield name, score(read_gold(labels), extract_file(text))
    for labels in sorted(folder.glob(f"*{PAIR_SUFFIX}")):
        yield labels.name.removesuffix(PAIR_SUFFIX), score_pair(labels, CORPUS / "plans")


def to_json(result: Result) -> dict[str, Any]:
    """The result as plain data: totals of each set, and counts (right, extra, missed) and misses of each document."""
    return {
        name: {
            "total": {field: _figures(result.total(name, field)) for field in FIELDS if result.total(name, field)},
            "documents": {
                document: {
                    "counts": {field: astuple(count) for field, count in score.counts.items() if count},
                    "misses": [astuple(miss) for miss in score.misses],
                }
                for document, score in documents.items()
            },
        }
        for name, documents in result.sets.items()
    }


def _figures(count: Count) -> dict[str, float]:
    return {
        "precision": round(count.precision, 4), "recall": round(count.recall, 4), "f1": round(count.f1, 4),
        "right": count.right, "extra": count.extra, "missed": count.missed,
    }  # fmt: skip


def save(result: Result, path: Path) -> None:
    """Writes the result for a later comparison: one line for each document and one for each miss, for readable diffs."""
    sets = []
    for name, content in to_json(result).items():
        documents = ",\n".join(f"  {_line(name)}: {_document(saved)}" for name, saved in content["documents"].items())
        sets.append(f' {_line(name)}: {{"documents": {{\n{documents}\n }}}}')
    path.write_text("{\n" + ",\n".join(sets) + "\n}\n", encoding="utf-8")


def _document(saved: dict[str, Any]) -> str:
    misses = ",".join(f"\n    {_line(miss)}" for miss in saved["misses"])
    return f'{{"counts": {_line(saved["counts"])}, "misses": [{misses}]}}'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def load(path: Path) -> Result:
    """A saved result. Raises UserError for what is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Result(
            {
                name: {
                    document: Score(
                        {field: Count(*saved["counts"].get(field, (0, 0, 0))) for field in FIELDS},
                        [Miss(*miss) for miss in saved["misses"]],
                    )
                    for document, saved in content["documents"].items()
                }
                for name, content in data.items()
            }
        )
    except OSError as error:
        raise UserError(f"读不了评测结果 {path}：{reason(error)}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{path} 不是 zhengtu eval --save 存下的评测结果") from error


def changes(before: Result, after: Result) -> list[Change]:
    """What each document that both results hold has gained and lost."""
    out: list[Change] = []
    for name, documents in after.sets.items():
        for document, now in documents.items():
            then = before.sets.get(name, {}).get(document)
            if then is None:
                continue
            old, new = (Counter((miss.field, miss.about) for miss in found.misses) for found in (then, now))
            gained, lost = old - new, new - old
            if gained or lost:
                out.append(Change(name, document, _named(then, gained), _named(now, lost)))
    return out


def _named(found: Score, wanted: Counter[tuple[str, str]]) -> tuple[Miss, ...]:
    left = Counter(wanted)
    out: list[Miss] = []
    for miss in found.misses:
        if left[miss.field, miss.about] > 0:
            left[miss.field, miss.about] -= 1
            out.append(miss)
    return tuple(out)


def falls(before: Result, after: Result) -> list[Fall]:
    """The held fields that fell, set by set, over the documents that both results hold."""
    out: list[Fall] = []
    for name in after.sets.keys() & before.sets.keys():
        shared = after.sets[name].keys() & before.sets[name].keys()
        for field in HELD:
            then, now = (
                sum((result.sets[name][document].counts[field] for document in shared), Count()).f1
                for result in (before, after)
            )
            if now < then - TOLERANCE:
                out.append(Fall(name, field, then, now))
    return sorted(out, key=lambda fall: (fall.set_name, FIELDS.index(fall.field)))
