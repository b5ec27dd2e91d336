"""Kinds of an entity as tables: sharing the key, all in one, or each whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, assert_never

from colonnade.dialect import Dialect, NotExpressibleError
from colonnade.model import (
    Attribute,
    Base,
    Check,
    Entity,
    Index,
    Key,
    Model,
    Named,
    Relationship,
    Strategy,
    Type,
    ancestors,
    effective_attributes,
    identifier_of,
    root,
)
from colonnade.model.diagram import Multiplicity
from colonnade.realize.expand.places import copied, together, with_entities, with_identifier
from colonnade.realize.naming import Names
from colonnade.schema import Action
from colonnade.text import snake_case

Part = TypeVar("Part", Index, Key)

DISCRIMINATOR = "kind"
"""Attribute that says which kind a row is, where the model names none."""


def with_inheritance(model: Model, names: Names, dialect: Dialect) -> Model:
    """The model in which nothing is a kind of something else any more. Raises NotExpressibleError."""
    families: dict[str, list[Entity]] = {}
    for each in model.entities.values():
        if each.is_a:
            families.setdefault(root(model, each).key, []).append(each)
    for key, kinds in families.items():
        top = model.entities[key]
        match top.strategy or Strategy.JOINED:
            case Strategy.JOINED:
                model = _joined(model, kinds)
            case Strategy.SINGLE_TABLE:
                model = _in_one_table(model, top, kinds, names, dialect)
            case Strategy.CONCRETE:
                model = _concrete(model, kinds)
            case strategy:
                assert_never(strategy)
    plain = (replace(each, is_a="", strategy=None) if each.is_a else each for each in model.entities.values())
    return replace(model, entities=Named(plain))


def _joined(model: Model, kinds: list[Entity]) -> Model:
    """A table for each kind whose key is the parent's key, and refers to it."""
    made: list[Entity] = []
    ties: list[Relationship] = []
    for each in kinds:
        identifier = identifier_of(model, root(model, each))
        if not identifier:
            raise NotExpressibleError(f"{each.key} is a {each.is_a}, which has no key to share", hint="give it one")
        above = ancestors(model, each)[-1]
        known = effective_attributes(model, above)
        shared = [copied(known[name], name, primary=True) for name in identifier if name not in each.attributes]
        entity = each.with_attributes(Named([*shared, *each.attributes.values()]))
        own = entity.identifier
        if set(own) != set(identifier):
            entity = with_identifier(entity, identifier)
        made.append(entity)
        ties.append(
            Relationship(
                source=each.is_a,
                target=each.key,
                source_end=Multiplicity.ONE,
                target_end=Multiplicity.ZERO_OR_ONE,
                verb="is",
                by=identifier,
                on_delete=Action.CASCADE,
            )
        )
    model = with_entities(model, made)
    return replace(model, declared_relationships=Named([*ties, *model.declared_relationships.values()]))


def _in_one_table(model: Model, top: Entity, kinds: list[Entity], names: Names, dialect: Dialect) -> Model:
    """One table with the attributes of all kinds; those that a kind requires are required of its rows only."""
    name = top.discriminator or DISCRIMINATOR
    values = {each.key: each.discriminator_value or snake_case(each.name) for each in (top, *kinds)}
    attributes = {each.name: each for each in top.attributes.values()}
    if name not in attributes:
        words = Type(base=Base.ENUM, values=tuple(values.values()))
        attributes[name] = Attribute(name=name, type=words, required=True)
    needed: list[Check] = []
    for each in kinds:
        for attribute in effective_attributes(model, each).values():
            if attribute.name in top.identifier:
                continue
            known = attributes.get(attribute.name)
            if known is not None and known.type != attribute.type:
                raise NotExpressibleError(
                    f"{attribute.name} is of one type in {each.key} and of another in a kind beside it",
                    hint=f"name one of them otherwise, or give {top.key} the strategy joined",
                )
            attributes[attribute.name] = replace(attribute, required=False, primary=False)
        needed.extend(_required_of(model, top, each, (name, values), names, dialect))
    merged = replace(
        top,
        attributes=Named(attributes.values()),
        checks=together((top, [*top.checks.values(), *needed]), *((each, each.checks.values()) for each in kinds)),
        declared_keys=together((top, top.declared_keys.values()), *((each, _own_keys(each)) for each in kinds)),
        indexes=together(*((each, each.indexes.values()) for each in (top, *kinds))),
        rules=together(*((each, each.rules.values()) for each in (top, *kinds))),
        triggers=together(*((each, each.triggers.values()) for each in (top, *kinds))),
        access=(*top.access, *(policy for each in kinds for policy in each.access)),
    )
    gone = {each.key for each in kinds}
    return _renamed_ends(
        replace(model, entities=Named(merged if each.key == top.key else each for each in _without(model, gone))),
        dict.fromkeys(gone, top.key),
    )


