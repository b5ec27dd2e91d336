"""What is asked of columns."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.quote import literal
from colonnade.dialects.postgresql.validation.spelling import boolean, is_type, relation
from colonnade.schema import Column, GeneratedAs, IdentityMode, QName

_IDENTITIES = {IdentityMode.ALWAYS: "a", IdentityMode.BY_DEFAULT: "d"}
_GENERATED = {GeneratedAs.STORED: "s", GeneratedAs.VIRTUAL: "v"}

_SHOWN = frozenset({"type", "nullable", "default", "generated", "identity", "not_null", "comment"})


def has_column(table: QName, name: str, *conditions: str) -> str:
    """Whether a relation has a column of which all conditions hold; its row of pg_attribute is `it`."""
    whole = (
        f"it.attrelid = {relation(table)}",
        f"it.attname = {literal(name)}",
        "it.attnum > 0",
        "NOT it.attisdropped",
        *conditions,
    )
    return f"EXISTS (SELECT FROM pg_catalog.pg_attribute it WHERE {' AND '.join(whole)})"


def added(column: Column) -> tuple[str, ...]:
    """What holds of a column that was just added."""
    return tuple(_conditions(column, _SHOWN - {"not_null", "comment"}))


def altered(before: Column, after: Column) -> tuple[str, ...]:
    """What holds of a column that was altered: that which the two differ in."""
    return tuple(_conditions(after, frozenset(x for x in _SHOWN if getattr(before, x) != getattr(after, x))))


def _conditions(column: Column, changed: frozenset[str]) -> Iterator[str]:
    if "type" in changed:
        yield is_type("it.atttypid", column.type, "it.atttypmod")
    if "nullable" in changed:
        yield f"it.attnotnull = {boolean(not column.nullable)}"
    if {"default", "generated"} & changed:
        yield f"it.atthasdef = {boolean(column.default is not None or column.generated is not None)}"
    if "generated" in changed:
        letter = _GENERATED[column.generated.stored] if column.generated else ""
        yield f"it.attgenerated = {literal(letter)}"
    if "identity" in changed:
        letter = _IDENTITIES[column.identity.mode] if column.identity else ""
        yield f"it.attidentity = {literal(letter)}"
    if "not_null" in changed and not column.nullable and "nullable" not in changed:
        yield from _validated(column)
    if "comment" in changed:
        comment = "NULL" if column.comment is None else literal(column.comment)
        yield f"pg_catalog.col_description(it.attrelid, it.attnum) IS NOT DISTINCT FROM {comment}"


def _validated(column: Column) -> Iterator[str]:
    """NOT NULL is a constraint with a row of its own since PostgreSQL 18."""
    if column.not_null is None or column.not_null.valid:
        yield (
            "NOT EXISTS (SELECT FROM pg_catalog.pg_constraint n WHERE n.conrelid = it.attrelid AND n.contype = 'n'"
            " AND n.conkey = ARRAY[it.attnum] AND NOT n.convalidated)"
        )
