"""Privileges that were changed on what initdb or an extension made: the objects aren't the schema's, the change is."""

from __future__ import annotations

import json

from colonnade.dialects.postgresql.introspect.acl import every_grant
from colonnade.dialects.postgresql.introspect.identities import Catalog
from colonnade.dialects.postgresql.introspect.rare.branch import Found, Version
from colonnade.dialects.postgresql.introspect.rare.code import signature
from colonnade.dialects.postgresql.introspect.reading import Reading
from colonnade.dialects.postgresql.introspect.scope import FIRST_USER_OID
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.schema import EngineObject, Grant, Sql

_NAME = "quote_ident(n.nspname) || '.' || quote_ident"


def members_sql(_version: Version) -> str:
    """Objects of initdb and of extensions whose access list isn't the one they were made with.

    What they were made with is in pg_init_privs, or else the default (manual, pg_init_privs).
    """
    sources = (
        f"""SELECT {int(Catalog.CLASS)} AS class, c.oid, 0 AS sub,
  CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END
  AS word, {_NAME}(c.relname) AS name, NULL::name AS part, c.relowner AS owner, c.relacl AS acl,
  acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner) AS usual, n.nspname AS space
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S')""",
        f"""SELECT {int(Catalog.CLASS)}, c.oid, a.attnum, 'COLUMN', {_NAME}(c.relname), a.attname, c.relowner, a.attacl,
  '{{}}'::aclitem[], n.nspname
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attacl IS NOT NULL AND NOT a.attisdropped""",
        f"""SELECT {int(Catalog.PROC)}, p.oid, 0, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
  {signature("p")}, NULL, p.proowner, p.proacl, acldefault('f', p.proowner), n.nspname
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.proacl IS NOT NULL
  OR EXISTS (SELECT FROM pg_init_privs i WHERE i.classoid = {int(Catalog.PROC)} AND i.objoid = p.oid)""",
        f"""SELECT {int(Catalog.TYPE)}, t.oid, 0, 'TYPE', {_NAME}(t.typname), NULL, t.typowner, t.typacl,
  acldefault('T', t.typowner), n.nspname
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typacl IS NOT NULL""",
        f"""SELECT {int(Catalog.NAMESPACE)}, n.oid, 0, 'SCHEMA', quote_ident(n.nspname), NULL, n.nspowner, n.nspacl,
  acldefault('n', n.nspowner), n.nspname
FROM pg_namespace n WHERE n.nspname <> 'public'""",
        f"""SELECT {int(Catalog.LANGUAGE)}, l.oid, 0, 'LANGUAGE', quote_ident(l.lanname), NULL, l.lanowner, l.lanacl,
  acldefault('l', l.lanowner), 'pg_catalog' FROM pg_language l""",
        f"""SELECT {int(Catalog.FOREIGN_DATA_WRAPPER)}, w.oid, 0, 'FOREIGN DATA WRAPPER', quote_ident(w.fdwname), NULL,
  w.fdwowner, w.fdwacl, acldefault('F', w.fdwowner), 'pg_catalog' FROM pg_foreign_data_wrapper w""",
    )
    return f"""SELECT 'member_privileges' AS kind, x.oid, array_remove(ARRAY[x.word, x.name, x.part]::text[], NULL),
  pg_get_userbyid(x.owner)::text, coalesce(x.acl, x.usual)::text[], NULL,
  jsonb_build_object('initial', to_jsonb(coalesce(p.initprivs, x.usual)::text[]), 'class', x.class)
FROM ({" UNION ALL ".join(sources)}) x
LEFT JOIN pg_init_privs p ON p.classoid = x.class AND p.objoid = x.oid AND p.objsubid = x.sub
WHERE coalesce(x.acl, x.usual) IS DISTINCT FROM coalesce(p.initprivs, x.usual) AND (
  (x.oid < {FIRST_USER_OID} AND x.space = 'pg_catalog')
  OR EXISTS (SELECT FROM pg_depend e
    WHERE e.classid = x.class AND e.objid = x.oid AND e.objsubid = 0 AND e.deptype = 'e'))"""


def member_privileges(found: Found, reading: Reading) -> EngineObject | None:
    """The privileges as they are, with those the object was made with; None where only their order differs."""
    on, owner = Grantable(found.path[0]), str(found.owner)

    now = every_grant(found.acl or [], on=on, owner=owner, version=reading.version)
    first = every_grant(found.texts("initial"), on=on, owner=owner, version=reading.version)
    if now == first:
        return None
    extension = reading.identities.find(int(found.text("class")), found.oid)
    return EngineObject(
        engine_kind="member_privileges",
        path=found.path,
        owner=reading.owner(owner),
        privileges=now,
        depends=() if extension is None else (extension,),
        definition=Sql(""),
        attributes={"initial": spelled(first)},
    )


def spelled(grants: tuple[Grant, ...]) -> str:
    """Grants as one text."""
    return json.dumps([[each.to, each.privileges, each.grantable, each.by] for each in grants])
