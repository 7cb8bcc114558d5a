"""The entry point of the command `zhengtu`: runs a sub-command, and says in one Chinese line what went wrong."""

import logging
import os
import sys

import typer

from extractors.errors import UserError
from pipeline import ask_commands, data_commands, eval_command
from pipeline.command import app
from pipeline.usage import usage_error

# Imported for the sub-commands that they add to `app`.
__all__ = ["ask_commands", "data_commands", "eval_command", "main", "run"]

INTERRUPTED = 130  # the shell's code for a program ended by Ctrl-C


def main() -> None:
    """The entry point: runs the command in ``sys.argv`` and exits with its code."""
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows has an encoding of its own, which lacks some of the characters of plans.
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    # Libraries report in English what we say in our own line; without a handler their warnings go to stderr.
    logging.getLogger().addHandler(logging.NullHandler())
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; its exit code. What goes wrong is one line of Chinese on stderr."""
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:2], "--help"]
    if arguments == ["--version"]:
        from importlib.metadata import version

        print(f"政图 zhengtu {version('zhengtu')}")
        return 0
    try:
        done = typer.main.get_command(app)(arguments or ["--help"], prog_name="zhengtu", standalone_mode=False)
        sys.stdout.flush()
        if done == INTERRUPTED:  # typer takes Ctrl-C for itself and says nothing
            raise KeyboardInterrupt
        return int(done or 0)
    except UserError as error:
        return _failed(str(error))
    except typer._click.exceptions.UsageError as error:
        return _failed(usage_error(error))
    except (KeyboardInterrupt, typer.Abort):
        return _failed("已中断", INTERRUPTED)
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
