"""The rules of the house that no tool of the trade holds."""

import csv
import hashlib
import re
import subprocess
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("extractors", "graph", "queries", "pipeline")
LONGEST_MODULE = 300


def tracked_files() -> list[Path]:
    """The files that git knows; a copy without git has no such list."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode("utf-8").split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_owns_the_name(package: str) -> None:
    owners = set(packages_distributions().get(package, []))
    assert owners <= {"zhengtu"}
    assert Path(__import__(package).__file__).parent == ROOT / package


def test_only_the_fixed_folders_hold_code() -> None:
    places = {path.relative_to(ROOT).parts[0] for path in tracked_files() if path.suffix == ".py"}
    assert places <= {*PACKAGES, "tests", "scripts", "benchmarks"}


# Written apart so that this file does not hold what it looks for.
FORBIDDEN = {
    "path of a machine": r"/(?:ro" r"ot|wo" r"rk|fa" r"rm|ho" r"me/\w+|Us" r"ers/\w+|tm" r"p/\w)[/\w]|fi" r"le:///",
    "folder beside the clone": r"\.\./sha" r"red",
    "registry host": r"py"
    r"pi\.org|python"
    r"hosted\.org|repo1\.ma"
    r"ven|registry\.npm"
    r"js|deb\.deb"
    r"ian\.org"
    r"|proxy\.go"
    r"lang|crates"
    r"\.io",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    assert not found


def test_modules_are_of_reasonable_length() -> None:
    code = [path for path in tracked_files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in tracked_files() if path.suffix == ".py"}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc"}


def test_every_version_is_pinned_exactly() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    requirements = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(line for extra in project["project"]["optional-dependencies"].values() for line in extra),
    ]
    assert [line for line in requirements if not re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+", line)] == []


def manifest() -> list[dict[str, str]]:
    """The rows of corpus/manifest.csv."""
    with (ROOT / "corpus" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", manifest(), ids=lambda row: row["file"])
def test_manifest_row_is_the_file(row: dict[str, str]) -> None:
    data = (ROOT / "corpus" / row["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == row["sha256"]
    assert re.sub(r"\s", "", row["title"]) in re.sub(r"\s", "", data.decode("utf-8"))


def test_manifest_lists_every_plan() -> None:
    assert {row["file"] for row in manifest()} == {
        str(path.relative_to(ROOT / "corpus").as_posix()) for path in (ROOT / "corpus" / "plans").iterdir()
    }
