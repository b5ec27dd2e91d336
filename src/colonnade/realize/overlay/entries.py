"""The overlay of an engine: what its schema has beyond what the logical design gives.

`overlay(given, wanted)` is the difference of two schemas as a document: kinds in the plural, then objects by
name, then fields. `apply_overlay(given, overlay(given, wanted)) == wanted` whatever the two are, so that
nothing is lost between a database and its model file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import Dialect
from colonnade.errors import InputError
from colonnade.graph import components
from colonnade.realize.overlay.patch import difference, merge
from colonnade.realize.overlay.pieces import Pieces, depth_of, piece_of
from colonnade.schema import MaterializedView, Ref, Routine, Schema, SchemaObject, Sql, Table, View
from colonnade.schema.document import Document, Node, from_document, to_document
from colonnade.schema.naming import identity_text, read_identity
from colonnade.text import did_you_mean


class BadOverlayError(InputError):
    """The overlay of an engine names a kind that the engine has not, or is not shaped as kind, name, fields."""

    code = "CO130"


ORDER = "order"
"""Key of a table's entry: names of its columns in order, where the entry itself does not say it."""
ORIGIN = "origin"
"""Key of a partition's entry: how it came to be one, where that shows."""


def overlay(given: Schema, wanted: Schema, dialect: Dialect) -> dict[str, Node]:
    """What leads from the schema that the logical design gives to the wanted one; null leaves an object out."""
    found: dict[str, dict[str, Node]] = {}
    pieces = Pieces(given, dialect)
    for each in sorted(wanted.of_kind(Table), key=depth_of):
        if each.partition_of is not None:
            pieces.add_like(each, wanted)
    base = pieces.objects
    gone = {each.ref for each in given.of_kind(Table) if each.partition_of is not None and each.ref not in wanted}
    circular = _in_circles(wanted)
    refs = (*wanted.objects, *(ref for ref in base if ref not in wanted), *gone)
    for ref in _in_order(refs, dialect):
        node = _change(base.get(ref), wanted.get(ref))
        piece = pieces.said(ref)
        if piece and isinstance(node, Mapping):
            node = piece if node is _SAME else {**node, **piece}
        if ref in circular and isinstance(node, Mapping):
            node = {**({} if node is _SAME else node), "shape": _columns(to_document(wanted.objects[ref])["shape"])}
        if node is not _SAME:
            found.setdefault(dialect.kinds[ref.kind].plural, {})[short(ref, dialect)] = node
    return {plural: dict(members) for plural, members in found.items()}


def apply_overlay(given: Schema, document: Document, dialect: Dialect, namespace: str = "") -> Schema:
    """The schema with the overlay applied; names without a namespace are in this one, or the engine's default.

    Raises BadOverlayError, BadDocumentError, BadNameError.
    """
    default = namespace or dialect.traits.default_namespace
    entries = dict(_by_present_name(given, _members(document, dialect, default)))
    pieces = Pieces(given, dialect)
    waiting = pieces.declare(entries)
    for ref, node in entries.items():
        if ref not in waiting:
            _apply(pieces.objects, ref, node)
    for piece in pieces.in_order():
        for ref in pieces.make(piece):
            if ref in waiting:
                _apply(pieces.objects, ref, entries[ref])
                waiting.discard(ref)
        for ref in [each for each in waiting if piece_of(each, entries[each]) == piece]:
            _apply(pieces.objects, ref, entries[ref])
            waiting.discard(ref)
    for ref in waiting:
        _apply(pieces.objects, ref, entries[ref])
    return replace(given, objects=pieces.objects)


_SAME: Document = {"same": True}
"""Marks that an object needs no entry."""


def _in_circles(schema: Schema) -> frozenset[Ref]:
    """Views that need themselves, by way of a function of their rows perhaps: they begin with their columns alone."""
    views = {each.ref for each in schema if isinstance(each, View) and each.shape}
    graph: dict[Ref, set[Ref]] = {}
    for each in schema if views else ():
        needs = (Ref("table", ref.parent_path) if ref.kind == "column" else ref for ref in each.needs())
        graph[each.ref] = {ref for ref in needs if ref in schema and (ref != each.ref or ref in views)}
    found = {ref for those in components(graph) if len(those) > 1 for ref in those}
    return frozenset(ref for ref in views if ref in found or ref in graph[ref])


def _apply(objects: dict[Ref, SchemaObject], ref: Ref, node: Document | None) -> None:
    if node is None:
        objects.pop(ref, None)
    else:
        objects[ref] = _merged(ref, objects.get(ref), node)


def _change(present: SchemaObject | None, wanted: SchemaObject | None) -> Node:
    if wanted is None:
        return None
    if present == wanted and not _out_of_order(present, wanted):
        return _SAME
    node = _document(wanted) if present is None else difference(_document(present), _document(wanted))
    if isinstance(wanted, Table):
        known = present.columns if isinstance(present, Table) else {}
        new = [name for name in wanted.columns if name not in known]
        if len(new) > 1 or _out_of_order(_merged(wanted.ref, present, node), wanted):
            node[ORDER] = list(wanted.columns)
    return node


