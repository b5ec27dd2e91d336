"""Constraints of tables and domains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect.columns import options_of
from colonnade.dialects.postgresql.introspect.identities import Catalog, Identities
from colonnade.dialects.postgresql.introspect.indexes import (
    attached_to,
    included,
    index_rows,
)
from colonnade.dialects.postgresql.introspect.reading import (
    Reader,
    Reading,
    Version,
    since,
)
from colonnade.dialects.postgresql.introspect.scope import user_space
from colonnade.dialects.postgresql.names import default_names
from colonnade.schema import (
    Action,
    Check,
    Constraint,
    Deferral,
    DomainCheck,
    Exclusion,
    ForeignKey,
    Key,
    Match,
    NotNull,
    QName,
    Ref,
    SchemaObject,
    Sql,
)

_ACTIONS = {
    "a": Action.NO_ACTION,
    "r": Action.RESTRICT,
    "c": Action.CASCADE,
    "n": Action.SET_NULL,
    "d": Action.SET_DEFAULT,
}
_MATCHES = {"s": Match.SIMPLE, "f": Match.FULL, "p": Match.PARTIAL}


class ConstraintRow(NamedTuple):
    """A row of the query `constraints`."""

    oid: int
    relation: int
    """0 for a constraint of a domain."""
    type: int
    namespace: str
    owner_name: str
    """Name of the table or domain."""
    name: str
    kind: str
    deferrable: bool
    deferred: bool
    valid: bool
    columns: Sequence[int] | None
    target: int
    target_columns: Sequence[int] | None
    actions: str
    """One character each for ON DELETE, ON UPDATE and MATCH."""
    set_columns: Sequence[int] | None
    expression: str | None
    """Of a check; of an exclusion its whole definition."""
    inherited: int
    local: bool
    inheritable: bool
    enforced: bool
    period: bool
    index_oid: int
    comment: str | None
    column_local: bool | None
    """Of a NOT NULL constraint of a table that is no partition: whether the table states the column itself."""


_COLUMN_LOCAL = """(SELECT CASE WHEN NOT c.relispartition THEN a.attislocal END FROM pg_catalog.pg_attribute a
    WHERE k.contype = 'n' AND a.attrelid = k.conrelid AND a.attnum = k.conkey[1])"""


def _queries(version: Version) -> Mapping[str, str]:
    newest = since(version, 18)
    return {
        "constraints": f"""
SELECT k.oid, k.conrelid, k.contypid, n.nspname, COALESCE(c.relname, t.typname), k.conname, k.contype::text,
  k.condeferrable, k.condeferred, k.convalidated, k.conkey, k.confrelid, k.confkey,
  k.confdeltype::text || k.confupdtype::text || k.confmatchtype::text,
  {"k.confdelsetcols" if since(version, 15) else "NULL"},
  CASE k.contype WHEN 'c' THEN pg_catalog.pg_get_expr(k.conbin, k.conrelid)
                 WHEN 'x' THEN pg_catalog.pg_get_constraintdef(k.oid) END,
  k.coninhcount, k.conislocal, NOT k.connoinherit,
  {"k.conenforced, k.conperiod" if newest else "true, false"},
  k.conindid, d.description, {_COLUMN_LOCAL if newest else "NULL"}
FROM pg_catalog.pg_constraint k
LEFT JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid
JOIN pg_catalog.pg_namespace n ON n.oid = COALESCE(c.relnamespace, t.typnamespace)
LEFT JOIN pg_catalog.pg_description d ON d.classoid = 2606 AND d.objoid = k.oid AND d.objsubid = 0
WHERE k.contype IN ('p', 'u', 'x', 'f', 'c', 'n') AND (k.contype <> 'f' OR k.conparentid = 0)
  AND (k.contype <> 'n' OR k.contypid <> 0 OR NOT k.convalidated OR k.connoinherit OR d.description IS NOT NULL
       {f"OR k.conislocal <> {_COLUMN_LOCAL}" if newest else ""}
       OR k.conname <> c.relname || '_' || (SELECT a.attname FROM pg_catalog.pg_attribute a
                                            WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]) || '_not_null')
  AND (c.oid IS NULL OR (c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't')) AND {user_space()}
