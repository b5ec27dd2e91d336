"""What a step does, in the words of the journal."""

from __future__ import annotations

_SPECIAL = {
    "create_constraint": "CONSTRAINT_ADD",
    "drop_constraint": "CONSTRAINT_DROP",
    "execute": "DATA_MIGRATION",
    "backfill": "DATA_MIGRATION",
    "rebuild_table": "ALTER_TABLE",
    "rename_table": "ALTER_TABLE",
}


def script_type(kind: str) -> str:
    """The type of a step of a plan.

    CREATE_TABLE, ALTER_TABLE, CREATE_INDEX, DROP_INDEX, CONSTRAINT_ADD, CONSTRAINT_DROP and DATA_MIGRATION are the
    seven that every engine has; other kinds of objects have types of the same make.

    >>> script_type("add_column")
    'ALTER_TABLE'
    >>> script_type("create_view")
    'CREATE_VIEW'
    """
    if kind.endswith("_column"):
        return "ALTER_TABLE"
    return _SPECIAL.get(kind, kind.upper())
