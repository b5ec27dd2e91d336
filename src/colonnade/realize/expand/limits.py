"""What a tenancy says of limits and suspension, checked; who may change what stands in the rows of tenants."""

from __future__ import annotations

from colonnade.dialect import NotExpressibleError
from colonnade.model import AccessPolicy, Command, Entity, Limit, Model, Tenancy
from colonnade.text import did_you_mean


def level_of(model: Model, tenancy: Tenancy, limit: Limit) -> tuple[str, Entity]:
    """The attribute that names the tenants of a limit, and their entity.

    That is the innermost one with an attribute of the limit's name, else the outermost.
    """
    levels = [(attribute, model.entities[key]) for attribute, key in tenancy.levels.items()]
    return next((each for each in reversed(levels) if limit.name in each[1].attributes), levels[0])


def check_limits(model: Model, tenancy: Tenancy) -> None:
    """Raises NotExpressibleError for a limit or a suspension that names what is not there."""
    if (tenancy.limits or tenancy.suspension) and not tenancy.levels:
        raise NotExpressibleError("tenancy: there is no level of tenants to limit", hint="name one under levels")
    for limit in tenancy.limits.values():
        where = f"tenancy: limit {limit.name}"
        if limit.of not in model.entities:
            raise NotExpressibleError(
                f"{where} counts {limit.of!r}, which is no entity",
                hint=did_you_mean(limit.of, model.entities) or "name an entity",
            )
        counted = model.entities[limit.of]
        _, holder = level_of(model, tenancy, limit)
        if limit.sum and limit.sum not in counted.attributes:
            raise NotExpressibleError(
                f"{where} adds up {limit.sum!r}, which {counted.key} does not have",
                hint=did_you_mean(limit.sum, counted.attributes) or "name an attribute",
            )
        if limit.name not in holder.attributes and not limit.plans:
            raise NotExpressibleError(
                f"{where}: nothing says how much it is",
                hint=f"give {holder.key} an attribute {limit.name}, or say plans",
            )
        if limit.plans:
            _known(holder, tenancy.plan, f"{where} depends on the plan, which `plan` names")
        if any(not most.isdigit() for most in limit.plans.values()):
            raise NotExpressibleError(f"{where}: a plan has no whole number", hint="`plans: {starter: 3}`")
        if limit.unit < 1:
            raise NotExpressibleError(f"{where}: its unit is less than 1", hint="leave it out for 1")
    outermost = model.entities[next(iter(tenancy.levels.values()))] if tenancy.levels else None
    if tenancy.suspension is not None and outermost is not None:
        _known(outermost, tenancy.suspension.attribute, "tenancy: suspension")
    if tenancy.residency and outermost is not None:
        _known(outermost, tenancy.residency, "tenancy: residency")


def _known(entity: Entity, name: str, what: str) -> None:
    if name not in entity.attributes:
        raise NotExpressibleError(
            f"{what}: {entity.key} has no attribute {name!r}",
            hint=did_you_mean(name, entity.attributes) or "name one of its attributes",
        )


def access_of_level(entity: Entity, tenancy: Tenancy, *, outermost: bool) -> tuple[AccessPolicy, ...]:
    """What programs may do with the rows of tenants: what limits them is not theirs to change."""
    role = (tenancy.application,)
    kept = {*tenancy.limits, tenancy.plan, tenancy.residency}
    kept |= {tenancy.suspension.attribute} if tenancy.suspension is not None else set()
    free = tuple(name for name in entity.attributes if name not in kept)
    if len(free) == len(entity.attributes):
        may: tuple[Command, ...] = (Command.READ, Command.UPDATE) if outermost else ()
        return (AccessPolicy(roles=role, may=may),)
    whole = (Command.READ,) if outermost else (Command.READ, Command.DELETE)
    some = (Command.UPDATE,) if outermost else (Command.INSERT, Command.UPDATE)
    changed = tuple(name for name in free if name not in entity.identifier) if outermost else free
    more = (AccessPolicy(roles=role, may=some, attributes=changed),) if changed else ()
    return (AccessPolicy(roles=role, may=whole), *more)
