"""Which column is another name of the rowid, https://sqlite.org/lang_createtable.html#rowid."""

from __future__ import annotations

from collections.abc import Iterable

from colonnade.schema import Column, Key, Table


def is_rowid(table: Table, column: Column) -> bool:
    """Whether a column is the rowid when it alone is the primary key."""
    return column.type.upper() == "INTEGER" and not table.without_rowid


def rowid_column(table: Table, keys: Iterable[object]) -> str | None:
    """The column that is the rowid, or None. `keys` are the table's constraints."""
    for key in keys:
        if isinstance(key, Key) and key.primary and len(key.columns) == 1 and not key.descending:
            column = table.columns[key.columns[0]]
            if is_rowid(table, column):
                return column.name
    return None


def stands_for_rowid(table: Table, keys: Iterable[object]) -> str | None:
    """A name under which the rowid can be read and written, or None when there is none.

    A column may be called `rowid`, `oid` or `_rowid_` itself and hides it under this name.
    """
    if table.without_rowid:
        return None
    found = rowid_column(table, keys)
    if found is not None:
        return found
    hidden = {name.lower() for name in table.columns}
    return next((name for name in ("rowid", "_rowid_", "oid") if name not in hidden), None)
