"""The targets read from a plan held against the labelled ones (rules: corpus/gold/README.md)."""

from collections import Counter
from collections.abc import Sequence

from extractors.records import Target
from pipeline.counts import FIELDS, Score, plain
from pipeline.gold import Gold, GoldTarget

_SCALES = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}
_UNSCALED = ("千克", "千瓦", "千米", "百分点")


def score_targets(gold: Gold, found: Sequence[Target], result: Score) -> None:
    """Adds to `result` which labelled targets were found, how each of their fields was read, and what is extra."""
    rest = list(found)
    names: Counter[str] = Counter()
    for want in gold.targets:
        about = _target_name(want)
        names[about] += 1
        if names[about] > 1:
            about = f"{about} ({names[about]})"
        hit = _best(want, [target for target in rest if same_target(want, target)])
        if hit is not None:
            rest.remove(hit)
            result.right("target")
            _score_fields(want, hit, about, result)
        elif not want.optional:
            result.missed("target", about)
    for other in rest if gold.targets_exhaustive else []:
        if not (gold.wordless_open and other.value is None):
            result.extra("target", _target_name(other))


def _target_name(target: GoldTarget | Target) -> str:
    value = "" if target.value is None else f"{target.value:.12g}"
    return f"{plain(target.indicator)[:24]} {value or target.comparator}{target.unit or ''}"


def same_target(want: GoldTarget, got: Target) -> bool:
    """Whether `got` is the labelled target: indicator by containment or 60 % of its characters, and one value alike."""
    name, other = plain(want.indicator), plain(got.indicator)
    share = len(set(name) & set(other)) >= 0.6 * len(set(name))
    if not other or not (name in other or other in name or share):
        return False
    if want.value is None:
        return got.value is None and got.comparator == want.comparator
    asked = [value for value in (want.value, want.value_high) if value is not None]
    given = [value for value in (got.value, got.value_high) if value is not None]
    return any(_same_quantity(a, want.unit, b, got.unit) for a in asked for b in given)


def _same_quantity(value: float, unit: str | None, other: float, other_unit: str | None) -> bool:
    """Whether the values are one as printed, or one when written out (1.2 万人 is 12000 人)."""
    near = 1e-6 * max(1, abs(value))
    return abs(value - other) <= near or abs(_written_out(value, unit) - _written_out(other, other_unit)) <= near


def _written_out(value: float, unit: str | None) -> float:
    bare = plain(unit)
    scale = _SCALES.get(bare[:1])
    return value * scale if scale and not bare.startswith(_UNSCALED) else value


def _best(want: GoldTarget, candidates: Sequence[Target]) -> Target | None:
    """The candidate whose indicator and year are the labelled ones, else whose name is nearest in length."""
    name = plain(want.indicator)

    def distance(target: Target) -> tuple[bool, bool, int]:
        other = plain(target.indicator)
        return other != name, target.year != want.year, abs(len(other) - len(name))

    return min(candidates, key=distance, default=None)


def _score_fields(want: GoldTarget, got: Target, about: str, result: Score) -> None:
    bound = want.comparator not in ("increase", "decrease") or want.bound == got.bound
    accepted = got.comparator in {want.comparator, *want.accept}
    result.judge("comparator", accepted and bound, about, [want.comparator, want.bound], [got.comparator, got.bound])
    judged = set(FIELDS) - set(want.open or [])
    if "kind" in judged and want.kind is not None:
        result.judge("kind", want.kind == got.kind, about, want.kind, got.kind)
    if "year" in judged:
        result.judge("year", want.year == got.year, about, want.year, got.year)
    if "base" in judged:
        asked, given = [want.base_year, want.base_value], [got.base_year, got.base_value]
        result.judge("base", asked == given, about, asked, given)
    if "scope" in judged:
        result.judge("scope", plain(want.scope) == plain(got.scope), about, want.scope, got.scope)
