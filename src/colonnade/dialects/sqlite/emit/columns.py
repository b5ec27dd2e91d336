"""Columns: what ALTER TABLE can do exactly, and the rebuild for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.sqlite.emit.broken import Aside, broken
from colonnade.dialects.sqlite.emit.clauses import column_clause, whole
from colonnade.dialects.sqlite.emit.parts import constraints_in_target, constraints_now
from colonnade.dialects.sqlite.emit.rebuild import rebuilt
from colonnade.dialects.sqlite.emit.registry import EMIT, NOTHING, UNKNOWN_HERE, only
from colonnade.dialects.sqlite.quote import quote
from colonnade.dialects.sqlite.read.tokens import Lexeme, is_name, tokens, unquoted
from colonnade.dialects.sqlite.traits import DROP_COLUMN_SINCE, fold, has
from colonnade.ops import AddColumn, AlterColumn, Backfill, DropColumn, Operation, RebuildTable, RenameColumn
from colonnade.schema import (
    Check,
    Column,
    Constraint,
    ForeignKey,
    GeneratedAs,
    Index,
    Key,
    QName,
    Ref,
    Schema,
    Sql,
    Table,
    Trigger,
    View,
)


def can_be_added(column: Column, fill: Sql | None = None) -> bool:
    """Whether ADD COLUMN makes this column on a table with rows, https://sqlite.org/lang_altertable.html."""
    if column.autoincrement:
        return False
    if column.generated is not None:
        return column.generated.stored is GeneratedAs.VIRTUAL and column.nullable
    if fill is not None and not column.nullable:
        return False
    return column.default is None or _is_constant(column.default)


def fires(schema: Schema, path: QName) -> bool:
    """Whether a table has triggers, to which the filling of a column would look like a change of its rows."""
    return any(each.table == path for each in schema.of_kind(Trigger))


def _is_constant(default: str) -> bool:
    parts = tokens(default)
    if len(parts) == 2 and parts[0].text in {"+", "-"}:
        return parts[1].lexeme is Lexeme.NUMBER
    if len(parts) != 1:
        return False
    return not parts[0].upper.startswith("CURRENT_") and parts[0].upper not in {"TRUE", "FALSE"}


def can_come_with(constraint: Constraint, column: Column) -> bool:
    """Whether ADD COLUMN can bring a constraint along."""
    match constraint:
        case ForeignKey():
            return constraint.columns == (column.name,) and column.default is None and column.generated is None
        case Check():
            return constraint.depends == (Ref("column", (*constraint.table, column.name)),)
        case _:
            return False


def can_be_dropped(
    table: Table, column: Column, constraints: Iterable[Constraint], schema: Schema, version: tuple[int, ...]
) -> bool:
    """Whether DROP COLUMN takes this column away, https://sqlite.org/lang_altertable.html#altertabdropcol.

    `constraints` are those of the table; indexes on the column are gone by then.
    """
    if not has(version, DROP_COLUMN_SINCE) or len(table.columns) == 1:
        return False
    if any(table.column_ref(column.name) in each.depends for each in table.columns.values()) or broken(schema):
        return False
    if any(column.name in _columns_of(each) for each in constraints):
        return False
    return not any(_mentions(text, column.name) for text in _programs(schema))


def _columns_of(constraint: Constraint) -> Sequence[str]:
    match constraint:
        case Key() | ForeignKey():
            return constraint.columns
        case Check():
            return [unquoted(token) for token in tokens(constraint.expression) if is_name(token)]
        case _:
            return ()


def _programs(schema: Schema) -> Iterable[str]:
    """The texts that the engine checks again after DROP COLUMN."""
    for each in schema:
        if isinstance(each, View | Trigger):
            yield each.definition
        elif isinstance(each, Index) and each.predicate is not None:
            yield each.predicate


def _mentions(text: str, name: str) -> bool:
    words = _words(text)
    return fold(name) in words or "*" in words


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(fold(unquoted(token)) for token in tokens(text))


