"""Whether a document has the shape that a `$jsonSchema` asks for, as far as this dialect writes such schemas.

Documents stand in MongoDB's Extended JSON, version 2: `{"$date": …}`, `{"$oid": …}`, `{"$numberDecimal": …}`; a number
with a point is a double, one without an int or, beyond 32 bits, a long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from colonnade.model import Document

_WRAPPED = {
    "$oid": "objectId",
    "$date": "date",
    "$numberDecimal": "decimal",
    "$numberLong": "long",
    "$numberInt": "int",
    "$numberDouble": "double",
    "$binary": "binData",
}
_NUMBERS = {"int", "long", "double", "decimal"}
_INT_BITS = 31


def bson_type(value: Document) -> str:
    """The alias of the BSON type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "bool"
        case int():
            return "int" if value.bit_length() <= _INT_BITS else "long"
        case float():
            return "double"
        case str():
            return "string"
        case Mapping():
            alone = next(iter(value)) if len(value) == 1 else ""
            return _WRAPPED.get(alone, "object")
        case _:
            return "array"


def faults(schema: Document, value: Document, where: str = "") -> Iterator[str]:
    """What of a document is not as its schema asks, each with its path."""
    if not isinstance(schema, Mapping):
        return
    kinds = schema.get("bsonType")
    known = [kinds] if isinstance(kinds, str) else kinds
    if isinstance(known, list) and not _is_of(value, known):
        yield f"{where or 'the document'} is {bson_type(value)}, not {' or '.join(map(str, known))}"
        return
    allowed = schema.get("enum")
    if isinstance(allowed, list) and value not in allowed:
        yield f"{where} is none of {', '.join(map(str, allowed))}"
    yield from _bounded(schema, value, where)
    if isinstance(value, Mapping) and bson_type(value) == "object":
        yield from _within(schema, value, where)
    elif isinstance(value, list):
        yield from _each(schema, value, where)


def _is_of(value: Document, known: list[Document]) -> bool:
    kind = bson_type(value)
    return kind in known or ("number" in known and kind in _NUMBERS)


def _bounded(schema: Mapping[str, Document], value: Document, where: str) -> Iterator[str]:
    number = _number(value)
    for word, beyond in (("minimum", -1), ("maximum", 1)):
        bound = schema.get(word)
        if number is not None and isinstance(bound, int | float):
            side = (number > Decimal(str(bound))) - (number < Decimal(str(bound)))
            if side == beyond or (side == 0 and schema.get(f"exclusive{word.capitalize()}")):
                yield f"{where} is {number}, beyond its {word} {bound}"
    if isinstance(value, str | list):
        kind = "Length" if isinstance(value, str) else "Items"
        least, most = schema.get(f"min{kind}"), schema.get(f"max{kind}")
        if (isinstance(least, int) and len(value) < least) or (isinstance(most, int) and len(value) > most):
            yield f"{where} has {len(value)}, not {least or 0} to {'any number' if most is None else most}"


def _number(value: Document) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Decimal(str(value))
    if isinstance(value, Mapping) and bson_type(value) in _NUMBERS:
        return Decimal(str(next(iter(value.values()))))
    return None


def _within(schema: Mapping[str, Document], value: Mapping[str, Document], where: str) -> Iterator[str]:
    needed, properties = schema.get("required"), schema.get("properties")
    for name in needed if isinstance(needed, list) else ():
        if name not in value:
            yield f"{where}{'.' if where else ''}{name} is absent"
    for name, inner in properties.items() if isinstance(properties, Mapping) else ():
        if name in value:
            yield from faults(inner, value[name], f"{where}.{name}" if where else name)


def _each(schema: Mapping[str, Document], value: list[Document], where: str) -> Iterator[str]:
    items = schema.get("items")
    for number, each in enumerate(value):
        inner = items[number] if isinstance(items, list) and number < len(items) else items
        if isinstance(inner, Mapping):
            yield from faults(inner, each, f"{where}[{number}]")
