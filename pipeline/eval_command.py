"""The sub-command that scores the reader on hand-labelled plans, and the comparison on hand-labelled pairs."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.command import Json, command


@command(
    "用人工标注的语料检验读得对不对（corpus/gold）、比得对不对（corpus/pairs）：逐项列出准确率、召回率和 F1。",
    "zhengtu eval",
    "zhengtu eval dev -v",
    "zhengtu eval pairs -v",
    "zhengtu eval --against corpus/gold/baseline.json",
    name="eval",
)
def evaluate(
    sets: Annotated[
        list[str] | None, typer.Argument(metavar="标注组…", help="corpus/gold 下的组名、pairs 或文件夹；不填则全部")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="列出每一处漏读、多读、读错")] = False,
    against: Annotated[
        str, typer.Option("--against", metavar="文件", help="与存下的结果比：多读对了什么，少读对了什么")
    ] = "",
    save: Annotated[str, typer.Option("--save", metavar="文件", help="把结果存下，供以后比较")] = "",
    as_json: Json = False,
) -> int:
    """`zhengtu eval`: 1 if a figure fell by more than the tolerance below the result that it is held against."""
    return run(sets or [], verbose, as_json, against, save)


def run(sets: list[str], verbose: bool, as_json: bool, against: str = "", save: str = "") -> int:
    """Score the named sets, print (or save) the result; the exit code."""
    from pipeline import evaluate as stage
    from pipeline.show import emit
    from pipeline.show_evaluation import show_changes, show_result

    before = stage.load(Path(against)) if against else None
    result = stage.evaluate(sets)
    changes = stage.changes(before, result) if before else []
    falls = stage.falls(before, result) if before else []
    if as_json:
        lists = {"gained": [c.gained for c in changes], "lost": [c.lost for c in changes]} if before else {}
        emit({"sets": stage.to_json(result), **{name: sum(map(len, found)) for name, found in lists.items()}})
    else:
        show_result(result, verbose)
        if before:
            show_changes(changes, falls, against)
    if save:
        stage.save(result, Path(save))
    return int(bool(falls))
