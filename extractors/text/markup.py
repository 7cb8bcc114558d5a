"""Text files that hold the source of a web page: tags, entities and escapes taken out, line by line.

A page saved as HTML goes to the HTML reader; this is for text in which markup was left behind (STYLES.md (f), "Raw
HTML inside SQL/JS, escaped quotes").
"""

import re
from html import unescape

from extractors.text.strand import Strand

_SIGNS = re.compile(r"</?(?:p|br|div|span|strong|td|tr|table|li|script)\b|<\\/|&nbsp;", re.I)
_COMMENT = re.compile(r"<!--.*?-->|<(?:script|style)\b[^>]*>(?=\s*$)")
_BREAKING = re.compile(r"(?:\\[rn])+|<\\?/?(?:p|br|div|tr|li|h\d|table|ul|ol|script)\b[^>]*>", re.I)
_IN_CELL = re.compile(r"\s*(?:<(?:br|p|li)\b[^<>]*>|</(?:p|li)>)\s*", re.I)
_TAG = re.compile(r"<\\?/?[a-zA-Z!][^<>]*>")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[\dA-Fa-f]{2,5});")
_SCRIPT = re.compile(r"^\s*(?:var|let|const)?\s*[A-Za-z_]\w*\s*=\s*[\"']|[\"'];?\s*$")
_ESCAPED = re.compile(r"\\(?=[\"'/])")


def strip_markup(lines: list[Strand]) -> list[Strand]:
    """The lines as a browser would break them, if there is markup in them; else the lines themselves.

    In the row of a table made of bars (Markdown) a tag breaks the line of a cell, never the row.
    """
    lines = [_row(line) if "<" in line.text and line.text.count("|") > 1 else line for line in lines]
    if sum(len(_SIGNS.findall(line.text)) for line in lines if "<" in line.text or "&" in line.text) < 3:
        return lines
    out: list[Strand] = []
    for line in lines:
        for part in line.without(_COMMENT).split(_BREAKING):
            bare = part.without(_TAG).without(_SCRIPT).without(_ESCAPED)
            out.append(_read_out(bare) if "&" in bare.text else bare)
    return out


def _read_out(line: Strand) -> Strand:
    """The line with the character that each entity stands for; blanks, which are for the look of the page, go."""
    marks = [unescape(entity.group()) for entity in _ENTITY.finditer(line.text)]
    first, *others = line.split(_ENTITY)
    pieces = [first]
    for mark, part in zip(marks, others, strict=True):
        pieces += [part] if mark.isspace() or mark == "\u200c" else [Strand.inserted(mark), part]
    return Strand.join(pieces)


def _row(line: Strand) -> Strand:
    return line.replaced(_IN_CELL, "\n").without(_TAG)
