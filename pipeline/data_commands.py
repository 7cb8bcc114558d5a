"""Sub-commands that bring plans in, take the graph out, and record what people decided.

Every command returns its exit code: 0, or 1 for a file that could not be read. What it does is imported when it runs.
"""

from typing import Annotated

import typer

from extractors.errors import UserError
from pipeline.ask_commands import checked
from pipeline.command import Db, Json, Out, command
from pipeline.config import opened

Jobs = Annotated[int, typer.Option("--jobs", metavar="个数", min=1, help="同时读几个文件，默认 1；结果相同")]


@command(
    "读文件，列出读到的任务、单位、目标；不存入图。",
    "zhengtu extract 方案.docx",
    "zhengtu extract 方案.docx --out 任务分解表.xlsx",
    "zhengtu extract 一个文件夹 '下载/*.pdf' --jobs 4 --out 结果",
)
def extract(
    paths: Annotated[list[str], typer.Argument(metavar="文件或文件夹…", help="文件、文件夹或带 * 的样式")],
    as_json: Json = False,
    report: Annotated[bool, typer.Option("--report", help="列出哪些文字没有读成任务、单位、目标")] = False,
    out: Annotated[
        str,
        typer.Option(
            "--out", metavar="去处", help="写成任务分解表（.xlsx 或 .docx），或每个文件写成文件夹里的一份 JSON"
        ),
    ] = "",
    jobs: Jobs = 1,
) -> int:
    """`zhengtu extract`"""
    from contextlib import closing
    from pathlib import Path

    from pipeline.batch import read_plans
    from pipeline.files import find_files
    from pipeline.show_extracted import extracted
    from pipeline.watching import watching

    files = find_files(paths)
    with (
        watching(len(files)) as watch,
        closing(read_plans(files, jobs, watch.page, any_text=as_json or bool(out))) as outcomes,
    ):
        return extracted(outcomes, files, as_json, report, Path(out).expanduser() if out else None, watch)


@command("把文件读入图；同一文件再读一次不会重复。", "zhengtu add 方案.txt 一个文件夹 '下载/*.pdf' --jobs 4")
def add(
    paths: Annotated[list[str], typer.Argument(metavar="文件或文件夹…", help="文件、文件夹或带 * 的样式")],
    jobs: Jobs = 1,
    as_json: Json = False,
    db: Db = "",
) -> int:
    """`zhengtu add`"""
    from contextlib import closing
    from pathlib import Path

    from graph.version import outdated
    from pipeline.add import add as add_files
    from pipeline.files import find_files
    from pipeline.show_added import report
    from pipeline.watching import watching

    files = find_files(paths)
    results = []
    with (
        opened(db, write=True, renewing=True) as store,
        watching(len(files)) as watch,
        closing(add_files(store, files, jobs, watch.page)) as added,
    ):
        for result in added:
            results.append(result)
            watch.done(Path(result.file))
        left = outdated(store)
    return report(results, as_json, left)


@command(
    "把文件从图里删去；一个名称要只合一份文件，合几份的列出来，一份也不删。",
    "zhengtu remove 方案.docx",
    "zhengtu remove 新政〔2023〕6号",
)
def remove(
    names: Annotated[
        list[str], typer.Argument(metavar="文件…", help="文件名、标题、文号、地区或标识（见 zhengtu list）")
    ],
    with_decisions: Annotated[bool, typer.Option("--decisions", help="连同对其中举措的判定一起删去")] = False,
    as_json: Json = False,
    db: Db = "",
) -> int:
    """`zhengtu remove`"""
    from pipeline.remove import remove as remove_from
    from pipeline.remove import told
    from pipeline.show import emit, show

    with opened(db, write=True, renewing=True, filled=True) as store:
        gone = remove_from(store, names, with_decisions)
    if as_json:
        return emit(gone.to_contract())
    show(*told(gone))
    return 0


@command(
    "把图导出成文件：GraphML（画图软件）、JSON（程序）或 Cypher（Neo4j）。",
    "zhengtu export 图.graphml",
    "zhengtu export 新郑.cypher 新郑市",
)
def export(
    out: Annotated[str, typer.Argument(metavar="输出文件", help="写到哪里")],
    name: Annotated[str, typer.Argument(metavar="地区或文件", help="只导出这些；不填则导出全部")] = "",
    form: Annotated[
        str,
        typer.Option("--format", metavar="格式", help="graphml、json 或 cypher；不写时看文件名的结尾"),
    ] = "",
    as_json: Json = False,
    db: Db = "",
) -> int:
    """`zhengtu export`"""
    from pipeline.export import export_to, target_of
    from pipeline.show import emit, show

    file, form = target_of(out, form)
    with opened(db) as store:
        nodes = export_to(store, file, form, name)
    if as_json:
        return emit({"file": out, "format": form, "nodes": nodes})
    show(f"已写到 {out}：{nodes} 个节点")
    return 0


@command(
    "对两条举措是否承接作出判定；判定长期保存，比对时优先于机器的判断。不带参数时列出全部判定。",
    "zhengtu decide 上级举措标识 下级举措标识 承接 --note 理由",
    "zhengtu decide 上级举措标识 --alone 不适用",
    "zhengtu decide 上级举措标识 下级举措标识 --withdraw",
    "zhengtu decide --out 判定.xlsx",
)
def decide(
    upper: Annotated[str, typer.Argument(metavar="上级举措", help="标识，见 zhengtu compare … --ids")] = "",
    lower: Annotated[str, typer.Argument(metavar="下级举措", help="标识")] = "",
    verdict: Annotated[str, typer.Argument(metavar="判定", help="承接、部分承接、不是")] = "",
    alone: Annotated[str, typer.Option("--alone", metavar="判定", help="只对上级举措：未承接、不适用")] = "",
    note: Annotated[str, typer.Option("--note", metavar="说明", help="判定的理由")] = "",
    taken_back: Annotated[bool, typer.Option("--withdraw", help="撤回这项判定")] = False,
    as_json: Json = False,
    out: Out = "",
    db: Db = "",
) -> int:
    """`zhengtu decide`"""
    from pipeline.decide import decide as record_decision
    from pipeline.decide import decided, withdraw
    from pipeline.show_decisions import answer_decisions

    checked(out, as_json)
    if upper and not (taken_back or alone or (lower and verdict)):
        raise UserError("请写全：zhengtu decide 上级举措 下级举措 判定，或 zhengtu decide 上级举措 --alone 判定")
    with opened(db, write=bool(upper)) as store:
        if upper and taken_back:
            withdraw(store, upper, lower)
        elif upper:
            record_decision(store, upper, lower, alone or verdict, note)
        made = decided(store)
    if not out:
        return answer_decisions(made, as_json, withdrawn=bool(upper) and taken_back)
    from pathlib import Path

    from pipeline.report import write_report
    from pipeline.show import show
    from pipeline.show_decisions import decisions_report

    write_report(decisions_report(made), Path(out).expanduser())
    show(f"已写到 {out}：{len(made)} 项判定")
    return 0
