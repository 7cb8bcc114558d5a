"""Files in, `Source` out: each format has its reader; which one, the content decides.

Text is read at once. Every other format is read in a child process with limits (`extractors.sandbox`), for a file
from outside may be made, or damaged, so as to take all memory and time.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from extractors.errors import UnreadableFile, reason
from extractors.readers.detect import MEDIA_TYPES, detect_format
from extractors.readers.separated import separated
from extractors.readers.sheets import sheet_blocks
from extractors.readers.text import read_text
from extractors.source import Source

# A plan of a hundred pages is 0.3 MB of text; scans of it may take a few hundred megabytes.
MAX_BYTES = 500_000_000
MAX_TEXT_BYTES = 30_000_000


def read(path: Path, progress: Callable[[int, int], None] | None = None) -> Source:
    """The file at `path` as blocks. `progress` is told the page at work and the number of pages, where pages are slow.

    Raises UnreadableFile, with one line of Chinese, for a file that is missing, empty, a folder, too large, binary,
    encrypted, cut short, of an unknown format, or that takes more time or memory than a document needs.
    """
    data = _bytes_of(path)
    form = detect_format(data, path.name)
    if form != "text":
        from extractors.sandbox import read_in_child

        return read_in_child(path, form, progress)
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableFile(f"{path.name}：文字文件超过{MAX_TEXT_BYTES // 1_000_000}MB，不像一份方案")
    blocks, pages = read_text(data, path.name)
    if sheet := separated("\n".join(block.text for block in blocks)):
        return Source(path.name, "text/csv", hashlib.sha256(data).hexdigest(), 1, sheet_blocks([sheet], path.name))
    return Source(path.name, MEDIA_TYPES[form], hashlib.sha256(data).hexdigest(), pages, blocks)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableFile(f"{path}：这是文件夹，请给出其中的文件")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"{path.name}：文件超过{MAX_BYTES // 1_000_000}MB，太大，不能读")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path}：找不到这个文件") from None
    except PermissionError:
        raise UnreadableFile(f"{path}：没有读取权限") from None
    except OSError as error:
        raise UnreadableFile(f"{path}：读不出来（{reason(error)}）") from None
    if not data:
        raise UnreadableFile(f"{path.name}：文件是空的")
    return data
