"""Rows with personal or sensitive data are for those who may see them, without a word in each entity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Dialect
from colonnade.model import AccessPolicy, Entity, Model, PersonalAccess, Role
from colonnade.realize.expand.places import with_entities
from colonnade.realize.naming import Names
from colonnade.realize.outcome import Notes


def with_personal_access(model: Model, names: Names, dialect: Dialect, notes: Notes) -> Model:
    """The model in which every entity with such data that says nothing of access has the model's policies.

    Rights hang on membership in roles, never on a setting that a session can make.
    """
    wanted = model.personal_access
    if wanted is None:
        return model
    flagged = (
        each
        for each in model.entities.values()
        if not each.access and any(model.classification_of(one).flagged for one in each.attributes.values())
    )
    return with_entities(
        model,
        [replace(each, access=tuple(_policies(each, wanted, names, dialect, notes))) for each in flagged],
    )


def _policies(
    entity: Entity, wanted: PersonalAccess, names: Names, dialect: Dialect, notes: Notes
) -> Iterator[AccessPolicy]:
    """For programs the rows of their user, where the entity knows who made a row, else none; for the trusted all."""
    maker = notes.roles.get(entity.key, {}).get(Role.CREATED_BY)
    name = f"{names.path(entity)[-1]}_access_policy"
    if maker is not None:
        own = f"{dialect.quote(names.column(entity.attributes[maker]))} = current_user"
        yield AccessPolicy(name=name, roles=(wanted.application,), where=own)
    if wanted.trusted:
        name = f"{name}_trusted" if maker is not None else name
        # A condition, so that rows stay closed to whoever is granted the table beside the model.
        yield AccessPolicy(name=name, roles=wanted.trusted, where="true")
