"""Rules about keys."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.findings import AddKey, Fix, Hit, Severity
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject

_UNBOUNDED = ("text", "bytea", "json", "jsonb", "xml", "blob")
_APPROXIMATE = ("real", "double precision", "float")


@SCHEMA_RULES.rule("KEY001", severity=Severity.ERROR)
def table_without_primary_key(subject: SchemaSubject) -> Iterator[Hit]:
    """A table has no primary key.

    Why: its rows can't be told apart, so logical replication, upserts, change capture and safe deletes don't work.

    Bad:
        CREATE TABLE visit (guest text, seen_on date);

    Good:
        CREATE TABLE visit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, guest text, seen_on date);
    """
    for table in subject.tables:
        if subject.primary_key(table) is None and table.foreign is None:
            yield Hit(
                object=subject.name(table),
                message=f"{subject.name(table)} has no primary key",
                fix=Fix(
                    title="add a key: an identity column, or the columns that are unique by nature",
                    cure=None if "id" in map(str.lower, table.columns) else AddKey(table=table.path),
                ),
            )


@SCHEMA_RULES.rule("KEY002", severity=Severity.WARNING)
def nullable_unique(subject: SchemaSubject) -> Iterator[Hit]:
    """A unique key has a column that may be null.

    Why: nulls are distinct from each other, so the key lets any number of rows without a value in.

    Bad:
        CREATE TABLE member (id integer PRIMARY KEY, email text UNIQUE);

    Good:
        CREATE TABLE member (id integer PRIMARY KEY, email text NOT NULL UNIQUE);
    """
    for table in subject.tables:
        for key in subject.keys(table):
            loose = [name for name in key.columns if name in table.columns and table.columns[name].nullable]
            if not key.primary and loose and key.nulls_distinct:
                yield Hit(
                    object=subject.name(key),
                    message=f"{subject.name(key)} lets rows with a null {', '.join(loose)} in any number of times",
                    fix=Fix(title="make the columns NOT NULL, or the key NULLS NOT DISTINCT"),
                )


@SCHEMA_RULES.rule("KEY003", severity=Severity.WARNING)
def duplicate_key(subject: SchemaSubject) -> Iterator[Hit]:
    """Two keys of a table have the same columns.

    Why: each costs an index and time at every write, and the second one adds nothing.

    Bad:
        CREATE TABLE code (word text NOT NULL PRIMARY KEY, note text);
        ALTER TABLE code ADD CONSTRAINT code_again UNIQUE (word);

    Good:
        CREATE TABLE code (word text NOT NULL PRIMARY KEY, note text);
    """
    for table in subject.tables:
        seen: dict[frozenset[str], str] = {}
        for key in sorted(subject.keys(table), key=lambda each: not each.primary):
            columns = frozenset(key.columns)
            if columns in seen:
                yield Hit(
                    object=subject.name(key),
                    message=f"{subject.name(key)} has the columns of {seen[columns]}",
                    fix=Fix(title="drop one of the two"),
                )
            seen.setdefault(columns, key.name)


@SCHEMA_RULES.rule("KEY004", severity=Severity.WARNING)
def unbounded_text_as_key(subject: SchemaSubject) -> Iterator[Hit]:
    """A primary key is text without a limit, or a document.

    Why: every index and every reference repeats it, and a value too long for an index page is refused at run time.

    Bad:
        CREATE TABLE page (address text PRIMARY KEY, body text);

    Good:
        CREATE TABLE page (id bigint PRIMARY KEY, address text NOT NULL, body text);
    """
    for table in subject.tables:
        key = subject.primary_key(table)
        for name in key.columns if key else ():
            column = table.columns.get(name)
            if column is not None and column.type.lower() in _UNBOUNDED:
                yield Hit(
                    object=subject.column(table, name),
                    message=f"{subject.column(table, name)} is {column.type} without a limit and the primary key",
                    fix=Fix(title="use a number or a UUID as the key, and keep the text unique"),
                )


@SCHEMA_RULES.rule("KEY005", severity=Severity.ERROR)
def approximate_number_as_key(subject: SchemaSubject) -> Iterator[Hit]:
    """A key column is a floating-point number.

    Why: two numbers that look equal may differ in the last bit, so rows are not found and duplicates get in.

    Bad:
        CREATE TABLE reading (at double precision PRIMARY KEY, value integer);

    Good:
        CREATE TABLE reading (at timestamptz PRIMARY KEY, value integer);
    """
    for table in subject.tables:
        for key in subject.keys(table):
            for name in key.columns:
                column = table.columns.get(name)
                if column is not None and column.type.lower() in _APPROXIMATE:
                    yield Hit(
                        object=subject.column(table, name),
                        message=f"{subject.column(table, name)} is {column.type} and part of {key.name}",
                        fix=Fix(title="use an exact type: integer, numeric, a timestamp"),
                    )


@SCHEMA_RULES.rule("KEY006", severity=Severity.INFO)
def small_integer_as_key(subject: SchemaSubject) -> Iterator[Hit]:
    """A numbered primary key is 32 bits wide or less.

    Why: the numbers end at 2,147,483,647, and widening the key and all that refers to it rewrites the tables.

    Bad:
        CREATE TABLE event (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);

    Good:
        CREATE TABLE event (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
    """
    if subject.dialect.name == "sqlite":
        return
    for table in subject.tables:
        key = subject.primary_key(table)
        column = table.columns.get(key.columns[0]) if key and len(key.columns) == 1 else None
        if (
            column is not None
            and column.type in {"integer", "smallint"}
            and _is_numbered(column.default, column.identity)
        ):
            yield Hit(
                object=subject.column(table, column.name),
                message=f"{subject.column(table, column.name)} is {column.type} and numbered by the engine",
                fix=Fix(title="use bigint while the table is small"),
            )


def _is_numbered(default: object, identity: object) -> bool:
    return identity is not None or (default is not None and str(default).startswith("nextval("))


@SCHEMA_RULES.rule("KEY007", severity=Severity.INFO)
def serial_instead_of_identity(subject: SchemaSubject) -> Iterator[Hit]:
    """A column is numbered by a default that asks a sequence.

    Why: an identity column (SQL standard, PostgreSQL 10) keeps others from setting it by accident and needs no grant
    on a sequence of its own.

    Bad:
        CREATE TABLE ticket (id bigserial PRIMARY KEY);

    Good:
        CREATE TABLE ticket (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);
    """
    for table in subject.tables:
        for column in table.columns.values():
            if column.default is not None and str(column.default).startswith("nextval("):
                yield Hit(
                    object=subject.column(table, column.name),
                    message=f"{subject.column(table, column.name)} is numbered by a default on a sequence",
                    fix=Fix(title="make it an identity column"),
                )


@SCHEMA_RULES.rule("KEY008", severity=Severity.WARNING)
def long_text_key(subject: SchemaSubject) -> Iterator[Hit]:
    """A primary key is a text of more than 64 characters, or than `limits.key_text_characters` says.

    Why: every reference and every index of the table repeats it.

    Bad:
        CREATE TABLE mailing_list (name varchar(200) PRIMARY KEY);

    Good:
        CREATE TABLE mailing_list (id bigint PRIMARY KEY, name varchar(200) NOT NULL UNIQUE);
    """
    for table in subject.tables:
        key = subject.primary_key(table)
        for name in key.columns if key else ():
            column = table.columns.get(name)
            size = _length(column.type) if column else None
            if size is not None and size > subject.limits.key_text_characters:
                yield Hit(
                    object=subject.column(table, name),
                    message=f"{subject.column(table, name)} is up to {size} characters long and the primary key",
                    fix=Fix(title="use a number or a UUID as the key, and keep the text unique"),
                )


def _length(type_: str) -> int | None:
    head, _, rest = type_.lower().partition("(")
    size = rest.partition(")")[0]
    return int(size) if size.isdigit() and "char" in head else None
