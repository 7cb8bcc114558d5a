"""Tables of cases: cases/NAME.yaml holds rows of text, expected, and where needed note, status and what else a test asks.

``status: xfail`` marks a known gap; it is strict, so that the row must go when the gap does.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "cases"


def rows(name: str) -> list[Any]:
    """The rows of cases/NAME.yaml as parameters of a test that takes one `case`."""
    cases = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=_name(case), marks=_marks(case)) for case in cases]


def _name(case: dict[str, Any]) -> str:
    return str(case.get("note") or case["text"])[:40].replace("\n", " ")


def _marks(case: dict[str, Any]) -> Any:
    return pytest.mark.xfail(strict=True, reason=case.get("note", "")) if case.get("status") == "xfail" else ()
