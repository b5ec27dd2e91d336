"""Whether a model holds together: names that exist, keys that identify, statements that agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from colonnade.model.attribute import Attribute, Domain
from colonnade.model.derive.bundles import PREDEFINED
from colonnade.model.derive.implied import AttributeNames
from colonnade.model.entity import Entity
from colonnade.model.logical import Model
from colonnade.model.named import Named, Thing
from colonnade.model.parts import Bundle, Role
from colonnade.model.phrase.vocabulary import ELSEWHERE, TYPE_WORDS
from colonnade.model.problems import ProblemCode
from colonnade.model.types import Base, Type
from colonnade.model.validity.entity import entity_faults
from colonnade.model.validity.fault import Fault, Path, contradiction, dangling, faulty
from colonnade.model.validity.habits import habit_faults
from colonnade.model.validity.relationship import reference_faults, relationship_faults


def validate(model: Model, *, only: Collection[Path] | None = None) -> tuple[Fault, ...]:
    """Everything that is wrong with a model, in the order of the model; empty for a valid one.

    With `only`, what is wrong with the model itself and with these members of it, such as ("entities", "order").
    """
    return tuple(_faults(model, only))


def _faults(model: Model, only: Collection[Path] | None) -> Iterator[Fault]:
    def chosen(section: str, members: Named[Thing]) -> Iterator[Thing]:
        return (each for each in members.values() if only is None or (section, each.key) in only)

    yield from _use_faults(model, model.uses, (), "the model")
    yield from _double_ids(model)
    names = AttributeNames(model)
    for domain in chosen("domains", model.domains):
        yield from _domain_faults(model, domain)
    for bundle in chosen("bundles", model.bundles):
        yield from _bundle_faults(model, bundle)
    for entity in chosen("entities", model.entities):
        yield from _entity_faults(model, entity, names)
    for relationship in chosen("relationships", model.declared_relationships):
        line = ("relationships", relationship.key)
        yield from relationship_faults(model, relationship, names, line)
        for attribute in relationship.attributes.values():
            inner = (*line, "attributes", attribute.name)
            yield from attribute_faults(model, attribute, inner, f"{relationship.key!r}.{attribute.name}")
    for view in chosen("views", model.views):
        at = ("views", view.key)
        yield from _area_faults(model, view.area, at, f"view {view.key!r}")
        if view.key in model.entities:
            yield contradiction(at, f"{view.key!r} is an entity and a view", "give one of them another name")


def _entity_faults(model: Model, entity: Entity, names: AttributeNames) -> Iterator[Fault]:
    path = ("entities", entity.key)
    yield from _use_faults(model, entity.uses or (), path, f"entity {entity.key!r}")
    yield from _area_faults(model, entity.area, path, f"entity {entity.key!r}")
    yield from _inheritance_faults(model, entity)
    yield from double_ids([(each.name, each.id) for each in entity.attributes.values()], (*path, "attributes"))
    yield from entity_faults(entity, names[entity.key])
    yield from habit_faults(model, entity, names[entity.key])
    for attribute in entity.attributes.values():
        where = (*path, "attributes", attribute.name)
        yield from attribute_faults(model, attribute, where, f"{entity.key}.{attribute.name}")
        yield from reference_faults(model, entity, attribute, where)


def _use_faults(model: Model, uses: Iterable[str], path: Path, what: str) -> Iterator[Fault]:
    known = {*model.bundles, *PREDEFINED}
    for name in uses:
        if name not in known:
            yield dangling(path, name, f"{what} uses bundle {name!r}, which does not exist", known)


def _area_faults(model: Model, area: str, path: Path, what: str) -> Iterator[Fault]:
    if area and model.areas and area not in model.areas and area.split("/", maxsplit=1)[0] not in model.areas:
        yield dangling(path, area, f"{what} is in area {area!r}, which is not declared", model.areas)


def _double_ids(model: Model) -> Iterator[Fault]:
    collections: tuple[tuple[str, Iterable[tuple[str, str]]], ...] = (
        ("areas", [(each.key, each.id) for each in model.areas.values()]),
        ("bundles", [(each.key, each.id) for each in model.bundles.values()]),
        ("domains", [(each.key, each.id) for each in model.domains.values()]),
        ("entities", [(each.key, each.id) for each in model.entities.values()]),
        ("relationships", [(each.key, each.id) for each in model.declared_relationships.values()]),
        ("views", [(each.key, each.id) for each in model.views.values()]),
    )
    for collection, pairs in collections:
        yield from double_ids(pairs, (collection,))


def double_ids(pairs: Iterable[tuple[str, str]], path: Path) -> Iterator[Fault]:
    """Things of one collection that have the same id."""
    seen: dict[str, str] = {}
    for key, stable in pairs:
        if stable in seen:
            yield contradiction(
                (*path, key),
                f"{key!r} and {seen[stable]!r} have the same id {stable!r}",
                "give the newer one an id of its own, such as id: " + stable + "_2",
            )
        seen.setdefault(stable, key)


def _type_faults(model: Model, of: Type, path: Path, what: str) -> Iterator[Fault]:
    while of.base is Base.ARRAY and of.element is not None:
        of = of.element
    if of.base is Base.DOMAIN and of.name not in model.domains:
        elsewhere = ELSEWHERE.get(of.name.lower())
        fault = dangling(path, of.name, f"{what} has an unknown type {of.name!r}", [*model.domains, *TYPE_WORDS])
        yield Fault(
            path=path,
            code=fault.code,
            message=fault.message,
            hint=f"it is written {elsewhere} here" if elsewhere else fault.hint,
            missing=of.name,
        )
    if len(set(of.values)) < len(of.values):
        yield faulty(ProblemCode.DUPLICATE, path, f"the enum of {what} has a word twice")
    if of.length is not None and of.length < 1:
        yield faulty(ProblemCode.WRONG_VALUE, path, f"the length of {what} is less than 1")


def attribute_faults(model: Model, attribute: Attribute, path: Path, what: str) -> Iterator[Fault]:
    """What is wrong with an attribute by itself."""
    yield from _type_faults(model, attribute.type, path, what)
    if attribute.generated and (attribute.default is not None or attribute.identity is not None):
        yield contradiction(path, f"{what} is generated and has a default", "leave one of them out")
    if attribute.identity is not None and attribute.default is not None:
        yield contradiction(path, f"{what} is numbered by the engine and has a default", "leave one of them out")
    if attribute.virtual and not attribute.generated:
        yield contradiction(path, f"{what} is virtual but not generated", 'write generated "SQL" virtual')
    for rule in attribute.quality:
        if not 0 <= rule.threshold <= 1:
            yield faulty(ProblemCode.WRONG_VALUE, path, f"a quality threshold of {what} is not a share", "0 to 100 %")


def _domain_faults(model: Model, domain: Domain) -> Iterator[Fault]:
    path = ("domains", domain.key)
    yield from _type_faults(model, domain.type, path, f"domain {domain.key!r}")
    seen = {domain.key}
    of = domain.type
    while of.base is Base.DOMAIN and of.name in model.domains:
        if of.name in seen:
            yield faulty(ProblemCode.CYCLE, path, f"domain {domain.key!r} is made of itself")
            return
        seen.add(of.name)
        of = model.domains[of.name].type


def _bundle_faults(model: Model, bundle: Bundle) -> Iterator[Fault]:
    path = ("bundles", bundle.name)
    roles = [each.value for each in Role]
    for role, name in bundle.roles.items():
        if role not in roles:
            yield dangling(path, role, f"bundle {bundle.name!r} has an unknown role {role!r}", roles)
        if name not in bundle.attributes:
            message = f"bundle {bundle.name!r} gives a role to {name!r}, which it does not have"
            yield dangling(path, name, message, bundle.attributes)
    for attribute in bundle.attributes.values():
        where = (*path, "attributes", attribute.name)
        yield from attribute_faults(model, attribute, where, f"{bundle.name}.{attribute.name}")
    for key in bundle.keys.values():
        if key.primary:
            message = f"bundle {bundle.name!r} declares a primary key"
            yield contradiction((*path, "keys", key.key), message, "mark its attributes with the word key")
        yield from _unknown_in_bundle(bundle, (*path, "keys", key.key), (*key.attributes, *key.include))
    for index in bundle.indexes.values():
        names = (part.attribute for part in index.parts if part.attribute)
        yield from _unknown_in_bundle(bundle, (*path, "indexes", index.key), (*names, *index.include))


def _unknown_in_bundle(bundle: Bundle, path: Path, names: Iterable[str]) -> Iterator[Fault]:
    for name in names:
        if name not in bundle.attributes:
            message = f"{path[-2]} of bundle {bundle.name!r} name {name!r}, which it does not have"
            yield dangling(path, name, message, bundle.attributes)


def _inheritance_faults(model: Model, entity: Entity) -> Iterator[Fault]:
    path = ("entities", entity.key)
    if entity.is_a and entity.is_a not in model.entities:
        message = f"entity {entity.key!r} is a {entity.is_a!r}, which does not exist"
        yield dangling(path, entity.is_a, message, model.entities)
    seen = [entity.key]
    above = entity.is_a
    while above in model.entities:
        if above in seen:
            yield faulty(
                ProblemCode.CYCLE,
                path,
                f"entity {entity.key!r} is a kind of itself: {' is a '.join([*seen, above])}",
                "an inheritance ends at an entity that is a kind of nothing",
            )
            return
        seen.append(above)
        above = model.entities[above].is_a
