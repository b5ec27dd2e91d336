"""Tables with their columns and constraints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from colonnade.dialects.sqlite.introspect.known import Known, collation
from colonnade.dialects.sqlite.introspect.naming import Naming
from colonnade.dialects.sqlite.introspect.rows import ColumnRow
from colonnade.dialects.sqlite.introspect.witness import MisreadError
from colonnade.dialects.sqlite.read.normal import join
from colonnade.dialects.sqlite.read.table import declared_type
from colonnade.dialects.sqlite.read.tokens import unquoted
from colonnade.dialects.sqlite.read.written import (
    WrittenCheck,
    WrittenColumn,
    WrittenForeignKey,
    WrittenKey,
    WrittenKeyPart,
    WrittenTable,
)
from colonnade.dialects.sqlite.rows.rowid import is_rowid
from colonnade.dialects.sqlite.traits import fold
from colonnade.schema import Check, Column, Constraint, ForeignKey, Generated, Key, NotNull, Table


def table(name: str, written: WrittenTable, rows: Sequence[ColumnRow], known: Known) -> Table:
    """A table with its columns. Raises MisreadError."""
    if [each.name for each in rows] != [each.name for each in written.columns]:
        raise MisreadError(f"the columns of table {name} are not those of its CREATE text", fields={"table": name})
    numbered = {
        fold(unquoted(key.keys[0].parts[0])) for key in written.keys if key.autoincrement and len(key.keys) == 1
    }
    columns = (
        _column(name, each, row, known, autoincrement=fold(row.name) in numbered)
        for each, row in zip(written.columns, rows, strict=True)
    )
    return Table(
        path=(name,),
        columns={each.name: each for each in columns},
        strict=written.strict,
        without_rowid=written.without_rowid,
    )


def _column(table: str, written: WrittenColumn, row: ColumnRow, known: Known, *, autoincrement: bool) -> Column:
    columns = known.columns_of(table)
    generated = None
    if written.generated is not None:
        generated = Generated(expression=join(written.generated, columns), stored=written.stored)
    not_null = None
    if written.not_null and (written.not_null_name or written.not_null_conflict):
        not_null = NotNull(name=written.not_null_name, on_conflict=written.not_null_conflict)
    collated = collation(written.collation) if written.collation else "BINARY"
    return Column(
        name=row.name,
        type=declared_type(row.type),
        nullable=not row.not_null,
        default=None if written.default is None else join(written.default),
        generated=generated,
        not_null=not_null,
        collation=None if collated == "BINARY" else (collated,),
        autoincrement=autoincrement,
        depends=known.used(table, written.generated or (), but=row.name),
    )


def constraints(table: Table, written: WrittenTable, known: Known) -> Iterator[Constraint]:
    """The constraints of a table: keys, references, checks, each in the order of the text."""
    naming = Naming(table.name, written)
    for key in written.keys:
        yield _key(table, key, known, naming)
    for reference in written.foreign_keys:
        yield _foreign_key(table, reference, known, naming)
    for check in sorted(written.checks, key=lambda each: join(each.parts)):
        yield _check(table, check, known, naming)


def _key(table: Table, key: WrittenKey, known: Known, naming: Naming) -> Key:
    columns = tuple(known.column(table.name, unquoted(part.parts[0])) for part in key.keys)
    own = table.columns[columns[0]]
    descending = tuple(column for column, part in zip(columns, key.keys, strict=True) if part.descending)
    quirk = key.on_column and bool(descending)
    collations = {
        column: collation(part.collation)
        for column, part in zip(columns, key.keys, strict=True)
        if part.collation and _collation_differs(table.columns[column], part)
    }
    if key.primary and len(columns) == 1 and is_rowid(table, own) and not quirk:
        descending, collations = (), {}
    name, named, shared = naming.take(key.name, "pkey" if key.primary else "key", () if key.primary else columns)
    return Key(
        path=(table.name, name),
        named=named,
        shared_name=shared,
        primary=key.primary,
        columns=columns,
        on_conflict=key.on_conflict,
        descending=descending,
        collations=collations,
    )


def _collation_differs(column: Column, part: WrittenKeyPart) -> bool:
    own = column.collation[0] if column.collation else "BINARY"
    return part.collation is not None and collation(part.collation) != own


def _foreign_key(table: Table, reference: WrittenForeignKey, known: Known, naming: Naming) -> ForeignKey:
    columns = tuple(known.column(table.name, name) for name in reference.columns)
    target = known.own_name(reference.target)
    theirs = tuple(known.column(target, name) for name in reference.target_columns)
    if not theirs:
        implied = known.primary_key(target)
        theirs = implied if len(implied) == len(columns) else ()
    name, named, shared = naming.take(reference.name, "fkey", columns)
    return ForeignKey(
        path=(table.name, name),
        named=named,
        shared_name=shared,
        columns=columns,
        target=(target,),
        target_columns=theirs,
        match=reference.match,
        on_delete=reference.on_delete,
        on_update=reference.on_update,
        deferral=reference.deferral,
    )


def _check(table: Table, check: WrittenCheck, known: Known, naming: Naming) -> Check:
    used = known.used(table.name, check.parts)
    about = (used[0].name,) if len(used) == 1 else ()
    name, named, shared = naming.take(check.name, "check", about)
    return Check(
        path=(table.name, name),
        named=named,
        shared_name=shared,
        expression=join(check.parts, known.columns_of(table.name)),
        depends=used,
    )
