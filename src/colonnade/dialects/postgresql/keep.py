"""Copies of what a step deletes, so that taking the step back brings the rows back too.

A copy stands in the namespace `colonnade`. Values of user-defined types are kept as text, so that the type can go.
"""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Hazard, Kept, Statement
from colonnade.dialects.postgresql.quote import names, qualified, quote
from colonnade.ops import AlterColumn, DropColumn, DropObject, Operation
from colonnade.schema import Column, Enabled, Key, QName, Ref, Schema, Table, Trigger

_AGAIN = {
    Enabled.ORIGIN: "ENABLE",
    Enabled.REPLICA: "ENABLE REPLICA",
    Enabled.ALWAYS: "ENABLE ALWAYS",
}


def keep(operation: Operation, schema: Schema, name: str, hazards: frozenset[Hazard]) -> Kept | None:
    """How to keep what an operation deletes under a name, and how to restore it; None where nothing is lost or the
    rows can't be told apart. `schema` is the one before the operation."""
    match operation:
        case DropColumn(table=path, column=column):
            return _column(schema, path, column, name)
        case AlterColumn(table=path, before=column, after=after) if column.type != after.type:
            wraps = column.type.endswith("[]") != after.type.endswith("[]")
            return _column(schema, path, column, name) if wraps or Hazard.DELETES_DATA in hazards else None
        case DropObject(object=Table() as table):
            return _table(table, name)
        case _:
            return None


def _copy(name: str) -> str:
    return qualified(("colonnade", name))


def _save(name: str, query: str, on: Ref) -> tuple[Statement, ...]:
    return (
        Statement(sql="CREATE SCHEMA IF NOT EXISTS colonnade", form="create_namespace"),
        Statement(sql=f"CREATE TABLE {_copy(name)} AS {query}", form="keep", on=(on,)),
    )


def _told(column: Column) -> str:
    """The column's value in the copy, which needs neither a type nor a collation of the user's."""
    name = quote(column.name)
    if "." in column.type:
        return f"{name}::text AS {name}"
    return name if column.collation is None else f'{name} COLLATE pg_catalog."default" AS {name}'


def _back(column: Column, alias: str) -> str:
    value = f"{alias}.{quote(column.name)}"
    return f"{value}::{column.type}" if "." in column.type else value


def _column(schema: Schema, path: QName, column: Column, name: str) -> Kept | None:
    ref = Ref("table", path)
    table = schema.get(ref)
    key = _key(schema, path)
    if not isinstance(table, Table) or table.foreign is not None or column.generated is not None:
        return None
    if not table.columns.get(column.name, column).local:
        return None
    if key is None or column.name in key.columns or any("." in table.columns[each].type for each in key.columns):
        return _among_rows(table, column, name, schema)
    told = ", ".join(_told(table.columns[each]) for each in (*key.columns, column.name))
    query = f"SELECT {told} FROM {qualified(path)}"
    same = " AND ".join(f"t.{quote(each)} = k.{quote(each)}" for each in key.columns)
    value = f"{quote(column.name)} = {_back(column, 'k')}"
    update = f"UPDATE {qualified(path)} AS t SET {value} FROM {_copy(name)} AS k WHERE {same}"
    quiet, again = _triggers(schema, path)
    restore = (*quiet, Statement(sql=update, form="restore", on=(ref,)), *again, *_forget(name))
    return Kept(save=_save(name, query, ref), restore=restore)


def _among_rows(table: Table, column: Column, name: str, schema: Schema) -> Kept:
    """The values of a table without a usable key: rows that are alike in all else may have each other's."""
    others = (each for each in table.columns.values() if each.generated is None and each.name != column.name)
    row = f"ROW({', '.join(f'{quote(each.name)}::text' for each in others)})::text"
    told = f"{row} AS colonnade_row, pg_catalog.row_number() OVER (PARTITION BY {row}) AS colonnade_place"
    path = qualified(table.path)
    rows = f"SELECT tableoid AS colonnade_table, ctid AS colonnade_line, {told} FROM {path}"
    update = (
        f"UPDATE {path} AS t SET {quote(column.name)} = {_back(column, 'k')}\n"
        f"FROM {_copy(name)} AS k JOIN ({rows}) AS r USING (colonnade_row, colonnade_place)\n"
        "WHERE t.tableoid = r.colonnade_table AND t.ctid = r.colonnade_line"
    )
    quiet, again = _triggers(schema, table.path)
    restore = (*quiet, Statement(sql=update, form="restore", on=(table.ref,)), *again, *_forget(name))
    return Kept(save=_save(name, f"SELECT {told}, {_told(column)} FROM {path}", table.ref), restore=restore)


def _key(schema: Schema, path: QName) -> Key | None:
    found = [each for each in schema.of_kind(Key) if each.table == path and each.primary]
    return found[0] if found else None


def _triggers(schema: Schema, path: QName) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Triggers off while values come back, and each on again as it was."""
    found = [each for each in schema.of_kind(Trigger) if each.table == path and each.enabled in _AGAIN]
    if not found:
        return (), ()
    table = qualified(path)
    off = Statement(sql=f"ALTER TABLE {table} DISABLE TRIGGER USER", form="disable_trigger", on=(Ref("table", path),))
    on = tuple(
        Statement(
            sql=f"ALTER TABLE {table} {_AGAIN[each.enabled]} TRIGGER {quote(each.name)}",
            form="enable_trigger",
            on=(Ref("table", path),),
        )
        for each in found
    )
    return (off,), on


def _forget(name: str) -> Iterator[Statement]:
    yield Statement(sql=f"DROP TABLE {_copy(name)}", form="forget")


def _table(table: Table, name: str) -> Kept | None:
    columns = [each for each in table.columns.values() if each.generated is None]
    if table.foreign is not None or table.partition_by is not None or not columns:
        return None
    query = f"SELECT {', '.join(_told(each) for each in columns)} FROM ONLY {qualified(table.path)}"
    target = f"{qualified(table.path)} ({names(each.name for each in columns)})"
    values = ", ".join(_back(each, "k") for each in columns)
    insert = f"INSERT INTO {target} OVERRIDING SYSTEM VALUE SELECT {values} FROM {_copy(name)} AS k"
    restore = (Statement(sql=insert, form="restore", on=(table.ref,)), *_forget(name))
    return Kept(save=_save(name, query, table.ref), restore=restore)
