"""Queries that tell whether an operation has its effect."""

from __future__ import annotations

from colonnade.dialects.sqlite.kinds import VIRTUAL_TABLE
from colonnade.dialects.sqlite.quote import literal
from colonnade.ops import (
    AddColumn,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
    RebuildTable,
    RenameColumn,
    RenameObject,
)
from colonnade.schema import QName, Ref, Schema


def validation(operation: Operation, after: Schema) -> str | None:
    """A query of one boolean, or None where there is nothing to ask."""
    match operation:
        case CreateObject(object=each):
            return _stands(each.ref)
        case DropObject(object=each):
            found = _stands(each.ref)
            return f"SELECT NOT ({found})" if found else None
        case RenameObject(to=ref):
            return _stands(ref)
        case AddColumn(table=table, column=column):
            return _columns(table, (column.name,), there=True)
        case DropColumn(table=table, column=column):
            return _columns(table, (column.name,), there=False)
        case RenameColumn(table=table, to=name):
            return _columns(table, (name,), there=True)
        case RebuildTable(after=table):
            return _columns(table.path, tuple(table.columns), there=True)
        case _:
            return None


def _stands(ref: Ref) -> str | None:
    kind = {VIRTUAL_TABLE: "table"}.get(ref.kind, ref.kind)
    if kind not in {"table", "index", "view", "trigger"}:
        return None
    return f"SELECT count(*) = 1 FROM sqlite_master WHERE type = {literal(kind)} AND name = {literal(ref.name)}"


def _columns(table: QName, names: tuple[str, ...], *, there: bool) -> str:
    wanted = ", ".join(map(literal, names))
    count = len(names) if there else 0
    return f"SELECT count(*) = {count} FROM pragma_table_xinfo({literal(table[-1])}) WHERE name IN ({wanted})"
