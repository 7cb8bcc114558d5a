"""Saved web pages, above all those of government sites: the document without the site around it.

The body is the element that holds nearly all running text; what the site says of the document (the 索引号 table, meta
tags) becomes `SourceFacts`. Scripts are never run, nothing is fetched.
"""

import re
from dataclasses import replace
from typing import Any

from extractors.errors import UnreadableFile
from extractors.readers.html_blocks import MAX_DEPTH, SKIPPED, BlockWriter
from extractors.readers.text import decode
from extractors.records import Citation
from extractors.source import Block, Run, SourceFacts

# What the tables of facts on government sites call things; the standard is GW0013 and local habit.
_NAMES = {
    "index": "索引号 信息索引号",
    "topic": "主题分类 公文种类 体裁分类 组配分类 有效性 是否有效 关键词 主题词 服务对象 公开方式 公开范围",
    "issuer": "发布机构 发文机关 发文单位 发布机关 公开主体 制发机关",
    "doc_number": "发文字号 文号 公文文号",
    "issued_on": "成文日期 发文日期 生成日期 印发日期 制发日期",
    "published_on": "发布日期 发布时间 公开日期",
    "title": "标题 名称 信息名称 文件名称 信息标题",
}
_LABELS = {name: key for key, names in _NAMES.items() for name in names.split()}
_META = {"articletitle": "title", "pubdate": "published_on", "contentsource": "source"}
_LABEL = re.compile(rf"({'|'.join(sorted(_LABELS, key=len, reverse=True))})[:：】\]]?(.*)", re.DOTALL)
# Several on one line: 发布机构：某市政府办公室　文　　号：…
_SPACED_OUT = "|".join(r"\s*".join(name) for name in sorted(_LABELS, key=len, reverse=True))
_SPOT = re.compile(rf"(?:^|(?<=\s))({_SPACED_OUT})\s*[:：]")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_ATTACHMENT = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|pptx?)(?:$|[?#])", re.IGNORECASE)
_BODIES = (
    "#UCAP-CONTENT", ".TRS_Editor", "#zoom", "#Zoom", "#zoomcon", ".article-content", "#article-content",
    "[itemprop=articleBody]",
)  # fmt: skip
_CONTAINERS = frozenset(re.split(" ", "html body div section article main center form td tr tbody table span"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# Lines of the page around a document that stand inside its body on many sites.
_CHROME = re.compile(
    r"^(?:您?(?:当前|现在|所在)的?位置|首页\s*[>＞»›])|字(?:体|号)[：:\s]*[【\[（(]?\s*大|浏览次数|点击数|"
    r"^[【\[（(]?\s*(?:打印本页|打印|关闭窗口|关闭|分享到|扫一扫|返回顶部|责任编辑|相关链接|上一篇|下一篇)\s*[：:】\]）)]?"
)
DOMINANT = 0.8  # the share of running text that makes a part of the page the body


def read_html(data: bytes, name: str) -> tuple[tuple[Block, ...], SourceFacts]:
    """The blocks of a web page and what it says of the document. Raises UnreadableFile for a page without text."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(decode_page(data, name))
    root = tree.body
    if root is None:
        raise UnreadableFile(f"{name}：网页里没有正文")
    _check_depth(root)
    said, table = _facts(root)
    body = _body(root)
    facts = _source_facts(tree, said, _attachments(body))
    heading = tree.css_first("h1")
    if facts.title is None and heading is not None and not _contains(body, heading):
        facts = replace(facts, title=_bare(heading) or None)
    if table is not None and _contains(body, table) and not _contains(table, body):
        table.decompose()
    blocks = [block for block in BlockWriter().blocks(body) if not _CHROME.search(block.text[:200])]
    if not blocks:
        blocks = _scripted(data, name)
    if not blocks:
        raise UnreadableFile(f"{name}：网页里没有正文，可能只保存了框架；请用浏览器另存为完整网页")
    return tuple(blocks), facts


def _scripted(data: bytes, name: str) -> list[Block]:
    """The source of a page that writes its text by a script: the markup in its lines is taken out when composing."""
    page = decode_page(data, name)
    if len(re.findall(r"<\\?/?(?:p|br|div|td)\b", page)) < 3:
        return []
    return [Block("line", (Run(page, offset=0),))]


def decode_page(data: bytes, name: str) -> str:
    """The characters of a page in the charset that it states, else in the one that fits."""
    stated = _CHARSET.search(data[:4096])
    if stated and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        charset = stated[1].decode("ascii").lower()
        charset = "gb18030" if charset in ("gb2312", "gbk", "gb_2312-80") else charset
        try:
            return data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, name)


def _body(root: Any) -> Any:
    """The element with the document: known by its id, or the innermost one with nearly all running text.

    A frame that holds half of the text cannot be told from a page of two columns, so the search stops there.
    """
    whole = _weight(root)
    for selector in _BODIES:
        for found in root.css(selector):
            if _weight(found) >= 0.5 * whole:
                return found
    node, weight = root, whole
    while node.tag in _CONTAINERS:
        inner = [(child_weight, child) for child in _children(node) if (child_weight := _weight(child)) > 0]
        heaviest = max(inner, key=lambda pair: pair[0], default=None)
        if heaviest is None or heaviest[0] < DOMINANT * weight or heaviest[1].tag not in _CONTAINERS:
            break
        if heaviest[1].tag == "table" and not _is_frame(heaviest[1]):
            break
        weight, node = heaviest
    # A table row or cell that was reached is a frame; a real table was not entered.
    return node


def _check_depth(root: Any) -> None:
    """Raises RecursionError for a tree deeper than any page that people wrote."""
    node, depth = root, 0
    while node is not None:
        if node.child is not None:
            node, depth = node.child, depth + 1
            if depth > MAX_DEPTH:
                raise RecursionError
            continue
        while node is not None and node.next is None and depth > 0:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None and depth > 0 else None


def _is_frame(table: Any) -> bool:
    """Whether a table only lays out the page: one cell holds nearly all of it."""
    cells = [_weight(cell) for cell in table.css("td")]
    return bool(cells) and max(cells) >= 0.9 * _weight(table)


def _children(node: Any) -> list[Any]:
    found, child = [], node.child
    while child is not None:
        if child.tag not in SKIPPED and child.tag != "-text":
            found.append(child)
        child = child.next
    return found


def _weight(node: Any) -> int:
    """Characters of running text: those of links, scripts and controls do not count."""
    weight = 0
    stack = [node]
    while stack:
        at = stack.pop()
        if at.tag == "-text":
            weight += len((at.text_content or "").strip())
        elif at.tag not in SKIPPED and at.tag != "a":
            child = at.child
            while child is not None:
                stack.append(child)
                child = child.next
    return weight


def _contains(outer: Any, inner: Any) -> bool:
    at = inner
    while at is not None:
        if at.mem_id == outer.mem_id:
            return True
        at = at.parent
    return False


def _facts(root: Any) -> tuple[dict[str, str], Any]:
    """What labels say, and the element that holds them all when there are enough to be a table of facts."""
    said: dict[str, str] = {}
    holders: list[Any] = []
    for node in root.css("td, th, li, dt, dd, p, span, div, b, strong, label, em"):
        text = _bare(node)
        match = _LABEL.match(re.sub(r"\s", "", text[:40]) + text[40:]) if 2 <= len(text) <= 160 else None
        if match is None:
            continue
        for label, value in _fields(text) or [(match[1], match[2] or _following(node))]:
            key = _LABELS[label]
            if key not in said and not _LABEL.fullmatch(value):
                said[key] = value
                holders.append(node)
    if "index" not in said and len(said) < 4:
        return said if len(said) > 1 else {}, None
    return said, _common(holders)


def _fields(text: str) -> list[tuple[str, str]]:
    """The labels of a line that holds several, each with what stands up to the next one."""
    spots = list(_SPOT.finditer(text))
    if len(spots) < 2 or spots[0].start():
        return []
    ends = [spot.start() for spot in spots[1:]] + [len(text)]
    return [(re.sub(r"\s", "", spot[1]), text[spot.end() : end].strip()) for spot, end in zip(spots, ends, strict=True)]


def _bare(node: Any) -> str:
    return re.sub(r"\s+", " ", node.text(deep=True) or "").strip()


def _following(node: Any) -> str:
    after = node.next
    while after is not None and (after.tag == "-text" and not (after.text_content or "").strip()):
        after = after.next
    if after is None:
        return ""
    return ((after.text_content or "") if after.tag == "-text" else _bare(after)).strip(" :：\u3000\n")


def _common(holders: list[Any]) -> Any:
    """The table of facts: of the elements that hold three labels or more, the one most filled with them."""
    best, density = None, 100.0
    for holder in holders:
        at = holder.parent
        while at is not None and at.tag != "body":
            held = sum(_contains(at, other) for other in holders)
            if held > 2 and at.tag in ("table", "ul", "dl", "div", "section"):
                if len(_bare(at)) / held < density:
                    best, density = at, len(_bare(at)) / held
                break
            at = at.parent
    return best


def _source_facts(tree: Any, said: dict[str, str], attachments: tuple[Citation, ...]) -> SourceFacts:
    meta = {}
    for node in tree.css("meta[name]"):
        key = _META.get((node.attributes.get("name") or "").lower())
        content = (node.attributes.get("content") or "").strip()
        if key and content:
            meta[key] = content
    dates = [
        _date(text) for text in (said.get("issued_on"), said.get("published_on"), meta.get("published_on")) if text
    ]
    number = said.get("doc_number") or ""
    return SourceFacts(
        title=said.get("title") or meta.get("title") or None,
        doc_number=number if re.search(r"\d", number) else None,
        issuer=said.get("issuer") or None,
        issued_on=next(filter(None, dates), None),
        attachments=attachments,
    )


def _date(text: str) -> str | None:
    found = _DATE.search(text)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else None


def _attachments(body: Any) -> tuple[Citation, ...]:
    """Files that the document links to: read on their own, noted here."""
    found = {}
    for link in body.css("a[href]"):
        text = _bare(link)
        if text and _ATTACHMENT.search(link.attributes.get("href") or ""):
            found[text] = Citation(text, None)
    return tuple(found.values())