def _own_keys(each: Entity) -> Iterator[Key]:
    return (key for key in each.declared_keys.values() if not key.primary)


def _without(model: Model, gone: set[str]) -> Iterator[Entity]:
    return (each for each in model.entities.values() if each.key not in gone)


def _required_of(
    model: Model,
    top: Entity,
    each: Entity,
    kinds: tuple[str, Mapping[str, str]],
    names: Names,
    dialect: Dialect,
) -> Iterator[Check]:
    """A kind and all kinds of it have what it requires."""
    name, values = kinds
    rows = [other.key for other in model.entities.values() if other.key == each.key or each in ancestors(model, other)]
    words = ", ".join(dialect.literal(values[key]) for key in rows if key in values)
    for attribute in effective_attributes(model, each).values():
        if attribute.is_required and attribute.name not in top.identifier:
            column = dialect.quote(names.column(attribute))
            kind = dialect.quote(names.word(name))
            expression = f"{kind} NOT IN ({words}) OR {column} IS NOT NULL"
            yield Check(name=f"{names.path(top)[-1]}_{names.column(attribute)}_required", expression=expression)


def _concrete(model: Model, kinds: list[Entity]) -> Model:
    """A whole table for each kind, with what it has from all that it is a kind of."""
    made: list[Entity] = []
    ties = list(model.declared_relationships.values())
    for each in kinds:
        lineage = [*reversed(ancestors(model, each)), each]
        attributes: dict[str, Attribute] = {}
        for above in lineage:
            attributes.update(above.attributes)
        made.append(
            replace(
                each,
                attributes=Named(attributes.values()),
                uses=each.uses if each.uses is not None else lineage[0].uses,
                is_a="",
                declared_keys=together(*((above, _free(above, each, above.declared_keys)) for above in lineage)),
                checks=together(*((above, above.checks.values()) for above in lineage)),
                indexes=together(*((above, _free(above, each, above.indexes)) for above in lineage)),
                rules=together(*((above, above.rules.values()) for above in lineage)),
                triggers=together(*((above, above.triggers.values()) for above in lineage)),
            )
        )
        above_keys = {above.key for above in lineage[:-1]}
        ties.extend(
            _moved(tie, {tie.child: each.key}, child_only=True)
            for tie in model.declared_relationships.values()
            if tie.child in above_keys and not tie.is_many_to_many
        )
    return replace(with_entities(model, made), declared_relationships=Named(ties))


def _free(above: Entity, each: Entity, parts: Mapping[str, Part]) -> Iterator[Part]:
    """Parts of an entity for a table of another, without the names that only one table can use."""
    return (part if above is each else replace(part, name="") for part in parts.values())


def _renamed_ends(model: Model, names: Mapping[str, str]) -> Model:
    """The model whose relationships and references lead to other entities."""
    entities = []
    for each in model.entities.values():
        moved = (
            replace(attribute, references=replace(attribute.references, to=names[attribute.references.to]))
            if attribute.references is not None and attribute.references.to in names
            else attribute
            for attribute in each.attributes.values()
        )
        entities.append(each.with_attributes(Named(moved)))
    ties = (_moved(each, names) for each in model.declared_relationships.values())
    return replace(model, entities=Named(entities), declared_relationships=Named(ties))


def _moved(each: Relationship, names: Mapping[str, str], *, child_only: bool = False) -> Relationship:
    """A relationship between other entities; columns of a kind need not be filled in the rows of the others."""
    source, target = names.get(each.source, each.source), names.get(each.target, each.target)
    if child_only:
        source = each.source if each.source != each.child else source
        target = each.target if each.target != each.child else target
        return replace(each, source=source, target=target, name="")
    moved = replace(each, source=source, target=target)
    if each.child in names and each.parent_end is Multiplicity.ONE and not each.is_many_to_many:
        if each.child == each.source:
            return replace(moved, target_end=Multiplicity.ZERO_OR_ONE)
        return replace(moved, source_end=Multiplicity.ZERO_OR_ONE)
    return moved
