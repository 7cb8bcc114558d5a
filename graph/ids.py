"""Keys of the nodes that documents share: content hashes, scoped by government where the name alone is not enough.

A hash keeps similar names apart (江岸区教育局 and 江汉区教育局 share no key) and is safe in any store and file.
Ids of a document's own records are made where the records are made.
"""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from extractors.records import Document

LENGTH = 16
BRACKETS = str.maketrans("()[]〔〕【】［］｛｝{}", "（）（）（）（）（）（）（）")


def content_hash(*parts: str) -> str:
    """A key of hex digits for `parts`; the parts stay apart (("ab", "c") and ("a", "bc") differ)."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def government(document: Document) -> str:
    """Whose units a document names: its region, else its issuer, else nobody else's (the document itself).

    An issuer is marked as such, so that it never passes for a region of the same name.
    """
    return document.region or f"（地区不明）{document.issuer or document.id}"


def folder_id(file: Path) -> str:
    """Key of the folder that a file lies in: tells folders apart without keeping where anybody keeps them."""
    return content_hash("folder", str(file.resolve().parent))


def unit_name(canonical: str) -> str:
    """A unit's name in one spelling: one kind of bracket, one width, no spaces (各区县〔市〕政府 is 各区县(市)政府)."""
    letters = (unicodedata.normalize("NFKC", c) if c.isalnum() else c for c in canonical if not c.isspace())
    return "".join(letters).translate(BRACKETS) or canonical


def unit_id(scope: str, name: str) -> str:
    """Key of the unit called `name` (see `unit_name`) in the government `scope`."""
    return content_hash("unit", scope, name)


def text_id(document: str) -> str:
    """Key of the text of a document."""
    return content_hash("text", document)


def region_id(name: str) -> str:
    """Key of a region."""
    return content_hash("region", name)


def cited_id(title: str, doc_number: str | None) -> str:
    """Key of a document that is known by citation only."""
    return content_hash("cited", title, *([] if doc_number is None else [doc_number]))


def indicator_name(printed: str) -> str:
    """An indicator's name in one width, without spaces: names that differ in print only are one indicator."""
    return "".join(unicodedata.normalize("NFKC", printed).split()) or printed


def indicator_id(name: str) -> str:
    """Key of the indicator called `name` (see `indicator_name`)."""
    return content_hash("indicator", name)
