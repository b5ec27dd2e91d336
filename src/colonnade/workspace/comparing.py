"""What changed between two sources, and the plan from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace

from colonnade.connect.facts import measured
from colonnade.connect.journal import Journal
from colonnade.connect.live import open_live
from colonnade.connect.scratch import scratch_database
from colonnade.connect.urls import Engine
from colonnade.dialect import Context, Dialect, load
from colonnade.diff import Difference, Suggestion, compare, renames, suggestions
from colonnade.errors import InputError
from colonnade.facts import NOTHING_MEASURED, Facts
from colonnade.model.loss import Loss
from colonnade.ops import Operation
from colonnade.plan import Plan, plan_of
from colonnade.schema import Schema
from colonnade.workspace.addressing import opened
from colonnade.workspace.normal import (
    build,
    engine_of_model,
    fitted,
    lacking,
    model_of,
    normal_form,
    realised_source,
    schema_of,
)
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import Form, Source, is_live, read_source


class DifferentEnginesError(InputError):
    """Two sources are of different engines, so no plan leads from one to the other."""

    code = "CO183"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two schemas of one engine in its normal form, and what leads from one to the other."""

    sources: tuple[str, str]
    """The two, as the user named them; passwords are masked."""
    before: Schema
    after: Schema
    moved: Schema
    """`before` with all renames carried out, as the engine tells it."""
    restored: Schema
    """`before` with all renames carried out and taken back, as the engine tells it."""
    difference: Difference
    suggestions: tuple[Suggestion, ...]
    """Renames that the user may have meant."""
    dialect: Dialect
    facts: Facts = NOTHING_MEASURED
    """What was measured on a live start."""
    version: str | None = None
    """Of the newest migration in force on a live start."""
    fallbacks: tuple[Loss, ...] = ()
    """What stands in for extensions that the server of a live start lacks."""


def compare_sources(
    before: str,
    after: str,
    *,
    engine: str | None = None,
    stated: Mapping[str, str] | None = None,
    tell: Tell = silent,
) -> Comparison:
    """Read two sources and compare them on the engine that they share.

    Raises DifferentEnginesError, UnknownRenameError and what reading raises.
    """
    one, two = _read(before, after, engine, tell)
    major = _major_of(one)
    if major is None and _major_of(two) is not None and one.form is not Form.MODEL:
        # A script is judged by the server that it is compared with.
        major = _major_of(two)
        one = read_source(before, engine=engine or (two.schema.engine if two.schema else None), major=major, tell=tell)
    major = major or _major_of(two)
    target = engine or _shared_engine(one, two)
    at_start = _at_start(one)
    first = schema_of(one, target, major=_of_engine(target, major), tell=tell)
    if at_start.known is not None:
        first = with_ids(first, at_start.known)
    second, fallbacks = _for_server(one, two, target, major=_of_engine(target, major), tell=tell)
    found = compared(first, second, stated=stated, tell=tell)
    return replace(
        found, sources=(one.text, two.text), facts=at_start.facts, version=at_start.version, fallbacks=fallbacks
    )


def _for_server(
    one: Source, two: Source, target: str, *, major: int | None, tell: Tell
) -> tuple[Schema, tuple[Loss, ...]]:
    """The second schema; a model in the form that the server of a live start can hold, with what stands in for what.

    Raises NotExpressibleError for an extension that the server lacks and nothing stands in for.
    """
    if one.url is None or (two.schema is not None and two.schema.engine == target):
        return schema_of(two, target, major=major, tell=tell), ()
    wanted = realised_source(two, target)
    with opened(one.url, one.project) as live:
        absent = lacking(live, wanted)
    schema, fallbacks = fitted(wanted, absent)
    if wanted.engine == "postgresql":
        major = major or two.project.settings.engine.version
    return normal_form(schema, major=major, tell=tell), fallbacks


def _read(before: str, after: str, engine: str | None, tell: Tell) -> tuple[Source, Source]:
    """Two sources; what the first is says how the second is read, but two servers are read at the same time."""
    if is_live(before) and is_live(after):
        with ThreadPoolExecutor(1) as beside:
            later = beside.submit(read_source, after, engine=engine, tell=tell)
            return read_source(before, engine=engine, tell=tell), later.result()
    one = read_source(before, engine=engine, tell=tell)
    known = one.schema.engine if one.schema else None
    return one, read_source(after, engine=engine or known, major=_major_of(one), tell=tell)


