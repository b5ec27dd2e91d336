"""Which object of one schema is which of the other: by id, by what the user stated, else by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from colonnade.errors import InputError
from colonnade.ops import Operation, RenameColumn, RenameObject
from colonnade.schema import Ref, Schema, SchemaObject, Table
from colonnade.text import did_you_mean


class UnknownRenameError(InputError):
    """A stated rename names something that is not there, or leads to something that is not wanted."""

    code = "CO145"


_ABOVE_FIRST = ("namespace", "table", "view", "materialized_view")
"""Kinds whose rename changes the paths of others, so that they come first."""


def renames(
    before: Schema,
    after: Schema,
    stated: Mapping[str, str] | None = None,
    fold: Callable[[str], str] = str,
) -> tuple[Operation, ...]:
    """Operations that give the objects of `before` the names they have in `after`.

    `stated` maps old to new names as a user writes them: `orders`, `sales.orders` or `orders.total`.
    Names that `fold` makes equal are one name to the engine, so that a table or column is never two.
    Raises UnknownRenameError.
    """
    found: list[Operation] = []
    current = before
    for operation in (
        *_by_id(before, after),
        *_by_statement(before, after, stated or {}),
    ):
        moved = _follow(operation, found)
        if not _is_done(moved, current):
            current = moved.apply(current)
            found.append(moved)
    for operation in _by_fold(current, after, fold):
        found.append(_follow(operation, found))
    return tuple(found)


_WITH_ROWS = frozenset({"table", "virtual_table", "column"})


def _by_fold(before: Schema, after: Schema, fold: Callable[[str], str]) -> Iterator[Operation]:
    if fold is str:
        return
    here = {ref for ref in (*before.objects, *_columns(before)) if ref.kind in _WITH_ROWS}
    there = {ref for ref in (*after.objects, *_columns(after)) if ref.kind in _WITH_ROWS}
    folded = {Ref(ref.kind, tuple(map(fold, ref.path))): ref for ref in here - there}
    pairs: list[tuple[Ref, Ref]] = []
    for ref in there - here:
        old = folded.get(Ref(ref.kind, tuple(map(fold, ref.path))))
        if old is not None and old.name != ref.name:
            pairs.append((old, ref))
    for old, new in sorted(pairs, key=_above_first):
        yield _rename(old, new)


def _by_id(before: Schema, after: Schema) -> Iterator[Operation]:
    if not after.ids and not before.ids:
        return
    now = {before.first_name(ref): ref for ref in (*before.objects, *_columns(before))}
    pairs: list[tuple[Ref, Ref]] = []
    for ref in (*after.objects, *_columns(after)):
        first = after.first_name(ref)
        old = now.get(first)
        if old is None or old == ref or ref in before.objects:
            continue
        pairs.append((old, ref))
    for old, new in sorted(pairs, key=_above_first):
        yield _rename(old, new)


def _above_first(pair: tuple[Ref, Ref]) -> tuple[int, Ref]:
    kind = pair[0].kind
    return (
        _ABOVE_FIRST.index(kind) if kind in _ABOVE_FIRST else len(_ABOVE_FIRST),
        pair[0],
    )


def _columns(schema: Schema) -> Iterator[Ref]:
    for table in schema.of_kind(Table):
        for name in table.columns:
            yield table.column_ref(name)


def _rename(old: Ref, new: Ref) -> Operation:
    if old.kind == "column":
        return RenameColumn(table=old.parent_path, name=old.name, to=new.name)
    return RenameObject(ref=old, to=new)


def _is_done(operation: Operation, current: Schema) -> bool:
    """Whether the rename of its table, or of a parent's column, has given the part its name already."""
    match operation:
        case RenameObject(ref=ref, to=to):
            return ref == to or (ref not in current and to in current)
        case RenameColumn(table=path, name=name, to=new):
            table = current.get(Ref("table", path))
            columns = table.columns if isinstance(table, Table) else {}
            return name == new or (name not in columns and new in columns)
        case _:
            return False


def _follow(operation: Operation, done: Sequence[Operation]) -> Operation:
    """The same rename, said of names that earlier renames have changed already."""
    for earlier in done:
        if not isinstance(earlier, RenameObject):
            continue
        size = len(earlier.ref.path)
        if isinstance(operation, RenameColumn) and operation.table == earlier.ref.path:
            operation = RenameColumn(table=earlier.to.path, name=operation.name, to=operation.to)
        elif (
            isinstance(operation, RenameObject) and operation.ref.path[:size] == earlier.ref.path != operation.ref.path
        ):
            moved = Ref(operation.ref.kind, (*earlier.to.path, *operation.ref.path[size:]))
            operation = RenameObject(ref=moved, to=operation.to)
    return operation


def _by_statement(before: Schema, after: Schema, stated: Mapping[str, str]) -> Iterator[Operation]:
    for old_text, new_text in stated.items():
        yield _stated(before, after, old_text, new_text)


