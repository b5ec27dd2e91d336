"""What changed between two sources, and the plan from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from colonnade.connect.facts import measured
from colonnade.connect.journal import Journal
from colonnade.connect.live import open_live
from colonnade.connect.scratch import scratch_database
from colonnade.connect.urls import Engine, is_url
from colonnade.dialect import Context, Dialect, load
from colonnade.diff import Difference, Suggestion, compare, renames, suggestions
from colonnade.errors import InputError
from colonnade.facts import NOTHING_MEASURED, Facts
from colonnade.ops import Operation
from colonnade.plan import Plan, creation, plan_of
from colonnade.schema import Schema
from colonnade.workspace.normal import engine_of_model, model_of, schema_of
from colonnade.workspace.source import Form, Source, read_source


class DifferentEnginesError(InputError):
    """Two sources are of different engines, so no plan leads from one to the other."""

    code = "CO183"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two schemas of one engine in its normal form, and what leads from one to the other."""

    before: Schema
    after: Schema
    moved: Schema
    """`before` with all renames carried out, as the engine tells it."""
    difference: Difference
    suggestions: tuple[Suggestion, ...]
    """Renames that the user may have meant."""
    dialect: Dialect


def compare_sources(
    before: str, after: str, *, engine: str | None = None, stated: Mapping[str, str] | None = None
) -> Comparison:
    """Read two sources and compare them on the engine that they share.

    Raises DifferentEnginesError, UnknownRenameError and what reading raises.
    """
    one = read_source(before, engine=engine)
    major = one.schema.version[0] if one.schema is not None and one.form is Form.LIVE and one.schema.version else None
    two = read_source(after, engine=engine or (one.schema.engine if one.schema else None), major=major)
    if major is None and two.form is Form.LIVE and two.schema is not None and one.form is not Form.LIVE:
        major = two.schema.version[0]
        one = read_source(before, engine=engine or two.schema.engine, major=major)
    target = engine or _shared_engine(one, two)
    first = _with_ids(schema_of(one, target, major=_major(target, major)), before)
    second = schema_of(two, target, major=_major(target, major))
    return compared(first, second, stated=stated)


def _major(engine: str, major: int | None) -> int | None:
    return major if engine == "postgresql" else None


def _shared_engine(one: Source, two: Source) -> str:
    engines = [each.schema.engine for each in (one, two) if each.schema is not None]
    if len(set(engines)) == 2:
        raise DifferentEnginesError(
            f"{one.text} is of {engines[0]} and {two.text} of {engines[1]}",
            hint="compare them as models of one engine: --engine NAME",
        )
    if engines:
        return engines[0]
    return engine_of_model(model_of(one))


def _with_ids(schema: Schema, text: str) -> Schema:
    """The schema of a live database with the first names that its journal knows."""
    if not is_url(text):
        return schema
    with open_live(text) as live:
        journal = Journal(live)
        current = journal.current()
        known = journal.schema_after(current).ids if current is not None else {}
    return replace(schema, ids={ref: first for ref, first in known.items() if ref in schema or ref.kind == "column"})


def compared(before: Schema, after: Schema, *, stated: Mapping[str, str] | None = None) -> Comparison:
    """Compare two schemas in normal form; renames are carried out in a scratch database to see what they leave."""
    dialect = load(after.engine)
    known = renames(before, after, stated, dialect.traits.fold)
    moved = _moved(before, known, dialect) if known else before
    found = Difference(renames=known, changes=compare(moved, after))
    return Comparison(
        before=before,
        after=after,
        moved=moved,
        difference=found,
        suggestions=suggestions(moved, after),
        dialect=dialect,
    )


def _moved(before: Schema, known: Sequence[Operation], dialect: Dialect) -> Schema:
    """The schema after renames, as the engine itself tells it."""
    pure = before
    statements: list[str] = []
    for rename in known:
        found = dialect.emitters.emit(rename, Context(before=pure, after=pure, version=before.version))
        statements.extend(each.sql for each in (found.statements if found else ()))
        pure = rename.apply(pure)
    major = before.version[0] if before.version and dialect.name == "postgresql" else None
    with ExitStack() as stack:
        scratch = stack.enter_context(scratch_database(Engine(dialect.name), major=major))
        live = stack.enter_context(open_live(scratch.url))
        for text in dialect.preamble:
            live.run(text)
        for each in creation(before, dialect):
            for statement in each.statements:
                live.run(statement.sql)
        for sql in statements:
            live.run(sql)
        return replace(live.schema(), ids=pure.ids, version=before.version)


def plan_sources(
    before: str, after: str, *, engine: str | None = None, stated: Mapping[str, str] | None = None
) -> tuple[Plan, Comparison]:
    """The plan that leads from one source to the other, priced by the figures of a live start."""
    comparison = compare_sources(before, after, engine=engine, stated=stated)
    facts = _facts(before) if is_url(before) else NOTHING_MEASURED
    made = plan_of(
        comparison.difference,
        comparison.before,
        comparison.after,
        comparison.dialect,
        facts=facts,
        moved=comparison.moved,
    )
    return made, comparison


def _facts(url: str) -> Facts:
    with open_live(url) as live:
        return measured(live)
