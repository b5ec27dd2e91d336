"""Differences between documents as documents (JSON Merge Patch, RFC 7396).

A key with null is taken out, a mapping is merged, everything else is put in place of what was there.
"""

from __future__ import annotations

from collections.abc import Mapping

from colonnade.schema.document import Document, Node


def difference(base: Document, target: Document) -> dict[str, Node]:
    """The patch that leads from one document to the other; empty when they are equal.

    No value of a document may be null, since null takes out.
    """
    patch: dict[str, Node] = {}
    for key in base:
        if key not in target:
            patch[key] = None
    for key, wanted in target.items():
        if key not in base:
            patch[key] = wanted
        elif base[key] != wanted:
            present = base[key]
            if isinstance(present, Mapping) and isinstance(wanted, Mapping):
                patch[key] = difference(present, wanted)
            else:
                patch[key] = wanted
    return patch


def merge(base: Document, patch: Document) -> dict[str, Node]:
    """The document after a patch."""
    merged: dict[str, Node] = dict(base)
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
            continue
        present = merged.get(key)
        if isinstance(present, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(present, value)
        else:
            merged[key] = merge({}, value) if isinstance(value, Mapping) else value
    return merged
