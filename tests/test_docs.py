"""What README and the manual tell people to type exists."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from pipeline.cli import app
from queries.catalogue import catalogue

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
LINE = re.compile(r"^\s*(?:[A-Z_]+=\S+ )*(?:\.venv\S+)?\bzhengtu (?P<rest>[a-z].*)$")


def typed() -> list[tuple[str, str]]:
    """Every line of a code block that starts with the command, with the file that holds it."""
    found = []
    for file in ("README.md", "docs/手册.md"):
        for block in re.findall(r"```\w*\n(.*?)```", (ROOT / file).read_text(encoding="utf-8"), re.DOTALL):
            found += [(file, match["rest"]) for line in block.splitlines() if (match := LINE.match(line))]
    return found


def test_documents_hold_commands() -> None:
    assert len(typed()) > 30
    assert {rest.split()[0] for _, rest in typed()} == set(COMMANDS)


@pytest.mark.parametrize(("file", "rest"), typed())
def test_command_and_options_exist(file: str, rest: str) -> None:
    words = shlex.split(re.split(r"\s{2,}", rest.replace("\\", "/"))[0])
    command = COMMANDS[words[0]]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known
    if words[0] == "query" and len(words) > 1 and words[1] in catalogue():
        given = {word.partition("=")[0] for word in words[2:] if "=" in word}
        entry = catalogue()[words[1]]
        assert set(entry.parameters) - set(entry.defaults) <= given <= set(entry.parameters)
    elif words[0] == "query":
        assert len(words) == 1 or words[1].startswith("[")