def _out_of_order(present: SchemaObject | None, wanted: SchemaObject) -> bool:
    return isinstance(present, Table) and isinstance(wanted, Table) and list(present.columns) != list(wanted.columns)


def _merged(ref: Ref, present: SchemaObject | None, node: Document) -> SchemaObject:
    fields = {key: value for key, value in node.items() if key not in {ORDER, ORIGIN} or ref.kind != "table"}
    if present is None:
        made = _object(ref, merge({}, fields))
    else:
        # The order of columns is that of their keys, which is the base's and then the entry's.
        made = replace(_object(ref, merge(_document(present), fields)), depends=present.depends)
    order = node.get(ORDER)
    if isinstance(made, Table) and isinstance(order, list):
        first = {str(name): made.columns[str(name)] for name in order if str(name) in made.columns}
        made = replace(made, columns={**first, **made.columns})
    return made


def _document(each: SchemaObject) -> dict[str, Node]:
    """The fields of an object that are designed, without what its name or the engine says anyway.

    The arguments of a routine are left out where its name says all of them; the types of a view's columns always.
    """
    fields = to_document(each)
    fields.pop("shape", None)
    if isinstance(each, View | MaterializedView) and "columns" in fields:
        fields["columns"] = _columns(fields["columns"])
    if isinstance(each, Routine):
        fields["arguments"] = str(each.arguments)
        if each.arguments == each.path[-1]:
            del fields["arguments"]
    return fields


def _columns(columns: Node) -> Node:
    """Columns of a view without types that nobody stated."""
    if not isinstance(columns, list):
        return columns
    return [
        {key: value for key, value in each.items() if (key, value) != ("type", "")}
        if isinstance(each, Mapping)
        else each
        for each in columns
    ]


def _object(ref: Ref, fields: Document) -> SchemaObject:
    """The object of its fields."""
    read = dict(fields)
    for name in ("columns", "shape") if ref.kind in {"view", "materialized_view"} else ():
        if isinstance(columns := read.get(name), list):
            read[name] = [{"type": "", **each} if isinstance(each, Mapping) else each for each in columns]
    made = from_document(ref, read)
    if isinstance(made, Routine) and "arguments" not in fields:
        return replace(made, arguments=Sql(ref.path[-1]))
    return made


def _by_present_name(
    given: Schema, entries: Iterator[tuple[Ref, Document | None]]
) -> Iterator[tuple[Ref, Document | None]]:
    """Entries by what their objects are called now; in an overlay they keep their first names."""
    now = {first: each for each, first in given.ids.items()}
    for ref, node in entries:
        above = now.get(Ref("table", ref.parent_path))
        moved = now.get(ref) or (Ref(ref.kind, (*above.path, ref.name)) if above and _is_part(ref) else ref)
        columns = node.get("columns") if node is not None and ref.kind == "table" else None
        if now and node is not None and isinstance(columns, Mapping):
            yield moved, {**node, "columns": {_column(now, ref, key): each for key, each in columns.items()}}
        else:
            yield moved, node


def _is_part(ref: Ref) -> bool:
    return ref.kind in {"constraint", "trigger", "policy", "rule"}


def _column(now: Mapping[Ref, Ref], table: Ref, name: str) -> str:
    first = Ref("column", (*table.path, name))
    return now[first].name if first in now else name


def _members(document: Document, dialect: Dialect, default: str | None) -> Iterator[tuple[Ref, Document | None]]:
    kinds = {each.plural: each.name for each in dialect.kinds.values()}
    for plural, members in document.items():
        if plural not in kinds:
            raise BadOverlayError(
                f"{dialect.name}: there is no kind of object called {plural!r}", hint=did_you_mean(plural, kinds)
            )
        if not isinstance(members, Mapping):
            raise BadOverlayError(f"{dialect.name}: {plural}: expected a mapping of names, found {members!r}")
        for key, node in members.items():
            ref = long(kinds[plural], key, dialect, default)
            if node is not None and not isinstance(node, Mapping):
                raise BadOverlayError(f"{dialect.name}: {ref}: expected a mapping of its fields, found {node!r}")
            yield ref, node


def _in_order(refs: tuple[Ref, ...], dialect: Dialect) -> list[Ref]:
    return sorted(refs, key=lambda ref: (dialect.kinds[ref.kind].order, ref))


def short(ref: Ref, dialect: Dialect) -> str:
    """The key of an object in an overlay: its name without the engine's default namespace."""
    kind, default = dialect.kinds[ref.kind], dialect.traits.default_namespace
    if kind.depth == len(ref.path) and default is not None and ref.path[0] == default:
        return identity_text(Ref(ref.kind, ref.path[1:]))
    return identity_text(ref)


def long(kind: str, key: str, dialect: Dialect, default: str | None) -> Ref:
    """The identity that a key of an overlay stands for; without a namespace it is in the default one."""
    ref = read_identity(kind, key)
    depth = dialect.kinds[kind].depth
    if depth is not None and default is not None and len(ref.path) == depth - 1:
        return Ref(kind, (default, *ref.path))
    return ref
