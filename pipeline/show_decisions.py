"""`zhengtu decide` for people."""

from collections.abc import Sequence
from typing import Any

from pipeline.decide import SPOKEN
from pipeline.report import Column, Report, Table, Tone
from pipeline.screen import record
from pipeline.show import emit, place, quote, show

# The words of `decide`, in colours.
LINK_TONES: dict[str, Tone] = {"承接": "good", "部分承接": "warn", "未承接": "bad", "不是": "bad"}


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
            f"{SPOKEN[entry['verdict']]}（{entry['by']}，{when(entry['at'])}）",
            [("上级", _measure(entry["upper"])), ("下级", _measure(entry["lower"])), ("说明", entry["note"])],
            f"{number}.",
        )
        for number, entry in enumerate(decisions, 1)
    ]
    show(*blocks, f"共 {len(decisions)} 项判定")


def when(at: str) -> str:
    """A time to the minute; a day where only that was kept."""
    return at[:16].replace("T", " ")


def _measure(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    if row["title"] is None:
        return f"{row['id']}（图里已没有这条举措）"
    where = place([row["document"], *row["section"]], row["number"])
    return f"{row['title']}（{where}） {quote(row['quote'])} {row['id']}"


def decisions_report(decisions: Sequence[dict[str, Any]]) -> Report:
    """All decisions as a report: one row each, with the ids that `zhengtu decide … --withdraw` takes."""
    columns = (
        Column("序号", 6), Column("判定", 11), Column("上级举措", 60), Column("下级举措", 60), Column("说明", 30),
        Column("判定人", 12), Column("时间", 17), Column("标识（上级 下级）", 38),
    )  # fmt: skip
    rows = tuple(
        (
            number, SPOKEN[entry["verdict"]], _measure(entry["upper"]), _measure(entry["lower"]), entry["note"],
            entry["by"], when(entry["at"]), " ".join(row["id"] for row in (entry["upper"], entry["lower"]) if row),
        )
        for number, entry in enumerate(decisions, 1)
    )  # fmt: skip
    return Report("对承接的判定", (f"共 {len(rows)} 项",), (Table("判定", "", columns, rows, 1, LINK_TONES),))
