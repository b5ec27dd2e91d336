"""How a database is read: the queries of all readers, and the schema made of their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from colonnade.dialect import Catalogue, Rows
from colonnade.dialects.postgresql.introspect import (
    constraints,
    indexes,
    relations,
    routines,
    standalone,
    triggers,
    views,
)
from colonnade.dialects.postgresql.introspect.edges import (
    add_members,
    edges_sql,
    needs_of,
)
from colonnade.dialects.postgresql.introspect.identities import Identities
from colonnade.dialects.postgresql.introspect.item import Item
from colonnade.dialects.postgresql.introspect.rare.reader import RARE, without_unnamed_roles
from colonnade.dialects.postgresql.introspect.reading import Reader, Reading, Version
from colonnade.schema import Schema

READERS: tuple[Reader, ...] = (
    relations.READER,
    constraints.READER,
    indexes.READER,
    standalone.READER,
    routines.ROUTINES,
    views.VIEWS,
    triggers.TRIGGERS,
    RARE,
)

_SHAPES: Mapping[str, Callable[[tuple[object, ...]], tuple[object, ...]]] = {
    "relations": relations.RelationRow._make,
    "constraints": constraints.ConstraintRow._make,
    "indexes": indexes.IndexRow._make,
    "standalone": Item._make,
}
"""Rows that several readers look at get the names of their fields once."""

SESSION = (
    "SET search_path = ''",
    "SET datestyle = 'ISO'",
    "SET intervalstyle = 'postgres'",
    "SET timezone = 'UTC'",
    "SET extra_float_digits = 3",
    "SET quote_all_identifiers = off",
    "SET lc_monetary = 'C'",
    "SET bytea_output = 'hex'",
    "SET standard_conforming_strings = on",
    # A fresh catalogue has no statistics, and a nested loop that was planned for ten rows never ends with a million.
    "SET enable_nestloop = off",
    # The joins are written in a good order; to look for another takes longer than most databases take to be read.
    "SET join_collapse_limit = 1",
    "SET from_collapse_limit = 1",
    "SET work_mem = '64MB'",
    "SET statement_timeout = 0",
    "SET lock_timeout = 0",
    "SET row_security = off",
    "SET jit = off",
)
"""Settings under which the server prints every name, type and expression in one way."""


READER_SQL = """SELECT CURRENT_USER::text, ARRAY(
  SELECT a.attrelid || ' ' || a.attnum FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  WHERE a.attrelid >= 16384 AND a.attnum > 0 AND a.attcollation NOT IN (0, 100) AND t.typcollation = a.attcollation)"""
"""Who reads, and the columns whose type has another collation than the database's, which is number 100."""


def queries(version: Version) -> Mapping[str, str]:
    """All catalogue statements for a server version, by name: a fixed number whatever the database's size."""
    found = {"reader": READER_SQL, "edges": edges_sql(version)}
    for reader in READERS:
        found.update(reader.queries(version))
    return found


def build(rows: Mapping[str, Rows], version: Version) -> Schema:
    """The schema made of the rows of all statements."""
    rows = {**rows, **{name: tuple(map(shape, rows[name])) for name, shape in _SHAPES.items()}}
    columns = relations.columns_of(rows, version)
    identities = Identities(columns)
    for reader in READERS:
        reader.identify(rows, identities)
    add_members(rows["edges"], identities)
    reading = Reading(
        rows=rows,
        version=version,
        user=str(rows["reader"][0][0]),
        identities=identities,
        needs=needs_of(rows["edges"], identities),
        columns=columns,
    )
    found = (each for reader in READERS for each in reader.build(reading))
    objects = {each.ref: each for each in without_unnamed_roles(found)}
    return Schema(engine="postgresql", version=version, objects=objects)


CATALOGUE = Catalogue(queries=queries, build=build, session=SESSION)
