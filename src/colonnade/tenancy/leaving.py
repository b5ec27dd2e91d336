"""All rows of one tenant, as a script that restores them elsewhere, and their removal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from colonnade.connect.live import LivePostgres
from colonnade.dialects.postgresql.quote import literal, names, qualified, quote
from colonnade.errors import InputError, RefusedError
from colonnade.schema import ForeignKey, Key, QName, Schema, Table
from colonnade.tenancy.isolation import Isolation


class UnknownTenantError(InputError):
    """There is no tenant of this key."""

    code = "CO176"


class NotSeparableError(RefusedError):
    """The rows of one tenant can't be told from those of others, or not be ordered."""

    code = "CO266"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantRows:
    """The rows of one tenant of the outermost level, table by table."""

    value: str
    conditions: Mapping[QName, str] = field(default_factory=dict)
    """By table, what its rows meet, each table after those that it refers to."""


def rows_of(schema: Schema, isolation: Isolation, value: str) -> TenantRows:
    """Where the rows of a tenant are. Raises NotSeparableError."""
    references = [
        each
        for each in schema.of_kind(ForeignKey)
        if each.table in isolation.tables and each.target in isolation.tables and each.table != each.target
    ]
    tables = {path: each.table for path, each in isolation.tables.items() if each.table.partition_of is None}
    graph: dict[QName, set[QName]] = {path: set() for path in tables}
    for each in references:
        if each.table in tables and each.target in tables:
            graph[each.table].add(each.target)
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = ", ".join(".".join(path) for path in error.args[1])
        raise NotSeparableError(
            f"tables refer to each other in a circle: {circle}",
            hint="their rows can't be restored one table after the other",
        ) from error
    conditions: dict[QName, str] = {}
    for path in order:
        found = _condition(path, isolation, references, tables, conditions, value)
        if found is None:
            raise NotSeparableError(
                f"nothing tells whose the rows of {'.'.join(path)} are", hint="give the table the column of its tenant"
            )
        conditions[path] = found
    return TenantRows(value=value, conditions=conditions)


def _condition(
    path: QName,
    isolation: Isolation,
    references: list[ForeignKey],
    tables: Mapping[QName, Table],
    known: Mapping[QName, str],
    value: str,
) -> str | None:
    outermost = isolation.levels[0]
    for column, level in isolation.tables[path].held.items():
        if level == outermost.key:
            return f"{quote(column)} = CAST({literal(value)} AS {tables[path].columns[column].type})"
    # A reference that every row has tells whose it is; others are asked where there is none.
    own = [each for each in references if each.table == path and each.target in known]
    own.sort(key=lambda each: any(tables[path].columns[name].nullable for name in each.columns))
    for each in own:
        inner = f"SELECT {names(each.target_columns)} FROM {qualified(each.target)} WHERE {known[each.target]}"  # noqa: S608
        return f"({names(each.columns)}) IN ({inner})"
    return None


def exported(live: LivePostgres, schema: Schema, rows: TenantRows) -> Iterator[str]:
    """The lines of a script that inserts the rows of a tenant elsewhere.

    What tables of no tenant hold must be there already. Raises UnknownTenantError, and NotPermitted for a user for whom
    policies would leave rows out.
    """
    live.run("SET LOCAL row_security = off")
    primary = {each.table: each.columns for each in schema.of_kind(Key) if each.primary}
    found = 0
    yield "BEGIN;\n"
    for path, condition in rows.conditions.items():
        table = schema.table(path)
        columns = [each.name for each in table.columns.values() if each.generated is None]
        told = ", ".join(f"pg_catalog.quote_nullable({quote(name)}::text)" for name in columns)
        order = names(primary.get(path, ())) or "1"
        sql = f"SELECT pg_catalog.concat_ws(', ', {told}) FROM {qualified(path)} WHERE {condition} ORDER BY {order}"  # noqa: S608
        lines = [f"  ({line})" for (line,) in live.query(sql)]
        found += len(lines)
        if lines:
            yield f"INSERT INTO {qualified(path)} ({names(columns)}) OVERRIDING SYSTEM VALUE VALUES\n"
            yield ",\n".join(lines) + ";\n"
        for each in table.columns.values():
            if lines and each.identity is not None:
                yield (
                    f"SELECT setval(pg_get_serial_sequence({literal(qualified(path))}, {literal(each.name)}), "  # noqa: S608
                    f"(SELECT max({quote(each.name)}) FROM {qualified(path)}));\n"
                )
    yield "COMMIT;\n"
    if not found:
        raise UnknownTenantError(f"there is no row of tenant {rows.value}", hint="name the key of the outermost level")


MOST_PASSES = 3
"""A deletion that only marks rows removes them the second time, and one that is audited leaves a row of its own."""


def removed(live: LivePostgres, rows: TenantRows) -> int:
    """Delete all rows of a tenant; the answer is how many went. Raises StatementFailed where others refer to them."""
    live.run("SET LOCAL row_security = off")
    gone = 0
    for _ in range(MOST_PASSES):
        found = 0
        for path, condition in reversed(tuple(rows.conditions.items())):
            found += max(live.run(f"DELETE FROM {qualified(path)} WHERE {condition}"), 0)  # noqa: S608 (names are quoted)
        gone += found
        if not found:
            break
    return gone