@EMIT.on(AddColumn, "column")
def add(operation: Operation, context: Context) -> Alteration | None:
    """ADD COLUMN where the engine allows it with rows in the table, new checks and references of it included."""
    assert isinstance(operation, AddColumn)
    column = operation.column
    if not can_be_added(column, operation.fill) or (
        operation.fill is not None and fires(context.before, operation.table)
    ):
        return _anew(operation, context, {column.name: operation.fill} if operation.fill is not None else {})
    table = context.before.table(operation.table)
    others = [
        each
        for each in constraints_in_target(context.after, operation.table)
        if isinstance(each, Check | ForeignKey) and each.ref not in context.before and can_come_with(each, column)
    ]
    may_fail = (not column.nullable and column.default is None) or any(isinstance(each, Check) for each in others)
    hazards = frozenset({Hazard.MAY_FAIL_ON_DATA}) if may_fail else frozenset()
    statements = [
        Statement(
            sql=f"ALTER TABLE {quote(table.name)} ADD COLUMN {column_clause(column, others=others)}",
            form="add_column",
            on=(table.ref,),
            hazards=hazards,
        )
    ]
    if operation.fill is not None:
        sql = f"UPDATE {quote(table.name)} SET {quote(column.name)} = ({whole(operation.fill)})"
        statements.append(Statement(sql=sql, form="update", on=(table.ref,)))
    return only(*statements)


@EMIT.on(DropColumn, "column")
def drop(operation: Operation, context: Context) -> Alteration | None:
    """DROP COLUMN where nothing else names the column."""
    assert isinstance(operation, DropColumn)
    table = context.before.table(operation.table)
    constraints = constraints_now(context.before, table.path)
    if not can_be_dropped(table, operation.column, constraints, context.before, context.version):
        return _anew(operation, context, {})
    return only(
        Statement(
            sql=f"ALTER TABLE {quote(table.name)} DROP COLUMN {quote(operation.column.name)}",
            form="drop_column",
            on=(table.ref,),
        )
    )


@EMIT.on(AlterColumn, "column")
def alter(operation: Operation, context: Context) -> Alteration | None:
    """There is no ALTER COLUMN: the table is built anew."""
    assert isinstance(operation, AlterColumn)
    if same_here(operation.before, operation.after):
        return NOTHING
    return _anew(operation, context, {operation.after.name: operation.using} if operation.using is not None else {})


def same_here(one: Column, other: Column) -> bool:
    """Whether two columns differ only in what SQLite has not."""
    names = [name for name in Column.__dataclass_fields__ if name not in UNKNOWN_HERE | {"depends"}]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _anew(operation: AddColumn | DropColumn | AlterColumn, context: Context, values: dict[str, Sql]) -> Alteration:
    before = context.before.table(operation.table)
    after = operation.apply(context.before).table(operation.table)
    constraints = constraints_now(context.before, before.path)
    left = tuple(each for each in constraints if set(_columns_of(each)) & set(before.columns) <= set(after.columns))
    return rebuilt(
        RebuildTable(before=before, after=after, constraints_before=constraints, constraints_after=left, values=values),
        context,
    )


@EMIT.on(RenameColumn, "column")
def rename(operation: Operation, context: Context) -> Alteration | None:
    """RENAME COLUMN; indexes, references, triggers and views follow, but for views that have the name from a view.

    Without `legacy_alter_table` the engine would refuse for the sake of those.
    """
    assert isinstance(operation, RenameColumn)
    table = quote(operation.table[-1])
    sql = f"ALTER TABLE {table} RENAME COLUMN {quote(operation.name)} TO {quote(operation.to)}"
    aside = Aside(context.before, column_of=operation.table)
    return only(
        *aside.away(),
        Statement(sql="PRAGMA legacy_alter_table = ON", form="setting"),
        Statement(sql=sql, form="rename_column", on=(Ref("table", operation.table),)),
        Statement(sql="PRAGMA legacy_alter_table = OFF", form="setting"),
        *aside.back(),
    )


@EMIT.on(Backfill, "column")
def backfill(operation: Operation, context: Context) -> Alteration | None:
    """UPDATE of the chosen rows."""
    assert isinstance(operation, Backfill)
    where = f" WHERE {whole(operation.where)}" if operation.where is not None else ""
    sql = f"UPDATE {quote(operation.table[-1])} SET {quote(operation.column)} = ({whole(operation.value)}){where}"
    return only(Statement(sql=sql, form="update", on=(Ref("table", operation.table),)))
