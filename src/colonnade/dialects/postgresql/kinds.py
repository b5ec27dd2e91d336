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
    ObjectKind(name="aggregate", plural="aggregates", order=72, names=_ROUTINES),
    ObjectKind(name="access_method", plural="access_methods", order=74),
    ObjectKind(name="operator", plural="operators", order=75),
    ObjectKind(name="operator_family", plural="operator_families", order=76),
    ObjectKind(name="operator_class", plural="operator_classes", order=77),
    ObjectKind(name="cast", plural="casts", order=79),
    ObjectKind(name="transform", plural="transforms", order=80),
    ObjectKind(name="conversion", plural="conversions", order=81),
    ObjectKind(name="ts_parser", plural="ts_parsers", order=82),
    ObjectKind(name="ts_template", plural="ts_templates", order=83),
    ObjectKind(name="ts_dictionary", plural="ts_dictionaries", order=84),
    ObjectKind(name="ts_configuration", plural="ts_configurations", order=85),
    ObjectKind(name="foreign_data_wrapper", plural="foreign_data_wrappers", order=90),
    ObjectKind(name="server", plural="servers", order=91),
    ObjectKind(name="user_mapping", plural="user_mappings", order=92),
    ObjectKind(name="sequence", plural="sequences", order=100, names=_RELATIONS),
    ObjectKind(name="table", plural="tables", order=110, names=_ROW_TYPES),
    ObjectKind(name="column", plural="columns", order=111),
    ObjectKind(name="view", plural="views", order=120, names=_ROW_TYPES),
    ObjectKind(name="materialized_view", plural="materialized_views", order=121, names=_ROW_TYPES),
    ObjectKind(name="constraint", plural="constraints", order=130),
    ObjectKind(name="index", plural="indexes", order=140, names=_RELATIONS),
    ObjectKind(name="statistics", plural="statistics", order=150),
    ObjectKind(name="rule", plural="rules", order=160),
    ObjectKind(name="trigger", plural="triggers", order=170),
    ObjectKind(name="trigger_state", plural="trigger_states", order=171),
    ObjectKind(name="policy", plural="policies", order=190),
    ObjectKind(name="publication", plural="publications", order=200),
    ObjectKind(name="subscription", plural="subscriptions", order=210),
    ObjectKind(name="security_label", plural="security_labels", order=220),
    ObjectKind(name="extension_tie", plural="extension_ties", order=215),
    ObjectKind(name="member_privileges", plural="member_privileges", order=230),
    ObjectKind(name="default_privileges", plural="default_privileges", order=250),
    ObjectKind(name="event_trigger", plural="event_triggers", order=260),
)

_NAMESPACED = ("relation", "type", "routine", "statistics", "collation")
_PARTS = ("column", "constraint", "trigger", "policy", "rule")


def _depth(kind: ObjectKind) -> int | None:
    if kind.name in _PARTS or _ROUTINES in kind.names:
        return 3
    return 2 if any(word in (*kind.names.split(), kind.name) for word in _NAMESPACED) else None


KINDS: Mapping[str, ObjectKind] = {each.name: replace(each, depth=_depth(each)) for each in _KINDS}
"""Every kind by its name."""
