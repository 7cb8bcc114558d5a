"""MIME files: a web page that a browser saved as one file (MHT), and a mail (EML) with its text."""

import email
import email.policy
import re
from email.message import Message
from pathlib import PurePath

from extractors.errors import UnreadableFile
from extractors.readers.html import decode_page, read_html
from extractors.readers.text import read_text
from extractors.source import Block, SourceFacts

# What people send plans as; pictures in a signature are no attachments.
_DOCUMENTS = {
    f".{kind}" for kind in re.split(" ", "doc docx wps pdf ofd rtf odt xls xlsx et csv txt html htm mht zip rar 7z")
}


def read_mail(data: bytes, name: str) -> tuple[tuple[Block, ...], SourceFacts]:
    """The text of a mail, from its web page where it has one.

    Raises UnreadableFile for a mail with documents attached: each is a file of its own, and the plan is among them.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = list(message.walk())
    attached = [part.get_filename() or "" for part in parts]
    attached = [file for file in attached if PurePath(file).suffix.lower() in _DOCUMENTS]
    if attached:
        named = "、".join(attached[:3]) + ("等" if len(attached) > 3 else "")
        raise UnreadableFile(f"{name}：这是邮件，方案多半在附件里：请把附件（{named}）另存出来再读")
    if any(part.get_content_type() == "text/html" for part in parts):
        return read_html(page_in_mhtml(data, name), name)
    text = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    content = _content(text) if text is not None else b""
    if not content.strip():
        raise UnreadableFile(f"{name}：邮件里没有文字")
    return read_text(content, name)[0], SourceFacts()


def _content(part: Message) -> bytes:
    """The bytes of a part in UTF-8 where its charset is stated, else as they are."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return b""
    charset = part.get_content_charset()
    try:
        return payload.decode(charset).encode("utf-8") if charset else payload
    except (UnicodeDecodeError, LookupError):
        return payload


def page_in_mhtml(data: bytes, name: str) -> bytes:
    """The page inside a web page saved as one file, in UTF-8 with no charset stated but by its mark."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                charset = part.get_content_charset()
                try:
                    text = content.decode(charset) if charset else decode_page(content, name)
                except (UnicodeDecodeError, LookupError):
                    text = decode_page(content, name)
                return b"\xef\xbb\xbf" + text.encode("utf-8")
    raise UnreadableFile(f"{name}：网页存档里没有网页正文")
