"""The real command on the embedded engine: what is printed, and with which exit code."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.cells import cell_len

from graph.store import open_store
from pipeline.cli import run

ROOT = Path(__file__).resolve().parents[2]
CITY = ROOT / "corpus" / "plans" / "zhengzhou-2023-zero-waste.txt"
COUNTY = ROOT / "corpus" / "plans" / "xinzheng-2023-zero-waste.txt"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded graph of both plans, made by the command itself."""
    folder = tmp_path_factory.mktemp("cli") / "graph"
    done = zhengtu("add", str(CITY), str(COUNTY), database=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "新读入 2 份" in done.stdout
    return folder


@dataclass(frozen=True)
class Done:
    """What a run of the command left behind."""

    returncode: int
    stdout: str
    stderr: str


def zhengtu(*arguments: str, database: Path | str, width: int = 80) -> Done:
    """Run the command as a person does, in a process of its own, with its output in pipes."""
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *arguments]
    surroundings = {**os.environ, "ZHENGTU_DB": str(database), "COLUMNS": str(width)}
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=60
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def here(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """The same command run inside this process, which saves its start: for the many."""
    monkeypatch.setenv("ZHENGTU_DB", str(database))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)

    def call(*arguments: str) -> Done:
        code = run(list(arguments))
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


# (arguments, what must be printed)
PRINTED = [
    (("list",), ["新政〔2023〕6号", "2023-08-02", "共 2 条"]),
    (("who", "飞灰综合利用"), ["推动飞灰综合利用", "市生态环境分局", "危险废物", "第4项", "飞灰填埋场"]),
    (("unit", "市城管局", "--region", "新郑市"), ["市城管局：牵头", "【责任】"]),
    (
        ("unit", "市城管局", "--limit", "2"),
        ["新郑市 市城管局：牵头 7 项，责任 10 项，配合 0 项（这里列出 2 项）", "共 38 条，列出 2 条"],
    ),
    (
        ("query", "unit-duties", "unit=市城管局", "skip=30"),
        ["郑州市 市城管局：牵头 5 项，责任 16 项，配合 0 项（这里列出 8 项）"],
    ),
    (("targets", "新郑市"), ["秸秆综合利用率", "≥ 95%", "2025"]),
    (("query",), ["who-owns-task", "参数"]),
    (("query", "units-of-document", "document=新郑市"), ["市生态环境分局", "部门"]),
    (("query", "due-before", "date=2025年底", "limit=2", "skip=1"), ["列出第 2 至 3 条"]),
    (("query", "due-before", "date=2025", "skip=999"), ["第 999 条以后没有内容了"]),
    (("query", "not-carried", "region=新郑市"), ["已存入图的比对结果", "--keep"]),
    (("extract", str(COUNTY)), ["新政〔2023〕6号", "促进快递包装绿色循环", "共 40 项任务"]),
    (("extract", str(COUNTY), "--report"), ["全文", "40 项任务"]),
    (("compare", "郑州市", "新郑市"), ["已承接", "装配式建筑", "25", "40", "快递包装"]),
    (("compare", "郑州市", "新郑市"), ["再制造企业”，见二、工作目标", "下级只提“优先开展减塑行动”，没有数值"]),
    (("targets", "郑州市"), ["二、工作目标"]),
    (("decide",), ["还没有判定"]),
    (("--help",), ["用法：zhengtu", "who", "谁负责"]),
    (("help", "who"), ["词语…", "--region 地区"]),
    (("--version",), ["政图 zhengtu"]),
    (("query", "who-owns-task", 'words="飞灰'), ["推动飞灰综合利用"]),
    (("who", "--help"), ["词语…", "--region 地区", "显示这段说明"]),
]


# Questions over a stored comparison: (arguments, what must be printed, what must not)
KEPT = [
    (("not-carried", "region=郑州市"), ["上级牵头", "第2项", "理由"], []),
    (
        ("carried-by", "region=郑州市", "number=5"),
        ["上级原文  “", "下级原文  “", "已承接", "四、重点任务 › （一）"],
        ["carried"],
    ),
    (("carried-by", "region=郑州市", "limit=1"), ["列出 1 条"], ["carried"]),
    (("targets-answered", "region=郑州市", "verdict=低于上级"), ["装配式建筑", "低于上级"], ["below"]),
    (("targets-answered", "region=郑州市", "verdict=below"), ["共 1 条"], ["below"]),
    (("counterparts-of-unit", "unit=市工信局"), ["市科工信局", "职能"], []),
]


