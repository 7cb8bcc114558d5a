"""Sets up ``.venv`` beside this repository; `make run` and `make test` call it first.

    python scripts/environment.py [EXTRA …]        for example: python scripts/environment.py dev ocr office

Needs Python 3.11 or newer and nothing else. What was installed is noted in ``.venv/zhengtu-installed.json``; as long
as pyproject.toml is the same and the extras are there, a later call ends at once and touches no network.
"""

from __future__ import annotations  # so that an older Python gets as far as the message below

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "zhengtu-installed.json"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def installed_extras(fingerprint: str) -> set[str] | None:
    """The extras that stand in the environment, None where nothing was installed for this pyproject.toml."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return set(stamp["extras"]) if stamp.get("fingerprint") == fingerprint and PYTHON.exists() else None


def create_environment() -> list[str]:
    """Makes the environment; returns the command that is its pip.

    Debian ships `venv` without pip's wheel: then the pip of the calling Python installs into the environment.
    """
    if not PYTHON.exists():
        print(f"==> 建立运行环境 {VENV.name}（Python {sys.version.split()[0]}）", flush=True)
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, check=False)
        if made.returncode != 0:
            subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], check=True)
    own = [str(PYTHON), "-m", "pip"]
    if subprocess.run([*own, "--version"], capture_output=True, check=False).returncode == 0:
        return own
    outer = [sys.executable, "-m", "pip"]
    if subprocess.run([*outer, "--version"], capture_output=True, check=False).returncode == 0:
        return [*outer, "--python", str(PYTHON)]
    sys.exit("这个 Python 没有 pip：Debian/Ubuntu 请先运行 apt install python3-venv，再试一次。")


def main(extras: list[str]) -> None:
    """Installs the project with `extras`, unless it is there already."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file may be started by any Python
        sys.exit(f"需要 Python 3.11 或更新的版本，现在是 {sys.version.split()[0]}。")
    fingerprint = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    present = installed_extras(fingerprint)
    if present is not None and present >= set(extras):
        return
    pip = create_environment()
    wanted = sorted((present or set()) | set(extras))
    suffix = f"[{','.join(wanted)}]" if wanted else ""
    print(f"==> 安装政图及其依赖{suffix}：第一次要下载，以后不再下载", flush=True)
    done = subprocess.run([*pip, "install", "--disable-pip-version-check", "-e", f".{suffix}"], cwd=ROOT, check=False)
    if done.returncode != 0:
        sys.exit("安装没有完成：请看上面的提示（多半是网络不通），修好后重新运行同一条命令。")
    STAMP.write_text(json.dumps({"fingerprint": fingerprint, "extras": wanted}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
