"""Results as JSON documents, and the JSON Schemas of them."""

from __future__ import annotations

from collections.abc import Mapping

Schema = Mapping[str, object]


def document_text(result: object) -> str:
    """A result as one JSON document."""
    from pydantic import TypeAdapter

    text = TypeAdapter(type(result)).dump_json(result, indent=2).decode()
    return f"{text}\n"


def schema_of(result: type, *, title: str) -> Schema:
    """The JSON Schema (draft 2020-12) of the documents of a result."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(result).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}
