"""What one tenant may use, kept by triggers that count: SQLite has one writer, so that nothing changes in between."""

from __future__ import annotations

from colonnade.dialects.sqlite.quote import literal, quote
from colonnade.dialects.sqlite.read.programs import read_trigger
from colonnade.idioms import TenantLimit
from colonnade.schema import Table, Trigger


def limit(of: TenantLimit) -> tuple[Trigger, ...]:
    """A trigger before rows come, and one before they change their tenant or amount."""
    if of.monthly:
        return ()
    table, tenant = quote(of.table.name), quote(of.column)
    amount = f"COALESCE({{}}.{quote(of.amount)}, 0)" if of.amount else "1"
    root = quote(of.root.table.name)
    allowed = f"(SELECT {_allowed(of)} FROM {root} WHERE {quote(of.root.key)} = NEW.{tenant})"
    used = f"(SELECT COALESCE(sum({amount.format(table)}), 0) FROM {table} WHERE {tenant} = NEW.{tenant})"
    new, old = amount.format("NEW"), amount.format("OLD")
    back = f"CASE WHEN OLD.{tenant} = NEW.{tenant} THEN {old} ELSE 0 END"
    more = f"{new} > {back}"
    refused = f"BEGIN SELECT RAISE(ABORT, {literal(f'limit {of.name}: the tenant would use more than it may')}); END"
    watched = ", ".join(quote(name) for name in (of.column, of.amount) if name)
    return (
        _trigger(
            of.table,
            f"{of.name}_insert",
            f"BEFORE INSERT ON {table} WHEN {used} + {new} > {allowed} {refused}",
        ),
        _trigger(
            of.table,
            f"{of.name}_update",
            f"BEFORE UPDATE OF {watched} ON {table} WHEN {more} AND {used} - {back} + {new} > {allowed} {refused}",
        ),
    )


def _trigger(table: Table, name: str, rest: str) -> Trigger:
    return Trigger(path=(*table.path, name), definition=read_trigger(f"CREATE TRIGGER {quote(name)} {rest}").definition)


def _allowed(of: TenantLimit) -> str:
    parts = [quote(of.held)] if of.held else []
    if of.plans:
        plans = " ".join(f"WHEN {literal(plan)} THEN {most}" for plan, most in of.plans.items())
        parts.append(f"CASE {quote(of.plan)} {plans} END")
    told = f"COALESCE({', '.join(parts)})" if len(parts) > 1 else parts[0]
    return told if of.unit == 1 else f"{told} * {of.unit}"
