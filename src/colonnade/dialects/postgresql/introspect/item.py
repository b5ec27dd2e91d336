"""The row that sequences, types and statistics objects share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from colonnade.dialect import Rows


class Item(NamedTuple):
    """An object of the query `standalone`."""

    kind: str
    """Kind of the schema's object, or `identity` for the sequence of an identity column."""
    oid: int
    namespace: str
    name: str
    owner: str
    acl: Sequence[str] | None
    comment: str | None
    relation: int
    """Table of an owned sequence or of statistics, row of a composite type; else 0."""
    column: int
    """Number of the column that owns a sequence; else 0."""
    fields: Sequence[str | None]
    """What the kind needs, as texts."""

    @property
    def path(self) -> tuple[str, str]:
        """Qualified name."""
        return (self.namespace, self.name)

    def field(self, place: int) -> str:
        """A field that is never NULL."""
        return self.fields[place] or ""


def items(rows: Mapping[str, Rows]) -> Sequence[Item]:
    """The rows of the query with names for their fields."""
    return cast("Sequence[Item]", rows["standalone"])


def item_sql(kind: str, *, fields: str, relation: str = "0", column: str = "0") -> str:
    """The select list of an object `t` of pg_type with its namespace `n` and comment `d`."""
    return f"""SELECT {kind}::text, t.oid, n.nspname, t.typname, pg_catalog.pg_get_userbyid(t.typowner),
  t.typacl::text[], d.description, {relation}::oid, {column}::int4, {fields}"""
