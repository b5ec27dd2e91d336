"""Removal and renaming of objects whose DDL has the usual shape: DROP, RENAME TO, SET SCHEMA."""

from __future__ import annotations

import re
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.naming import designation
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.quote import path_of, quote
from colonnade.ops import DropObject, Operation, RenameObject
from colonnade.schema import Ref, SchemaObject

_DROPPED = (
    "access_method",
    "aggregate",
    "cast",
    "collation",
    "conversion",
    "event_trigger",
    "extension",
    "foreign_data_wrapper",
    "function",
    "language",
    "materialized_view",
    "namespace",
    "operator",
    "operator_class",
    "operator_family",
    "policy",
    "procedure",
    "publication",
    "rule",
    "server",
    "transform",
    "trigger",
    "ts_configuration",
    "ts_dictionary",
    "ts_parser",
    "ts_template",
    "user_mapping",
    "view",
)
_RENAMED = (
    "aggregate",
    "collation",
    "conversion",
    "event_trigger",
    "foreign_data_wrapper",
    "function",
    "language",
    "materialized_view",
    "namespace",
    "operator",
    "operator_class",
    "operator_family",
    "policy",
    "procedure",
    "publication",
    "rule",
    "server",
    "subscription",
    "trigger",
    "ts_configuration",
    "ts_dictionary",
    "ts_parser",
    "ts_template",
    "view",
)
_BREAK_CLIENTS = frozenset({"aggregate", "function", "materialized_view", "namespace", "procedure", "view"})
"""Kinds that statements of running programs name."""
_NAME_AT = {"aggregate": 1, "function": 1, "procedure": 1, "operator": 1, "operator_class": 1, "operator_family": 1}
"""Where the own name stands in the path, when it is not last."""


def locked(each: SchemaObject) -> tuple[Ref, ...]:
    """An object and what it is a part of."""
    above = each.parent()
    return (each.ref,) if above is None else (each.ref, above)


_TARGET = re.compile(
    r"""\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+(?:ONLY\s+)?((?:"(?:[^"]|"")*"|[\w$])+\.(?:"(?:[^"]|"")*"|[\w$]+))"""
)


def targets_of(sql: str) -> tuple[Ref, ...]:
    """The tables that statements within a definition write to; making the definition locks them as writing does."""
    return tuple(Ref("table", path_of(name)) for name in _TARGET.findall(sql))


@EMIT.on(DropObject, *_DROPPED)
def drop(operation: Operation, _context: Context) -> Alteration:
    """DROP without CASCADE: what needs the object has gone before."""
    assert isinstance(operation, DropObject)
    each = operation.object
    kind = each.kind_of()
    hazards = frozenset({Hazard.BREAKS_CLIENTS}) if kind in _BREAK_CLIENTS else frozenset()
    if kind == "policy":
        hazards = frozenset({Hazard.CHANGES_ACCESS})
    sql = f"DROP {designation(each)}"
    return Alteration(statements=(Statement(sql=sql, form=f"drop_{kind}", on=locked(each), hazards=hazards),))


@EMIT.on(RenameObject, *_RENAMED)
def rename(operation: Operation, context: Context) -> Alteration | None:
    """RENAME TO, and SET SCHEMA where the namespace changes; None when more than the name changes."""
    assert isinstance(operation, RenameObject)
    each = context.before.get(operation.ref)
    if each is None:
        raise NotExpressibleError(f"{operation.ref} can't be renamed: it does not exist")
    kind, old, new = operation.ref.kind, operation.ref.path, operation.to.path
    place = _NAME_AT.get(kind, len(old) - 1)
    if len(old) != len(new) or old[place + 1 :] != new[place + 1 :]:
        return None
    moves = place > 0 and old[:place] != new[:place]
    if moves and (place > 1 or kind in ("trigger", "policy", "rule")):
        return None
    if kind == "operator" and old[place] != new[place]:
        return None
    made: list[Statement] = []
    target = designation(each)
    hazards = frozenset({Hazard.BREAKS_CLIENTS}) if kind in _BREAK_CLIENTS else frozenset()
    if moves:
        sql = f"ALTER {target} SET SCHEMA {quote(new[0])}"
        made.append(Statement(sql=sql, form="set_schema", on=locked(each), hazards=hazards))
        target = designation(_moved(each, (new[0], *old[1:])))
    if old[place] != new[place]:
        sql = f"ALTER {target} RENAME TO {quote(new[place])}"
        made.append(Statement(sql=sql, form=f"rename_{kind}", on=locked(each), hazards=hazards))
    return Alteration(statements=tuple(made))


def _moved(each: SchemaObject, path: tuple[str, ...]) -> SchemaObject:
    return replace(each, path=path)
