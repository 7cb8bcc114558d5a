"""A comparison on the screen: first the counts, then what needs doing, each with the words of both plans."""

from pipeline.findings import Sides, counts, name, parts
from pipeline.screen import record, table
from pipeline.show import show
from queries.compare import Comparison


def show_comparison(comparison: Comparison, full: bool = False, ids: bool = False) -> None:
    """Print one comparison; `full` adds what is in order and whole quotes, `ids` the ids that `decide` takes."""
    sides = Sides(comparison, ids)
    show(f"上级：{name(sides.contract['upper'])}", f"下级：{name(sides.contract['lower'])}", "")
    show(table(("比对", "项数", "结果"), counts(sides), numbers=(1,)), "")
    for title, entries in parts(sides, full):
        blocks = [record(heading, fields, f"{number}.") for number, (heading, fields) in enumerate(entries, 1)]
        show(f"━━ {title}：{len(blocks)} 项", "", *blocks)
    if not full:
        show("相符、高于上级、承担一部分、不可比、不适用、只在下级有的各项，用 --full 列出；--json 给全部数据。")
