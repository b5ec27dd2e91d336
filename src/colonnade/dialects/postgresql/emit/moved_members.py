"""What an extension takes along when it moves to another namespace."""

from __future__ import annotations

from dataclasses import replace

from colonnade.dialects.postgresql.quote import path_of, quote
from colonnade.schema import Column, Sql


def followed(before: Column, after: Column) -> Column:
    """The column as it is once the extension that its type belongs to has moved: the same type under its new name.

    ALTER EXTENSION … SET SCHEMA moves the type itself, so nothing is left to say of it, nor of a default that names it.
    """
    old, new = path_of(before.type), path_of(after.type)
    extensions = {ref for ref in before.depends if ref.kind == "extension"} & set(after.depends)
    if not extensions or len(old) != 2 or len(new) != 2 or old[1] != new[1] or old[0] == new[0]:
        return before
    default = before.default
    if default is not None:
        moved = Sql(default.replace(f"{quote(old[0])}.", f"{quote(new[0])}."))
        default = moved if moved == after.default else default
    return replace(before, type=after.type, default=default)
