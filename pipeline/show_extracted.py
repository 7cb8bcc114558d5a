"""What `zhengtu extract` gives of one file or of many: for people, as JSON Lines, or as one JSON file for each."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from extractors.contract import to_contract
from extractors.errors import UserError, reason
from extractors.records import Plan
from pipeline.batch import Outcome
from pipeline.export import write_whole
from pipeline.report import check_target, write_report
from pipeline.screen import table
from pipeline.show import emit, show
from pipeline.show_plan import show_plan, show_report
from pipeline.watching import Watch

# What ends the name of a file, and not of a folder (结果.2024).
FILE = re.compile(r"\.[A-Za-z]{2,5}")


def extracted(
    outcomes: Iterable[Outcome], files: Sequence[Path], as_json: bool, report: bool, out: Path | None, watch: Watch
) -> int:
    """Give each outcome as it comes; the failed ones are lines on stderr at the end. 1 where one failed.

    Raises UserError for a single file that cannot be read and for a folder `out` that cannot be written to.
    """
    if report and (out or as_json):
        raise UserError(f"--report 和 {'--out' if out else '--json'} 只能用一个")
    if out and not out.is_dir() and FILE.fullmatch(out.suffix):
        if as_json:
            raise UserError("--json 和 --out 文件只能用一个；--out 一个文件夹时可以合用")
        return _reported(outcomes, files, out, watch)
    if out:
        return _written(outcomes, files, as_json, out, watch)
    failed: list[str] = []
    for outcome in outcomes:
        watch.done(outcome.file)
        if outcome.plan is None:
            failed.append(outcome.message or "")
            continue
        with watch.aside():
            if as_json:
                emit(to_contract(outcome.plan))
            else:
                (show_report if report else show_plan)(outcome.plan)
                show(*([""] if len(files) > 1 else []))
    return _told(failed, len(files))


def _reported(outcomes: Iterable[Outcome], files: Sequence[Path], out: Path, watch: Watch) -> int:
    """All plans as one workbook or document."""
    from pipeline.report_plans import plans_report

    check_target(str(out))
    plans, failed = [], []
    for outcome in outcomes:
        watch.done(outcome.file)
        if outcome.plan is None:
            failed.append(outcome.message or "")
        else:
            plans.append(outcome.plan)
    if plans:
        write_report(plans_report(plans), out)
        tasks, targets, warnings = (sum(counts) for counts in zip(*map(_counts, plans), strict=True))
        show(f"已写到 {out}：{len(plans)} 份文件，{tasks} 项任务，{targets} 个目标，{warnings} 处提示")
    return _told(failed, len(files))


def _written(outcomes: Iterable[Outcome], files: Sequence[Path], as_json: bool, out: Path, watch: Watch) -> int:
    """Each plan as a file of `out`; what is printed is the list of them."""
    names = dict(zip(files, json_names(files), strict=True))
    if there := [name for name in names.values() if (out / name).exists()]:
        told = there[0] if len(there) == 1 else f"{there[0]} 等 {len(there)} 个文件"
        raise UserError(f"文件夹 {out} 里已经有 {told}，不覆盖：请换一个文件夹，或先把它们移走")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"写不了文件夹 {out}（{reason(error)}）") from None
    rows, failed = [], []
    entries: list[dict[str, str | None]] = []
    for outcome in outcomes:
        watch.done(outcome.file)
        target = out / names[outcome.file]
        if outcome.plan is None:
            failed.append(outcome.message or "")
            entries.append({"file": str(outcome.file), "out": None, "message": outcome.message})
            continue
        write_whole(target, json.dumps(to_contract(outcome.plan), ensure_ascii=False, indent=1) + "\n")
        rows.append((target.name, outcome.plan.document.title, *_counts(outcome.plan)))
        entries.append({"file": str(outcome.file), "out": str(target), "message": None})
    if as_json:
        emit({"files": entries})
        return int(bool(failed))
    if rows:
        show(table(("写成", "标题", "任务", "目标", "提示"), rows, numbers=(2, 3, 4)), "")
        show(f"共 {len(files)} 个文件，写到 {out} 的有 {len(rows)} 份")
    return _told(failed, len(files))


def _counts(plan: Plan) -> tuple[int, int, int]:
    return len(plan.tasks), len(plan.targets), len(plan.warnings)


def json_names(files: Sequence[Path]) -> list[str]:
    """A name for the JSON of each file: 方案.docx gives 方案.docx.json, a second file of that name 方案.docx.2.json.

    Names that differ in case only are one to some file systems, and so to us.
    """
    taken: set[str] = set()
    names = []
    for file in files:
        name, number = f"{file.name}.json", 1
        while name.casefold() in taken:
            number += 1
            name = f"{file.name}.{number}.json"
        taken.add(name.casefold())
        names.append(name)
    return names


def _told(failed: Sequence[str], files: int) -> int:
    if failed and files == 1:
        raise UserError(failed[0])
    for message in failed:
        print(f"未读出：{message}", file=sys.stderr)
    return int(bool(failed))
