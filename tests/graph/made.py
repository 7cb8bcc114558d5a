"""Plans made up for tests: one small and plain, and random ones of every shape the records allow."""

import hashlib
from dataclasses import replace
from typing import get_args

from hypothesis import strategies as st

from extractors.records import (
    Assignment,
    Bound,
    Citation,
    Comparator,
    Deadline,
    Document,
    Kind,
    Measure,
    Plan,
    Role,
    Section,
    Span,
    Target,
    Task,
    Warning,
)

SENTENCE = "到2025年，秸秆综合利用率达到95%以上。（牵头单位：市农委，责任单位：市财政局、各乡镇）"


def small_plan(region: str = "甲市", *, title: str = "无废城市建设实施方案", rate: float = 95.0) -> Plan:
    """One section, one task, one measure with three units, one target; ids differ by region and title."""
    key = f"{region}/{title}"
    text = f"{title}\n一、重点任务\n1.农业废物\n{SENTENCE}"
    at = {name: Span(text.index(name), text.index(name) + len(name)) for name in ("市农委", "市财政局", "各乡镇")}
    whole, quote = Span(0, len(text)), Span(text.index(SENTENCE), len(text))
    measure = Measure(
        id=f"{key}/m",
        text=SENTENCE,
        span=quote,
        page=1,
        assignments=(
            Assignment("市农委", "市农业农村工作委员会", "lead", at["市农委"]),
            Assignment("市财政局", "市财政局", "responsible", at["市财政局"]),
            Assignment("各乡镇", "各乡镇", "responsible", at["各乡镇"]),
        ),
        deadlines=(Deadline("到2025年", "2025", Span(quote.start, quote.start + 6)),),
        persons=(),
        responsibility_text=SENTENCE[SENTENCE.index("（") :],
        responsibility_span=Span(text.index("（牵头"), len(text)),
    )
    target = Target(
        id=f"{key}/x",
        indicator="秸秆综合利用率",
        kind="rate",
        comparator="ge",
        bound=None,
        value=rate,
        value_high=None,
        unit="%",
        year=2025,
        base_year=None,
        base_value=None,
        scope=None,
        margin=None,
        text="秸秆综合利用率达到95%以上",
        span=quote,
        page=1,
        task=f"{key}/t",
        measure=measure.id,
    )
    path = ("一、重点任务",)
    document = Document(
        id=f"{key}/d",
        title=f"{region}{title}",
        doc_number="甲政〔2023〕1号",
        issuer=f"{region}人民政府",
        region=region,
        level="city",
        issued_on="2023-05-01",
        period="2023-2025",
        cites=(Citation("河南省“无废城市”建设工作方案", "豫政〔2022〕1号"), Citation("环境保护法", None)),
        sha256=hashlib.sha256(f"{key}{rate}".encode()).hexdigest(),
        source="plan.txt",
        media_type="text/plain",
        pages=1,
    )
    return Plan(
        document=document,
        text=text,
        sections=(Section(f"{key}/s", path[0], path, 1, whole),),
        tasks=(Task(f"{key}/t", "1", "农业废物", f"{key}/s", path, (measure,), whole, 1),),
        targets=(target,),
        warnings=(Warning("number-unread", "有数未读", quote),),
    )


def renamed(plan: Plan, region: str) -> Plan:
    """The same plan of another, invented government: new region, new file, new ids for all records."""

    def new(key: str | None) -> str | None:
        return None if key is None else hashlib.sha256(f"{region}/{key}".encode()).hexdigest()[:16]

    def measure(old: Measure) -> Measure:
        return replace(old, id=new(old.id) or "")

    def task(old: Task) -> Task:
        measures = tuple(measure(m) for m in old.measures)
        return replace(old, id=new(old.id) or "", section_id=new(old.section_id), measures=measures)

    def target(old: Target) -> Target:
        return replace(old, id=new(old.id) or "", task=new(old.task), measure=new(old.measure))

    document = replace(
        plan.document, id=new(plan.document.id) or "", region=region, sha256=new(plan.document.sha256) or ""
    )
    return replace(
        plan,
        document=document,
        sections=tuple(replace(s, id=new(s.id) or "") for s in plan.sections),
        tasks=tuple(task(t) for t in plan.tasks),
        targets=tuple(target(t) for t in plan.targets),
    )