ORDER BY n.nspname, 5, k.conname"""
    }


def constraint_rows(rows: Mapping[str, Rows]) -> Sequence[ConstraintRow]:
    """The rows of the query with names for their fields."""
    return cast("Sequence[ConstraintRow]", rows["constraints"])


def _identify(rows: Mapping[str, Rows], identities: Identities) -> None:
    for row in constraint_rows(rows):
        if not row.relation:
            identities.add(Catalog.CONSTRAINT, row.oid, Ref("domain", (row.namespace, row.owner_name)))
            continue
        if row.kind == "n":
            continue
        ref = Ref("constraint", (row.namespace, row.owner_name, row.name))
        identities.add(Catalog.CONSTRAINT, row.oid, ref)
        if row.index_oid and row.kind != "f":
            identities.add(Catalog.CLASS, row.index_oid, ref)


def _build(reading: Reading) -> Iterator[SchemaObject]:
    made = _Constraints(reading)
    for row in constraint_rows(reading.rows):
        if row.relation and row.kind != "n" and not reading.identities.is_member(Catalog.CLASS, row.relation):
            yield made.constraint(row)


class _Constraints:
    """Constraints with the indexes that are their bodies."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.attached = _attached(reading)
        self.indexes = {row.oid: row for row in index_rows(reading.rows) if row.of_constraint}

    def constraint(self, row: ConstraintRow) -> Constraint:
        path = (row.namespace, row.owner_name, row.name)
        depends = self.reading.depends(Ref("constraint", path))
        deferral = _deferral(row)
        match row.kind:
            case "p" | "u":
                return self._key(row, path, depends, deferral)
            case "f":
                return self._foreign_key(row, path, depends, deferral)
            case "x":
                return self._exclusion(row, path, depends, deferral)
            case _:
                return Check(
                    path=path,
                    comment=row.comment,
                    depends=depends,
                    expression=Sql(row.expression or ""),
                    valid=row.valid or not row.enforced,
                    enforced=row.enforced,
                    inheritable=row.inheritable,
                    local=row.local,
                )

    def _names(self, relation: int, numbers: Sequence[int] | None) -> tuple[str, ...]:
        column = self.reading.identities.column
        return tuple(name for number in numbers or () if (name := column(relation, number)) is not None)

    def _key(self, row: ConstraintRow, path: QName, depends: tuple[Ref, ...], deferral: Deferral) -> Key:
        index = self.indexes[row.index_oid]
        above = attached_to(index)
        return Key(
            path=path,
            comment=row.comment,
            depends=(*depends, Ref("index", above)) if above else depends,
            deferral=deferral,
            primary=row.kind == "p",
            columns=self._names(row.relation, row.columns),
            include=included(index, self.reading.identities),
            nulls_distinct=index.nulls_distinct,
            without_overlaps=row.period,
            options=options_of(index.options),
            tablespace=index.tablespace,
            clustered=index.clustered,
            index_comment=index.comment,
            attached_to=above,
        )

    def _foreign_key(self, row: ConstraintRow, path: QName, depends: tuple[Ref, ...], deferral: Deferral) -> ForeignKey:
        target = self.reading.identities.find(Catalog.CLASS, row.target)
        return ForeignKey(
            path=path,
            comment=row.comment,
            depends=(*depends, *self._keys_of_partitions(row.index_oid)),
            deferral=deferral,
            columns=self._names(row.relation, row.columns),
            target=target.path if target else (),
            target_columns=self._names(row.target, row.target_columns),
            on_delete=_ACTIONS[row.actions[0]],
            on_update=_ACTIONS[row.actions[1]],
            match=_MATCHES[row.actions[2]],
            on_delete_columns=self._names(row.relation, row.set_columns),
            valid=row.valid or not row.enforced,
            enforced=row.enforced,
            period=row.period,
        )

    def _keys_of_partitions(self, index: int) -> Iterator[Ref]:
        """A key of a partitioned table can be referred to only when the keys of its partitions are attached."""
        for each in self.attached.get(index, ()):
            found = self.reading.identities.find(Catalog.CLASS, each)
            if found is not None:
                yield found
            yield from self._keys_of_partitions(each)

    def _exclusion(self, row: ConstraintRow, path: QName, depends: tuple[Ref, ...], deferral: Deferral) -> Exclusion:
        index = self.indexes[row.index_oid]
        above = attached_to(index)
        return Exclusion(
            path=path,
            comment=row.comment,
            depends=(*depends, Ref("index", above)) if above else depends,
            deferral=deferral,
            definition=Sql(_without_deferral(row.expression or "", deferral)),
            tablespace=index.tablespace,
            clustered=index.clustered,
            index_comment=index.comment,
            attached_to=above,
        )


