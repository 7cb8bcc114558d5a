"""Files, folders and patterns."""

from pathlib import Path

import pytest

from extractors.errors import UserError
from pipeline.files import find_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """a.txt, b.docx, sub/c.txt and what is no plan: a hidden file, a lock file of an office program."""
    for name in ("b.docx", "a.txt", "sub/c.txt", ".hidden.txt", "~$b.docx", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (["a.txt"], ["a.txt"]),
        (["."], ["a.txt", "b.docx", "sub/c.txt"]),
        (["*.txt"], ["a.txt"]),
        (["**/*.txt"], ["a.txt", "sub/c.txt"]),
        (["a.txt", "sub/../a.txt", "."], ["a.txt", "b.docx", "sub/c.txt"]),
        ([".hidden.txt"], [".hidden.txt"]),
    ],
)
def test_found(folder: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], found: list[str]) -> None:
    monkeypatch.chdir(folder)
    assert [file.resolve() for file in find_files(given)] == [folder / name for name in found]


@pytest.mark.parametrize("given", ["no.txt", "*.pdf", "none/"])
def test_not_found(folder: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(UserError, match="没有"):
        find_files([given])


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有文件"):
        find_files([str(tmp_path)])
