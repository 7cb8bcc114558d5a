"""Web pages: the document without the site, what the site says of it, tables, charsets."""

import pytest

from extractors.errors import UnreadableFile
from extractors.readers.html import read_html
from extractors.readers.mail import page_in_mhtml, read_mail
from extractors.source import SourceFacts

BODY = "<p>为贯彻落实上级部署，结合实际，制定本方案，请认真组织实施，确保各项任务如期完成。</p>" * 3
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>某市政府网</title>
<meta name="ArticleTitle" content="关于印发方案的通知"><script>document.write("坏")</script></head><body>
<div class="top"><a href="/">首页</a><a href="/a">政务公开</a></div>
<div class="main"><div>当前位置：<a>首页</a> &gt; <a>文件</a></div>
<table><tr><td>索 引 号：</td><td>001/2023-1</td><td>发布机构：</td><td>某市人民政府</td></tr>
<tr><td>发文字号</td><td>某政〔2023〕5号</td><td>成文日期</td><td>2023年5月4日</td></tr></table>
<h1>关于印发方案的通知</h1><div>发布时间：2023-05-06 来源：市政府办 字体：[大 中 小]</div>
<div id="zoom">{BODY}<p style="display:none">隐藏</p><p>一、任务<br>1.减量。由市A局牵头，<b>市B局</b>配合</p>
<p><a href="x/f.docx">附件：分工表</a></p></div></div>
<div class="foot">主办单位：某市人民政府办公室 备案号：000</div></body></html>"""


def test_a_government_page() -> None:
    blocks, facts = read_html(PAGE.encode(), "x.html")
    texts = [block.text for block in blocks]
    assert texts[-3:] == ["一、任务", "1.减量。由市A局牵头，市B局配合", "附件：分工表"]
    for word in ("索", "首页", "坏", "隐藏", "字体", "主办单位"):
        assert not any(word in text for text in texts), word
    assert (facts.title, facts.doc_number, facts.issuer, facts.issued_on) == (
        "关于印发方案的通知", "某政〔2023〕5号", "某市人民政府", "2023-05-04",
    )  # fmt: skip
    assert [a.title for a in facts.attachments] == ["附件：分工表"]


@pytest.mark.parametrize(
    "charset, stated", [("gb18030", "gb2312"), ("utf-8", "utf-8"), ("gb18030", ""), ("utf-8", "nonsense")]
)
def test_charsets(charset: str, stated: str) -> None:
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={stated}"><body>{BODY}</body></html>'
    blocks, _ = read_html(page.encode(charset), "x")
    assert blocks[0].text.startswith("为贯彻落实")


def test_tables_and_spans() -> None:
    page = (
        "<html><body><table><thead><tr><th>序号</th><th colspan=2>单位</th></tr></thead><tbody>"
        "<tr><td rowspan=2>1</td><td>甲</td><td>市A局<br>市B局</td></tr><tr><td>乙</td><td><p>一</p><p>二</p></td></tr>"
        "<tr><td rowspan=0>2</td><td colspan=oops>丙</td><td></td></tr></tbody></table></body></html>"
    )
    (table,) = read_html(page.encode(), "x")[0]
    assert [(c.row, c.column, c.text, c.rows, c.columns) for c in table.cells] == [
        (0, 0, "序号", 1, 1), (0, 1, "单位", 1, 2), (1, 0, "1", 2, 1), (1, 1, "甲", 1, 1), (1, 2, "市A局\n市B局", 1, 1),
        (2, 1, "乙", 1, 1), (2, 2, "一\n二", 1, 1), (3, 0, "2", 1, 1), (3, 1, "丙", 1, 1), (3, 2, "", 1, 1),
    ]  # fmt: skip


def test_a_page_laid_out_by_tables() -> None:
    page = f"<html><body><table><tr><td><a>导航</a></td><td>{BODY}<p>一、甲</p></td></tr></table></body></html>"
    blocks, _ = read_html(page.encode(), "x")
    assert [b.kind for b in blocks] == ["paragraph"] * 4 and blocks[-1].text == "一、甲"


@pytest.mark.parametrize(
    "source, expected",
    [
        ("<p>到2025年，\n    完成</p>", ["到2025年，完成"]),
        ("<p>\u3000\u3000首行&nbsp;缩进</p>", ["首行 缩进"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<ul><li>一</li><li>二</li></ul>", ["一", "二"]),
        ("<p>甲<script>x</script><!-- y -->乙</p>", ["甲乙"]),
        ("<p>1 &lt; 2 &amp; 3</p>", ["1 < 2 & 3"]),
    ],
)
def test_paragraphs(source: str, expected: list[str]) -> None:
    assert [b.text for b in read_html(f"<html><body>{source}</body></html>".encode(), "x")[0]] == expected


def test_headings_have_levels_but_the_title() -> None:
    page = "<html><body><h1>题</h1><h2>一</h2><p>文</p><h3>二</h3></body></html>"
    assert [(b.text, b.kind, b.level) for b in read_html(page.encode(), "x")[0]] == [
        ("题", "paragraph", None), ("一", "heading", 2), ("文", "paragraph", None), ("二", "heading", 3),
    ]  # fmt: skip


def test_plain_page_has_no_facts() -> None:
    assert read_html(f"<html><body>{BODY}</body></html>".encode(), "x")[1] == SourceFacts()


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="没有正文"):
        read_html(b"<html><body><script>render()</script></body></html>", "x")


def test_a_page_saved_as_one_file() -> None:
    saved = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=gbk\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>一、任务</p></body></html>\r\n--b--\r\n"
    )
    assert read_html(page_in_mhtml(saved.encode("gbk"), "x"), "x")[0][0].text == "一、任务"


MAIL = "From: a@b.cn\r\nTo: c@d.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
PLAIN = "Content-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: 8bit\r\n\r\n一、任务\r\n"


def test_the_text_of_a_mail() -> None:
    assert read_mail((MAIL + PLAIN).encode("gb18030"), "x")[0][0].text == "一、任务\r\n"
    page = "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>二、任务</p></body></html>\r\n"
    both = f"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n{PLAIN}--b\r\n{page}--b--\r\n"
    assert read_mail((MAIL + both).encode("utf-8"), "x")[0][0].text == "二、任务"


def test_a_mail_with_a_document_says_to_read_that() -> None:
    attached = "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\nx\r\n"
    mail = f"{MAIL}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n{PLAIN}--b\r\n{attached}--b--\r\n"
    with pytest.raises(UnreadableFile, match="附件（plan"):
        read_mail(mail.encode("gb18030"), "x")
    with pytest.raises(UnreadableFile, match="没有文字"):
        read_mail(MAIL.encode(), "x")
