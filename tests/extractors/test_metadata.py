"""What a plan says of itself."""

from typing import Any

import pytest
from case_tables import rows
from test_outline import composed

from extractors.source import SourceFacts
from extractors.structure.metadata import Metadata, read_metadata
from extractors.structure.outline import read_outline


def read(text: str, facts: SourceFacts | None = None) -> Metadata:
    """The metadata of a text file that holds `text`."""
    reading = composed(text.rstrip("\n"))
    outline = read_outline(reading)
    first = outline.children[0].start if outline.children else len(reading.text)
    return read_metadata(reading, facts or SourceFacts(), first)


def field(found: Metadata, name: str) -> object:
    """A field as the table writes it."""
    if name == "cites":
        return [f"{cite.title} {cite.doc_number or ''}".strip() for cite in found.cites]
    return getattr(found, name)


@pytest.mark.parametrize("case", rows("metadata"))
def test_metadata(case: dict[str, Any]) -> None:
    found = read(case["text"])
    expected = {
        name: str(value) if name == "issued_on" and value else value for name, value in case["expected"].items()
    }
    assert {name: field(found, name) for name in expected} == expected


def test_what_the_format_says_outranks_the_text() -> None:
    facts = SourceFacts(
        title="云溪县方案", doc_number="云政〔2024〕2号", issuer="云溪县人民政府", issued_on="2024-02-01"
    )
    found = read("另一个标题的工作方案\n一、任务\n（一）清淤。", facts)
    assert (found.title, found.doc_number, found.issuer, found.issued_on) == (
        "云溪县方案", "云政〔2024〕2号", "云溪县人民政府", "2024-02-01",
    )  # fmt: skip
