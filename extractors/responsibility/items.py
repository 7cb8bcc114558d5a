"""One item of the outline: its title, and its text cut into measures by the statements in it (任务、举措)."""

import re
from dataclasses import dataclass

from extractors.records import Role, Span, Warning
from extractors.responsibility.locate import locate
from extractors.responsibility.scan import Located, Manner
from extractors.responsibility.shared import Group, Shared, shares
from extractors.responsibility.statement import read_statement
from extractors.structure.ladder import Item
from extractors.structure.listed import class_role, listing_at
from extractors.words.brackets import OPEN, matching_close
from extractors.words.labels import field_kind, label_pattern
from extractors.words.names import is_unit

_TITLE_END = re.compile(
    r"[（〔［【。；\n]|：(?!\d)|(?<=[一-龥）”])(?:[ \u3000]{2,}|\u3000(?=[^\s。；]{6,}[，。；]))|——|\||[？！]"
)
_LABEL = re.compile(r"[一-龥\s\u3000]{2,10}：")
_WORD = re.compile(r"\w")
_COUNTED = re.compile(r"（[^）]*）$")
_BOXED = re.compile(r"【([^【】。]{2,40})】[：。 \u3000]*")  # 【降本控费】推行集中采购…
_LEAD_HEADING = re.compile(
    r"(?P<unit>[一-龥（）、]{2,40}?)(?P<verb>牵头|主办|负责)(?:负责|组织|推进|实施|落实)?(?:的)?(?:[一-龥]{0,4})?(?:事项|任务|工作|项目|部分|清单|措施)?$"
)


@dataclass(slots=True)
class Part:
    """A run of text (`texts`, spans in order) with the group that closes or opens it."""

    texts: list[Span]
    group: Group | None


@dataclass(slots=True)
class Content:
    """What an item holds: title, parts in order, groups that it shares with siblings or children."""

    title: Span
    parts: list[Part]
    shared: list[Shared]
    warnings: list[Warning]
    titled: bool = True
    listing: bool = False

    @property
    def own(self) -> list[Group]:
        """The groups that name units."""
        return [part.group for part in self.parts if part.group and part.group.units]

    @property
    def texts(self) -> list[Span]:
        """All text under the title."""
        return [span for part in self.parts for span in part.texts]

    def whole(self, titled: bool) -> Span:
        """The text of the item, with its first sentence unless that is a title and no more (`titled`)."""
        texts = self.texts
        return Span(texts[0].start if titled else self.title.start, texts[-1].end) if texts else self.title


def read_item(folded: str, item: Item, manner: Manner) -> Content:
    """The content of `item`, its children left aside."""
    head = item.paragraphs[0] if item.children and item.paragraphs else None
    listing = head is not None and bool(listing_at(folded, *head) or class_role(folded[head.start : head.end]))
    pieces: list[Span | Located] = []
    warnings: list[Warning] = []
    shared: list[Shared] = []
    below: set[Span] = set()
    for number, span in enumerate(item.paragraphs):
        if span in below or (listing and number == 0):
            continue
        if number and shares(folded, span, manner, shared):
            continue
        found, seen = locate(folded, span, manner, heading=number == 0)
        warnings.extend(seen)
        at = span.start
        for located in found:
            _text_piece(folded, at, located.span.start, pieces)
            pieces.append(located)
            at = located.span.end
        _text_piece(folded, at, span.end, pieces)
        if number and pieces and isinstance(pieces[-1], Located):
            below.update(_names_below(folded, item.paragraphs[number + 1 :], pieces[-1]))
    title, titled = (head, True) if listing and head else _take_title(folded, item, pieces)
    parts = _parts(pieces)
    return Content(title, parts, shared, warnings, titled, listing)


def _text_piece(folded: str, start: int, end: int, pieces: list[Span | Located]) -> None:
    while start < end and folded[start] in " \u3000。；|—｜":
        start += 1
    while end > start and folded[end - 1] in " \u3000|｜—，":
        end -= 1
    start = _past_label(folded, start, end)
    if end > start and _WORD.search(folded, start, end):
        pieces.append(Span(start, end))


def _past_label(folded: str, start: int, end: int) -> int:
    """Where a text goes on behind the label of content that opens it (举措：), its start if none does."""
    label = _LABEL.match(folded, start, end)
    return label.end() if label and field_kind(label.group()[:-1].strip()) in ("content", "task") else start


def _names_below(folded: str, following: list[Span], located: Located) -> list[Span]:
    """Names on lines of their own below a label line go on with its list; the lines that were taken."""
    statement, taken = located.statement, []
    for span in following if statement.labelled and statement.units else []:
        if not is_unit(folded[span.start : span.end]) or label_pattern().match(folded, *span):
            break
        statement.units.append((span, statement.units[-1][1]))
        taken.append(span)
    return taken


