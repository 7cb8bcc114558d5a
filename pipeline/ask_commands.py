"""Sub-commands that ask: of the graph, or of two plans held side by side.

Every command returns its exit code: 0, or 1 for an unknown name. What it does is imported when it runs.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from extractors.errors import UserError
from pipeline.command import Db, Full, Json, Limit, Out, Region, command
from pipeline.config import opened

if TYPE_CHECKING:
    from queries.ask import Answer

Most = Annotated[
    int | None,
    typer.Option("--limit", metavar="条数", min=1, help="最多列出多少条，默认 100；--json 不写时给全部"),
]
# What the parameters of questions name, in the words of a message.
NAMED = {"unit": "单位", "other": "单位", "document": "文件", "indicator": "指标"}


def rows(limit: int | None, whole: bool) -> int:
    """How many rows to ask for: what was said, else a page for people, all (0) for programs and files."""
    return limit or (0 if whole else 100)


def checked(out: str, as_json: bool) -> None:
    """Refuse, before anything is asked, a file that cannot be written. Raises UserError."""
    if out:
        from pipeline.report import check_target

        if as_json:
            raise UserError("--out 和 --json 只能用一个")
        check_target(out)


def given(
    answer: "Answer", asked: str, as_json: bool, out: str, what: str = "", full: bool = False, limit: int | None = None
) -> int:
    """Print an answer to `asked`, or write it to the file `out`."""
    from pipeline.show import answered, show

    if not out or answer.missing:
        return answered(answer, as_json, what=what, full=full, limit=limit)
    from pathlib import Path

    from pipeline.report import write_report
    from pipeline.report_answer import answer_report

    write_report(answer_report(answer, asked), Path(out).expanduser())
    show(f"已写到 {out}：{len(answer.rows)} 条")
    return 0


@command("列出图里的文件。", name="list")
def list_documents(as_json: Json = False, out: Out = "", db: Db = "") -> int:
    """`zhengtu list`: also of a store that another version filled, which says there which files to read anew."""
    import sys

    from graph.version import outdated
    from queries.ask import ask

    checked(out, as_json)
    with opened(db, renewing=True) as store:
        answer = ask(store, "documents", limit=0)
        old = outdated(store)
    done = given(answer, "图里的文件", as_json, out)
    if old:
        print(f"库里有 {old}。原文件是：{'、'.join(old.files)}", file=sys.stderr)
    return done


@command(
    "谁负责一项任务：按词语、编号或章节找。",
    "zhengtu who 飞灰综合利用",
    "zhengtu who 5 --region 新郑市",
    "zhengtu who （五）",
)
def who(
    words: Annotated[list[str], typer.Argument(metavar="词语…", help="任务里的词（几个词都要有），或编号，或章节")],
    region: Region = "",
    full: Full = False,
    limit: Limit = 20,
    as_json: Json = False,
    out: Out = "",
    db: Db = "",
) -> int:
    """`zhengtu who`"""
    from queries.ask import PAGE_ROWS
    from queries.ask import who as who_owns

    checked(out, as_json)
    with opened(db) as store:
        answer = who_owns(store, words, region, 0 if as_json or out else max(limit, PAGE_ROWS))
    return given(answer, f"谁负责 {' '.join(words)}", as_json, out, "任务", full, limit)


@command("一个单位牵头、负责、配合哪些任务。", "zhengtu unit 市城管局", "zhengtu unit 市工信局 --counterparts")
def unit(
    name: Annotated[str, typer.Argument(metavar="单位", help="单位名称，照文件所印")],
    region: Region = "",
    counterparts: Annotated[bool, typer.Option("--counterparts", help="连同上下级的对口单位")] = False,
    full: Full = False,
    limit: Most = None,
    as_json: Json = False,
    out: Out = "",
    db: Db = "",
) -> int:
    """`zhengtu unit`"""
    from queries.ask import duties

    checked(out, as_json)
    with opened(db) as store:
        answer = duties(store, name, region, counterparts, rows(limit, as_json or bool(out)))
    return given(answer, f"{name}的任务", as_json, out, "单位", full)


@command("一个地区、一份文件或一个单位有哪些目标值。", "zhengtu targets 新郑市", "zhengtu targets 市城建局")
def targets(
    name: Annotated[str, typer.Argument(metavar="地区|文件|单位", help="地区，文件标题里的字或文号，单位名称")],
    limit: Most = None,
    as_json: Json = False,
    out: Out = "",
    db: Db = "",
) -> int:
    """`zhengtu targets`"""
    from queries.ask import targets as targets_of

    checked(out, as_json)
    with opened(db) as store:
        answer = targets_of(store, name, rows(limit, as_json or bool(out)))
    return given(answer, f"{name}的目标", as_json, out, "地区、文件或单位")


@command(
    "比对上下级方案：哪些没有承接、目标低了多少、牵头单位是否不同。",
    "zhengtu compare 郑州市 新郑市",
    "zhengtu compare 市方案.docx 县方案.docx",
    "zhengtu compare 郑州市 新郑市 --keep",
    "zhengtu compare 郑州市 新郑市 --out 比对.xlsx",
)
def compare(
    upper: Annotated[str, typer.Argument(metavar="上级", help="图里的地区、文件标题或文号，或一个文件（不存入图）")],
    lower: Annotated[list[str], typer.Argument(metavar="下级…", help="同上，可以有几个")],
    full: Full = False,
    ids: Annotated[bool, typer.Option("--ids", help="写出举措的标识，供 zhengtu decide 使用")] = False,
    kept: Annotated[bool, typer.Option("--keep", help="把比对结果存入图，供 zhengtu query not-carried 等提问")] = False,
    as_json: Json = False,
    out: Out = "",
    db: Db = "",
) -> int:
    """`zhengtu compare`"""
    from contextlib import nullcontext

    from pipeline.compare import compare_named

    checked(out, as_json)
    if kept:
        from queries.keep import keep_comparison

        with opened(db, write=True) as store:
            comparisons = compare_named(upper, lower, lambda: nullcontext(store))
            for comparison in comparisons:
                keep_comparison(store, comparison)
    else:
        comparisons = compare_named(upper, lower, lambda: opened(db))
    if as_json:
        from pipeline.show import emit
        from queries.compare import comparison_to_contract

        return max(emit(comparison_to_contract(comparison)) for comparison in comparisons)
    if out:
        from pipeline.report_comparison import write_comparisons

        write_comparisons(comparisons, out, full)
    else:
        from pipeline.show_comparison import show_comparison

        for comparison in comparisons:
            show_comparison(comparison, full, ids)
    if kept:
        from pipeline.show import show

        show(
            f"比对结果已存入图：{len(comparisons)} 对；可用 zhengtu query not-carried、carried-by、targets-answered 提问"
        )
    return 0


@command(
    "问目录里的一个问题；不带名称时列出全部问题。", "zhengtu query", "zhengtu query tasks-without-lead region=新郑市"
)
def query(
    name: Annotated[str, typer.Argument(metavar="问题", help="问题的名称")] = "",
    parameters: Annotated[list[str] | None, typer.Argument(metavar="参数=值…", help="问题的参数")] = None,
    as_json: Json = False,
    out: Out = "",
    db: Db = "",
) -> int:
    """`zhengtu query`"""
    from pipeline.show_catalogue import pairs, show_catalogue, typed
    from queries.ask import ask

    if not name:
        return show_catalogue(as_json)
    checked(out, as_json)
    wanted = {**({"limit": 0} if as_json or out else {}), **typed(name, pairs(parameters or []))}
    with opened(db) as store:
        answer = ask(store, name, **wanted)
    what = next(
        (NAMED[key] for key, value in answer.parameters.items() if key in NAMED and value == answer.missing), ""
    )
    return given(answer, f"{answer.question.title} {' '.join(parameters or [])}".strip(), as_json, out, what)
