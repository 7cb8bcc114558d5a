"""Which format a file holds, told by its content and never by its name.

A DOCX called .pdf, an HTML page called .doc and a text in GB18030 are all common in the archives of an office.
"""

import io
import re
import zipfile
from typing import Literal

from extractors.errors import UnreadableFile

Format = Literal["text", "html", "mhtml", "pdf", "docx", "ofd", "office", "eml", "xlsx", "xls", "image"]

MEDIA_TYPES: dict[Format, str] = {
    "text": "text/plain",
    "html": "text/html",
    "mhtml": "multipart/related",
    "eml": "message/rfc822",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ofd": "application/ofd",
    "office": "application/msword",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "image": "image/*",
}

# Leading bytes of what is readable, and of what is refused by name.
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_PROGRAMS = (b"\x7fELF", b"MZ\x90\x00", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
# A mail, or a web page that a browser saved as one: headers, of which a mail has those of its way.
_MAIL_HEADER = re.compile(rb"[a-z][a-z-]{1,40}:[ \t]")
_MIME = re.compile(rb"^(?:mime-version|content-type):[ \t]", re.MULTILINE)
_SENT = re.compile(rb"^(?:to|cc|received|message-id|delivered-to|return-path|x-mailer):", re.MULTILINE)
_HTML_TAGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta ", b"<table", b"<div", b"<title", b"<p>", b"<p ")


def detect_format(data: bytes, name: str) -> Format:
    """The format of a whole file `data`; `name` only serves the message.

    Raises UnreadableFile for what is recognised and cannot hold a plan: an archive, a presentation, a program.
    """
    if data[:1024].find(b"%PDF-") >= 0:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _in_compound_file(data, name)
    if data.startswith(b"{\\rtf"):
        return "office"
    if data.startswith(_IMAGES) and _is_image(data):
        return "image"
    if data.startswith(_ARCHIVES):
        raise UnreadableFile(f"{name}：这是压缩包，请先解压，再读其中的文件")
    if data.startswith(_PROGRAMS):
        raise UnreadableFile(f"{name}：这是程序文件，不是文档")
    return _in_markup(data)


def _in_zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableFile(f"{name}：文件已损坏或没有下载完整，请重新获取") from None
    if any(part.startswith("word/") for part in names):
        return "docx"
    if "OFD.xml" in names:
        return "ofd"
    if any(part.endswith("workbook.bin") for part in names):
        raise UnreadableFile(f"{name}：这是二进制电子表格（xlsb），请另存为xlsx后再读")
    if any(part.startswith("xl/") for part in names):
        return "xlsx"
    if any(part.startswith("ppt/") for part in names):
        raise UnreadableFile(f"{name}：这是演示文稿（pptx），不是文件正文")
    if "content.xml" in names and "mimetype" in names:
        # The first part of an OpenDocument, never compressed, says what it is.
        if b"opendocument.spreadsheet" in data[:200]:
            raise UnreadableFile(f"{name}：这是ODS电子表格，请用Excel、WPS或LibreOffice另存为xlsx后再读")
        return "office"
    raise UnreadableFile(f"{name}：这是压缩包，请先解压，再读其中的文件")


def _in_compound_file(data: bytes, name: str) -> Format:
    """A compound file (OLE2) holds DOC, WPS, XLS, PPT, or an encrypted DOCX; its streams are named in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile(f"{name}：文件有密码保护，请先解除密码")
    if "WordDocument".encode("utf-16-le") in data:
        return "office"
    if "Workbook".encode("utf-16-le") in data or b"B\x00o\x00o\x00k\x00\x00" in data:
        return "xls"
    if "PowerPoint Document".encode("utf-16-le") in data:
        raise UnreadableFile(f"{name}：这是演示文稿（ppt），不是文件正文")
    return "office"


def _is_image(data: bytes) -> bool:
    """Two of the marks are plain letters that a text might begin with: look at what follows them."""
    if data.startswith(b"BM"):
        return len(data) > 26 and int.from_bytes(data[2:6], "little") == len(data)
    return not data.startswith(b"RIFF") or data[8:12] == b"WEBP"


def _in_markup(data: bytes) -> Format:
    """HTML, a web page saved as one MIME file, Word's own XML, or plain text."""
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if _MAIL_HEADER.match(head) and _MIME.search(head):
        return "eml" if _SENT.search(head) else "mhtml"
    if head.startswith(b"<"):
        if b"<w:worddocument" in head or b"<pkg:package" in head:
            return "office"
        if any(tag in head for tag in _HTML_TAGS):
            return "html"
    return "text"