@pytest.fixture(scope="module")
def kept(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the graph, with the comparison of both plans stored."""
    folder = tmp_path_factory.mktemp("kept") / "graph"
    shutil.copytree(database, folder)
    assert "已存入图" in zhengtu("compare", "郑州市", "新郑市", "--keep", database=folder).stdout
    return folder


@pytest.mark.parametrize(("arguments", "wanted", "unwanted"), KEPT, ids=lambda value: " ".join(value[:2]))
def test_stored_comparisons_in_words(
    here: Callable[..., Done], kept: Path, arguments: tuple[str, ...], wanted: list[str], unwanted: list[str]
) -> None:
    done = here("query", *arguments, "--db", str(kept))
    assert (done.returncode, done.stderr) == (0, "")
    assert all(text in done.stdout for text in wanted)
    assert not any(text in done.stdout for text in unwanted)
    assert all(cell_len(line) <= 80 for line in done.stdout.splitlines())


@pytest.mark.parametrize(("arguments", "wanted"), PRINTED, ids=lambda value: " ".join(value[:2]))
def test_printed(here: Callable[..., Done], arguments: tuple[str, ...], wanted: list[str]) -> None:
    done = here(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    for text in wanted:
        assert text in done.stdout
    assert all(cell_len(line) <= 80 and line == line.rstrip() for line in done.stdout.splitlines())
    assert "\x1b" not in done.stdout


# (arguments, what the one line on stderr must say)
MISTAKES = [
    (("who", "火星移民"), "没有找到任务“火星移民”"),
    (("who", "飞灰综合例用"), "推动飞灰综合利用"),
    (("unit", "市城管委"), "市城管局"),
    (("targets", "洛阳市"), "新郑市"),
    (("who", "飞灰", "--region", "洛阳市"), "新郑市"),
    (("compare", "洛阳市", "新郑市"), "没有“洛阳市”"),
    (("compare", "没有.txt", "新郑市"), "没有这个文件"),
    (("compare", "郑州市", "郑州市"), "同一份文件"),
    (("query", "who-owns-tusk"), "who-owns-task"),
    (("query", "谁负责"), "task-by-number"),
    (("query", "nosuch"), "全部问题见 zhengtu query"),
    (("query", "who-owns-task", 'words="'), "要有要找的词"),
    (("query", "due-before", "date=2025", "date=2024"), "写了两次"),
    (("query", "due-before", "date=2025", "limit=-1"), "不小于 0"),
    (("query", "unit-duties", "unit=市城管局", "--limit", "3"), "limit=值"),
    (("query", "units-of-document", "document=长沙"), "没有找到文件“长沙”"),
    (("extract", str(COUNTY), "--out", "方案.pdf"), ".docx"),
    (("extract", str(COUNTY), "--out", "方案.xlsx", "--json"), "只能用一个"),
    (("extract", str(COUNTY), "--report", "--json"), "只能用一个"),
    (("help", "whom"), "没有“whom”这个命令"),
    (("query", "unit-duties", "unit"), "名称=值"),
    (("query", "unit-duties", "unit=市城管委"), "市城管局"),
    (("query", "due-before", "date=昨天"), "要是日期"),
    (("query", "due-before", "date=2025-02-30"), "要是日期"),
    (("query", "targets-answered", "region=郑州市", "verdict=lower"), "低于上级"),
    (("export", "--format", "xls", "out"), "graphml"),
    (("export", "图.xls"), "看不出导出格式"),
    (("export", "no-such-folder/图.json"), "没有文件夹"),
    (("decide", "a", "b", "承接"), "没有标识为"),
    (("whom", "x"), "没有“whom”这个命令"),
    (("who",), "还缺：词语"),
    (("who", "x", "--regional", "y"), "没有选项 --regional"),
    (("unit", "a", "b"), "多出了参数"),
    (("who", "x", "--limit", "many"), "--limit"),
    (("who", "x", "--limit", "0"), "不小于 1"),
    (("add", "没有.txt"), "没有这个文件"),
    (("extract", "没有.txt"), "没有.txt"),
    (("list", "--db", "ftp://host"), "不认识的数据库地址"),
    (("list", "--db", "no-such-folder"), "还没有数据库"),
]


@pytest.mark.parametrize(
    ("arguments", "said"), MISTAKES, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_mistake_is_one_line_and_exit_code_1(
    here: Callable[..., Done], arguments: tuple[str, ...], said: str
) -> None:
    done = here(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_command_itself(database: Path) -> None:
    """One answer and one mistake through the real process, in a pipe."""
    answer = json.loads(zhengtu("who", "飞灰综合利用", "--json", database=database).stdout)
    assert answer["count"] == len(answer["rows"]) == 2
    assert {"document", "section", "number", "title", "lead", "quote"} <= set(answer["rows"][0])
    mistake = zhengtu("unit", "市城管委", database=database)
    assert (mistake.returncode, mistake.stdout, len(mistake.stderr.splitlines())) == (1, "", 1)


def test_json_of_an_unknown_name(here: Callable[..., Done]) -> None:
    done = here("unit", "市城管委", "--json")
    unknown = json.loads(done.stdout)
    assert (done.returncode, unknown["rows"], unknown["missing"]) == (1, [], "市城管委")
    assert "市城管局" in unknown["near"]


def test_links_that_rest_on_little_are_shown_for_a_person(tmp_path: Path) -> None:
    pair = CITY.parents[1] / "pairs"

    def shown(name: str) -> str:
        texts = (str(pair / f"{name}.{side}.txt") for side in ("upper", "lower"))
        return zhengtu("compare", *texts, database=tmp_path / "none").stdout

    doubtful = shown("health")
    assert "对应的把握不大，请人核对：1 项" in doubtful
    assert "把握不大，请核对" in doubtful
    assert "把握不大" not in shown("winter-air")


def test_files_compare_without_a_database_and_like_the_graph(here: Callable[..., Done], tmp_path: Path) -> None:
    done = zhengtu("compare", str(CITY), str(COUNTY), "--json", database=tmp_path / "none")
    made = json.loads(done.stdout)
    assert set(made) == {"upper", "lower", "links", "lower_only", "targets", "leads", "deadlines", "examined"}
    assert len(made["links"]) == len(made["upper"]["measures"]) == 60
    assert not (tmp_path / "none").exists()
    assert here("compare", "郑州市", "新郑市", "--json").stdout == done.stdout


def test_add_again_changes_nothing(here: Callable[..., Done]) -> None:
    files = json.loads(here("add", str(COUNTY), "--json").stdout)["files"]
    assert [(file["status"], file["tasks"]) for file in files] == [("unchanged", 40)]


BAD_FILES = {"empty.txt": b"", "binary.txt": bytes(range(256)) * 40, "news.txt": "今天天气很好。\n".encode()}


def test_one_bad_file_does_not_hold_up_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in BAD_FILES.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_bytes(COUNTY.read_text(encoding="utf-8").encode("gb18030"))
    done = zhengtu("add", str(folder), database=tmp_path / "graph")
    assert done.returncode == 1
    assert "新读入 1 份" in done.stdout
    assert len(done.stderr.splitlines()) == len(BAD_FILES)
    for name in BAD_FILES:
        assert name in done.stderr
    assert "内部错误" not in done.stderr


def test_an_empty_database_says_what_to_do(here: Callable[..., Done], tmp_path: Path) -> None:
    assert here("add", str(COUNTY.with_suffix(".none")), "--db", str(tmp_path / "graph")).returncode == 1
    with open_store(str(tmp_path / "graph")):
        pass
    for arguments in (["list"], ["who", "飞灰"], ["compare", "郑州市", "新郑市"]):
        done = here(*arguments, "--db", str(tmp_path / "graph"))
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
        assert "zhengtu add" in done.stderr


def test_a_database_of_another_version_says_what_to_do(here: Callable[..., Done], tmp_path: Path) -> None:
    """Nothing is answered from it, nothing is written into it, until its files are read anew."""
    other = str(tmp_path / "graph")
    assert here("add", str(CITY), str(COUNTY), "--db", other).returncode == 0
    with open_store(other) as store:
        store.write("MATCH (d:Document) REMOVE d.schema_version SET d.fingerprint = ''")
    asking = (
        ["who", "飞灰"], ["compare", "郑州市", "新郑市"], ["compare", "郑州市", "新郑市", "--keep"],
        ["export", str(tmp_path / "out.json")], ["decide"], ["decide", "a", "b", "承接"],
    )  # fmt: skip
    for arguments in asking:
        done = here(*arguments, "--db", other)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
        assert "2 份文件是政图的另一版本读入的" in done.stderr
        assert "zhengtu add" in done.stderr
    listed = here("list", "--db", other)
    assert (listed.returncode, "共 2 条" in listed.stdout) == (0, True), "which files to read anew must be seen"
    assert CITY.name in listed.stderr and COUNTY.name in listed.stderr
    done = here("add", str(CITY), "--db", other)
    assert (done.returncode, "已更新 1 份" in done.stdout) == (0, True)
    assert "库里还有 1 份文件是政图的另一版本读入的" in done.stderr
    assert json.loads(here("add", str(CITY), "--json", "--db", other).stdout)["outdated"] == 1
    done = here("add", str(COUNTY), "--db", other)
    assert (done.returncode, done.stderr) == (0, "")
    assert here("list", "--db", other).stderr == ""


def test_decisions_outlive_reading_anew_and_removal(here: Callable[..., Done], tmp_path: Path) -> None:
    own = ("--db", str(tmp_path / "graph"))
    assert here("remove", "新郑市", *own).returncode == 1
    assert here("add", str(CITY), str(COUNTY), *own).returncode == 0
    links = json.loads(here("compare", "郑州市", "新郑市", "--json", *own).stdout)["links"]
    link = next(row for row in links if row["verdict"] == "carried")
    assert here("decide", link["upper"], link["lower"][0], "不是", *own).returncode == 0
    with open_store(own[1]) as store:
        store.write("MATCH (d:Document) REMOVE d.schema_version SET d.fingerprint = ''")
    done = here("remove", COUNTY.name, "--json", *own)
    assert json.loads(done.stdout)["decisions"] == 1, "a document of another version can be taken out too"
    assert here("add", str(CITY), str(COUNTY), *own).returncode == 0
    after = json.loads(here("compare", "郑州市", "新郑市", "--json", *own).stdout)["links"]
    assert link["lower"][0] not in next(row for row in after if row["upper"] == link["upper"])["lower"]
    out = tmp_path / "判定.xlsx"
    assert here("decide", "--out", str(out), *own).returncode == 0 and out.exists()


def test_kept_verdicts_are_in_words_for_people_and_in_codes_for_programs(
    here: Callable[..., Done], tmp_path: Path
) -> None:
    own = ("--db", str(tmp_path / "graph"))
    assert here("add", str(CITY), str(COUNTY), *own).returncode == 0
    assert here("compare", "郑州市", "新郑市", "--keep", *own).returncode == 0
    for name, given, code, said in (
        ("targets-answered", ["verdict=低于上级"], "below", "低于"),
        ("targets-answered", ["verdict=below"], "below", "低于"),
        ("carried-by", [], "carried", "已承接"),
    ):
        asked = ("query", name, "region=郑州市", *given, *own)
        shown = here(*asked).stdout
        assert said in shown and code not in shown
        rows = json.loads(here(*asked, "--json").stdout)["rows"]
        assert code in {row.get("verdict", row.get("status")) for row in rows}


def test_a_database_in_use_says_by_whom(here: Callable[..., Done], database: Path) -> None:
    with open_store(str(database), read_only=True):
        done = zhengtu("list", database=database)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert f"进程 {os.getpid()}" in done.stderr


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_alone(here: Callable[..., Done], tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD_FILES[name])
    done = here("add", str(tmp_path / name))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_decisions_persist_and_outrank(here: Callable[..., Done]) -> None:
    made = json.loads(here("compare", "郑州市", "新郑市", "--json").stdout)
    link = next(row for row in made["links"] if row["verdict"] == "carried")
    done = here("decide", link["upper"], "--alone", "不适用", "--note", "试")
    assert (done.returncode, done.stderr) == (0, "")
    after = json.loads(here("compare", "郑州市", "新郑市", "--json").stdout)
    row = next(row for row in after["links"] if row["upper"] == link["upper"])
    assert row["verdict"] == "not-applicable"
    assert row["decided_by"]
    # Of two decisions on one measure the later counts, also on one day.
    pair = (link["upper"], link["lower"][0])
    assert here("decide", *pair, "承接").returncode == 0
    after = json.loads(here("compare", "郑州市", "新郑市", "--json").stdout)
    assert next(row for row in after["links"] if row["upper"] == link["upper"])["verdict"] == "carried"
    assert here("decide", *pair, "--withdraw").returncode == 0
    for wrong, said in (
        (pair[::-1], "写反了"),
        ((link["upper"], made["links"][0]["upper"]), "要一条上级的、一条下级的"),
    ):
        done = here("decide", *wrong, "承接")
        assert (done.returncode, said in done.stderr, len(done.stderr.splitlines())) == (1, True, 1)
    assert here("decide", link["upper"], "--withdraw").returncode == 0
    assert json.loads(here("compare", "郑州市", "新郑市", "--json").stdout)["links"] == made["links"]


@pytest.mark.parametrize(("form", "start"), [("graphml", "<graphml"), ("json", "{"), ("cypher", "CREATE CONSTRAINT")])
def test_export(here: Callable[..., Done], tmp_path: Path, form: str, start: str) -> None:
    out = tmp_path / f"out.{form}"
    done = here("export", "--format", form, str(out), "新郑市")
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_text(encoding="utf-8").startswith(start)
    assert [file.name for file in tmp_path.iterdir()] == [out.name]
    by_suffix = tmp_path / f"again.{form}"
    assert here("export", str(by_suffix), "新郑市").returncode == 0
    assert by_suffix.read_bytes() == out.read_bytes()
    out.write_text("批注", encoding="utf-8")
    done = here("export", "--format", form, str(out))
    assert (done.returncode, "不覆盖" in done.stderr, out.read_text(encoding="utf-8")) == (1, True, "批注")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_reader_that_goes_away(database: Path) -> None:
    """`zhengtu … | head -1` ends without a trace."""
    command = f"'{sys.executable}' -c 'from pipeline.cli import main; main()' query | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert "Traceback" not in done.stderr
