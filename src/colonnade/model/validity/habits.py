"""Whether what an entity asks of the database, a trail, a history, marked deletions, can be kept."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.model.derive.bundles import bundles_of
from colonnade.model.entity import Deletion, Entity
from colonnade.model.logical import Model
from colonnade.model.parts import Role
from colonnade.model.validity.fault import Fault, contradiction, dangling

HISTORY_ATTRIBUTES = ("row_version", "valid_from", "valid_to")
"""What a table of versions has beside the attributes of the row."""
TRAIL_ROLES = (Role.AUDITED_TABLE, Role.AUDITED_ROW, Role.OPERATION)
"""What an entity must know to be written to as a trail."""


def habit_faults(model: Model, entity: Entity, names: frozenset[str]) -> Iterator[Fault]:
    """What is wrong with the trail, the history and the deletion of an entity; `names` are all its attributes."""
    path = ("entities", entity.key)
    yield from _trail_faults(model, entity)
    if entity.history:
        taken = [each for each in HISTORY_ATTRIBUTES if each in names]
        if taken:
            message = f"entity {entity.key!r} has a history and an attribute {taken[0]!r} of its own"
            yield contradiction(path, message, "give the attribute another name")
        if entity.history in {each.name for each in model.entities.values()}:
            message = f"the history of entity {entity.key!r} has the name of an entity, {entity.history!r}"
            yield contradiction(path, message, "the database makes the history: give it a name of its own")
        if entity.is_a:
            yield contradiction(path, f"entity {entity.key!r} is a kind of another and has a history of its own")
    if entity.deletion is Deletion.MARK and not _roles(model, entity) & {Role.DELETED_AT, Role.ACTIVE}:
        message = f"deleted rows of entity {entity.key!r} stay, but nothing says that they are deleted"
        yield contradiction(path, message, "use: [soft_delete]")


def _trail_faults(model: Model, entity: Entity) -> Iterator[Fault]:
    path = ("entities", entity.key)
    if not entity.audited_by:
        return
    trail = model.entities.get(entity.audited_by)
    if trail is None:
        message = f"entity {entity.key!r} is audited by {entity.audited_by!r}, which does not exist"
        yield dangling(path, entity.audited_by, message, model.entities)
    elif trail.audited_by or trail is entity:
        message = f"entity {entity.key!r} is audited by {trail.key!r}, which is audited itself"
        yield contradiction(path, message, "a trail is not audited")
    elif missing := [each.value for each in TRAIL_ROLES if each not in _roles(model, trail)]:
        message = f"entity {entity.key!r} is audited by {trail.key!r}, which has nothing for: {', '.join(missing)}"
        yield contradiction(path, message, "use: [audit_trail], or a bundle with roles such as `audited row: row_id`")


def _roles(model: Model, entity: Entity) -> frozenset[Role]:
    return frozenset(Role(role) for each in bundles_of(model, entity) for role in each.roles)
