"""Where the graph is, and its password."""

from pathlib import Path

import pytest

from extractors.errors import UserError
from pipeline.config import database, default_folder, password


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"XDG_DATA_HOME": "/data"}, "linux", Path("/data/zhengtu/graph")),
        ({}, "linux", Path.home() / ".local/share/zhengtu/graph"),
        ({"LOCALAPPDATA": "C:/data"}, "win32", Path("C:/data/zhengtu/graph")),
        ({}, "darwin", Path.home() / "Library/Application Support/zhengtu/graph"),
    ],
)
def test_default_folder(environment: dict[str, str], platform: str, folder: Path) -> None:
    assert default_folder(environment, platform) == folder


def test_option_outranks_environment_outranks_default() -> None:
    environment = {"ZHENGTU_DB": "there", "XDG_DATA_HOME": "/data"}
    assert database("here", environment) == "here"
    assert database(None, environment) == "there"
    assert "zhengtu" in database(None, {})


@pytest.mark.parametrize(
    ("address", "said"),
    [("http://host", "http"), ("bolt://", "主机名"), ("neo4j://neo4j:secret@host", "ZHENGTU_PASSWORD")],
)
def test_bad_address(address: str, said: str) -> None:
    with pytest.raises(UserError, match=said) as caught:
        database(address, {})
    assert "secret" not in str(caught.value)


def test_password_from_the_environment_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert password("folder", {"ZHENGTU_PASSWORD": "x"}) is None
    assert password("bolt://host", {"ZHENGTU_PASSWORD": "x"}) == "x"
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(UserError, match="ZHENGTU_PASSWORD"):
        password("bolt://host", {})
