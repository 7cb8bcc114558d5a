"""A file or a text to the records of a plan: the stages of reading, joined."""

import hashlib
from pathlib import Path

from extractors.assemble import assemble
from extractors.readers import read
from extractors.readers.text import read_text
from extractors.records import Plan
from extractors.responsibility.charges import read_charges
from extractors.responsibility.conventions import read_conventions
from extractors.source import Source
from extractors.structure.endnotes import endnotes
from extractors.structure.metadata import read_metadata
from extractors.structure.outline import read_outline
from extractors.structure.unread import skipped_numbers, unread_headings
from extractors.text.compose import compose


def extract_file(path: Path) -> Plan:
    """The plan in the file at `path`; raises `UnreadableFile` for what is no readable file."""
    return extract_source(read(path))


def extract_text(text: str, name: str = "text") -> Plan:
    """The plan in `text`, as a text file with that content would give it."""
    data = text.encode("utf-8")
    blocks, pages = read_text(data, name)
    return extract_source(Source(name, "text/plain", hashlib.sha256(data).hexdigest(), pages, blocks))


def extract_source(source: Source) -> Plan:
    """The plan in what a reader of files gave. Never raises on text; what was not read is in ``warnings``."""
    reading = compose(source)
    notes, of_notes = endnotes(reading)
    outline = read_outline(reading, of_notes)
    first = outline.children[0].start if outline.children else len(reading.text)
    facts = read_metadata(reading, source.facts, first)
    rules = read_conventions(reading.folded)
    drafts, contents, warnings = read_charges(
        reading.folded, outline, rules, facts.reference_year, facts.is_plan, notes
    )
    warnings.extend(unread_headings(reading, outline))
    warnings.extend(skipped_numbers(reading, outline))
    return assemble(source, reading, outline, facts, drafts, contents, warnings)
