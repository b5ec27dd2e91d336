"""What a design would say in fewer words: junctions, kinds of an entity, bundles.

A recognition is kept only when the schema that it gives is as near to the one that was read as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from colonnade.dialect import NotExpressibleError
from colonnade.model import (
    PREDEFINED,
    Entity,
    IndexMethod,
    IndexPart,
    Junction,
    Key,
    Model,
    Named,
    Relationship,
    canonical_entity,
    reference_names,
)
from colonnade.model.diagram import Multiplicity
from colonnade.realize.abstract.ground import Ground
from colonnade.realize.realise import realise_logical
from colonnade.schema import Action, QName, Schema, SchemaObject, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recognition:
    """A shorter way to say something."""

    table: QName
    """The table that it is about."""
    apply: Callable[[Model], Model]


def recognised(model: Model, ground: Ground) -> Model:
    """The model in the fewest words that give the same schema."""
    found = tuple(_found(model, ground))
    plain = realise_logical(model, ground.dialect) if found else None
    while found and plain is not None:
        shorter = model
        for each in found:
            shorter = each.apply(shorter)
        try:
            given = realise_logical(shorter, ground.dialect)
        except NotExpressibleError:
            return model
        bad = _worse(plain, given, ground.schema)
        kept = tuple(each for each in found if not _concerns(each, bad))
        if len(kept) == len(found):
            return shorter if not bad else model
        found = kept
    return model


def _concerns(each: _Recognition, bad: frozenset[QName]) -> bool:
    return any(path[: len(each.table)] == each.table for path in bad)


def _worse(plain: Schema, given: Schema, wanted: Schema) -> frozenset[QName]:
    """Paths of tables whose objects are less what is wanted than without recognitions."""
    found: set[QName] = set()
    for ref in {*plain.objects, *given.objects}:
        before, after, goal = plain.get(ref), given.get(ref), wanted.get(ref)
        if not _same(after, goal) and (_same(before, goal) or not _same(before, after)):
            for each in (before, after):
                found.update([_of_table(each)] if each is not None else [])
    return frozenset(found)


def _of_table(each: SchemaObject) -> QName:
    above = each.parent()
    return each.path if above is None else above.path


def _same(one: SchemaObject | None, other: SchemaObject | None) -> bool:
    if one != other:
        return False
    return not isinstance(one, Table) or not isinstance(other, Table) or list(one.columns) == list(other.columns)


def _found(model: Model, ground: Ground) -> Iterator[_Recognition]:
    ties: dict[str, list[Relationship]] = {}
    referred: set[str] = set()
    for each in model.relationships.values():
        ties.setdefault(each.child, []).append(each)
        referred.add(each.parent)
    tables = {ground.key(path): path for path in ground.tables}
    keys = set(model.declared_relationships)
    for entity in model.entities.values():
        own = ties.get(entity.key, [])
        junction = None if entity.key in referred else _junction(model, entity, own)
        if junction is not None and junction.key not in keys:
            keys.add(junction.key)
            yield _Recognition(table=tables[entity.key], apply=_as_junction(entity.key, junction))
            continue
        parent = _kind_of(model, entity, own)
        if parent is not None:
            yield _Recognition(table=tables[entity.key], apply=_as_kind(entity.key, parent))
            continue
        uses = _bundles(entity, _kept_bundles(ground.tables[tables[entity.key]], ground))
        if uses:
            yield _Recognition(table=tables[entity.key], apply=_as_user(entity.key, uses))


def _plain_tie(each: Relationship) -> bool:
    """Whether a reference says nothing that the shorter form can't."""
    bare = Relationship(
        source=each.source,
        target=each.target,
        target_end=each.target_end,
        by=each.by,
        on_delete=each.on_delete,
        on_update=each.on_update,
        match=each.match,
        deferral=each.deferral,
    )
    return each == bare


def _junction(model: Model, entity: Entity, ties: list[Relationship]) -> Relationship | None:
    """The many-to-many relationship that an entity carries, if it does nothing else."""
    if len(ties) != 2 or not all(_plain_tie(replace(each, name="")) for each in ties):
        return None
    if entity.checks or entity.partition:
        return None
    first, second = sorted(ties, key=lambda each: list(entity.attributes).index(each.by[0]))
    by = (*first.by, *second.by)
    alike = {(each.on_delete, each.on_update, each.match, each.deferral) for each in ties}
    if entity.identifier != by or len(entity.keys) != 1 or len(alike) != 1 or tuple(entity.attributes)[: len(by)] != by:
        return None
    source, target = model.entities[first.parent], model.entities[second.parent]
    rest = [each for name, each in entity.attributes.items() if name not in by]
    if entity.key in {source.key, target.key} or any(each.references or each.unique for each in rest):
        return None
    junction = Junction(
        name="" if entity.name == _usual_name(model, source, target) else entity.name,
        source_by=() if first.by == reference_names(model, replace(first, by=())) else first.by,
        target_by=() if second.by == reference_names(model, replace(second, by=())) else second.by,
        key_name=entity.primary_key.name if entity.primary_key is not None else "",
        source_name=first.name,
        target_name=second.name,
        indexes=entity.indexes,
    )
    return Relationship(
        source=source.key,
        target=target.key,
        source_end=Multiplicity.ZERO_OR_MORE,
        target_end=Multiplicity.ZERO_OR_MORE,
        on_delete=None if first.on_delete is Action.CASCADE else first.on_delete or Action.NO_ACTION,
        on_update=first.on_update,
        match=first.match,
        deferral=first.deferral,
        attributes=Named(rest),
        junction=None if junction == Junction() else junction,
        about=entity.about,
    )


