"""Foreign data: wrappers, servers, user mappings."""

from __future__ import annotations

from colonnade.dialects.postgresql.emit.naming import role_name
from colonnade.dialects.postgresql.introspect.identities import Catalog
from colonnade.dialects.postgresql.introspect.rare.branch import (
    Branch,
    Found,
    Made,
    Version,
    prefixed,
    select,
)
from colonnade.dialects.postgresql.introspect.scope import FIRST_USER_OID, own
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.dialects.postgresql.quote import literal, quote

OPTION = "option."
"""Beginning of the attributes that are options."""


def _options(column: str) -> str:
    return f"(SELECT jsonb_object_agg(o.option_name, o.option_value) FROM pg_options_to_table({column}) o)"


def _wrappers(_version: Version) -> str:
    return select(
        "foreign_data_wrapper",
        Catalog.FOREIGN_DATA_WRAPPER,
        "x.fdwname",
        facts={
            "handler": "CASE WHEN x.fdwhandler <> 0 THEN x.fdwhandler::regproc::text END",
            "validator": "CASE WHEN x.fdwvalidator <> 0 THEN x.fdwvalidator::regproc::text END",
            "options": _options("x.fdwoptions"),
        },
        owner="x.fdwowner",
        acl="x.fdwacl",
        source=f"FROM pg_foreign_data_wrapper x"
        f" WHERE x.oid >= {FIRST_USER_OID} AND {own(Catalog.FOREIGN_DATA_WRAPPER, 'x.oid')}",
    )


def _wrapper(found: Found) -> Made:
    functions = {each: found.text(each) for each in ("handler", "validator") if found.optional(each)}
    return Made(
        definition=f"CREATE FOREIGN DATA WRAPPER {quote(found.path[0])}",
        attributes={**functions, **prefixed(OPTION, found.mapping("options"))},
    )


def _servers(_version: Version) -> str:
    return select(
        "server",
        Catalog.SERVER,
        "x.srvname",
        facts={
            "wrapper": "w.fdwname",
            "type": "x.srvtype",
            "version": "x.srvversion",
            "options": _options("x.srvoptions"),
        },
        owner="x.srvowner",
        acl="x.srvacl",
        source=f"""FROM pg_foreign_server x JOIN pg_foreign_data_wrapper w ON w.oid = x.srvfdw
WHERE {own(Catalog.SERVER, "x.oid")}""",
    )


def _server(found: Found) -> Made:
    type_, version = found.optional("type"), found.optional("version")
    return Made(
        definition=f"CREATE SERVER {quote(found.path[0])}{f' TYPE {literal(type_)}' if type_ else ''}"
        f" FOREIGN DATA WRAPPER {quote(found.text('wrapper'))}",
        attributes={
            **({"version": version} if version is not None else {}),
            **prefixed(OPTION, found.mapping("options")),
        },
    )


def _user_mappings(_version: Version) -> str:
    return select(
        "user_mapping",
        Catalog.USER_MAPPING,
        "x.srvname, CASE WHEN x.umuser = 0 THEN 'public' ELSE x.usename END",
        facts={"options": _options("x.umoptions")},
        source=f"""FROM (SELECT umid AS oid, m.* FROM pg_user_mappings m) x
WHERE {own(Catalog.USER_MAPPING, "x.oid")} AND {own(Catalog.SERVER, "x.srvid")}""",
    )


def _user_mapping(found: Found) -> Made:
    server, role = found.path
    return Made(
        definition=f"CREATE USER MAPPING FOR {role_name(role)} SERVER {quote(server)}",
        attributes=prefixed(OPTION, found.mapping("options")),
    )


FOREIGN = (
    Branch(
        kind="foreign_data_wrapper",
        catalog=Catalog.FOREIGN_DATA_WRAPPER,
        select=_wrappers,
        make=_wrapper,
        on=Grantable.FOREIGN_DATA_WRAPPER,
    ),
    Branch(kind="server", catalog=Catalog.SERVER, select=_servers, make=_server, on=Grantable.FOREIGN_SERVER),
    Branch(kind="user_mapping", catalog=Catalog.USER_MAPPING, select=_user_mappings, make=_user_mapping),
)
"""Kinds of foreign data."""
