"""What depends on what, for a whole database in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect.identities import Catalog, Identities
from colonnade.dialects.postgresql.introspect.reading import Version, since
from colonnade.schema import Ref


class Edge(NamedTuple):
    """A row of the query: the dependent, what it depends on, and how (`pg_depend.deptype`)."""

    catalog: int
    oid: int
    column: int
    ref_catalog: int
    ref_oid: int
    ref_column: int
    kind: str


_MEMBER = "e"
_FIRST_USER_OID = 16384
"""FirstNormalObjectId of access/transam.h."""


def edges_sql(version: Version) -> str:
    """The dependencies among a user's objects.

    Numbers of catalogues are those of `Catalog`. What the structure says anyway is left out: namespaces, a key's
    own columns, a default's own column, an index's plain columns, parents, a sequence's owner. Array, row and
    multirange types are replaced by what they come from, rules named _RETURN and defaults by what they belong to.
    Up to 14 a generated column depends on others by itself, later by its default.
    """
    multirange = since(version, 14)
    return f"""
SELECT
  CASE WHEN ad.oid IS NOT NULL OR rw.oid IS NOT NULL THEN 1259::oid ELSE d.classid END,
  COALESCE(ad.adrelid, rw.ev_class, d.objid),
  COALESCE(ad.adnum, d.objsubid),
  CASE WHEN rc.oid IS NOT NULL THEN 1259::oid ELSE d.refclassid END,
  COALESCE(rc.oid, el.oid, {"rg.rngtypid," if multirange else ""} d.refobjid),
  d.refobjsubid, d.deptype
FROM pg_catalog.pg_depend d
LEFT JOIN pg_catalog.pg_attrdef ad ON d.classid = 2604 AND ad.oid = d.objid
LEFT JOIN pg_catalog.pg_rewrite rw ON d.classid = 2618 AND rw.oid = d.objid AND rw.rulename = '_RETURN'
LEFT JOIN pg_catalog.pg_constraint co ON d.classid = 2606 AND co.oid = d.objid
LEFT JOIN pg_catalog.pg_index ix ON d.classid = 1259 AND ix.indexrelid = d.objid
LEFT JOIN pg_catalog.pg_type rt ON d.refclassid = 1247 AND rt.oid = d.refobjid
LEFT JOIN pg_catalog.pg_type el ON rt.typelem <> 0 AND el.oid = rt.typelem AND el.typarray = rt.oid
{"LEFT JOIN pg_catalog.pg_range rg ON rt.typtype = 'm' AND rg.rngmultitypid = rt.oid" if multirange else ""}
LEFT JOIN pg_catalog.pg_class rc ON rt.oid IS NOT NULL AND rc.oid = COALESCE(el.typrelid, rt.typrelid)
  AND rc.relkind <> 'c'
WHERE d.objid >= {_FIRST_USER_OID} AND d.deptype IN ('n', 'a', 'e', 'x') AND d.refclassid <> 2615
  AND (d.refobjid >= {_FIRST_USER_OID} OR d.deptype = 'e')
  AND NOT (d.classid = 2604 AND d.refclassid = 1259 AND d.refobjid = ad.adrelid AND d.refobjsubid = ad.adnum)
  AND NOT (d.classid = 1259 AND d.refclassid = 1259
           AND CASE WHEN ix.indexrelid IS NULL THEN d.objsubid = 0 ELSE ix.indexprs IS NULL AND ix.indpred IS NULL END)
  AND NOT (d.classid = 2606 AND d.refclassid = 1259 AND d.refobjsubid > 0 AND co.contype IN ('p', 'u', 'f', 'n'))"""


def add_members(rows: Rows, identities: Identities) -> None:
    """Tell the identities which objects belong to extensions."""
    for edge in map(Edge._make, rows):
        if edge.kind == _MEMBER:
            extension = identities.find(Catalog.EXTENSION, edge.ref_oid)
            identities.add_member(edge.catalog, edge.oid, extension or Ref("extension", ("",)))


def needs_of(rows: Rows, identities: Identities) -> Mapping[Ref, tuple[Ref, ...]]:
    """What each object, or column of a table, depends on; what the engine itself has is left out."""
    found: defaultdict[Ref, dict[Ref, None]] = defaultdict(dict)
    for edge in map(Edge._make, rows):
        if edge.kind == _MEMBER:
            continue
        user = identities.find(edge.catalog, edge.oid, edge.column)
        used = identities.find(edge.ref_catalog, edge.ref_oid, edge.ref_column)
        # A view that reads itself says so: it can be made only in two steps.
        itself = user == used and not (user is not None and user.kind == "view" and edge.ref_column > 0)
        if user is not None and used is not None and not itself:
            found[user][used] = None
    _begin_as_shells(found)
    return {user: tuple(sorted(those)) for user, those in found.items()}


def _begin_as_shells(found: dict[Ref, dict[Ref, None]]) -> None:
    """Functions that a type is made of need no more than its shell."""
    for user, those in found.items():
        if user.kind in {"base_type", "range"}:
            for used in those:
                theirs = found.get(used, {})
                if used.kind == "function" and user in theirs:
                    del theirs[user]
                    theirs[Ref("shell_type", user.path)] = None
