"""What every reader of the catalogue gets, and what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect.identities import Catalog, Identities
from colonnade.schema import Column, Ref, SchemaObject

Version = tuple[int, ...]
"""Such as (15, 18); empty for the newest known."""

NumberedColumns = Sequence[tuple[Column, str | None] | None]
"""Columns of a relation by number from 1, each with its identity mode; None where one was dropped."""

_NOT_IN_NAMESPACE = frozenset(
    {
        "cast",
        "column",
        "constraint",
        "default_privileges",
        "extension_tie",
        "member_privileges",
        "policy",
        "rule",
        "transform",
        "trigger",
        "user_mapping",
    }
)
"""Kinds with a path of several parts whose first isn't the namespace they stand in directly."""


def since(version: Version, major: int) -> bool:
    """Whether a server has what came with a major version."""
    return not version or version[0] >= major


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The rows of one snapshot with everything that readers share."""

    rows: Mapping[str, Rows]
    version: Version
    user: str
    """The role that reads; its own objects have no owner in the schema."""
    identities: Identities
    needs: Mapping[Ref, tuple[Ref, ...]]
    """What the catalogue says that each object or column depends on, without namespaces and without itself."""
    columns: Mapping[int, NumberedColumns]
    """Columns of tables, views, materialised views and composite types by `pg_class.oid`."""

    def owner(self, name: str) -> str | None:
        """The owner as a schema says it: None for the role that reads."""
        return None if name == self.user else name

    def depends(self, ref: Ref) -> tuple[Ref, ...]:
        """What an object depends on: what the catalogue says, and its namespace where it stands directly in one."""
        needs = self.needs.get(ref, ())
        if len(ref.path) < 2 or ref.kind in _NOT_IN_NAMESPACE:
            return needs
        alone = self.identities.namespace(ref.path[0])
        return (*alone, *needs) if needs else alone

    def relation_columns(self, relation: int) -> tuple[Column, ...]:
        """The columns of a relation in order, with what they depend on, without identity."""
        found = self.identities.find(Catalog.CLASS, relation)
        path = found.path if found else ()
        return tuple(
            with_needs(each[0], self.needs.get(Ref("column", (*path, each[0].name))))
            for each in self.columns.get(relation, ())
            if each is not None
        )


def with_needs(column: Column, needs: tuple[Ref, ...] | None) -> Column:
    """The column with what it depends on."""
    return replace(column, depends=needs) if needs else column


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One group of objects of the catalogue.

    `queries` are run in one snapshot with an empty search path. `identify` is called for every reader before
    `build` is called for any, so that references between groups are found.
    """

    queries: Callable[[Version], Mapping[str, str]]
    identify: Callable[[Mapping[str, Rows], Identities], None]
    build: Callable[[Reading], Iterable[SchemaObject]]
