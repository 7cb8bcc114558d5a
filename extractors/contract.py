"""The extract contract: the public, stable JSON shape of a `Plan` (docs: README, "extract --json").

`to_contract` and `from_contract` are inverse on everything that the contract carries.
"""

from typing import Any

from extractors.records import (
    Assignment,
    Citation,
    Deadline,
    Document,
    Measure,
    Plan,
    Role,
    Section,
    Span,
    Target,
    Task,
    Warning,
)

ROLES: tuple[Role, ...] = ("lead", "responsible", "supporting")


def to_contract(plan: Plan) -> dict[str, Any]:
    """The plan as plain data; spans index ``["text"]``."""
    return {
        "document": document_to_contract(plan.document),
        "text": plan.text,
        "sections": [{"id": s.id, "path": list(s.path), "span": list(s.span)} for s in plan.sections],
        "tasks": [task_to_contract(task) for task in plan.tasks],
        "targets": [target_to_contract(target) for target in plan.targets],
        "warnings": [{"code": w.code, "message": w.message, "span": list(w.span)} for w in plan.warnings],
    }


def document_to_contract(document: Document) -> dict[str, Any]:
    """The document's own fields."""
    return {
        "id": document.id,
        "title": document.title,
        "doc_number": document.doc_number,
        "issuer": document.issuer,
        "region": document.region,
        "level": document.level,
        "issued_on": document.issued_on,
        "period": document.period,
        "cites": [{"title": c.title, "doc_number": c.doc_number} for c in document.cites],
        "sha256": document.sha256,
        "source": document.source,
        "media_type": document.media_type,
        "pages": document.pages,
    }


def task_to_contract(task: Task) -> dict[str, Any]:
    """A task with its measures."""
    return {
        "id": task.id,
        "number": task.number,
        "title": task.title,
        "section": list(task.section),
        "section_id": task.section_id,
        "span": list(task.span),
        "page": task.page,
        "cell": task.cell,
        "measures": [measure_to_contract(measure) for measure in task.measures],
    }


def measure_to_contract(measure: Measure) -> dict[str, Any]:
    """A measure; `assignments` repeats the unit lists with canonical names and places."""
    first = measure.deadlines[0] if measure.deadlines else None
    return {
        "id": measure.id,
        "text": measure.text,
        "span": list(measure.span),
        "page": measure.page,
        "cell": measure.cell,
        **{role: list(measure.units(role)) for role in ROLES},
        "deadline": first.text if first else None,
        "deadline_date": first.date if first else None,
        "deadlines": [{"text": d.text, "date": d.date, "span": list(d.span)} for d in measure.deadlines],
        "responsibility_text": measure.responsibility_text,
        "responsibility_span": list(measure.responsibility_span) if measure.responsibility_span else None,
        "assignments": [
            {"unit": a.unit, "canonical": a.canonical, "role": a.role, "span": list(a.span)}
            for a in measure.assignments
        ],
        "persons": list(measure.persons),
    }


def target_to_contract(target: Target) -> dict[str, Any]:
    """A target; values as printed, `unit` with its scale (万人)."""
    return {
        "id": target.id,
        "indicator": target.indicator,
        "kind": target.kind,
        "comparator": target.comparator,
        "bound": target.bound,
        "value": target.value,
        "value_high": target.value_high,
        "unit": target.unit,
        "year": target.year,
        "base_year": target.base_year,
        "base_value": target.base_value,
        "scope": target.scope,
        "margin": target.margin,
        "text": target.text,
        "span": list(target.span),
        "page": target.page,
        "cell": target.cell,
        "task": target.task,
        "measure": target.measure,
    }


def from_contract(data: dict[str, Any]) -> Plan:
    """The plan behind an object that `to_contract` made. Raises KeyError or TypeError on any other shape."""
    document = dict(data["document"])
    document["cites"] = tuple(Citation(c["title"], c["doc_number"]) for c in document["cites"])
    return Plan(
        document=Document(**document),
        text=data["text"],
        sections=tuple(
            Section(s["id"], s["path"][-1], tuple(s["path"]), len(s["path"]), Span(*s["span"]))
            for s in data["sections"]
        ),
        tasks=tuple(_task(task) for task in data["tasks"]),
        targets=tuple(Target(**{**t, "span": Span(*t["span"])}) for t in data["targets"]),
        warnings=tuple(Warning(w["code"], w["message"], Span(*w["span"])) for w in data["warnings"]),
    )


def _task(data: dict[str, Any]) -> Task:
    return Task(
        id=data["id"],
        number=data["number"],
        title=data["title"],
        section_id=data["section_id"],
        section=tuple(data["section"]),
        measures=tuple(_measure(measure) for measure in data["measures"]),
        span=Span(*data["span"]),
        page=data["page"],
        cell=data.get("cell"),
    )


def _measure(data: dict[str, Any]) -> Measure:
    responsibility = data["responsibility_span"]
    return Measure(
        id=data["id"],
        text=data["text"],
        span=Span(*data["span"]),
        page=data["page"],
        cell=data.get("cell"),
        assignments=tuple(
            Assignment(a["unit"], a["canonical"], a["role"], Span(*a["span"])) for a in data["assignments"]
        ),
        deadlines=tuple(Deadline(d["text"], d["date"], Span(*d["span"])) for d in data["deadlines"]),
        persons=tuple(data["persons"]),
        responsibility_text=data["responsibility_text"],
        responsibility_span=Span(*responsibility) if responsibility else None,
    )
