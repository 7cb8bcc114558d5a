"""What a responsibility statement says: which units, in which role, by when (责任表述).

One grammar for every place where a statement can stand (brackets, own lines, run-on text, cells, headings):

    statement  := part (separator part)*
    part       := label units | [由] units verb | 会同 units verb | units | deadline | person
    units      := name (separator name)* [等…]

Labels give their role forwards until the next label or verb (牵头单位：A、B；配合单位：C); verbs give theirs backwards
to the names since the last one (A牵头，B、C配合). Names with neither are responsible (LABELLING.md, "a bare list in
brackets"). Hand-written over `re`, not a matcher library: the vocabulary is data (labels.yaml), the control flow is
these two directions of binding, and a plan of 30,000 characters is read in milliseconds.
"""

import re
from operator import itemgetter

from extractors.lexicon import words
from extractors.records import Role, Span
from extractors.responsibility.binding import State, Statement, flush, give_last, part
from extractors.responsibility.wording import (
    FORWARD,
    NOTE,
    PERSON_LABEL,
    TIMED,
    by_pattern,
    ends_in_verb,
    is_rule,
    label_at,
    label_role,
    sort_of,
    usual_marks,
    verb_in,
)
from extractors.words.brackets import closing_bracket
from extractors.words.labels import (
    ROLES,
    before_adverb,
    field_kind,
    label_pattern,
    verb_pattern,
)
from extractors.words.lists import Chunk, chunks
from extractors.words.names import is_organ, is_strong_unit, is_unit, may_be_name, trimmed
from extractors.words.periods import find_dates
from extractors.words.persons import are_persons, is_person

_CLAUSE_MARKS = frozenset(("", "，", "；", "。", "\n"))
_SHORTEST_DUTY = 4
_FIELD = re.compile(r"[一-龥]{2,8}：")
_PERSON_TITLE = re.compile(r"(?:同志|书记|县长|市长|区长|局长|主任|主席|部长|镇长|乡长|科长|处长)$")
_BEFORE_LIMIT = ("", "于", "在", "并", "力争", "确保", "须", "应", "争取")
_PLAIN_DATE_VERBS = ("落实", "实施", "办理", "完成", "建设", "执行")


def read_statement(
    folded: str, start: int, end: int, plan_year: int | None, role: Role | None = None, sure: bool = False
) -> Statement:
    """The statement at ``start:end`` of the folded text; `role` is what its place gives (a column), else None.

    `sure`: the caller has no use for it unless every word of it is read; it is left at the first that is not.
    """
    statement = Statement(Span(start, end))
    state = State(role=role)
    for chunk in chunks(folded, start, end):
        _read_chunk(folded, chunk, state, statement, plan_year)
        if sure and statement.unread:
            return statement
    flush(state, statement, state.role or "responsible")
    statement.units.sort(key=itemgetter(0))
    return statement


def _read_chunk(folded: str, chunk: Chunk, state: State, statement: Statement, plan_year: int | None) -> None:
    start, end = chunk.start, chunk.end
    colon = folded.find("：", start, end) >= 0
    # Most chunks are names among others: nothing opens with them.
    if colon or state.mode != "units" or sort_of(folded[start:end]) != "name":
        start = _past_opening(folded, chunk, colon, state, statement)
        if start >= end or state.mode == "note":
            return
        if state.mode == "person":
            _take_person(folded, Span(start, end), chunk.mark, statement)
            return
    if chunk.mark in _CLAUSE_MARKS and is_rule(folded, start, statement.span.end):
        state.mode = "rule"
    if state.mode == "rule":
        return
    sort = sort_of(folded[start:end])
    if sort == "name" and state.mode == "units":
        _give(Span(start, end), state, statement, False)
    elif not _read_deadline(folded, start, end, state, statement, plan_year) and sort == "words":
        _read_names(folded, start, end, state, statement, plan_year)


