"""A model in which parts of an entity are entities of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from colonnade.advise.normalization.analysis import Relation
from colonnade.errors import RefusedError
from colonnade.model import Entity, Model, Named, Relationship
from colonnade.model.attribute import Reference
from colonnade.model.diagram import Multiplicity
from colonnade.model.language import read, write


class CantSplitError(RefusedError):
    """Something of an entity speaks of attributes that would stand in two entities afterwards."""

    code = "CO246"


def split(model: Model, key: str, relations: Sequence[Relation]) -> Model:
    """The model with each relation split off from the entity of this key, which refers to it.

    Names of relations are those of attributes. What is known of an attribute goes with it; indexes over attributes
    that leave are left out. Raises CantSplitError.
    """
    for each in relations:
        model = _split_off(model, key, each)
    # written and read, so that every reference is found in its new place and every mistake would be told
    return read(write(model))


def _split_off(model: Model, key: str, relation: Relation) -> Model:
    entity = model.entities[key]
    leaving = [name for name in relation.columns if name not in relation.key]
    _check(model, entity, leaving)
    attributes = {name: entity.attributes[name] for name in relation.columns}
    whole = Entity(
        name=relation.name,
        namespace=entity.namespace,
        owner=entity.owner,
        area=entity.area,
        uses=(),
        attributes=Named(
            replace(each, primary=each.name in relation.key, unique=False, identity=None)
            for each in attributes.values()
        ),
    )
    alone = len(relation.key) == 1 and entity.attributes[relation.key[0]].references is None
    left = [each for each in entity.attributes.values() if each.name not in leaving]
    if alone:
        made = Reference(to=whole.key)
        left = [replace(each, references=made) if each.name in relation.key else each for each in left]
    indexes = [each for each in entity.indexes.values() if not any(part.attribute in leaving for part in each.parts)]
    kept = replace(entity, attributes=Named(left), indexes=Named(indexes))
    entities = [each if each.key != key else kept for each in model.entities.values()]
    at = next(number for number, each in enumerate(entities) if each.key == key)
    relationships = list(model.declared_relationships.values())
    if not alone:
        required = all(entity.requires(name) for name in relation.key)
        made_of = Relationship(
            source=whole.key,
            target=key,
            source_end=Multiplicity.ONE if required else Multiplicity.ZERO_OR_ONE,
            target_end=Multiplicity.ZERO_OR_MORE,
            by=relation.key,
        )
        relationships.append(made_of)
    return replace(
        model, entities=Named((*entities[:at], whole, *entities[at:])), declared_relationships=Named(relationships)
    )


def _check(model: Model, entity: Entity, leaving: Sequence[str]) -> None:
    """Raises CantSplitError for what speaks of an attribute that leaves."""
    texts = {f"check {each.name or each.expression}": each.expression for each in entity.checks.values()}
    texts |= {f"rule {each.name}": each.expression for each in entity.rules.values()}
    texts |= {f"attribute {each.name}": each.generated for each in entity.attributes.values()}
    texts |= {f"access {number}": f"{each.where} {each.check}" for number, each in enumerate(entity.access, start=1)}
    texts |= {
        f"index {each.name or each.key}": f"{each.where} {' '.join(part.expression for part in each.parts)}"
        for each in entity.indexes.values()
    }
    for name in leaving:
        word = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)")
        said = [what for what, text in texts.items() if word.search(text)]
        said += [f"key {', '.join(each.attributes)}" for each in entity.keys if name in each.attributes]
        for each in model.relationships.values():
            if (each.child == entity.key and name in each.by and len(each.by) > 1) or (
                each.parent == entity.key and name in each.to
            ):
                said.append(f"relationship {each.key}")
        if said:
            raise CantSplitError(
                f"{name} can't leave {entity.key}: {said[0]} needs it there",
                hint="change that first, or split the entity by hand",
                fields={"entity": entity.key, "attribute": name},
            )