# A file is decoded before it is read: lone surrogates do not get this far.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.sampled_from(
    ["市农委", "市财政局", "市委宣传部", "各乡镇", "江岸区教育局", "江汉区教育局", "各区县〔市〕政府", "各区县(市)政府"]
) | words.filter(bool)
pages = st.none() | st.integers(1, 3000)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-1000, 1000).map(float)
years = st.none() | st.integers(1949, 2060)
spans = st.tuples(st.integers(0, 9999), st.integers(0, 99)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    """`strategy` or None."""
    return st.none() | strategy


assignments = st.builds(Assignment, names, names, st.sampled_from(get_args(Role)), spans)
deadlines = st.builds(Deadline, words, maybe(words.filter(bool)), spans)


@st.composite
def plans(draw: st.DrawFn, key: str = "d") -> Plan:
    """Any plan: empty ones, tasks outside sections, dangling references, the same unit twice in two roles."""
    sections = [
        Section(f"{key}-s{n}", path[-1], tuple(path), len(path), draw(spans))
        for n, path in enumerate(draw(st.lists(st.lists(names, min_size=1, max_size=3), max_size=4)))
    ]
    section_ids = st.sampled_from([None, "nowhere", *(s.id for s in sections)])
    tasks = []
    for n in range(draw(st.integers(0, 3))):
        measures = [
            Measure(
                id=f"{key}-m{n}-{m}",
                text=draw(words),
                span=draw(spans),
                page=draw(pages),
                assignments=tuple(draw(st.lists(assignments, max_size=5))),
                deadlines=tuple(draw(st.lists(deadlines, max_size=2))),
                persons=tuple(draw(st.lists(words, max_size=2))),
                responsibility_text=draw(maybe(words)),
                responsibility_span=draw(st.none() | spans),
            )
            for m in range(draw(st.integers(0, 3)))
        ]
        tasks.append(
            Task(
                id=f"{key}-t{n}",
                number=draw(maybe(words)),
                title=draw(words),
                section_id=draw(section_ids),
                section=tuple(draw(st.lists(words, max_size=3))),
                measures=tuple(measures),
                span=draw(spans),
                page=draw(pages),
            )
        )
    task_ids = st.sampled_from([None, "nowhere", *(t.id for t in tasks)])
    measure_ids = st.sampled_from([None, "nowhere", *(m.id for t in tasks for m in t.measures)])
    targets = [
        Target(
            id=f"{key}-x{n}",
            indicator=draw(names),
            kind=draw(st.sampled_from(get_args(Kind))),
            comparator=draw(st.sampled_from(get_args(Comparator))),
            bound=draw(st.sampled_from([None, *get_args(Bound)])),
            value=draw(numbers),
            value_high=draw(numbers),
            unit=draw(maybe(words)),
            year=draw(years),
            base_year=draw(years),
            base_value=draw(numbers),
            scope=draw(maybe(words)),
            margin=draw(maybe(words)),
            text=draw(words),
            span=draw(spans),
            page=draw(pages),
            task=draw(task_ids),
            measure=draw(measure_ids),
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    document = Document(
        id=key,
        title=draw(words),
        doc_number=draw(maybe(words)),
        issuer=draw(maybe(names)),
        region=draw(maybe(st.sampled_from(["甲市", "乙县", "江岸区", "新郑市", "郑州市"]))),
        level=draw(maybe(words)),
        issued_on=draw(maybe(words)),
        period=draw(maybe(words)),
        cites=tuple(draw(st.lists(st.builds(Citation, names, maybe(words)), max_size=3))),
        sha256=f"{key}{draw(st.integers(0, 2**64)):x}",
        source=draw(words),
        media_type="text/plain",
        pages=draw(st.integers(1, 9)),
    )
    return Plan(
        document=document,
        text=draw(words),
        sections=tuple(sections),
        tasks=tuple(tasks),
        targets=tuple(targets),
        warnings=tuple(draw(st.lists(st.builds(Warning, words, words, spans), max_size=2))),
    )
