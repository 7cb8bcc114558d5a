"""Parts of a zipped document (DOCX, OFD), unpacked within bounds and parsed without following anything outward."""

import io
import zipfile
import zlib
from typing import Any

from extractors.errors import UnreadableFile

_DAMAGE = (zipfile.BadZipFile, KeyError, EOFError, OSError, RuntimeError, ValueError, zlib.error)
MAX_PART = 60_000_000
MAX_PARTS = 20_000


class Archive:
    """The parts of a zip file by name. Raises UnreadableFile for a part that is damaged or unpacks without measure."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise self._damaged() from None
        entries = self._zip.infolist()
        if len(entries) > MAX_PARTS:
            raise UnreadableFile(f"{name}：文件里有{len(entries)}个部件，不像正常文档")
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, part: str) -> bytes:
        """The bytes of a part; what its head says of its size is not believed."""
        try:
            entry = self._zip.getinfo(part)
            if entry.flag_bits & 1:
                raise UnreadableFile(f"{self._name}：文件有密码保护，请先解除密码")
            with self._zip.open(entry) as stream:
                content = stream.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            KeyError,
            NotImplementedError,
            EOFError,
            OSError,
            RuntimeError,
            ValueError,
            zlib.error,
        ):
            raise self._damaged() from None
        if len(content) > MAX_PART:
            raise UnreadableFile(f"{self._name}：展开后太大（超过{MAX_PART // 1_000_000}MB），不能读")
        return content

    def xml(self, part: str) -> Any:
        """The root element of an XML part; entities are not resolved, nothing is fetched."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(self.read(part), parser)
        except etree.XMLSyntaxError:
            raise self._damaged() from None

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(f"{self._name}：文件已损坏或没有下载完整，请重新获取")
