"""Many files in several processes: what comes out is what one process gives, whatever happens to a file or a process."""

import contextlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.batch import read_plans
from pipeline.cli import run
from pipeline.show_extracted import json_names

ROOT = Path(__file__).resolve().parents[2]
PLANS = sorted((ROOT / "corpus" / "plans").iterdir())
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Plans, what is none, and what cannot be read."""
    made = tmp_path / "in"
    (made / "sub").mkdir(parents=True)
    for number, plan in enumerate(PLANS):
        (made / f"{number}.txt").write_bytes(plan.read_bytes())
    (made / "sub" / "0.txt").write_bytes("1．推进改革。开展试点。（牵头单位：市财政局）\n".encode("gb18030"))
    (made / "a-bad.bin").write_bytes(bytes(range(256)) * 40)
    (made / "b-empty.docx").write_bytes(b"")
    (made / "c-broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n")
    return made


def test_processes_give_what_one_gives(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    alone = list(read_plans(files, any_text=True))
    assert [outcome.file for outcome in alone] == files
    assert [outcome.plan is None for outcome in alone].count(True) == 3
    assert list(read_plans(files, jobs=2, any_text=True)) == alone
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_are_told(jobs: int, tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(200, 200)
    writer.write(tmp_path / "blank.pdf")
    told: list[tuple[str, int, int]] = []
    list(read_plans([tmp_path / "blank.pdf", PLANS[0]], jobs, lambda file, *pages: told.append((file.name, *pages))))
    assert told == [("blank.pdf", page, 3) for page in (1, 2, 3)]


def test_a_process_that_dies_takes_no_file_with_it(folder: Path) -> None:
    files = [PLANS[number % 2] for number in range(40)]
    outcomes = read_plans(files, jobs=2)
    found = [next(outcomes)]
    for process in multiprocessing.active_children():
        process.kill()
    found += outcomes
    assert [outcome.file for outcome in found] == files
    assert all(outcome.plan for outcome in found)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_everything(jobs: str, folder: Path) -> None:
    for number in range(150):
        (folder / f"plan-{number:03}.txt").write_bytes(PLANS[0].read_bytes())
    process = subprocess.Popen(
        [*COMMAND, "extract", str(folder), "--json", "--jobs", jobs],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
        start_new_session=True,  # an interrupt may cut what is printed within a character
        # A shell that starts the tests in the background has them ignore Ctrl-C, and what they start besides.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stdout and process.stdout.readline().startswith('{"document"')
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, "zhengtu：已中断\n")
    deadline = time.monotonic() + 5
    while alive(process.pid):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def alive(group: int) -> list[str]:
    """The processes of a group that still run; on Linux."""
    stats = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            stats.append(file.read_text().rpartition(") ")[2].split())
    return [stat[0] for stat in stats if stat[2] == str(group) and stat[0] != "Z"]


def test_json_lines_and_the_failed_ones_at_the_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["extract", str(folder), "--json", "--jobs", "2"])
    printed = capsys.readouterr()
    objects = [json.loads(line) for line in printed.out.splitlines()]
    assert code == 1
    assert [made["document"]["source"] for made in objects] == ["0.txt", "1.txt", "0.txt"]
    assert [line.split("：")[1] for line in printed.err.splitlines()] == ["a-bad.bin", "b-empty.docx", "c-broken.pdf"]
    assert run(["extract", str(folder / "0.txt"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == objects[0]


def test_a_file_for_each(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(folder), "--out", str(tmp_path / "new" / "out"), "--json"]) == 1
    entries = json.loads(capsys.readouterr().out)["files"]
    written = [Path(entry["out"]) for entry in entries if entry["out"]]
    assert [path.name for path in written] == ["0.txt.json", "1.txt.json", "0.txt.2.json"]
    assert set((tmp_path / "new" / "out").iterdir()) == set(written)
    assert json.loads(written[0].read_text(encoding="utf-8"))["tasks"]
    assert [bool(entry["message"]) for entry in entries].count(True) == 3
    was = written[0].read_bytes()
    assert run(["extract", str(folder / "0.txt"), str(folder / "1.txt"), "--out", str(tmp_path / "new" / "out")]) == 1
    told = capsys.readouterr().err
    assert "0.txt.json 等 2 个文件" in told and "不覆盖" in told
    assert written[0].read_bytes() == was
    assert run(["extract", str(folder / "0.txt"), "--out", str(folder / "0.txt")]) == 1
    assert "以 .xlsx 或 .docx 结尾" in capsys.readouterr().err
    (tmp_path / "文件").write_text("", encoding="utf-8")
    assert run(["extract", str(folder / "0.txt"), "--out", str(tmp_path / "文件")]) == 1
    assert capsys.readouterr().err == f"zhengtu：写不了文件夹 {tmp_path / '文件'}（已有同名的文件）\n"


def test_several_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(folder / "0.txt"), str(folder / "b-empty.docx"), str(folder / "1.txt")]) == 1
    printed = capsys.readouterr()
    assert printed.out.count("项任务") == 2
    assert printed.err.splitlines() == ["未读出：b-empty.docx：文件是空的"]


def test_add_in_processes(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", str(folder), "--jobs", "2", "--json", "--db", str(tmp_path / "graph")]) == 1
    files = json.loads(capsys.readouterr().out)["files"]
    assert [(Path(file["file"]).name, file["status"]) for file in files] == [
        ("0.txt", "added"), ("1.txt", "added"), ("a-bad.bin", "failed"), ("b-empty.docx", "failed"),
        ("c-broken.pdf", "failed"), ("0.txt", "added"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["a/x.txt", "b/y.docx"], ["x.txt.json", "y.docx.json"]),
        (["a/x.txt", "b/X.TXT", "c/x.txt"], ["x.txt.json", "X.TXT.2.json", "x.txt.3.json"]),
    ],
)
def test_names(files: list[str], names: list[str]) -> None:
    assert json_names([Path(file) for file in files]) == names
