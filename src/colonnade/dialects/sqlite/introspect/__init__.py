"""A schema from the rows of the catalogue statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from colonnade.dialect import Rows
from colonnade.dialects.sqlite.introspect.indexes import index
from colonnade.dialects.sqlite.introspect.known import Known
from colonnade.dialects.sqlite.introspect.programs import trigger, view, virtual_table
from colonnade.dialects.sqlite.introspect.rows import Stored, columns_by_table, stored
from colonnade.dialects.sqlite.introspect.tables import constraints, table
from colonnade.dialects.sqlite.introspect.witness import agree
from colonnade.dialects.sqlite.read.table import read_table
from colonnade.schema import Schema, SchemaObject

__all__ = ["build"]


def build(rows: Mapping[str, Rows], version: tuple[int, ...]) -> Schema:
    """The schema made of the rows of the catalogue statements.

    Raises UnreadableSqlError for a text that can't be read, MisreadError when it was read otherwise than by the engine.
    """
    found = tuple(_objects(rows))
    schema = Schema(engine="sqlite", version=version, objects={each.ref: each for each in found})
    agree(schema, rows)
    return schema


def _objects(rows: Mapping[str, Rows]) -> Iterator[SchemaObject]:
    everything = stored(rows)
    columns = columns_by_table(rows)
    written = {each.name: read_table(each.sql) for each in everything if each.kind == "table"}
    known = Known(everything, written)
    for each in everything:
        if each.kind == "table":
            made = table(each.name, written[each.name], columns[each.name], known)
            yield made
            yield from constraints(made, written[each.name], known)
    yield from _others(everything, known)


def _others(everything: tuple[Stored, ...], known: Known) -> Iterator[SchemaObject]:
    makers = {"index": index, "virtual_table": virtual_table, "view": view, "trigger": trigger}
    for kind, make in makers.items():
        for each in everything:
            if each.kind == kind:
                yield make(each, known)
