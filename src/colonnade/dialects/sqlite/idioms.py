"""How SQLite says what it has no word for: checks of types, triggers for versions and rules."""

from __future__ import annotations

from collections.abc import Sequence

from colonnade.dialects.sqlite.quote import literal, names, quote
from colonnade.dialects.sqlite.read.normal import expression
from colonnade.dialects.sqlite.read.programs import read_trigger
from colonnade.dialects.sqlite.types import INSTANT, read_type
from colonnade.idioms import RuleTrigger
from colonnade.model.facets import Command
from colonnade.model.types import Base, Type
from colonnade.schema import Check, Column, Ref, Sql, Table, Trigger

_HEX = "[0-9a-fA-F]"
_UUID_PATTERN = "-".join(_HEX * count for count in (8, 4, 4, 4, 12))


def type_condition(column: str, type_: Type) -> Sql | None:
    """The condition that values of a logical type meet, or None when the affinity says enough.

    An unknown value passes everywhere: a check holds unless it is false, and json_valid(NULL) is not asked
    (SQLite 3.40 answers 0 to it).
    """
    name = quote(column)
    match type_.base:
        case Base.BOOLEAN:
            return Sql(f"{name} IN (0, 1)")
        case Base.JSON | Base.ARRAY:
            return Sql(f"{name} IS NULL OR json_valid({name})")
        case Base.UUID:
            return Sql(f"{name} GLOB {literal(_UUID_PATTERN)}")
        case Base.STRING | Base.CHAR if type_.length:
            return Sql(f"length({name}) <= {type_.length}")
        case Base.BINARY if type_.length:
            return Sql(f"length({name}) <= {type_.length}")
        case Base.DATE:
            # Without a modifier the 29th of any February passes as it is.
            return Sql(f"{name} IS NULL OR date({name}, '+0 days') IS {name}")
        case Base.TIMESTAMP | Base.DATETIME:
            return Sql(f"{name} IS NULL OR julianday({name}) IS NOT NULL")
        case _:
            return None


def one_form(column: str) -> Sql:
    """The condition that an instant is written as `INSTANT` writes it, so that it compares with others."""
    name = quote(column)
    return Sql(f"{name} IS strftime('%Y-%m-%dT%H:%M:%fZ', {name})")


def type_check(table: Table, column: Column) -> Check | None:
    """The check of a column by the logical type that its declared one carries."""
    condition = type_condition(column.name, read_type(column.type, {}))
    if condition is None or column.generated is not None:
        return None
    return Check(
        path=(*table.path, f"{table.name}_{column.name}_check"),
        expression=expression(condition),
        depends=(table.column_ref(column.name),),
    )


def touch_trigger(table: Table, key: Sequence[str], *, updated_at: str | None, version: str | None) -> Trigger:
    """On every update of another column: the time of it, and the next version number.

    The statement in it sets no column that it fires on, so that it can't set itself off, whatever the setting of
    `recursive_triggers`. `key` are the columns of the primary key.
    """
    kept = {updated_at, version}
    watched = names(name for name, column in table.columns.items() if name not in kept and column.generated is None)
    values = []
    if updated_at is not None:
        values.append(f"{quote(updated_at)} = {INSTANT}")
    if version is not None:
        values.append(f"{quote(version)} = OLD.{quote(version)} + 1")
    name = f"{table.name}_touch"
    return written_trigger(
        table,
        name,
        f"AFTER UPDATE OF {watched} ON {quote(table.name)} "
        f"BEGIN UPDATE {quote(table.name)} SET {', '.join(values)} WHERE {_is_new(key)}; END",
    )


def rule_triggers(table: Table, rule: RuleTrigger) -> tuple[Trigger, ...]:
    """A row that breaks a rule is refused with the rule's own message; a trigger for each command."""
    found = []
    for each in rule.commands:
        row = "OLD" if each is Command.DELETE else "NEW"
        values = ", ".join(f"{row}.{quote(name)} AS {quote(name)}" for name in table.columns)
        asked = f"(SELECT {rule.condition} FROM (SELECT {values}) AS {quote(table.name)})"
        found.append(
            written_trigger(
                table,
                f"{rule.name}_{each.value}",
                f"BEFORE {each.value.upper()} ON {quote(table.name)} WHEN NOT {asked} "
                f"BEGIN SELECT RAISE(ABORT, {literal(rule.message)}); END",
            )
        )
    return tuple(found)


def written_trigger(table: Table, name: str, rest: str, uses: tuple[Ref, ...] = ()) -> Trigger:
    definition = read_trigger(f"CREATE TRIGGER {quote(name)} {rest}").definition
    return Trigger(path=(*table.path, name), definition=definition, depends=uses)


def _is_new(key: Sequence[str]) -> str:
    return " AND ".join(f"{quote(name)} = NEW.{quote(name)}" for name in key)