def _past_opening(folded: str, chunk: Chunk, colon: bool, state: State, statement: Statement) -> int:
    """Where a chunk goes on behind the label or the name of a field that opens it, its start if none does."""
    start, end = chunk.start, chunk.end
    person = PERSON_LABEL.match(folded, start, end) if colon else None
    if person is not None:
        flush(state, statement, state.role or "responsible")
        state.forward = state.verbal = False
        state.role, state.mode = None, "person"
        return person.end()
    label = label_at(folded, start, end)
    if label is not None:
        return _open_label(folded, label, state, statement)
    if colon and (value := _open_field(folded, start, end, state, statement)) is not None:
        return value
    if state.mode not in ("units", "note") and chunk.mark and chunk.mark in "；;。\n":
        state.mode = "units"
    return start


def _open_field(folded: str, start: int, end: int, state: State, statement: Statement) -> int | None:
    """Where the value begins of a field whose name is no label, None where the chunk opens none.

    One of its own kind (成果：授权清单) is a note up to the next label; any other before units gives them the role of
    the verb in it (政策制定：省财政厅, 镇村参与：各乡镇).
    """
    field = _FIELD.match(folded, start, end)
    if field is None:
        return None
    role: Role | None = None
    if field_kind(field.group()[:-1]) == "other":
        state.mode = "note"
    elif is_strong_unit(folded[trimmed(folded, field.end(), end).start : end]):
        verb = verb_pattern().search(folded, field.start(), field.end())
        role = next((role for role in ROLES if verb and verb.group(role)), "responsible")
        state.mode, statement.labelled = "units", True
        state.forward = state.verbal = False
    else:
        return None
    flush(state, statement, state.role or "responsible")
    state.role = role
    return field.end()


def _open_label(folded: str, label: re.Match[str], state: State, statement: Statement) -> int:
    flush(state, statement, state.role or "responsible")
    role = label_role(label)
    state.forward = state.verbal = False
    state.role = role
    state.mode = "units" if role else "person" if label.group("person") else "deadline"
    statement.labelled = statement.labelled or role is not None
    at = label.end()
    while at < len(folded) and folded[at] in "： \u3000":
        at += 1
    return at


def _read_deadline(
    folded: str, start: int, end: int, state: State, statement: Statement, plan_year: int | None
) -> bool:
    """Whether the chunk is a time limit; as a field it may be 长期坚持 or 每季度."""
    if state.mode != "deadline" and not TIMED.search(folded, start, end):
        return False
    found = find_dates(folded, start, end, plan_year, field=True)
    limits = [date for date in found if date.kind not in ("past", "base")]
    if state.mode == "deadline":
        statement.deadlines.extend(limits)
        if not limits and not re.fullmatch(r"[—\-－无/]+", folded[start:end]):
            statement.unread.append(Span(start, end))
        return True
    if not limits:
        return False
    first = limits[0]
    head = folded[start : first.span.start]
    if head in _BEFORE_LIMIT and not is_unit(folded[first.span.end : end]):
        verb = verb_pattern().search(folded, first.span.end, end)
        if verb is None or verb.group() in _PLAIN_DATE_VERBS:
            statement.deadlines.extend(limits)
            return True
    return False


def _take_person(folded: str, span: Span, mark: str, statement: Statement) -> None:
    """A person; a name of two characters may be printed with a blank in it (周　敏)."""
    last = statement.persons[-1] if statement.persons else None
    if last and mark in " \u3000" and last.end - last.start == 1 and span.end - span.start <= 12:
        statement.persons[-1] = Span(last.start, span.end)
    elif re.search(r"[一-龥]", folded[span.start : span.end]):
        statement.persons.append(span)


def _read_names(folded: str, start: int, end: int, state: State, statement: Statement, plan_year: int | None) -> None:
    """Names with their verb, a bracket with a statement of its own behind them, or neither."""
    if _read_inner(folded, start, end, state, statement, plan_year):
        return
    forward = FORWARD.search(folded, start, end)
    if forward and (
        forward.start() == start
        or verb_pattern().search(folded, start, forward.start())
        or is_unit(folded[trimmed(folded, start, forward.start()).start : forward.start()])
    ):
        if forward.start() > start:
            _read_names(folded, start, forward.start(), state, statement, plan_year)
        flush(state, statement, state.role or "responsible")
        state.forward = True
        start = forward.end()
    by = by_pattern().match(folded, start, end)
    if by and not is_unit(folded[start : by.end()]):
        start = by.end()
    verb = verb_in(folded, start, end)
    span = trimmed(folded, start, before_adverb(folded, start, verb.start()) if verb else end)
    if span.end > span.start:
        _take(folded, span, state, statement, verb is not None)
    if verb is not None:
        statement.verbal = True
        # 责任单位：A牵头，B、C配合: from here on names wait for their verb behind the label too.
        state.verbal = state.verbal or bool(state.pending)
        role: Role = next(role for role in ROLES if verb.group(role))
        if role == "supporting":
            part(folded, state, statement)
        flush(state, statement, role, by_verb=True)


