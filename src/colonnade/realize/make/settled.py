"""A realised schema made into one that its engine can hold, with a note of all that it can't."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Dialect
from colonnade.realize.outcome import Notes
from colonnade.schema import Deferral, ForeignKey, Index, Key, Schema, SchemaObject, Table, View
from colonnade.schema.naming import identity_text

_REPLACED = frozenset({"namespace", "enum", "domain", "sequence"})
"""Kinds that become something else: prefixes, types, checks, numbered rows."""


def settled(made: Schema, dialect: Dialect, notes: Notes, *, exact: bool) -> Schema:
    """The schema as the engine can hold it; `exact` says that the model is in the engine's own words."""
    settle = dialect.idioms.settle if dialect.idioms is not None else None
    if settle is None:
        return made
    left = settle(made, exact)
    for ref, each in made.objects.items():
        kept = left.get(ref)
        if kept is None:
            if ref.kind not in _REPLACED:
                notes.lose(identity_text(ref), ref.kind, f"{dialect.traits.title} has none such")
            continue
        for what in _lost(each, kept):
            notes.lose(identity_text(ref), what, f"{dialect.traits.title} does not keep it")
    said = sum(_comments(each) for each in made)
    if said and not any(_comments(each) for each in left):
        notes.lose("descriptions", f"{said} comments", f"{dialect.traits.title} keeps no comments")
    return left


def _comments(each: SchemaObject) -> int:
    columns = each.columns.values() if isinstance(each, Table) else ()
    return bool(each.comment) + sum(bool(column.comment) for column in columns)


def _lost(was: SchemaObject, now: SchemaObject) -> Iterator[str]:
    match was, now:
        case Index(), Index():
            if was.method != now.method:
                yield f"index method {was.method}"
            if was.include != now.include:
                yield f"include ({', '.join(was.include)})"
            if any(key.opclass for key in was.keys) and now.keys != was.keys:
                yield "operator classes"
            if not was.nulls_distinct and now.nulls_distinct:
                yield "nulls not distinct"
        case Key(), Key():
            if was.include != now.include:
                yield f"include ({', '.join(was.include)})"
            if was.deferral is not now.deferral:
                yield f"{Deferral(was.deferral).value}"
            if not was.nulls_distinct:
                yield "nulls not distinct"
        case ForeignKey(), ForeignKey():
            if replace(was, path=now.path, comment=None, named=now.named, depends=()) != replace(now, depends=()):
                yield "a part of the reference"
        case View(), View():
            if was.options != now.options:
                yield "options of the view"
        case _:
            return
