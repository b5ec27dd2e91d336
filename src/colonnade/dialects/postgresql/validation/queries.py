"""The query that goes with an operation."""

from __future__ import annotations

from collections.abc import Iterable

from colonnade.dialects.postgresql.validation import columns, states
from colonnade.dialects.postgresql.validation.columns import has_column
from colonnade.dialects.postgresql.validation.rows import CatalogRow, catalog_row
from colonnade.ops import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
    RebuildTable,
    RenameColumn,
    RenameObject,
)
from colonnade.schema import QName, Ref, Schema, Table

_STAY = frozenset({"role", "trigger_state"})
"""Kinds whose row stays when the object is dropped."""


def validation(operation: Operation, after: Schema) -> str | None:
    """A query of one boolean about the schema after an operation, or None where the catalogue has no answer.

    Conditions and texts of expressions are not asked for: the server prints them otherwise than they were written.
    What no query tells is told by the comparison of the whole database at the end of a plan.
    """
    condition = _condition(operation, after)
    return None if condition is None else f"SELECT {condition}"


def _condition(operation: Operation, after: Schema) -> str | None:
    match operation:
        case CreateObject(object=each):
            row = catalog_row(each.ref)
            return None if row is None else _stands(row, states.made(each))
        case AlterObject(before=old, after=new):
            row = catalog_row(new.ref)
            return None if row is None else _stands(row, states.altered(old, new, operation.changed(), row))
        case DropObject(object=each):
            row = None if each.kind_of() in _STAY else catalog_row(each.ref)
            return None if row is None else f"NOT {_stands(row)}"
        case RenameObject(ref=ref, to=to):
            return _renamed(ref, to)
        case RebuildTable(after=table):
            row = catalog_row(table.ref)
            return None if row is None else _stands(row, states.made(table))
        case _:
            return _of_column(operation, after)


def _of_column(operation: Operation, after: Schema) -> str | None:
    match operation:
        case AddColumn(table=table, column=column):
            return has_column(table, column.name, *columns.added(column))
        case DropColumn(table=table, column=column):
            return f"NOT {has_column(table, column.name)}"
        case RenameColumn(table=table, name=name, to=to):
            return f"{has_column(table, to)} AND NOT {has_column(table, name)}"
        case AlterColumn(table=table, before=old, after=new):
            # What a parent decides reaches its heirs with the parent's own step.
            heir = _has_parents(table, after)
            return has_column(table, new.name, *(() if heir else columns.altered(old, new)))
        case _:
            return None


def _has_parents(path: QName, schema: Schema) -> bool:
    table = schema.get(Ref("table", path))
    return isinstance(table, Table) and bool(table.inherits or table.partition_of)


def _renamed(ref: Ref, to: Ref) -> str | None:
    row, gone = catalog_row(to), catalog_row(ref)
    return None if row is None or gone is None else f"{_stands(row)} AND NOT {_stands(gone)}"


def _stands(row: CatalogRow, more: Iterable[str] = ()) -> str:
    whole = " AND ".join((*row.conditions, *more))
    return f"EXISTS (SELECT FROM pg_catalog.{row.catalog} it WHERE {whole})"
