"""The journal is no part of a schema, wherever it stands."""

from __future__ import annotations

from dataclasses import replace

from colonnade.schema import Schema, SchemaObject

NAMESPACE = "colonnade"
"""Where the journal stands unless a project says otherwise; no catalogue query shows it."""

TABLES = ("schema_migrations", "migration_execution_log", "migration_rollbacks")
"""Tables of the journal; each refers to the first one."""


def without_journal(schema: Schema, namespace: str) -> Schema:
    """The schema without the tables of a journal that stands elsewhere than usual."""
    if namespace == NAMESPACE:
        return schema
    hidden = {namespace} if schema.engine == "postgresql" else {f"{namespace}_{table}" for table in TABLES}

    def is_hidden(each: SchemaObject) -> bool:
        above = each.parent()
        return each.path[0] in hidden or (above is not None and above.path[0] in hidden)

    kept = {each.ref: each for each in schema if not is_hidden(each)}
    return schema if len(kept) == len(schema.objects) else replace(schema, objects=kept)
