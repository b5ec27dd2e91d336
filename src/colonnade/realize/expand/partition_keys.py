"""Keys of entities whose rows are divided: each holds the attributes that decide, or could not be kept."""

from __future__ import annotations

from dataclasses import replace

from colonnade.dialect import Dialect, NotExpressibleError
from colonnade.model import Entity, Key, Model, Named
from colonnade.realize.expand.places import with_entities, with_identifier
from colonnade.realize.outcome import Notes


def with_partition_keys(model: Model, dialect: Dialect, notes: Notes) -> Model:
    """The model whose divided entities have keys that the engine can keep; undivided where it can't divide."""
    changed = []
    for each in model.entities.values():
        if each.partition is None:
            continue
        if dialect.idioms is None or dialect.idioms.partitions is None:
            notes.lose(each.key, f"partition: {each.partition.method.value}", "tables can't be divided")
            changed.append(replace(each, partition=None))
        else:
            changed.append(_with_keys(each))
    return with_entities(model, changed)


def _with_keys(entity: Entity) -> Entity:
    by = entity.partition.by if entity.partition is not None else ()
    if not entity.keys:
        return entity
    if any(name.startswith("(") for name in by):
        raise NotExpressibleError(
            f"{entity.key} is divided by an expression, so that no key of it can be kept",
            hint="divide it by attributes, which then become part of its keys",
        )
    keys = [(key, tuple(name for name in by if name not in key.attributes)) for key in entity.keys]
    if not any(missing for _, missing in keys):
        return entity
    primary = [key.attributes + missing for key, missing in keys if key.primary]
    others = [_wider(key, missing) for key, missing in keys if not key.primary]
    plain = replace(
        entity,
        attributes=Named(replace(each, unique=False) for each in entity.attributes.values()),
        declared_keys=Named([*(key for key in entity.declared_keys.values() if key.primary), *others]),
    )
    return with_identifier(plain, primary[0]) if primary else plain


def _wider(key: Key, missing: tuple[str, ...]) -> Key:
    return replace(key, attributes=key.attributes + missing)
