"""A model taken from a source once more: what the source has changed goes into the model, all else in it stays.

Three models are compared as Git compares texts: what the model in the file would be if it were read from a database
made of it, what the source says now, and the file itself, which gets the difference of the first two. So nothing that
the source can't hold (owners, classifications, descriptions, the order, names, ids) is in that difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from colonnade.dialect import Dialect, load
from colonnade.edits import GoneError, Move, Primitive, Put, Remove, Set, apply_to, changes
from colonnade.edits.edit import Steps
from colonnade.edits.primitive import find
from colonnade.formats import dbml
from colonnade.model import Document, Entity, Model
from colonnade.model.language import document_of
from colonnade.realize import abstract
from colonnade.realize.naming import Names
from colonnade.workspace.normal import model_of, schema_of
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import Form, Source

Path = tuple[str, ...]


class Merging(StrEnum):
    """What became of one difference between a model and the source it is taken from again."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    KEPT = "kept"
    """Only the model has it: it stays."""
    OPEN = "open"
    """It could not be carried into the model, which says it in another way; a person has to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One difference, and what became of it."""

    what: Merging
    thing: str
    """Such as `entities sale attributes total`."""
    field: str | None = None
    before: object = None
    after: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A model after what a source has changed."""

    model: Model
    differences: tuple[Merged, ...]


_COLLECTIONS = frozenset(
    "entities views domains relationships areas bundles engines attributes indexes keys checks rules triggers".split()
)
_TOLD_ONLY_HERE = frozenset({"about", "business_name", "comment"})
"""What a source without it does not take away: it may just not be told there yet."""


def merged(ours: Model, source: Source, *, prune: bool = False, tell: Tell = silent) -> Merge:
    """A model with what a source has changed; with `prune`, without what the source no longer has.

    Raises RefusedByEngineError when no database can be made of the model, EditRefusedError when the result has a fault.
    """
    theirs = replace(model_of(source), name=ours.name)
    base, dialect = _base(ours, source, tell)
    tell("Comparing the model with the source")
    taking = _Taking(names=_Same.found(base, theirs, ours, dialect), document=document_of(ours), prune=prune)
    for each in changes(base, _under_header(theirs, base)):
        taking.take(each)
    after = Steps(primitives_given=tuple(taking.steps)).apply(ours) if taking.steps else ours
    return Merge(model=after, differences=tuple(taking.told))


def _base(ours: Model, source: Source, tell: Tell) -> tuple[Model, Dialect | None]:
    """What the source would say if it were made of our model."""
    if source.schema is not None:
        engine = source.schema.engine
        major = source.schema.version[0] if engine == "postgresql" and source.schema.version else None
        mine = Source(text="", form=Form.MODEL, name=ours.name, model=ours, project=source.project)
        schema = replace(schema_of(mine, engine, major=major, tell=tell), ids={})
        return abstract(schema, load(engine), name=ours.name), load(engine)
    if source.form is Form.DBML:
        return replace(dbml.read(dbml.write(ours).text, file="").value, name=ours.name), None
    return ours, None


def _under_header(theirs: Model, base: Model) -> Model:
    """The source's model with our facts about the whole model, which no source holds."""
    return replace(
        theirs,
        dialect=base.dialect,
        namespace=base.namespace,
        naming=base.naming,
        uses=base.uses,
        index_references=base.index_references,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Same:
    """Ids in our model of what the source knows by its names in the database."""

    things: Mapping[Path, str] = field(default_factory=dict)
    """By section and id."""
    attributes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By entity and attribute, as the source calls them."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Names of entities where they differ."""

    @classmethod
    def found(cls, base: Model, theirs: Model, ours: Model, dialect: Dialect | None) -> _Same:
        """Match entities, views and attributes by their physical names."""
        if dialect is None:
            return cls()
        mine = Names(ours, dialect)
        entities = {mine.path(each): each for each in ours.entities.values()}
        views = {mine.path(each): each for each in ours.views.values()}
        things: dict[Path, str] = {}
        attributes: dict[tuple[str, str], str] = {}
        keys: dict[str, str] = {}
        for model in (base, theirs):
            other = Names(model, dialect)
            for view in model.views.values():
                if (same := views.get(other.path(view))) is not None:
                    things["views", view.id] = same.id
            for entity in model.entities.values():
                match = entities.get(other.path(entity))
                if match is None:
                    continue
                things["entities", entity.id] = match.id
                if entity.key != match.key:
                    keys[entity.key] = match.key
                attributes.update(_columns(entity, other, match, mine))
        return cls(things=things, attributes=attributes, keys=keys)

    def path(self, path: Path) -> Path:
        """A path in the source's model as one in ours."""
        if len(path) < 2:
            return path
        found = (path[0], self.things.get(path[:2], path[1]), *path[2:])
        if len(path) >= 4 and path[0] == "entities" and path[2] == "attributes":
            found = (*found[:3], self.attributes.get((path[1], path[3]), path[3]), *path[4:])
        return found

    def value(self, value: Document) -> Document:
        """A value with entities called as in our model."""
        if isinstance(value, Mapping):
            named = {"source", "target", "is_a"} & value.keys() | (
                {"to"} if isinstance(value.get("to"), str) else set()
            )
            return {
                key: self.keys.get(str(each), each) if key in named else self.value(each) for key, each in value.items()
            }
        return [self.value(each) for each in value] if isinstance(value, list) else value


def _columns(entity: Entity, other: Names, match: Entity, mine: Names) -> Iterator[tuple[tuple[str, str], str]]:
    ids = {mine.column(each): getattr(each, "id", each.name) for each in match.attributes.values()}
    for each in entity.attributes.values():
        if (column := other.column(each)) in ids:
            yield (entity.id, getattr(each, "id", each.name)), ids[column]


@dataclass(slots=True, kw_only=True)
class _Taking:
    """Differences taken one by one."""

    names: _Same
    document: dict[str, Document]
    prune: bool
    steps: list[Primitive] = field(default_factory=list)
    told: list[Merged] = field(default_factory=list)

    def take(self, each: Primitive) -> None:
        """Carry one difference into the model, or tell why not."""
        match each:
            case Put(path=path, key=key, value=value, before=before):
                at = self.names.path(path)
                # columns have an order; where a new entity stands is not the source's to say
                is_ordered = before is not None and path[-1:] == ("attributes",)
                near = self.names.path((*path, str(before)))[-1] if is_ordered else None
                self.put(at, self.names.path((*path, key))[-1], self.names.value(value), near)
            case Set(path=path, value=value):
                self.change(self.names.path(path), value)
            case Remove(path=path):
                self.remove(self.names.path(path))
            case Move(path=path, key=key) if path[-1] != key and _is_member(path):
                self.tell(Merging.OPEN, path, after=key)
            case Move():
                return  # the order of the file is that of its writer

    def put(self, path: Path, key: str, value: Document, before: str | None) -> None:
        """Put something new; what stands there already gets what is new in it."""
        there = _at(self.document, (*path, key))
        if isinstance(there, Mapping) and isinstance(value, Mapping) and not _is_member((*path, key)):
            for name, child in value.items():
                self.put((*path, key), name, child, None)
        elif there is not None and _is_member((*path, key)):
            self.tell(Merging.OPEN, (*path, key), after=value)
        elif there is not None:
            if there != value:
                self.change((*path, key), value)
        elif self.step(Put(path=path, key=key, value=value, before=before)) or self.step(
            Put(path=path, key=key, value=value)
        ):
            is_thing = _is_member((*path, key)) or key in _COLLECTIONS
            self.tell(Merging.ADDED if is_thing else Merging.CHANGED, (*path, key), after=value)
        else:
            self.tell(Merging.OPEN, (*path, key), after=value)

    def change(self, path: Path, value: Document) -> None:
        """Give something another value."""
        there = _at(self.document, path)
        done = there is not None and self.step(Set(path=path, value=value))
        self.tell(Merging.CHANGED if done else Merging.OPEN, path, before=there, after=value)

    def remove(self, path: Path) -> None:
        """Take something away, or keep it where only the model has it."""
        there = _at(self.document, path)
        is_thing = _is_member(path) or path[-1] in _COLLECTIONS
        if (is_thing and not self.prune) or path[-1] in _TOLD_ONLY_HERE:
            if is_thing:
                self.tell(Merging.KEPT, path)
        elif there is not None and self.step(Remove(path=path)):
            self.tell(Merging.REMOVED if is_thing else Merging.CHANGED, path, before=there)
        else:
            self.tell(Merging.OPEN, path, before=there)

    def step(self, each: Primitive) -> bool:
        """Whether a primitive applies; it is kept then."""
        try:
            self.document = apply_to(self.document, [each])
        except GoneError:
            return False
        self.steps.append(each)
        return True

    def tell(self, what: Merging, path: Path, before: Document = None, after: Document = None) -> None:
        """Note what became of a difference."""
        if _is_member(path) or path[-1] in _COLLECTIONS:
            self.told.append(Merged(what=what, thing=" ".join(path)))
        else:
            thing = path[:-1]
            self.told.append(Merged(what=what, thing=" ".join(thing), field=path[-1], before=before, after=after))


def _is_member(path: Path) -> bool:
    """Whether a path leads to a named thing, and not to a field of one."""
    if path[0] == "engines":
        return len(path) <= 4
    return len(path) % 2 == 0 and path[-2] in _COLLECTIONS


def _at(document: Mapping[str, Document], path: Path) -> Document:
    level: Document = document
    for at, step in enumerate(path):
        if not isinstance(level, Mapping):
            return None
        key = find(level, step, path[:at])
        if key is None:
            return None
        level = level[key]
    return level
