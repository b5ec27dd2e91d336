"""A whole schema as one document, for journals and plan files."""

from __future__ import annotations

from collections.abc import Mapping

from colonnade.schema.document import BadDocumentError, Document, Node, from_document, to_document
from colonnade.schema.naming import identity_text, read_identity
from colonnade.schema.ref import Ref
from colonnade.schema.schema import Schema


def schema_document(schema: Schema) -> dict[str, Node]:
    """Engine, objects by kind and name, and the first names of what was renamed; dependencies are left out."""
    objects: dict[str, dict[str, Node]] = {}
    for ref in sorted(schema.objects):
        objects.setdefault(ref.kind, {})[identity_text(ref)] = to_document(schema.objects[ref])
    ids = {f"{now.kind} {identity_text(now)}": identity_text(first) for now, first in sorted(schema.ids.items())}
    found: dict[str, Node] = {"engine": schema.engine, "objects": dict(objects)}
    return {**found, "ids": dict(ids)} if ids else found


def read_schema_document(document: Document) -> Schema:
    """The schema of a document. Raises BadDocumentError, BadNameError."""
    engine, objects, ids = document.get("engine"), document.get("objects"), document.get("ids", {})
    if not isinstance(engine, str) or not isinstance(objects, Mapping) or not isinstance(ids, Mapping):
        raise BadDocumentError("a schema's document has engine, objects and perhaps ids")
    found = {}
    for kind, members in objects.items():
        if not isinstance(members, Mapping):
            raise BadDocumentError(f"{kind}: expected a mapping of names, found {members!r}")
        for key, node in members.items():
            if not isinstance(node, Mapping):
                raise BadDocumentError(f"{kind} {key}: expected a mapping of fields, found {node!r}")
            ref = read_identity(kind, key)
            found[ref] = from_document(ref, node)
    return Schema(engine=engine, objects=found, ids=dict(_read_id(now, first) for now, first in ids.items()))


def _read_id(now: str, first: Node) -> tuple[Ref, Ref]:
    kind, _, name = now.partition(" ")
    return read_identity(kind, name), read_identity(kind, str(first))
