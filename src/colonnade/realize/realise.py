"""A model as the schema of one engine."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Dialect, NotExpressibleError
from colonnade.model import Model
from colonnade.realize.domains import spellings, types
from colonnade.realize.entities import TableMaker
from colonnade.realize.links import linked
from colonnade.realize.naming import Names
from colonnade.realize.overlay import apply_overlay
from colonnade.realize.references import References
from colonnade.realize.views import views
from colonnade.schema import Namespace, Schema, SchemaObject, Table


def realise(model: Model, dialect: Dialect) -> Schema:
    """The schema of a model on an engine: what the logical design gives, and the engine's overlay upon it.

    Expressions are as they stand in the model; the engine's normal form of them comes from a scratch database.
    Raises BadOverlayError, BadDocumentError, NotExpressibleError.
    """
    given = realise_logical(model, dialect)
    beyond = model.overlays.get(dialect.name)
    whole = given if beyond is None else apply_overlay(given, beyond.document, dialect)
    return linked(whole, dialect)


def realise_logical(model: Model, dialect: Dialect) -> Schema:
    """The schema that the logical design gives, without the overlay."""
    objects = {each.ref: each for each in _objects(model, dialect)}
    made = Schema(engine=dialect.name, objects=objects)
    if dialect.idioms is None or dialect.idioms.settle is None:
        return made
    return dialect.idioms.settle(made, model.dialect == dialect.name)


def _objects(model: Model, dialect: Dialect) -> Iterator[SchemaObject]:
    idioms = dialect.idioms
    if idioms is None:
        raise NotExpressibleError(
            f"{dialect.name} can't be made from a model yet", hint="use a source of that engine itself"
        )
    names = Names(model, dialect)
    domains = spellings(model, names, idioms)
    yield from _namespaces(model, names)
    yield from types(model, names, idioms, domains)
    maker = TableMaker(model, names, dialect, idioms, domains)
    tables: dict[str, Table] = {}
    parts: list[SchemaObject] = []
    for entity in model.entities.values():
        for each in maker.make(entity):
            if isinstance(each, Table):
                tables[entity.key] = each
            else:
                parts.append(each)
    references = References(model, names, tables)
    foreign_keys = tuple(references.make())
    yield from references.tables.values()
    yield from parts
    yield from foreign_keys
    yield from views(model, names, maker)


def _namespaces(model: Model, names: Names) -> Iterator[Namespace]:
    if names.default_namespace is None:
        return
    paths = (
        *(names.path(each) for each in model.domains.values()),
        *(names.path(each) for each in model.entities.values()),
        *(names.path(each) for each in model.views.values()),
    )
    for name in dict.fromkeys((names.default_namespace, *(path[0] for path in paths))):
        yield Namespace(path=(name,))
