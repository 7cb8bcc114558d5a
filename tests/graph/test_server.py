"""A store on a server: addresses, passwords, and lines of Chinese for what goes wrong."""

import logging
import socket
import traceback

import pytest
from neo4j_server import Neo4jServer

from extractors.errors import UserError
from graph.bolt import plain_errors
from graph.server import parse_url
from graph.store import Store, lucene, open_store

SECRET = "a-secret-that-must-not-show"


@pytest.mark.parametrize(
    ("url", "parsed"),
    [
        ("bolt://h", ("neo4j", "bolt://h:7687", None)),
        ("bolt://me@h:1", ("me", "bolt://h:1", None)),
        ("neo4j+s://h.example:7687/plans", ("neo4j", "neo4j+s://h.example:7687", "plans")),
        ("bolt://[::1]:7687/", ("neo4j", "bolt://[::1]:7687", None)),
    ],
)
def test_parse_url(url: str, parsed: tuple[str, str, str | None]) -> None:
    assert parse_url(url) == parsed


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (f"bolt://neo4j:{SECRET}@h", "不要把口令写进数据库地址"),
        (f"bolt://h:{SECRET}", "端口应是数字"),
        ("bolt://", "缺少主机名"),
        (f"http://neo4j:{SECRET}@h", "不认识"),
        ("mysql://h", "不认识"),
    ],
)
def test_bad_urls_are_refused_without_quoting_secrets(url: str, message: str) -> None:
    with pytest.raises(UserError, match=message) as caught, open_store(url):
        pass
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_unreachable() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"bolt://127.0.0.1:{port}"
    with pytest.raises(UserError, match=f"连不上数据库 {url}") as caught, open_store(url, password=SECRET):
        pass
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("password", [SECRET, "", None])
def test_wrong_password(neo4j_server: Neo4jServer, password: str | None, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UserError) as caught, open_store(neo4j_server.url, password=password):
        pass
    assert "口令" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert SECRET not in "".join(traceback.format_exception(caught.value)) + caplog.text


def test_right_password_shows_nowhere(neo4j_server: Neo4jServer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), open_store(neo4j_server.url, password=neo4j_server.password) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
        assert neo4j_server.password not in repr(store) + repr(vars(store)) + caplog.text


def test_unknown_database(neo4j_server: Neo4jServer) -> None:
    url = f"{neo4j_server.url}/nowhere"
    with pytest.raises(UserError, match="没有指定的库"), open_store(url, password=neo4j_server.password):
        pass


def test_neo4j_scheme(neo4j_server: Neo4jServer) -> None:
    url = neo4j_server.url.replace("bolt://", "neo4j://")
    with open_store(url, password=neo4j_server.password, read_only=True) as store:
        assert store.dialect == "neo4j"
        with pytest.raises(UserError, match="只读"):
            store.write("CREATE (:Region)")


def test_faults_of_ours_pass_through(store: Store) -> None:
    with pytest.raises(Exception) as caught:
        store.read("THIS IS NO CYPHER")
    assert not isinstance(caught.value, UserError)
    with pytest.raises(ValueError, match="no full-text index"):
        store.fulltext("Task[number]", "1")
    with pytest.raises(ZeroDivisionError), plain_errors("here"):
        _ = 1 / 0


def test_reading_cannot_write(neo4j_store: Store) -> None:
    with pytest.raises(Exception):  # noqa: B017
        neo4j_store.read("CREATE (:Region {id: 'x'})")
    assert neo4j_store.read("MATCH (n) RETURN count(n) AS c") == [{"c": 0}]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("飞灰综合利用", "飞灰综合利用"),
        ("飞灰 AND 利用", "飞灰 and 利用"),
        ("PM2.5（年均）", "pm2 5 年均"),
        ('title:"x"~2 -y*', "title x 2 y"),
        ("（）", ""),
    ],
)
def test_lucene(words: str, query: str) -> None:
    assert lucene(words) == query
