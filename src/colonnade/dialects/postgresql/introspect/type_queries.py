"""The queries for user types."""

from __future__ import annotations

from colonnade.dialects.postgresql.introspect.item import item_sql
from colonnade.dialects.postgresql.introspect.reading import Version, since
from colonnade.dialects.postgresql.introspect.scope import user_space

_FROM = """
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_description d ON d.classoid = 1247 AND d.objoid = t.oid AND d.objsubid = 0"""
_OWN = f"{user_space()} AND t.oid >= 16384"


def selects(version: Version) -> tuple[str, ...]:
    """User types as items; what the fields are is said by the readers of each kind."""
    return (_enums(), _domains(), _composites(), _ranges(version), _bases(version), _shells())


def _enums() -> str:
    labels = """ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e
    WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)"""
    head = item_sql("'enum'", fields=labels)
    return f"{head}{_FROM}\nWHERE t.typtype = 'e' AND {_OWN}"


def _domains() -> str:
    fields = """ARRAY[pg_catalog.format_type(t.typbasetype, t.typtypmod), t.typnotnull::text,
    COALESCE(pg_catalog.pg_get_expr(t.typdefaultbin, 1247), t.typdefault), cn.nspname::text, co.collname::text]"""
    head = item_sql("'domain'", fields=fields)
    return f"""{head}{_FROM}
JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_catalog.pg_collation co ON co.oid = t.typcollation AND t.typcollation <> b.typcollation
LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
WHERE t.typtype = 'd' AND {_OWN}"""


def _composites() -> str:
    head = item_sql("'composite'", fields="NULL", relation="t.typrelid")
    return f"""{head}{_FROM}
JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
WHERE t.typtype = 'c' AND {_OWN}"""


def _ranges(version: Version) -> str:
    multirange = since(version, 14)
    name = "mn.nspname::text, m.typname::text" if multirange else "NULL, NULL"
    joined = """
LEFT JOIN pg_catalog.pg_type m ON m.oid = r.rngmultitypid
LEFT JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace"""
    fields = f"""ARRAY[pg_catalog.format_type(r.rngsubtype, NULL),
    pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(c.opcname),
    pg_catalog.quote_ident(ln.nspname) || '.' || pg_catalog.quote_ident(l.collname),
    NULLIF(r.rngcanonical::oid, 0)::regproc::text, NULLIF(r.rngsubdiff::oid, 0)::regproc::text, {name}]"""
    head = item_sql("'range'", fields=fields)
    return f"""{head}{_FROM}
JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype
LEFT JOIN pg_catalog.pg_opclass c ON c.oid = r.rngsubopc AND NOT c.opcdefault
LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = c.opcnamespace
LEFT JOIN pg_catalog.pg_collation l ON l.oid = r.rngcollation AND r.rngcollation <> s.typcollation
LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace{joined if multirange else ""}
WHERE t.typtype = 'r' AND {_OWN}"""


def _bases(version: Version) -> str:
    subscript = "t.typsubscript" if since(version, 14) else "0::oid"
    functions = ("t.typinput", "t.typoutput", "t.typreceive", "t.typsend", "t.typmodin", "t.typmodout", "t.typanalyze")
    procedures = ", ".join(f"NULLIF({each}::oid, 0)::regproc::text" for each in (*functions, subscript))
    fields = f"""ARRAY[{procedures}, t.typlen::text, t.typbyval::text, t.typalign::text, t.typstorage::text,
    t.typcategory::text, t.typispreferred::text,
    COALESCE(pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typdefault),
    CASE WHEN t.typelem <> 0 THEN pg_catalog.format_type(t.typelem, NULL) END, t.typdelim::text,
    (t.typcollation <> 0)::text, (t.typdefaultbin IS NOT NULL)::text]"""
    head = item_sql("'base_type'", fields=fields)
    return f"""{head}{_FROM}
WHERE t.typtype = 'b' AND t.typisdefined AND {_OWN}
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)"""


def _shells() -> str:
    head = item_sql("'shell_type'", fields="NULL")
    return f"{head}{_FROM}\nWHERE t.typtype = 'p' AND NOT t.typisdefined AND {_OWN}"
