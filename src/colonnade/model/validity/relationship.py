"""Whether relationships and references hold together."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.model.attribute import Attribute
from colonnade.model.derive.implied import AttributeNames, identifier_of, known_attributes
from colonnade.model.diagram import Multiplicity
from colonnade.model.entity import Entity
from colonnade.model.logical import Model
from colonnade.model.problems import ProblemCode
from colonnade.model.relationship import Nature, Relationship
from colonnade.model.validity.fault import Fault, Path, contradiction, dangling, faulty


def reference_faults(model: Model, entity: Entity, attribute: Attribute, path: Path) -> Iterator[Fault]:
    """What is wrong with the reference of an attribute."""
    reference = attribute.references
    if reference is None:
        return
    what = f"{entity.key}.{attribute.name}"
    parent = model.entities.get(reference.to)
    if parent is None:
        message = f"{what} refers to {reference.to!r}, which does not exist"
        yield dangling(path, reference.to, message, model.entities)
        return
    if reference.attribute:
        known = known_attributes(model, parent)
        if reference.attribute not in known:
            message = f"{what} refers to {reference.to}.{reference.attribute}, which does not exist"
            yield dangling(path, reference.attribute, message, known)
    else:
        yield from _key_length(model, parent, 1, path, what)


def _key_length(model: Model, parent: Entity, count: int, path: Path, what: str) -> Iterator[Fault]:
    identifier = identifier_of(model, parent)
    if not identifier:
        yield faulty(
            ProblemCode.MISSING,
            path,
            f"{what} refers to {parent.key!r}, which has no primary key",
            "give it one, or say which attributes are referred to",
        )
    elif count != len(identifier):
        yield contradiction(
            path,
            f"{what} refers by {count} to {parent.key!r}, whose key has {len(identifier)}: {', '.join(identifier)}",
            "name as many attributes as the key has, or say with `to` which are referred to",
        )


def relationship_faults(model: Model, relationship: Relationship, names: AttributeNames, path: Path) -> Iterator[Fault]:
    """What is wrong with a declared relationship; `names` are those of the attributes of every entity."""
    what = f"relationship {relationship.key!r}"
    missing = [each for each in (relationship.source, relationship.target) if each not in model.entities]
    for each in missing:
        yield dangling(path, each, f"{what} names {each!r}, which does not exist", model.entities)
    if missing:
        return
    if relationship.nature is Nature.INHERITANCE:
        yield contradiction(path, f"{what}: {relationship.source!r} is a kind of something else already")
        return
    if relationship.is_many_to_many:
        yield from _junction_faults(model, relationship, path, what)
    else:
        yield from _carried_faults(model, relationship, names, path, what)


def _junction_faults(model: Model, relationship: Relationship, path: Path, what: str) -> Iterator[Fault]:
    if relationship.by or relationship.to:
        hint = "a table between them carries it; name its columns under junction"
        yield contradiction(path, f"{what} is many to many and can't be carried by attributes", hint)
    if relationship.nature is Nature.COMPOSITION:
        message = f"{what} is a composition, but a part belongs to one whole only"
        yield contradiction(path, message, "write 1 or 0..1 at the whole, or aggregation")
    for key in (relationship.source, relationship.target):
        if not identifier_of(model, model.entities[key]):
            message = f"{what} is many to many, and {key!r} has no primary key"
            yield faulty(ProblemCode.MISSING, path, message, "both sides of it need one")


def _carried_faults(
    model: Model, relationship: Relationship, names: AttributeNames, path: Path, what: str
) -> Iterator[Fault]:
    child, parent = model.entities[relationship.child], model.entities[relationship.parent]
    for name in relationship.by:
        if name not in names[child.key]:
            message = f"{what} is carried by {name!r}, which is no attribute of {child.key!r}"
            yield dangling(path, name, message, names[child.key])
    for name in relationship.to:
        if name not in names[parent.key]:
            message = f"{what} refers to {name!r}, which is no attribute of {parent.key!r}"
            yield dangling(path, name, message, names[parent.key])
    if relationship.attributes:
        hint = f"put them into {child.key!r}, or into an entity between the two"
        yield contradiction(path, f"{what} has attributes but is not many to many", hint)
    if relationship.junction is not None:
        yield contradiction(path, f"{what} has a junction but is not many to many")
    if relationship.to and relationship.by and len(relationship.to) != len(relationship.by):
        yield contradiction(path, f"{what} refers by {len(relationship.by)} to {len(relationship.to)} attributes")
    elif not relationship.to:
        count = len(relationship.by) or len(identifier_of(model, parent))
        yield from _key_length(model, parent, count, path, what)
    yield from _null_faults(child, relationship, path, what)


def _null_faults(child: Entity, relationship: Relationship, path: Path, what: str) -> Iterator[Fault]:
    own = [name for name in relationship.by if name in child.attributes]
    optional = [name for name in own if not child.requires(name)]
    needs_one = relationship.parent_end is Multiplicity.ONE
    if needs_one and optional:
        message = f"{what} says 1 {relationship.parent}, but {child.key}.{optional[0]} may be left out"
        yield contradiction(path, message, "mark it required, or write 0..1")
    elif not needs_one and own and not optional and len(own) == len(relationship.by):
        message = f"{what} says 0..1 {relationship.parent}, but {child.key}.{own[0]} is required"
        yield contradiction(path, message, "write 1, or leave out required")
