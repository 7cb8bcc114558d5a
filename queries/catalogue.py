"""The questions: each a ``.cypher`` file under `queries/questions/`, with a header that this module reads and checks.

A header is the comment lines before the first statement, in YAML::

    // title: 谁负责这项任务                    shown in lists
    // about: one or two sentences              shown by `zhengtu query NAME --help-question`
    // parameters: {words: 词语, region: …}     every $name of the statement, with its meaning in Chinese
    // defaults: {region: ""}                   values of the parameters that may be left out
    // example: {words: "飞灰", region: ""}      a value for each; in Neo4j Browser `:params` takes this line as it is
    // columns: {document: 文件, …}              every column that RETURN names, in its order

A question gives a page of its answer: `$skip` and `$limit` are parameters of each, and the column ``found`` (the last)
says in every row how many rows there are on all pages, so that nothing is left out unsaid; where a question
looks at no more than so many, the column ``at_least`` before it says whether there may be more. The sort that a page is
cut from runs over plain values, never over properties of nodes: ArcadeDB reads the node again for each comparison.

A file whose header and statement disagree is refused when the catalogue is loaded.
"""

import functools
import importlib.resources
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KEYS = ("title", "about", "parameters", "defaults", "example", "columns")
FOUND = "found"
LEAST = "at_least"
PAGE = {"skip", "limit"}
PARAMETER = re.compile(r"\$(\w+)")
COLUMN = re.compile(r"\bAS\s+(\w+)\s*(?:,|$)", re.IGNORECASE)
# A sub-query or a map: what stands in braces that hold no braces.
INNER = re.compile(r"\{[^{}]*\}")
WRITING = re.compile(r"\b(?:CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD CSV)\b")


class CatalogueError(ValueError):
    """A question file is wrong: the message names the file, the key and the value."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `columns` maps what rows carry, ``found`` and ``at_least`` aside, to Chinese heads, in the order of RETURN."""

    name: str
    title: str
    about: str
    parameters: Mapping[str, str]
    defaults: Mapping[str, Any]
    example: Mapping[str, Any]
    columns: Mapping[str, str]
    cypher: str


@functools.cache
def catalogue() -> Mapping[str, Question]:
    """All questions by name, in the order of their names. Raises CatalogueError on a bad file."""
    folder = importlib.resources.files("queries").joinpath("questions")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".cypher")), key=lambda file: file.name)
    return {file.name.removesuffix(".cypher"): parse(file.name, file.read_text("utf-8")) for file in files}


@functools.cache
def question(name: str) -> Question:
    """One question, without reading the others. Raises KeyError for an unknown name."""
    file = importlib.resources.files("queries").joinpath("questions", f"{name}.cypher")
    if not re.fullmatch(r"[a-z-]+", name) or not file.is_file():
        raise KeyError(name)
    return parse(file.name, file.read_text("utf-8"))


def parse(file: str, text: str) -> Question:
    """The question in a file of this name and text. Raises CatalogueError."""
    import yaml

    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    try:
        header = yaml.safe_load("\n".join(line.removeprefix("//").removeprefix(" ") for line in lines[:end]))
    except yaml.YAMLError as error:
        raise CatalogueError(f"{file}: header is no YAML: {error}") from error
    if not isinstance(header, dict) or set(header) != set(KEYS):
        raise CatalogueError(f"{file}: header must have exactly {list(KEYS)}, found {header!r}")
    for key in KEYS:
        if not isinstance(header[key], str if key in ("title", "about") else dict):
            raise CatalogueError(f"{file}: {key}: unexpected {header[key]!r}")
    cypher = "\n".join(lines[end:]).strip()
    _check(file, header, cypher)
    columns = {name: head for name, head in header.pop("columns").items() if name not in (FOUND, LEAST)}
    return Question(file.removesuffix(".cypher"), **header, columns=columns, cypher=cypher)


def _check(file: str, header: dict[str, Any], cypher: str) -> None:
    parameters = set(header["parameters"])
    if used := set(PARAMETER.findall(cypher)) ^ parameters:
        raise CatalogueError(f"{file}: parameters: {sorted(used)} stand only in the header or only in the statement")
    if lacking := PAGE - set(header["defaults"]):
        raise CatalogueError(f"{file}: defaults: lacks {sorted(lacking)}: an answer is given by pages")
    if list(header["columns"])[-1:] != [FOUND]:
        raise CatalogueError(f"{file}: columns: the last is {FOUND}, how many rows all pages have")
    if set(header["example"]) != parameters:
        raise CatalogueError(f"{file}: example: needs a value for each of {sorted(parameters)}")
    if extra := set(header["defaults"]) - parameters:
        raise CatalogueError(f"{file}: defaults: {sorted(extra)} are no parameters")
    if written := WRITING.findall(cypher):
        raise CatalogueError(f"{file}: a question only reads, found {written}")
    outer = cypher
    while (bare := INNER.sub("", outer)) != outer:
        outer = bare
    returned = COLUMN.findall(re.split(r"\bORDER BY\b", outer.rpartition("RETURN")[2])[0].strip())
    if returned != list(header["columns"]):
        raise CatalogueError(f"{file}: columns: header has {list(header['columns'])}, RETURN has {returned}")
