"""Columns of relations, read as one text per relation and decoded once per distinct column."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern

from colonnade.dialects.postgresql.introspect.acl import grants_of
from colonnade.dialects.postgresql.introspect.reading import (
    NumberedColumns,
    Version,
    since,
)
from colonnade.dialects.postgresql.introspect.records import (
    array,
    elements,
    record,
    unescape,
)
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.schema import Column, Generated, GeneratedAs, Sql

_STORAGE = {"p": "plain", "e": "external", "m": "main", "x": "extended"}
_COMPRESSION = {"p": "pglz", "l": "lz4"}


def columns_sql(version: Version) -> str:
    """A query of (attrelid, columns) that gives the texts which `Columns` decodes."""
    compression = "a.attcompression" if since(version, 14) else "''"
    return f"""
SELECT a.attrelid, pg_catalog.array_agg(ROW(
    CASE WHEN NOT a.attisdropped THEN a.attname END,
    CASE WHEN NOT a.attisdropped THEN pg_catalog.format_type(a.atttypid, a.atttypmod) END,
    CASE WHEN a.attnotnull THEN 'n' ELSE '' END || CASE WHEN a.attislocal THEN '' ELSE 'i' END,
    CASE WHEN d.oid IS NOT NULL THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
    NULLIF(a.attgenerated, ''), NULLIF(a.attidentity, ''),
    cn.nspname, co.collname,
    CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
    NULLIF({compression}, ''),
    NULLIF(a.attstattarget, -1), a.attoptions, a.attfdwoptions,
    ds.description, a.attacl
  )::text ORDER BY a.attnum)::text AS columns
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class r ON r.oid = a.attrelid AND r.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
  AND r.relpersistence <> 't'
LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_catalog.pg_collation co ON a.attcollation <> 0 AND co.oid = a.attcollation
  AND a.attcollation <> t.typcollation
LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
LEFT JOIN pg_catalog.pg_description ds ON ds.classoid = 1259 AND ds.objoid = a.attrelid AND ds.objsubid = a.attnum
WHERE a.attnum > 0 AND a.attrelid >= 16384
GROUP BY a.attrelid"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Decodes columns; equal texts give the same value, so that a large schema stays small."""

    version: Version
    _known: dict[tuple[str, str], tuple[Column, str | None] | None] = field(default_factory=dict)

    def numbered(self, text: str | None, owner: str) -> NumberedColumns:
        """The columns by number with their identity mode, from number 1; None where one was dropped."""
        known = self._known
        found: list[tuple[Column, str | None] | None] = []
        for element in elements(text or "{}"):
            # An access list names the owner, who is read as OWNER; without one the owner doesn't matter.
            key = (element, owner if element[-1] != "," and "=" in element else "")
            if key in known:
                found.append(known[key])
            else:
                made = self._column(unescape(element), owner)
                known[key] = made
                found.append(made)
        return found

    def _column(self, text: str, owner: str) -> tuple[Column, str | None] | None:
        (
            name,
            type_,
            flags,
            default,
            generated,
            identity,
            collation_namespace,
            collation,
            storage,
            compression,
            statistics,
            options,
            foreign,
            comment,
            acl,
        ) = record(text)
        if name is None or type_ is None:
            return None
        expression = Sql(default) if default is not None else None
        privileges = grants_of(
            None if acl is None else array(acl),
            on=Grantable.COLUMN,
            owner=owner,
            version=self.version,
        )
        column = Column(
            name=intern(name),
            type=intern(type_),
            nullable="n" not in (flags or ""),
            default=None if generated else expression,
            generated=_generated(generated, expression),
            collation=(collation_namespace, collation) if collation_namespace and collation else None,
            storage=_STORAGE[storage] if storage else None,
            compression=_COMPRESSION[compression] if compression else None,
            statistics=int(statistics) if statistics is not None else None,
            options=_options(array(options or "{}"), array(foreign or "{}")),
            local="i" not in (flags or ""),
            comment=comment,
            privileges=privileges,
        )
        return column, identity


def _generated(kind: str | None, expression: Sql | None) -> Generated | None:
    if kind is None or expression is None:
        return None
    stored = GeneratedAs.VIRTUAL if kind == "v" else GeneratedAs.STORED
    return Generated(expression=expression, stored=stored)


def options_of(texts: Iterable[str] | None) -> Mapping[str, str]:
    """Options as the catalogue keeps them, `name=value`, as a mapping that differs from one in another order."""
    return in_order(each.split("=", 1) for each in texts or () if "=" in each)


def _options(own: Iterable[str], foreign: Iterable[str]) -> Mapping[str, str]:
    of_server = foreign_options_of(foreign)
    return {**options_of(own), **of_server} if of_server else options_of(own)


def foreign_options_of(texts: Iterable[str] | None) -> Mapping[str, str]:
    """Options of a foreign object, whose order says nothing."""
    return dict(options_of(texts))


def in_order(pairs: Iterable[Iterable[str]]) -> Mapping[str, str]:
    """A mapping whose equals have the same order too, for pg_dump writes options in the order of the catalogue."""
    found = OrderedDict((key, value) for key, value in pairs)
    return found if len(found) > 1 else dict(found)
