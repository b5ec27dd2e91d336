"""Rules about names that a standard demands."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.findings import Fix, Hit, Rename, RenameIndex, Severity
from colonnade.schema import Index, Table
from colonnade.standards.governed import STANDARD_RULES, GovernedSubject, GovernedTable
from colonnade.standards.subject import SchemaSubject


@STANDARD_RULES.rule("STD001", severity=Severity.WARNING)
def table_name(subject: GovernedSubject) -> Iterator[Hit]:
    """The name of a table is not what the standard demands.

    Why: people and programs find a table, and what it is for, by its name; one that is called otherwise is not found,
    and nothing that goes by names (owners, retention, dashboards) applies to it.

    Bad:
        -- standard: sqlite
        CREATE TABLE vuln_data__finding (id integer PRIMARY KEY);

    Good:
        -- standard: sqlite
        CREATE TABLE vuln_config_scanner (id integer PRIMARY KEY);
    """
    for each in subject.tables:
        for fault in subject.vocabulary.table_faults(each.name):
            yield Hit(object=each.object, message=f"the name of {each.object} {fault}", fix=_table_fix(subject, each))


def _table_fix(subject: GovernedSubject, each: GovernedTable) -> Fix | None:
    """Another case, where that is all that is wrong."""
    better = subject.vocabulary.in_case(each.name)
    taken = any(other.name == better for other in subject.tables)
    if better == each.name or taken or next(subject.vocabulary.table_faults(better), None) is not None:
        return None
    if each.table is None or subject.schema is None:
        return Fix(title=f"call it {better}")
    on = _quoted(subject.schema, each.table.path)
    return Fix(
        title=f"call it {better}",
        sql=f"ALTER TABLE {on} RENAME TO {subject.schema.dialect.quote(better)}",
        cure=Rename(table=each.table.path, to=better),
    )


def _quoted(schema: SchemaSubject, path: tuple[str, ...]) -> str:
    return ".".join(schema.dialect.quote(part) for part in path)


@STANDARD_RULES.rule("STD002", severity=Severity.WARNING)
def index_name(subject: GovernedSubject) -> Iterator[Hit]:
    """The name of an index is not what the standard demands.

    Why: plans and error messages show the name alone; when it says table and columns nobody has to look them up.

    Bad:
        -- standard: sqlite
        CREATE TABLE vuln_config_scanner (id integer PRIMARY KEY, vendor text);
        CREATE INDEX by_vendor ON vuln_config_scanner (vendor);

    Good:
        -- standard: sqlite
        CREATE TABLE vuln_config_scanner (id integer PRIMARY KEY, vendor text);
        CREATE INDEX idx_vuln_config_scanner_vendor ON vuln_config_scanner (vendor);
    """
    schema = subject.schema
    if schema is None or not (subject.standard.naming.index or subject.standard.naming.index_length):
        return
    for table in schema.tables:
        for index in schema.indexes(table):
            columns = [key.column for key in index.keys if key.column is not None]
            if len(columns) != len(index.keys):
                columns = []
            types = index_types(index)
            for fault in subject.vocabulary.index_faults(index.name, table.name, columns, types):
                yield Hit(
                    object=schema.name(index),
                    message=f"the name of {schema.name(index)} {fault}",
                    fix=_index_fix(subject, schema, table, index, columns),
                )


def index_types(index: Index) -> tuple[str, ...]:
    """The kinds of an index; several hold at once, and all of them are in none that is plain."""
    found = (
        ("unique", index.unique),
        ("partial", index.predicate is not None),
        ("expression", any(key.column is None for key in index.keys)),
        ("composite", len(index.keys) > 1),
        (index.method, index.method != "btree"),
    )
    return tuple(word for word, holds in found if holds)


def _index_fix(
    subject: GovernedSubject, schema: SchemaSubject, table: Table, index: Index, columns: list[str]
) -> Fix | None:
    if not columns:
        return None
    better = subject.vocabulary.index_name(table.name, columns)
    if any(each.name == better for each in schema.schema.of_kind(Index)):
        return Fix(title=f"call it {better}, once that name is free")
    # SQLite can't rename an index: it is made again under its new name
    sql = f"ALTER INDEX {_quoted(schema, index.path)} RENAME TO {schema.dialect.quote(better)}"
    return Fix(
        title=f"call it {better}",
        sql="" if schema.dialect.name == "sqlite" else sql,
        cure=RenameIndex(table=table.path, name=index.name, to=better),
    )


@STANDARD_RULES.rule("STD003", severity=Severity.INFO)
def column_name(subject: GovernedSubject) -> Iterator[Hit]:
    """The name of a column is not in the case, or not within the length, that the standard demands.

    Why: one spelling for all modules lets queries, documents and generated code be written without looking it up.

    Bad:
        -- standard: sqlite
        CREATE TABLE vuln_config_scanner (id integer PRIMARY KEY, VendorName text);

    Good:
        -- standard: sqlite
        CREATE TABLE vuln_config_scanner (id integer PRIMARY KEY, vendor_name text);
    """
    for each in subject.tables:
        for name in sorted(each.columns):
            for fault in subject.vocabulary.column_faults(name):
                object_ = f"column {each.object.partition(' ')[2]}.{name}"
                yield Hit(
                    object=object_, message=f"the name of {object_} {fault}", fix=_column_fix(subject, each, name)
                )


def _column_fix(subject: GovernedSubject, each: GovernedTable, name: str) -> Fix | None:
    """Another case, where that is all that is wrong."""
    better = subject.vocabulary.in_case(name)
    if better == name or better in each.columns or next(subject.vocabulary.column_faults(better), None) is not None:
        return None
    if each.table is None or subject.schema is None:
        return Fix(title=f"call it {better}")
    quote = subject.schema.dialect.quote
    return Fix(
        title=f"call it {better}",
        sql=f"ALTER TABLE {_quoted(subject.schema, each.table.path)} RENAME COLUMN {quote(name)} TO {quote(better)}",
        cure=Rename(table=each.table.path, column=name, to=better),
    )
