"""What is moved: the tables of a tenant, their columns and keys, the same in both databases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.errors import RefusedError
from colonnade.schema import Key, QName, Ref, Schema, Table
from colonnade.tenancy.isolation import Isolation
from colonnade.tenancy.leaving import rows_of


class NotMovableError(RefusedError):
    """A tenant can't be moved as the two databases are."""

    code = "CO268"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedTable:
    """A table whose rows move."""

    path: QName
    columns: tuple[str, ...]
    """Those that are written; computed ones come by themselves."""
    key: Mapping[str, str]
    """The columns of the primary key, with their types."""
    tenant: str
    """The column that names the tenant."""
    type: str
    numbered: tuple[str, ...]
    """Columns that the server numbers."""

    @property
    def name(self) -> str:
        """The qualified name as SQL."""
        return qualified(self.path)

    def of(self, value: str) -> str:
        """The condition that the rows of a tenant meet."""
        return f"{quote(self.tenant)} = CAST({literal(value)} AS {self.type})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What moves with a tenant."""

    tenant: str
    tables: tuple[MovedTable, ...]
    """Each after those that it refers to."""


def scope_of(source: Schema, target: Schema, isolation: Isolation, value: str) -> Scope:
    """What moves with a tenant. Raises NotMovableError, NotSeparableError."""
    outermost = isolation.levels[0]
    primary = {each.table: each.columns for each in source.of_kind(Key) if each.primary}
    found = []
    for path in rows_of(source, isolation, value).conditions:
        table = source.table(path)
        named = [name for name, level in isolation.tables[path].held.items() if level == outermost.key]
        if not named or not primary.get(path):
            what = "names no tenant" if not named else "has no primary key"
            raise NotMovableError(
                f"{'.'.join(path)} {what}, so that its changes can't be followed",
                hint="give it the column of its tenant and a primary key, or export the tenant while nobody writes",
            )
        _alike(table, target)
        found.append(
            MovedTable(
                path=path,
                columns=tuple(each.name for each in table.columns.values() if each.generated is None),
                key={name: table.columns[name].type for name in primary[path]},
                tenant=named[0],
                type=table.columns[named[0]].type,
                numbered=tuple(
                    each.name
                    for each in table.columns.values()
                    if each.identity is not None or "nextval(" in (each.default or "")
                ),
            )
        )
    return Scope(tenant=value, tables=tuple(found))


def _alike(table: Table, target: Schema) -> None:
    there = target.get(Ref("table", table.path))
    wanted = {each.name: each.type for each in table.columns.values()}
    if not isinstance(there, Table) or {each.name: each.type for each in there.columns.values()} != wanted:
        what = "has other columns" if isinstance(there, Table) else "is not there"
        raise NotMovableError(
            f"{'.'.join(table.path)} {what} in the database that the tenant is moved to",
            hint="migrate both databases to the same model first",
        )
