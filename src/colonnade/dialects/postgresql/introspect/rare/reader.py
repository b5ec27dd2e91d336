"""The one statement that reads all rare kinds, and what is made of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect.acl import grants_of
from colonnade.dialects.postgresql.introspect.identities import Catalog, Identities
from colonnade.dialects.postgresql.introspect.rare import database
from colonnade.dialects.postgresql.introspect.rare.branch import (
    Branch,
    Found,
    Version,
)
from colonnade.dialects.postgresql.introspect.rare.code import CODE
from colonnade.dialects.postgresql.introspect.rare.foreign import FOREIGN
from colonnade.dialects.postgresql.introspect.rare.members import member_privileges, members_sql
from colonnade.dialects.postgresql.introspect.rare.operators import OPERATORS
from colonnade.dialects.postgresql.introspect.rare.replication import REPLICATION, label, labels_sql, tie, ties_sql
from colonnade.dialects.postgresql.introspect.rare.search import SEARCH
from colonnade.dialects.postgresql.introspect.reading import Reader, Reading
from colonnade.schema import EngineObject, Ref, Role, SchemaObject, Sql

_BRANCHES: Mapping[str, Branch] = {each.kind: each for each in (*CODE, *SEARCH, *OPERATORS, *FOREIGN, *REPLICATION)}
_OTHERS = (
    database.namespaces_sql,
    database.extensions_sql,
    database.roles_sql,
    database.defaults_sql,
    labels_sql,
    members_sql,
    ties_sql,
)
_CATALOGS = {"namespace": Catalog.NAMESPACE, "extension": Catalog.EXTENSION}


def _queries(version: Version) -> Mapping[str, str]:
    parts = [each.select(version) for each in _BRANCHES.values()]
    parts += [each(version) for each in _OTHERS]
    return {"rare": "\nUNION ALL\n".join(part for part in parts if part) + "\nORDER BY 1, 3"}


def _identify(rows: Mapping[str, Rows], identities: Identities) -> None:
    for row in rows["rare"]:
        found = Found(row)
        ref = Ref(found.kind, found.path)
        branch = _BRANCHES.get(found.kind)
        if branch is None:
            if found.kind in _CATALOGS:
                identities.add(_CATALOGS[found.kind], found.oid, ref)
            continue
        identities.add(branch.catalog, found.oid, ref)
        for fact, catalog in (branch.parts or {}).items():
            for oid in found.last_numbers(fact):
                identities.add(catalog, oid, ref)


def _build(reading: Reading) -> Iterator[SchemaObject]:
    for row in reading.rows["rare"]:
        made = _object(Found(row), reading)
        if made is not None:
            yield made


def _object(found: Found, reading: Reading) -> SchemaObject | None:
    match found.kind:
        case "namespace":
            return database.namespace(found, reading)
        case "extension":
            return database.extension(found, reading)
        case "role":
            return database.role(found)
        case "default_privileges":
            return database.default_privileges(found, reading)
        case "security_label":
            return label(found, reading)
        case "extension_tie":
            return tie(found, reading)
        case "member_privileges":
            return member_privileges(found, reading)
        case kind:
            return _engine_object(found, _BRANCHES[kind], reading)


def _engine_object(found: Found, branch: Branch, reading: Reading) -> EngineObject:
    made = branch.make(found)
    return EngineObject(
        engine_kind=found.kind,
        path=found.path,
        comment=found.comment,
        owner=None if found.owner is None else reading.owner(found.owner),
        privileges=None
        if branch.on is None
        else grants_of(found.acl, on=branch.on, owner=str(found.owner), version=reading.version),
        depends=reading.depends(Ref(found.kind, found.path)),
        definition=Sql(made.definition),
        attributes=made.attributes,
    )


def without_unnamed_roles(objects: Iterable[SchemaObject]) -> tuple[SchemaObject, ...]:
    """The objects without the roles that none of the others names, nor a role that is named is a member of."""
    every = tuple(objects)
    roles = {each.name: each for each in every if isinstance(each, Role)}
    kept = database.with_groups(database.named(every), roles)
    return tuple(each for each in every if not isinstance(each, Role) or each.name in kept)


RARE = Reader(queries=_queries, identify=_identify, build=_build)
