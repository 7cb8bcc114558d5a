"""The command `zhengtu` itself and what its sub-commands have in common."""

from collections.abc import Callable
from typing import Annotated

import typer

from pipeline.usage import ChineseCommand, ChineseGroup

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
Full = Annotated[bool, typer.Option("--full", help="各节都列出，原文不截短")]
Out = Annotated[str, typer.Option("--out", metavar="文件", help="写成 Excel（.xlsx）或 Word（.docx），不在屏幕上列出")]
Limit = Annotated[int, typer.Option("--limit", metavar="条数", min=1, help="最多列出多少条，默认 20")]
