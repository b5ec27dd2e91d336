"""Types of the engine as domains of a model."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.model import Base, Domain, Named, Type
from colonnade.model import Check as LogicalCheck
from colonnade.realize.abstract.ground import Ground
from colonnade.schema import DomainType, EnumType


def domains(ground: Ground) -> Iterator[Domain]:
    """A domain for each enum type and each domain."""
    for each in ground.schema:
        if isinstance(each, EnumType):
            namespace, name = ground.place(each.path)
            type_ = Type(base=Base.ENUM, values=each.values)
            yield Domain(name=name, namespace=namespace, type=type_, about=each.comment or "")
        elif isinstance(each, DomainType):
            yield _domain(each, ground)


def _domain(each: DomainType, ground: Ground) -> Domain:
    namespace, name = ground.place(each.path)
    checks = list(each.checks)
    first = ""
    if checks and checks[0].name == f"{name}_check" and not checks[0].comment:
        first = ground.idioms.read_condition(checks.pop(0).expression)
    return Domain(
        name=name,
        namespace=namespace,
        type=ground.idioms.read_type(each.base, ground.domains),
        required=not each.nullable,
        default=ground.idioms.read_default(each.default, each.base) if each.default else None,
        check=first,
        checks=Named(
            LogicalCheck(
                name=check.name,
                expression=ground.idioms.read_condition(check.expression),
                about=check.comment or "",
            )
            for check in checks
        ),
        collation=".".join(each.collation or ()),
        about=each.comment or "",
    )
