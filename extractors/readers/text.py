"""Plain text in any of the encodings in which plans are kept: UTF-8, GB18030, Big5, UTF-16, UTF-32."""

import codecs
import re

from extractors.errors import UnreadableFile
from extractors.source import Block, Run

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The commonest characters of official Chinese, both scripts: two fifths of running text, under one percent of noise.
_COMMON = frozenset(
    "的一是在和有大中国人年月日工作部门单位发展建设实施市区县政府管理行业产会生加强推进完善全面到各级等位项目方案"
    "为以化重点责任牵头落动资源服务新安经济社力提高能用地机制技术信息体系保障任务理成开展配合组织领导委局办公厅"
    "國實門單發設縣業產會強進點責頭動資務經濟機術體係組織領導辦廳為與關應"
    "，。、；：（）《》“”"
)
# Where these alone make up a tenth of a text, as they do in almost every plan, the others need not be counted.
_COMMONEST = "，、。（）：局市县区年位单业人建政责务工月头公任"
_SAMPLE = 5_000  # characters
_PAGE = re.compile(r"\f[^\f]*|[^\f]+")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LATIN = re.compile(r"[\u0080-\u00ff]")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def read_text(data: bytes, name: str) -> tuple[tuple[Block, ...], int]:
    """The text of a file, and its pages.

    It is one block with a run for each page, its `offset` counted in `decode(data)`; a form feed stays at the head of the
    page that it opens, and only where there are any the runs have pages. Raises UnreadableFile for what is not text, or
    text that an earlier program has spoilt.
    """
    text = decode(data, name)
    paged = "\f" in text
    runs, page, at = [], 1, 0
    for printed in _PAGE.findall(text):
        page += printed[0] == "\f"
        runs.append(Run(printed, page if paged else None, None, at))
        at += len(printed)
    return (Block("line", tuple(runs)),), page - (1 if text.endswith("\f") and page > 1 else 0)


def decode(data: bytes, name: str) -> str:
    """The characters of a text file, without its byte order mark; line ends stay as they are, but for a Mac's of old.

    Raises UnreadableFile when `data` is not text in a known encoding.
    """
    text = _decode_known(data)
    if text is None:
        raise UnreadableFile(f"{name}：不是文字文件，或文字编码无法识别（能读UTF-8、GB18030、UTF-16）")
    if not text.strip("\ufeff \t\r\n\f\u3000"):
        raise UnreadableFile(f"{name}：文件里没有文字")
    if len(_CONTROL.findall(text)) > max(2, len(text) // 200):
        raise UnreadableFile(f"{name}：不是文字文件，里面是二进制数据")
    if _is_mojibake(text):
        raise UnreadableFile(f"{name}：文字是乱码，先前保存时编码已弄错，请取原文件或重新下载")
    return _LONE_RETURN.sub("\n", text) if "\r" in text else text


def _decode_known(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if b"\x00" in data:
        return _utf16_without_mark(data)
    text = _strict(data, "utf-8") or _cut_utf8(data)
    if text is not None:
        return text
    readings = [text for encoding in ("gb18030", "big5hkscs") if (text := _strict(data, encoding)) is not None]
    best = max(readings, key=_likeness, default=None)
    return best if best is not None and _likeness(best) >= 0.1 else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _cut_utf8(data: bytes) -> str | None:
    """UTF-8 whose last character was cut off in copying: the whole characters before it."""
    return next((text for cut in (1, 2, 3) if len(data) > 16 and (text := _strict(data[:-cut], "utf-8"))), None)


def _utf16_without_mark(data: bytes) -> str | None:
    """Zero bytes are the high halves of digits and line ends in UTF-16; in anything else they mean binary data."""
    readings = [text for encoding in ("utf-16-le", "utf-16-be") if (text := _strict(data, encoding)) is not None]
    best = max(readings, key=_likeness, default=None)
    return best if best is not None and _likeness(best) >= 0.1 else None


def _likeness(text: str) -> float:
    """The share of common characters among those that are not ASCII: over 0.3 for Chinese, near 0 for noise."""
    sample = text[:_SAMPLE]
    wide = len(sample) - len(sample.encode("ascii", "ignore"))
    return sum(map(_COMMON.__contains__, sample)) / wide if wide else 1.0


def _is_mojibake(text: str) -> bool:
    """Whether Chinese was read in a wrong encoding and saved so; such text still is valid Unicode.

    Three accidents are common: unreadable bytes replaced (U+FFFD, 锟斤拷); GB18030 taken for Latin-1 (ÖÐ¹ú); UTF-8
    taken for GB18030 (鏀垮簻). The last decodes back to better Chinese, which honest text does not.
    """
    sample = text[:20_000]
    if sample.count("\ufffd") + 3 * sample.count("锟斤拷") > max(3, len(sample) // 100):
        return True
    latin = len(_LATIN.findall(sample))
    if latin > max(8, len(sample) // 5) and latin > 2 * len(_HAN.findall(sample)):
        return True
    head = sample[:_SAMPLE]
    if sum(map(head.count, _COMMONEST)) >= 0.1 * len(head) or _likeness(head) >= 0.1:
        return False
    back = sample.encode("gb18030", "ignore").decode("utf-8", "ignore")
    return len(_HAN.findall(back)) > max(4, len(sample) // 4) and _likeness(back) >= 0.2
