"""How PostgreSQL says what it has no word for: versions, soft deletion, rules, rows of one tenant.

Everything is in the server's normal form, so that what was made from a model is read back as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from colonnade.dialects.postgresql.logic.attestation import CONTEXT_FUNCTION, context_value
from colonnade.dialects.postgresql.names import cut
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.idioms import RuleTrigger, TenantColumn
from colonnade.model.facets import Command
from colonnade.schema import (
    Function,
    Policy,
    QName,
    Ref,
    SchemaObject,
    Sql,
    Table,
    Trigger,
)


def touch_trigger(
    table: Table,
    *,
    updated_at: str | None = None,
    updated_by: str | None = None,
    version: str | None = None,
) -> tuple[Function, Trigger]:
    """On every update: the time of it, whose it was, and the next version number, whatever the statement sets.

    Tables of one namespace whose columns have the same names share the function.
    """
    sets = []
    if updated_at is not None:
        sets.append(f"NEW.{quote(updated_at)} := now();")
    if updated_by is not None:
        sets.append(f"NEW.{quote(updated_by)} := current_user;")
    if version is not None:
        sets.append(f"NEW.{quote(version)} := OLD.{quote(version)} + 1;")
    name = "_".join(("touch", *(each for each in (updated_at, updated_by, version) if each is not None)))
    function = trigger_function((*table.path[:-1], cut(name, 63)), (*sets, "RETURN NEW;"), search="")
    return function, row_trigger(table, f"{table.name}_touch", "BEFORE UPDATE", function)


def soft_delete_trigger(
    table: Table,
    key: Sequence[str],
    *,
    deleted_at: str | None = None,
    deleted_by: str | None = None,
    active: str | None = None,
) -> tuple[Function, Trigger]:
    """A DELETE of a living row marks it as deleted instead; a second DELETE removes it.

    A row lives while `deleted_at` is null, or else while `active` is true. `key` are the columns of the primary key.
    """
    values = []
    if deleted_at is not None:
        values.append(f"{quote(deleted_at)} = now()")
    if deleted_by is not None:
        values.append(f"{quote(deleted_by)} = current_user")
    if active is not None:
        values.append(f"{quote(active)} = false")
    dead = f"OLD.{quote(deleted_at)} IS NOT NULL" if deleted_at is not None else f"NOT OLD.{quote(active or '')}"
    same = " AND ".join(f"{quote(name)} = OLD.{quote(name)}" for name in key)
    function = trigger_function(
        (*table.path[:-1], f"{table.name}_soft_delete"),
        (
            f"IF {dead} THEN RETURN OLD; END IF;",
            f"UPDATE {qualified(table.path)} SET {', '.join(values)} WHERE {same};",
            "RETURN NULL;",
        ),
        search="",
    )
    return function, row_trigger(table, f"{table.name}_soft_delete", "BEFORE DELETE", function)


def tenant_policy(table: Table, columns: Sequence[TenantColumn]) -> Policy:
    """Only rows of the session's tenant are seen and written; without a tenant none. The table needs row security."""
    parts = [_of_tenant(table, each) for each in columns]
    condition = parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"
    return Policy(
        path=(*table.path, f"{table.name}_tenant"),
        using=Sql(condition),
        with_check=Sql(condition),
        depends=(CONTEXT_FUNCTION,) if any(each.claim for each in columns) else (),
    )


def _of_tenant(table: Table, tenant: TenantColumn) -> str:
    column, name = table.columns[tenant.name], quote(tenant.name)
    setting = literal(tenant.setting)
    value = f"NULLIF(current_setting({setting}::text, true), ''::text)"
    if tenant.claim:
        value = context_value(tenant.claim)
    if column.type == "text":
        condition = f"({name} = {value})"
    elif column.type.startswith("character varying"):
        condition = f"(({name})::text = {value})"
    else:
        condition = f"({name} = ({value})::{column.type})"
    return f"(({name} IS NULL) OR {condition})" if tenant.optional else condition


def rule_trigger(table: Table, rule: RuleTrigger) -> tuple[SchemaObject, ...]:
    """A row that breaks a rule is refused with the rule's own message, as a check would refuse it."""
    row = "OLD" if rule.commands == (Command.DELETE,) else "NEW"
    told = ", ".join(
        f"{word} = {literal(text)}"
        for word, text in (
            ("ERRCODE", "check_violation"),
            ("MESSAGE", rule.message),
            ("CONSTRAINT", rule.name),
            ("TABLE", table.name),
        )
    )
    asked = f"SELECT ({rule.condition}) FROM (SELECT {row}.*) AS {quote(table.name)}"
    function = trigger_function(
        (*table.path[:-1], rule.name),
        (f"IF NOT COALESCE(({asked}), true) THEN", f"  RAISE EXCEPTION USING {told};", "END IF;", f"RETURN {row};"),
        search=table.path[0],
    )
    # The server prints the events in this order: pg_get_triggerdef() in utils/adt/ruleutils.c.
    events = [each for each in (Command.INSERT, Command.DELETE, Command.UPDATE) if each in rule.commands]
    when = f"BEFORE {' OR '.join(each.value.upper() for each in events)}"
    return function, row_trigger(table, rule.name, when, function)


def trigger_function(
    path: QName,
    lines: Sequence[str],
    needs: tuple[Ref, ...] = (),
    search: str | None = None,
    *,
    definer: bool = False,
) -> Function:
    """A trigger's function; `search` is the namespace in which it looks for names, so that no caller can choose."""
    body = "\nBEGIN\n" + "".join(f"  {line}\n" for line in lines) + "END\n"
    return Function(
        path=(*path, ""),
        returns=Sql("trigger"),
        language="plpgsql",
        body=body,
        security_definer=definer,
        settings={} if search is None else {"search_path": _search_path(search)},
        depends=(Ref("namespace", path[:1]), *needs),
    )


def _search_path(namespace: str) -> str:
    return f"{literal(namespace)}, {literal('pg_temp')}" if namespace else "''"


def row_trigger(table: Table, name: str, when: str, function: Function) -> Trigger:
    return Trigger(
        path=(*table.path, name),
        definition=Sql(
            f"CREATE TRIGGER {quote(name)} {when} ON {qualified(table.path)}"
            f" FOR EACH ROW EXECUTE FUNCTION {qualified(function.path[:-1])}()"
        ),
        depends=(function.ref,),
    )