def _stated(before: Schema, after: Schema, old_text: str, new_text: str) -> Operation:
    old = _find(before, old_text)
    if old.kind in _ROUTINES:
        return _stated_routine(old, after, old_text, new_text)
    parts = tuple(new_text.split("."))
    if old.kind == "column":
        return RenameColumn(table=old.parent_path, name=old.name, to=parts[-1])
    path = (*old.path[: len(old.path) - len(parts)], *parts)
    new = Ref(old.kind, path)
    if new not in after:
        raise UnknownRenameError(
            f"{new_text} is not a {old.kind} of the target",
            hint=_hint(new_text, after),
            fields={"rename": f"{old_text}={new_text}"},
        )
    return RenameObject(ref=old, to=new)


_ROUTINES = frozenset({"function", "procedure", "aggregate"})
"""Kinds whose path ends with the types of their arguments."""


def _stated_routine(old: Ref, after: Schema, old_text: str, new_text: str) -> Operation:
    parts = tuple(new_text.partition("(")[0].split("."))
    name = (*old.path[: len(old.path) - 1 - len(parts)], *parts)
    new = Ref(old.kind, (*name, old.path[-1]))
    if new not in after:
        raise UnknownRenameError(
            f"{new_text} is not a {old.kind} of the target with the arguments ({old.path[-1]})",
            hint=_hint(new_text, after),
            fields={"rename": f"{old_text}={new_text}"},
        )
    return RenameObject(ref=old, to=new)


def _routines(schema: Schema, text: str) -> list[Ref]:
    """Routines by name, or by name and argument types in brackets; the namespaces of types may be left out."""
    name, bracket, types = text.partition("(")
    parts = tuple(name.split("."))
    found = [ref for ref in schema.objects if ref.kind in _ROUTINES and ref.path[:-1][-len(parts) :] == parts]
    if bracket:
        wanted = _type_names(types.removesuffix(")"))
        found = [ref for ref in found if _type_names(ref.path[-1]) == wanted]
    return sorted(found)


def _type_names(types: str) -> list[str]:
    return [each.strip().rpartition(".")[2] for each in types.split(",")]


def _find(schema: Schema, text: str) -> Ref:
    routines = _routines(schema, text)
    if len(routines) == 1 and (text.endswith(")") or not _named(schema, tuple(text.split(".")))):
        return routines[0]
    if len(routines) > 1 and not _named(schema, tuple(text.split("."))):
        raise UnknownRenameError(
            f"there are several routines {text}",
            hint="say which by its argument types: " + ", ".join(f"{ref.path[-2]}({ref.path[-1]})" for ref in routines),
            fields={"name": text},
        )
    parts = tuple(text.split("."))
    hits = _named(schema, parts)
    hits.sort(
        key=lambda ref: (
            ref.kind != "table",
            ref.kind == "column" and len(parts) == 1,
            len(ref.path),
            ref,
        )
    )
    if not hits or (len(parts) == 1 and hits[0].kind == "column"):
        raise UnknownRenameError(
            f"there is no object {text}",
            hint=_hint(text, schema),
            fields={"name": text},
        )
    return hits[0]


def _named(schema: Schema, parts: tuple[str, ...]) -> list[Ref]:
    return [ref for ref in (*schema.objects, *_columns(schema)) if ref.path[-len(parts) :] == parts]


def _hint(text: str, schema: Schema) -> str:
    names = {".".join(ref.path) for ref in schema.objects} | {ref.name for ref in schema.objects}
    return did_you_mean(text, sorted(names)) or "name it as namespace.table or table.column"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A drop and a creation that look like one rename."""

    old: Ref
    new: Ref
    evidence: str


def suggestions(before: Schema, after: Schema) -> tuple[Suggestion, ...]:
    """Renames that a user may have meant: same columns under another name; same type in the same table."""
    return (*_tables_alike(before, after), *_columns_alike(before, after))


def _shape(table: Table) -> frozenset[tuple[str, str]]:
    return frozenset((column.name, column.type) for column in table.columns.values())


def _tables_alike(before: Schema, after: Schema) -> Iterator[Suggestion]:
    new = {table.ref: _shape(table) for table in after.of_kind(Table) if table.ref not in before}
    for old in before.of_kind(Table):
        if old.ref in after:
            continue
        shape = _shape(old)
        scored = [(len(shape & other) / len(shape | other), ref) for ref, other in new.items() if shape | other]
        best = max(scored, default=None)
        if best is not None and best[0] >= 0.6:
            yield Suggestion(
                old=old.ref,
                new=best[1],
                evidence=f"{best[0]:.0%} of the columns are the same",
            )


def _columns_alike(before: Schema, after: Schema) -> Iterator[Suggestion]:
    for old in before.of_kind(Table):
        new: SchemaObject | None = after.get(old.ref)
        if not isinstance(new, Table):
            continue
        gone = [column for name, column in old.columns.items() if name not in new.columns]
        come = [column for name, column in new.columns.items() if name not in old.columns]
        for column in gone:
            alike = [each for each in come if each.type == column.type and each.nullable == column.nullable]
            if len(alike) == 1 and len([each for each in gone if each.type == column.type]) == 1:
                yield Suggestion(
                    old=old.column_ref(column.name),
                    new=old.column_ref(alike[0].name),
                    evidence=f"the only {column.type} column dropped and the only one added",
                )
