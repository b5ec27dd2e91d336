"""Rules about indexes."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.findings import DropIndex, Fix, Hit, Severity
from colonnade.schema import Index, Table
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject


@SCHEMA_RULES.rule("IDX001", severity=Severity.WARNING)
def duplicate_index(subject: SchemaSubject) -> Iterator[Hit]:
    """Two indexes of a table are the same but for their names.

    Why: both are kept up at every write, and one of them is never needed.

    Bad:
        CREATE TABLE ticket (id integer PRIMARY KEY, seat integer);
        CREATE INDEX one ON ticket (seat);
        CREATE INDEX two ON ticket (seat);

    Good:
        CREATE TABLE ticket (id integer PRIMARY KEY, seat integer);
        CREATE INDEX one ON ticket (seat);
    """
    for table in subject.tables:
        seen: dict[tuple[object, ...], Index] = {}
        for index in subject.indexes(table):
            shape = _shape(index)
            if shape in seen:
                yield Hit(
                    object=subject.name(index),
                    message=f"{subject.name(index)} is the same as {seen[shape].name}",
                    fix=_drop(subject, table, index),
                )
            seen.setdefault(shape, index)


def _shape(index: Index) -> tuple[object, ...]:
    return (index.method, index.keys, index.unique, index.include, index.predicate, index.nulls_distinct)


def _drop(subject: SchemaSubject, table: Table | None, index: Index) -> Fix:
    name = ".".join(subject.dialect.quote(part) for part in index.path)
    cure = DropIndex(table=table.path, name=index.name) if table is not None else None
    return Fix(title="drop it", sql=f"DROP INDEX {name}", cure=cure)


@SCHEMA_RULES.rule("IDX002", severity=Severity.WARNING)
def redundant_index(subject: SchemaSubject) -> Iterator[Hit]:
    """The columns of an index are the beginning of another index or key.

    Why: the longer one finds the same rows, and each costs time at every write.

    Bad:
        CREATE TABLE ticket (show_id integer, seat integer, PRIMARY KEY (show_id, seat));
        CREATE INDEX by_show ON ticket (show_id);

    Good:
        CREATE TABLE ticket (show_id integer, seat integer, PRIMARY KEY (show_id, seat));
        CREATE INDEX by_seat ON ticket (seat);
    """
    for table in subject.tables:
        keys = [(key.name, tuple((name, False) for name in key.columns)) for key in subject.keys(table)]
        plain = [(index.name, _ordered(index)) for index in subject.indexes(table) if _is_plain(index)]
        for index in subject.indexes(table):
            own = _ordered(index)
            if index.unique or not _is_plain(index) or index.include:
                continue
            for name, columns in [*keys, *plain]:
                longer = len(columns) > len(own) or (len(columns) == len(own) and (name, columns) in keys)
                if name != index.name and longer and columns[: len(own)] == own:
                    yield Hit(
                        object=subject.name(index),
                        message=f"{subject.name(index)} is the beginning of {name}",
                        fix=_drop(subject, table, index),
                    )
                    break


def _ordered(index: Index) -> tuple[tuple[str, bool], ...]:
    return tuple((key.column or "", key.descending) for key in index.keys)


def _is_plain(index: Index) -> bool:
    return (
        index.method == "btree"
        and index.predicate is None
        and all(key.column and key.opclass is None and key.collation is None for key in index.keys)
        and all(key.nulls_first is None for key in index.keys)
    )


@SCHEMA_RULES.rule("IDX003", severity=Severity.ERROR)
def invalid_index(subject: SchemaSubject) -> Iterator[Hit]:
    """An index is invalid: its concurrent build failed.

    Why: it is kept up at every write but no query uses it, and a unique one guards nothing.

    Bad:
        CREATE TABLE ticket (id integer PRIMARY KEY, seat integer);
        CREATE INDEX seat ON ticket (seat);
        UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'seat'::regclass;

    Good:
        CREATE TABLE ticket (id integer PRIMARY KEY, seat integer);
        CREATE INDEX seat ON ticket (seat);
    """
    for index in subject.schema.of_kind(Index):
        if not index.valid and not index.only:
            yield Hit(
                object=subject.name(index), message=f"{subject.name(index)} is invalid", fix=_drop(subject, None, index)
            )


@SCHEMA_RULES.rule("IDX004", severity=Severity.INFO)
def many_indexes(subject: SchemaSubject) -> Iterator[Hit]:
    """A table has more than ten indexes besides its keys, or than `limits.table_indexes` says.

    Why: each is written at every insert, and most updates can't be heap-only any more.

    Bad:
        CREATE TABLE t (a int PRIMARY KEY, b int, c int, d int, e int, f int, g int, h int, i int, j int, k int, l int);
        CREATE INDEX ON t (b); CREATE INDEX ON t (c); CREATE INDEX ON t (d); CREATE INDEX ON t (e);
        CREATE INDEX ON t (f); CREATE INDEX ON t (g); CREATE INDEX ON t (h); CREATE INDEX ON t (i);
        CREATE INDEX ON t (j); CREATE INDEX ON t (k); CREATE INDEX ON t (l);

    Good:
        CREATE TABLE t (a int PRIMARY KEY, b int, c int);
        CREATE INDEX ON t (b);
    """
    for table in subject.tables:
        count = len(subject.indexes(table))
        if count > subject.limits.table_indexes:
            yield Hit(object=subject.name(table), message=f"{subject.name(table)} has {count} indexes besides its keys")


@SCHEMA_RULES.rule("IDX005", severity=Severity.INFO)
def wide_index(subject: SchemaSubject) -> Iterator[Hit]:
    """An index has more than five columns, or than `limits.index_columns` says.

    Why: the later columns rarely narrow a search, but make every page of the index hold fewer entries.

    Bad:
        CREATE TABLE t (a int, b int, c int, d int, e int, f int);
        CREATE INDEX ON t (a, b, c, d, e, f);

    Good:
        CREATE TABLE t (a int, b int, c int, d int, e int, f int);
        CREATE INDEX ON t (a, b);
    """
    for table in subject.tables:
        for index in subject.indexes(table):
            if len(index.keys) > subject.limits.index_columns and not index.unique:
                yield Hit(object=subject.name(index), message=f"{subject.name(index)} has {len(index.keys)} columns")


@SCHEMA_RULES.rule("IDX006", severity=Severity.INFO)
def index_on_truth(subject: SchemaSubject) -> Iterator[Hit]:
    """An index has nothing but a boolean column and covers all rows.

    Why: half of the table is no narrow search; a partial index on the rare value is small and quick.

    Bad:
        CREATE TABLE task (id integer PRIMARY KEY, done boolean);
        CREATE INDEX ON task (done);

    Good:
        CREATE TABLE task (id integer PRIMARY KEY, done boolean);
        CREATE INDEX ON task (id) WHERE NOT done;
    """
    for table in subject.tables:
        for index in subject.indexes(table):
            if len(index.keys) == 1 and index.predicate is None and _is_truth(table, index.keys[0].column):
                yield Hit(
                    object=subject.name(index),
                    message=f"{subject.name(index)} is on a boolean alone",
                    fix=Fix(title="make it partial on the rare value"),
                )


def _is_truth(table: Table, name: str | None) -> bool:
    return name is not None and name in table.columns and table.columns[name].type.lower() in {"boolean", "bool"}
