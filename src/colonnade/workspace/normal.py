"""Schemas in an engine's own normal form, and sources as the one or the other."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

from colonnade.connect.introspect import introspect
from colonnade.connect.live import Live, StatementFailed, open_live
from colonnade.connect.scratch import scratch_database
from colonnade.connect.urls import Engine
from colonnade.dialect import installed, load
from colonnade.errors import InputError
from colonnade.model import Model
from colonnade.model.loss import Loss
from colonnade.plan import creation
from colonnade.realize import Realised, abstract, realised
from colonnade.realize.called import with_called
from colonnade.schema import Extension, Schema, Table
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import Source


class RefusedByEngineError(InputError):
    """The engine refuses an object as the model says it."""

    code = "CO181"


class NoEngineError(InputError):
    """A model has no engine of its own, so one must be named."""

    code = "CO182"


def build(live: Live, schema: Schema) -> None:
    """Make a schema in an empty database.

    Raises RefusedByEngineError with the object that the engine refuses, CantPlanError, and leaves of WorldError.
    """
    dialect = live.dialect
    is_open = False
    for text in dialect.preamble:
        live.run(text)
    for each in creation(schema, dialect):
        for statement in each.statements:
            if statement.transactional != is_open:
                live.run("BEGIN" if statement.transactional else "COMMIT")
                is_open = statement.transactional
            try:
                live.run(statement.sql)
            except StatementFailed as failure:
                raise RefusedByEngineError(
                    f"{dialect.traits.title} refuses {each.object}: {failure.message}",
                    hint=failure.hint,
                    fields={"object": str(each.object), "sql": statement.sql},
                ) from failure
    if is_open:
        live.run("COMMIT")
    if dialect.name == "sqlite":
        _try_computed(live, schema)


def _try_computed(live: Live, schema: Schema) -> None:
    """SQLite looks for computed columns in a circle only when a row is written; EXPLAIN writes none.

    What else it finds wrong then, such as triggers that name what is not there, a schema may have.

    Raises RefusedByEngineError.
    """
    for table in schema.of_kind(Table):
        if not any(column.generated is not None for column in table.columns.values()):
            continue
        sql = f"EXPLAIN INSERT INTO {live.dialect.quote(table.name)} DEFAULT VALUES"
        try:
            live.run(sql)
        except StatementFailed as failure:
            if "generated column loop" not in failure.message:
                continue
            raise RefusedByEngineError(
                f"{live.dialect.traits.title} refuses {table.ref}: {failure.message}",
                hint="a computed column may not need itself, by whatever way",
                fields={"object": str(table.ref), "sql": sql},
            ) from failure


def normal_form(schema: Schema, *, major: int | None = None, tell: Tell = silent) -> Schema:
    """The schema as its engine itself tells it, found by making it in a scratch database.

    Raises RefusedByEngineError with the object that the engine refuses, CantPlanError, and leaves of WorldError.
    """
    tell(f"Making the schema in a scratch database of {load(schema.engine).traits.title}")
    with ExitStack() as stack:
        scratch = stack.enter_context(scratch_database(Engine(schema.engine), major=major))
        live = stack.enter_context(open_live(scratch.url))
        build(live, schema)
        found = introspect(scratch.url)
    return replace(found, ids=schema.ids)


def schema_of(source: Source, engine: str | None = None, *, major: int | None = None, tell: Tell = silent) -> Schema:
    """The schema of a source on an engine, in the engine's normal form.

    A schema of another engine goes through a model. Raises NoEngineError, RefusedByEngineError.
    """
    if source.schema is not None and engine in {None, source.schema.engine}:
        return source.schema
    schema = realised_source(source, engine)
    if schema.engine == "postgresql":
        major = major or source.project.settings.engine.version
    return normal_form(schema, major=major, tell=tell)


def lacking(live: Live, schema: Schema) -> frozenset[str]:
    """The extensions of a schema that the server of a live database does not have."""
    if not live.dialect.extensions or live.dialect.name != schema.engine:
        return frozenset()
    there = {str(name) for (name,) in live.query(live.dialect.extensions)}
    return frozenset(each.name for each in schema.of_kind(Extension)) - there


def fitted(schema: Schema, absent: frozenset[str]) -> tuple[Schema, tuple[Loss, ...]]:
    """A realised schema for a server that lacks some extensions, and what stands in for them.

    Raises NotExpressibleError where nothing does.
    """
    dialect = load(schema.engine)
    return dialect.without(schema, absent) if absent and dialect.without is not None else (schema, ())


def realised_source(source: Source, engine: str | None = None, *, option: str = "--engine") -> Schema:
    """The schema of a source on an engine; see `realised_model`."""
    return realised_model(source, engine, option=option).schema


def realised_model(source: Source, engine: str | None = None, *, option: str = "--engine") -> Realised:
    """The model of a source on an engine, roles and variables of its policies called as its project says.

    Raises NoEngineError and what `realise` raises.
    """
    model, settings = model_of(source), source.project.settings
    target = engine or engine_of_model(model, option=option, otherwise=settings.engine.target)
    named = with_called(model, roles=settings.access.roles, variables=settings.access.variables)
    return realised(named, load(target))


def engine_of_model(model: Model, *, option: str = "--engine", otherwise: str = "") -> str:
    """The engine a model is for: that of its expressions, the only one it has an overlay for, or else another.

    Raises NoEngineError; `option` is what the user can name one with.
    """
    if model.dialect in installed():
        return model.dialect
    if len(model.overlays) == 1:
        return next(iter(model.overlays))
    if otherwise:
        return otherwise
    raise NoEngineError(
        f"model {model.name} is for no engine in particular",
        hint=f"name one, for example {option} postgresql, or set engine.target in colonnade.toml",
    )


def model_of(source: Source) -> Model:
    """The model of a source: its own, or the one that its schema becomes."""
    if source.model is not None:
        return source.model
    if source.schema is None:
        raise InputError(f"{source.text} gave nothing")
    return abstract(source.schema, load(source.schema.engine), name=source.name)
