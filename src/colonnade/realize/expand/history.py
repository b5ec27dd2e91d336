"""Tables of all versions of rows, for entities that ask for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from colonnade.model import (
    Attribute,
    Base,
    Check,
    Entity,
    Index,
    IndexPart,
    Key,
    Model,
    Named,
    TablePurpose,
    Type,
)
from colonnade.realize.expand.places import copied, with_entities
from colonnade.text import snake_case

VERSION, VALID_FROM, VALID_TO = "row_version", "valid_from", "valid_to"


def with_histories(model: Model) -> Model:
    """The model with an entity for the versions of each entity that has a history."""
    return with_entities(model, [_history(each) for each in model.entities.values() if each.history])


def histories_of(model: Model) -> Mapping[str, Entity]:
    """The entities of versions by the key of the entity whose rows they keep."""
    return {
        each.key: model.entities[replace(each, name=each.history).key]
        for each in model.entities.values()
        if each.history
    }


def _history(entity: Entity) -> Entity:
    """A version of a row has its values, and the time from which and until which they were those of the row.

    A period has its beginning and not its end, so an instant is in one version at most. A version has a number, as two
    may begin at the same instant where a clock is coarse.
    """
    instant = Type(base=Base.TIMESTAMP)
    values = [
        replace(copied(each, each.name), physical=each.physical, about=each.about)
        for each in entity.attributes.values()
    ]
    own = [
        Attribute(name=VERSION, type=Type(base=Base.INTEGER), required=True, about="Number of the version, from 1"),
        Attribute(name=VALID_FROM, type=instant, required=True, about="From when it held"),
        Attribute(name=VALID_TO, type=instant, about="Until when it held, this instant not included"),
    ]
    key = entity.identifier
    return Entity(
        name=entity.history,
        namespace=entity.namespace,
        about=f"All versions of the rows of {entity.key}",
        area=entity.area,
        owner=entity.owner,
        steward=entity.steward,
        level=entity.level,
        purpose=TablePurpose.AUDIT_TRAIL,
        attributes=Named([*values, *own]),
        declared_keys=Named([Key(attributes=(*key, VERSION), primary=True)]),
        checks=Named(
            [
                Check(
                    name=f"{snake_case(entity.history)}_period",
                    expression=f"{VALID_TO} >= {VALID_FROM}",
                    about="A period ends after it begins",
                )
            ]
        ),
        indexes=Named(
            [
                Index(
                    parts=tuple(IndexPart(attribute=name) for name in key),
                    unique=True,
                    where=f"{VALID_TO} IS NULL",
                    about="A row has one version that holds now",
                ),
                Index(parts=(IndexPart(attribute=VALID_FROM),), about="What held at an instant"),
            ]
        ),
        access=tuple(each for each in entity.access if not each.attributes),
        uses=(),
    )
