"""Is a document that another cites one that we hold? By number, else by its title without what frames it.

A citation prints 《甲市人民政府关于印发甲市A方案的通知》（甲政〔2024〕1号）, the file itself often only 甲市A方案 and no number:
the notice around a title, the book marks and the width of letters are no part of it.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence

from extractors.records import Citation, Document
from graph.regions import parents

# Loosely cited also without 的通知.
NOTICE = re.compile(r"^.{0,60}?关于(?:印发|转发|批转|发布|公布|下发)(?P<title>.+?)(?:的通知)?$")
MARKS = re.compile(r"[\s《》〈〉“”\"'‘’「」『』﹁﹂·]")
# A draft and a trial are the document; a change of it (修订版) is another.
STATE = re.compile(r"[（(](?:试行|暂行|征求意见稿|送审稿|草案)[）)]$")
BRACKETS = str.maketrans("[]【】〔〕", "()()()")


def plain_title(title: str) -> str:
    """A title in one width, without marks, blanks, the notice that issues it and (试行)."""
    bare = MARKS.sub("", unicodedata.normalize("NFKC", title))
    # A notice may pass on another notice.
    while match := NOTICE.match(bare):
        bare = match["title"]
    return STATE.sub("", bare)


def plain_number(number: str | None) -> str | None:
    """A document's number in one width and one kind of bracket."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", number).translate(BRACKETS)) if number else None


def is_same(citation: Citation, document: Document, places: Collection[str] = ()) -> bool:
    """Does `citation` mean `document`? `places`: where it is cited, a county with its city and province; () if unknown.

    The number decides where both print one. A title without a place (节水行动方案) may be anybody's: it means the
    document of that title that is issued in one of `places`.
    """
    first, second = plain_number(citation.doc_number), plain_number(document.doc_number)
    if first and second:
        return first == second
    cited, own, region = plain_title(citation.title), plain_title(document.title), document.region or ""
    if cited == own:
        return not region or region in own or not places or region in places
    return bool(region) and region in places and cited == own.removeprefix(region)


def cited_of(document: Document, held: Sequence[Document]) -> list[Document]:
    """The documents of `held` that `document` cites, in their order; itself is none."""
    places = (document.region, *parents(document.region)) if document.region else ()
    return [
        other
        for other in held
        if other.id != document.id and any(is_same(citation, other, places) for citation in document.cites)
    ]
