"""Who may do what: grants, policies and roles of the entities that say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from colonnade.dialect import Dialect
from colonnade.idioms import Protection, TenantColumn
from colonnade.model import AccessPolicy, Entity, Model
from colonnade.realize.naming import Names
from colonnade.realize.outcome import Fence, Notes
from colonnade.schema import PUBLIC, Ref, Role, Schema, SchemaObject, Sequence, Table, View


def protected(
    model: Model, names: Names, dialect: Dialect, found: Mapping[Ref, SchemaObject], notes: Notes
) -> dict[Ref, SchemaObject]:
    """The objects with the rights that the design gives; what an engine can't grant is noted.

    Views of tables whose rows are protected show to each user what that user may see.
    """
    objects = dict(found)
    idioms = dialect.idioms.access if dialect.idioms is not None else None
    for entity in model.entities.values():
        wanted = _protection(entity, names)
        fences = notes.fences.get(entity.key, ())
        if fences and idioms is None:
            notes.lose(
                entity.key, "tenants", f"{dialect.traits.title} has no policies: whoever reads the table sees all"
            )
        elif fences:
            _isolate(objects, entity, fences, names, dialect)
        if not wanted.policies and not wanted.columns:
            continue
        if idioms is None:
            notes.lose(entity.key, "access", f"{dialect.traits.title} has no roles and grants nothing")
            continue
        table = objects[Ref("table", names.path(entity))]
        assert isinstance(table, Table)
        parts = [
            each
            for each in objects.values()
            if each.parent() == table.ref
            or (isinstance(each, Sequence) and each.owned_by is not None and each.owned_by[:-1] == table.path)
        ]
        made = idioms.protect(table, parts, wanted)
        objects |= {each.ref: each for each in made}
        roles = [each.name for each in made if isinstance(each, Role)]
        space = objects.get(Ref("namespace", table.path[:1]))
        if space is not None:
            objects[space.ref] = idioms.admit(space, roles)
    if idioms is None:
        return objects
    if any(each.claim for fences in notes.fences.values() for each in fences):
        application = model.tenancy.application if model.tenancy is not None else ""
        objects |= {each.ref: each for each in idioms.attest((application,) if application else (PUBLIC,))}
    return _with_views(objects, dialect)


def _isolate(
    objects: dict[Ref, SchemaObject], entity: Entity, fences: tuple[Fence, ...], names: Names, dialect: Dialect
) -> None:
    """Keep the rows of the tenants apart."""
    idioms = dialect.idioms.access if dialect.idioms is not None else None
    assert idioms is not None
    table = objects[Ref("table", names.path(entity))]
    assert isinstance(table, Table)
    guarded = any(each.where or each.check for each in entity.access)
    columns = [
        TenantColumn(
            name=names.column(entity.attributes[each.attribute]),
            setting=each.setting,
            optional=each.optional,
            claim=each.claim,
        )
        for each in fences
    ]
    objects |= {each.ref: each for each in idioms.isolate(table, columns, guarded)}


def _protection(entity: Entity, names: Names) -> Protection:
    def physical(policy: AccessPolicy) -> AccessPolicy:
        columns = tuple(
            names.column(entity.attributes[name]) if name in entity.attributes else name for name in policy.attributes
        )
        return replace(policy, attributes=columns)

    return Protection(
        policies=tuple(map(physical, entity.access)),
        columns={names.column(each): each.access for each in entity.attributes.values() if each.access},
    )


def _with_views(objects: dict[Ref, SchemaObject], dialect: Dialect) -> dict[Ref, SchemaObject]:
    closed = {each.ref for each in objects.values() if isinstance(each, Table) and each.row_security}
    idioms = dialect.idioms.access if dialect.idioms is not None else None
    if not closed or idioms is None or dialect.references is None:
        return objects
    references = dialect.references(Schema(engine=dialect.name, objects=objects))
    needs = {ref: set(references.of_object(each)) for ref, each in objects.items() if isinstance(each, View)}
    while more := {ref for ref, used in needs.items() if ref not in closed and used & closed}:
        closed |= more
    return {
        ref: idioms.invoke(each) if isinstance(each, View) and ref in closed else each for ref, each in objects.items()
    }
