"""Namespaces, extensions, roles, default privileges."""

from __future__ import annotations

from colonnade.dialect import Alteration, Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.granting import Granted, grants
from colonnade.dialects.postgresql.emit.naming import role_name
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import comment_on, trappings
from colonnade.dialects.postgresql.privileges import (
    DEFAULT_CLASSES,
    Grantable,
    is_public,
    server_default,
)
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.ops import AlterObject, CreateObject, DropObject, Operation
from colonnade.schema import DefaultPrivileges, Extension, Grant, Namespace, Role

_SUPERUSERS_ONLY = frozenset({"SUPERUSER", "REPLICATION", "BYPASSRLS"})
"""Options of CREATE ROLE that only a superuser may give."""


def block(body: str) -> str:
    """An anonymous block around statements; its quotes don't occur inside."""
    tag = "$do$"
    while tag in body:
        tag = tag[:-1] + "_$"
    return f"DO {tag}BEGIN {body} END{tag}"


@EMIT.on(CreateObject, "namespace")
def create_namespace(operation: Operation, context: Context) -> Alteration:
    """CREATE SCHEMA; public is there in a new database, and is made as initdb makes it where it has gone."""
    assert isinstance(operation, CreateObject)
    each = operation.object
    assert isinstance(each, Namespace)
    sql = f"CREATE SCHEMA {qualified(each.path)}"
    if is_public(each):
        old = bool(context.version) and context.version < (15,)
        body = "CREATE SCHEMA public; "
        body += "GRANT ALL ON SCHEMA public TO PUBLIC; " if old else "ALTER SCHEMA public OWNER TO pg_database_owner; "
        body += "" if old else "GRANT USAGE ON SCHEMA public TO PUBLIC; "
        body += "COMMENT ON SCHEMA public IS 'standard public schema';"
        sql = block(f"IF pg_catalog.to_regnamespace('public') IS NULL THEN {body} END IF;")
    made = Statement(sql=sql, form="create_namespace", on=(each.ref,))
    return Alteration(statements=(made, *trappings(each, None, context)))


@EMIT.on(AlterObject, "namespace")
def alter_namespace(operation: Operation, context: Context) -> Alteration:
    """Owner, comment, privileges."""
    assert isinstance(operation, AlterObject)
    return Alteration(statements=trappings(operation.after, operation.before, context))


@EMIT.on(CreateObject, "extension")
def create_extension(operation: Operation, context: Context) -> Alteration:
    """CREATE EXTENSION in its namespace; the version is the server's."""
    assert isinstance(operation, CreateObject)
    each = operation.object
    assert isinstance(each, Extension)
    sql = f"CREATE EXTENSION IF NOT EXISTS {qualified(each.path)} WITH SCHEMA {quote(each.namespace)}"
    said = () if each.comment is None else _comment(each)
    return Alteration(statements=(Statement(sql=sql, form="create_extension", on=(each.ref,)), *said))


@EMIT.on(AlterObject, "extension")
def alter_extension(operation: Operation, context: Context) -> Alteration:
    """The comment, and the namespace where the extension lets itself be moved; the server refuses where it doesn't."""
    assert isinstance(operation, AlterObject)
    old, new = operation.before, operation.after
    assert isinstance(old, Extension)
    assert isinstance(new, Extension)
    if {"owner", "privileges"} & operation.changed():
        raise NotExpressibleError(
            f"{new.ref} belongs to the role that made it, and nothing can be granted on it",
            hint="leave its owner and privileges out",
        )
    made: list[Statement] = []
    if old.namespace != new.namespace:
        sql = f"ALTER EXTENSION {qualified(new.path)} SET SCHEMA {quote(new.namespace)}"
        made.append(Statement(sql=sql, form="set_schema", on=(new.ref,), hazards=frozenset({Hazard.BREAKS_CLIENTS})))
    if old.comment != new.comment:
        made += _comment(new)
    return Alteration(statements=tuple(made))


