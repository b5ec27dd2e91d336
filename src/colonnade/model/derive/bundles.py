"""The bundles of attributes that every model knows, and which attributes an entity has in the end."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.model.attribute import Attribute
from colonnade.model.derive.templates import TEMPLATES
from colonnade.model.entity import Entity
from colonnade.model.logical import Model
from colonnade.model.named import Named
from colonnade.model.parts import Bundle, Role
from colonnade.model.types import NOW, TRUE, Base, Type, number_default

_ACTOR = Type(base=Base.STRING, length=100)
_INSTANT = Type(base=Base.TIMESTAMP)

PREDEFINED: Named[Bundle] = Named(
    [
        Bundle(
            name="audit",
            about="Who made a row and who changed it last.",
            attributes=Named(
                [
                    Attribute(name="created_at", type=_INSTANT, required=True, default=NOW),
                    Attribute(name="created_by", type=_ACTOR),
                    Attribute(name="updated_at", type=_INSTANT, required=True, default=NOW),
                    Attribute(name="updated_by", type=_ACTOR),
                ]
            ),
            roles={
                Role.CREATED_AT.value: "created_at",
                Role.CREATED_BY.value: "created_by",
                Role.UPDATED_AT.value: "updated_at",
                Role.UPDATED_BY.value: "updated_by",
            },
        ),
        Bundle(
            name="soft_delete",
            about="A deleted row stays, with the time of its deletion.",
            attributes=Named(
                [
                    Attribute(name="deleted_at", type=_INSTANT),
                    Attribute(name="deleted_by", type=_ACTOR),
                ]
            ),
            roles={Role.DELETED_AT.value: "deleted_at", Role.DELETED_BY.value: "deleted_by"},
        ),
        Bundle(
            name="active_flag",
            about="A deleted row stays and is marked as not active.",
            attributes=Named(
                [
                    Attribute(
                        name="is_active",
                        type=Type(base=Base.BOOLEAN),
                        required=True,
                        default=TRUE,
                    )
                ]
            ),
            roles={Role.ACTIVE.value: "is_active"},
        ),
        Bundle(
            name="tenant",
            about="Every row belongs to a tenant that the model has no entity for.",
            attributes=Named([Attribute(name="tenant_id", type=Type(base=Base.UUID), required=True)]),
            roles={Role.TENANT.value: "tenant_id"},
        ),
        Bundle(
            name="version_lock",
            about="A number that each update raises, so that nobody overwrites what they have not seen.",
            attributes=Named(
                [
                    Attribute(
                        name="version",
                        type=Type(base=Base.INTEGER),
                        required=True,
                        default=number_default(1),
                    )
                ]
            ),
            roles={Role.VERSION.value: "version"},
        ),
        *TEMPLATES.values(),
    ]
)
"""A bundle of the same name in the model takes the place of one of these."""


def bundle(model: Model, name: str) -> Bundle | None:
    """The model's own bundle of this name, else the predefined one, else None."""
    return model.bundles.get(name) or PREDEFINED.get(name)


def bundles_of(model: Model, entity: Entity) -> tuple[Bundle, ...]:
    """The bundles of an entity that exist: its own choice, else what the model says for every entity.

    An entity that is a kind of another has the bundles of its root, unless it names its own.
    """
    uses = entity.uses
    if uses is None:
        uses = () if entity.is_a else model.uses
    found = (bundle(model, name) for name in uses)
    return tuple(each for each in found if each is not None)


def effective_attributes(model: Model, entity: Entity) -> Named[Attribute]:
    """The entity's own attributes and then those of its bundles; its own win where the names are the same.

    A key that a bundle brings comes first, as keys do.
    """
    return Named(_first_of_each_name(model, entity))


def _first_of_each_name(model: Model, entity: Entity) -> Iterator[Attribute]:
    seen = set[str]()
    brought = [each for bundle in bundles_of(model, entity) for each in bundle.attributes.values()]
    keys = [each for each in brought if each.primary and each.name not in entity.attributes]
    for attributes in (keys, entity.attributes.values(), brought):
        for each in attributes:
            if each.name not in seen:
                seen.add(each.name)
                yield each
