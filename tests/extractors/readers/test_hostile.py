"""Files made or damaged so as to take all time and memory: one clear line each, within limits."""

import io
import time
import zipfile
from pathlib import Path

import pytest
import render

from extractors.errors import UnreadableFile
from extractors.readers import read
from extractors.sandbox import read_in_child

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(**parts: bytes | str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def pdf_of(*objects: bytes) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % p for p in places
    )
    return out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def encrypted(folder: Path) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(render.to_pdf_reportlab([render.Para("方案")], folder / "plain.pdf")))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


XXE = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{Path("/etc/hostname").as_uri()}">]><w:document {WORD}><w:body><w:p><w:r><w:t>甲&x;</w:t></w:r></w:p></w:body></w:document>'
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + f"]><w:document {WORD}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)

HOSTILE = {
    "empty pdf": (b"%PDF-1.7\n", "损坏"),
    "no pages": (pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), "损坏|没有一页"),
    "pages that contain themselves": (
        pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "",
    ),
    "cut docx": (zipped(word__document="<w:document/>")[:40], "损坏"),
    "no body": (zipped(word__document=f"<w:document {WORD}/>"), "没有正文"),
    "broken xml": (zipped(word__document=f"<w:document {WORD}><w:body>"), "损坏"),
    "zip bomb": (zipped(word__document=b"<a>" + b" " * 120_000_000), "太大"),
    "huge cell": (
        zipped(
            word__document=f"<w:document {WORD}><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>".encode()
            + "甲".encode() * 33_000_000
        ),
        "太大|损坏",
    ),
    "laughs": (zipped(word__document=LAUGHS), "损坏|没有正文|"),
    "nested tables": (
        zipped(word__document=f"<w:document {WORD}><w:body>{'<w:tbl><w:tr><w:tc>' * 90}<w:p/>{'</w:tc></w:tr></w:tbl>' * 90}</w:body></w:document>"),
        "损坏|嵌套",
    ),
    "nested divs": (b"<html><body>" + b"<div>" * 5_000 + "甲".encode(), "嵌套"),
    "ofd bomb": (zipped(OFD=b"<a>" + b" " * 120_000_000), "损坏|太大|zhengtu"),
    "broken doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument" + b"\x00" * 500, "旧版文档"),
    "broken picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "图片"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files(kind: str, tmp_path: Path) -> None:
    data, said = HOSTILE[kind]
    path = tmp_path / "方案.bin"
    path.write_bytes(data)
    start = time.monotonic()
    try:
        source = read(path)
    except UnreadableFile as refused:
        import re

        assert re.search(said, str(refused)), str(refused)
        assert "\n" not in str(refused) and str(refused).startswith("方案.bin")
    else:
        assert said.endswith("|") or said == "", f"read {len(source.blocks)} blocks"
        assert sum(len(block.text) for block in source.blocks) < 1_000_000
    assert time.monotonic() - start < 30


def test_entities_fetch_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(zipped(word__document=XXE))
    try:
        assert [block.text for block in read(path).blocks] == ["甲"]
    except UnreadableFile as refused:
        assert "损坏" in str(refused)


def test_encrypted_pdf(tmp_path: Path) -> None:
    path = tmp_path / "密.pdf"
    path.write_bytes(encrypted(tmp_path))
    with pytest.raises(UnreadableFile, match="密码"):
        read(path)


def test_a_pdf_cut_anywhere(tmp_path: Path) -> None:
    whole = render.to_pdf_reportlab([render.Para("推进源头减量。" * 200)], tmp_path / "whole.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    for share in (0.1, 0.5, 0.9):
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            read(path)
        except UnreadableFile as refused:
            assert "\n" not in str(refused)


def test_three_thousand_pages(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "long.pdf"
    canvas = Canvas(str(path))
    for number in range(3_000):
        canvas.drawString(100, 600, f"page number {number} of a long file, with a line of text")
        canvas.showPage()
    canvas.save()
    seen: list[tuple[int, int]] = []
    source = read(path, lambda page, pages: seen.append((page, pages)))
    assert source.pages == 3_000 and seen[-1] == (3_000, 3_000)


def test_time_runs_out(tmp_path: Path) -> None:
    path = render.to_pdf_reportlab([render.Para("方案" * 50)], tmp_path / "slow.pdf")
    with pytest.raises(UnreadableFile, match="已停止"):
        read_in_child(path, "pdf", seconds=0.01)


def test_memory_runs_out(tmp_path: Path) -> None:
    path = render.to_pdf_reportlab([render.Para("方案" * 50)], tmp_path / "large.pdf")
    with pytest.raises(UnreadableFile, match=r"内存|损坏"):
        read_in_child(path, "pdf", memory=40_000_000)