def _comment(each: Extension) -> tuple[Statement, ...]:
    """The comment; None is the one of the control file, which only the server knows."""
    name = qualified(each.path)
    if each.comment is not None:
        return comment_on("EXTENSION", name, None, each.comment or None, on=(each.ref,)) or (
            Statement(sql=f"COMMENT ON EXTENSION {name} IS NULL", form="comment", on=(each.ref,)),
        )
    body = (
        "EXECUTE (SELECT pg_catalog.format('COMMENT ON EXTENSION %I IS %L', name, comment)"
        f" FROM pg_catalog.pg_available_extensions() WHERE name = {literal(each.name)});"
    )
    return (Statement(sql=block(body), form="comment", on=(each.ref,)),)


@EMIT.on(CreateObject, "role")
def create_role(operation: Operation, _context: Context) -> Alteration:
    """CREATE ROLE where the cluster has no role of this name; what only superusers may give is given only by one."""
    assert isinstance(operation, CreateObject)
    each = operation.object
    assert isinstance(each, Role)
    name = quote(each.name)
    settings = each.settings
    plain = [option for option in settings.options if option not in _SUPERUSERS_ONLY]
    strong = [option for option in settings.options if option in _SUPERUSERS_ONLY]
    body = f"CREATE ROLE {' '.join([name, *plain])}; "
    if strong:
        body += (
            "IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)"
            f" THEN ALTER ROLE {name} {' '.join(strong)}; END IF; "
        )
    for group in settings.member_of:
        body += f"GRANT {quote(group)} TO {name}; "
    for key, value in settings.settings.items():
        body += f"ALTER ROLE {name} SET {key} TO {value}; "
    sql = block(
        f"IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {literal(each.name)}) THEN {body}END IF;"
    )
    return Alteration(statements=(Statement(sql=sql, form="create_role", on=(each.ref,)),))


@EMIT.on(DropObject, "role")
def leave_role(_operation: Operation, _context: Context) -> Alteration:
    """Roles belong to the cluster: they are not dropped."""
    return Alteration(statements=())


@EMIT.on(AlterObject, "role")
def refuse_role(operation: Operation, _context: Context) -> Alteration:
    """Roles belong to the cluster: they are not altered. Raises NotExpressibleError."""
    assert isinstance(operation, AlterObject)
    raise NotExpressibleError(
        f"{operation.after.ref} belongs to the whole cluster and isn't altered for one database",
        hint="alter it by hand, or leave it out of the model",
    )


@EMIT.on(CreateObject, "default_privileges")
def create_defaults(operation: Operation, _context: Context) -> Alteration:
    """ALTER DEFAULT PRIVILEGES from what the server does by itself."""
    assert isinstance(operation, CreateObject)
    each = operation.object
    assert isinstance(each, DefaultPrivileges)
    return Alteration(statements=_defaults(each, _usual(each), each.grants))


@EMIT.on(AlterObject, "default_privileges")
def alter_defaults(operation: Operation, _context: Context) -> Alteration:
    """ALTER DEFAULT PRIVILEGES from one list to another."""
    assert isinstance(operation, AlterObject)
    old, new = operation.before, operation.after
    assert isinstance(old, DefaultPrivileges)
    assert isinstance(new, DefaultPrivileges)
    return Alteration(statements=_defaults(new, old.grants, new.grants))


@EMIT.on(DropObject, "default_privileges")
def drop_defaults(operation: Operation, _context: Context) -> Alteration:
    """ALTER DEFAULT PRIVILEGES back to what the server does by itself."""
    assert isinstance(operation, DropObject)
    each = operation.object
    assert isinstance(each, DefaultPrivileges)
    return Alteration(statements=_defaults(each, each.grants, _usual(each)))


def _usual(each: DefaultPrivileges) -> tuple[Grant, ...]:
    return () if each.namespace is not None else server_default(_class(each))


def _class(each: DefaultPrivileges) -> Grantable:
    return next(on for on, word in DEFAULT_CLASSES.items() if word == each.objects)


def _defaults(each: DefaultPrivileges, before: tuple[Grant, ...], after: tuple[Grant, ...]) -> tuple[Statement, ...]:
    role = f" FOR ROLE {role_name(each.role)}" if each.role else ""
    space = f" IN SCHEMA {quote(each.namespace)}" if each.namespace else ""
    granted = Granted(
        on=_class(each),
        name="",
        owner=each.role or None,
        words=each.objects.upper(),
        prefix=f"ALTER DEFAULT PRIVILEGES{role}{space} ",
        locks=(each.ref,),
    )
    return grants(granted, before, after)
