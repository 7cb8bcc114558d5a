"""Old formats of word processors: DOC, WPS, RTF, ODT, Word's single-file XML.

LibreOffice turns them into DOCX where it is installed (its reading of DOC is the best there is); else docvortex, a
reader that pip installs, turns DOC, RTF and ODT into a web page.
"""

import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from extractors.errors import UnreadableFile
from extractors.readers.docx import read_docx
from extractors.readers.html import read_html
from extractors.records import Warning
from extractors.source import Block, SourceFacts

SECONDS = 100
INSTALL = "请安装LibreOffice，或运行 pip install -e '.[office]'（在政图目录下），也可另存为DOCX后再读"

Content = tuple[tuple[Block, ...], int, SourceFacts, tuple[Warning, ...]]


def read_office(data: bytes, name: str) -> Content:
    """The blocks of a file of an old format, its pages, facts and warnings.

    Raises UnreadableFile when no program is there to read it, or none can.
    """
    program = libreoffice()
    readable = find_spec("docvortex") is not None
    if program is None and not readable:
        raise UnreadableFile(f"{name}：是旧版文档（DOC、WPS、RTF），{INSTALL}")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"source.{suffix_of(data)}"
        source.write_bytes(data)
        made = _by_libreoffice(program, source) if program else None
        if made is not None:
            return read_docx(made, name)
        page = _by_docvortex(source) if readable else None
    if page is None:
        raise UnreadableFile(f"{name}：旧版文档读不出来，可能已损坏或有密码；请用Word或WPS另存为DOCX后再读")
    blocks, facts = read_html(page, name)
    return blocks, 1, facts, ()


def libreoffice() -> str | None:
    """The path of LibreOffice's command, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def suffix_of(data: bytes) -> str:
    """The usual ending of a file with this content; converters choose their reader by it."""
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK"):
        return "odt"
    return "doc" if data.startswith(b"\xd0\xcf\x11\xe0") else "xml"


def _by_libreoffice(program: str, source: Path) -> bytes | None:
    """DOCX made of `source` beside it, with a profile of its own: a running LibreOffice is not disturbed."""
    profile = (source.parent / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx"]
    try:
        subprocess.run(
            [*command, "--outdir", str(source.parent), str(source)],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError):
        return None
    made = source.with_suffix(".docx")
    return made.read_bytes() if made.exists() else None


def _by_docvortex(source: Path) -> bytes | None:
    import docvortex

    made = source.with_suffix(".html")
    try:
        docvortex.parse(str(source)).export(str(made), output_format="html", overwrite=True)
    except Exception:  # a parser of foreign files fails in ways of its own; the caller says one line
        return None
    return made.read_bytes() if made.exists() else None
