"""Brackets in running text: whether one says who is responsible, or explains the word before it."""

import re

from extractors.frozen import frozen
from extractors.records import Span
from extractors.responsibility.binding import Statement
from extractors.words.names import has_prefix, is_office, is_strong_unit

# 增长3%（县域企业）: behind a figure a name may tell whose it is; behind 部门, 单位 within a sentence, which ones.
_FIGURE = re.compile(r"[\d%‰]$")
_GROUP = re.compile(r"(?:企业|园区|城区|片区|乡镇|街道|[镇村]|社区|学校|[一-龥]{2}[县区市])$")
_NOUN = re.compile(r"(?:部门|单位|机构|企业|地区|等)$")
_LAST = 4  # characters before a bracket that tell what it is about


@frozen
class Bracket:
    """A bracket with its marks at `span`, in the paragraph `within`; `heading`: that is an item's first."""

    folded: str
    span: Span
    within: Span
    heading: bool

    @property
    def apart(self) -> bool:
        """Whether it closes a sentence, a title or a paragraph rather than explaining a word inside one."""
        folded, at = self.folded, self.span.start
        before = folded[:at].rstrip()[-1:] if at > self.within.start else ""
        after = folded[self.span.end : self.within.end].lstrip()[:1]
        if before in "。！？；…" or after in ("", "。"):
            return True
        return (
            self.heading and after in "。 \u3000" and not any(mark in folded[self.within.start : at] for mark in "。；")
        )

    @property
    def opens(self) -> bool:
        """Whether it opens an item, before its title (1.〔9月6日前〕组建校队)."""
        return self.heading and self.span.start == self.within.start

    def states(self, statement: Statement) -> bool:
        """Whether what was read from it is a statement of responsibility."""
        if not statement.units:
            if self.opens:
                return bool(statement.deadlines) and not statement.unread
            return self.apart and bool(
                statement.persons or (statement.deadlines and statement.labelled_fields(self.folded))
            )
        if statement.labelled:
            return True
        names = [self.folded[span.start : span.end] for span, _ in statement.units]
        if statement.verbal:
            return self.apart or all(is_strong_unit(name) for name in names)
        return not statement.unread and self._lists(names)

    def _lists(self, names: list[str]) -> bool:
        """Whether a bare list of names is a statement."""
        before = self.folded[self.within.start : self.span.start].rstrip()
        sure = all(is_strong_unit(name) and has_prefix(name) for name in names)
        end = max(0, len(before) - _LAST)
        if _FIGURE.search(before, end) and (not sure or all(_GROUP.search(name) for name in names)):
            return False
        if not self.apart:
            # 引导社会资本参与（市财政局、市发展改革委），规范…: a clause of its own behind a list.
            follows = self.folded[self.span.end : self.span.end + 1] in ("，", "；")
            return sure and len(names) > 1 and follows and not _NOUN.search(before, end)
        behind = before.endswith(("。", "！", "；"))
        if len(names) == 1 and not behind and before and not self.heading:
            return False
        strong, body = 0, False
        for name in names:
            place = _GROUP.search(name) is not None
            # 市发展改革委；青屿镇、石湖街道: behind a body that is sure, places are units too.
            strong += is_strong_unit(name) or (behind and is_office(name)) or (body and place)
            body = body or (is_strong_unit(name) and has_prefix(name) and not place)
        return strong == len(names) if len(names) < 3 else strong >= len(names) - 1
