"""Questions put to a store, and what to say when the name in them is unknown.

An answer's rows carry the columns of its question; absent lists come as empty lists, absent values as None.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from extractors.errors import UserError
from graph.store import Row, Store, lucene
from queries.catalogue import FOUND, LEAST, Question, catalogue, question

LISTS = ("section", "lower_section", "lead", "responsible", "supporting", "deadlines")
NEAR = 6
# Rows of a page where nobody says how many.
PAGE_ROWS = 100
COUNTERPART = 0.5
# What a limit of 0, which asks for all rows, is to a statement.
ALL = 1_000_000_000
# The parameters of questions that name a unit.
UNITS = ("unit", "other")
# The parameters that name a region.
REGIONS = {"region", "lower"}
# 任务的编号: digits, Chinese numerals or a circled digit, alone or with the marks that stand around them in print.
NUMBER = re.compile(r"[（(]?(?:第|任务)?([0-9]+(?:\.[0-9]+)*|[一二三四五六七八九十百零]+|[①-⑳])[）).．、项条]*")
# What only joins words inside a query: 飞灰的综合利用 asks for 飞灰 and 综合利用.
JOINTS = re.compile(r"[\W_的]+")


# Is there anything by a name, for which a question then has no rows?
UNIT_THERE = "MATCH (u:Unit {name: $name}) RETURN u.name AS name LIMIT 1"
DOCUMENT_THERE = (
    "MATCH (d:Document {loaded: true}) WHERE d.title CONTAINS $name OR d.doc_number = $name RETURN d.id AS id LIMIT 1"
)
INDICATOR_THERE = "MATCH (i:Indicator) WHERE i.name CONTAINS $name RETURN i.name AS name LIMIT 1"
# How much each unit of a page of duties has to do in all.
DUTIES = """
UNWIND $units AS row MATCH (u:Unit {name: row.unit}) WHERE u.government = row.government
MATCH (u)<-[i:INVOLVES]-(:Document)
RETURN row.unit AS unit, row.government AS government,
  sum(i.lead) AS lead, sum(i.responsible) AS responsible, sum(i.supporting) AS supporting
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of rows of a question, and how many rows (`found`) all pages have; with `at_least` there may be more.

    `near` holds names close to one that was not found (then there are no rows). `duties` tells of each unit of a page
    of duties, by government and name, how many it has on all pages in each role.
    """

    question: Question
    parameters: dict[str, Any]
    rows: tuple[Row, ...]
    near: tuple[str, ...] = ()
    missing: str = ""
    found: int = 0
    at_least: bool = False
    duties: Mapping[tuple[str, str], Row] = field(default_factory=dict)

    def to_contract(self) -> dict[str, Any]:
        """The answer as plain data: the public shape of `--json` (docs/手册.md)."""
        return {
            "question": self.question.name,
            "title": self.question.title,
            "parameters": self.parameters,
            "columns": dict(self.question.columns),
            "count": len(self.rows),
            "total": self.found,
            "at_least": self.at_least,
            "rows": [{name: row[name] for name in self.question.columns} for row in self.rows],
            "missing": self.missing or None,
            "near": list(self.near),
        }


def ask(store: Store, name: str, **given: Any) -> Answer:
    """Put the question called `name`; an unknown unit, document or indicator in it is `missing` from the answer.

    Every question takes `skip` and `limit` (100 where not given; 0 for all rows).
    Raises UserError: unknown question or region, parameter unknown or not given.
    """
    try:
        asked = question(name)
    except KeyError:
        raise UserError(f"没有名为“{name}”的问题；{_near_questions(name)}") from None
    if unknown := [key for key in given if key not in asked.parameters]:
        raise UserError(f"问题 {name} 没有参数 {'、'.join(unknown)}；它的参数是：{'、'.join(asked.parameters)}")
    parameters = {**asked.defaults, **given}
    if lacking := [key for key in asked.parameters if key not in parameters]:
        wanted = "、".join(f"{key}=…（{asked.parameters[key]}）" for key in lacking)
        raise UserError(f"问题 {name} 还缺参数：{wanted}")
    for key in REGIONS & parameters.keys():
        parameters[key] = find_region(store, parameters[key])
    if not all(type(parameters[key]) is int and parameters[key] >= 0 for key in ("skip", "limit")):
        raise UserError("skip 和 limit 要是不小于 0 的整数；limit=0 给全部")
    page = {"limit": parameters["limit"] or ALL}
    rows = tuple(_filled(row) for row in store.read(asked.cypher, **{**parameters, **page}))
    found = rows[0][FOUND] if rows else 0
    at_least = bool(rows and rows[0].get(LEAST))
    rows = tuple({key: row[key] for key in asked.columns} for row in rows)
    name, near = ("", ()) if rows else _not_there(store, parameters)
    in_all = _duties(store, rows) if rows and {"role", "government"} <= set(asked.columns) else {}
    return Answer(asked, parameters, rows, near, name, found, at_least, in_all)


def _near_questions(name: str) -> str:
    """Questions of a name or a title (谁负责) like this, as a hint."""
    titles = {asked.title: asked.name for asked in catalogue().values()}
    alike = [key for key in catalogue() if key in nearest(name, catalogue(), 0.5)]
    alike += [titles[title] for title in titles if name in title] or [titles[t] for t in nearest(name, titles)]
    told = "、".join(f"{key}（{catalogue()[key].title}）" for key in list(dict.fromkeys(alike))[:NEAR])
    return f"相近的有：{told}" if told else "全部问题见 zhengtu query"


def _duties(store: Store, rows: Sequence[Row]) -> dict[tuple[str, str], Row]:
    units = {(row["government"], row["unit"]) for row in rows}
    wanted = [{"government": government, "unit": unit} for government, unit in sorted(units)]
    return {(row["government"], row["unit"]): row for row in store.read(DUTIES, units=wanted)}


def _not_there(store: Store, parameters: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The first name among the parameters that the graph knows nothing of, and names like it; "" where all are known."""
    for key in UNITS:
        if (name := parameters.get(key)) and not store.read(UNIT_THERE, name=name):
            return name, near_units(store, name)
    if (name := parameters.get("document")) and not store.read(DOCUMENT_THERE, name=name):
        titles = [row["node"]["title"] for row in store.fulltext("Document[title]", name, NEAR)]
        return name, tuple(dict.fromkeys(titles))
    if (name := parameters.get("indicator")) and not store.read(INDICATOR_THERE, name=name):
        rows = store.fulltext("Target[indicator]", name, 10 * NEAR)
        return name, nearest(name, {row["node"]["indicator"] for row in rows}, 0.2)
    return "", ()


