"""Views and materialised views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.casting import default_storage
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import (
    column_trappings,
    set_options,
    trappings,
)
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.ops import AlterObject, CreateObject, Operation
from colonnade.schema import Column, Function, MaterializedView, Sql, Table, View


def options_with(options: Mapping[str, str]) -> str:
    """WITH (…) with a blank before it; empty when there are no options."""
    return f" WITH ({_list(options)})" if options else ""


def _list(options: Mapping[str, str]) -> str:
    return ", ".join(f"{_key(key)}={literal(value)}" for key, value in options.items())


def _key(key: str) -> str:
    return ".".join(map(quote, key.split(".", 1)))


def stub(view: View) -> View:
    """The view with the same columns and a query that reads nothing; check options wait for the real query.

    Nothing changes where the columns are not known.
    """
    if not view.shape:
        return view
    columns = ",\n    ".join(
        f"NULL::{each.type}{f' COLLATE {qualified(each.collation)}' if each.collation else ''} AS {quote(each.name)}"
        for each in view.shape
    )
    options = {key: value for key, value in view.options.items() if key != "check_option"}
    return replace(
        view,
        definition=Sql(f"SELECT\n    {columns}"),
        options=options,
        columns=tuple(replace(each, default=None) for each in view.columns),
        depends=tuple(ref for ref in view.depends if ref.kind in _OF_COLUMNS),
    )


_OF_COLUMNS = frozenset(
    {"namespace", "extension", "enum", "domain", "composite", "range", "base_type", "shell_type", "collation"}
)
"""Kinds that a stub may need: those of its columns' types and collations, and where it stands."""


@EMIT.on(CreateObject, "view")
def create_view(operation: Operation, context: Context) -> Alteration:
    """CREATE VIEW, then defaults, comments and privileges of its columns."""
    assert isinstance(operation, CreateObject)
    view = operation.object
    assert isinstance(view, View)
    made = [_created(stub(view)), _replaced(view)] if _reads_itself(view) else [_created(view)]
    made += trappings(view, None, context)
    for column in view.columns:
        _only_known(view, None, column)
        made += _default(view, None, column)
        made += column_trappings(view, None, column)
    return Alteration(statements=tuple(made))


def _created(view: View) -> Statement:
    sql = f"CREATE VIEW {qualified(view.path)}{options_with(view.options)} AS\n{view.definition}"
    return Statement(sql=sql, form="create_view", on=(view.ref,))


def _replaced(view: View) -> Statement:
    sql = f"CREATE OR REPLACE VIEW {qualified(view.path)}{options_with(view.options)} AS\n{view.definition}"
    return Statement(sql=sql, form="replace_view", on=(view.ref,))


def _reads_itself(view: View) -> bool:
    return view.ref in view.depends


@EMIT.on(AlterObject, "view")
def alter_view(operation: Operation, context: Context) -> Alteration | None:
    """CREATE OR REPLACE VIEW where the old columns stay a beginning of the new ones; the rest by ALTER VIEW."""
    assert isinstance(operation, AlterObject)
    old, new = operation.before, operation.after
    assert isinstance(old, View)
    assert isinstance(new, View)
    made: list[Statement] = []
    known = bool(old.shape and new.shape)
    if old.definition != new.definition or (known and _shape(old) != _shape(new)):
        if not known or _shape(new)[: len(old.shape)] != _shape(old) or _rows_change(new, context):
            return None
        made.append(_replaced(new))
    else:
        made += _options("VIEW", old, new)
    made += trappings(new, old, context)
    for was, column in _pairs(old, new):
        _only_known(new, was, column)
        made += _default(new, was, column)
        made += column_trappings(new, was, column)
    return Alteration(statements=tuple(made))


def _shape(view: View | MaterializedView) -> tuple[tuple[str, str, object], ...]:
    return tuple((each.name, each.type, each.collation) for each in view.shape)


def _pairs(old: View | MaterializedView, new: View | MaterializedView) -> Iterator[tuple[Column | None, Column]]:
    """What is stated of each column before and after; nothing, where it was or is stated."""
    before, after = ({each.name: each for each in view.columns} for view in (old, new))
    for name in dict.fromkeys((*after, *before)):
        yield before.get(name), after.get(name, Column(name=name, type=""))


def _rows_change(view: View, context: Context) -> bool:
    """Whether it reads a function whose rows are those of a table that gains or loses columns.

    The query names such columns by their place, so it fits only the table as it is then.
    """
    for ref in view.depends:
        routine = context.after.get(ref)
        for used in routine.depends if isinstance(routine, Function) else ():
            old, new = context.before.get(used), context.after.get(used)
            if isinstance(old, Table) and isinstance(new, Table) and list(old.columns) != list(new.columns):
                return True
    return False