def _take_title(folded: str, item: Item, pieces: list[Span | Located]) -> tuple[Span, bool]:
    """The title, cut from the first piece; False if it is only the first clause of the text."""
    head_end = item.paragraphs[0].end if item.paragraphs else item.head_start
    spans = ((number, piece) for number, piece in enumerate(pieces) if isinstance(piece, Span))
    first, piece = next(spans, (0, None))
    below = item.marker is not None and not item.children  # a statement stands between the number and the title
    if piece is None or (piece.start >= head_end and not below):
        at = item.paragraphs[0].start if item.paragraphs else item.head_start
        return Span(at, at), False
    boxed = _BOXED.match(folded, *piece)
    if boxed and boxed.end() < piece.end:
        pieces[first] = Span(boxed.end(), piece.end)
        return Span(*boxed.span(1)), True
    end = _title_end(folded, piece)
    mark = folded[end : end + 1]
    start = min(end + 1, piece.end)
    while start < piece.end and folded[start] in " \u3000—|：。":
        start += 1
    rest = Span(_past_label(folded, start, piece.end), piece.end)
    more = rest.end > rest.start or any(isinstance(other, Span) for other in pieces[first + 1 :])
    title = Span(piece.start, end)
    if mark in ("；", "，"):
        return title, False
    if not more or _closes_title(folded, title, pieces[first + 1 :]):
        return title, False
    pieces[first : first + 1] = [rest] if rest.end > rest.start else []
    return title, True


def _closes_title(folded: str, title: Span, behind: list[Span | Located]) -> bool:
    """Whether the statement right behind a title closes it, for it is a sentence and the text below has its own."""
    if folded.find("，", *title) < 0:
        return False
    stated = [isinstance(piece, Located) and bool(piece.statement.units) for piece in behind]
    return stated[:1] == [True] and any(stated[2:])


def _title_end(folded: str, piece: Span) -> int:
    """Where the first clause ends; a colon ends a short title only, and brackets are passed over."""
    at = piece.start
    while at < piece.end:
        match = _TITLE_END.search(folded, at, piece.end)
        if match is None:
            break
        at, char = match.start(), match.group()
        if char in OPEN:
            close = matching_close(folded, at, piece.end)
            at = close if close > 0 else at + 1
        elif char in "：\u3000" and (at - piece.start > 24 or "，" in folded[piece.start : at]):
            at += 1
        else:
            return at
    return piece.end


def _parts(pieces: list[Span | Located]) -> list[Part]:
    """Text and statements to parts: a statement closes the text before it, or opens what follows if none is."""
    parts: list[Part] = []
    texts: list[Span] = []
    opening: Group | None = None
    for number, piece in enumerate(pieces):
        if isinstance(piece, Span):
            texts.append(piece)
            continue
        before_text = number > 0 and not isinstance(pieces[number - 1], Span)
        if texts:
            group = Group(piece.span)
            group.take(piece)
            if opening is not None:
                group = _merged(opening, group)
                opening = None
            parts.append(Part(texts, group))
            texts = []
        elif before_text and parts and opening is None:
            parts[-1].group = parts[-1].group or Group(piece.span)
            parts[-1].group.take(piece)
        else:
            opening = opening or Group(piece.span)
            opening.take(piece)
    if texts or opening is not None:
        parts.append(Part(texts, opening))
    return parts


def _merged(first: Group, second: Group) -> Group:
    """A group that opens a text and one that closes it."""
    return Group(
        second.span if second.units or not first.units else first.span,
        first.units + [pair for pair in second.units if pair not in first.units],
        first.deadlines + second.deadlines,
        first.persons + second.persons,
        first.bracketed or second.bracketed,
        first.complete or second.complete,
    )


def heading_lead(folded: str, span: Span, year: int | None) -> list[tuple[Span, Role]]:
    """The unit that a heading charges with its items (县交通运输局牵头事项（4项）)."""
    text = _COUNTED.sub("", folded[span.start : span.end])
    if listing := listing_at(folded, *span):
        units = [(name, listing.role or "responsible") for name in listing.units]
        aside = listing.aside and read_statement(folded, listing.aside.start + 1, listing.aside.end - 1, year)
        return units + (aside.units if aside else [])
    match = _LEAD_HEADING.fullmatch(text)
    if not match or not match.group("unit"):
        return []
    statement = read_statement(folded, span.start, span.start + match.end("verb"), year)
    return statement.units if not statement.unread else []


def all_items(root: Item) -> list[Item]:
    """The items below `root` in document order."""
    out: list[Item] = []
    for child in root.children:
        out.append(child)
        out.extend(all_items(child))
    return out
