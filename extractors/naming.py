"""The name of what a value measures: its own noun, that of the clause or target before, or several of a list."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.anchors import Anchor
from extractors.coordination import loose_parts, parts, share_head, shared_measures
from extractors.fold import fold
from extractors.indicators import Noun, bare_heads, name_scope, scope_only, verb_at_end
from extractors.predicates import Predicate
from extractors.vetoes import is_rate

if TYPE_CHECKING:
    from extractors.aims import StreamReader

_PER_OWNED = re.compile(r"每[^，、]{1,8}?(?:拥有|配备|配置|有)")
_GRADE = re.compile(r"^(?:[A-Z0-9]+级|[一二三四五甲乙丙]级|国家级|省级|市级|县级|区级|镇级|村级|世界级)(?:及?以上)?")
# A grade of what was named before (其中4A级以上不少于22家, 其中省级10家).
_LEVEL = re.compile(
    r"(?:[A-Z0-9]+级|[一二三四五甲乙丙]级|国家级|省级|市级|县级|区级|镇级|村级|世界级|.{1,6})(?:及?以上)|"
    r"国家级|省级|市级|县级|区级|[A-Z0-9]+级"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator as printed with its scope; `plain` is its folded form, `place` the value's place in a list."""

    name: str
    plain: str
    scope: str | None
    place: int
    year: int | None = None


def _printed(reader: "StreamReader", start: int, end: int) -> str:
    text, at = reader.reading.text, reader.stream.at
    return "".join(text[at[i]] for i in range(start, end))


def _as_printed(reader: "StreamReader", noun: Noun, name: str) -> str:
    """A name built of the folded characters of `noun`, in the characters that are printed there."""
    printed, folded = _printed(reader, noun.start, noun.end), reader.text[noun.start : noun.end]
    if printed == folded:
        return name
    return name.translate({ord(f): p for f, p in zip(folded, printed, strict=True)})


def assemble(reader: "StreamReader", anchor: Anchor, predicate: Predicate, noun: Noun, listed: bool) -> list[Named]:
    """The indicators of a value: its own noun, that of the clause or target before, or several; [] if there is none.

    `listed` tells that a value of the same clause stands before it.
    """
    count = max(1, len(anchor.quantities))
    scope = _printed(reader, *noun.scope) if noun.scope else None
    before = reader.antecedent
    place = scope_only(reader.text, noun, reader.part, listed or bool(anchor.aim)) if before else None
    if before is not None and anchor.aim and place is not None and not reader.near(before):
        place = None
    if place is not None and before is not None:
        return [Named(before.indicator, fold(before.indicator), _printed(reader, *place), 0)]
    plain = reader.text[noun.start : noun.end] if not noun.empty else ""
    if not plain:
        return _inherited(reader, anchor, predicate, count, scope)
    members = _members(plain, count, predicate)
    if len(members) > 1:
        named = [name_scope(member) for member in members]
        return [
            Named(_as_printed(reader, noun, n), n, _as_printed(reader, noun, s) if s else scope, min(i, count - 1))
            for i, (n, s) in enumerate(named)
        ]
    name = _as_printed(reader, noun, plain)
    quarters = [d for d in reader.dates if d.kind == "quarter" and d.end <= anchor.start][-count:]
    if count > 1 and len(quarters) == count:
        return [Named(name, plain, _printed(reader, d.start, d.end), i, d.year) for i, d in enumerate(quarters)]
    if count > 1:
        return []
    name = _completed(reader, name, plain, noun, listed)
    return [Named(name, fold(name), scope, 0)]


def _inherited(
    reader: "StreamReader", anchor: Anchor, predicate: Predicate, count: int, scope: str | None
) -> list[Named]:
    """No noun of its own: 达到70%，到2028年达到100%; 2024年、2025年分别完成50亿元、60亿元."""
    subject, before = reader.subject, reader.antecedent
    name = _printed(reader, *subject) if subject else before.indicator if before else None
    if name is None:
        return []
    stage = verb_at_end(fold(name)) if predicate.verb and not subject else None
    if stage and not fold(name).endswith(predicate.verb or ""):
        # 棚户区改造开工1.05万套、基本建成0.82万套: another stage of the same thing.
        name = name[: -len(stage)] + _printed(reader, predicate.start, anchor.start)
    if count == 1:
        period = reader.period_before(anchor)
        if period is not None:
            return [Named(name, fold(name), _printed(reader, period.start, period.end), 0, period.year)]
        if scope is None and before is not None and subject is None and before.value is not None:
            scope = before.scope
        return [Named(name, fold(name), scope, 0)]
    kinds = ("during", "horizon", "by", "quarter")
    years = [d for d in reader.dates if d.kind in kinds and d.end <= anchor.start][-count:]
    if len(years) < count:
        return []
    return [
        Named(name, fold(name), _printed(reader, d.start, d.end) if d.kind == "quarter" else scope, i, d.year)
        for i, d in enumerate(years)
    ]


def _members(name: str, count: int, predicate: Predicate) -> list[str]:
    if count > 1:
        for members in (parts(name), loose_parts(name)):
            if len(members) == count:
                return share_head(members)
        return [name]
    members = parts(name)
    if len(members) < 2:
        return [name]
    if predicate.shared == "all" and not predicate.empty:
        return share_head(members)
    return members if shared_measures(members) and not predicate.empty else [name]


def _completed(reader: "StreamReader", name: str, plain: str, noun: Noun, listed: bool) -> str:
    """Join a name that says nothing alone to the indicator before it (总量, 占比, 占工业投资比重, 其中4A级以上)."""
    before = reader.antecedent
    if before is None or not reader.near(before):
        return name
    if plain.startswith("占") and not plain.startswith(("占地", "占用")):
        return before.indicator + name
    if plain in bare_heads(listed):
        stem = fold(before.indicator)
        return name if stem.endswith(plain) or (is_rate(stem) and is_rate(plain)) else before.indicator + name
    shared = _PER_OWNED.match(before.indicator) if listed else None
    if shared:
        return shared.group() + name
    if (noun.part or reader.part) and _LEVEL.fullmatch(plain):
        return name + _GRADE.sub("", before.indicator)
    return name
