"""The script that makes collections, for `mongosh`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from colonnade.dialects.mongodb.collections import Collection, Index
from colonnade.model import Document

_HEAD = "// For mongosh. Written from a model and validated without a server: this script has never been run on one."


def script(collections: Sequence[Collection]) -> str:
    """Commands that make each collection with its validator, options and indexes."""
    return "\n\n".join([_HEAD, *(_made(each) for each in collections)]) + "\n"


def _made(each: Collection) -> str:
    calls = [f"db.createCollection({_json(each.name)}, {_json(_options(each))});"]
    calls += [f"db.getCollection({_json(each.name)}).createIndex({_index(one)});" for one in each.indexes]
    return "\n".join(calls)


def _options(each: Collection) -> Document:
    found: dict[str, Document] = {}
    if each.time_series is not None:
        found["timeseries"] = {
            "timeField": each.time_series.time,
            "metaField": each.time_series.meta,
            "granularity": each.time_series.granularity,
        }
    if each.expire_after_seconds is not None:
        found["expireAfterSeconds"] = each.expire_after_seconds
    if each.has_validator:
        found |= {"validator": validator(each), "validationLevel": "strict", "validationAction": "error"}
    return found


def validator(each: Collection) -> dict[str, Document]:
    """The query that every document of a collection meets."""
    shape: dict[str, Document] = {"$jsonSchema": dict(each.schema)}
    if not each.conditions:
        return shape
    return {"$and": [shape, *({"$expr": condition} for condition in each.conditions)]}


def _index(one: Index) -> str:
    return f"{_json(dict(one.fields))}, {_json(dict(_index_options(one)))}"


def _index_options(one: Index) -> Iterator[tuple[str, Document]]:
    yield "name", one.name
    if one.unique:
        yield "unique", True
    if one.expire_after_seconds is not None:
        yield "expireAfterSeconds", one.expire_after_seconds


def _json(value: Document) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
