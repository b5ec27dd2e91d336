"""What objects need of each other by their SQL text and types, found without a server.

A server prints names in full; in a model written by hand a name may stand without its namespace, and is then that of
the default namespace or else of any other. What is found decides the order in which a designed schema is made; what
the server itself knows of a made one is never replaced by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from colonnade.dialect import References
from colonnade.dialects.postgresql.names import multirange_name
from colonnade.dialects.postgresql.texts.full_names import with_full_names
from colonnade.dialects.postgresql.texts.mentions import Mention, Sort, in_expression, in_statement, in_type
from colonnade.dialects.postgresql.traits import TRAITS
from colonnade.schema import (
    Check,
    Column,
    CompositeType,
    DomainType,
    EngineObject,
    Exclusion,
    Function,
    Index,
    Key,
    MaterializedView,
    PartitionBy,
    Policy,
    Procedure,
    QName,
    RangeType,
    Ref,
    Routine,
    Schema,
    SchemaObject,
    Sql,
    Table,
    Trigger,
    View,
)

_RELATIONS = ("table", "view", "materialized_view", "sequence")
_TYPES = ("enum", "domain", "composite", "range", "base_type", "shell_type", "table", "view", "materialized_view")
_ROUTINES = ("function", "procedure", "aggregate")
_KINDS = {
    Sort.RELATION: _RELATIONS,
    Sort.TYPE: _TYPES,
    Sort.ROUTINE: _ROUTINES,
    Sort.OPERATOR: ("operator",),
    Sort.COLLATION: ("collation",),
    Sort.SEARCH: ("ts_configuration", "ts_dictionary"),
    Sort.KEY: ("primary key",),
    Sort.ANY: (*_TYPES, *_ROUTINES),
}


def references(schema: Schema) -> References:
    """How to find what an object or a column of this schema needs of the others."""
    known = _Known(schema)
    return References(
        of_object=lambda each: tuple(_needs_of(each, known)),
        of_column=lambda column: tuple(dict.fromkeys(known.all(_in_column(column)))),
        in_full=lambda each, own_words: with_full_names(each, known.path, own_words=own_words),
    )


class _Known:
    """The objects of a schema by the names that text has for them."""

    def __init__(self, schema: Schema) -> None:
        self.paths: defaultdict[tuple[str, QName], list[Ref]] = defaultdict(list)
        """By kind and by full name; routines without their arguments, operators without their types."""
        self.names: defaultdict[tuple[str, str], set[QName]] = defaultdict(set)
        """Full names by kind and by name alone."""
        for each in schema:
            path = each.path[:2] if each.kind_of() in (*_ROUTINES, "operator") else each.path
            self._add(each.ref, path)
            if isinstance(each, Key) and each.primary:
                self.paths["primary key", each.table].append(each.ref)
                self.names["primary key", each.table[-1]].add(each.table)
            if isinstance(each, RangeType):
                self._add(each.ref, _multirange(each))

    def _add(self, ref: Ref, path: QName) -> None:
        self.paths[ref.kind, path].append(ref)
        self.names[ref.kind, path[-1]].add(path)

    def all(self, mentions: Iterable[Mention]) -> Iterator[Ref]:
        """The objects that mentions stand for; none for what the engine or an extension has."""
        for each in mentions:
            yield from self._of(each)

    def _of(self, mention: Mention) -> Iterator[Ref]:
        for kind in _KINDS[mention.sort]:
            path = self._full(kind, mention.path)
            found = self.paths.get((kind, path), [])
            fitting = [ref for ref in found if mention.arguments is None or _count(ref) == mention.arguments]
            yield from fitting or found

    def path(self, mention: Mention) -> QName | None:
        """The full name of what a mention stands for, if the schema has it."""
        for kind in _KINDS[mention.sort]:
            path = self._full(kind, mention.path)
            if (kind, path) in self.paths:
                return path
        return None

    def _full(self, kind: str, path: QName) -> QName:
        if len(path) != 1:
            return path[-2:]
        candidates = self.names.get((kind, path[0]), set())
        usual = (TRAITS.default_namespace or "", path[0])
        return usual if usual in candidates else min(candidates, default=usual)


def _multirange(each: RangeType) -> QName:
    named = each.options.get("multirange_type_name", "")
    name = named.rpartition(".")[2].strip('"') or multirange_name(each.name)
    return (*each.path[:-1], name)


def _count(ref: Ref) -> int:
    """How many arguments a routine takes, by its identity."""
    return len(ref.path[-1].split(", ")) if ref.kind in _ROUTINES and ref.path[-1] else 0


def _needs_of(each: SchemaObject, known: _Known) -> Iterator[Ref]:
    yield from _plain_needs(each)
    yield from dict.fromkeys(known.all(_mentions_of(each)))


def _plain_needs(each: SchemaObject) -> Iterator[Ref]:
    """What fields other than text name."""
    match each:
        case Table():
            if each.of_type is not None:
                yield Ref("composite", each.of_type)
            if each.foreign is not None:
                yield Ref("server", (each.foreign.server,))
            for column in each.columns.values():
                if column.collation is not None:
                    yield Ref("collation", column.collation)
        case Routine():
            yield Ref("language", (each.language,))


def _mentions_of(each: SchemaObject) -> Iterator[Mention]:
    match each:
        case Table(partition_by=PartitionBy() as by):
            yield from in_statement(f"CREATE TABLE pg_catalog.x () PARTITION BY {by.strategy.value} ({by.key})")
        case View() | MaterializedView() | Trigger() | EngineObject():
            yield from in_statement(str(each.definition))
        case Function() | Procedure():
            yield from in_statement(_routine(each))
        case Check(expression=text):
            yield from in_expression(text)
        case Exclusion(definition=text):
            yield from in_statement(f"ALTER TABLE pg_catalog.x ADD {text}")
        case Index():
            yield from _in_index(each)
        case Policy():
            yield from _in_expressions(each.using, each.with_check)
        case _:
            yield from _mentions_of_type(each)


def _mentions_of_type(each: SchemaObject) -> Iterator[Mention]:
    match each:
        case CompositeType():
            for field in each.fields:
                yield from in_type(field.type)
        case DomainType():
            yield from in_type(each.base)
            yield from _in_expressions(each.default, *(check.expression for check in each.checks))
        case RangeType():
            options = ", ".join(f"{key} = {value}" for key, value in {"subtype": each.subtype, **each.options}.items())
            yield from in_statement(f"CREATE TYPE pg_catalog.x AS RANGE ({options})")


def _in_expressions(*texts: Sql | None) -> Iterator[Mention]:
    for text in texts:
        yield from in_expression(text) if text else ()


def _routine(each: Function | Procedure) -> str:
    """A statement with a routine's types, defaults and parsed body; text that is not parsed when it is made is left."""
    body = each.sql_body or "AS ''"
    if isinstance(each, Procedure):
        return f"CREATE PROCEDURE pg_catalog.x({each.arguments}) LANGUAGE sql {body}"
    support = f"SUPPORT {each.support} " if each.support else ""
    return f"CREATE FUNCTION pg_catalog.x({each.arguments}) RETURNS {each.returns} {support}LANGUAGE sql {body}"


def _in_index(each: Index) -> Iterator[Mention]:
    for key in each.keys:
        yield from _in_expressions(key.expression)
        if key.collation:
            yield Mention(Sort.COLLATION, key.collation)
    yield from _in_expressions(each.predicate)


def _in_column(column: Column) -> Iterator[Mention]:
    yield from in_type(column.type)
    yield from _in_expressions(column.default, column.generated.expression if column.generated else None)
    if column.collation:
        yield Mention(Sort.COLLATION, column.collation)
