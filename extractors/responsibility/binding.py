"""Names of a statement that wait for their role, and how a label, a verb or a bracket gives it to them."""

from dataclasses import dataclass, field
from itertools import pairwise

from extractors.records import Role, Span
from extractors.words.periods import DateExpression


@dataclass(slots=True)
class Statement:
    """What was read from ``span``: units with roles in printed order, deadlines, persons, and what was left over.

    `deed`: it says what is to be done besides, and may be all the text that an item has.
    """

    span: Span
    units: list[tuple[Span, Role]] = field(default_factory=list)
    deadlines: list[DateExpression] = field(default_factory=list)
    persons: list[Span] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    labelled: bool = False
    verbal: bool = False
    deed: bool = False

    def labelled_fields(self, folded: str) -> bool:
        """Whether a deadline in it is told as a field (时限：5月31日前)."""
        return "：" in folded[self.span.start : self.span.end]


@dataclass(slots=True)
class State:
    """Where the reader is: the label's role, the names that wait for a verb, and who gets the next text."""

    role: Role | None = None
    mode: str = "units"
    pending: list[Span] = field(default_factory=list)
    forward: bool = False
    verbal: bool = False


def give_last(state: State, statement: Statement, role: Role) -> None:
    """A role in brackets behind one name of a list."""
    if state.pending:
        statement.units.append((state.pending.pop(), role))
    elif statement.units:
        statement.units[-1] = (statement.units[-1][0], role)


def part(folded: str, state: State, statement: Statement) -> None:
    """Names that wait for a verb of support, set apart by a stronger mark: those before it carry out (A；B配合).

    Somebody carries it out: where no role was given before, A、B，C配合 leaves A and B without a verb.
    """
    if state.role is not None or any(role != "supporting" for _, role in statement.units):
        return
    marks = [folded[before.end : after.start] for before, after in pairwise(state.pending)]
    for strong in "；，":
        cuts = [number for number, mark in enumerate(marks) if strong in mark]
        if len(cuts) == 1 or (strong == "；" and cuts):
            statement.units.extend((span, "responsible") for span in state.pending[: cuts[-1] + 1])
            state.pending = state.pending[cuts[-1] + 1 :]
            return


def flush(state: State, statement: Statement, role: Role, by_verb: bool = False) -> None:
    """The names that wait get their role; behind a label a verb without names of its own changes nothing."""
    if state.pending:
        statement.units.extend([(span, role) for span in state.pending])
        state.pending = []
    if by_verb:
        state.forward = False
