"""Types that a user made: enums, domains, composites, ranges, base and shell types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from colonnade.dialects.postgresql.introspect.acl import grants_of
from colonnade.dialects.postgresql.introspect.base_types import definition
from colonnade.dialects.postgresql.introspect.constraints import OfDomain
from colonnade.dialects.postgresql.introspect.item import Item
from colonnade.dialects.postgresql.introspect.reading import Reading
from colonnade.dialects.postgresql.names import multirange_name
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.dialects.postgresql.quote import quote
from colonnade.schema import (
    CompositeField,
    CompositeType,
    DomainType,
    EngineObject,
    EnumType,
    Grant,
    RangeType,
    Ref,
    SchemaObject,
    Sql,
)


def _privileges(item: Item, reading: Reading) -> tuple[Grant, ...] | None:
    return grants_of(item.acl, on=Grantable.TYPE, owner=item.owner, version=reading.version)


def enum(item: Item, reading: Reading) -> Iterator[SchemaObject]:
    """A closed list of words."""
    yield EnumType(
        path=item.path,
        comment=item.comment,
        owner=reading.owner(item.owner),
        privileges=_privileges(item, reading),
        depends=reading.depends(Ref("enum", item.path)),
        values=tuple(each or "" for each in item.fields),
    )


def domain(item: Item, reading: Reading, constraints: Mapping[int, OfDomain]) -> Iterator[SchemaObject]:
    """A type with conditions; fields are base, NOT NULL, default, namespace and name of the collation."""
    own = constraints.get(item.oid, OfDomain())
    base, not_null, default, namespace, collation = item.fields
    yield DomainType(
        path=item.path,
        comment=item.comment,
        owner=reading.owner(item.owner),
        privileges=_privileges(item, reading),
        depends=reading.depends(Ref("domain", item.path)),
        base=base or "",
        nullable=not_null != "true",
        not_null_name=own.not_null_name,
        default=None if default is None else Sql(default),
        collation=(namespace, collation) if namespace and collation else None,
        checks=own.checks,
    )


def composite(item: Item, reading: Reading) -> Iterator[SchemaObject]:
    """A row type that belongs to no table."""
    yield CompositeType(
        path=item.path,
        comment=item.comment,
        owner=reading.owner(item.owner),
        privileges=_privileges(item, reading),
        depends=reading.depends(Ref("composite", item.path)),
        fields=tuple(
            CompositeField(
                name=column.name,
                type=column.type,
                collation=column.collation,
                comment=column.comment,
            )
            for column in reading.relation_columns(item.relation)
        ),
    )


def range_(item: Item, reading: Reading) -> Iterator[SchemaObject]:
    """A range; fields are the subtype, the clauses of RANGE_CLAUSES, and the name of the multirange.

    A range with a function that brings values into normal form begins as a shell, which that function takes.
    """
    subtype, opclass, collation, canonical, difference, multirange_namespace, multirange = item.fields
    ref = Ref("range", item.path)
    depends = reading.depends(ref)
    if canonical is not None:
        yield from shell_type(item, reading)
        depends = (*depends, Ref("shell_type", item.path))
    clauses = {
        "subtype_opclass": opclass,
        "collation": collation,
        "canonical": canonical,
        "subtype_diff": difference,
    }
    options = {key: value for key, value in clauses.items() if value is not None}
    if multirange and (multirange_namespace, multirange) != (item.namespace, multirange_name(item.name)):
        options["multirange_type_name"] = f"{quote(multirange_namespace or item.namespace)}.{quote(multirange)}"
    yield RangeType(
        path=item.path,
        comment=item.comment,
        owner=reading.owner(item.owner),
        privileges=_privileges(item, reading),
        depends=depends,
        subtype=subtype or "",
        options=options,
    )


def base_type(item: Item, reading: Reading) -> Iterator[SchemaObject]:
    """A type with functions of its own for input and output, which take it as a shell."""
    yield from shell_type(item, reading)
    yield EngineObject(
        engine_kind="base_type",
        path=item.path,
        comment=item.comment,
        owner=reading.owner(item.owner),
        privileges=_privileges(item, reading),
        depends=(*reading.depends(Ref("base_type", item.path)), Ref("shell_type", item.path)),
        definition=Sql(definition(item)),
    )


def shell_type(item: Item, reading: Reading) -> Iterator[SchemaObject]:
    """A name for a type that is only announced."""
    alone = item.kind == "shell_type"
    yield EngineObject(
        engine_kind="shell_type",
        path=item.path,
        comment=item.comment if alone else None,
        owner=reading.owner(item.owner) if alone else None,
        depends=reading.depends(Ref("shell_type", item.path)),
        definition=Sql(f"CREATE TYPE {quote(item.namespace)}.{quote(item.name)}"),
    )