def _only_known(view: View, before: Column | None, after: Column) -> None:
    """Refuse what a view's column can't have. Raises NotExpressibleError."""
    plain = replace(
        after, default=None, comment=None, privileges=None, depends=(), type="", collation=None, nullable=True
    )
    if plain != Column(name=after.name, type="") and before != after:
        raise NotExpressibleError(f"column {after.name} of {view.ref} has a property that a view's column can't have")


def _default(view: View, before: Column | None, after: Column) -> Iterator[Statement]:
    if (before.default if before else None) == after.default:
        return
    what = f"SET DEFAULT {after.default}" if after.default is not None else "DROP DEFAULT"
    sql = f"ALTER VIEW {qualified(view.path)} ALTER COLUMN {quote(after.name)} {what}"
    yield Statement(sql=sql, form="alter_view", on=(view.ref,))


def _options(words: str, old: View | MaterializedView, new: View | MaterializedView) -> Iterator[Statement]:
    put, reset = set_options(old.options, new.options)
    name = f"ALTER {words} {qualified(new.path)}"
    form = "alter_view" if isinstance(new, View) else "set_options"
    if put:
        yield Statement(sql=f"{name} SET ({_list(put)})", form=form, on=(new.ref,))
    if reset:
        sql = f"{name} RESET ({', '.join(map(_key, reset))})"
        yield Statement(sql=sql, form=form, on=(new.ref,))


@EMIT.on(CreateObject, "materialized_view")
def create_materialized_view(operation: Operation, context: Context) -> Alteration:
    """CREATE MATERIALIZED VIEW, filled where the original is."""
    assert isinstance(operation, CreateObject)
    view = operation.object
    assert isinstance(view, MaterializedView)
    method = f" USING {quote(view.access_method)}" if view.access_method else ""
    space = f" TABLESPACE {quote(view.tablespace)}" if view.tablespace else ""
    sql = (
        f"CREATE MATERIALIZED VIEW {qualified(view.path)}{method}{options_with(view.options)}{space} AS\n"
        f"{view.definition}\n  WITH {'' if view.populated else 'NO '}DATA"
    )
    made = [Statement(sql=sql, form="create_materialized_view", on=(view.ref,))]
    made += trappings(view, None, context)
    for column in view.columns:
        made += _storage(view, None, column)
        made += column_trappings(view, None, column)
    return Alteration(statements=tuple(made))


@EMIT.on(AlterObject, "materialized_view")
def alter_materialized_view(operation: Operation, context: Context) -> Alteration | None:
    """What ALTER MATERIALIZED VIEW can do; another query is another view."""
    assert isinstance(operation, AlterObject)
    old, new = operation.before, operation.after
    assert isinstance(old, MaterializedView)
    assert isinstance(new, MaterializedView)
    if old.definition != new.definition or (old.shape and new.shape and _shape(old) != _shape(new)):
        return None
    made = list(_options("MATERIALIZED VIEW", old, new))
    name = f"ALTER MATERIALIZED VIEW {qualified(new.path)}"
    rewrites = frozenset({Hazard.REWRITES_TABLE})
    if old.access_method != new.access_method:
        if context.version and context.version < (15,):
            return None
        sql = f"{name} SET ACCESS METHOD {quote(new.access_method or 'heap')}"
        made.append(Statement(sql=sql, form="set_access_method", on=(new.ref,), hazards=rewrites))
    if old.tablespace != new.tablespace:
        sql = f"{name} SET TABLESPACE {quote(new.tablespace or 'pg_default')}"
        made.append(Statement(sql=sql, form="set_tablespace", on=(new.ref,), hazards=rewrites))
    made += trappings(new, old, context)
    for was, column in _pairs(old, new):
        made += _storage(new, was, column)
        made += column_trappings(new, was, column)
    return Alteration(statements=tuple(made))


def _storage(view: MaterializedView, before: Column | None, after: Column) -> Iterator[Statement]:
    was = before or Column(name=after.name, type="")
    type_ = next((each.type for each in view.shape if each.name == after.name), "")
    column = f"ALTER MATERIALIZED VIEW {qualified(view.path)} ALTER COLUMN {quote(after.name)}"
    changes: list[tuple[str, str]] = []
    if was.statistics != after.statistics:
        changes.append((f"SET STATISTICS {-1 if after.statistics is None else after.statistics}", "set_statistics"))
    if was.storage != after.storage:
        changes.append((f"SET STORAGE {(after.storage or default_storage(type_)).upper()}", "set_storage"))
    if was.compression != after.compression:
        changes.append((f"SET COMPRESSION {after.compression or 'default'}", "set_compression"))
    put, reset = set_options(was.options, after.options)
    if put:
        changes.append((f"SET ({_list(put)})", "set_column_options"))
    if reset:
        changes.append((f"RESET ({', '.join(map(_key, reset))})", "set_column_options"))
    for change, form in changes:
        yield Statement(sql=f"{column} {change}", form=form, on=(view.ref,))
