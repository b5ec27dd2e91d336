"""Kinds of objects that PostgreSQL has; places in a script follow the order in which pg_dump restores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from colonnade.dialect import ObjectKind

_RELATIONS = "relation"
_ROW_TYPES = "relation type"
"""Relations whose rows are a type of the same name."""
_TYPES = "type"
_ROUTINES = "routine"

_KINDS = (
    ObjectKind(name="role", plural="roles", order=0),
    ObjectKind(name="namespace", plural="namespaces", order=10),
    ObjectKind(name="extension", plural="extensions", order=20),
    ObjectKind(name="language", plural="languages", order=30),
    ObjectKind(name="shell_type", plural="shell_types", order=40),
    ObjectKind(name="collation", plural="collations", order=50),
    ObjectKind(name="enum", plural="enums", order=60, names=_TYPES),
    ObjectKind(name="base_type", plural="base_types", order=61, names=_TYPES),
    ObjectKind(name="composite", plural="composites", order=62, names=_ROW_TYPES),
    ObjectKind(name="domain", plural="domains", order=63, names=_TYPES),
    ObjectKind(name="range", plural="ranges", order=64, names=_TYPES),
    ObjectKind(name="function", plural="functions", order=70, names=_ROUTINES),
    ObjectKind(name="procedure", plural="procedures", order=71, names=_ROUTINES),
    ObjectKind(name="sequence", plural="sequences", order=100, names=_RELATIONS),
    ObjectKind(name="table", plural="tables", order=110, names=_ROW_TYPES),
    ObjectKind(name="column", plural="columns", order=111),
    ObjectKind(name="view", plural="views", order=120, names=_ROW_TYPES),
    ObjectKind(name="materialized_view", plural="materialized_views", order=121, names=_ROW_TYPES),
    ObjectKind(name="constraint", plural="constraints", order=130),
    ObjectKind(name="index", plural="indexes", order=140, names=_RELATIONS),
    ObjectKind(name="statistics", plural="statistics", order=150),
    ObjectKind(name="trigger", plural="triggers", order=170),
    ObjectKind(name="policy", plural="policies", order=190),
    ObjectKind(name="default_privileges", plural="default_privileges", order=250),
)

_NAMESPACED = ("relation", "type", "routine", "statistics", "collation")
_PARTS = ("column", "constraint", "trigger", "policy", "rule")


def _depth(kind: ObjectKind) -> int | None:
    if kind.name in _PARTS or _ROUTINES in kind.names:
        return 3
    return 2 if any(word in (*kind.names.split(), kind.name) for word in _NAMESPACED) else None


KINDS: Mapping[str, ObjectKind] = {each.name: replace(each, depth=_depth(each)) for each in _KINDS}
"""Every kind by its name."""
