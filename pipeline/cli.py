"""The command `zhengtu`: what each sub-command takes. What they do is imported when they run, so that help is quick.

Every command returns its exit code: 0, or 1 for a mistake, an unknown name or a file that could not be read.
"""

import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from extractors.errors import UserError
from pipeline.config import opened
from pipeline.usage import ChineseCommand, ChineseGroup, usage_error

app = typer.Typer(
    name="zhengtu",
    cls=ChineseGroup,
    help="政图：读实施方案、行动计划、任务分工，记成图，回答谁负责什么、做到多少、何时完成，并比对上下级方案。",
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


Function = Callable[..., int]


def command(summary: str, *examples: str, name: str | None = None) -> Callable[[Function], Function]:
    """Make a function a sub-command; its help is `summary` with `examples` under it."""
    text = "\n".join([summary, *(["", "例：", *(f"  {example}" for example in examples)] if examples else [])])
    return app.command(name=name, cls=ChineseCommand, help=text)


Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用（格式见 docs/手册.md）")]
Db = Annotated[
    str,
    typer.Option("--db", metavar="地址", help="数据库：文件夹，或 bolt://、neo4j+s:// 等地址；也可设 ZHENGTU_DB"),
]
Region = Annotated[str, typer.Option("--region", metavar="地区", help="只看这个地区的文件")]
Full = Annotated[bool, typer.Option("--full", help="原文不截短")]
Limit = Annotated[int, typer.Option("--limit", metavar="条数", min=1, help="最多列出多少条，默认 20")]


@command("读一个文件，列出读到的任务、单位、目标；不存入图。", "zhengtu extract 方案.docx")
def extract(
    file: Annotated[str, typer.Argument(metavar="文件", help="要读的文件")],
    as_json: Json = False,
    report: Annotated[bool, typer.Option("--report", help="列出哪些文字没有读成任务、单位、目标")] = False,
) -> int:
    """`zhengtu extract`"""
    from pathlib import Path

    from extractors.extract import extract_file

    plan = extract_file(Path(file))
    if as_json:
        from extractors.contract import to_contract
        from pipeline.show import emit

        return emit(to_contract(plan))
    from pipeline.show_plan import show_plan, show_report

    (show_report if report else show_plan)(plan)
    return 0


@command("把文件读入图；同一文件再读一次不会重复。", "zhengtu add 方案.txt 一个文件夹 '下载/*.pdf'")
def add(
    paths: Annotated[list[str], typer.Argument(metavar="文件或文件夹…", help="文件、文件夹或带 * 的样式")],
    as_json: Json = False,
    db: Db = "",
) -> int:
    """`zhengtu add`"""
    from pipeline.add import add as add_files
    from pipeline.files import find_files
    from pipeline.show_added import report, watched

    files = find_files(paths)
    with opened(db, write=True) as store:
        results = list(watched(add_files(store, files), files))
    return report(results, as_json)


@command("列出图里的文件。", name="list")
def list_documents(as_json: Json = False, db: Db = "") -> int:
    """`zhengtu list`"""
    from pipeline.show import answered
    from queries.ask import ask

    with opened(db) as store:
        answer = ask(store, "documents")
    return answered(answer, as_json)


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
    db: Db = "",
) -> int:
    """`zhengtu who`"""
    from pipeline.show import answered
    from queries.ask import who as who_owns

    with opened(db) as store:
        answer = who_owns(store, words, region)
    return answered(answer, as_json, what="任务", full=full, limit=limit)


@command("一个单位牵头、负责、配合哪些任务。", "zhengtu unit 市城管局", "zhengtu unit 市工信局 --counterparts")
def unit(
    name: Annotated[str, typer.Argument(metavar="单位", help="单位名称，照文件所印")],
    region: Region = "",
    counterparts: Annotated[bool, typer.Option("--counterparts", help="连同上下级的对口单位")] = False,
    full: Full = False,
    as_json: Json = False,
    db: Db = "",
) -> int:
    """`zhengtu unit`"""
    from pipeline.show import answered
    from queries.ask import duties

    with opened(db) as store:
        answer = duties(store, name, region, counterparts)
    return answered(answer, as_json, what="单位", full=full)


@command("一个地区、一份文件或一个单位有哪些目标值。", "zhengtu targets 新郑市", "zhengtu targets 市城建局")
def targets(
    name: Annotated[str, typer.Argument(metavar="地区|文件|单位", help="地区，文件标题里的字或文号，单位名称")],
    as_json: Json = False,
    db: Db = "",
) -> int:
    """`zhengtu targets`"""
    from pipeline.show import answered
    from queries.ask import targets as targets_of

    with opened(db) as store:
        answer = targets_of(store, name)
    return answered(answer, as_json, what="地区、文件或单位")


@command(
    "比对上下级方案：哪些没有承接、目标低了多少、牵头单位是否不同。",
    "zhengtu compare 郑州市 新郑市",
    "zhengtu compare 市方案.docx 县方案.docx",
)
def compare(
    upper: Annotated[str, typer.Argument(metavar="上级", help="图里的地区、文件标题或文号，或一个文件（不存入图）")],
    lower: Annotated[list[str], typer.Argument(metavar="下级…", help="同上，可以有几个")],
    full: Full = False,
    as_json: Json = False,
    db: Db = "",
) -> int:
    """`zhengtu compare`"""
    from pipeline.compare import compare_named

    comparisons = compare_named(upper, lower, lambda: opened(db))
    if as_json:
        from queries.compare import comparison_to_contract

        from pipeline.show import emit

        return max(emit(comparison_to_contract(comparison)) for comparison in comparisons)
    from pipeline.show_comparison import show_comparison

    for comparison in comparisons:
        show_comparison(comparison, full)
    return 0


@command(
    "问目录里的一个问题；不带名称时列出全部问题。", "zhengtu query", "zhengtu query tasks-without-lead region=新郑市"
)
def query(
    name: Annotated[str, typer.Argument(metavar="问题", help="问题的名称")] = "",
    parameters: Annotated[list[str] | None, typer.Argument(metavar="参数=值…", help="问题的参数")] = None,
    as_json: Json = False,
    db: Db = "",
) -> int:
    """`zhengtu query`"""
    from pipeline.show import answered
    from pipeline.show_catalogue import pairs, show_catalogue
    from queries.ask import ask

    if not name:
        return show_catalogue(as_json)
    given = pairs(parameters or [])
    with opened(db) as store:
        answer = ask(store, name, **given)
    return answered(answer, as_json)


def main() -> None:
    """The entry point: runs the command in ``sys.argv`` and exits with its code."""
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows has an encoding of its own, which lacks some of the characters of plans.
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; its exit code. What goes wrong is one line of Chinese on stderr."""
    try:
        done = typer.main.get_command(app)(arguments or ["--help"], prog_name="zhengtu", standalone_mode=False)
        sys.stdout.flush()
        return int(done or 0)
    except UserError as error:
        return _failed(str(error))
    except typer._click.exceptions.UsageError as error:
        return _failed(usage_error(error))
    except (KeyboardInterrupt, typer.Abort):
        return _failed("已中断", 130)
    except BrokenPipeError:
        # Whoever read our output (head, less) has gone: nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("ZHENGTU_DEBUG"):
            raise
        return _failed(f"程序内部错误（{type(error).__name__}: {error}），请告诉维护者；设 ZHENGTU_DEBUG=1 可见详情")


def _failed(message: str, code: int = 1) -> int:
    print(f"zhengtu：{' '.join(message.split())}", file=sys.stderr)
    return code