def who(store: Store, words: Sequence[str], region: str = "", limit: int = PAGE_ROWS) -> Answer:
    """Who owns the task of this number, or with all these words in its title, text or section."""
    said = " ".join(words).strip()
    if number := NUMBER.fullmatch(said):
        answer = ask(store, "task-by-number", number=number[1], region=region, limit=limit)
        if answer.rows:
            return answer
    terms = [plain(term) for term in JOINTS.split(said) if plain(term)]
    if not terms:
        raise UserError("请给出要找的词、编号或章节，例如 zhengtu who 飞灰综合利用")
    phrases = [f'"{term}"' for term in map(lucene, JOINTS.split(said)) if len(term) > 1]
    # First where all the words stand in one place; else also where one stands in the title, another in the text.
    for query in dict.fromkeys((" ".join(f"+{phrase}" for phrase in phrases), " ".join(phrases))):
        if not query:
            break
        answer = ask(store, "who-owns-task", words=query, region=region, limit=limit)
        rows = tuple(row for row in answer.rows if holds(terms, row["title"], row["quote"]))
        if rows:
            # What full text finds may lack a word: on pages not seen, nobody has looked.
            unseen = answer.found > len(answer.rows)
            sure = query.startswith("+") and len(rows) == len(answer.rows)
            found = answer.found if unseen and sure else len(rows)
            at_least = answer.at_least or (unseen and not sure)
            return Answer(answer.question, {"words": said, "region": region}, rows, found=found, at_least=at_least)
    answer = ask(store, "section-tasks", section=said, region=region, limit=limit)
    if answer.rows:
        return answer
    near = tuple(row["node"]["title"] for row in store.fulltext("Task[title]", said, NEAR))
    return Answer(question("who-owns-task"), {"words": said, "region": region}, (), tuple(dict.fromkeys(near)), said)


