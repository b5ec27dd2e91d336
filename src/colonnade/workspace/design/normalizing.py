"""Normal forms of the tables of a source, by what is declared, stated and measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from colonnade.advise.normalization import (
    Dependency,
    Measured,
    NormalForm,
    Origin,
    TableForm,
    analysed,
    measured_of,
    split,
)
from colonnade.dialect import load
from colonnade.errors import InputError
from colonnade.model.language import write
from colonnade.realize.naming import Names
from colonnade.schema import Key, QName, Schema, Table
from colonnade.text import did_you_mean
from colonnade.workspace.addressing import opened
from colonnade.workspace.normal import model_of, schema_of
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import Source

BROADEST = 4
"""Columns of a determinant at most: each more multiplies the queries by the number of columns."""


class BadDependencyError(InputError):
    """A stated dependency is not `TABLE: COLUMN, … -> COLUMN, …`, or names what is not there."""

    code = "CO125"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableNormalized(TableForm):
    """The normal form of a table, and how rows get into the tables that are split off."""

    fills: tuple[str, ...]
    """A statement for each of `relations`, to be run while the table still has all its columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalized:
    """The normal forms of tables."""

    source: str
    engine: str
    measured: bool
    """Whether rows were looked at."""
    counts: Mapping[NormalForm, int]
    tables: tuple[TableNormalized, ...]
    model: str
    """The model in which every table is split as said; that of the source where nothing is."""


def normalize(
    source: Source,
    *,
    tables: Sequence[str] = (),
    stated: Sequence[str] = (),
    width: int = 2,
    engine: str | None = None,
    tell: Tell = silent,
) -> Normalized:
    """The normal forms of the tables of a source, or of some of them.

    Rows of a live database are looked at: every determinant of up to `width` columns costs a pass over the table. A
    dependency that holds in all rows may be chance, so it says what it rests on. Raises BadDependencyError,
    CantSplitError, and what reading the source raises.
    """
    schema = schema_of(source, engine)
    dialect = load(schema.engine)
    named = {_called(each.path, dialect.traits.default_namespace): each for each in schema.of_kind(Table)}
    chosen = _chosen(named, tables)
    given = _stated(named, stated)
    found: list[TableNormalized] = []
    model = model_of(source)
    keys = {Names(model, dialect).path(each): each.key for each in model.entities.values()}
    for number, (name, table) in enumerate(chosen.items()):
        tell(f"Looking at {name}", number, len(chosen))
        measured = _measured(source, table, width)
        form = analysed(
            table,
            _keys(schema, table),
            name=name,
            measured=measured,
            stated=given.get(name, ()),
            taken=frozenset(each.path[-1] for each in named.values()),
            width=width,
        )
        found.append(_with_fills(form, table, schema))
        if form.relations and table.path in keys:
            model = split(model, keys[table.path], form.relations)
    return Normalized(
        source=source.text,
        engine=schema.engine,
        measured=source.url is not None,
        counts={form: sum(each.form is form for each in found) for form in NormalForm},
        tables=tuple(found),
        model=write(model),
    )


def _measured(source: Source, table: Table, width: int) -> Measured | None:
    if source.url is None:
        return None
    with opened(source.url, source.project) as live:
        return measured_of(live, table, width=width)


def _keys(schema: Schema, table: Table) -> tuple[Key, ...]:
    """The keys that tell every row: none with a column that may be missing."""
    return tuple(
        each
        for each in schema.parts(table.ref)
        if isinstance(each, Key) and (each.primary or not any(table.columns[name].nullable for name in each.columns))
    )


def _called(path: QName, default: str | None) -> str:
    return ".".join(path[1:] if len(path) > 1 and path[0] == default else path)


def _chosen(named: Mapping[str, Table], wanted: Sequence[str]) -> Mapping[str, Table]:
    for name in wanted:
        if name not in named:
            raise BadDependencyError(f"there is no table {name}", hint=did_you_mean(name, named))
    return (
        {name: named[name] for name in wanted}
        if wanted
        else {name: each for name, each in named.items() if each.partition_of is None}
    )


def _stated(named: Mapping[str, Table], texts: Sequence[str]) -> Mapping[str, tuple[Dependency, ...]]:
    found: dict[str, tuple[Dependency, ...]] = {}
    for text in texts:
        name, colon, rest = text.partition(":")
        left, arrow, right = rest.partition("->")
        sides = tuple(tuple(word.strip() for word in side.split(",") if word.strip()) for side in (left, right))
        if not colon or not arrow or not all(sides):
            raise BadDependencyError(f"{text!r} is no dependency", hint="for example sale: zip -> city, state")
        _chosen(named, [name.strip()])
        columns = named[name.strip()].columns
        for column in (*sides[0], *sides[1]):
            if column not in columns:
                raise BadDependencyError(f"{name.strip()} has no column {column}", hint=did_you_mean(column, columns))
        made = Dependency(determinant=sides[0], dependents=sides[1], origin=Origin.STATED)
        found[name.strip()] = (*found.get(name.strip(), ()), made)
    return found


def _with_fills(form: TableForm, table: Table, schema: Schema) -> TableNormalized:
    return TableNormalized(
        table=form.table,
        form=form.form,
        keys=form.keys,
        rows=form.rows,
        dependencies=form.dependencies,
        breaches=form.breaches,
        relations=form.relations,
        fills=tuple(_fills(form, table, schema)),
    )


def _fills(form: TableForm, table: Table, schema: Schema) -> Iterator[str]:
    quote = load(schema.engine).quote
    old = ".".join(map(quote, table.path))
    for each in form.relations:
        columns = ", ".join(map(quote, each.columns))
        there = " AND ".join(f"{quote(name)} IS NOT NULL" for name in each.key)
        new = ".".join(map(quote, (*table.path[:-1], each.name)))
        yield f"INSERT INTO {new} ({columns}) SELECT DISTINCT {columns} FROM {old} WHERE {there}"  # noqa: S608 (names are quoted)
