"""New names and namespaces of relations, types and their parts."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Alteration, Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.naming import words_of
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.ops import Operation, RenameColumn, RenameObject
from colonnade.schema import Index, Ref, Sequence, Table

_WITHOUT_CLIENTS = frozenset({"index", "statistics"})
"""Kinds that no statement of a running program names."""


@EMIT.on(
    RenameObject,
    "table",
    "sequence",
    "index",
    "statistics",
    "enum",
    "domain",
    "composite",
    "range",
    "base_type",
    "shell_type",
)
def rename_object(operation: Operation, context: Context) -> Alteration | None:
    """RENAME TO within the old namespace, then SET SCHEMA."""
    assert isinstance(operation, RenameObject)
    each = context.before.get(operation.ref)
    if each is None:
        raise NotExpressibleError(f"{operation.ref} can't be renamed: it does not exist")
    hazards = frozenset() if operation.ref.kind in _WITHOUT_CLIENTS else frozenset({Hazard.BREAKS_CLIENTS})
    above = each.parent()
    on = (each.ref,) if above is None else (each.ref, above)
    stays = _goes_along(operation, context)
    return Alteration(statements=tuple(_moves(operation, words_of(each), on, hazards, stays=stays)))


def _moves(
    operation: RenameObject, words: str, on: tuple[Ref, ...], hazards: frozenset[Hazard], *, stays: bool
) -> Iterator[Statement]:
    old, new = operation.ref.path, operation.to.path
    if old[-1] != new[-1]:
        sql = f"ALTER {words} {qualified(old)} RENAME TO {quote(new[-1])}"
        yield Statement(sql=sql, form=f"rename_{operation.ref.kind}", on=on, hazards=hazards)
    if old[:-1] != new[:-1] and not stays:
        sql = f"ALTER {words} {qualified((*old[:-1], new[-1]))} SET SCHEMA {quote(new[0])}"
        yield Statement(sql=sql, form="set_schema", on=on, hazards=hazards)


def _goes_along(operation: RenameObject, context: Context) -> bool:
    """Whether an index or an owned sequence moves to the namespace of its table by itself."""
    each = context.before.get(operation.ref)
    match each:
        case Index(on=path):
            return path[0] == operation.to.path[0]
        case Sequence(owned_by=path) if path is not None:
            return path[0] == operation.to.path[0]
        case _:
            return False


@EMIT.on(RenameObject, "constraint")
def rename_constraint(operation: Operation, context: Context) -> Alteration | None:
    """RENAME CONSTRAINT; None for another table. A key's index follows."""
    assert isinstance(operation, RenameObject)
    old, new = operation.ref.path, operation.to.path
    if old[:-1] != new[:-1]:
        return None
    each = context.before.get(operation.ref)
    parent = each.parent() if each is not None else None
    sql = f"ALTER TABLE {qualified(old[:-1])} RENAME CONSTRAINT {quote(old[-1])} TO {quote(new[-1])}"
    on = (parent or Ref("table", old[:-1]),)
    return Alteration(statements=(Statement(sql=sql, form="rename_constraint", on=on),))


@EMIT.on(RenameColumn, "column")
def rename_column(operation: Operation, context: Context) -> Alteration | None:
    """RENAME COLUMN; heirs and partitions follow by themselves."""
    assert isinstance(operation, RenameColumn)
    table = context.before.table(operation.table)
    if any(operation.to in each.columns for each in _above(table, context)):
        return Alteration(statements=())
    words = "FOREIGN TABLE" if table.foreign is not None else "TABLE"
    sql = f"ALTER {words} {qualified(table.path)} RENAME COLUMN {quote(operation.name)} TO {quote(operation.to)}"
    statement = Statement(sql=sql, form="rename_column", on=(table.ref,), hazards=frozenset({Hazard.BREAKS_CLIENTS}))
    return Alteration(statements=(statement,))


def _above(table: Table, context: Context) -> Iterator[Table]:
    """Parents whose column has its new name already, so that the heir's has it too."""
    for path in (table.partition_of.parent,) if table.partition_of is not None else table.inherits:
        found = context.before.get(Ref("table", path))
        if isinstance(found, Table):
            yield found