def duties(store: Store, unit: str, region: str = "", counterparts: bool = False, limit: int = PAGE_ROWS) -> Answer:
    """What a unit leads, answers for and supports; with `counterparts` its counterpart bureaus' share too."""
    answer = ask(store, "unit-duties", unit=unit, region=region, limit=limit)
    if not answer.rows or not counterparts:
        return answer
    others = counterparts_of(store, unit)
    return ask(store, "unit-duties-with-counterparts", unit=unit, counterparts=others, region="", limit=limit)


def counterparts_of(store: Store, unit: str) -> list[str]:
    """Names that units of other governments bear who do there what `unit` does here (see graph.counterparts)."""
    from graph.counterparts import counterpart

    others = (
        "MATCH (own:Unit {name: $unit}) WITH collect(own.government) AS homes "
        "MATCH (u:Unit) WHERE NOT u.government IN homes RETURN DISTINCT u.name AS name ORDER BY name"
    )
    names = [row["name"] for row in store.read(others, unit=unit)]
    return [name for name in names if name != unit and counterpart(unit, name).score >= COUNTERPART]


def targets(store: Store, name: str, limit: int = PAGE_ROWS) -> Answer:
    """The targets of a region, else of the document with this number or title, else of a unit."""
    regions = _regions(store)
    if any(region.endswith(name) for region in regions):
        return ask(store, "targets-of-region", region=name, limit=limit)
    answer = ask(store, "targets-of-document", document=name, limit=limit)
    if answer.rows:
        return answer
    answer = ask(store, "targets-of-unit", unit=name, limit=limit)
    if not answer.missing:
        return answer
    titles = [row["node"]["title"] for row in store.fulltext("Document[title]", name, NEAR)]
    near = dict.fromkeys([*nearest(name, regions, 0.3), *answer.near, *titles])
    return Answer(answer.question, answer.parameters, (), tuple(near)[:NEAR], name)


def find_region(store: Store, name: str) -> str:
    """The region as the graph writes it: the name itself, or the one that ends in it; "" stays "".

    Raises UserError with the regions that there are.
    """
    if not name:
        return ""
    regions = _regions(store)
    found = [name] if name in regions else [region for region in regions if region.endswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError(f"“{name}”可以是：{'、'.join(found)}，请写全")
    near = nearest(name, regions) or regions
    known = f"；图中有：{'、'.join(near[:NEAR])}" if near else "；图中还没有文件，先用 zhengtu add 读入"
    raise UserError(f"图中没有“{name}”的文件{known}")


def near_units(store: Store, name: str) -> tuple[str, ...]:
    """Names of units close to `name`, closest first."""
    rows = store.fulltext("Unit[words]", name, 60)
    return nearest(name, {row["node"]["name"] for row in rows}, 0.3)


def nearest(name: str, names: Iterable[str], least: float = 0.4) -> tuple[str, ...]:
    """At most a few of `names` that are written like `name`, the most alike first."""
    scored = sorted((-SequenceMatcher(None, name, other).ratio(), other) for other in names)
    return tuple(other for score, other in scored[:NEAR] if -score >= least)


def plain(text: str) -> str:
    """`text` without spaces and marks, in one width and case: the form in which words are compared."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def holds(terms: Sequence[str], *texts: str) -> bool:
    """Whether every term stands in one of the texts, marks and spaces aside."""
    bare = [plain(text) for text in texts]
    return all(any(term in text for text in bare) for term in terms)


def _regions(store: Store) -> list[str]:
    loaded = "MATCH (d:Document {loaded: true}) WHERE d.region IS NOT NULL"
    return [row["region"] for row in store.read(f"{loaded} RETURN DISTINCT d.region AS region ORDER BY region")]


def _filled(row: Row) -> Row:
    return {key: [] if value is None and key in LISTS else value for key, value in row.items()}
