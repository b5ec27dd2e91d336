"""Kinds of objects that SQLite has, in the order of a script."""

from __future__ import annotations

from collections.abc import Mapping

from colonnade.dialect import ObjectKind

_RELATIONS = "relation"

_KINDS = (
    ObjectKind(name="table", plural="tables", order=10, names=_RELATIONS),
    ObjectKind(name="column", plural="columns", order=11),
    ObjectKind(name="constraint", plural="constraints", order=12),
    ObjectKind(name="index", plural="indexes", order=20, names=_RELATIONS),
    ObjectKind(name="virtual_table", plural="virtual_tables", order=30, names=_RELATIONS),
    ObjectKind(name="view", plural="views", order=40, names=_RELATIONS),
    ObjectKind(name="trigger", plural="triggers", order=50, names="trigger"),
)

KINDS: Mapping[str, ObjectKind] = {each.name: each for each in _KINDS}
"""Every kind by its name; tables, indexes and views share one set of names, triggers have one of their own."""

VIRTUAL_TABLE = "virtual_table"
OWN_PREFIX = "colonnade_"
"""Names of the journal and of what stands only while a plan runs; never a part of a schema."""
