"""Parts that statements on relations are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.schema import (
    Column,
    QName,
    Ref,
    Schema,
    Table,
)

NOTHING = Alteration(statements=())
"""What happens by itself with another step."""


def alter_table(
    table: Table,
    action: str,
    form: str,
    *,
    only: bool = False,
    also: tuple[Ref, ...] = (),
    hazards: Iterable[Hazard] = (),
) -> Statement:
    """ALTER TABLE with one action; `also` are further relations that it locks."""
    words = "FOREIGN TABLE" if table.foreign is not None else "TABLE"
    return Statement(
        sql=f"ALTER {words} {'ONLY ' if only else ''}{qualified(table.path)} {action}",
        form=form,
        on=(table.ref, *also),
        hazards=frozenset(hazards),
    )


def alter_column(
    table: Table,
    name: str,
    action: str,
    form: str,
    *,
    only: bool = False,
    hazards: Iterable[Hazard] = (),
) -> Statement:
    """ALTER TABLE … ALTER COLUMN with one action."""
    return alter_table(table, f"ALTER COLUMN {quote(name)} {action}", form, only=only, hazards=hazards)


def newer(context: Context, major: int) -> bool:
    """Whether the server has what came with a major version; the newest is taken when no version is known."""
    return not context.version or context.version[0] >= major


def table_of(schema: Schema, path: QName) -> Table | None:
    """The table of this name, or None when it is none or isn't there."""
    found = schema.get(Ref("table", path))
    return found if isinstance(found, Table) else None


def storage_options(options: Mapping[str, str]) -> str:
    """Storage parameters as a list in SQL; each value is quoted, as the server reads any value from a string."""
    return ", ".join(f"{_parameter(key)}={literal(value)}" for key, value in options.items())


def parameters(names: Iterable[str]) -> str:
    """Names of storage parameters as a list in SQL."""
    return ", ".join(map(_parameter, names))


def _parameter(name: str) -> str:
    return ".".join(map(quote, name.split(".", 1)))


def foreign_options(options: Mapping[str, str]) -> str:
    """Options of a foreign object as a list in SQL."""
    return ", ".join(f"{quote(key)} {literal(value)}" for key, value in options.items())


def foreign_option_changes(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """The list that leads from some options of a foreign object to others."""
    return ", ".join(
        (
            *(f"DROP {quote(key)}" for key in before if key not in after),
            *(f"SET {quote(key)} {literal(value)}" for key, value in after.items() if before.get(key, value) != value),
            *(f"ADD {quote(key)} {literal(value)}" for key, value in after.items() if key not in before),
        )
    )


def collate(collation: QName | None) -> str:
    """A COLLATE clause, with a blank before it, or nothing."""
    return "" if collation is None else f" COLLATE {qualified(collation)}"


def parents_of(table: Table, schema: Schema) -> tuple[Table, ...]:
    """The tables that a table inherits from or is a partition of, as far as they are there."""
    paths = (table.partition_of.parent,) if table.partition_of is not None else table.inherits
    return tuple(each for path in paths if (each := table_of(schema, path)) is not None)


def children_of(table: Table, schema: Schema) -> tuple[Table, ...]:
    """Direct heirs and partitions of a table."""
    return tuple(
        each
        for each in schema.of_kind(Table)
        if table.path in each.inherits or (each.partition_of is not None and each.partition_of.parent == table.path)
    )


def inherited(table: Table, column: Column, schema: Schema) -> Column | None:
    """The column of the first parent that has one of this name."""
    for parent in parents_of(table, schema):
        found = parent.columns.get(column.name)
        if found is not None:
            return found
    return None