def _attached(reading: Reading) -> Mapping[int, Sequence[int]]:
    """Numbers of the indexes that are attached to each index of a partitioned table."""
    rows = index_rows(reading.rows)
    numbers = {(row.namespace, row.name): row.oid for row in rows if row.partitioned}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        above = attached_to(row)
        if above is not None and above in numbers:
            found[numbers[above]].append(row.oid)
    return found


def _deferral(row: ConstraintRow) -> Deferral:
    if not row.deferrable:
        return Deferral.NEVER
    return Deferral.DEFERRED if row.deferred else Deferral.IMMEDIATE


def _without_deferral(definition: str, deferral: Deferral) -> str:
    match deferral:
        case Deferral.NEVER:
            return definition
        case Deferral.IMMEDIATE:
            return definition.removesuffix(" DEFERRABLE")
        case Deferral.DEFERRED:
            return definition.removesuffix(" DEFERRABLE INITIALLY DEFERRED")


def not_nulls(reading: Reading) -> Mapping[tuple[int, int], NotNull]:
    """What is unusual about NOT NULL constraints of tables, by relation and column number."""
    found: dict[tuple[int, int], NotNull] = {}
    for row in constraint_rows(reading.rows):
        if row.kind != "n" or not row.relation or not row.columns:
            continue
        column = reading.identities.column(row.relation, row.columns[0]) or ""
        only_inherited = row.column_local is not None and not row.local
        usual = only_inherited or row.name in default_names(row.owner_name, column, "not_null")
        made = NotNull(
            name=None if usual else row.name,  # one that is only inherited has its parent's
            local=None if row.column_local in {None, row.local} else row.local,
            valid=row.valid,
            inheritable=row.inheritable,
            comment=row.comment,
        )
        if made != _USUAL:
            found[row.relation, row.columns[0]] = made
    return found


_USUAL = NotNull()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDomain:
    """The constraints of a domain."""

    checks: tuple[DomainCheck, ...] = ()
    not_null_name: str | None = None


def of_domains(reading: Reading) -> Mapping[int, OfDomain]:
    """The constraints of domains by `pg_type.oid`, checks in the order of their names."""
    checks: defaultdict[int, list[DomainCheck]] = defaultdict(list)
    names: dict[int, str] = {}
    for row in constraint_rows(reading.rows):
        if not row.type:
            continue
        if row.kind == "n":
            if row.name not in default_names(row.owner_name, "", "not_null"):
                names[row.type] = row.name
        else:
            check = DomainCheck(
                name=row.name, expression=Sql(row.expression or ""), valid=row.valid, comment=row.comment
            )
            checks[row.type].append(check)
    return {oid: OfDomain(checks=tuple(checks.get(oid, ())), not_null_name=names.get(oid)) for oid in {*checks, *names}}


READER = Reader(queries=_queries, identify=_identify, build=_build)
