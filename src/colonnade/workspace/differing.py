"""The difference of two sources as a document: object by object, field by field, renames as renames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from colonnade.diff import Suggestion
from colonnade.ops import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
    RenameColumn,
    RenameObject,
)
from colonnade.plan.document import RenameDocument
from colonnade.schema import Column, Ref, SchemaObject, Table
from colonnade.schema.document import Node, to_document
from colonnade.workspace.comparing import Comparison
from colonnade.workspace.wording import column_words, name_of, words_of


class Changed(StrEnum):
    """What happened to an object."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One fact of an object that differs; null where it had, or has, none."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to one object."""

    change: Changed
    kind: str
    name: str
    to: str | None = None
    """Its new name, when it was renamed."""
    on: str | None = None
    """The table or view that it is a part of."""
    what: str = ""
    """The object in a few words."""
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What leads from one source to another."""

    before: str
    after: str
    engine: str
    equal: bool
    changes: tuple[Change, ...]
    suggested_renames: tuple[RenameDocument, ...] = ()


def differences(comparison: Comparison) -> Differences:
    """A comparison as a document."""
    found = tuple(_change(each) for each in comparison.difference.operations)
    before, after = comparison.sources
    return Differences(
        before=before,
        after=after,
        engine=comparison.dialect.name,
        equal=not found,
        changes=tuple(sorted(found, key=_order)),
        suggested_renames=tuple(suggested(each) for each in comparison.suggestions),
    )


def changes_of(operations: tuple[Operation, ...]) -> tuple[Change, ...]:
    """Operations as changes, those of one table together."""
    return tuple(sorted((_change(each) for each in operations), key=_order))


_RANK = {"table": 0, "column": 1, "constraint": 2, "index": 3}


def _order(change: Change) -> tuple[str, int, str, str]:
    return (change.on or change.name, _RANK.get(change.kind, 9), change.kind, change.name)


def suggested(each: Suggestion) -> RenameDocument:
    """A suggestion as a document."""
    old, new = name_of(each.old), name_of(each.new)
    return RenameDocument(kind=each.old.kind, name=old, to=new, evidence=each.evidence, option=f"{old}={each.new.name}")


def _change(operation: Operation) -> Change:
    match operation:
        case CreateObject(object=each):
            return _whole(Changed.ADDED, each)
        case DropObject(object=each):
            return _whole(Changed.REMOVED, each)
        case AlterObject(before=old, after=new):
            return replace(_whole(Changed.CHANGED, new), what="", fields=_fields(_facts(old), _facts(new)))
        case RenameObject(ref=ref, to=to):
            return Change(change=Changed.RENAMED, kind=ref.kind, name=name_of(ref), to=name_of(to), on=_above(ref))
        case AddColumn(table=path, column=column):
            return _column(Changed.ADDED, path, column)
        case DropColumn(table=path, column=column):
            return _column(Changed.REMOVED, path, column)
        case AlterColumn(table=path, before=before, after=after):
            fields = _fields(_column_facts(before), _column_facts(after))
            return replace(_column(Changed.CHANGED, path, after), what="", fields=fields)
        case RenameColumn(table=path, name=name, to=to):
            table = Ref("table", path)
            return Change(
                change=Changed.RENAMED,
                kind="column",
                name=name_of(Ref("column", (*path, name))),
                to=name_of(Ref("column", (*path, to))),
                on=name_of(table),
            )
        case _:
            raise TypeError(f"{operation.kind} is no part of a difference")


def _whole(change: Changed, each: SchemaObject) -> Change:
    above = each.parent()
    return Change(
        change=change,
        kind=each.kind_of(),
        name=name_of(each.ref),
        on=name_of(above) if above is not None else None,
        what=words_of(each),
    )


_PARTS = frozenset({"constraint", "trigger", "policy", "rule"})


def _above(ref: Ref) -> str | None:
    return name_of(Ref("table", ref.parent_path)) if ref.kind in _PARTS else None


def _column(change: Changed, path: tuple[str, ...], column: Column) -> Change:
    return Change(
        change=change,
        kind="column",
        name=name_of(Ref("column", (*path, column.name))),
        on=name_of(Ref("table", path)),
        what=column_words(column),
    )


def _facts(each: SchemaObject) -> Mapping[str, Node]:
    """The fields of an object; the columns of a table have changes of their own."""
    return {key: value for key, value in to_document(each).items() if key != "columns" or not isinstance(each, Table)}


def _column_facts(column: Column) -> Mapping[str, Node]:
    columns = to_document(Table(path=("t",), columns={column.name: column}))["columns"]
    found = columns[column.name] if isinstance(columns, Mapping) else {}
    facts = dict(found) if isinstance(found, Mapping) else {}
    return {**facts, "nullable": column.nullable}


def _fields(before: Mapping[str, Node], after: Mapping[str, Node]) -> tuple[FieldChange, ...]:
    return tuple(_differing(before, after))


def _differing(before: Mapping[str, Node], after: Mapping[str, Node]) -> Iterator[FieldChange]:
    for field in dict.fromkeys((*before, *after)):
        old, new = before.get(field), after.get(field)
        if old != new:
            yield FieldChange(field=field, before=old, after=new)
