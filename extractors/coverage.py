"""What was not read: names of units in the text of tasks' sections that no measure took up, as warnings."""

from extractors.labels import label_pattern
from extractors.reading import Reading
from extractors.records import Span, Task, Warning


def unread_warnings(reading: Reading, tasks: list[Task], known: list[Warning]) -> list[Warning]:
    """A warning for each label of responsibility with a colon that stands outside every statement read."""
    taken = [task.span for task in tasks]
    taken += [m.responsibility_span for task in tasks for m in task.measures if m.responsibility_span]
    taken += [warning.span for warning in known]
    out: list[Warning] = []
    for match in label_pattern().finditer(reading.folded):
        role = any(match.group(role) for role in ("lead", "responsible", "supporting"))
        if not role or "：" not in match.group("mark"):
            continue
        if any(span.start <= match.start() < span.end for span in taken):
            continue
        line_end = reading.folded.find("\n", match.end())
        end = line_end if line_end >= 0 else len(reading.folded)
        out.append(
            Warning(
                "responsibility-unread",
                f"责任表述没有归到任何任务：{reading.text[match.start() : end][:40]}",
                Span(match.start(), end),
            )
        )
    return out
