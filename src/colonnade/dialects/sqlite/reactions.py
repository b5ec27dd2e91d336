"""How SQLite reacts to changes of rows: a trigger for each command."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from colonnade.dialects.sqlite.idioms import written_trigger
from colonnade.dialects.sqlite.quote import literal, names, quote
from colonnade.dialects.sqlite.types import INSTANT, read_type
from colonnade.idioms import Reactions, TriggerIdioms
from colonnade.model.types import Base
from colonnade.schema import Column, SchemaObject, Table, Trigger


def react(table: Table, wanted: Reactions) -> tuple[SchemaObject, ...]:
    """A trigger for each command, as the names of triggers are those of the whole database."""
    found = []
    for number, case in enumerate(wanted.cases):
        word = case.command.value
        earlier = sum(each.command is case.command for each in wanted.cases[:number])
        name = f"{wanted.name}_{word}{earlier or ''}"
        event = f"UPDATE OF {names(case.of)}" if case.of else word.upper()
        when = f" WHEN {case.when}" if case.when else ""
        body = " ".join(f"{each};" for each in case.statements)
        found.append(
            written_trigger(
                table, name, f"AFTER {event} ON {quote(table.name)}{when} BEGIN {body} END", uses=wanted.needs
            )
        )
    return tuple(found)


def soft_delete_trigger(
    table: Table, key: Sequence[str], *, deleted_at: str | None = None, active: str | None = None
) -> Trigger:
    """A DELETE of a living row marks it as deleted instead; a second DELETE removes it."""
    values = []
    if deleted_at is not None:
        values.append(f"{quote(deleted_at)} = {INSTANT}")
    if active is not None:
        values.append(f"{quote(active)} = FALSE")
    alive = f"OLD.{quote(deleted_at)} IS NULL" if deleted_at is not None else f"OLD.{quote(active or '')}"
    same = " AND ".join(f"{quote(name)} = OLD.{quote(name)}" for name in key)
    return written_trigger(
        table,
        f"{table.name}_soft_delete",
        f"BEFORE DELETE ON {quote(table.name)} WHEN {alive} "
        f"BEGIN UPDATE {quote(table.name)} SET {', '.join(values)} WHERE {same}; "
        f"SELECT RAISE(IGNORE); END",
    )


def _mark_deleted(
    table: Table, key: Sequence[str], deleted_at: str | None, _deleted_by: str | None, active: str | None
) -> tuple[SchemaObject, ...]:
    # Who deletes is not known to the engine, so the program writes it before.
    return (soft_delete_trigger(table, key, deleted_at=deleted_at, active=active),)


def row_json(table: Table, row: str, without: Collection[str] = ()) -> str:
    """A row as JSON; bytes, which JSON has not, as hexadecimal digits."""
    pairs = (
        f"{literal(name)}, {_json_value(f'{row}.{quote(name)}', column)}"
        for name, column in table.columns.items()
        if name not in without
    )
    return f"json_object({', '.join(pairs)})"


def _json_value(value: str, column: Column) -> str:
    if read_type(column.type, {}).base is Base.JSON:
        return f"json({value})"
    return f"iif(typeof({value}) = 'blob', hex({value}), {value})"


def _changed(table: Table) -> str:
    told = " UNION ALL ".join(
        f"SELECT {literal(name)} AS name WHERE NEW.{quote(name)} IS NOT OLD.{quote(name)}" for name in table.columns
    )
    return f"(SELECT json_group_array(name) FROM ({told}))"


TRIGGERS = TriggerIdioms(
    react=react,
    row_json=row_json,
    changed=_changed,
    now=INSTANT,
    actor="NULL",
    session="NULL",
    differs=lambda one, two: f"{one} IS NOT {two}",
    touches_afterwards=True,
    mark_deleted=_mark_deleted,
)
