"""The schema of an engine as a model: a logical design, and beside it all that it does not express."""

from __future__ import annotations

from dataclasses import replace

from colonnade.collector import paused
from colonnade.dialect import Dialect, NotExpressibleError
from colonnade.model import Model, Named, Overlay
from colonnade.realize.abstract.entities import entity_of
from colonnade.realize.abstract.ground import Ground
from colonnade.realize.abstract.recognise import recognised
from colonnade.realize.abstract.relationships import with_relationships
from colonnade.realize.abstract.types import domains
from colonnade.realize.abstract.views import views
from colonnade.realize.overlay import overlay
from colonnade.realize.realise import realise_logical
from colonnade.schema import Schema

__all__ = ["abstract"]


@paused()
def abstract(schema: Schema, dialect: Dialect, *, name: str) -> Model:
    """The model of a schema; `realise` of it gives the schema again, whatever the schema holds.

    Tables become entities, keys and references become words of their attributes, views become views. Junctions,
    kinds of an entity and bundles are recognised where they give the same schema again. Everything else, and every
    fact that the logical design does not express, stands in the engine's overlay.
    """
    if dialect.idioms is None:
        raise NotExpressibleError(f"{dialect.name} can't be made into a model yet", hint="export it as SQL")
    ground = Ground(schema, dialect, dialect.idioms, name)
    plain = replace(
        ground.bare,
        domains=Named(domains(ground)),
        entities=Named(entity_of(each, ground) for each in ground.tables.values()),
        views=Named(views(ground)),
    )
    model = recognised(with_relationships(plain, ground), ground)
    beyond = overlay(realise_logical(model, dialect), schema, dialect)
    if beyond:
        model = replace(model, overlays=Named([Overlay(engine=dialect.name, document=beyond)]))
    return model
