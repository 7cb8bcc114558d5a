"""Files into a store, several to a transaction: results in order, each told once it is stored, failures in between."""

from pathlib import Path

import pytest

from graph.plans import list_documents
from graph.store import Store
from pipeline import add as adding
from pipeline.add import add
from pipeline.show_added import report

PLAN = "{place}无废城市建设实施方案\n一、重点任务\n1．推进秸秆利用。到2025年，秸秆综合利用率达到95%。（牵头单位：市农委）\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Thirty files: each seventh holds no plan, the last is the first again."""
    made = []
    for number in range(30):
        path = tmp_path / f"{number:02}.txt"
        path.write_text("天气很好。" if number % 7 == 3 else PLAN.format(place=f"第{number}号市"), encoding="utf-8")
        made.append(path)
    made[-1].write_text(made[0].read_text(encoding="utf-8"), encoding="utf-8")
    return made


@pytest.mark.parametrize(("together", "wait"), [(1, 60.0), (12, 60.0), (12, 0.0), (1000, 60.0)])
def test_results_in_order_and_stored(
    store: Store, files: list[Path], monkeypatch: pytest.MonkeyPatch, together: int, wait: float
) -> None:
    monkeypatch.setattr(adding, "TOGETHER", together)
    monkeypatch.setattr(adding, "LONGEST_WAIT", wait)
    results = []
    for result in add(store, files):
        results.append(result)
        told = {r.document_id for r in results if r.document_id}
        assert told <= {document.id for document in list_documents(store)}
    assert [result.file for result in results] == [str(file) for file in files]
    assert [result.status for result in results[:-1]] == ["failed" if n % 7 == 3 else "added" for n in range(29)]
    assert results[-1].status == "unchanged"
    assert len(list_documents(store)) == 25


def test_a_document_that_comes_from_another_file_is_told(store: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "初稿.txt", tmp_path / "终稿.txt"
    first.write_text(PLAN.format(place="云溪县"), encoding="utf-8")
    second.write_text(PLAN.format(place="云溪县").replace("95%", "97%"), encoding="utf-8")
    assert [(r.status, r.instead_of) for r in add(store, [first, second])] == [
        ("added", None),
        ("replaced", "初稿.txt"),
    ]


def test_a_document_from_a_file_of_the_same_name_elsewhere_is_told(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A county's 方案.txt of two folders is easily another's: what was replaced must not pass for an edit of the file."""
    here, there = tmp_path / "一" / "方案.txt", tmp_path / "二" / "方案.txt"
    for file, rate in ((here, "95%"), (there, "97%")):
        file.parent.mkdir()
        file.write_text(PLAN.format(place="云溪县").replace("95%", rate), encoding="utf-8")
    results = list(add(store, [here, there]))
    assert [(r.status, r.instead_of) for r in results] == [("added", None), ("replaced", "方案.txt")]
    report(results, as_json=False)
    assert "与先前从别的文件夹读入的方案.txt标题、文号、地区相同" in "".join(capsys.readouterr().out.split())
    # An edit of the file itself, and the same content moved, are nothing to tell.
    there.write_text(there.read_text(encoding="utf-8").replace("97%", "98%"), encoding="utf-8")
    here.write_bytes(there.read_bytes())
    assert [(r.status, r.instead_of) for r in add(store, [there, here])] == [("replaced", None), ("unchanged", None)]
