"""Sequences: free-standing, owned by a column, or within an identity column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Many

from colonnade.dialects.postgresql.introspect.acl import grants_of
from colonnade.dialects.postgresql.introspect.identities import Catalog
from colonnade.dialects.postgresql.introspect.item import Item, items
from colonnade.dialects.postgresql.introspect.reading import Reading
from colonnade.dialects.postgresql.introspect.scope import user_space
from colonnade.dialects.postgresql.names import default_names
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.dialects.postgresql.sequence_ranges import bounds
from colonnade.schema import (
    Identity,
    IdentityMode,
    QName,
    Ref,
    SchemaObject,
    Sequence,
    SequenceOptions,
)

_MODES = {"a": IdentityMode.ALWAYS, "d": IdentityMode.BY_DEFAULT}


def selects() -> tuple[str, ...]:
    """Sequences as items: fields are type, start, increment, minimum, maximum, cache, cycle and persistence."""
    return (
        f"""SELECT CASE WHEN o.deptype = 'i' THEN 'identity' ELSE 'sequence' END, c.oid, n.nspname, c.relname,
  pg_catalog.pg_get_userbyid(c.relowner), c.relacl::text[], d.description, COALESCE(o.refobjid, 0),
  COALESCE(o.refobjsubid, 0),
  ARRAY[pg_catalog.format_type(s.seqtypid, NULL), s.seqstart::text, s.seqincrement::text, s.seqmin::text,
    s.seqmax::text, s.seqcache::text, s.seqcycle::text, c.relpersistence::text]
FROM pg_catalog.pg_sequence s
JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_depend o ON o.classid = 1259 AND o.objid = c.oid AND o.objsubid = 0
  AND o.refclassid = 1259 AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
LEFT JOIN pg_catalog.pg_description d ON d.classoid = 1259 AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relpersistence <> 't' AND {user_space()}""",
    )


def sequence(item: Item, reading: Reading) -> Iterator[SchemaObject]:
    """A sequence that stands by itself or is owned by a column."""
    yield Sequence(
        path=item.path,
        comment=item.comment,
        owner=reading.owner(item.owner),
        privileges=grants_of(item.acl, on=Grantable.SEQUENCE, owner=item.owner, version=reading.version),
        depends=reading.depends(Ref("sequence", item.path)),
        options=_options(item.fields, "bigint"),
        owned_by=_owner_column(item, reading),
    )


def _owner_column(item: Item, reading: Reading) -> QName | None:
    if not item.column:
        return None
    found = reading.identities.find(Catalog.CLASS, item.relation, item.column)
    return found.path if found is not None and found.kind == "column" else None


def _options(fields: Many[str | None], usual_type: str) -> SequenceOptions:
    """The options that differ from what the server takes by itself for the type and direction."""
    type_ = fields[0] or usual_type
    start, increment, low, high, cache = (int(each or 0) for each in fields[1:6])
    usual_low, usual_high = bounds(type_, descending=increment < 0)
    return SequenceOptions(
        type=None if type_ == usual_type else type_,
        start=None if start == (high if increment < 0 else low) else start,
        increment=None if increment == 1 else increment,
        minimum=None if low == usual_low else low,
        maximum=None if high == usual_high else high,
        cache=None if cache == 1 else cache,
        cycle=fields[6] == "true",
        unlogged=fields[7] == "u",
    )


class Identified:
    """The sequences of identity columns."""

    def __init__(self, reading: Reading) -> None:
        self._items: Mapping[tuple[int, int], Item] = {
            (item.relation, item.column): item for item in items(reading.rows) if item.kind == "identity"
        }

    def identity(self, relation: int, number: int, table: QName, column: str, type_: str, mode: str) -> Identity:
        """How an identity column counts; a persistence of its own is that of the table."""
        item = self._items.get((relation, number))
        if item is None:
            return Identity(mode=_MODES[mode])
        usual = item.namespace == table[0] and item.name in default_names(table[-1], column, "seq")
        return Identity(
            mode=_MODES[mode],
            sequence=None if usual else item.path,
            options=_options((*item.fields[:7], "p"), type_),
        )
