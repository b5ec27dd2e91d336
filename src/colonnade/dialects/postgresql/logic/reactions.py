"""How PostgreSQL reacts to changes of rows: one function and one trigger for all that goes by one name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from colonnade.dialects.postgresql.logic.idioms import row_trigger, soft_delete_trigger, trigger_function
from colonnade.dialects.postgresql.names import cut
from colonnade.dialects.postgresql.quote import literal, names
from colonnade.idioms import Reaction, Reactions, TriggerIdioms
from colonnade.model.facets import Command
from colonnade.schema import SchemaObject, Table

ACTOR_SETTING = "app.actor"
"""Setting of a session that holds who works in it, where many people share one account."""


def react(table: Table, wanted: Reactions) -> tuple[SchemaObject, ...]:
    """A function with what follows each command, and the trigger that calls it after a row has changed."""
    alone = len(wanted.cases) == 1
    lines: list[str] = []
    for case in wanted.cases:
        body = list(_statements(case))
        if alone:
            lines += body
        else:
            word = "IF" if not lines else "ELSIF"
            lines += [f"{word} TG_OP = {literal(case.command.value.upper())} THEN", *(f"  {each}" for each in body)]
    if not alone:
        lines.append("END IF;")
    name = cut(wanted.name, 63)
    function = trigger_function(
        (*table.path[:-1], name),
        (*lines, "RETURN NULL;"),
        wanted.needs,
        # What runs as its owner finds nothing that others may have put into a namespace, operators among it.
        search="" if wanted.trusted else table.path[0],
        definer=wanted.trusted,
    )
    return function, row_trigger(table, name, f"AFTER {' OR '.join(_events(wanted.cases))}", function)


def _statements(case: Reaction) -> Iterator[str]:
    if not case.when:
        yield from (f"{each};" for each in case.statements)
        return
    yield f"IF {case.when} THEN"
    yield from (f"  {each};" for each in case.statements)
    yield "END IF;"


def _events(cases: Sequence[Reaction]) -> Iterator[str]:
    # The server prints the events in this order: pg_get_triggerdef() in utils/adt/ruleutils.c.
    for command in (Command.INSERT, Command.DELETE, Command.UPDATE):
        for case in cases:
            if case.command is command:
                yield f"UPDATE OF {names(case.of)}" if case.of else command.value.upper()


def _row_json(_table: Table, row: str, without: Collection[str]) -> str:
    left_out = f" - ARRAY[{', '.join(map(literal, without))}]" if without else ""
    return f"to_jsonb({row}){left_out}"


def _changed(_table: Table) -> str:
    return (
        "(SELECT jsonb_agg(n.key ORDER BY n.key) FROM jsonb_each(to_jsonb(NEW)) AS n"
        " WHERE n.value IS DISTINCT FROM to_jsonb(OLD) -> n.key)"
    )


def _mark_deleted(
    table: Table, key: Sequence[str], deleted_at: str | None, deleted_by: str | None, active: str | None
) -> tuple[SchemaObject, ...]:
    return soft_delete_trigger(table, key, deleted_at=deleted_at, deleted_by=deleted_by, active=active)


TRIGGERS = TriggerIdioms(
    react=react,
    row_json=_row_json,
    changed=_changed,
    # now() stands still in a transaction, so that two changes in one would have the same instant.
    now="clock_timestamp()",
    # current_user is the owner within a function that runs as its owner.
    actor=f"COALESCE(NULLIF(current_setting({literal(ACTOR_SETTING)}, true), ''), session_user::text)",
    session="session_user || '@' || pg_backend_pid()::text",
    differs=lambda one, two: f"{one} IS DISTINCT FROM {two}",
    touches_afterwards=False,
    mark_deleted=_mark_deleted,
)
