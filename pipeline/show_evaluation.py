"""A result of `zhengtu eval` for people: figures by set and field, misses by name, what was gained and lost."""

from collections.abc import Iterable, Sequence

from pipeline.counts import FIELDS, Miss
from pipeline.evaluate import Change, Fall, Result
from pipeline.screen import table
from pipeline.show import show

NAMES = {
    "task": "任务", "unit": "单位", "lead": "牵头", "role": "角色", "deadline": "时限", "target": "目标",
    "comparator": "比较", "kind": "类别", "year": "年份", "base": "基期", "scope": "范围",
    "link": "承接关系", "link-verdict": "承接判定", "target-verdict": "目标判定", "lead-verdict": "牵头判定",
    "deadline-verdict": "时限判定",
}  # fmt: skip
HEADS = ("字段", "准确率", "召回率", "F1", "对", "多", "漏")


def show_result(result: Result, verbose: bool) -> None:
    """The figures of each set; `verbose`: each miss with its document before them."""
    for name, documents in result.sets.items():
        show(f"{name}：{len(documents)} 份")
        if verbose:
            for document, score in documents.items():
                _print_misses(f"  {document}  ", score.misses)
        counts = [(field, result.total(name, field)) for field in FIELDS]
        rows = [
            (
                f"{NAMES[field]} {field}",
                *(f"{f:.3f}" for f in (c.precision, c.recall, c.f1)),
                c.right,
                c.extra,
                c.missed,
            )
            for field, c in counts
            if c
        ]
        show(table(HEADS, rows, numbers=range(1, len(HEADS))), "")


def show_changes(changes: Sequence[Change], falls: Sequence[Fall], against: str) -> None:
    """Extractions gained and lost against an earlier result, by name, and the figures that fell too far."""
    gained, lost = (
        sum(len(change) for change in side)
        for side in ([change.gained for change in changes], [change.lost for change in changes])
    )
    show(f"与 {against} 相比：多读对 {gained} 处，少读对 {lost} 处")
    for change in changes:
        _print_misses(f"  ＋ {change.set_name}/{change.document}  ", change.gained)
        _print_misses(f"  － {change.set_name}/{change.document}  ", change.lost)
    for fall in falls:
        show(f"{fall.set_name} 的{NAMES[fall.field]} F1 由 {fall.before:.4f} 降到 {fall.after:.4f}")


def _print_misses(head: str, misses: Iterable[Miss]) -> None:
    for miss in misses:
        print(f"{head}{NAMES[miss.field]}  {miss.about}：{miss.fault}")
