"""Text files: encodings, pages, and what is refused with one line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import UnreadableFile
from extractors.readers import read
from extractors.readers.detect import detect_format
from extractors.readers.text import decode, read_text

PLAN = (
    "郑州市实施方案\n\n一、总体要求\n到2025年，秸秆综合利用率达到95％以上。（牵头单位：市农业农村委，责任单位：各区县〔市〕政府）\n"
    * 3
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_encodings(encoding: str) -> None:
    assert decode(PLAN.encode(encoding), "方案.txt") == PLAN


def test_traditional_script_in_big5() -> None:
    text = "市政府關於加強環境保護工作的實施方案，各部門應當認真組織實施。\n" * 4
    assert decode(text.encode("big5"), "x") == text


@pytest.mark.parametrize("text", ["短", "a plan in English, no Chinese at all", "甲\n乙\n丙", "1", "A市B局", "鏀市"])
def test_short_text_is_no_mojibake(text: str) -> None:
    assert decode(text.encode(), "x") == text


@pytest.mark.parametrize(
    "data, said",
    [
        (PLAN.encode().decode("gb18030", "replace").encode(), "乱码"),
        (PLAN.encode("gb18030").decode("latin-1").encode(), "乱码"),
        (PLAN.encode("gb18030").decode("utf-8", "replace").encode(), "乱码"),
        (PLAN.encode().decode("latin-1").encode(), "乱码"),
        (bytes(range(256)) * 40, "不是文字文件"),
        (b"\x01\x02\x03\x04abc\x05\x06" * 50, "二进制"),
        (b" \n\t\n\xe3\x80\x80", "没有文字"),
    ],
)
def test_refused_with_one_line(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        decode(data, "方案.txt")
    assert said in str(refused.value) and "\n" not in str(refused.value)


def test_a_character_cut_off_at_the_end_is_left_out() -> None:
    assert decode(PLAN.encode() + "完".encode()[:2], "x") == PLAN


def test_lines_pages_and_offsets() -> None:
    text = "甲\r\n\r\n乙\f丙\n\f丁"
    blocks, pages = read_text(text.encode(), "x")
    assert pages == 3
    runs = [run for block in blocks for run in block.runs]
    assert [(run.text, run.page) for run in runs] == [("甲\r\n\r\n乙", 1), ("\f丙\n", 2), ("\f丁", 3)]
    for run in runs:
        assert run.offset is not None
        assert text[run.offset : run.offset + len(run.text)] == run.text


def test_without_form_feeds_there_are_no_pages() -> None:
    blocks, pages = read_text("甲\n乙".encode(), "x")
    assert pages == 1 and [run.page for block in blocks for run in block.runs] == [None]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except UnreadableFile as refused:
        assert "\n" not in str(refused)
    else:
        blocks, _ = read_text(data, "x")
        for block in blocks:
            for run in block.runs:
                assert text[run.offset : (run.offset or 0) + len(run.text)] == run.text


@pytest.mark.parametrize(
    "data, form",
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "pdf"),
        (b"{\\rtf1\\ansi", "office"),
        (b"<!DOCTYPE HTML><html>", "html"),
        ("\ufeff<html><body>".encode("utf-16-le"), "html"),
        (b"\r\n <div>\xb7\xbd\xb0\xb8</div>", "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "mhtml"),
        (b"From: <Saved by Blink>\nContent-Type: multipart/related;", "mhtml"),
        (b'From: "Saved by Internet Explorer 11"\r\nDate: x\r\nMIME-Version: 1.0\r\n', "mhtml"),
        (b"Content-Type: multipart/related;\nMIME-Version: 1.0\nSnapshot-Content-Location: x\n", "mhtml"),
        (b"Received: from a\r\nTo: b\r\nMIME-Version: 1.0\r\n", "eml"),
        ("To: 各单位".encode(), "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "xls"),
        (b'<?xml version="1.0"?><w:wordDocument>', "office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "office"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        ("BMW项目实施方案".encode(), "text"),
        ("RIFF是什么".encode(), "text"),
        ("<关于方案>".encode(), "text"),
    ],
)
def test_format_by_content(data: bytes, form: str) -> None:
    assert detect_format(data, "x") == form


@pytest.mark.parametrize(
    "data, said",
    [
        (b"Rar!\x1a\x07\x00", "压缩包"),
        (b"\x7fELF\x02", "程序"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le"), "演示文稿"),
        (b"PK\x03\x04broken", "损坏"),
    ],
)
def test_known_and_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        detect_format(data, "方案.doc")


def test_missing_empty_and_folder(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    for path, said in ((tmp_path / "没有.txt", "找不到"), (tmp_path, "文件夹"), (tmp_path / "空.txt", "空的")):
        with pytest.raises(UnreadableFile, match=said):
            read(path)
