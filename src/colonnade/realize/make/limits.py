"""What tenants may use and what suspended ones may do: counters, triggers and policies of the declared tenancy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from colonnade.dialect import Dialect
from colonnade.idioms import TenantColumn, TenantGate, TenantLimit, TenantRoot
from colonnade.model import Entity, Limit, LimitPeriod, Model, Suspended, Tenancy, TenantContext
from colonnade.realize.expand.limits import level_of
from colonnade.realize.naming import Names
from colonnade.realize.outcome import Notes
from colonnade.schema import Ref, SchemaObject, Table


def limited(
    model: Model, names: Names, dialect: Dialect, found: Mapping[Ref, SchemaObject], notes: Notes
) -> Iterator[SchemaObject]:
    """What keeps the limits of tenants, and suspended tenants out; what an engine can't keep is noted."""
    tenancy, idioms = model.tenancy, dialect.idioms
    if tenancy is None or idioms is None:
        return
    for each in tenancy.limits.values():
        made = idioms.limit(_limit(model, tenancy, each, names, found)) if idioms.limit is not None else ()
        if not made:
            notes.lose(f"tenancy.{each.key}", "limit", f"{dialect.traits.title} has nothing that could count it")
        yield from made
    if tenancy.suspension is None:
        return
    if idioms.access is None:
        notes.lose("tenancy", "suspension", f"{dialect.traits.title} does not know whose session it is")
        return
    yield from idioms.access.gate(_gate(model, tenancy, names, found, notes))


def _limit(
    model: Model, tenancy: Tenancy, limit: Limit, names: Names, found: Mapping[Ref, SchemaObject]
) -> TenantLimit:
    attribute, holder = level_of(model, tenancy, limit)
    counted = model.entities[limit.of]

    def column(entity: Entity, name: str) -> str:
        return names.column(entity.attributes[name]) if name in entity.attributes else ""

    return TenantLimit(
        name=names.word(limit.name),
        table=_table(counted, names, found),
        column=column(counted, attribute),
        root=_root(holder, names, found),
        amount=column(counted, limit.sum),
        unit=limit.unit,
        monthly=limit.per is LimitPeriod.MONTH,
        held=column(holder, limit.name),
        plan=column(holder, tenancy.plan),
        plans={plan: int(most) for plan, most in limit.plans.items()},
    )


def _gate(model: Model, tenancy: Tenancy, names: Names, found: Mapping[Ref, SchemaObject], notes: Notes) -> TenantGate:
    suspension = tenancy.suspension
    assert suspension is not None
    attribute, key = next(iter(tenancy.levels.items()))
    outermost = model.entities[key]
    strict = tenancy.context is TenantContext.STRICT
    return TenantGate(
        root=_root(outermost, names, found),
        tenant=TenantColumn(
            name=names.word(attribute), setting=tenancy.setting_of(attribute), claim=attribute if strict else ""
        ),
        state=names.column(outermost.attributes[suspension.attribute]),
        states=suspension.states,
        tables=tuple(_table(each, names, found) for each in model.entities.values() if each.key in notes.fences),
        blocked=suspension.then is Suspended.BLOCKED,
        roles=(tenancy.application,) if tenancy.application else (),
    )


def _root(entity: Entity, names: Names, found: Mapping[Ref, SchemaObject]) -> TenantRoot:
    return TenantRoot(table=_table(entity, names, found), key=names.column(entity.attributes[entity.identifier[0]]))


def _table(entity: Entity, names: Names, found: Mapping[Ref, SchemaObject]) -> Table:
    table = found[Ref("table", names.path(entity))]
    assert isinstance(table, Table)
    return table
