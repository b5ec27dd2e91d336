"""Publications and subscriptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Statement
from colonnade.dialects.postgresql.emit.rare.spoken import (
    alter,
    changed,
    create,
    differences,
    made,
)
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.quote import literal, path_of, quote
from colonnade.ops import AlterObject, CreateObject, DropObject, Operation
from colonnade.schema import EngineObject, Ref

_TABLE, _SCHEMA = "table ", "schema "
_PUBLISH = {
    "publish": "'insert, update, delete, truncate'",
    "publish_via_partition_root": "false",
    "publish_generated_columns": "none",
}
"""Options of a publication with their defaults as SQL."""


@EMIT.on(CreateObject, "publication")
def create_publication(operation: Operation, context: Context) -> Alteration:
    """CREATE PUBLICATION with its options, then what is in it."""
    each = made(operation)
    options = [f"{name} = {_value(name, each.attributes[name])}" for name in _PUBLISH if name in each.attributes]
    head = f"{each.definition} WITH ({', '.join(options)})" if options else each.definition
    return _with_tables(create(each, [head, *_content(each, {})], context), each.attributes)


@EMIT.on(AlterObject, "publication")
def alter_publication(operation: Operation, context: Context) -> Alteration | None:
    """Options and content; between all tables and some it is another publication."""
    old, new = changed(operation)
    if old.definition != new.definition:
        return None
    before = dict(old.attributes)
    options = [
        f"{name} = {usual if now is None else _value(name, now)}"
        for name, usual in _PUBLISH.items()
        if (now := new.attributes.get(name)) != before.get(name)
    ]
    sqls = [f"ALTER PUBLICATION {quote(new.name)} SET ({', '.join(options)})"] if options else []
    differing = {key: "" for key, _, _ in differences(before, new.attributes)}
    return _with_tables(alter(old, new, [*_content(new, before), *sqls], context), differing)


def _with_tables(alteration: Alteration, attributes: Mapping[str, str]) -> Alteration:
    """The statements with the tables that come into a publication or leave it, which they lock."""
    tables = {key: Ref("table", path_of(key.removeprefix(_TABLE))) for key in attributes if key.startswith(_TABLE)}
    statements = []
    for each in alteration.statements:
        named = tuple(ref for key, ref in tables.items() if f" {key.removeprefix(_TABLE)}" in each.sql)
        statements.append(replace(each, on=(*each.on, *named)))
    return Alteration(statements=tuple(statements))


def _value(name: str, value: str) -> str:
    return literal(value) if name == "publish" else value


def _content(each: EngineObject, before: dict[str, str]) -> Iterator[str]:
    name = f"ALTER PUBLICATION {quote(each.name)}"
    changes = [change for change in differences(before, each.attributes) if change[0] not in _PUBLISH]
    for key, was, _ in changes:
        if was is not None:
            yield f"{name} DROP {_place(key)}"
    for key, _, now in changes:
        if now is not None:
            yield f"{name} ADD {_place(key, only=True)}{f' {now}' if now else ''}"


def _place(key: str, *, only: bool = False) -> str:
    if key.startswith(_SCHEMA):
        return f"TABLES IN SCHEMA {key.removeprefix(_SCHEMA)}"
    return f"TABLE {'ONLY ' if only else ''}{key.removeprefix(_TABLE)}"


_FIXED = frozenset({"two_phase"})
"""Options of a subscription that can't be altered before version 18."""
_USUAL = {
    "slot_name": "NONE",
    "synchronous_commit": "'off'",
    "binary": "false",
    "streaming": "false",
    "two_phase": "false",
    "disable_on_error": "false",
    "password_required": "true",
    "run_as_owner": "false",
    "origin": "any",
    "failover": "false",
}


@EMIT.on(CreateObject, "subscription")
def create_subscription(operation: Operation, context: Context) -> Alteration:
    """CREATE SUBSCRIPTION without connecting; somebody enables it when the publisher is ready."""
    each = made(operation)
    options = {name: value for name, value in each.attributes.items() if name in _USUAL}
    listed = "".join(f", {name} = {value}" for name, value in options.items())
    sql = (
        f"{each.definition} CONNECTION {literal(each.attributes['connection'])}"
        f" PUBLICATION {each.attributes['publications']} WITH (connect = false{listed})"
    )
    return create(each, [sql], context)


@EMIT.on(AlterObject, "subscription")
def alter_subscription(operation: Operation, context: Context) -> Alteration | None:
    """Connection, publications (without refreshing) and options."""
    old, new = changed(operation)
    if old.definition != new.definition:
        return None
    name = f"ALTER SUBSCRIPTION {quote(new.name)}"
    sqls: list[str] = []
    options: list[str] = []
    for key, _, now in differences(old.attributes, new.attributes):
        if key == "connection":
            sqls.append(f"{name} CONNECTION {literal(now or '')}")
        elif key == "publications":
            sqls.append(f"{name} SET PUBLICATION {now} WITH (refresh = false)")
        elif key in _FIXED and (not context.version or context.version < (18,)):
            return None
        else:
            options.append(f"{key} = {_USUAL[key] if now is None else now}")
    if options:
        sqls.append(f"{name} SET ({', '.join(options)})")
    return alter(old, new, sqls, context)


@EMIT.on(DropObject, "subscription")
def drop_subscription(operation: Operation, _context: Context) -> Alteration:
    """DROP SUBSCRIPTION after it has let go of its slot, so that no connection is needed.

    The slot on the publisher stays and has to be dropped there (manual, DROP SUBSCRIPTION, Notes).
    """
    assert isinstance(operation, DropObject)
    each = operation.object
    name = quote(each.name)
    sqls = [
        f"ALTER SUBSCRIPTION {name} DISABLE",
        f"ALTER SUBSCRIPTION {name} SET (slot_name = NONE)",
        f"DROP SUBSCRIPTION {name}",
    ]
    return Alteration(statements=tuple(Statement(sql=sql, form="drop_subscription", on=(each.ref,)) for sql in sqls))
