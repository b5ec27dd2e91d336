"""The collections of a model: every entity that is no part of another, with its validator, indexes and options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from colonnade.dialects.mongodb.shape import document_schema, parts_of
from colonnade.model import Document, Entity, IndexMethod, Model, Nature
from colonnade.model.constraint import Index as ModelIndex
from colonnade.model.facets import PeriodUnit, RetentionEnd
from colonnade.model.loss import Loss

ENGINE = "mongodb"
_DAY_SECONDS = 86_400
_DAYS = {PeriodUnit.DAY: 1, PeriodUnit.WEEK: 7}
_WORDS = {
    IndexMethod.BTREE: None,
    IndexMethod.HASH: "hashed",
    IndexMethod.FULLTEXT: "text",
    IndexMethod.SPATIAL: "2dsphere",
}
"""What stands instead of a direction in an index of another kind (manual, index types)."""


_SQL = "a condition of several values is said under engines: mongodb: collections, as an expression of MongoDB"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSeries:
    """How a collection keeps measurements over time."""

    time: str
    meta: str
    granularity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index; each field with 1, -1 or the word of its kind."""

    name: str
    fields: tuple[tuple[str, int | str], ...]
    unique: bool = False
    expire_after_seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A collection as it is to be made."""

    name: str
    schema: Mapping[str, Document]
    """`$jsonSchema` of its documents."""
    conditions: tuple[Document, ...] = ()
    """Expressions that hold of each document (`$expr`)."""
    time_series: TimeSeries | None = None
    expire_after_seconds: int | None = None
    """For a time series, whose measurements go by their own time."""
    indexes: tuple[Index, ...] = ()
    losses: tuple[Loss, ...] = ()

    @property
    def has_validator(self) -> bool:
        """Whether the server validates; it does not for a time series, whose programs have to (manual, limits)."""
        return self.time_series is None


def collections_of(model: Model) -> tuple[Collection, ...]:
    """The collections of a model, in its order."""
    parts = {each.target for each in model.declared_relationships.values() if each.nature is Nature.COMPOSITION}
    said = _mapping(model.overlays[ENGINE].document if ENGINE in model.overlays else {}).get("collections")
    own = _mapping(said)
    return tuple(
        _collection(model, each, _mapping(own.get(each.key)))
        for each in model.entities.values()
        if each.key not in parts
    )


def _collection(model: Model, entity: Entity, said: Mapping[str, Document]) -> Collection:
    losses: list[Loss] = []
    limits = {path: each for path, each in _mapping(said.get("limits")).items() if isinstance(each, int)}
    series = _mapping(said.get("time_series"))
    conditions = said.get("conditions")
    losses += [Loss(object=entity.key, what=f"check {each.expression}", why=_SQL) for each in entity.checks.values()]
    ttl = _seconds(entity, losses)
    after = entity.retention.after if entity.retention is not None else ""
    indexes = [*_indexes(model, entity, "", losses), *_keys(entity)]
    if ttl is not None and after:
        indexes.append(Index(name=f"{after}_ttl", fields=((after, 1),), expire_after_seconds=ttl))
    return Collection(
        name=entity.physical or entity.name,
        schema=document_schema(model, entity, limits, losses),
        conditions=tuple(conditions) if isinstance(conditions, list) else (),
        time_series=_series(series) if series else None,
        expire_after_seconds=ttl if not after else None,
        indexes=tuple(indexes),
        losses=tuple(losses),
    )


def _series(said: Mapping[str, Document]) -> TimeSeries:
    return TimeSeries(
        time=str(said.get("time", "")),
        meta=str(said.get("meta", "")),
        granularity=str(said.get("granularity", "seconds")),
    )


def _seconds(entity: Entity, losses: list[Loss]) -> int | None:
    """Seconds after which a document goes by itself; None where it stays or a period has no fixed length."""
    kept = entity.retention
    if kept is None or kept.count is None:
        return None
    if kept.then is not RetentionEnd.DELETE or kept.unit not in _DAYS or kept.where:
        losses.append(
            Loss(object=entity.key, what="retention", why="documents go after days or weeks, and go for good")
        )
        return None
    return kept.count * _DAYS[kept.unit] * _DAY_SECONDS


def _keys(entity: Entity) -> Iterator[Index]:
    for key in entity.keys:
        if key.attributes != ("_id",):
            name = key.name or f"{'_'.join(key.attributes)}_unique"
            yield Index(name=name, fields=tuple((each, 1) for each in key.attributes), unique=True)


def _indexes(model: Model, entity: Entity, where: str, losses: list[Loss]) -> Iterator[Index]:
    """The indexes of a collection: those of an entity, and those of its parts by their paths."""
    for each in entity.indexes.values():
        # A unique index of an array does not keep two elements of one document apart (manual, unique indexes).
        within = each.unique and where
        if each.method not in _WORDS or each.where or within or any(part.expression for part in each.parts):
            losses.append(Loss(object=f"{entity.key}.{each.key}", what="index", why="there is none of this kind"))
            continue
        yield Index(name=each.key, fields=tuple(_fields(each, where)), unique=each.unique)
    for part in parts_of(model, entity):
        if part.target != entity.key:
            yield from _indexes(model, model.entities[part.target], f"{where}{part.key}.", losses)


def _fields(index: ModelIndex, where: str) -> Iterator[tuple[str, int | str]]:
    word = _WORDS[index.method]
    for part in index.parts:
        yield f"{where}{part.attribute}", word or (-1 if part.descending else 1)


def _mapping(found: Document) -> Mapping[str, Document]:
    return found if isinstance(found, Mapping) else {}
