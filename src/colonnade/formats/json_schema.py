"""JSON Schema (draft 2020-12) of the rows of a model's entities, as programs exchange them: one definition each.

https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from colonnade.formats.losses import Loss, Written
from colonnade.model import Attribute, Base, Entity, Model, Type

Node = Mapping[str, object]

_INTEGERS = {Base.SMALLINT: 15, Base.INTEGER: 31, Base.BIGINT: 63}
"""Bits of a whole number beside its sign."""
_FORMATS = {
    Base.DATE: "date",
    Base.TIME: "time",
    Base.TIMESTAMP: "date-time",
    Base.INTERVAL: "duration",
    Base.UUID: "uuid",
}
_LOCAL_TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$"
"""A date and time without a zone, which the format date-time does not allow."""


def write(model: Model) -> Written:
    """The schema of every entity and domain of a model; conditions that JSON Schema has no words for are losses."""
    losses: list[Loss] = []
    definitions: dict[str, object] = {}
    for domain in model.domains.values():
        definitions[_name("domain", domain.key)] = _described(_type(domain.type), domain.about)
        losses += [
            Loss(object=domain.key, what=f"check {each.expression}", why=_NO_SQL) for each in domain.checks.values()
        ]
    for entity in model.entities.values():
        definitions[_name("entity", entity.key)] = _entity(entity)
        losses += _lost(entity)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": model.name,
        **({"description": model.about} if model.about else {}),
        "$defs": definitions,
        "type": "object",
        "properties": {key: {"type": "array", "items": {"$ref": _reference("entity", key)}} for key in model.entities},
        "additionalProperties": False,
    }
    return Written(text=json.dumps(schema, indent=2, ensure_ascii=False) + "\n", losses=tuple(losses))


_NO_SQL = "JSON Schema has no conditions in SQL"


def _name(kind: str, key: str) -> str:
    return f"{kind}.{key}"


def _reference(kind: str, key: str) -> str:
    """A pointer to a definition (RFC 6901 within a URI fragment)."""
    escaped = _name(kind, key).replace("~", "~0").replace("/", "~1")
    return "#/$defs/" + "".join(
        char if char.isascii() and (char.isalnum() or char in "-._~") else _percent(char) for char in escaped
    )


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())


def _entity(entity: Entity) -> Node:
    required = [
        each.name
        for each in entity.attributes.values()
        if entity.requires(each.name) and each.default is None and each.identity is None and not each.generated
    ]
    return {
        "title": entity.business_name or entity.key,
        **({"description": entity.about} if entity.about else {}),
        "type": "object",
        "properties": {each.name: _attribute(entity, each) for each in entity.attributes.values()},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _attribute(entity: Entity, each: Attribute) -> Node:
    node = _type(each.type)
    if not entity.requires(each.name):
        node = {"anyOf": [node, {"type": "null"}]}
    node = _described(node, each.about, each.business_name)
    return {**node, "readOnly": True} if each.generated else node


def _described(node: Node, about: str, title: str = "") -> Node:
    return {**({"title": title} if title else {}), **({"description": about} if about else {}), **node}


_ALWAYS: Mapping[Base, Node] = {
    **{base: {"type": "number"} for base in (Base.DECIMAL, Base.REAL, Base.FLOAT)},
    **{base: {"type": "string"} for base in (Base.TEXT, Base.INET, Base.LTREE)},
    **{base: {"type": "integer", "minimum": -(2**bits), "maximum": 2**bits - 1} for base, bits in _INTEGERS.items()},
    **{base: {"type": "string", "format": word} for base, word in _FORMATS.items()},
    Base.BOOLEAN: {"type": "boolean"},
    Base.DATETIME: {"type": "string", "pattern": _LOCAL_TIME},
    Base.JSON: {},
    Base.BINARY: {"type": "string", "contentEncoding": "base64"},
    Base.POINT: {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    Base.OBJECT_ID: {"type": "string", "pattern": "^[0-9a-fA-F]{24}$"},
}
"""Types that are the same whatever else is said of them."""


def _type(type_: Type) -> Node:
    match type_.base:
        case Base.STRING | Base.CHAR:
            return {"type": "string", **({"maxLength": type_.length} if type_.length else {})}
        case Base.ENUM:
            return {"type": "string", "enum": list(type_.values)}
        case Base.VECTOR:
            size = {"minItems": type_.length, "maxItems": type_.length} if type_.length else {}
            return {"type": "array", "items": {"type": "number"}, **size}
        case Base.ARRAY:
            return {"type": "array", "items": _type(type_.element) if type_.element is not None else {}}
        case Base.DOMAIN:
            return {"$ref": _reference("domain", type_.name)}
        case Base.NATIVE:
            return {"$comment": f"written as {type_.name}"}
        case base:
            return _ALWAYS[base]


def _lost(entity: Entity) -> Iterator[Loss]:
    for each in entity.attributes.values():
        if each.check:
            yield Loss(object=f"{entity.key}.{each.name}", what=f"check {each.check}", why=_NO_SQL)
    for check in entity.checks.values():
        yield Loss(object=entity.key, what=f"check {check.expression}", why=_NO_SQL)
    for key in entity.keys:
        yield Loss(
            object=entity.key, what=f"key {', '.join(key.attributes)}", why="JSON Schema says nothing of other rows"
        )
    for relationship in entity.inline_relationships:
        yield Loss(
            object=entity.key, what=f"reference to {relationship.source}", why="JSON Schema says nothing of other rows"
        )
