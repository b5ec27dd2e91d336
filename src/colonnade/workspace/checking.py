"""Checking a source against the rules."""

from __future__ import annotations

from colonnade.dialect import load
from colonnade.findings import Finding
from colonnade.realize import realise
from colonnade.schema import Schema
from colonnade.standards import RuleSettings, SchemaSubject, check
from colonnade.workspace.normal import NoEngineError, engine_of_model, normal_form
from colonnade.workspace.source import Source


def check_source(
    source: Source, *, engine: str | None = None, settings: RuleSettings | None = None
) -> tuple[Finding, ...]:
    """The findings about a source: about its model where it has one, and about its schema on an engine.

    A model that is for no engine in particular is checked as a model only.
    """
    schema = _schema(source, engine)
    subject = None if schema is None else SchemaSubject(schema, load(schema.engine))
    return check(model=source.model, schema=subject, settings=settings)


def _schema(source: Source, engine: str | None) -> Schema | None:
    if source.schema is not None:
        return source.schema
    if source.model is None:
        return None
    try:
        target = engine or engine_of_model(source.model)
    except NoEngineError:
        return None
    return normal_form(realise(source.model, load(target)))
