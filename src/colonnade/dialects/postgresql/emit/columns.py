"""A column as CREATE TABLE and ADD COLUMN say it, and what has to follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import Context, Statement
from colonnade.dialects.postgresql.emit.sequence_clauses import sequence_clauses
from colonnade.dialects.postgresql.emit.shared import column_trappings, comment_on
from colonnade.dialects.postgresql.emit.statements import (
    alter_column,
    alter_table,
    children_of,
    collate,
    foreign_options,
    newer,
    storage_options,
    table_of,
)
from colonnade.dialects.postgresql.names import aside_name, default_names
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.schema import (
    Column,
    Generated,
    GeneratedAs,
    Identity,
    IdentityMode,
    NotNull,
    Ref,
    Schema,
    Table,
)
from colonnade.schema.objects import Objects

STATISTICAL = frozenset({"n_distinct", "n_distinct_inherited"})
"""Options of a column that are no options of a foreign server."""


def definition(column: Column, *, typed: bool = False) -> str:
    """A column of CREATE TABLE or ADD COLUMN; `typed` for a column whose type comes from OF."""
    parts = [quote(column.name)]
    if typed:
        parts.append("WITH OPTIONS")
    else:
        parts.append(column.type + collate(column.collation))
    if column.options and not typed and (options := server_options(column)):
        parts.append(f"OPTIONS ({foreign_options(options)})")
    if column.default is not None:
        parts.append(f"DEFAULT {column.default}")
    if column.generated is not None:
        parts.append(generated_clause(column.generated))
    if column.identity is not None:
        parts.append(identity_clause(column.identity, column.type))
    if _not_null_inline(column):
        parts.append(_not_null_clause(column.not_null))
    return " ".join(parts)


def server_options(column: Column) -> Mapping[str, str]:
    """Options that a foreign server reads."""
    return {key: value for key, value in column.options.items() if key not in STATISTICAL}


def statistical_options(column: Column) -> Mapping[str, str]:
    """Options that the planner reads."""
    return {key: value for key, value in column.options.items() if key in STATISTICAL}


def generated_clause(generated: Generated) -> str:
    """GENERATED ALWAYS AS (…), without a repeated pair of parentheses."""
    word = "STORED" if generated.stored is GeneratedAs.STORED else "VIRTUAL"
    return f"GENERATED ALWAYS AS ({generated.expression}) {word}"


def identity_clause(identity: Identity, type_: str) -> str:
    """GENERATED … AS IDENTITY with the name and the options of its sequence."""
    mode = "ALWAYS" if identity.mode is IdentityMode.ALWAYS else "BY DEFAULT"
    clauses = [] if identity.sequence is None else [f"SEQUENCE NAME {qualified(identity.sequence)}"]
    clauses += sequence_clauses(identity.options)
    inside = f" ({' '.join(clauses)})" if clauses else ""
    return f"GENERATED {mode} AS IDENTITY{inside}"


def _not_null_inline(column: Column) -> bool:
    what = column.not_null
    return not column.nullable and (what is None or (what.valid and what.local is not False))


def _not_null_clause(not_null: NotNull | None) -> str:
    name = "" if not_null is None or not_null.name is None else f"CONSTRAINT {quote(not_null.name)} "
    local = "" if not_null is None or not_null.inheritable else " NO INHERIT"
    return f"{name}NOT NULL{local}"


def not_null_constraint(table: Table, column: Column) -> str:
    """A NOT NULL constraint of PostgreSQL 18 as ADD wants it."""
    what = column.not_null or NotNull()
    name = "" if what.name is None else f"CONSTRAINT {quote(what.name)} "
    local = "" if what.inheritable else " NO INHERIT"
    valid = "" if what.valid else " NOT VALID"
    return f"ADD {name}NOT NULL {quote(column.name)}{local}{valid}"


def stated(column: Column) -> bool:
    """Whether a table states a column's NOT NULL itself, as far as that is known (PostgreSQL 18)."""
    what = column.not_null
    local = column.local if what is None or what.local is None else what.local
    return not column.nullable and local


def not_null_name(table: Table, column: Column) -> str:
    """Name of a column's NOT NULL constraint (PostgreSQL 18)."""
    if column.not_null is not None and column.not_null.name is not None:
        return column.not_null.name
    return f"{table.name}_{column.name}_not_null"


def null_name_aside(table: Table, column: Column, context: Context) -> Iterator[Statement]:
    """The NOT NULL of a column that goes leaves its name to another column's, as after a rename (PostgreSQL 18)."""
    target = table_of(context.after, table.path)
    if column.nullable or target is None or not newer(context, 18):
        return
    name = not_null_name(table, column)
    for each in table.columns.values():
        if each.nullable or each.name in target.columns or not_null_name(table, each) != name:
            continue
        if children_of(table, context.before):  # theirs may be called otherwise, and then none is renamed
            yield alter_column(table, each.name, "DROP NOT NULL", "drop_not_null")
            continue
        action = f"RENAME CONSTRAINT {quote(name)} TO {quote(aside_name(name))}"
        yield alter_table(table, action, "rename_constraint")


def with_name(table: Table, column: Column, schema: Schema) -> Column:
    """The column, whose NOT NULL says the usual name where another table's bears it (PostgreSQL 18).

    The server then puts a number behind the name that it chooses, but takes the one that is given.
    """
    if column.nullable or not isinstance(schema.objects, Objects) or not schema.objects.names_not_null:
        return column
    what = column.not_null or NotNull()
    name = default_names(table.name, column.name, "not_null")[1]
    if what.name is not None or not schema.objects.names_not_null[*table.path[:-1], name]:
        return column
    return replace(column, not_null=replace(what, name=name))


def followers(table: Table, column: Column, context: Context) -> Iterator[Statement]:
    """What a new column has that its definition can't say."""
    if not column.nullable and column.not_null is not None and not column.not_null.valid:
        yield alter_table(table, not_null_constraint(table, column), "add_not_null_not_valid", only=not column.local)
    if column.storage is not None:
        yield alter_column(table, column.name, f"SET STORAGE {column.storage.upper()}", "set_storage", only=True)
    if column.compression is not None and newer(context, 14):
        yield alter_column(table, column.name, f"SET COMPRESSION {column.compression}", "set_compression", only=True)
    if column.statistics is not None:
        yield alter_column(table, column.name, f"SET STATISTICS {column.statistics}", "set_statistics", only=True)
    if column.options and (options := statistical_options(column)):
        yield alter_column(table, column.name, f"SET ({storage_options(options)})", "set_column_options", only=True)
    if column.not_null is not None and newer(context, 18):
        yield from comment_on(
            "CONSTRAINT",
            f"{quote(not_null_name(table, column))} ON {qualified(table.path)}",
            None,
            column.not_null.comment,
            on=(Ref("constraint", (*table.path, not_null_name(table, column))),),
        )
    yield from column_trappings(table, None, column)
