"""Help and usage errors of the command line, in Chinese.

typer's own are English and English-shaped; the commands are typer's, only what they print about themselves is ours.
"""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from queries.ask import nearest

LABEL_CELLS = 26
# Options of the other commands, which a question takes as parameters.
PARAMETERS = ("limit", "region")


class ChineseCommand(TyperCommand):
    """A command whose `--help` is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, what the command does, its arguments and its options."""
        formatter.write(_page(self, ctx, []))


class ChineseGroup(TyperGroup):
    """The command `zhengtu` itself; a mistyped sub-command gets the nearest names."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage and the list of commands."""
        commands = [
            (name, (command.help or "").partition("\n")[0])
            for name, command in self.commands.items()
            if not command.hidden
        ]
        formatter.write(_page(self, ctx, commands))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The sub-command that is named. Raises UserError for an unknown one."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            from extractors.errors import UserError

            near = nearest(args[0], self.commands) or tuple(self.commands)
            raise UserError(f"没有“{args[0]}”这个命令；有：{'、'.join(near)}（全部命令见 zhengtu --help）")
        return super().resolve_command(ctx, args)


def usage_error(error: Any) -> str:
    """One Chinese line for what typer found wrong with the arguments."""
    from typer import _click

    context = error.ctx
    where = f"（用法见 {context.command_path} --help）" if context else ""
    kind = _click.exceptions
    if isinstance(error, kind.NoSuchOption):
        in_question = context is not None and context.info_name == "query" and error.option_name.startswith("--")
        if in_question and error.option_name[2:] in PARAMETERS:
            return f"没有选项 {error.option_name}：query 的参数写成 {error.option_name[2:]}=值{where}"
        return f"没有选项 {error.option_name}{where}"
    if isinstance(error, kind.MissingParameter):
        return f"还缺：{_label(error.param) if error.param else '参数'}{where}"
    if isinstance(error, kind.BadParameter):
        return f"{_label(error.param) if error.param else '参数'} 的值不对{_least(error.param)}{where}"
    if isinstance(error, kind.BadOptionUsage):
        return f"选项 {error.option_name} 后面要有一个值，或不该有值{where}"
    if "extra argument" in error.message:
        return f"多出了参数：{error.message.partition('(s) (')[2].removesuffix(')')}{where}"
    return f"命令写得不对{where}"


def _least(parameter: Any) -> str:
    least = getattr(parameter, "min", None)
    return "" if least is None else f"，要是不小于 {least} 的整数"


def _label(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    names = "、".join(sorted(parameter.opts, key=len))
    return f"{names} {parameter.metavar}" if parameter.metavar and not parameter.is_flag else names


def _page(command: Any, ctx: Any, commands: list[tuple[str, str]]) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    usage = " ".join(
        [ctx.command_path, *(["命令"] if commands else []), "[选项]"]
        + [_label(p) if p.required else f"[{_label(p)}]" for p in arguments]
    )
    lines = [f"用法：{usage}", ""]
    for paragraph in (command.help or "").splitlines():
        lines += _wrapped(paragraph) if not paragraph.startswith(" ") else [paragraph]
    for head, entries in (
        ("命令", commands),
        ("参数", [(_label(p), p.help or "") for p in arguments]),
        ("选项", [*((_label(p), p.help or "") for p in options), ("--help", "显示这段说明")]),
    ):
        if entries:
            lines += ["", f"{head}："]
            for label, text in entries:
                lines += _entry(label, text)
    return "\n".join(lines) + "\n"


def _wrapped(text: str) -> list[str]:
    from pipeline.screen import columns, wrap

    return wrap(text, columns())


def _entry(label: str, text: str) -> list[str]:
    from rich.cells import cell_len

    from pipeline.screen import columns, wrap

    lines = wrap(text, columns() - LABEL_CELLS - 2)
    gap = LABEL_CELLS - cell_len(label)
    first = [f"  {label}{' ' * gap}{lines[0]}"] if gap > 1 else [f"  {label}", f"{' ' * (LABEL_CELLS + 2)}{lines[0]}"]
    return first + [f"{' ' * (LABEL_CELLS + 2)}{line}" for line in lines[1:]]
