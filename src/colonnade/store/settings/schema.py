"""The JSON Schema of settings, for editors, and the list of every setting, for the reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from colonnade.store.settings.declared import Settings
from colonnade.store.settings.read import FILE, variable_of

Schema = Mapping[str, object]


def settings_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of `colonnade.toml`."""
    from pydantic import TypeAdapter

    made = TypeAdapter(Settings).json_schema(mode="validation")
    _at_least_one(made)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": FILE}


def _at_least_one(node: object) -> None:
    """Every number of the settings is at least 1."""
    if isinstance(node, dict):
        if node.get("type") == "integer":
            node["minimum"] = 1
        for each in node.values():
            _at_least_one(each)
    elif isinstance(node, list):
        for each in node:
            _at_least_one(each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """A setting as its reference shows it."""

    section: str
    key: str
    kind: str
    default: object
    about: str
    variable: str
    """The environment variable that overrides it; empty for tables and lists of tables."""


def documented_settings() -> Iterator[Documented]:
    """Every setting, by sections."""
    schema = settings_schema()
    for section, node in _properties(schema):
        body = _resolved(schema, node)
        entries = body.get("additionalProperties")
        if isinstance(entries, Mapping):
            body = _resolved(schema, entries)
        shown = f"{section}.NAME" if isinstance(entries, Mapping) else section
        for key, said in _properties(body):
            # Of what a team names itself, only addresses have one.
            named = not isinstance(entries, Mapping) or key == "url"
            has_variable = named and said.get("type") != "object" and not _is_table_list(said)
            yield Documented(
                section=shown,
                key=key,
                kind=_kind(schema, said),
                default=said.get("default"),
                about=str(said.get("description", "")),
                variable=variable_of((*shown.split("."), key)) if has_variable else "",
            )


def _properties(node: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    found = node.get("properties")
    if isinstance(found, Mapping):
        for key, each in found.items():
            if isinstance(each, Mapping):
                yield str(key), each


def _resolved(schema: Mapping[str, object], node: Mapping[str, object]) -> Mapping[str, object]:
    reference = node.get("$ref")
    definitions = schema.get("$defs")
    if isinstance(reference, str) and isinstance(definitions, Mapping):
        found = definitions[reference.rpartition("/")[2]]
        if isinstance(found, Mapping):
            return found
    return node


def _is_table_list(node: Mapping[str, object]) -> bool:
    items = node.get("items")
    return isinstance(items, Mapping) and str(items.get("$ref", "")).endswith("/Suppression")


def _kind(schema: Mapping[str, object], node: Mapping[str, object]) -> str:
    body = _resolved(schema, node)
    words = body.get("enum")
    if isinstance(words, list):
        return ", ".join(f"`{each}`" for each in words)
    choices = body.get("anyOf")
    if isinstance(choices, list):
        return _kind(schema, choices[0])
    items = body.get("items")
    if isinstance(items, Mapping):
        return f"list of {_kind(schema, items)}"
    below = body.get("additionalProperties")
    if isinstance(below, Mapping):
        return f"table of {_kind(schema, below)}"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(str(body.get("type")), "table")
