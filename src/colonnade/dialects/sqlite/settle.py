"""A realised schema made into one that SQLite can hold.

Domains and enums become types and checks of the columns that use them; a numbered key becomes the rowid; what a type
promises and SQLite does not keep by itself becomes a check. Left out, for the engine has nothing like it: namespaces,
comments, owners, grants, sequences, partitions, storage parameters, columns that an index only carries, places of
nulls in an index, and indexes that are no b-trees. A constraint's name that only says what it is is left out too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from colonnade.dialects.sqlite.idioms import type_check
from colonnade.dialects.sqlite.introspect.naming import made_name
from colonnade.dialects.sqlite.kinds import KINDS
from colonnade.dialects.sqlite.quote import literal, quote
from colonnade.dialects.sqlite.read.normal import expression
from colonnade.dialects.sqlite.read.tokens import Lexeme, tokens
from colonnade.dialects.sqlite.rows.rowid import is_rowid
from colonnade.schema import (
    Check,
    Column,
    Constraint,
    Deferral,
    DomainType,
    EnumType,
    ForeignKey,
    Index,
    Key,
    Persistence,
    Schema,
    SchemaObject,
    Sequence,
    Sql,
    Table,
    View,
)

_ORDERED = frozenset({"btree", "hash", "brin"})
"""Methods of an index that a b-tree can stand for."""


def settle(schema: Schema, exact: bool) -> Schema:  # noqa: FBT001 - the dialect calls it so
    """The schema as SQLite can hold it.

    `exact` is for a model in SQLite's own words: types then get no checks that it does not state.
    """
    objects = tuple(_settled(schema, exact=exact))
    return replace(schema, objects={each.ref: each for each in objects})


def _settled(schema: Schema, *, exact: bool) -> Iterator[SchemaObject]:
    types = {quote(each.name): each for each in schema if isinstance(each, EnumType | DomainType)}
    numbered = {each.owned_by for each in schema.of_kind(Sequence)}
    keys = {each.table: each for each in schema.of_kind(Key) if each.primary}
    taken = {each.path for each in schema}
    for each in schema:
        match each:
            case Table():
                table, checks = _table(each, types, keys.get(each.path), numbered)
                yield table
                if not exact:
                    checks += [made for column in table.columns.values() if (made := type_check(table, column))]
                yield from map(_nameless, _with_free_names(checks, taken))
            case Key():
                yield _nameless(replace(each, include=(), deferral=Deferral.NEVER))
            case Constraint():
                yield _nameless(each)
            case Index() if each.method not in _ORDERED:
                continue
            case Index():
                parts = tuple(replace(key, opclass=None, nulls_first=None, statistics=None) for key in each.keys)
                yield _plain(replace(each, keys=parts, include=(), method="btree", options={}))
            case View():
                yield _plain(replace(each, options={}))
            case _ if each.kind_of() in KINDS:
                yield _plain(each)
            case _:
                continue


def _nameless(each: Constraint) -> SchemaObject:
    """A constraint without its name where introspection makes the same one of the structure."""
    match each:
        case Key(primary=True):
            made = made_name(each.table[-1], "pkey", ())
        case Key():
            made = made_name(each.table[-1], "key", each.columns)
        case ForeignKey():
            made = made_name(each.table[-1], "fkey", each.columns)
        case _:
            used = tuple(ref.name for ref in each.depends if ref.kind == "column")
            made = made_name(each.table[-1], "check", used if len(used) == 1 else ())
    return _plain(replace(each, named=each.name != made))


def _plain(each: SchemaObject) -> SchemaObject:
    return replace(each, comment=None, owner=None, privileges=None)


def _with_free_names(checks: Iterable[Check], taken: set[tuple[str, ...]]) -> Iterator[Check]:
    for each in checks:
        path, count = each.path, 0
        while path in taken:
            count += 1
            path = (*each.table, f"{each.name}{count}")
        taken.add(path)
        yield replace(each, path=path)


def _table(
    table: Table,
    types: Mapping[str, EnumType | DomainType],
    key: Key | None,
    numbered: set[tuple[str, ...] | None],
) -> tuple[Table, list[Check]]:
    columns: dict[str, Column] = {}
    checks: list[Check] = []
    for name, column in table.columns.items():
        made = replace(column, comment=None, privileges=None, depends=())
        while (type_ := types.get(made.type)) is not None:
            made, found = _without_domain(table, made, type_)
            checks.extend(found)
        if (*table.path, name) in numbered or column.identity is not None:
            made = _numbered(made, alone=key is not None and key.columns == (name,))
        if key is not None and name in key.columns:
            # The rowid is never null, and says so without NOT NULL.
            made = replace(made, nullable=key.columns == (name,) and is_rowid(table, made))
        columns[name] = made
    bare = Table(
        path=table.path,
        columns=columns,
        persistence=Persistence.PERMANENT,
        strict=table.strict,
        without_rowid=table.without_rowid,
    )
    return bare, checks


def _numbered(column: Column, *, alone: bool) -> Column:
    """A numbered column: the rowid where it is the whole key; else it is given by the program."""
    bare = replace(column, identity=None, default=None)
    return replace(bare, type="INTEGER", autoincrement=True) if alone else bare


def _without_domain(table: Table, column: Column, type_: EnumType | DomainType) -> tuple[Column, list[Check]]:
    name = f"{table.name}_{column.name}_check"
    depends = (table.column_ref(column.name),)
    if isinstance(type_, EnumType):
        condition = Sql(f"{quote(column.name)} IN ({', '.join(map(literal, type_.values))})")
        check = Check(path=(*table.path, name), expression=condition, depends=depends)
        return replace(column, type="TEXT"), [check]
    made = replace(
        column,
        type=type_.base,
        nullable=column.nullable and type_.nullable,
        default=column.default if column.default is not None or column.generated is not None else type_.default,
        collation=column.collation or type_.collation,
    )
    checks = [
        Check(path=(*table.path, name), expression=_of_column(each.expression, column.name), depends=depends)
        for each in type_.checks
    ]
    return made, checks


def _of_column(condition: Sql, column: str) -> Sql:
    """The condition of a domain, said of a column."""
    found: list[str] = []
    at = 0
    for token in tokens(condition):
        if token.lexeme is Lexeme.WORD and token.upper == "VALUE":
            found.append(condition[at : token.start] + quote(column))
            at = token.end
    return expression("".join(found) + condition[at:])
