"""Values in their clause: quantities joined to lists and pairs, and those that only qualify a thing.

An anchor is what the grammar starts from: one quantity, a list of them (17%、15%), a pair (由28%提高到45%) or an aim
without a number (全覆盖).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from extractors.lexicon import alternation, words
from extractors.records import Bound
from extractors.targets.clauses import Clause
from extractors.targets.closings import closing
from extractors.targets.predicates import base_value_before, bound_after, peel
from extractors.targets.verbs import verb_at_end
from extractors.words.numbers import Quantity
from extractors.words.periods import Date
from extractors.words.places import is_group

_SAYS_ELSE = re.compile("，|达到?|超过|不低|不少|至少|提高|增长|增至|下降|其中|左右|以内")
_LEAD = 24  # characters
_LABEL = r"（[一-龥]{2,10}）"
LINK = re.compile(rf"(?:{_LABEL})?(?:[、和与及]|以及)")
_LABELLED = re.compile("（(?P<group>[一-龥]{2,10})）")
_CLOSED = re.compile(
    r"$|[、）”，…]|或者?[较比]|[和与及](?!格|时|美)|以及|以(?=[保确满便适支推促实达提])(?!上)|争(?=\d)|(?:全部|全面|全数|悉数|一律|一次性)[一-龥]{2,8}(?=$|[，。；、）])|并(?!网|购|轨)|的?(?:目标|水平|任务|要求)(?:$|[，。；、])|的(?:增长|提升|提高|上升|增速|增幅|涨幅|下降|降低|减少|降幅)(?:$|[，。；、])|不变$|的$|（[^（）\d]{2,14}）(?=$|[，。；、])"
)
# 15天以上市场供应量, 7天用量: a stock measured by what is used
_USE = re.compile(r"的?(?:市场)?(?:供应量?|消费量?|使用量|用量|需求量?|需要|销售?量|加工量|口粮)(?=$|[，。；、])")
# 由9家整合至4家: whatever the verb, 由…至… leads from a state to an aim.
_GRADES = "一二三四五"  # 优良（一、二类）断面: grades, no counts
_RANK = re.compile("(?<![年月日底末旬中汛之以目节期季])前$")  # 前50名
_THEN = frozenset("于在到年今明本上0123456789")
_LED = re.compile(r"[^，；。、\d]{0,8}(?:到|至|为|成)")


@cache
def _own_area() -> frozenset[str]:
    return frozenset(words("target_verbs.yaml", "own_area"))


@dataclass(slots=True)
class Anchor:
    """A value in its clause: one quantity or a list of them, or a wordless `aim`.

    `label`: the group that a bracket behind the value names (达到95%（城区）). `named` is where an aim holds its own indicator (不发生 | 安全事故). `base` is the A of 由A提高到B; `bases` are the As of a list of these; `predicate_end` is where the predicate ends, before the value's number. `headed`: it is said to be headed for (向50万元迈进).
    """

    start: int
    end: int
    quantities: list[Quantity]
    bounds: list[Bound | None]
    base: Quantity | None
    base_date: Date | None
    predicate_end: int
    aim: str | None = None
    named: tuple[int, int] | None = None
    bases: list[Quantity] = field(default_factory=list)
    label: tuple[int, int] | None = None
    headed: bool = False


def find_anchors(text: str, clause: Clause, quantities: Sequence[Quantity], dates: Sequence[Date]) -> list[Anchor]:
    """The quantities of a clause joined to values, in order."""
    found: list[Anchor] = []
    if text.find("前", clause.start, clause.end) >= 0:
        quantities = [
            q for q in quantities if _RANK.search(text, max(0, q.start - 2), q.start) is None or q.kind != "count"
        ]
    if text.find("类）", clause.start, clause.end) >= 0:
        quantities = [
            q for q in quantities if not (q.unit == "类" and text[q.start] in _GRADES and text[q.end] == "）")
        ]
    i = 0
    while i < len(quantities):
        first, i = quantities[i], i + 1
        bound, end = bound_after(text, first.end)
        base = base_value_before(text, clause.start, first.start, dates)
        if i < len(quantities) and base is not None and _leads(text, end, quantities[i], dates):
            last, i = quantities[i], i + 1
            bound, end = bound_after(text, last.end)
            found.append(
                Anchor(base[0], end, [last], [bound], first, base[1], _before_date(text, first.end, last.start, dates))
            )
            continue
        if i < len(quantities) and base is not None:
            pairs = _paired(text, quantities[i - 1 :], dates)
            if pairs:
                aims, i = quantities[i - 1 + pairs : i - 1 + 2 * pairs], i - 1 + 2 * pairs
                ends = [bound_after(text, q.end) for q in aims]
                listed = _spread([b for b, _ in ends])
                bases = list(quantities[i - 2 * pairs : i - pairs])
                found.append(
                    Anchor(
                        base[0],
                        ends[-1][1],
                        list(aims),
                        listed,
                        first,
                        base[1],
                        _before_date(text, first.end, aims[0].start, dates),
                        bases=bases,
                    )
                )
                continue
        chain, bounds = [first], [bound]
        while i < len(quantities) and LINK.fullmatch(text, end, quantities[i].start):
            if _counts_another(text, chain[-1], quantities[i], clause):
                break
            bound, end = bound_after(text, quantities[i].end)
            chain.append(quantities[i])
            bounds.append(bound)
            i += 1
        label = _LABELLED.match(text, end, clause.end) if text.startswith("（", end) else None
        if (
            label
            and (len(chain) == 1 or "（" not in text[first.end : end])
            and not is_group(text, *label.span("group"))
        ):
            label = None
        end = label.end() if label else end
        held = label.span("group") if label and label["group"] not in _own_area() else None
        closed = closing(text, end, clause.end, clause.start, first.start)
        end, ahead, bounds[-1] = (
            (closed[0], closed[1], bounds[-1] or closed[2]) if closed else (end, first.start, bounds[-1])
        )
        headed = ahead < first.start
        found.append(Anchor(first.start, end, chain, _spread(bounds), None, None, ahead, label=held, headed=headed))
    if len(found) > 1:
        _bind_list(text, found, clause.start)
    return found


def _counts_another(text: str, last: Quantity, quantity: Quantity, clause: Clause) -> bool:
    """领军人才5名、 | 3个创新团队: the next of a list counts what stands behind it."""
    if last.unit is None or last.unit == quantity.unit or last.kind not in ("count", "amount"):
        return False
    return _CLOSED.match(text, bound_after(text, quantity.end)[1], clause.end) is None


def _paired(text: str, quantities: Sequence[Quantity], dates: Sequence[Date]) -> int:
    """How many values lead to as many: 由2020年的82%、80% | 提高到2025年的87%、85%; 0 where they do not."""
    count = 1
    while count < len(quantities) and LINK.fullmatch(text, quantities[count - 1].end, quantities[count].start):
        count += 1
    aims = quantities[count : 2 * count]
    if count < 2 or len(aims) < count:
        return 0
    if not all(LINK.fullmatch(text, bound_after(text, a.end)[1], b.start) for a, b in pairwise(aims)):
        return 0
    end = quantities[count - 1].end
    between = text[end : _before_date(text, end, aims[0].start, dates)]
    return count if peel(between, 0, len(between), ()).moved else 0


def _before_date(text: str, start: int, at: int, dates: Sequence[Date]) -> int:
    """Where the date begins that stands between a predicate and its value (提高到 | 2025年的 | 87%), else `at`."""
    dated = (d for d in dates if start <= d.start and d.end <= at and text[d.end : at] in ("", "的"))
    return next((d.start + (text[d.start] in "到至") for d in dated), at)


def _bind_list(text: str, found: list[Anchor], start: int) -> None:
    """盘活用地900亩、厂房12万平方米以上: a closing 以上 binds the members before it that say nothing else."""
    for later, earlier in pairwise(reversed(found)):
        things = all(a.quantities[-1].kind in ("count", "amount") and a.base is None for a in (earlier, later))
        listed = text.startswith("、", earlier.end) and _SAYS_ELSE.search(text, earlier.end, later.start) is None
        listed = listed and _SAYS_ELSE.search(text, max(start, earlier.start - _LEAD), earlier.start) is None
        if things and listed and later.bounds == ["ge"] and earlier.bounds == [None]:
            earlier.bounds = ["ge"]


def _leads(text: str, end: int, target: Quantity, dates: Sequence[Date]) -> bool:
    stop = _before_date(text, end, target.start, dates)
    predicate = peel(text, end, stop, ())
    between = text[end:stop]
    return bool(predicate.moved or predicate.level) or _LED.fullmatch(between) is not None


def _spread(bounds: list[Bound | None]) -> list[Bound | None]:
    """A closing 以上 binds all values of a list."""
    if bounds[-1] is not None and all(b is None for b in bounds[:-1]):
        return [bounds[-1]] * len(bounds)
    return bounds


def is_closed(text: str, anchor: Anchor, clause: Clause) -> bool:
    """True where nothing follows a value that it could qualify or count: 85%以上，, 9个、, 18%的目标."""
    if anchor.aim is not None or _CLOSED.match(text, anchor.end, clause.end) is not None:
        return True
    if done_by_then(text, anchor, clause) is not None:
        return True
    if anchor.quantities[-1].kind == "count":
        sent = _sent().match(text, anchor.end, clause.end) is not None
        return sent and verb_at_end(text, clause.start, anchor.start) is None
    if anchor.quantities[-1].kind != "time":
        return False
    if is_finished(text, anchor):
        return True
    return _USE.match(text, anchor.end, clause.end) is not None


def done_by_then(text: str, anchor: Anchor, clause: Clause) -> int | None:
    """Where it ends that says by when what was counted is to be there (新建学校3所 | 于2025年9月前建成投用), else None."""
    m = _done_by_then().match(text, anchor.end, clause.end) if text[anchor.end : anchor.end + 1] in _THEN else None
    return m.end() if m else None


@cache
def _done_by_then() -> re.Pattern[str]:
    done = alternation(words("target_verbs.yaml", "becomes") + words("target_verbs.yaml", "done_by"))
    adverb = alternation(words("target_verbs.yaml", "adverb") + words("target_verbs.yaml", "light"))
    then = r"(?:[于在到][^，。；、]{2,12}?|(?:20\d\d年|\d{1,2}月|今年|明年|本年|年|上半年)[^，。；、]{0,8}?)前"
    wholly = "(?:全部|全面|全数|悉数|一律|一次性)"
    return re.compile(
        rf"{then}(?:{wholly}[一-龥]{{2,8}}|(?:{adverb}|对外|面向|[要须均都])*(?:{done})[^，。；、\d]{{0,8}})(?=$|[，。；、）])"
    )


@cache
def _finished() -> re.Pattern[str]:
    """一般登记在3个工作日以内 | 全部办结."""
    return re.compile(rf"(?:全部)?(?:{alternation(words('target_verbs.yaml', 'finished'))})(?=$|[，。；、）])")


@cache
def _sent() -> re.Pattern[str]:
    """选派科技特派员120名 | 到村开展服务: what those that were counted are to do."""
    return re.compile(rf"(?:{alternation(words('target_verbs.yaml', 'sent'))})(?![到至\d])")


def is_finished(text: str, anchor: Anchor) -> bool:
    """True for a time within which something is done (3个工作日以内办结)."""
    return anchor.bounds[-1] == "le" and _finished().match(text, anchor.end) is not None
