"""`zhengtu decide` for people."""

from collections.abc import Sequence
from typing import Any

from pipeline.decide import SPOKEN
from pipeline.screen import record
from pipeline.show import emit, place, quote, show


def answer_decisions(decisions: Sequence[dict[str, Any]], as_json: bool, withdrawn: bool = False) -> int:
    """Print all decisions, and before them that one was `withdrawn`; 0, the exit code."""
    if as_json:
        return emit({"decisions": list(decisions)})
    if withdrawn:
        show("已撤回这项判定。", *([""] if decisions else []))
        if not decisions:
            return 0
    show_decisions(decisions)
    return 0


def show_decisions(decisions: Sequence[dict[str, Any]]) -> None:
    """Each decision with both measures in words."""
    if not decisions:
        show("还没有判定。用法：zhengtu decide 上级举措标识 下级举措标识 承接|部分承接|不是")
        return
    blocks = [
        record(
            f"{SPOKEN[entry['verdict']]}（{entry['by']}，{entry['at']}）",
            [("上级", _measure(entry["upper"])), ("下级", _measure(entry["lower"])), ("说明", entry["note"])],
            f"{number}.",
        )
        for number, entry in enumerate(decisions, 1)
    ]
    show(*blocks, f"共 {len(decisions)} 项判定")


def _measure(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    if row["title"] is None:
        return f"{row['id']}（图里已没有这条举措）"
    where = place([row["document"], *row["section"]], row["number"])
    return f"{row['title']}（{where}） {quote(row['quote'])} {row['id']}"
