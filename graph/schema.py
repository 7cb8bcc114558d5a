"""The schema of the graph: loads and checks schema.yaml, makes the engines' DDL from it, checks graphs against it."""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from graph.protocol import Dialect

if TYPE_CHECKING:
    import networkx as nx

PropertyType = Literal["string", "integer", "float", "boolean", "strings", "integers"]
PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "float": (float,),
    "boolean": (bool,),
    "strings": (str,),
    "integers": (int,),
}
Stage = Literal["build", "link"]
KEYS = {"version", "labels", "relationships"}
LISTS = ("strings", "integers")
# ArcadeDB puts a type's name into file names: at most 24 Chinese characters, and no name for a label and a type.
NAME = re.compile(r"[A-Za-z_]{1,48}")


class SchemaError(ValueError):
    """schema.yaml, or a graph held against it, is wrong: the message names the place, the key and the value."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a label or a relationship."""

    name: str
    type: PropertyType
    meaning: str
    required: bool


@dataclass(frozen=True, slots=True)
class Label:
    """One label; `owner` says whether its nodes go with a document or are shared by many."""

    name: str
    meaning: str
    stage: Stage
    owner: Literal["document", "shared"]
    key: str
    indexes: tuple[str, ...]
    fulltext: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship type with the pairs of labels it may join."""

    name: str
    meaning: str
    stage: Stage
    ends: tuple[tuple[str, str], ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Schema:
    """All labels and relationship types, by name, in the order of the file.

    `version` changes with the number in the file and with any name, type or full-text index: two stores written under
    the same version hold the same things in the same places.
    """

    version: str
    labels: Mapping[str, Label]
    relationships: Mapping[str, Relationship]

    def fulltext_indexes(self) -> tuple[str, ...]:
        """Names of the full-text indexes, ``Label[property]``: the form ArcadeDB gives them, used on Neo4j too."""
        return tuple(f"{label.name}[{name}]" for label in self.labels.values() for name in label.fulltext)


@functools.cache
def load() -> Schema:
    """The schema of the package. Raises SchemaError on a bad file."""
    import yaml

    return parse(yaml.safe_load(importlib.resources.files("graph").joinpath("schema.yaml").read_text("utf-8")))


def parse(data: Any) -> Schema:
    """A schema from the plain data of a YAML file. Raises SchemaError."""
    _keys("schema.yaml", data, KEYS, KEYS)
    if type(data["version"]) is not int:
        raise SchemaError(f"schema.yaml: version: {data['version']!r} is no whole number")
    labels = {name: _label(name, entry) for name, entry in data["labels"].items()}
    relationships = {name: _relationship(name, entry, labels) for name, entry in data["relationships"].items()}
    if both := set(labels) & set(relationships):
        raise SchemaError(f"schema.yaml: {sorted(both)} names both a label and a relationship")
    return Schema(f"{data['version']}-{_digest(labels, relationships)}", labels, relationships)


def _digest(labels: Mapping[str, Label], relationships: Mapping[str, Relationship]) -> str:
    """A short hash of all that decides what is written and found: meanings, order and plain indexes left out."""

    def typed(properties: Mapping[str, Property]) -> list[list[Any]]:
        return sorted([p.name, p.type, p.required] for p in properties.values())

    nodes = sorted([x.name, x.stage, x.owner, x.key, sorted(x.fulltext), typed(x.properties)] for x in labels.values())
    edges = sorted([x.name, x.stage, sorted(x.ends), typed(x.properties)] for x in relationships.values())
    return hashlib.sha256(json.dumps([nodes, edges]).encode()).hexdigest()[:12]


def _keys(where: str, entry: Any, required: set[str], allowed: set[str]) -> None:
    if not isinstance(entry, dict):
        raise SchemaError(f"{where}: expected a mapping, found {entry!r}")
    if missing := required - set(entry):
        raise SchemaError(f"{where}: lacks {sorted(missing)}")
    if unknown := set(entry) - allowed:
        raise SchemaError(f"{where}: unknown {sorted(map(str, unknown))}")


def _properties(where: str, entries: Any) -> dict[str, Property]:
    found = {}
    for name, entry in (entries or {}).items():
        place = f"{where}.properties.{name}"
        _keys(place, entry, {"type", "meaning"}, {"type", "meaning", "required"})
        if entry["type"] not in PYTHON_TYPES:
            raise SchemaError(f"{place}.type: {entry['type']!r} is none of {sorted(PYTHON_TYPES)}")
        found[name] = Property(name, entry["type"], entry["meaning"], entry.get("required", False))
    return found


def _stage(where: str, entry: dict[str, Any]) -> Stage:
    stage: Stage = entry.get("stage", "build")
    if stage not in get_args(Stage):
        raise SchemaError(f"{where}.stage: {stage!r} is neither build nor link")
    return stage


def _label(name: str, entry: Any) -> Label:
    where = f"schema.yaml: labels.{name}"
    _keys(
        where,
        entry,
        {"meaning", "owner", "key", "properties"},
        {"meaning", "stage", "owner", "key", "indexes", "fulltext", "properties"},
    )
    if not NAME.fullmatch(name):
        raise SchemaError(f"{where}: not a usable name")
    if entry["owner"] not in ("document", "shared"):
        raise SchemaError(f"{where}.owner: {entry['owner']!r} is neither document nor shared")
    properties = _properties(where, entry["properties"])
    for key in ("indexes", "fulltext"):
        for indexed in entry.get(key, []):
            if indexed not in properties or properties[indexed].type != "string":
                raise SchemaError(f"{where}.{key}: {indexed!r} is no string property")
    if both := {entry["key"], *entry.get("indexes", [])} & set(entry.get("fulltext", [])):
        raise SchemaError(f"{where}.fulltext: {sorted(both)} indexed otherwise already, which ArcadeDB refuses")
    if entry["key"] not in properties or not properties[entry["key"]].required:
        raise SchemaError(f"{where}.key: {entry['key']!r} is no required property")
    return Label(
        name,
        entry["meaning"],
        _stage(where, entry),
        entry["owner"],
        entry["key"],
        tuple(entry.get("indexes", ())),
        tuple(entry.get("fulltext", ())),
        properties,
    )


def _relationship(name: str, entry: Any, labels: Mapping[str, Label]) -> Relationship:
    where = f"schema.yaml: relationships.{name}"
    _keys(where, entry, {"meaning", "ends"}, {"meaning", "stage", "ends", "properties"})
    if not NAME.fullmatch(name):
        raise SchemaError(f"{where}: not a usable name")
    for pair in entry["ends"]:
        if len(pair) != 2 or any(end not in labels for end in pair):
            raise SchemaError(f"{where}.ends: {pair!r} is no pair of labels")
    ends = tuple((start, end) for start, end in entry["ends"])
    return Relationship(name, entry["meaning"], _stage(where, entry), ends, _properties(where, entry.get("properties")))


def indexed(schema: Schema) -> set[tuple[str, str, bool]]:
    """Label, property and whether it is for full text, of every index that the store should have."""
    keys = {(label.name, label.key, False) for label in schema.labels.values()}
    equal = {(label.name, name, False) for label in schema.labels.values() for name in label.indexes}
    return keys | equal | {(label.name, name, True) for label in schema.labels.values() for name in label.fulltext}


def statements(schema: Schema, labels: Iterable[str] | None = None) -> Iterator[str]:
    """Cypher that makes the constraints and indexes of `labels` (all), harmless when run again.

    The same for both engines. Of each label the key's constraint comes first.
    """
    for label in schema.labels.values() if labels is None else (schema.labels[name] for name in labels):
        yield (
            f"CREATE CONSTRAINT `{label.name}.{label.key}` IF NOT EXISTS "
            f"FOR (n:{label.name}) REQUIRE n.{label.key} IS UNIQUE"
        )
        for name in label.indexes:
            yield f"CREATE INDEX `{label.name}.{name}` IF NOT EXISTS FOR (n:{label.name}) ON (n.{name})"


def fulltext_statements(schema: Schema, dialect: Dialect) -> Iterator[str]:
    """The full-text DDL, the one thing the engines spell differently: Cypher for neo4j, SQL for arcadedb.

    Neo4j fills its indexes in the background (eventually consistent), else each commit would cost as much as all that
    is committed; `graph.bolt` waits for them where it must.
    """
    for label in schema.labels.values():
        for name in label.fulltext:
            if dialect == "neo4j":
                yield (
                    f"CREATE FULLTEXT INDEX `{label.name}[{name}]` IF NOT EXISTS FOR (n:{label.name}) "
                    f"ON EACH [n.{name}] OPTIONS {{indexConfig: "
                    "{`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}"
                )
            else:
                yield f"CREATE PROPERTY {label.name}.{name} IF NOT EXISTS STRING"
                yield (
                    f"CREATE INDEX IF NOT EXISTS ON {label.name} ({name}) FULL_TEXT METADATA "
                    '{"analyzer":"org.apache.lucene.analysis.cjk.CJKAnalyzer"}'
                )


def check_properties(where: str, known: Mapping[str, Property], values: Mapping[str, Any]) -> None:
    """Raise SchemaError when `values` lacks a required property, or holds an unknown one or one of another type."""
    for name, value in values.items():
        if name not in known:
            raise SchemaError(f"{where}: unknown property {name!r}")
        kind = known[name].type
        items = value if kind in LISTS else [value]
        wrong_shape = (kind in LISTS) != isinstance(value, list)
        if wrong_shape or any(type(item) not in PYTHON_TYPES[kind] for item in items):
            raise SchemaError(f"{where}: {name} should be {kind}, is {value!r}")
    for entry in known.values():
        if entry.required and entry.name not in values:
            raise SchemaError(f"{where}: lacks {entry.name!r}")


def check_graph(graph: nx.MultiDiGraph[str]) -> None:
    """Raise SchemaError when a node or a relationship of `graph` is not as the schema says."""
    known = load()
    for key, data in graph.nodes(data=True):
        if data["label"] not in known.labels:
            raise SchemaError(f"node {key}: unknown label {data['label']!r}")
        check_properties(f"{data['label']} {key}", known.labels[data["label"]].properties, data["properties"])
    for start, end, data in graph.edges(data=True):
        where = f"{data['type']} {start}->{end}"
        if data["type"] not in known.relationships:
            raise SchemaError(f"{where}: unknown type")
        pair = graph.nodes[start]["label"], graph.nodes[end]["label"]
        if pair not in known.relationships[data["type"]].ends:
            raise SchemaError(f"{where}: may not join {pair}")
        check_properties(where, known.relationships[data["type"]].properties, data["properties"])
