"""Domains to types of the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from colonnade.idioms import Idioms
from colonnade.model import Base, Domain, Model
from colonnade.realize.naming import Names, free_name
from colonnade.schema import DomainCheck, DomainType, EnumType, SchemaObject


def spellings(model: Model, names: Names, idioms: Idioms) -> dict[str, str]:
    """How the engine spells each domain, by its key."""
    return {key: idioms.qualified(names.path(each)) for key, each in model.domains.items()}


def types(model: Model, names: Names, idioms: Idioms, domains: Mapping[str, str]) -> Iterator[SchemaObject]:
    """An enum type for each domain that is a list of words, a domain for each other."""
    for each in model.domains.values():
        if each.is_enum:
            yield EnumType(path=names.path(each), values=each.type.values, comment=each.about or None)
        else:
            yield _domain(each, names, idioms, domains)


def _domain(each: Domain, names: Names, idioms: Idioms, domains: Mapping[str, str]) -> DomainType:
    path = names.path(each)
    base = idioms.write_type(each.type, domains)
    taken = {check.name for check in each.checks.values() if check.name}
    checks: list[DomainCheck] = []
    if each.check:
        name = free_name(f"{path[-1]}_check", taken)
        checks.append(DomainCheck(name=name, expression=idioms.write_condition(each.check)))
    if each.type.base is Base.ENUM:
        words = ", ".join("'" + value.replace("'", "''") + "'::text" for value in each.type.values)
        name = free_name(f"{path[-1]}_check", taken)
        checks.append(DomainCheck(name=name, expression=idioms.write_condition(f"VALUE = ANY (ARRAY[{words}])")))
    for check in each.checks.values():
        name = check.name or free_name(f"{path[-1]}_check", taken)
        expression = idioms.write_condition(check.expression)
        checks.append(DomainCheck(name=name, expression=expression, comment=check.about or None))
    return DomainType(
        path=path,
        base=base,
        nullable=not each.required,
        default=idioms.write_default(each.default, base) if each.default else None,
        collation=tuple(each.collation.split(".")) if each.collation else None,
        checks=tuple(checks),
        comment=each.about or None,
    )
