"""Rules about rows that stay: soft deletion, history, defaults among several, missing parents, search."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Exclusion, Index, Table
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject
from colonnade.text import words

_DELETED = ("deleted_at", "is_deleted")
_ONE_OF = frozenset({"default", "primary", "current", "preferred"})
_FROM = ("valid_from", "effective_from", "effective_date", "valid_start")
_TO = ("valid_to", "effective_to", "expiry_date", "expiration_date", "valid_end", "effective_until")


@SCHEMA_RULES.rule("KEY009", severity=Severity.INFO)
def deleted_rows_block(subject: SchemaSubject) -> Iterator[Hit]:
    """A key of a table whose rows are only marked as deleted counts the deleted ones too.

    Why: the address or number of a deleted row can never be used again.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY, email text NOT NULL UNIQUE, deleted_at timestamptz);

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY, email text NOT NULL, deleted_at timestamptz);
        CREATE UNIQUE INDEX guest_email_live ON guest (email) WHERE deleted_at IS NULL;
    """
    for table in subject.tables:
        mark = next((name for name in _DELETED if name in table.columns), None)
        if mark is None:
            continue
        unique = [(subject.name(key), key.columns) for key in subject.keys(table) if not key.primary]
        unique += [
            (subject.name(each), tuple(key.column or "" for key in each.keys))
            for each in subject.indexes(table)
            if each.unique and each.predicate is None
        ]
        for name, columns in unique:
            if mark not in columns:
                yield Hit(
                    object=name,
                    message=f"{name} counts rows that {mark} marks as deleted",
                    fix=Fix(title="a unique index over the live rows"),
                )


@SCHEMA_RULES.rule("KEY010", severity=Severity.WARNING)
def key_part_may_be_null(subject: SchemaSubject) -> Iterator[Hit]:
    """A column of a primary key may be null.

    Why: SQLite lets nulls into every primary key but an INTEGER one, and takes them for different from each other, so
    several rows have no key at all (SQLite documentation, CREATE TABLE, The PRIMARY KEY).

    Bad:
        -- engine: sqlite
        CREATE TABLE word (name TEXT PRIMARY KEY, about TEXT);

    Good:
        -- engine: sqlite
        CREATE TABLE word (name TEXT NOT NULL PRIMARY KEY, about TEXT);
    """
    if subject.dialect.name != "sqlite":
        return
    for table in subject.tables:
        key = subject.primary_key(table)
        if key is None or table.without_rowid or table.strict:
            continue
        parts = [table.columns[name] for name in key.columns if name in table.columns]
        if len(parts) == 1 and parts[0].type.lower() == "integer":
            continue
        loose = [each.name for each in parts if each.nullable]
        if loose:
            yield Hit(
                object=subject.name(table),
                message=f"the primary key of {subject.name(table)} takes null for {', '.join(loose)}",
                fix=Fix(title="add NOT NULL, or make the table STRICT or WITHOUT ROWID"),
            )


def _is_truth(table: Table, name: str) -> bool:
    return table.columns[name].type.lower() in {"boolean", "bool"}


@SCHEMA_RULES.rule("KEY012", severity=Severity.INFO)
def several_defaults(subject: SchemaSubject) -> Iterator[Hit]:
    """A flag marks one row among several, and nothing keeps a second row from having it.

    Why: two default addresses are as good as none: each program takes another.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY);
        CREATE TABLE address (id integer PRIMARY KEY, guest_id integer NOT NULL REFERENCES guest,
          is_default boolean NOT NULL DEFAULT false);

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY);
        CREATE TABLE address (id integer PRIMARY KEY, guest_id integer NOT NULL REFERENCES guest,
          is_default boolean NOT NULL DEFAULT false);
        CREATE UNIQUE INDEX address_default ON address (guest_id) WHERE is_default;
    """
    for table in subject.tables:
        if not subject.references(table):
            continue
        guards = [str(each.predicate) for each in subject.indexes(table) if each.unique and each.predicate is not None]
        for name in table.columns:
            said = words(name)
            is_one = len(said) > 1 and said[0] == "is" and said[-1] in _ONE_OF and _is_truth(table, name)
            if is_one and not any(re.search(rf"\b{re.escape(name)}\b", each) for each in guards):
                yield Hit(
                    object=subject.column(table, name),
                    message=f"any number of rows may have {subject.column(table, name)}",
                    fix=Fix(title=f"a unique index over the rows WHERE {name}"),
                )


@SCHEMA_RULES.rule("KEY013", severity=Severity.INFO)
def versions_may_overlap(subject: SchemaSubject) -> Iterator[Hit]:
    """A table keeps versions of a thing by periods, and nothing keeps two of them from holding at once.

    Why: a join by date then finds two versions and counts every fact twice.

    Bad:
        CREATE TABLE dim_customer (sk bigint PRIMARY KEY, customer_id integer NOT NULL,
          valid_from timestamptz NOT NULL, valid_to timestamptz);

    Good:
        CREATE TABLE dim_customer (sk bigint PRIMARY KEY, customer_id integer NOT NULL,
          valid_from timestamptz NOT NULL, valid_to timestamptz, UNIQUE (customer_id, valid_from));
        CREATE UNIQUE INDEX dim_customer_now ON dim_customer (customer_id) WHERE valid_to IS NULL;
    """
    for table in subject.tables:
        start = next((name for name in _FROM if name in table.columns), None)
        end = next((name for name in _TO if name in table.columns), None)
        if start is None or end is None:
            continue
        keys = [*subject.leading(table), *(key.columns for key in subject.keys(table))]
        guarded = any(start in columns and len(columns) > 1 for columns in keys)
        if not guarded and not any(isinstance(each, Exclusion) for each in subject.parts(table)):
            yield Hit(
                object=subject.name(table),
                message=f"versions in {subject.name(table)} may hold at the same time",
                fix=Fix(title=f"make the thing and {start} unique, and its open version too"),
            )


@SCHEMA_RULES.rule("REF011", severity=Severity.ERROR)
def reference_to_nothing(subject: SchemaSubject) -> Iterator[Hit]:
    """A foreign key refers to a table that does not exist.

    Why: SQLite takes the declaration and refuses every insert later, once foreign keys are enforced.

    Bad:
        -- engine: sqlite
        CREATE TABLE hall (id INTEGER PRIMARY KEY, house_id INTEGER REFERENCES house (id));

    Good:
        -- engine: sqlite
        CREATE TABLE house (id INTEGER PRIMARY KEY);
        CREATE TABLE hall (id INTEGER PRIMARY KEY, house_id INTEGER REFERENCES house (id));
    """
    known = {tuple(map(str.lower, table.path)) for table in subject.schema.of_kind(Table)}
    for table in subject.tables:
        for each in subject.references(table):
            if tuple(map(str.lower, each.target)) not in known:
                yield Hit(
                    object=subject.name(each),
                    message=f"{subject.name(table)} refers to {'.'.join(each.target)}, which does not exist",
                )


@SCHEMA_RULES.rule("IDX007", severity=Severity.WARNING)
def search_text_lost(subject: SchemaSubject) -> Iterator[Hit]:
    """An index, or a generated column, joins texts of which one may be null.

    Why: with || one null makes the whole text null, so rows without, say, a company are never found.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY, name text NOT NULL, company text);
        CREATE INDEX ON guest USING gin (to_tsvector('english', name || ' ' || company));

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY, name text NOT NULL, company text);
        CREATE INDEX ON guest USING gin (to_tsvector('english', name || ' ' || coalesce(company, '')));
    """
    for table in subject.tables:
        for index in subject.indexes(table):
            for key in index.keys:
                yield from _lost(subject, table, subject.name(index), str(key.expression or ""))
        for column in table.columns.values():
            if column.generated is not None:
                name = subject.column(table, column.name)
                yield from _lost(subject, table, name, str(column.generated.expression))


def _lost(subject: SchemaSubject, table: Table, name: str, text: str) -> Iterator[Hit]:
    if "||" not in text:
        return
    bare = re.sub(r"\bcoalesce\s*\([^()]*(?:\([^()]*\)[^()]*)*\)", "", text, flags=re.IGNORECASE)
    named = set(re.findall(r"\w+", re.sub(r"'(?:[^']|'')*'", "", bare)))
    loose = sorted(each.name for each in table.columns.values() if each.nullable and each.name in named)
    if loose:
        yield Hit(
            object=name,
            message=f"{name} is null where {' or '.join(loose)} of {subject.name(table)} is",
            fix=Fix(title=f"coalesce({loose[0]}, '')"),
        )


@SCHEMA_RULES.rule("STR009", severity=Severity.WARNING)
def never_vacuumed(subject: SchemaSubject) -> Iterator[Hit]:
    """Autovacuum is off for a table.

    Why: its statistics are never made either, so plans that touch it go by guesses, and its dead rows stay.

    Bad:
        CREATE TABLE dim_date (day date PRIMARY KEY) WITH (autovacuum_enabled = false);

    Good:
        CREATE TABLE dim_date (day date PRIMARY KEY);
    """
    for table in subject.tables:
        if table.options.get("autovacuum_enabled", "").lower() in {"false", "off", "0", "no"}:
            yield Hit(
                object=subject.name(table),
                message=f"autovacuum never comes to {subject.name(table)}",
                fix=Fix(title="take the option away; ANALYZE after a load"),
            )


@SCHEMA_RULES.rule("STR010", severity=Severity.INFO)
def several_ways_to_delete(subject: SchemaSubject) -> Iterator[Hit]:
    """Tables mark deleted rows in several ways.

    Why: every query has to know which way its tables use, and one that takes the wrong one shows deleted rows.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY, deleted_at timestamptz);
        CREATE TABLE house (id integer PRIMARY KEY, is_deleted boolean NOT NULL DEFAULT false);

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY, deleted_at timestamptz);
        CREATE TABLE house (id integer PRIMARY KEY, deleted_at timestamptz);
    """
    ways: dict[str, list[str]] = {}
    for table in subject.tables:
        way = next((name for name in (*_DELETED, "is_active") if name in table.columns), None)
        if way is not None:
            ways.setdefault(way, []).append(table.name)
    if len(ways) > 1:
        told = "; ".join(f"{way} in {', '.join(sorted(names)[:3])}" for way, names in sorted(ways.items()))
        yield Hit(object="schema", message=f"deleted rows are marked in {len(ways)} ways: {told}")


@SCHEMA_RULES.rule("STR011", severity=Severity.INFO)
def extension_not_needed(subject: SchemaSubject) -> Iterator[Hit]:
    """A default calls a function of uuid-ossp that the engine has itself.

    Why: the extension has to be allowed and installed on each server, and gen_random_uuid() is there since
    PostgreSQL 13 without it.

    Bad:
        CREATE EXTENSION "uuid-ossp";
        CREATE TABLE guest (id uuid PRIMARY KEY DEFAULT uuid_generate_v4());

    Good:
        CREATE TABLE guest (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
    """
    for table in subject.tables:
        for column in table.columns.values():
            if column.default is not None and "uuid_generate_v4" in str(column.default):
                yield Hit(
                    object=subject.column(table, column.name),
                    message=f"{subject.column(table, column.name)} needs the extension uuid-ossp for its default",
                    fix=Fix(title="gen_random_uuid()"),
                )


@SCHEMA_RULES.rule("IDX008", severity=Severity.WARNING)
def partial_index_on_key(subject: SchemaSubject) -> Iterator[Hit]:
    """A unique index on some rows is over the columns of the primary key.

    Why: it is kept up at every write, and no search by the key is quicker for it.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY, gone boolean NOT NULL, town text);
        CREATE UNIQUE INDEX guest_here ON guest (id) WHERE NOT gone;

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY, gone boolean NOT NULL, town text);
        CREATE INDEX guest_town ON guest (town) WHERE NOT gone;
    """
    for table in subject.tables:
        key = subject.primary_key(table)
        for index in subject.indexes(table) if key is not None else ():
            if index.predicate is not None and index.unique and _columns(index) == (key.columns if key else ()):
                yield Hit(
                    object=subject.name(index),
                    message=f"{subject.name(index)} is unique by the primary key already",
                    fix=Fix(title="drop it"),
                )


def _columns(index: Index) -> tuple[str, ...]:
    return tuple(key.column or "" for key in index.keys)