def _major_of(source: Source) -> int | None:
    if source.form is not Form.LIVE or source.schema is None or source.schema.engine != "postgresql":
        return None
    return source.schema.version[0] if source.schema.version else None


def _of_engine(engine: str, major: int | None) -> int | None:
    return major if engine == "postgresql" else None


def _shared_engine(one: Source, two: Source) -> str:
    engines = [each.schema.engine for each in (one, two) if each.schema is not None]
    if len(set(engines)) == 2:
        raise DifferentEnginesError(
            f"{one.text} is of {engines[0]} and {two.text} of {engines[1]}",
            hint=f"compare them as designs of one engine, for example --engine {engines[0]}",
        )
    if engines:
        return engines[0]
    return engine_of_model(model_of(one), otherwise=one.project.settings.engine.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What a live database knows beside its schema."""

    known: Schema | None = None
    """What its newest migration left, with the first names of what was renamed."""
    version: str | None = None
    facts: Facts = NOTHING_MEASURED


def _at_start(source: Source) -> _Start:
    if source.url is None:
        return _Start()
    with opened(source.url, source.project) as live:
        journal = Journal(live)
        current = journal.current()
        return _Start(
            known=journal.schema_after(current) if current is not None else None,
            version=current.version if current is not None else None,
            facts=measured(live),
        )


def with_ids(schema: Schema, known: Schema) -> Schema:
    """The schema with the first names that another one knows of its objects."""
    return replace(
        schema, ids={ref: first for ref, first in known.ids.items() if ref in schema or ref.kind == "column"}
    )


def compared(
    before: Schema, after: Schema, *, stated: Mapping[str, str] | None = None, tell: Tell = silent
) -> Comparison:
    """Compare two schemas in normal form; renames are carried out in a scratch database to see what they leave."""
    dialect = load(after.engine)
    known = renames(before, after, stated, dialect.traits.fold)
    if known:
        tell("Renaming in a scratch database")
    moved, restored = _moved(before, known, dialect) if known else (before, before)
    tell("Comparing")
    found = Difference(renames=known, changes=compare(moved, after))
    return Comparison(
        sources=("", ""),
        before=before,
        after=after,
        moved=moved,
        restored=restored,
        difference=found,
        suggestions=suggestions(moved, after),
        dialect=dialect,
    )


def _moved(before: Schema, known: Sequence[Operation], dialect: Dialect) -> tuple[Schema, Schema]:
    """The schema after renames, and after their inverses, as the engine itself tells them."""
    pure = before
    there: list[str] = []
    back: list[str] = []
    for rename in known:
        there.extend(_statements(rename, pure, dialect))
        inverse, pure = rename.invert(pure), rename.apply(pure)
        back[:0] = _statements(inverse, pure, dialect)
    major = before.version[0] if before.version and dialect.name == "postgresql" else None
    with ExitStack() as stack:
        scratch = stack.enter_context(scratch_database(Engine(dialect.name), major=major))
        live = stack.enter_context(open_live(scratch.url))
        build(live, before)
        for sql in there:
            live.run(sql)
        moved = replace(live.schema(), ids=pure.ids, version=before.version)
        for sql in back:
            live.run(sql)
        return moved, replace(live.schema(), ids=before.ids, version=before.version)


def _statements(rename: Operation, before: Schema, dialect: Dialect) -> Sequence[str]:
    found = dialect.emitters.emit(rename, Context(before=before, after=before, version=before.version))
    return [each.sql for each in found.statements] if found else []


def plan_sources(
    before: str,
    after: str,
    *,
    engine: str | None = None,
    stated: Mapping[str, str] | None = None,
    tell: Tell = silent,
) -> tuple[Plan, Comparison]:
    """The plan that leads from one source to the other, priced by the figures of a live start."""
    comparison = compare_sources(before, after, engine=engine, stated=stated, tell=tell)
    tell("Planning")
    return plan_compared(comparison), comparison


def plan_compared(comparison: Comparison) -> Plan:
    """The plan that carries a comparison out."""
    return plan_of(
        comparison.difference,
        comparison.before,
        comparison.after,
        comparison.dialect,
        facts=comparison.facts,
        moved=comparison.moved,
        restored=comparison.restored,
    )