def _usual_name(model: Model, source: Entity, target: Entity) -> str:
    return model.naming.junction.format(table=source.name, target=target.name)


def _as_junction(key: str, relationship: Relationship) -> Callable[[Model], Model]:
    def apply(model: Model) -> Model:
        return replace(
            model,
            entities=Named(each for each in model.entities.values() if each.key != key),
            declared_relationships=Named([*_ties_of_others(model, key), relationship]),
        )

    return apply


def _ties_of_others(model: Model, key: str) -> Iterable[Relationship]:
    return (each for each in model.declared_relationships.values() if each.is_many_to_many or each.child != key)


def _kind_of(model: Model, entity: Entity, ties: list[Relationship]) -> str | None:
    """The entity that this one is a kind of: its key is the other's, and it goes with it."""
    shared = [each for each in ties if each.by == entity.identifier]
    if len(shared) != 1 or not _plain_tie(shared[0]) or entity.partition:
        return None
    tie = shared[0]
    parent = model.entities[tie.parent]
    names = entity.identifier
    if tie.parent == entity.key or names != parent.identifier or tuple(entity.attributes)[: len(names)] != names:
        return None
    bare = tie.on_delete is Action.CASCADE and tie.on_update is None
    alike = all(
        entity.attributes[name].type == parent.attributes[name].type
        and entity.attributes[name].default is None
        and entity.attributes[name].identity is None
        and not entity.attributes[name].about
        and not entity.attributes[name].check
        for name in names
    )
    return parent.key if bare and alike else None


def _as_kind(key: str, parent: str) -> Callable[[Model], Model]:
    def apply(model: Model) -> Model:
        if parent not in model.entities:
            return model
        entity = model.entities[key]
        names = entity.identifier
        left = Named(each for name, each in entity.attributes.items() if name not in names)
        kind = replace(
            entity,
            is_a=parent,
            attributes=left,
            declared_keys=Named(each for each in entity.declared_keys.values() if not each.primary),
        )
        ties = (
            each
            for each in model.declared_relationships.values()
            if not (each.child == key and each.by == names and not each.is_many_to_many)
        )
        return replace(
            model,
            entities=Named(kind if each.key == key else each for each in model.entities.values()),
            declared_relationships=Named(ties),
        )

    return apply


_BUNDLES = ("audit", "soft_delete", "version_lock", "tenant")
"""Bundles whose attributes mean nothing else; a flag alone may mean much."""


def _kept_bundles(table: Table, ground: Ground) -> tuple[str, ...]:
    """Bundles that a table can have: what keeps times, versions and tenants is there where the bundle brings it."""
    kinds = {each.kind_of() for each in ground.parts.get(table.ref, ())}
    return tuple(
        name
        for name in _BUNDLES
        if not (name in ("audit", "version_lock") and "trigger" not in kinds)
        and not (name == "tenant" and ground.idioms.access is not None and "policy" not in kinds)
    )


def _bundles(entity: Entity, known: tuple[str, ...]) -> tuple[str, ...]:
    """Bundles whose attributes are the last ones of an entity, in order."""
    found: list[str] = []
    left = list(entity.attributes.values())
    while left:
        for name in known:
            those = list(PREDEFINED[name].attributes.values())
            if name not in found and left[-len(those) :] == those and len(left) > len(those):
                found.insert(0, name)
                del left[-len(those) :]
                break
        else:
            break
    return tuple(found)


_ALIVE = "deleted_at is null"
"""What a row meets that the bundle soft_delete has not marked."""


def _over_living(entity: Entity) -> Entity:
    """The entity with keys in place of the indexes that hold them among the rows that are not deleted."""
    keys = {
        each.key: Key(
            attributes=tuple(part.attribute for part in each.parts),
            include=each.include,
            nulls_distinct=each.nulls_distinct,
            name=each.name,
            about=each.about,
        )
        for each in entity.indexes.values()
        if each.unique
        and each.where.lower() == _ALIVE
        and each.method is IndexMethod.BTREE
        and all(part == IndexPart(attribute=part.attribute) for part in each.parts)
    }
    return replace(
        entity,
        indexes=Named(each for each in entity.indexes.values() if each.key not in keys),
        declared_keys=Named([*entity.declared_keys.values(), *keys.values()]),
    )


def _as_user(key: str, uses: tuple[str, ...]) -> Callable[[Model], Model]:
    count = sum(len(PREDEFINED[name].attributes) for name in uses)

    def apply(model: Model) -> Model:
        entity = model.entities[key]
        left = Named(list(entity.attributes.values())[:-count])
        short = replace(entity, uses=uses, attributes=left)
        short = canonical_entity(_over_living(short)) if "soft_delete" in uses else short
        return replace(model, entities=Named(short if each.key == key else each for each in model.entities.values()))

    return apply
