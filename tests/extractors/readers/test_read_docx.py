"""DOCX: what Word shows, from what the file holds."""

import zipfile
from pathlib import Path

import pytest

from extractors.readers.docx import read_docx
from extractors.readers.docx_numbering import formatted
from extractors.source import Block

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:wps"'
)
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3.%4"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""
STYLES = """
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="own"/><w:basedOn w:val="a"/></w:style>
"""


def docx(body: str, **parts: str) -> bytes:
    import io

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", f"<w:numbering {NS}>{NUMBERING}</w:numbering>")
        archive.writestr("word/styles.xml", f"<w:styles {NS}>{STYLES}</w:styles>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NS}>{content}</w:{name}>")
    return stream.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def num(list_id: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    return read_docx(docx(body, **parts), "x")[0]


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(body, **parts)]


def test_numbers_that_word_makes() -> None:
    body = (
        p("总体要求", num(1, 0)) + p("目标", num(1, 1)) + p("甲", num(1, 2)) + p("2025年底前完成", num(1, 2))
        + p("任务", num(1, 1)) + p("丙", num(1, 2)) + p("丁", num(1, 3)) + p("点", num(2, 0)) + p("保障", num(1, 0))
        + p("重来", num(3, 2)) + p("无", num(0, 0))
    )  # fmt: skip
    assert texts(body) == [
        "一、总体要求", "（一）目标", "1.甲", "2. 2025年底前完成", "（二）任务", "1.丙", "1.1.1丁", "点", "二、保障", "1.重来", "无",
    ]  # fmt: skip


def test_styles_bring_numbers_and_levels() -> None:
    found = blocks(p("甲", '<w:pStyle w:val="a"/>') + p("乙", '<w:pStyle w:val="b"/>') + p("丙"))
    assert [(b.text, b.kind, b.level) for b in found] == [
        ("一、甲", "heading", 1), ("二、乙", "heading", 1), ("丙", "paragraph", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "number, form, expected",
    [
        (10, "chineseCounting", "十"), (21, "chineseCountingThousand", "二十一"), (105, "chineseCounting", "一百〇五"),
        (3, "decimalEnclosedCircle", "③"), (2, "ideographTraditional", "乙"), (12, "chineseLegalSimplified", "壹拾贰"),
        (4, "upperRoman", "IV"), (27, "lowerLetter", "aa"), (7, "decimalZero", "07"), (5, "unknown", "5"),
        (0, "chineseCounting", "〇"), (25, "decimalEnclosedCircle", "25"),
    ],
)  # fmt: skip
def test_number_formats(number: int, form: str, expected: str) -> None:
    assert formatted(number, form) == expected


@pytest.mark.parametrize(
    "body, expected",
    [
        ("<w:p><w:r><w:t>由市A局</w:t></w:r><w:del><w:r><w:delText>牵头</w:delText></w:r></w:del>"
         "<w:ins><w:r><w:t>配合</w:t></w:r></w:ins></w:p>", ["由市A局配合"]),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>" + p("后半"), ["前半后半"]),
        ("<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>",
         ["新处"]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>可见</w:t></w:r></w:p>", ["可见"]),
        ("<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>" + p("框内")
         + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>" + p("框内")
         + "</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>", ["正文", "框内"]),
        ("<w:sdt><w:sdtContent>" + p("控件") + "</w:sdtContent></w:sdt>", ["控件"]),
        ("<w:p><w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>", ["3"]),
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby>"
         "</w:r></w:p>", ["拼"]),
        ("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>", ["上\n下"]),
    ],
)  # fmt: skip
def test_final_state(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_notes_stand_last() -> None:
    note = (
        '<w:footnote w:type="separator">' + p("—") + '</w:footnote><w:footnote w:id="2">' + p("注文") + "</w:footnote>"
    )
    assert texts("<w:p><w:r><w:t>正文</w:t><w:footnoteReference/></w:r></w:p>" + p("又"), footnotes=note) == [
        "正文", "又", "注文",
    ]  # fmt: skip


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_table_with_merged_cells() -> None:
    rows = (
        "<w:tr>" + cell("类别") + cell("单位", '<w:gridSpan w:val="2"/>') + "</w:tr>"
        "<w:tr>" + cell("甲", '<w:vMerge w:val="restart"/>') + cell("市A局") + cell("市B局") + "</w:tr>"
        "<w:tr>" + cell("", "<w:vMerge/>") + cell("市C局") + f"<w:tc>{p('一')}{p('二')}</w:tc>" + "</w:tr>"
        "<w:tr><w:trPr><w:del/></w:trPr>" + cell("删") + cell("删") + cell("删") + "</w:tr>"
    )
    (table,) = blocks(f"<w:tbl>{rows}</w:tbl>")
    assert [(c.row, c.column, c.text, c.rows, c.columns) for c in table.cells] == [
        (0, 0, "类别", 1, 1), (0, 1, "单位", 1, 2), (1, 0, "甲", 2, 1), (1, 1, "市A局", 1, 1), (1, 2, "市B局", 1, 1),
        (2, 1, "市C局", 1, 1), (2, 2, "一\n二", 1, 1),
    ]  # fmt: skip


def test_numbers_inside_cells() -> None:
    row = "".join(
        f"<w:tr><w:tc><w:p><w:pPr>{num(1, 2)}</w:pPr><w:r><w:t> </w:t></w:r></w:p></w:tc>{cell(t)}</w:tr>"
        for t in "甲乙"
    )
    (table,) = blocks(f"<w:tbl>{row}</w:tbl>")
    assert [c.text.strip() for c in table.cells] == ["1.", "甲", "2.", "乙"]


def test_a_frame_of_one_column_is_no_table() -> None:
    assert texts(f"<w:tbl><w:tr>{cell('框里的话')}</w:tr></w:tbl>") == ["框里的话"]


def test_pages_that_word_noted() -> None:
    body = "<w:p><w:r><w:t>上</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>下</w:t></w:r></w:p>"
    found, pages, _, _ = read_docx(docx(body), "x")
    assert pages == 2 and [run.page for run in found[0].runs] == [1, 2]


def test_written_by_python_docx(tmp_path: Path) -> None:
    import render

    content: render.Content = [
        render.Para("标题", True),
        render.Para("一、甲"),
        render.Grid([["a", ("b", 1, 2)], ["c", "d", "e"]]),
    ]
    found = read_docx(render.to_docx(content, tmp_path / "x.docx").read_bytes(), "x")[0]
    assert [b.text for b in found] == ["标题", "一、甲", ""]
    assert [(c.row, c.column, c.text, c.columns) for c in found[2].cells] == [
        (0, 0, "a", 1), (0, 1, "b", 2), (1, 0, "c", 1), (1, 1, "d", 1), (1, 2, "e", 1),
    ]  # fmt: skip
