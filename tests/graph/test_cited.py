"""Which cited documents are ones that we hold: by number, and by title where the file prints none."""

import pytest

from extractors.records import Citation, Document
from graph.cited import cited_of, is_same, plain_title

TITLES = [
    ("《郑州市人民政府关于印发郑州市“无废城市”建设实施方案的通知》", "郑州市无废城市建设实施方案"),
    ("中共甲县县委办公室 甲县人民政府办公室关于印发《甲县节水行动方案（试行）》的通知", "甲县节水行动方案"),
    ("郑州市人民政府关于印发郑州市“无废城市”建设实施方案", "郑州市无废城市建设实施方案"),
    ("关于转发《甲省乙厅关于印发丙工作要点的通知》的通知", "丙工作要点"),
    ("关于促进养老服务发展的意见", "关于促进养老服务发展的意见"),
    ("关于做好冬季防火工作的通知", "关于做好冬季防火工作的通知"),
    ("甲市　２０２４年 工作要点", "甲市2024年工作要点"),
    ("", ""),
]


def held(title: str, number: str | None = None, region: str | None = None, key: str = "x") -> Document:
    return Document(key, title, number, None, region, None, None, None, (), "", "", "text/plain", 1)


SAME = [
    ("云川市节水行动方案", None, held("云川市节水行动方案"), (), True, "the title alone"),
    (
        "云川市人民政府关于印发云川市节水行动方案的通知",
        "云政〔2024〕1号",
        held("云川市节水行动方案"),
        (),
        True,
        "no number",
    ),
    ("云川市节水方案", "云政〔2024〕1号", held("节水的方案", "云政[2024]1 号"), (), True, "the number decides"),
    (
        "云川市节水行动方案",
        "云政〔2024〕1号",
        held("云川市节水行动方案", "云政〔2020〕7号"),
        (),
        False,
        "another number",
    ),
    ("云川市节水行动方案", None, held("云川市节水行动方案任务分工"), (), False, "part of a longer title"),
    ("云川市节水行动方案", None, held("云川市节水行动方案（修订版）"), (), False, "changed since"),
    ("节水行动方案", None, held("节水行动方案", region="云川市"), ("平溪县", "云川市"), True, "its city's"),
    ("节水行动方案", None, held("节水行动方案", region="棠州市"), ("平溪县", "云川市"), False, "another city's"),
    ("节水行动方案", None, held("云川市节水行动方案", region="云川市"), ("云川市",), True, "its place left out"),
    ("节水行动方案", None, held("棠州市节水行动方案", region="棠州市"), ("云川市",), False, "another place left out"),
]


@pytest.mark.parametrize(("title", "plain"), TITLES)
def test_plain_title(title: str, plain: str) -> None:
    assert plain_title(title) == plain


@pytest.mark.parametrize(("title", "number", "document", "places", "expected", "note"), SAME)
def test_is_same(
    title: str, number: str | None, document: Document, places: tuple[str, ...], expected: bool, note: str
) -> None:
    assert is_same(Citation(title, number), document, places) is expected, note


def test_a_document_never_cites_itself() -> None:
    own = Document(
        "a", "甲方案", None, None, None, None, None, None, (Citation("甲方案", None),), "", "", "text/plain", 1
    )
    assert cited_of(own, [own, held("甲方案", key="b")]) == [held("甲方案", key="b")]
