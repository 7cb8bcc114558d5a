"""What `zhengtu add` shows: what became of each file."""

import sys
from collections.abc import Sequence
from pathlib import Path

from graph.version import Outdated
from pipeline.add import STATUSES, Added
from pipeline.screen import table
from pipeline.show import emit, show


def report(results: Sequence[Added], as_json: bool, left: Outdated | None = None) -> int:
    """Print what became of each file, the failed ones last and on stderr; 1 where one failed.

    `left` are the documents of another version that are still in the store.
    """
    failed = [result for result in results if result.status == "failed"]
    if as_json:
        emit({"files": [result.to_contract() for result in results], "outdated": left.count if left else 0})
    else:
        loaded = [result for result in results if result.status != "failed"]
        if loaded:
            heads = ("结果", "标题", "地区", "任务", "举措", "目标", "提示")
            body = [(STATUSES[r.status], r.title, r.region, r.tasks, r.measures, r.targets, r.warnings) for r in loaded]
            show(table(heads, body, numbers=(3, 4, 5, 6)), "")
        counts = [
            f"{label} {sum(result.status == status for result in results)} 份" for status, label in STATUSES.items()
        ]
        show(f"共 {len(results)} 个文件：{'，'.join(counts)}")
        for result in results:
            if result.instead_of:
                same = result.instead_of == Path(result.file).name
                other = f"从别的文件夹读入的 {result.instead_of}" if same else f"读入的 {result.instead_of}"
                show(
                    f"注意：{result.file} 与先前{other} 标题、文号、地区相同，算作同一份文件，已替换它；"
                    "如是两份文件，请先在文件里写明各自的地区或文号"
                )
        for result in failed:
            print(f"未读入：{result.message}", file=sys.stderr)
    if left:
        print(f"库里还有 {left}", file=sys.stderr)
    return int(bool(failed))
