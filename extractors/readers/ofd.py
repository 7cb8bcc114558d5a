"""OFD (GB/T 33190), the fixed-layout format of Chinese government: text by ofdkit, ruled lines from its paths."""

import io
import re
from importlib.util import find_spec
from typing import Any

from extractors.errors import UnreadableFile
from extractors.readers.archive import Archive
from extractors.readers.pdf import MAX_PAGES
from extractors.readers.pdf_lines import lines_of
from extractors.readers.pdf_pages import PageContent, page_blocks
from extractors.readers.pdf_tables import Edge, edge_between, outside, tables_from_edges
from extractors.readers.strokes import shared_out, stroke_of
from extractors.records import Span, Warning
from extractors.source import Block

POINT = 72 / 25.4  # points to the millimetre
_STEP = re.compile(r"[A-Z]|-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
_ARGUMENTS = {"M": 2, "L": 2, "S": 2, "C": 0, "Q": 4, "B": 6, "A": 7}


def read_ofd(data: bytes, name: str) -> tuple[tuple[Block, ...], int, tuple[Warning, ...]]:
    """The blocks of an OFD file, its pages and warnings.

    Raises UnreadableFile for a damaged file, one of pictures only, and where ofdkit is not installed.
    """
    if find_spec("ofdkit") is None:
        raise UnreadableFile(f"{name}：是OFD文件，请先安装：pip install -e '.[office]'（在政图目录下）")
    import ofdkit

    archive = Archive(data, name)
    pages: list[PageContent] = []
    warnings: list[Warning] = []
    try:
        with ofdkit.open(io.BytesIO(data)) as document:
            count = len(document.pages)
            if count > MAX_PAGES:
                raise UnreadableFile(f"{name}：有{count}页，超过{MAX_PAGES}页，请拆分后再读")
            for number, page in enumerate(document.pages, 1):
                try:
                    pages.append(_page(page, number, archive))
                except ofdkit.OFDError:
                    warnings.append(Warning("page-unread", f"第{number}页已损坏，没有读出", Span(0, 0)))
    except ofdkit.OFDError:
        raise UnreadableFile(f"{name}：OFD文件已损坏或没有下载完整，请重新获取") from None
    blocks = tuple(page_blocks(pages))
    if not blocks:
        raise UnreadableFile(f"{name}：OFD文件里没有文字，可能是扫描件；请另存为PDF后再读")
    return blocks, count, tuple(warnings)


def _page(page: Any, number: int, archive: Archive) -> PageContent:
    runs = []
    for run in page.runs:
        if run.text.strip():
            # A run has its baseline; Chinese type reaches about a seventh of its size below it.
            left, top, bottom = run.x * POINT, (run.y - 0.86 * run.size) * POINT, (run.y + 0.14 * run.size) * POINT
            runs.append(shared_out(run.text, left, top, left + max(run.width, 0.1) * POINT, bottom))
    strokes = [stroke_of(stroke) for stroke in runs if stroke]
    edges = _edges(archive.xml(page.location)) if page.location in archive.names else []
    tables = tables_from_edges(edges, strokes, number)
    left = list(outside(strokes, tables))
    return PageContent(lines_of(left, number), tables, page.width * POINT, page.height * POINT, left)


def _edges(root: Any) -> list[Edge]:
    """The upright and level strokes of a page's path objects, in points."""
    edges: list[Edge] = []
    for element in root.iter("{*}PathObject"):
        box = _numbers(element.get("Boundary", ""))
        data = element.find("{*}AbbreviatedData")
        if len(box) < 2 or data is None:
            continue
        a, b, c, d, e, f = _numbers(element.get("CTM", "")) if element.get("CTM") else (1, 0, 0, 1, 0, 0)
        for x0, y0, x1, y1 in _segments(data.text or ""):
            left, top = box[0] + a * x0 + c * y0 + e, box[1] + b * x0 + d * y0 + f
            right, bottom = box[0] + a * x1 + c * y1 + e, box[1] + b * x1 + d * y1 + f
            edges += _edge(left * POINT, top * POINT, right * POINT, bottom * POINT)
    return edges


def _edge(x0: float, y0: float, x1: float, y1: float) -> list[Edge]:
    if abs(x0 - x1) < 0.5 < abs(y0 - y1):
        return [edge_between("v", x0, x0, min(y0, y1), max(y0, y1))]
    if abs(y0 - y1) < 0.5 < abs(x0 - x1):
        return [edge_between("h", min(x0, x1), max(x0, x1), y0, y0)]
    return []


def _numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def _segments(data: str) -> list[tuple[float, float, float, float]]:
    """The straight pieces of a path (GB/T 33190, 9.1): M and S move, L draws, C closes; curves only move the pen."""
    segments = []
    x = y = start_x = start_y = 0.0
    steps = _STEP.findall(data)
    at = 0
    while at < len(steps):
        letter, count = steps[at], _ARGUMENTS.get(steps[at], 0)
        values = [float(s) for s in steps[at + 1 : at + 1 + count] if not s.isalpha()]
        at += 1 + count
        if letter == "C":
            segments.append((x, y, start_x, start_y))
            x, y = start_x, start_y
        elif len(values) == count and count:
            if letter == "L":
                segments.append((x, y, values[0], values[1]))
            x, y = values[-2], values[-1]
            if letter in "MS":
                start_x, start_y = x, y
    return segments
