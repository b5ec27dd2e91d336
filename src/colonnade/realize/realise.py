"""A model as the schema of one engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.collector import paused
from colonnade.dialect import Dialect, NotExpressibleError
from colonnade.idioms import Idioms
from colonnade.model import Model
from colonnade.realize.expand import expanded
from colonnade.realize.firsts import first_names
from colonnade.realize.links import in_full, linked
from colonnade.realize.make.access import protected
from colonnade.realize.make.divisions import divided
from colonnade.realize.make.domains import spellings, types
from colonnade.realize.make.entities import SameNameError, TableMaker
from colonnade.realize.make.habits import habits
from colonnade.realize.make.limits import limited
from colonnade.realize.make.reactions import reactions
from colonnade.realize.make.references import References
from colonnade.realize.make.settled import settled
from colonnade.realize.make.views import views
from colonnade.realize.naming import Names
from colonnade.realize.outcome import Notes, Realised
from colonnade.realize.overlay import apply_overlay
from colonnade.realize.translate import in_words_of
from colonnade.schema import Namespace, Ref, Schema, SchemaObject, Table


def realise(model: Model, dialect: Dialect) -> Schema:
    """The schema of a model on an engine: what the logical design gives, and the engine's overlay upon it.

    Expressions are as they stand in the model; the engine's normal form of them comes from a scratch database.
    Raises BadOverlayError, BadDocumentError, NotExpressibleError.
    """
    return realised(model, dialect).schema


@paused()
def realised(model: Model, dialect: Dialect) -> Realised:
    """The schema of a model on an engine, what the engine does not hold of it, and what keeps its business rules.

    Raises BadOverlayError, BadDocumentError, NotExpressibleError.
    """
    notes = Notes()
    given = _logical(model, dialect, notes)
    ids = first_names(given, model, lambda before: _logical(before, dialect, Notes()))
    given = replace(given, ids=ids)
    beyond = model.overlays.get(dialect.name)
    whole = given if beyond is None else apply_overlay(given, beyond.document, dialect, model.namespace)
    whole = in_full(whole, dialect, own_words=model.dialect == dialect.name)
    return Realised(
        schema=linked(whole, dialect),
        losses=tuple(notes.losses),
        rules=tuple(notes.rules),
        entities=notes.entities,
        messages=notes.messages,
    )


def realise_logical(model: Model, dialect: Dialect) -> Schema:
    """The schema that the logical design gives, without the overlay."""
    return _logical(model, dialect, Notes())


def _logical(model: Model, dialect: Dialect, notes: Notes) -> Schema:
    idioms = dialect.idioms
    if idioms is None:
        raise NotExpressibleError(
            f"{dialect.name} can't be made from a model yet", hint="use a source of that engine itself"
        )
    exact = model.dialect == dialect.name
    plain = expanded(in_words_of(model, dialect, notes), dialect, notes)
    objects = {each.ref: each for each in _objects(plain, dialect, idioms, notes)}
    made = Schema(engine=dialect.name, objects=objects)
    return settled(made, dialect, notes, exact=exact)


def _objects(model: Model, dialect: Dialect, idioms: Idioms, notes: Notes) -> Iterator[SchemaObject]:
    names = Names(model, dialect)
    domains = spellings(model, names, idioms)
    maker = TableMaker(model, names, dialect, idioms, domains, notes)
    found: dict[Ref, SchemaObject] = {}
    tables: dict[str, Table] = {}
    for entity in model.entities.values():
        for each in maker.make(entity):
            if isinstance(each, Table) and each.ref in found:
                raise SameNameError(
                    f"entities {notes.entities[each.ref]} and {entity.key} are both table {each.name}"
                    f" on {dialect.traits.title}",
                    hint="give one of them another name, or say `physical` of it",
                    fields={"entity": entity.key},
                )
            found[each.ref] = each
            if isinstance(each, Table):
                tables[entity.key] = each
                notes.entities[each.ref] = entity.key
    found |= {each.ref: each for each in References(model, names, tables, idioms, notes).make()}
    found |= {each.ref: each for each in habits(model, names, idioms, tables, notes)}
    found |= {each.ref: each for each in reactions(model, names, dialect, tables, notes)}
    found |= {each.ref: each for each in views(model, names, maker)}
    found = {each.ref: each for each in _namespaces(model, names)} | found
    found = protected(model, names, dialect, found, notes)
    found |= {each.ref: each for each in limited(model, names, dialect, found, notes)}
    made = (*types(model, names, idioms, domains), *found.values())
    if idioms.extensions is not None:
        yield from idioms.extensions(made)
    yield from made
    yield from divided(model, names, idioms, found)


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
