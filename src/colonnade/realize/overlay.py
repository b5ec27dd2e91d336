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
from colonnade.realize.patch import difference, merge
from colonnade.schema import Ref, Schema, SchemaObject
from colonnade.schema.document import Document, Node, from_document, to_document
from colonnade.schema.naming import identity_text, read_identity
from colonnade.text import did_you_mean


class BadOverlayError(InputError):
    """The overlay of an engine names a kind that the engine has not, or is not shaped as kind, name, fields."""

    code = "CO130"


def overlay(given: Schema, wanted: Schema, dialect: Dialect) -> dict[str, Node]:
    """What leads from the schema that the logical design gives to the wanted one; null leaves an object out."""
    found: dict[str, dict[str, Node]] = {}
    for ref in _in_order((*wanted.objects, *(ref for ref in given.objects if ref not in wanted)), dialect):
        node = _change(given.get(ref), wanted.get(ref))
        if node is not _SAME:
            found.setdefault(dialect.kinds[ref.kind].plural, {})[short(ref, dialect)] = node
    return {plural: dict(members) for plural, members in found.items()}


def apply_overlay(given: Schema, document: Document, dialect: Dialect) -> Schema:
    """The schema with the overlay applied. Raises BadOverlayError, BadDocumentError, BadNameError."""
    objects = dict(given.objects)
    for ref, node in _members(document, dialect):
        if node is None:
            objects.pop(ref, None)
            continue
        if not isinstance(node, Mapping):
            raise BadOverlayError(f"{dialect.name}: {ref}: expected a mapping of its fields, found {node!r}")
        present = objects.get(ref)
        objects[ref] = _merged(ref, present, node)
    return replace(given, objects=objects)


_SAME: Document = {"same": True}
"""Marks that an object needs no entry."""


def _change(present: SchemaObject | None, wanted: SchemaObject | None) -> Node:
    if wanted is None:
        return None
    if present is None:
        return to_document(wanted)
    if present == wanted:
        return _SAME
    return difference(to_document(present), to_document(wanted))


def _merged(ref: Ref, present: SchemaObject | None, node: Document) -> SchemaObject:
    if present is None:
        return from_document(ref, merge({}, node))
    made = from_document(ref, merge(to_document(present), node))
    return replace(made, depends=present.depends)


def _members(document: Document, dialect: Dialect) -> Iterator[tuple[Ref, Node]]:
    kinds = {each.plural: each.name for each in dialect.kinds.values()}
    for plural, members in document.items():
        if plural not in kinds:
            raise BadOverlayError(
                f"{dialect.name}: there is no kind of object called {plural!r}", hint=did_you_mean(plural, kinds)
            )
        if not isinstance(members, Mapping):
            raise BadOverlayError(f"{dialect.name}: {plural}: expected a mapping of names, found {members!r}")
        for key, node in members.items():
            yield long(kinds[plural], key, dialect), node


def _in_order(refs: tuple[Ref, ...], dialect: Dialect) -> list[Ref]:
    return sorted(refs, key=lambda ref: (dialect.kinds[ref.kind].order, ref))


def short(ref: Ref, dialect: Dialect) -> str:
    """The key of an object in an overlay: its name without the engine's default namespace."""
    kind, default = dialect.kinds[ref.kind], dialect.traits.default_namespace
    if kind.depth == len(ref.path) and default is not None and ref.path[0] == default:
        return identity_text(Ref(ref.kind, ref.path[1:]))
    return identity_text(ref)


def long(kind: str, key: str, dialect: Dialect) -> Ref:
    """The identity that a key of an overlay stands for."""
    ref = read_identity(kind, key)
    depth, default = dialect.kinds[kind].depth, dialect.traits.default_namespace
    if depth is not None and default is not None and len(ref.path) == depth - 1:
        return Ref(kind, (default, *ref.path))
    return ref