def _read_inner(folded: str, start: int, end: int, state: State, statement: Statement, plan_year: int | None) -> bool:
    """Whether the chunk ends in a bracket that says something of its own; then both are read."""
    inner_start, inner_end = closing_bracket(folded, start, end)
    if inner_start <= start or inner_start >= inner_end:
        return False
    inside = _inner(folded, inner_start, inner_end, plan_year)
    if inside is None and is_organ(folded[start:inner_start]) and _tells_duty(folded[inner_start + 1 : inner_end - 1]):
        inside = Statement(Span(inner_start, inner_end))
    if inside is None:
        return False
    _read_names(folded, start, inner_start, state, statement, plan_year)
    if isinstance(inside, str):
        give_last(state, statement, inside)
        return True
    if inside.units:
        statement.units.extend(inside.units)
    elif inside.verbal:
        flush(state, statement, state.role or "responsible")
    statement.deadlines.extend(inside.deadlines)
    statement.persons.extend(inside.persons)
    return True


def _inner(folded: str, start: int, end: int, plan_year: int | None) -> Statement | Role | None:
    """What a bracket behind a name says: a role (牵头), a statement of its own, or None (part of the name)."""
    text = folded[start + 1 : end - 1]
    if mark := usual_marks().get(text):
        return mark
    verb = verb_pattern().fullmatch(text)
    if verb:
        role: Role = next(role for role in ROLES if verb.group(role))
        return role if role == "lead" or len(text) <= 2 else Statement(Span(start, end), verbal=True)
    if NOTE.search(text) and not is_unit(text):
        return Statement(Span(start, end))
    if is_unit(text) and not label_pattern().match(text):
        return None
    kind = field_kind(text)
    for role in ROLES:
        if kind == role:
            return role
    if ends_in_verb(text) or ("：" in text and (label_pattern().match(text) or PERSON_LABEL.match(text))):
        inside = read_statement(folded, start + 1, end - 1, plan_year)
        return inside if inside.units or inside.verbal or inside.persons else None
    if are_persons(text):
        names = re.finditer("[^、，/]+", folded[start + 1 : end - 1])
        return Statement(Span(start, end), persons=[Span(start + 1 + m.start(), start + 1 + m.end()) for m in names])
    if _PERSON_TITLE.search(text) or find_dates(folded, start + 1, end - 1, plan_year):
        return Statement(Span(start, end))
    return None


def _tells_duty(text: str) -> bool:
    """Whether a bracket behind an organ's name says what it does: 市民政局（机构评定）, not （市中医药局） or （能源）."""
    seated = any(is_strong_unit(text[at:]) for at in (1, 2, 3))  # （设在县自然资源局）
    return len(text) >= _SHORTEST_DUTY and not seated and not any(is_unit(part) for part in re.split("[、，]", text))


def _take(folded: str, span: Span, state: State, statement: Statement, has_verb: bool) -> None:
    """One name, if it is that of a unit or a person; what cannot be a name is left over."""
    name = folded[span.start : span.end]
    labelled = state.role is not None
    known = is_unit(name)
    if not known and is_person(name):
        statement.persons.append(span)
        return
    if not (known or ((labelled or has_verb) and may_be_name(name))):
        if len(name) > 1 and name not in words("labels.yaml", "adverbs"):
            statement.unread.append(span)
        return
    _give(span, state, statement, has_verb)


def _give(span: Span, state: State, statement: Statement, has_verb: bool) -> None:
    """Gives a name the role of its label, or has it wait for a verb."""
    if state.forward:
        statement.units.append((span, "supporting"))
    elif state.role is not None and not has_verb and not state.verbal:
        statement.units.append((span, state.role))
    else:
        state.pending.append(span)
